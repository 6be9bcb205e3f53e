"""Pictures: the matrix as a heat map on an A4 page, readable in greyscale, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, ThemeCell
from qualcode.exchange import export_words, matrix_shape
from qualcode.language.glyphs import GLYPHS
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.domain.table import Column, Matrix

DPI = 200
PAGE = (11.69, 8.27)
"""A4 on its side, in inches."""
_TITLE = 0.55
_FOOT = 0.5
_LABEL_SHARE = 0.42
_LETTER = 0.58
"""The mean width of a letter against its size, on the broad side."""
_HEAD_SIZES = (7.0, 6.0, 5.0)
_HEAD_HEIGHT = 2.0
"""What the heads over the columns may take, in inches; they are written smaller and in lines before they would take more."""
_TWO_LINES = 0.68
"""How much smaller a name is written that takes two lines of its row."""
TONES = {
    CellStatus.PRESENT: ("#1F4E79", "white"),
    CellStatus.MIXED: ("#5F8FA8", "white"),
    CellStatus.PLANNED: ("#F2C14E", "black"),
    CellStatus.ABSENT: ("#F7D9C4", "black"),
    CellStatus.PAST: ("#D9CFE8", "black"),
    CellStatus.POSSIBLE: ("#E6E6E6", "black"),
}
"""Fill and sign: from dark to light in greyscale; signs tell those apart that lie near each other."""
_BLANK = ("#FFFFFF", "#707070")

_Plot: TypeAlias = Any
"""Axes and figures of matplotlib, whose types are not checked."""

_Mark = tuple[str, str, str]
"""Text, fill and colour of the text of one square."""


def heatmap_svg(matrix: Matrix, *, lang: str, audience: Audience) -> bytes:
    """Give the same picture as SVG: its words stay words, so that they can be searched, read aloud and checked."""
    return heatmap(matrix, lang=lang, audience=audience, form="svg")


def heatmap(matrix: Matrix, *, lang: str, audience: Audience, form: str = "png") -> bytes:
    """Give the matrix as a picture of an A4 page (PNG at 200 dpi): codes down, cases (or for published readers: statuses) across."""
    published = audience is Audience.PUBLISHED and matrix_shape.by_case(matrix)
    rows = _rows(matrix)
    if published:
        statuses = matrix_shape.statuses_in(matrix)
        heads = [f"{GLYPHS[s]} {matrix_shape.status_head(s, lang)}" for s in statuses]
        marks = {column.id: _numbers(matrix, column, statuses) for column in matrix.columns}
    else:
        heads = list(matrix.rows)
        marks = {c.id: [_mark(matrix.cells.get(case, {}).get(c.id)) for case in matrix.rows] for c in matrix.columns}
    title = matrix_shape.title(matrix, lang, published=published)
    if published:
        note = translator(lang)(N_("Numbers are {cases}.")).format(cases=matrix_shape.cases_word(matrix, lang))
        if number := matrix_shape.proposed_cells(matrix):
            note += " " + export_words.proposed_sentence(number, lang)
        if matrix.withheld:
            note += " " + export_words.withheld_note(matrix.below, lang)
    else:
        title = f"{title} · {export_words.mark(audience, lang)}"
        note = export_words.proposed_note(lang) if matrix_shape.any_proposed(matrix) else ""
    if matrix.level != "code" and not published:
        note += " " + translator(lang)(N_("The more of a theme's codes are present, the darker its square."))
    found = matrix_shape.statuses_in(matrix)
    legend = [(status, words) for status, (_, words, _) in zip(found, export_words.legend(found, lang), strict=True)]
    return _drawn(_Sheet(rows, heads, marks, title, legend, note, toned=matrix.level == "code" or published), form)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is drawn: rows from top to bottom, heads across, a mark for each square, and the words around them."""

    rows: Sequence[Column | str]
    heads: Sequence[str]
    marks: Mapping[str, Sequence[_Mark]]
    title: str
    legend: Sequence[tuple[CellStatus, str]]
    note: str
    toned: bool


def _rows(matrix: Matrix) -> list[Column | str]:
    """Give the rows from top to bottom: the name of a theme before its codes."""
    rows: list[Column | str] = []
    for group in matrix_shape.groups(matrix):
        if group.name:
            rows.append(group.name)
        rows += group.columns
    return rows


def _mark(cell: Cell | ThemeCell | None) -> _Mark:
    if isinstance(cell, ThemeCell):
        said = [(s, cell.statuses.get(s.value, 0)) for s in CellStatus if s in TONES]
        lines = "\n".join(f"{GLYPHS[s]} {n}" for s, n in said if n)
        share = cell.statuses.get(CellStatus.PRESENT.value, 0) / max(1, sum(cell.statuses.values()))
        return (lines or GLYPHS[CellStatus.NOT_MENTIONED], _deeper(share), "black")
    if cell is None:
        return ("", *_BLANK)
    sign = GLYPHS[cell.status] + (matrix_shape.PROPOSED if matrix_shape.is_proposed(cell) else "")
    return (sign, *TONES.get(cell.status, _BLANK))


def _numbers(matrix: Matrix, column: Column, statuses: Sequence[CellStatus]) -> list[_Mark]:
    counts = matrix_shape.shown_counts(matrix, column)
    return [
        (matrix_shape.number_text(counts[s]), *(TONES.get(s, ("#FFFFFF", "black")) if counts[s] else _BLANK))
        for s in statuses
    ]


def _deeper(share: float) -> str:
    """Give a blue that deepens with the share of a theme's codes that are present, light enough for black signs."""
    white, deep = (255, 255, 255), (120, 170, 216)
    return "#" + "".join(f"{round(w + (d - w) * share):02X}" for w, d in zip(white, deep, strict=True))


