"""Numbers of cases as bars: one number out of a whole, or cut by status; signs and hatches tell the statuses apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import CellStatus
from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import INK, LINE, TONES, Plot
from qualcode.language.glyphs import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.charts import Bar, BarChart

_RIGHT, _WHOLE_RIGHT = 0.76, 0.975
"""Where the bars end, as a share of the page: the numbers in words stand after them, if there are any."""
_SAMPLE = 0.304
"""Inches that the sample of a status takes in the legend."""
_HIGHEST = 0.42
"""Inches that a row may take."""
_TOP, _TOP_ALONE, _LEGEND = 0.95, 0.5, 0.3
_LETTERS = 62
"""Letters of words that fit beside the bars at the size they are written in."""
HATCHES = {CellStatus.PLANNED: "///", CellStatus.ABSENT: "...", CellStatus.PAST: "\\\\\\", CellStatus.POSSIBLE: "xx"}
_THICK = 0.62
"""How thick a bar is of its row."""


def draw(figure: Plot, chart: BarChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    del lang
    lines = figure_page.under_groups(chart.bars, lambda bar: bar.group)
    most = max((bar.whole for bar in chart.bars), default=1)
    told = [f"{GLYPHS[status]} {words}" for status, words in chart.series]
    places = figure_page.legend_places(told, figure_page.extent(figure)[0], sample=_SAMPLE)
    notes = figure_page.foot_height(chart.notes)
    foot = notes + (_LEGEND + figure_page.LEGEND_LINE * places[-1][1] if places else 0)
    axes, used, size = figure_page.counted_rows(
        figure,
        lines,
        top=_TOP if chart.title else _TOP_ALONE,
        foot=foot,
        right=_RIGHT if any(bar.told for bar in chart.bars) else _WHOLE_RIGHT,
        most=most,
        axis=chart.axis,
        highest=_HIGHEST,
    )
    # A little more than the whole, so that the edges of full bars are seen.
    axes.set_xlim(0, max(1, most) * 1.004)
    for y, line in enumerate(lines):
        if not isinstance(line, str):
            figure_page.row_name(axes, line.name, y + 0.52, size, height=used * 72 / len(lines))
            _bar(axes, line, chart, y, size, most)
            figure_page.aside(axes, line.told, y + 0.5, min(size, 7.0), _LETTERS)
    figure_page.headline(figure, chart.title, mark)
    _legend(figure, chart.series, places, notes + 0.1)
    figure_page.footnotes(figure, chart.notes)


def _bar(axes: Plot, bar: Bar, chart: BarChart, y: int, size: float, most: int) -> None:
    from matplotlib.patches import Rectangle

    top = y + (1 - _THICK) / 2
    frame: dict[str, Any] = {"edgecolor": LINE, "linewidth": 0.5}
    # What a bar is counted of stands as an empty frame behind it.
    axes.add_patch(Rectangle((0, top), bar.whole, _THICK, facecolor="white", zorder=1, **frame))
    start = 0
    for at, number in enumerate(bar.numbers):
        if not number:
            continue
        status = chart.series[at][0] if chart.series else None
        fill, ink = TONES.get(status, ("#FFFFFF", "black")) if status else (INK, "white")
        hatch = HATCHES.get(status) if status else None
        axes.add_patch(Rectangle((start, top), number, _THICK, facecolor=fill, hatch=hatch, zorder=2, **frame))
        if status is not None:
            _sign(axes, GLYPHS[status], number, start + number / 2, y, size, ink, most)
        start += number
    if bar.low and bar.high and bar.low != bar.high:
        for ink, width in (("white", 2.8), ("black", 1.4)):
            axes.plot(
                [bar.low, bar.high], [y + 0.5] * 2, color=ink, linewidth=width, marker="|", markersize=7, zorder=4
            )


def _sign(axes: Plot, glyph: str, number: int, middle: float, y: int, size: float, ink: str, most: int) -> None:
    """Write sign and number into a part that is wide enough, on a plain ground where the part is hatched."""
    letters = min(size, 6.5)
    room = number / max(1, most) * axes.get_position().width * figure_page.extent(axes)[0] * 72
    words = f"{glyph} {number}" if room >= 4 * letters else glyph
    if room < 1.2 * letters:
        return
    ground = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"} if ink == "black" else None
    axes.text(
        middle, y + 0.52, words, fontsize=letters * 0.9, color=ink, ha="center", va="center", bbox=ground, zorder=3
    )


def _legend(
    figure: Plot, series: Sequence[tuple[CellStatus, str]], places: Sequence[tuple[float, int]], foot: float
) -> None:
    """Draw a sample of each status with its sign and word, the last line ``foot`` inches above the edge."""
    from matplotlib.patches import Rectangle

    width, tall = figure_page.extent(figure)
    for (status, words), (x, line) in zip(series, places, strict=True):
        height = (foot + figure_page.LEGEND_LINE * (places[-1][1] - line)) / tall
        fill, _ = TONES.get(status, ("#FFFFFF", "black"))
        sample = Rectangle(
            (x / width, height - 0.058 / tall),
            0.257 / width,
            0.116 / tall,
            transform=figure.transFigure,
            facecolor=fill,
            hatch=HATCHES.get(status),
            edgecolor=LINE,
            linewidth=0.5,
        )
        figure.add_artist(sample)
        figure.text((x + _SAMPLE) / width, height, f"{GLYPHS[status]} {words}", fontsize=6.5, va="center")
