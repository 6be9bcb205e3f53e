"""The matrix as Markdown: a table a theme for internal readers, codes by status for all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, matrix_shape
from qualcode.exchange.markdown_tables import row_of
from qualcode.exchange.xml_letters import storable
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.table import Matrix
    from qualcode.exchange.matrix_shape import Group


def write(matrix: Matrix, *, lang: str, audience: Audience, values: Sequence[str] = ("status",)) -> bytes:
    """Give the matrix as Markdown in UTF-8; ``values`` of ``matrix_shape.VALUES`` say what a cell shows."""
    say = translator(lang)
    counted = audience is Audience.PUBLISHED and matrix_shape.by_case(matrix)
    lines = [f"# {matrix_shape.title(matrix, lang, published=counted)}", ""]
    if mark := export_words.mark(audience, lang):
        lines += [f"*{mark}*", ""]
    lines += [matrix_shape.minutes_of_cases(matrix, lang), ""]
    if matrix.silent:
        lines += [export_words.silent_note(matrix.silent, lang), ""]
    if number := matrix_shape.proposed_cells(matrix):
        note = export_words.proposed_sentence(number, lang) if counted else export_words.proposed_note(lang)
        lines += [note.replace("*", "\\*"), ""]
    if counted and matrix.withheld:
        lines += [export_words.withheld_note(matrix.below, lang), ""]
    for group in matrix_shape.groups(matrix):
        if group.name:
            lines += [f"## {group.name}", ""]
        lines += _counted(matrix, group, lang) if counted else _cased(matrix, group, lang, values)
        lines.append("")
    lines += [f"- {sign} **{words}**: {meaning}" for sign, words, meaning in _signs(matrix, lang)]
    left = export_words.left_out_lines(matrix.left_out, lang, audience)
    if left:
        lines += ["", f"## {say(N_('Not in the analysis'))}", "", *(f"- {line}" for line in left)]
    return storable("\n".join(lines) + "\n").encode()


def _cased(matrix: Matrix, group: Group, lang: str, values: Sequence[str]) -> list[str]:
    lines = [row_of([matrix_shape.case_word(matrix, lang), *(c.name for c in group.columns)])]
    lines.append(row_of(["---"] * (len(group.columns) + 1)))
    for row in matrix.rows:
        cells = matrix.cells.get(row, {})
        lines.append(row_of([row, *(matrix_shape.cell_text(cells.get(c.id), c, lang, values) for c in group.columns)]))
    return lines


def _counted(matrix: Matrix, group: Group, lang: str) -> list[str]:
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    first = say(N_("Code") if group.name else N_("Theme"))
    lines = [row_of([first, *(matrix_shape.status_head(s, lang) for s in statuses)])]
    lines.append(row_of(["---", *["---:"] * len(statuses)]))
    for column in group.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        lines.append(row_of([column.name, *(matrix_shape.number_text(counts[s]) for s in statuses)]))
    return lines


def _signs(matrix: Matrix, lang: str) -> tuple[tuple[str, str, str], ...]:
    return export_words.legend(matrix_shape.statuses_in(matrix), lang)
