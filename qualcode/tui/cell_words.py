"""What stands behind a cell of the matrix, in words for the panel below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Column, ThemeCell
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.tui.desk import Desk
from qualcode.usecases.cells import CellPassage
from qualcode.usecases.consensus import Consensus, consensus_on
from qualcode.usecases.counted_matrix import passages_behind
from qualcode.usecases.tabulating import is_proposed

_APART = "   "
"""Between the statuses of a theme: the dot that stands between words elsewhere is the sign of what is unread."""
_SHOWN = 3
"""Passages told of; Enter lists all."""


Told = tuple[str, Cell | ThemeCell, Sequence[str]]
"""A wave, what its cell holds, and the case's documents in its analysis."""


def cell_words(desk: Desk, case: str, column: Column, *told: Told) -> Content:
    """Give a cell's case and code, its status and how it came about, its summary and its first passages; of a theme the tally.

    ``told``: the cell with its wave and documents; of two waves that are set against each other, both.
    """
    lines = [Content.styled(f"{case} · {column.name}", "bold")]
    several = len(told) > 1
    for wave, cell, documents in told:
        before = f"{wave}: " if several else ""
        if isinstance(cell, ThemeCell):
            lines.append(_tally(desk, before, cell))
            continue
        lines += _standing(desk, before, case, column, wave, cell)
        # Two waves share the panel: of each less is told.
        lines += _passages(desk, column, documents, _SHOWN - 1 if several else _SHOWN)
    return Content("\n").join(lines)


def agreed_words(desk: Desk, agreed: Consensus, words: str) -> Content:
    """Give what coders have agreed on, ``words`` being its status with its sign, with the reason and who recorded it."""
    if not agreed.reason:
        return Content(desk.say(N_("Agreed on: {status}"), status=words))
    told = N_("Agreed on: {status}. Reason ({recorder}): {reason}")
    return Content(desk.say(told, status=words, recorder=agreed.recorder, reason=agreed.reason))


def _tally(desk: Desk, before: str, cell: ThemeCell) -> Content:
    language = desk.project.language
    said = [f"{GLYPHS[CellStatus(s)]} {status_words(CellStatus(s), language)}: {n}" for s, n in cell.statuses.items()]
    return Content(f"{before}{_APART.join(said)}")


def _standing(desk: Desk, before: str, case: str, column: Column, wave: str, cell: Cell) -> list[Content]:
    status = f"{GLYPHS[cell.status]} {status_words(cell.status, desk.project.language, column.kind)}"
    agreed = consensus_on(desk.project, case, column.id, wave) if cell.judged else None
    if agreed is not None:
        line = Content(before) + agreed_words(desk, agreed, status)
    else:
        how = N_("judged") if cell.judged else N_("proposed, nobody has judged it") if is_proposed(cell) else ""
        line = Content(f"{before}{status} ({desk.say(how)})" if how else f"{before}{status}")
    return [line, Content.styled(cell.summary, "italic")] if cell.summary else [line]


def _passages(desk: Desk, column: Column, documents: Sequence[str], most: int) -> list[Content]:
    found = passages_behind(desk.project, documents, column.id)
    lines = [Content(f"{passage_line(p)}  [{p.coder or desk.say(N_('suggestion'))}]") for p in found[:most]]
    if len(found) > most:
        more = desk.say(N_("… and {number} more: {k:open} lists them."), number=len(found) - most)
        lines.append(Content.styled(more, "$foreground-muted"))
    return lines


def passage_line(passage: CellPassage) -> str:
    """Give a passage with the sign of its status."""
    status = CellStatus.UNREAD if passage.status is Status.NOT_ASSERTED else CellStatus(passage.status.value)
    return f"{GLYPHS[status]} {passage.text}"
