"""What stands behind a cell of the matrix, in words for the panel below it."""

from __future__ import annotations

from textual.content import Content

from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Column, ThemeCell
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.tui.desk import Desk
from qualcode.usecases.cells import CellPassage, passages_of_cell
from qualcode.usecases.tabulating import is_proposed

_APART = "   "
"""Between the statuses of a theme: the dot that stands between words elsewhere is the sign of what is unread."""
_SHOWN = 3
"""Passages told of; Enter lists all."""


Earlier = tuple[str, Cell | ThemeCell, str]
"""The wave that a cell is set against, its cell there, and the wave of the cell itself."""


def cell_words(
    desk: Desk, case: str, column: Column, cell: Cell | ThemeCell, earlier: Earlier | None = None
) -> Content:
    """Give a cell's case and code, its status and how it came about, its summary and its first passages; of a theme the tally.

    With ``earlier`` both waves are told, the earlier one first.
    """
    told: list[tuple[str, Cell | ThemeCell]] = [("", cell)]
    if earlier is not None:
        told = [(f"{earlier[0]}: ", earlier[1]), (f"{earlier[2]}: ", cell)]
    lines = [Content.styled(f"{case} · {column.name}", "bold")]
    for wave, one in told:
        lines += _tally(desk, wave, one) if isinstance(one, ThemeCell) else _of_code(desk, wave, column, one)
    return Content("\n").join(lines)


def _tally(desk: Desk, wave: str, cell: ThemeCell) -> list[Content]:
    language = desk.project.language
    said = [f"{GLYPHS[CellStatus(s)]} {status_words(CellStatus(s), language)}: {n}" for s, n in cell.statuses.items()]
    return [Content(f"{wave}{_APART.join(said)}")]


def _of_code(desk: Desk, wave: str, column: Column, cell: Cell) -> list[Content]:
    status = f"{wave}{GLYPHS[cell.status]} {status_words(cell.status, desk.project.language, column.kind)}"
    how = N_("judged") if cell.judged else N_("proposed, nobody has judged it") if is_proposed(cell) else ""
    lines = [Content(f"{status} ({desk.say(how)})" if how else status)]
    if cell.summary:
        lines.append(Content.styled(cell.summary, "italic"))
    found = passages_of_cell(desk.project, cell, column.id)
    # Two waves share the panel: of each less is told.
    shown = _SHOWN - 1 if wave else _SHOWN
    lines += [Content(f"{passage_line(p)}  [{p.coder or desk.say(N_('suggestion'))}]") for p in found[:shown]]
    if len(found) > shown:
        more = desk.say(N_("… and {number} more: {k:open} lists them."), number=len(found) - shown)
        lines.append(Content.styled(more, "$foreground-muted"))
    return lines


def passage_line(passage: CellPassage) -> str:
    """Give a passage with the sign of its status."""
    status = CellStatus.UNREAD if passage.status is Status.NOT_ASSERTED else CellStatus(passage.status.value)
    return f"{GLYPHS[status]} {passage.text}"
