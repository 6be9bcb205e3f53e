"""What of the matrix is shown: which wave or two, which rows, in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Matrix, ThemeCell

BY_CASE, BY_COLUMN, BY_LEFT = "by:case", "by:column", "by:left"
ALL, ONLY_LEFT, ONLY_SAID, ONLY_MINUTES = "rows:all", "rows:left", "rows:said", "rows:minutes"
_SILENT = frozenset({CellStatus.NOT_MENTIONED, CellStatus.UNREAD, CellStatus.NO_MINUTES, CellStatus.NOT_ASKED})
Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class View:
    """Which wave, the one it is set against ("" for none), how rows are sorted, which are shown, and the column that this is about."""

    wave: str | None = None
    against: str = ""
    order: str = BY_CASE
    rows: str = ALL
    column: str = ""


def offered_views(say: Say, now: View, column: str, name: str, known: Sequence[str]) -> dict[str, tuple[str, View]]:
    """Give the views to choose from by their keys, each with its words; ``column`` is lit and called ``name``.

    Two waves are first shown with the cases that have minutes in both: of the others nothing can be said to have changed.
    """
    pair = bool(now.against)
    minutes = N_("only rows with minutes in both waves") if pair else N_("only rows with minutes")
    views = {
        BY_CASE: (say(N_("rows by case")), replace(now, order=BY_CASE)),
        BY_COLUMN: (say(N_("rows by what {column} says"), column=name), replace(now, order=BY_COLUMN, column=column)),
        BY_LEFT: (say(N_("rows with most that is not judged first")), replace(now, order=BY_LEFT)),
        ALL: (say(N_("all rows")), replace(now, rows=ALL)),
        ONLY_MINUTES: (say(minutes), replace(now, rows=ONLY_MINUTES)),
        ONLY_LEFT: (say(N_("only rows with something not judged")), replace(now, rows=ONLY_LEFT)),
        ONLY_SAID: (
            say(N_("only rows that say something of {column}"), column=name),
            replace(now, rows=ONLY_SAID, column=column),
        ),
    }
    alone = replace(now, against="", rows=ALL if pair and now.rows == ONLY_MINUTES else now.rows)
    for wave in known if len(known) > 1 else ():
        views[f"wave:{wave}"] = (say(N_("wave {wave}"), wave=wave), replace(alone, wave=wave))
    both = now if pair else replace(now, rows=ONLY_MINUTES if now.rows == ALL else now.rows)
    for first, second in ((a, b) for a in known for b in known if a < b):
        words = say(N_("{before} and {after} beside each other"), before=first, after=second)
        views[f"{first}/{second}"] = (words, replace(both, wave=second, against=first))
    return views


def rows_shown(table: Matrix, before: Matrix | None, view: View, left: Callable[[str], int]) -> tuple[str, ...]:
    """Give the cases of ``table`` that ``view`` shows, in its order.

    ``before`` is the wave that it is set against; ``left`` gives how many cells of a case nobody has judged.
    """

    def said(case: str) -> int:
        return max(_told(t.cells.get(case, {}).get(view.column)) for t in (table, before) if t is not None)

    def rank(case: str) -> tuple[int, int]:
        cell = table.cells[case].get(view.column)
        order = list(CellStatus).index(cell.status) if isinstance(cell, Cell) else 0
        return (-_told(cell), order)

    wanted: dict[str, Callable[[str], object]] = {
        ALL: lambda _: True,
        ONLY_MINUTES: lambda case: has_minutes(table, case) and (before is None or has_minutes(before, case)),
        ONLY_LEFT: left,
        ONLY_SAID: said,
    }
    cases = [case for case in table.rows if wanted[view.rows](case)]
    if view.order == BY_COLUMN:
        cases.sort(key=rank)
    elif view.order == BY_LEFT:
        cases.sort(key=lambda case: -left(case))
    return tuple(cases)


def has_minutes(table: Matrix, case: str) -> bool:
    """Tell whether a case has minutes in the analysis of the table's wave."""
    return any(
        cell.status is not CellStatus.NO_MINUTES
        if isinstance(cell, Cell)
        else any(s != CellStatus.NO_MINUTES.value for s in cell.statuses)
        for cell in table.cells.get(case, {}).values()
    )


def words_of_rows(say: Say, view: View) -> str:
    """Say which rows are shown, "" when all are."""
    words = {
        ONLY_MINUTES: N_("with minutes in both waves") if view.against else N_("with minutes"),
        ONLY_LEFT: N_("not yet judged"),
        ONLY_SAID: N_("that say something"),
    }
    return say(words[view.rows]) if view.rows in words else ""


def _told(cell: Cell | ThemeCell | None) -> int:
    """Count what a cell says: 1 for a code of which something is said, for a theme each such code."""
    if isinstance(cell, Cell):
        return 0 if cell.status in _SILENT else 1
    return 0 if cell is None else sum(n for s, n in cell.statuses.items() if CellStatus(s) not in _SILENT)
