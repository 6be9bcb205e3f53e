"""Pictures: the matrix as a heat map on an A4 page, readable in greyscale, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, ThemeCell
from qualcode.exchange import export_words, figure_page, matrix_shape
from qualcode.exchange.figure_heads import HEAD_HEIGHT, standing_heads, stood
from qualcode.exchange.figure_page import TONES, Plot, row_name
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.domain.table import Column, Matrix

_TITLE = 0.55
_FOOT, _FOOT_ALONE = 0.5, 0.34
_BLANK = ("#FFFFFF", "#707070")
_NARROWEST, _LOWEST = 0.11, 0.1
"""Inches that a column and a row take at least: signs stand side by side and names can be read, on a page larger than A4 if need be."""
_MOST_NAMES, _COLUMN = 0.66, 0.32
"""The share of the page that names take where columns are few, and the inches that such a column has."""
_STAMPED = 4000
"""Squares from which on signs are stamped as shapes and not written one by one, which takes a minute for 29,000."""

_Mark = tuple[str, str, str]
"""Text, fill and colour of the text of one square."""


def heatmap_svg(matrix: Matrix, *, lang: str, audience: Audience) -> bytes:
    """Give the same picture as SVG: its words stay words, so that they can be searched, read aloud and checked."""
    return heatmap(matrix, lang=lang, audience=audience, form="svg")


def heatmap(matrix: Matrix, *, lang: str, audience: Audience, form: str = "png") -> bytes:
    """Give the matrix as a picture of an A4 page (PNG at 200 dpi): codes down, cases (or for published readers: statuses) across.

    Where rows or columns are so many that they could not be read on A4, the page is as much larger as they need.
    """
    sheet, described = laid_out(matrix, lang=lang, audience=audience)
    return figure_page.drawn(
        lambda figure: draw(figure, sheet),
        form,
        title=sheet.title,
        described=described,
        lang=lang,
        page=_page(sheet),
    )


def _page(sheet: Sheet) -> tuple[float, float]:
    width, height = figure_page.PAGE
    names = figure_page.LABEL_SHARE * width
    wide = (names + _NARROWEST * len(sheet.heads)) / 0.985
    high = _TITLE + HEAD_HEIGHT + _LOWEST * len(sheet.rows) + _FOOT + figure_page.LEGEND_LINE
    return max(width, wide), max(height, high)


def laid_out(matrix: Matrix, *, lang: str, audience: Audience) -> tuple[Sheet, str]:
    """Give what a heat map shows, and the same in words."""
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
        if matrix.silent:
            note = f"{export_words.silent_number(len(matrix.silent), lang)} {note}"
    if matrix.level != "code" and not published:
        note += " " + translator(lang)(N_("The more of a theme's codes are present, the darker its square."))
    found = matrix_shape.statuses_in(matrix)
    legend = [(status, words) for status, (_, words, _) in zip(found, export_words.legend(found, lang), strict=True)]
    sheet = Sheet(rows, heads, marks, title, legend, note.strip(), toned=matrix.level == "code" or published)
    return sheet, f"{title}. {_described(matrix, lang)} {note}".strip()


def _described(matrix: Matrix, lang: str) -> str:
    """Tell the picture in words: every row with its numbers by status; no case is named among other words."""
    told = []
    for column in matrix.columns:
        counts = matrix_shape.shown_counts(matrix, column)
        said = (
            f"{status_words(s, lang, column.kind)} {matrix_shape.number_text(n)}" for s, n in counts.items() if n != 0
        )
        told.append(f"{column.name}: {', '.join(said)}.")
    return " ".join(told)


@dataclass(frozen=True, slots=True)
class Sheet:
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


def draw(figure: Plot, sheet: Sheet) -> None:
    """Draw the sheet on an empty page of any size."""
    width, tall = figure_page.extent(figure)
    left = _names_share(figure, sheet)
    heads, letters, height = stood(sheet.heads, (0.985 - left) * width)
    top = (_TITLE if sheet.title else 0) + height
    signs = figure_page.legend_places([words for _, words in sheet.legend], width, sample=0.164)
    foot = (_FOOT if sheet.note else _FOOT_ALONE) + figure_page.LEGEND_LINE * signs[-1][1] if signs else _FOOT
    axes = figure.add_axes((left, foot / tall, 0.985 - left, 1 - (foot + top) / tall))
    axes.set_xlim(0, max(1, len(sheet.heads)))
    axes.set_ylim(max(1, len(sheet.rows)), 0)
    axes.set_axis_off()
    _squares(axes, sheet, figure_page.row_size(tall - foot - top, len(sheet.rows)))
    standing_heads(axes, heads, letters)
    figure_page.headline(figure, sheet.title, "")
    _legend(figure, sheet, signs)


def _names_share(figure: Plot, sheet: Sheet) -> float:
    """Give the share of the width that names take: what few columns leave free goes to long ones, so that they need no small letters."""
    width, tall = figure_page.extent(figure)
    size = figure_page.row_size(tall - HEAD_HEIGHT, len(sheet.rows))
    names = [row if isinstance(row, str) else row.name for row in sheet.rows]
    needed = max((figure_page.name_width(name, size) for name in names), default=0.0) / (72 * width) + 0.025
    return max(figure_page.label_share(figure), min(needed, _MOST_NAMES, 0.985 - _COLUMN * len(sheet.heads) / width))


def _squares(axes: Plot, sheet: Sheet, size: float) -> None:
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path
    from matplotlib.transforms import AffineDeltaTransform

    corners, fills = [], []
    signs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for y, row in enumerate(sheet.rows):
        if isinstance(row, str):
            row_name(axes, row, y + 0.58, size + 0.8, bold=True)
            continue
        row_name(axes, row.name, y + 0.52, size)
        for x, (text, fill, ink) in enumerate(sheet.marks[row.id]):
            corners.append((x, y))
            fills.append(fill)
            if text:
                signs.setdefault((text, ink), []).append((x + 0.5, y + 0.52))
    squares = PathCollection(
        [Path.unit_rectangle()],
        facecolor=fills,
        edgecolor="#8C8C8C",
        linewidth=0.4,
        offsets=corners or [(-9, -9)],
        offset_transform=axes.transData,
    )
    squares.set_transform(AffineDeltaTransform(axes.transData))
    axes.add_collection(squares)
    write = _stamped if len(corners) > _STAMPED else _written
    for (text, ink), places in signs.items():
        (write if "\n" not in text else _written)(axes, text, places, size=min(size, 6.5), ink=ink)


def _written(axes: Plot, text: str, places: Sequence[tuple[float, float]], *, size: float, ink: str) -> None:
    """Write a sign as text wherever it stands."""
    for x, y in places:
        axes.text(x, y, text, fontsize=size, color=ink, ha="center", va="center", linespacing=1.1)


def _stamped(axes: Plot, text: str, places: Sequence[tuple[float, float]], *, size: float, ink: str) -> None:
    """Draw a sign once and stamp it wherever it stands, its middle there."""
    from matplotlib.collections import PathCollection
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    sign = TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans"))
    box = sign.get_extents()
    middle = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    stamps = PathCollection(
        [sign.transformed(middle)], facecolor=ink, linewidth=0, offsets=places, offset_transform=axes.transData
    )
    stamps.set_transform(Affine2D().scale(1 / 72) + axes.get_figure().dpi_scale_trans)
    axes.add_collection(stamps)


def _legend(figure: Plot, sheet: Sheet, places: Sequence[tuple[float, int]]) -> None:
    """Draw the signs in their squares, each with its word, and the note below."""
    box = {"boxstyle": "square,pad=0.25", "edgecolor": "#8C8C8C", "linewidth": 0.4}
    width, tall = figure_page.extent(figure)
    lowest = 0.3 if sheet.note else 0.14
    for (status, words), (x, line) in zip(sheet.legend, places, strict=True):
        height = (lowest + figure_page.LEGEND_LINE * (places[-1][1] - line)) / tall
        fill, ink = TONES.get(status, _BLANK) if sheet.toned else ("#FFFFFF", "black")
        figure.text(
            x / width,
            height,
            GLYPHS[status],
            fontsize=6.5,
            color=ink,
            va="center",
            ha="left",
            bbox={**box, "facecolor": fill},
        )
        figure.text((x + 0.164) / width, height, words, fontsize=6.5, va="center")
    figure.text(0.015, 0.12 / tall, sheet.note, fontsize=6.5, va="center")
