"""A matrix shaped for paper, before any format is chosen: blocks of columns, words for cells, counts for publication.

Every writer of matrices takes its words from here, so that Word, Excel, CSV and the picture say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.domain.amounts import CASES, COUNTIES
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, Counted, Nn_
from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import translator

VALUES = ("status", "count", "judgement", "amount", "summary", "quote")
"""What a cell may show, in this order."""

FILLS = {
    CellStatus.PRESENT: "CFE2F3",
    CellStatus.ABSENT: "FBE0C8",
    CellStatus.PLANNED: "FFF4CC",
    CellStatus.PAST: "E4DDF0",
    CellStatus.POSSIBLE: "F0F0F0",
    CellStatus.MIXED: "DCEFE3",
}
"""Light tints, told apart by colour-blind readers too (blue, orange, yellow, violet, grey, green); the sign and word carry the meaning."""

_SETTLED = frozenset({CellStatus.NOT_MENTIONED, CellStatus.NO_MINUTES, CellStatus.UNREAD})
"""What nobody proposes: no passage stands behind it."""
_UNPROPOSED = _SETTLED | {CellStatus.NOT_ASKED}
"""Nor what the question guide tells."""
WITHHELD = ".."
"""The sign of a number that is withheld, as in official statistics."""
PROPOSED = "*"
"""The mark of a cell that nobody has judged yet."""


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one theme."""

    id: str
    name: str
    columns: tuple[Column, ...]


def groups(matrix: Matrix) -> tuple[Group, ...]:
    """Give the columns by theme, in order; a matrix of themes is one group without a name."""
    if matrix.level != "code":
        return (Group("", "", matrix.columns),)
    order: dict[str, list[Column]] = {}
    for column in matrix.columns:
        order.setdefault(column.theme, []).append(column)
    return tuple(Group(theme, columns[0].theme_name or theme, tuple(columns)) for theme, columns in order.items())


def is_proposed(cell: Cell | ThemeCell | None) -> bool:
    """Tell whether a cell rests on proposals that nobody has judged."""
    if isinstance(cell, ThemeCell):
        return not cell.judged and any(n and CellStatus(s) not in _UNPROPOSED for s, n in cell.statuses.items())
    return cell is not None and not cell.judged and cell.status not in _UNPROPOSED


def any_proposed(matrix: Matrix) -> bool:
    """Tell whether any cell rests on proposals, so that a reader must be told what their mark means."""
    return proposed_cells(matrix) > 0


def proposed_cells(matrix: Matrix) -> int:
    """Give how many cells rest on proposals."""
    return sum(is_proposed(cell) for row in matrix.cells.values() for cell in row.values())


def cell_text(
    cell: Cell | ThemeCell | None, column: Column, lang: str, values: Sequence[str] = ("status",), *, signs: bool = True
) -> str:
    """Give the words of a cell: sign and word of the status, number of passages, judged or proposed, summary.

    ``signs`` off leaves the sign out, for tables that are sorted and filtered by the word.
    """
    if cell is None:
        return ""
    say = translator(lang)
    lines = []
    if "status" in values:
        lines.append(tally(cell, lang) if isinstance(cell, ThemeCell) else _status(cell, column, lang, signs=signs))
    if "count" in values:
        lines.append(say(N_("passages: {number}")).format(number=cell.count) if lines else str(cell.count))
    if "judgement" in values and (cell.judged or is_proposed(cell)):
        lines.append(say(N_("judged") if cell.judged else N_("proposed")))
    if "amount" in values and cell.amount:
        lines.append(_money(cell.amount, lang))
    if "summary" in values and cell.summary:
        lines.append(cell.summary)
    if "quote" in values and isinstance(cell, Cell) and cell.quote:
        lines.append(say(N_("“{quote}”")).format(quote=cell.quote))
    return "\n".join(lines)


def _money(amount: float, lang: str) -> str:
    """Give a sum with its thousands apart, decimals only where there are some."""
    whole = f"{amount:,.2f}".removesuffix(".00")
    return whole.replace(",", "\u00a0").replace(".", ",") if lang == "sv" else whole


def by_case(matrix: Matrix) -> bool:
    """Tell whether the rows are cases, which no published file names."""
    return matrix.by == "case"


def on_paper(matrix: Matrix) -> Matrix:
    """Give a matrix of cases without rows for those that have no minutes and of which nothing is judged; they are its ``silent``.

    Twenty rows of "no minutes" on every page hide the one that says something; a sentence names them as well.
    """
    if not by_case(matrix):
        return matrix
    silent = tuple(case for case in matrix.rows if _silent(matrix.cells.get(case, {})))
    if not silent or len(silent) == len(matrix.rows):
        return matrix
    rows = tuple(case for case in matrix.rows if case not in set(silent))
    return replace(matrix, rows=rows, cells={case: matrix.cells.get(case, {}) for case in rows}, silent=silent)


def _silent(cells: Mapping[str, Cell | ThemeCell]) -> bool:
    without = CellStatus.NO_MINUTES
    return bool(cells) and all(
        not cell.summary
        and (set(cell.statuses) <= {without.value} if isinstance(cell, ThemeCell) else cell.status is without)
        for cell in cells.values()
    )


def _status(cell: Cell, column: Column, lang: str, *, signs: bool) -> str:
    words = status_words(cell.status, lang, column.kind)
    mark = PROPOSED if is_proposed(cell) else ""
    return f"{GLYPHS[cell.status]} {words}{mark}" if signs else words


