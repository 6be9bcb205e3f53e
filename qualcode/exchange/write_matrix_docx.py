"""The matrix as a Word file: landscape, one table a theme, signs with words, nothing merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell
from qualcode.exchange import export_words, matrix_shape, word_ids
from qualcode.exchange.word_pages import Pages, WordCell, WordTable
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.codebook import Kind
    from qualcode.domain.table import Column, Matrix, ThemeCell
    from qualcode.exchange.matrix_shape import Group

_FIRST = 1.35
"""The first column is so much wider than the others."""
_SHARE = 0.35
"""Where columns are few it is no more than so much of them all, since names of cases are short."""
_WIDEST = 8
"""So many columns of codes fit beside each other; a theme with more goes on in a second table."""
_FEWEST = 3
_PAGE_POINTS = 728
_LETTER_POINTS = 4.9
_PADDING_POINTS = 7
"""What a bold letter of a head takes and what its cell keeps free: programs that do not hyphenate cut a word that is wider."""


def write(
    matrix: Matrix,
    *,
    lang: str,
    audience: Audience,
    values: Sequence[str] = ("status",),
    template: bytes | None = None,
) -> bytes:
    """Give the matrix as a .docx file: rows per case for internal readers, codes by status without cases for published ones.

    ``values`` of ``matrix_shape.VALUES`` say what a cell shows; ``template`` is a Word file that lends styles, header and footer.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    say = translator(lang)
    published = audience is Audience.PUBLISHED and matrix_shape.by_case(matrix)
    title = matrix_shape.title(matrix, lang, published=published)
    pages = Pages(lang, title=title, landscape=True, mark=export_words.mark(audience, lang), template=template)
    pages.text(title, "Title")
    if audience is Audience.INTERNAL:
        pages.text(export_words.mark(audience, lang), "Subtitle")
    about = matrix_shape.minutes_of_cases(matrix, lang)
    pages.controlled(about, f"{word_ids.COUNT}{word_ids.METHOD}cases", "Normal")
    if matrix.silent:
        add_silent(pages, matrix.silent, lang)
    _legend(pages, matrix, lang, published=published)
    if published and matrix.withheld:
        pages.text(export_words.withheld_note(matrix.below, lang))
    for group in matrix_shape.groups(matrix):
        name = group.name or say(N_("Themes"))
        if group.name or not published:
            # Heading, caption and table keep together: a page ends where the next table does not fit, not after each theme.
            pages.heading(name, 1)
        if published:
            pages.table(counted_table(matrix, group, lang))
            continue
        parts = _parts(group)
        for at, part in enumerate(parts, 1):
            table = _cased(matrix, part, group, lang, values)
            caption = say(N_("{caption} (part {part} of {parts})")).format(
                caption=table.caption, part=at, parts=len(parts)
            )
            pages.table(table if len(parts) == 1 else replace(table, caption=caption))
    left_out = export_words.left_out_lines(matrix.left_out, lang, audience)
    if left_out:
        pages.heading(say(N_("Not in the analysis")), 1)
        add_left_out(pages, left_out)
    return pages.finished()


def add_silent(pages: Pages, cases: Sequence[str], lang: str) -> None:
    """Append which cases have no minutes and no row, in a content control."""
    pages.controlled(export_words.silent_note(cases, lang), f"{word_ids.COUNT}{word_ids.METHOD}silent", "Normal")


def add_left_out(pages: Pages, lines: Sequence[str]) -> None:
    """Append what is not in the analysis, each line in a content control."""
    for number, line in enumerate(lines, 1):
        pages.controlled(line, f"{word_ids.COUNT}{word_ids.METHOD}left-out-{number}", "List Bullet")


