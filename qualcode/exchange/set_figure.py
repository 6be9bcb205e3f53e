"""Sets of cases as an UpSet plot (Lex et al. 2014): below which sets meet, above how many cases lie in just these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import GRID, INK, LABEL_SHARE, PAGE, Plot

if TYPE_CHECKING:
    from qualcode.domain.charts import SetChart

_TOP = 0.75
_ROW = 0.34
"""The greatest height of a set's row, in inches."""
_SIZES = 0.14
"""The share of the page for the bars of the sets' sizes, right of the dots."""
_COLUMN = 0.45
"""The greatest width of a meeting's column, in inches."""
_EMPTY = "#C8C8C8"


def draw(figure: Plot, chart: SetChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    del lang
    foot = figure_page.foot_height(chart.notes) + 0.45
    rows, columns = max(1, len(chart.sets)), max(1, len(chart.meetings))
    below = min(0.5 * (PAGE[1] - foot - _TOP), _ROW * rows)
    width = min((0.985 - _SIZES - 0.02 - LABEL_SHARE) * PAGE[0], _COLUMN * columns) / PAGE[0]
    above = PAGE[1] - foot - _TOP - below - 0.15
    bars = figure.add_axes((LABEL_SHARE, (foot + below + 0.15) / PAGE[1], width, above / PAGE[1]))
    dots = figure.add_axes((LABEL_SHARE, foot / PAGE[1], width, below / PAGE[1]))
    sizes = figure.add_axes((LABEL_SHARE + width + 0.02, foot / PAGE[1], _SIZES, below / PAGE[1]))
    _bars(bars, chart, columns)
    _dots(dots, chart, columns, below)
    _sizes(sizes, chart, rows)
    figure_page.headline(figure, chart.title, mark)
    figure_page.footnotes(figure, chart.notes)


def _bars(axes: Plot, chart: SetChart, columns: int) -> None:
    from matplotlib.ticker import MaxNLocator

    most = max((number for _, number in chart.meetings), default=1)
    numbers = [number for _, number in chart.meetings]
    axes.bar(range(len(numbers)), numbers, width=0.6, color=INK, zorder=2)
    for place, number in enumerate(numbers):
        axes.text(place, number + most * 0.015, str(number), fontsize=8, ha="center", va="bottom")
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(0, most * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", bottom=False, labelbottom=False)
    axes.tick_params(axis="y", labelsize=7, length=0)
    axes.set_ylabel(chart.axis, fontsize=8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _dots(axes: Plot, chart: SetChart, columns: int, height: float) -> None:
    rows = max(1, len(chart.sets))
    size = figure_page.row_size(height, rows)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows, 0)
    axes.set_axis_off()
    for row, (name, _) in enumerate(chart.sets):
        if row % 2 == 0:
            axes.axhspan(row, row + 1, color="#F2F2F2", zorder=0, linewidth=0)
        figure_page.row_name(axes, name, row + 0.52, size, height=height * 72 / rows)
    width = min(7.0, size)
    for place, (inside, _) in enumerate(chart.meetings):
        outside = [row for row in range(len(chart.sets)) if row not in inside]
        # Empty rings and full discs: told apart without their tone.
        axes.plot(
            [place] * len(outside),
            [row + 0.5 for row in outside],
            "o",
            markersize=width - 1,
            markerfacecolor="white",
            markeredgecolor=_EMPTY,
            zorder=1,
        )
        axes.plot([place] * len(inside), [row + 0.5 for row in inside], "o", markersize=width, color=INK, zorder=3)
        if len(inside) > 1:
            axes.plot([place] * 2, [min(inside) + 0.5, max(inside) + 0.5], color=INK, linewidth=1.6, zorder=2)


def _sizes(axes: Plot, chart: SetChart, rows: int) -> None:
    axes.set_ylim(rows, 0)
    axes.set_xlim(0, max(1, chart.whole) * 1.25)
    axes.set_axis_off()
    for row, (_, number) in enumerate(chart.sets):
        axes.barh(row + 0.5, number, height=0.55, color="#8AA9C4", edgecolor=INK, linewidth=0.6)
        axes.text(number + chart.whole * 0.02, row + 0.52, str(number), fontsize=7, va="center")
    axes.annotate(
        chart.size, (0, rows), (0, -4), textcoords="offset points", fontsize=7, va="top", annotation_clip=False
    )
