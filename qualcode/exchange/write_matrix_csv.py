"""The matrix as CSV: one row a case and code, or counts by status, that Excel opens as it should."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, matrix_shape
from qualcode.exchange.formula_guard import harmless
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.table import Matrix


def write(matrix: Matrix, *, lang: str, audience: Audience, values: Sequence[str] = ("status",)) -> bytes:
    """Give the matrix as CSV in UTF-8 with a byte-order mark, semicolons in Swedish files and commas in English ones.

    Internal: a header of codes and a row for each case. Published: a row for each code and the number of cases by status.
    """
    target = StringIO(newline="")
    rows = csv.writer(target, delimiter=";" if lang == "sv" else ",", lineterminator="\r\n")
    lines = (
        _counted(matrix, lang)
        if audience is Audience.PUBLISHED and matrix_shape.by_case(matrix)
        else _cased(matrix, lang, values)
    )
    for line in lines:
        rows.writerow([harmless(cell) for cell in line])
    return target.getvalue().encode("utf-8-sig")


def _cased(matrix: Matrix, lang: str, values: Sequence[str]) -> list[list[str]]:
    lines = [[matrix_shape.case_word(matrix, lang), *(c.name for c in matrix.columns)]]
    for case in matrix.rows:
        cells = matrix.cells.get(case, {})
        lines.append(
            [case, *(matrix_shape.cell_text(cells.get(c.id), c, lang, values, signs=False) for c in matrix.columns)]
        )
    return lines


def _counted(matrix: Matrix, lang: str) -> list[list[str]]:
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    heads = [matrix_shape.status_head(s, lang) for s in statuses]
    lines = [[say(N_("Theme")), say(N_("Code")), *heads, say(N_("Cases with minutes"))]]
    for column in matrix.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        name = column.name if matrix.level == "code" else ""
        theme = (column.theme_name or column.theme) if matrix.level == "code" else column.name
        lines.append([theme, name, *(matrix_shape.number_text(counts[s]) for s in statuses), str(matrix.denominator)])
    if matrix.withheld:
        lines.append([export_words.withheld_note(matrix.below, lang)])
    return lines
