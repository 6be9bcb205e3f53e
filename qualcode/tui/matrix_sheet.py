"""What a screen of the matrix shows of it: counted in a thread, then painted cell by cell as it comes into view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.tui.grid_cells import Cells, GridCell, Needs, measured_labels, measured_texts
from qualcode.tui.matrix_views import View
from qualcode.usecases.counted_matrix import Counted, count_matrix
from qualcode.usecases.tabulating import TINTS, is_proposed, tally

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

_CODES = 2
"""Cells that a code's sign takes with the mark of what nobody has judged."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The matrix of one wave, or of two set against each other, and how wide its columns must be, by their ids."""

    now: Counted
    before: Counted | None
    labels: int
    widths: Mapping[str, tuple[int, int]]

    def table(self, theme: str) -> Matrix:
        """Give the matrix that shows a theme's codes, or for "" all themes."""
        return self.now.of(theme)[0]

    def old(self, theme: str) -> Matrix | None:
        """Give that of the wave which this one is set against, or None."""
        return self.before.of(theme)[0] if self.before else None

    def left(self, theme: str, case: str) -> int:
        """Give how many cells of a case nobody has judged, of a theme's codes or of themes."""
        return self.now.left[case].get(theme, 0)

    def shown(self, theme: str, case: str, column: Column) -> GridCell:
        """Give what a cell shows; of two waves, where they differ, what was and what is."""
        cell = self.table(theme).cells[case][column.id]
        before = self.old(theme)
        words = _words(cell, before.cells.get(case, {}).get(column.id) if before else None, two=before is not None)
        return GridCell(words, TINTS.get(cell.status, "") if isinstance(cell, Cell) else "")

    def needs(self, columns: Sequence[Column]) -> Needs:
        """Give how wide labels and columns must be."""
        plain, tight = (
            zip(*(self.widths.get(c.id, (_CODES, _CODES)) for c in columns), strict=True) if columns else ((), ())
        )
        return Needs(self.labels, plain, tight)


class SheetCells(Cells):
    """The cells of a sheet's rows, each made when it is painted."""

    def __init__(self, sheet: Sheet, theme: str, cases: Sequence[str]) -> None:
        self._sheet = sheet
        self._theme = theme
        self._cases = cases
        self._columns = sheet.now.of(theme)[1]

    def cell(self, row: int, column: int) -> GridCell:
        """Give one cell."""
        return self._sheet.shown(self._theme, self._cases[row], self._columns[column])


def count_sheet(desk: Desk, view: View) -> Sheet:
    """Count what a view shows; a large project takes seconds, so this is done in a thread.

    Raises:
        UnknownWaveError, and what reading the codebook raises.
    """
    desk.load_codebook()
    now = count_matrix(desk.project, view.wave)
    before = count_matrix(desk.project, view.against) if view.against else None
    sheets = [("", now.themes.columns)]
    if before is not None:
        # One wave's codes are a sign each; two waves' take more room where they differ.
        sheets += [(theme.id, now.of(theme.id)[1]) for theme in now.themes.columns]
    bare = Sheet(now, before, measured_labels(now.codes.rows), {})
    widths = {
        column.id: measured_texts({bare.shown(theme, case, column).text for case in now.codes.rows})
        for theme, columns in sheets
        for column in columns
    }
    return Sheet(now, before, bare.labels, widths)


def _words(cell: Cell | ThemeCell, old: Cell | ThemeCell | None, *, two: bool) -> str:
    words, mark = tally(cell), "*" if is_proposed(cell) else ""
    if two:
        before = "" if old is None else tally(old)
        # Only what changed has two sides, so that it is seen at a glance.
        words = words if before == words else f"{before or '·'}→{words or '·'}"
    return f"{words}{mark}"
