"""Saturation as a curve: how many codes were seen by each document, and as bars how many of them were new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import GRID, INK, LINE, PAGE, Plot

if TYPE_CHECKING:
    from qualcode.domain.charts import CurveChart

_MOST_NAMES = 60
"""More documents than these are numbered, not named."""
_MOST_LETTERS = 30
_BELOW = 1.7
"""Inches for the names below the curve."""


def draw(figure: Plot, chart: CurveChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    del lang
    from matplotlib.ticker import MaxNLocator

    foot = figure_page.foot_height(chart.notes) + _BELOW
    axes = figure.add_axes((0.07, foot / PAGE[1], 0.9, 1 - (foot + 0.95) / PAGE[1]))
    places = list(range(1, len(chart.points) + 1))
    most = max((p.seen for p in chart.points), default=1)
    axes.bar(
        places,
        [p.new for p in chart.points],
        width=0.6,
        color="#D9D9D9",
        edgecolor=LINE,
        linewidth=0.6,
        label=chart.step,
        zorder=2,
    )
    axes.plot(places, [p.seen for p in chart.points], "o-", color=INK, linewidth=1.6, markersize=4, label=chart.curve)
    few = len(chart.points) <= _MOST_NAMES
    for place, point in zip(places, chart.points, strict=True):
        if few:
            _number(axes, place, point.seen, most, INK)
        if few and point.new and point.new != point.seen:
            _number(axes, place, point.new, most, "black")
    axes.set_xlim(0.4, max(1, len(places)) + 0.6)
    axes.set_ylim(0, most * 1.1 + 1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=7, length=0)
    axes.set_ylabel(chart.axis, fontsize=8)
    if few:
        size = min(7.0, 0.9 * PAGE[0] * 72 / max(1, len(places)) / 1.3)
        axes.set_xticks(places, [_short(p.name) for p in chart.points], rotation=90, fontsize=size)
    else:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(chart.across, fontsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(loc="upper left", frameon=False, fontsize=8, ncols=2, bbox_to_anchor=(0, 1.07))
    figure_page.headline(figure, chart.title, mark)
    figure_page.footnotes(figure, chart.notes)


def _number(axes: Plot, place: int, number: int, most: int, ink: str) -> None:
    axes.text(place, number + most * 0.015, str(number), fontsize=6, color=ink, ha="center", va="bottom")


def _short(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 11]}…{name[-10:]}"