def _parts(group: Group) -> list[tuple[Column, ...]]:
    """Cut the columns of a theme into tables of even width that fit the page."""
    longest = max((len(w) for c in group.columns for w in re.split(r"[\s/–-]+", c.name)), default=0)
    fit = int(_PAGE_POINTS / (longest * _LETTER_POINTS + _PADDING_POINTS) - _FIRST)
    tables = -(-len(group.columns) // max(_FEWEST, min(_WIDEST, fit)))
    each = -(-len(group.columns) // tables) if tables else 1
    return [group.columns[at : at + each] for at in range(0, len(group.columns), each)]


def _cased(matrix: Matrix, columns: Sequence[Column], group: Group, lang: str, values: Sequence[str]) -> WordTable:
    say = translator(lang)
    rows = []
    # Cells that show nothing but their status are of few kinds: each is put into words once.
    plain = tuple(values) == ("status",)
    by_kind: dict[Kind, dict[object, WordCell]] = {}
    known = [(c, by_kind.setdefault(c.kind, {})) for c in columns]
    for case in matrix.rows:
        line = matrix.cells.get(case, {})
        shown = [WordCell(case, bold=True)]
        for column, alike in known:
            cell = line.get(column.id)
            if not plain or not isinstance(cell, Cell):
                shown.append(_shown(cell, column, lang, values))
                continue
            key = (cell.status, cell.judged)
            shown.append(alike.get(key) or alike.setdefault(key, _shown(cell, column, lang, values)))
        rows.append(tuple(shown))
    caption = (
        say(N_("{theme}, by {case}")) if group.name else say(N_("Themes, by {case}: how many codes have each status"))
    )
    described = say(
        N_("A row for each case, a column for each code or theme; every cell has a sign and a word for its status.")
    )
    return WordTable(
        caption.format(theme=group.name, case=matrix_shape.case_word(matrix, lang).lower()),
        described,
        (matrix_shape.case_word(matrix, lang), *(c.name for c in columns)),
        tuple(rows),
        (min(_FIRST, _SHARE * len(columns)), *(1.0 for _ in columns)),
        tag=_tag("cells", matrix, group, values),
    )


def _shown(cell: Cell | ThemeCell | None, column: Column, lang: str, values: Sequence[str]) -> WordCell:
    return WordCell(
        matrix_shape.cell_text(cell, column, lang, values),
        fill=matrix_shape.fill(cell),
        italic=matrix_shape.is_proposed(cell),
    )


def _tag(kind: str, matrix: Matrix, group: Group, values: Sequence[str] = ()) -> str:
    shown = word_ids.view(matrix.level, matrix.by, values, matrix.amount)
    return word_ids.table_tag(kind, wave=matrix.wave, view=shown, key=group.id)


def counted_table(matrix: Matrix, group: Group, lang: str, *, first: float = 4.5, size: int = 18) -> WordTable:
    """Give the codes of a theme, or the themes, with the number of cases by status; ``first`` is the width of the names' column."""
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    rows = []
    for column in group.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        numbers = (
            WordCell(
                matrix_shape.number_text(counts[s]),
                fill=matrix_shape.FILLS.get(s, "") if counts[s] else "",
                align="center",
            )
            for s in statuses
        )
        whole = () if group.name else (WordCell(matrix_shape.whole(matrix, column), align="center"),)
        rows.append((WordCell(column.name, bold=True), *numbers, *whole))
    caption = say(N_("{theme}: {cases} by status")) if group.name else say(N_("Themes: codes and {cases} by status"))
    described = say(N_("A row for each code or theme, a column for each status, the number of cases in the cells."))
    heads = (f"{sign} {words}" for sign, words, _ in export_words.legend(statuses, lang))
    return WordTable(
        caption.format(theme=group.name, cases=matrix_shape.cases_word(matrix, lang)),
        described,
        (
            say(N_("Code") if group.name else N_("Theme")),
            *heads,
            *(() if group.name else (matrix_shape.whole_head(matrix, lang),)),
        ),
        tuple(rows),
        (first, *(1.0 for _ in statuses), *(() if group.name else (1.4,))),
        size=size,
        tag=_tag("counted", matrix, group),
    )


def _legend(pages: Pages, matrix: Matrix, lang: str, *, published: bool) -> None:
    say = translator(lang)
    statuses = matrix_shape.statuses_in(matrix)
    rows = tuple(
        (
            WordCell(sign, fill=matrix_shape.FILLS.get(status, ""), align="center"),
            WordCell(words, bold=True),
            WordCell(meaning),
        )
        for status, (sign, words, meaning) in zip(statuses, export_words.legend(statuses, lang), strict=True)
    )
    header = (say(N_("Sign")), say(N_("Status")), say(N_("Meaning")))
    pages.table(
        WordTable(
            say(N_("What the signs mean")),
            say(N_("Sign, word and meaning of each status.")),
            header,
            rows,
            (0.6, 2, 7),
            size=18,
            tag=word_ids.table_tag("signs", wave="", key="signs"),
        )
    )
    if number := matrix_shape.proposed_cells(matrix):
        if published:
            add_proposed(pages, number, lang)
        else:
            pages.text(export_words.proposed_note(lang))


def add_proposed(pages: Pages, number: int, lang: str) -> None:
    """Append how many cells behind the numbers are proposals, in a content control."""
    tag = f"{word_ids.COUNT}{word_ids.METHOD}proposed"
    pages.controlled(export_words.proposed_sentence(number, lang), tag, "Normal")
