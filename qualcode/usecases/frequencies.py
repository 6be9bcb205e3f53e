"""Frequencies: in how many cases each code or theme comes up, as a listing and as the values of a bar chart."""

from __future__ import annotations

from qualcode.domain.charts import Bar, BarChart
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing, Value
from qualcode.domain.table import Cell, Column, Matrix
from qualcode.exchange import export_words, matrix_shape
from qualcode.exchange.matrix_shape import WITHHELD
from qualcode.exchange.word_ids import table_tag
from qualcode.language.glyphs import status_words
from qualcode.language.wording import Translate, translator
from qualcode.usecases.exploring import NOTHING_CODED
from qualcode.usecases.project import Project

_SAID = (
    CellStatus.PRESENT,
    CellStatus.MIXED,
    CellStatus.PLANNED,
    CellStatus.ABSENT,
    CellStatus.PAST,
    CellStatus.POSSIBLE,
)
"""What came up in a dialogue, in the order in which bars are cut."""
_UNSAID = (CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED, CellStatus.UNKNOWN, CellStatus.NO_MINUTES, CellStatus.UNREAD)


def frequency_listing(project: Project, matrix: Matrix, *, passages: bool = True) -> Listing:
    """Give a row for each code of a matrix of cases by codes: in how many cases it comes up, with which status, in how many passages.

    Numbers that ``matrix`` withholds are "..", and with them what would tell them.
    """
    say = translator(project.language)
    unsaid = tuple(s for s in _UNSAID if any(matrix_shape.status_counts(matrix, c)[s] for c in matrix.columns))
    rows = tuple(_row(matrix, column, unsaid, passages=passages) for column in matrix.columns)
    heads = (
        Head("theme", say(N_("Theme")), 2.2, only="pages"),
        Head("code", say(N_("Code id")), 3.5, only="programs"),
        Head("name", say(N_("Code")), 3.5, only="pages"),
        Head("mentioned", say(N_("Comes up")), 0.8),
        *(Head(s.value, matrix_shape.status_head(s, project.language), 0.9) for s in (*_SAID, *unsaid)),
        *((Head("passages", say(N_("Passages")), 0.9),) if passages else ()),
    )
    described = say(N_("A row for each code: the number of cases in which it comes up, by status."))
    # What is withheld is told in a note, which a table written again without withholding would not have.
    tag = table_tag(
        "frequencies",
        wave=matrix.wave,
        view="code",
        key="passages" if passages else f"k{matrix.below}" if matrix.withheld else "",
    )
    return Listing(_title(matrix, project.language), described, heads, rows, _notes(matrix, project.language), tag)


def theme_listing(project: Project, matrix: Matrix) -> Listing:
    """Give a row for each theme: in how many cases any of its codes comes up or is present; a case counts once per theme."""
    say = translator(project.language)
    rows = tuple(
        (
            group.id,
            group.name,
            sum(_asked(matrix, column) for column in group.columns),
            sum(_comes_up(matrix, column) > 0 for column in group.columns),
            _cases(matrix, group.columns, frozenset(_SAID)),
            _cases(matrix, group.columns, frozenset((CellStatus.PRESENT,))),
        )
        for group in matrix_shape.groups(matrix)
    )
    heads = (
        Head("theme", say(N_("Theme id")), 3, only="programs"),
        Head("name", say(N_("Theme")), 3, only="pages"),
        Head("codes", say(N_("Codes"))),
        Head("codes_mentioned", say(N_("Codes that come up")), 1.3),
        Head("mentioned", say(N_("Comes up")), 1.3),
        Head("present", matrix_shape.status_head(CellStatus.PRESENT, project.language), 1.3),
    )
    described = say(N_("A row for each theme: the number of cases in which any of its codes comes up or is present."))
    once = say(N_("A case counts once per theme, however many of its codes come up."))
    title = _title(matrix, project.language, N_("In how many {cases} themes come up"))
    tag = table_tag("frequencies", wave=matrix.wave, view="theme", key=f"k{matrix.below}" if matrix.withheld else "")
    return Listing(title, described, heads, rows, (once, *_notes(matrix, project.language)), tag)


