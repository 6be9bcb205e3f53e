"""Sheets of Excel workbooks: real tables with filters, frozen headers, no formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from qualcode.exchange.formula_guard import harmless

_ACROSS = 10
"""So many columns are printed on one page before the next begins."""
_TALLEST = 25
"""Lines of text that a row may show; Excel allows no row higher than 409 points."""
Line = Sequence[str | int | float | None]


class Looks:
    """How cells look, worked out once for all that look alike: openpyxl goes through its styles anew for every property of every cell."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 - openpyxl's own type
        self._sheet = sheet
        self._known: dict[object, Any] = {}

    def put(self, cell: Any, *, bold: bool = False, italic: bool = False, fill: str = "") -> None:  # noqa: ANN401 - openpyxl's own type
        """Give a cell wrapped lines at the top, letters and tint (rrggbb)."""
        key = bold, italic, fill
        if key not in self._known:
            self._known[key] = self._made(bold=bold, italic=italic, fill=fill)
        # openpyxl's cells carry the numbers of their styles in an array of their own.
        cell._style = copy(self._known[key])  # noqa: SLF001

    def _made(self, *, bold: bool, italic: bool, fill: str) -> Any:  # noqa: ANN401 - openpyxl's own type
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Font, PatternFill

        one: Any = Cell(self._sheet, 1, 1)
        one.alignment = Alignment(wrap_text=True, vertical="top")
        if bold or italic:
            one.font = Font(name="Calibri", size=11, bold=bold, italic=italic)
        if fill:
            one.fill = PatternFill("solid", fgColor=fill)
        return one._style  # noqa: SLF001


def add_sheet(
    book: Any,  # noqa: ANN401 - openpyxl's own types
    title: str,
    name: str,
    lines: Sequence[Line],
    *,
    widths: Sequence[int],
    look: Callable[[int, int], tuple[str, bool]] | None = None,
) -> Any:  # noqa: ANN401
    """Fill a sheet, make a table of it, freeze its header and first column.

    ``look`` gives, for a line (from 1, after the heads) and a column (from 0), the tint (rrggbb or "") and whether the letters lean.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    made = book.create_sheet(title[:31])
    heads = _distinct([str(h) for h in lines[0]])
    looks = Looks(made)
    for number, line in enumerate([heads, *lines[1:]], 1):
        for column, value in enumerate(line, 1):
            fill, leans = look(number - 1, column - 1) if look and number > 1 else ("", False)
            empty = value is None or value == ""
            if empty and not fill:
                continue
            cell = made.cell(number, column)
            looks.put(cell, bold=number == 1, italic=leans, fill=fill)
            if empty:
                continue
            cell.value = harmless(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
    for column, width in enumerate(widths[: len(heads)], 1):
        made.column_dimensions[get_column_letter(column)].width = width
    for number, line in enumerate([heads, *lines[1:]], 1):
        rows = _deepest(line, widths, wide=1.2 if number == 1 else 1.05)
        if rows > 1:
            # Programs do not agree on who measures wrapped text, so its height is told.
            made.row_dimensions[number].height = 15 * rows + 3
    made.freeze_panes = "B2"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = -(-len(heads) // _ACROSS), 0
    made.print_title_cols = "A:A"
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    if len(lines) > 1:
        table = Table(displayName=f"qualcode_{name}", ref=f"A1:{get_column_letter(len(heads))}{len(lines)}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        made.add_table(table)
    return made


def _deepest(line: Line, widths: Sequence[int], *, wide: float) -> int:
    """Give how many lines the fullest cell of a row takes; ``wide`` is the width of a letter against a figure's."""
    found = 1
    for value, width in zip(line, widths, strict=False):
        if isinstance(value, str):
            found = max(found, sum(max(1, math.ceil(len(part) * wide / width)) for part in value.split("\n")))
    return min(found, _TALLEST)


def _distinct(heads: Sequence[str]) -> list[str]:
    """Give the heads with a number after those that come again: a table's columns must differ, and hold no line breaks."""
    seen: dict[str, int] = {}
    found = []
    for head in heads:
        bare = harmless(" ".join(head.split())) or "–"
        seen[bare.casefold()] = seen.get(bare.casefold(), 0) + 1
        number = seen[bare.casefold()]
        found.append(bare if number == 1 else f"{bare} ({number})")
    return found