def _drawn(sheet: _Sheet, form: str) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # The one font that matplotlib brings along: the same letters and signs on every machine.
    with rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "none", "svg.hashsalt": "qualcode"}):
        figure = Figure(figsize=PAGE, dpi=DPI)
        FigureCanvasAgg(figure)
        heads, letters, height = stood(sheet.heads, (0.985 - _LABEL_SHARE) * PAGE[0])
        top = _TITLE + height
        axes = figure.add_axes((_LABEL_SHARE, _FOOT / PAGE[1], 0.985 - _LABEL_SHARE, 1 - (_FOOT + top) / PAGE[1]))
        axes.set_xlim(0, max(1, len(sheet.heads)))
        axes.set_ylim(max(1, len(sheet.rows)), 0)
        axes.set_axis_off()
        size = max(4.5, min(9.0, (PAGE[1] - _FOOT - top) * 72 / max(1, len(sheet.rows)) * 0.72))
        _squares(axes, sheet, size)
        for x, head in enumerate(heads):
            axes.annotate(
                head,
                (x + 0.5, 0),
                (0, 3),
                textcoords="offset points",
                annotation_clip=False,
                fontsize=letters,
                linespacing=1,
                rotation=90,
                ha="center",
                va="bottom",
            )
        figure.text(0.015, 1 - 0.3 / PAGE[1], sheet.title, fontsize=12, fontweight="bold", va="center")
        _legend(figure, sheet)
        target = BytesIO()
        # Without the usual metadata: no program's version and no clock in the file.
        unsigned = {"Software": None} if form == "png" else {"Date": None, "Creator": None, "Title": sheet.title}
        figure.savefig(target, format=form, metadata=unsigned)
    return target.getvalue()


def _squares(axes: _Plot, sheet: _Sheet, size: float) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    aside = {"textcoords": "offset points", "annotation_clip": False}
    patches, fills = [], []
    for y, row in enumerate(sheet.rows):
        if isinstance(row, str):
            axes.annotate(
                wrapped_name(row, size + 0.8)[0],
                (0, y + 0.58),
                (-5, 0),
                fontsize=wrapped_name(row, size + 0.8)[1],
                linespacing=1,
                fontweight="bold",
                ha="right",
                va="center",
                **aside,
            )
            continue
        name, small = wrapped_name(row.name, size)
        axes.annotate(name, (0, y + 0.52), (-5, 0), fontsize=small, ha="right", va="center", linespacing=1, **aside)
        for x, (text, fill, ink) in enumerate(sheet.marks[row.id]):
            patches.append(Rectangle((x, y), 1, 1))
            fills.append(fill)
            if text:
                axes.text(
                    x + 0.5,
                    y + 0.52,
                    text,
                    fontsize=min(size, 6.5),
                    color=ink,
                    ha="center",
                    va="center",
                    linespacing=1.1,
                )
    axes.add_collection(PatchCollection(patches, facecolor=fills, edgecolor="#8C8C8C", linewidth=0.4))


def _legend(figure: _Plot, sheet: _Sheet) -> None:
    """Draw the signs in their squares, each with its word, and the note below."""
    box = {"boxstyle": "square,pad=0.25", "edgecolor": "#8C8C8C", "linewidth": 0.4}
    x = 0.018
    for status, words in sheet.legend:
        fill, ink = TONES.get(status, _BLANK) if sheet.toned else ("#FFFFFF", "black")
        figure.text(
            x,
            0.3 / PAGE[1],
            GLYPHS[status],
            fontsize=6.5,
            color=ink,
            va="center",
            ha="left",
            bbox={**box, "facecolor": fill},
        )
        figure.text(x + 0.014, 0.3 / PAGE[1], words, fontsize=6.5, va="center")
        x += 0.03 + 0.0056 * len(words)
    figure.text(0.015, 0.12 / PAGE[1], sheet.note, fontsize=6.5, va="center")


def stood(heads: Sequence[str], width: float) -> tuple[list[str], float, float]:
    """Give the heads as they stand over columns that share ``width``: in lines, their size, and the height they take (inches).

    The largest size at which all stand whole in the lines that a column has room for; at the least size a longer one loses its middle,
    since names that are alike differ at their ends.
    """
    import textwrap

    column = width * 72 / max(1, len(heads))
    for size in _HEAD_SIZES:
        most = max(1, int(column / (size * 1.2)))
        letters = int((_HEAD_HEIGHT - 0.1) * 72 / (size * _LETTER))
        stands = [textwrap.wrap(h, letters) or [""] for h in heads]
        if all(len(lines) <= most for lines in stands):
            break
    else:
        half = (most * letters - most * 8) // 2
        short = [h if len(h) <= 2 * half else f"{h[:half]}…{h[-half:]}" for h in heads]
        stands = [textwrap.wrap(h, letters)[:most] or [""] for h in short]
    longest = max((len(line) for lines in stands for line in lines), default=0)
    return ["\n".join(lines) for lines in stands], size, longest * size * _LETTER * 1.1 / 72 + 0.1


def wrapped_name(name: str, size: float) -> tuple[str, float]:
    """Give a row's name and the size that lets it stand whole beside the row: on one line, or smaller on two."""
    import textwrap

    room = (_LABEL_SHARE - 0.015) * PAGE[0] * 72 - 5
    if len(name) * _LETTER * size <= room:
        return name, size
    lines = textwrap.wrap(name, max(20, -(-len(name) // 2) + 8))
    widest = max(len(line) for line in lines)
    return "\n".join(lines), min(size * _TWO_LINES, room / (widest * _LETTER))
