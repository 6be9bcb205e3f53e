"""Numbers of cases as bars: one number out of a whole, or cut by status; signs and hatches tell the statuses apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import CellStatus
from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import INK, LINE, PAGE, TONES, Plot
from qualcode.language.glyphs import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.charts import Bar, BarChart

_LEFT, _RIGHT = 0.42, 0.76
"""Where the bars begin and end, as shares of the page; the names stand before them, the numbers in words after."""
_TOP, _LEGEND = 0.95, 0.3
_LETTERS = 62
"""Letters of words that fit beside the bars at the size they are written in."""
HATCHES = {CellStatus.PLANNED: "///", CellStatus.ABSENT: "...", CellStatus.PAST: "\\\\\\", CellStatus.POSSIBLE: "xx"}
_THICK = 0.62
"""How thick a bar is of its row."""


def draw(figure: Plot, chart: BarChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    del lang
    lines = _lines(chart.bars)
    most = max((bar.whole for bar in chart.bars), default=1)
    foot = figure_page.foot_height(chart.notes) + (_LEGEND if chart.series else 0)
    height = PAGE[1] - _TOP - foot
    # Few bars are not stretched over the whole page.
    used = min(height, 0.42 * max(1, len(lines)))
    place = (_LEFT, (foot + height - used) / PAGE[1], _RIGHT - _LEFT, used / PAGE[1])
    axes = figure.add_axes(place)
    size = figure_page.row_size(used, len(lines))
    # A little more than the whole, so that the edges of full bars are seen.
    axes.set_xlim(0, max(1, most) * 1.004)
    axes.set_ylim(max(1, len(lines)), 0)
    figure_page.whole_numbers(axes, most, chart.axis)
    for y, line in enumerate(lines):
        if isinstance(line, str):
            figure_page.row_name(axes, line, y + 0.52, size + 0.8, bold=True)
        else:
            figure_page.row_name(axes, line.name, y + 0.52, size, height=used * 72 / len(lines))
            _bar(axes, line, chart, y, size, most)
            figure_page.aside(axes, line.told, y + 0.5, min(size, 7.0), _LETTERS)
    figure_page.headline(figure, chart.title, mark)
    if chart.series:
        legend(figure, chart.series, (figure_page.foot_height(chart.notes) + 0.1) / PAGE[1])
    figure_page.footnotes(figure, chart.notes)


def _lines(bars: Sequence[Bar]) -> list[Bar | str]:
    """Give the bars from top to bottom, the name of a group before its own."""
    lines: list[Bar | str] = []
    group = ""
    for bar in bars:
        if bar.group != group:
            group = bar.group
            lines.append(group)
        lines.append(bar)
    return lines


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
    room = number / max(1, most) * (_RIGHT - _LEFT) * PAGE[0] * 72
    words = f"{glyph} {number}" if room >= 4 * letters else glyph
    if room < 1.2 * letters:
        return
    ground = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"} if ink == "black" else None
    axes.text(
        middle, y + 0.52, words, fontsize=letters * 0.9, color=ink, ha="center", va="center", bbox=ground, zorder=3
    )


def legend(figure: Plot, series: Sequence[tuple[CellStatus, str]], height: float) -> None:
    """Draw a sample of each status with its sign and word, at a height of the page (0 at its foot)."""
    from matplotlib.patches import Rectangle

    x = 0.018
    for status, words in series:
        fill, _ = TONES.get(status, ("#FFFFFF", "black"))
        sample = Rectangle(
            (x, height - 0.007),
            0.022,
            0.014,
            transform=figure.transFigure,
            facecolor=fill,
            hatch=HATCHES.get(status),
            edgecolor=LINE,
            linewidth=0.5,
        )
        figure.add_artist(sample)
        told = f"{GLYPHS[status]} {words}"
        figure.text(x + 0.026, height, told, fontsize=6.5, va="center")
        x += 0.042 + 0.0058 * len(told)