def tally(cell: ThemeCell, lang: str) -> str:
    """Give a theme's tally, "● 4  ○ 1", in the order of the statuses; what was not mentioned stands last, if nothing else is there."""
    said = [(s, cell.statuses[s.value]) for s in CellStatus if cell.statuses.get(s.value) and s not in _SETTLED]
    if said:
        return "  ".join(f"{GLYPHS[s]} {n}" for s, n in said) + (PROPOSED if is_proposed(cell) else "")
    rest = [s for s in CellStatus if cell.statuses.get(s.value)]
    return f"{GLYPHS[rest[0]]} {status_words(rest[0], lang)}" if rest else ""


def fill(cell: Cell | ThemeCell | None) -> str:
    """Give the tint of a cell (rrggbb), or "" for what has none; themes have no status and so no tint."""
    return FILLS.get(cell.status, "") if isinstance(cell, Cell) else ""


def statuses_in(matrix: Matrix) -> tuple[CellStatus, ...]:
    """Give the statuses that occur, present and absent always, in their order."""
    found = {CellStatus.PRESENT, CellStatus.ABSENT}
    for row in matrix.cells.values():
        for cell in row.values():
            if isinstance(cell, ThemeCell):
                found.update(CellStatus(s) for s in cell.statuses if cell.statuses[s])
            else:
                found.add(cell.status)
    return tuple(s for s in CellStatus if s in found)


def status_counts(matrix: Matrix, column: Column) -> dict[CellStatus, int]:
    """Give how many cells of a column have each status; for a theme, how many of its codes' cells."""
    found: Counter[CellStatus] = Counter()
    for case in matrix.rows:
        cell = matrix.cells.get(case, {}).get(column.id)
        if isinstance(cell, ThemeCell):
            found.update({CellStatus(s): n for s, n in cell.statuses.items()})
        elif cell is not None:
            found[cell.status] += 1
    return {s: found[s] for s in CellStatus}


def shown_counts(matrix: Matrix, column: Column) -> dict[CellStatus, int | None]:
    """Give ``status_counts`` as they may be published: None where a number is withheld."""
    counts = status_counts(matrix, column)
    return {s: None if (column.id, s.value) in matrix.withheld else number for s, number in counts.items()}


def number_text(number: int | None) -> str:
    """Give a number, or the sign of one that is withheld."""
    return WITHHELD if number is None else str(number)


def whole_head(matrix: Matrix, lang: str) -> str:
    """Give the head over what the statuses of a theme add up to: its codes times the cases."""
    return translator(lang)(N_("All: codes × {cases}")).format(cases=cases_word(matrix, lang))


def whole(matrix: Matrix, column: Column) -> str:
    """Give what the statuses of a theme add up to as a product ("7 × 21 = 147"), so that its numbers can be read as shares."""
    total = sum(status_counts(matrix, column).values())
    each = len(matrix.rows)
    return f"{total // each} × {each} = {total}" if each and not total % each else str(total)


def status_head(status: CellStatus, lang: str) -> str:
    """Give a status as the head of a column of counts, begun with a capital."""
    words = status_words(status, lang)
    return words[:1].upper() + words[1:]


def case_word(matrix: Matrix, lang: str) -> str:
    """Give the word over the rows: county when all of them are, else case, else the attribute that they are the values of."""
    if matrix.by != "case":
        return translator(lang)(N_("Wave")) if matrix.by == "wave" else matrix.by
    return translator(lang)(N_("County") if _counties(matrix) else N_("Case"))


def cases_word(matrix: Matrix, lang: str) -> str:
    """Give the word for several rows, inside a sentence."""
    return translator(lang)(N_("counties") if _counties(matrix) else N_("cases"))


def cases_noun(matrix: Matrix) -> Counted:
    """Give the noun of the rows, to be said with a number."""
    return COUNTIES if _counties(matrix) else CASES


def minutes_of_cases(matrix: Matrix, lang: str) -> str:
    """Give the sentence on how many cases the numbers are counted of."""
    said = (
        Nn_(
            "{denominator} county has minutes in the analysis.",
            "{denominator} counties have minutes in the analysis.",
            by="denominator",
        )
        if _counties(matrix)
        else Nn_(
            "{denominator} case has minutes in the analysis.",
            "{denominator} cases have minutes in the analysis.",
            by="denominator",
        )
    )
    return translator(lang)(said).format(denominator=matrix.denominator)


def _counties(matrix: Matrix) -> bool:
    return bool(matrix.rows) and all(case.endswith(" län") for case in matrix.rows)


def title(matrix: Matrix, lang: str, *, published: bool) -> str:
    """Give the title over a whole matrix."""
    say = translator(lang)
    codes = matrix.level == "code"
    if matrix.by != "case":
        name = say(N_("Codes by {attribute}") if codes else N_("Themes by {attribute}")).format(
            attribute=case_word(matrix, lang).lower()
        )
    elif published:
        name = say(N_("Codes by status") if codes else N_("Themes by status"))
    elif _counties(matrix):
        name = say(N_("Matrix of counties and codes") if codes else N_("Matrix of counties and themes"))
    else:
        name = say(N_("Matrix of cases and codes") if codes else N_("Matrix of cases and themes"))
    return f"{name}, {matrix.wave}" if matrix.wave else name
