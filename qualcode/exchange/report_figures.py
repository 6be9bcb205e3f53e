"""The figures of a Word report: drawn for an upright page at the size they are printed in, their titles and notes left to the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.domain.finding import Audience
from qualcode.exchange import bar_figure, figure_page, figures, matrix_shape
from qualcode.exchange.word_pictures import WordPicture

if TYPE_CHECKING:
    from qualcode.domain.charts import BarChart
    from qualcode.domain.table import Matrix

_HIGHEST = 8.4
"""Inches of a page that a picture may take, with its heading above and its caption below."""
_ROW, _AROUND = 0.17, 1.1
"""Inches of a row, and of heads and legend."""


def heat_map(matrix: Matrix, *, lang: str, audience: Audience) -> WordPicture:
    """Give the matrix as a picture: codes down, cases (or for published readers: statuses) across."""
    sheet, described = figures.laid_out(matrix, lang=lang, audience=audience)
    bare = replace(sheet, title="", note="")
    page = (figure_page.UPRIGHT, _height(len(sheet.rows), _AROUND + 0.6))
    data = figure_page.drawn(
        lambda figure: figures.draw(figure, bare), "png", title=sheet.title, described=described, lang=lang, page=page
    )
    title = matrix_shape.title(matrix, lang, published=audience is Audience.PUBLISHED)
    notes = (sheet.note,) if sheet.note else ()
    return WordPicture(data, title, described, *page, notes=notes)


def bars(chart: BarChart, *, lang: str) -> WordPicture:
    """Give bars as a picture; their numbers in words are left to its description."""
    bare = replace(chart, title="", notes=(), bars=tuple(replace(bar, told="") for bar in chart.bars))
    page = (figure_page.UPRIGHT, _height(len({b.group for b in chart.bars}) + len(chart.bars), _AROUND))
    data = figure_page.drawn(
        lambda figure: bar_figure.draw(figure, bare, mark="", lang=lang),
        "png",
        title=chart.title,
        described=chart.described,
        lang=lang,
        page=page,
    )
    return WordPicture(data, chart.title, chart.described, *page, notes=chart.notes)


def _height(rows: int, around: float) -> float:
    return min(_HIGHEST, around + _ROW * rows)