def frequency_chart(project: Project, matrix: Matrix) -> BarChart:
    """Give a bar for each code that comes up, cut by status, as a figure shows it; no case is named."""
    say = translator(project.language)
    cases = matrix_shape.cases_word(matrix, project.language)
    whole = matrix.denominator
    bars = []
    for column in matrix.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        numbers = tuple(counts[s] for s in _SAID)
        if not _comes_up(matrix, column):
            continue
        told = ", ".join(
            f"{status_words(s, project.language, column.kind)} {matrix_shape.number_text(n)}"
            for s, n in zip(_SAID, numbers, strict=True)
            if n != 0
        )
        bars.append(
            Bar(column.theme_name or column.theme, column.name, numbers, max(whole, _comes_up(matrix, column)), told)
        )
    used = [n for n, s in enumerate(_SAID) if any(b.numbers[n] for b in bars)]
    series = tuple((_SAID[n], status_words(_SAID[n], project.language)) for n in used)
    drawn = tuple(Bar(b.group, b.name, tuple(b.numbers[n] for n in used), b.whole, b.told) for b in bars)
    title = _title(matrix, project.language)
    axis = say(N_("Number of {cases}")).format(cases=cases)
    notes = _notes(matrix, project.language)
    lines = [f"{b.name}: {b.told}." for b in bars]
    return BarChart(title, axis, series, drawn, notes, " ".join((f"{title}. {axis} ({whole}).", *notes, *lines)))


def _row(matrix: Matrix, column: Column, unsaid: tuple[CellStatus, ...], *, passages: bool) -> tuple[Value, ...]:
    counts = matrix_shape.shown_counts(matrix, column)
    said = [counts[s] for s in _SAID]
    hidden = any(n is None for n in counts.values())
    # What the parts add up to would tell a single one that is withheld.
    mentioned: Value = WITHHELD if hidden else sum(n or 0 for n in said)
    total: Value = WITHHELD if hidden else sum(_passages(matrix, column))
    shown = (WITHHELD if counts[s] is None else counts[s] for s in (*_SAID, *unsaid))
    return (
        column.theme_name or column.theme,
        column.id,
        column.name,
        mentioned,
        *shown,
        *((total,) if passages else ()),
    )


def _passages(matrix: Matrix, column: Column) -> list[int]:
    cells = (matrix.cells.get(case, {}).get(column.id) for case in matrix.rows)
    return [cell.count for cell in cells if isinstance(cell, Cell)]


def _comes_up(matrix: Matrix, column: Column) -> int:
    counts = matrix_shape.status_counts(matrix, column)
    return sum(counts[s] for s in _SAID)


def _asked(matrix: Matrix, column: Column) -> bool:
    """Tell whether anybody was asked: a code that came after the wave belongs to no total of it."""
    return matrix_shape.status_counts(matrix, column)[CellStatus.NOT_ASKED] < len(matrix.rows)


def _silent(matrix: Matrix, column: Column) -> bool:
    counts = matrix_shape.status_counts(matrix, column)
    return not _comes_up(matrix, column) and counts[CellStatus.NOT_MENTIONED] > 0 and not counts[CellStatus.UNREAD]


def _cases(matrix: Matrix, columns: tuple[Column, ...], statuses: frozenset[CellStatus]) -> int:
    """Give how many cases have any of the codes with one of the statuses; no case counts twice."""
    rows = (matrix.cells.get(case, {}) for case in matrix.rows)
    return sum(
        any(isinstance(cell := row.get(c.id), Cell) and cell.status in statuses for c in columns) for row in rows
    )


def _title(matrix: Matrix, language: str, words: str = N_("In how many {cases} codes come up")) -> str:
    name = translator(language)(words).format(cases=matrix_shape.cases_word(matrix, language))
    return f"{name}, {matrix.wave}" if matrix.wave else name


def _notes(matrix: Matrix, language: str) -> tuple[str, ...]:
    say: Translate = translator(language)
    told = [matrix_shape.minutes_of_cases(matrix, language)]
    if not any(_comes_up(matrix, column) for column in matrix.columns):
        told.append(say(NOTHING_CODED))
    told += _silent_areas(matrix, language)
    if number := matrix_shape.proposed_cells(matrix):
        told.append(export_words.proposed_sentence(number, language))
    if matrix.withheld:
        told.append(export_words.withheld_note(matrix.below, language))
    told.append(say(N_("That something did not come up in a dialogue does not mean that it is absent.")))
    return tuple(told)


def _silent_areas(matrix: Matrix, language: str) -> list[str]:
    """Name the themes and codes that nobody mentions in minutes that were read; a whole theme stands for its codes."""
    say = translator(language)
    told = []
    themes, codes = [], []
    for group in matrix_shape.groups(matrix):
        silent = [c.name for c in group.columns if _silent(matrix, c)]
        if len(silent) == len(group.columns):
            themes.append(group.name)
        else:
            codes += silent
    if themes:
        told.append(say(N_("Themes that nobody mentions: {names}.")).format(names=", ".join(themes)))
    if codes:
        told.append(say(N_("Codes that nobody mentions: {names}.")).format(names=", ".join(codes)))
    return told
