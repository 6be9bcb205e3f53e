"""The matrix as an Excel workbook: a sheet for each view, real tables with filters, no formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell
from qualcode.exchange import export_words, matrix_shape
from qualcode.exchange.excel_sheets import Line, add_sheet
from qualcode.exchange.office_properties import LOCALES, properties
from qualcode.exchange.steady_zip import repack
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.table import Matrix


def write(matrix: Matrix, *, lang: str, audience: Audience, values: Sequence[str] = ("status",)) -> bytes:
    """Give the matrix as .xlsx. Internal: a sheet of cases by codes and one with a row for each cell; both audiences: counts by status."""
    from openpyxl import Workbook

    say = translator(lang)
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    if audience is Audience.INTERNAL or not matrix_shape.by_case(matrix):
        add_sheet(
            book,
            say(N_("Matrix")),
            "matrix",
            _cased(matrix, lang, values),
            widths=(24, *(18 for _ in matrix.columns)),
            look=_look(matrix),
        )
        if matrix.level == "code":
            add_sheet(book, say(N_("Cells")), "cells", _cells(matrix, lang), widths=(24, 36, 80, 20, 12, 14, 60))
    add_sheet(
        book,
        say(N_("Counts by status")),
        "counts",
        _counted(matrix, lang),
        widths=(34, *((80,) if matrix.level == "code" else ()), *(14 for _ in (*CellStatus, "all"))),
    )
    add_sheet(book, say(N_("Signs")), "signs", _signs(matrix, lang), widths=(8, 24, 70))
    if audience is Audience.INTERNAL and matrix.left_out:
        lines: list[Line] = [[say(N_("Document")), say(N_("Case")), say(N_("Reason"))]]
        lines += [[one.document, one.case, say(one.reason)] for one in matrix.left_out]
        add_sheet(book, say(N_("Not in the analysis")), "left_out", lines, widths=(30, 24, 50))
    if audience is Audience.INTERNAL:
        sheets: list[Any] = book.worksheets
        for sheet in sheets:
            sheet.oddHeader.right.text = export_words.mark(audience, lang)
    target = BytesIO()
    book.save(target)
    title = matrix_shape.title(matrix, lang, published=audience is Audience.PUBLISHED)
    return repack(target.getvalue(), replace=properties(title, LOCALES[lang]))


def _cased(matrix: Matrix, lang: str, values: Sequence[str]) -> list[Line]:
    lines: list[Line] = [[matrix_shape.case_word(matrix, lang), *(c.name for c in matrix.columns)]]
    for case in matrix.rows:
        cells = matrix.cells.get(case, {})
        lines.append([case, *(matrix_shape.cell_text(cells.get(c.id), c, lang, values) for c in matrix.columns)])
    return lines


def _look(matrix: Matrix) -> Callable[[int, int], tuple[str, bool]]:
    """Give how each cell looks: its status's tint, leaning where it is proposed."""

    def look(line: int, column: int) -> tuple[str, bool]:
        if not column:
            return "", False
        cell = matrix.cells.get(matrix.rows[line - 1], {}).get(matrix.columns[column - 1].id)
        return matrix_shape.fill(cell), matrix_shape.is_proposed(cell)

    return look


def _cells(matrix: Matrix, lang: str) -> list[Line]:
    """Give a row for each cell: what sorting, filtering and pivoting need."""
    say = translator(lang)
    heads = [N_("Theme"), N_("Code"), N_("Status"), N_("Judged"), N_("Passages"), N_("Summary")]
    lines: list[Line] = [[matrix_shape.case_word(matrix, lang), *(say(h) for h in heads)]]
    for case in matrix.rows:
        for column in matrix.columns:
            cell = matrix.cells.get(case, {}).get(column.id)
            if isinstance(cell, Cell):
                status = matrix_shape.cell_text(cell, column, lang, signs=False)
                judged = say(N_("yes") if cell.judged else N_("no"))
                lines.append(
                    [case, column.theme_name or column.theme, column.name, status, judged, cell.count, cell.summary]
                )
    return lines


def _counted(matrix: Matrix, lang: str) -> list[Line]:
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    coded = matrix.level == "code"
    heads = [say(N_("Theme")), *([say(N_("Code"))] if coded else [])]
    whole = [] if coded else [matrix_shape.whole_head(matrix, lang)]
    lines: list[Line] = [[*heads, *(matrix_shape.status_head(s, lang) for s in statuses), *whole]]
    for column in matrix.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        total = sum(matrix_shape.status_counts(matrix, column).values())
        named = [column.theme_name or column.theme, column.name] if coded else [column.name]
        lines.append([*named, *(_shown(counts[s]) for s in statuses), *([] if coded else [total])])
    return lines


def _shown(number: int | None) -> str | int:
    return matrix_shape.WITHHELD if number is None else number


def _signs(matrix: Matrix, lang: str) -> list[Line]:
    say = translator(lang)
    lines: list[Line] = [[say(N_("Sign")), say(N_("Status")), say(N_("Meaning"))]]
    lines += export_words.legend(matrix_shape.statuses_in(matrix), lang)
    if matrix.withheld:
        lines.append([matrix_shape.WITHHELD, "", export_words.withheld_note(matrix.below, lang)])
    return lines
