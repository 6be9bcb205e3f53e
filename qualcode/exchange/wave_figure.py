"""Two waves as a dumbbell chart: an open ring for the earlier, a filled one for the later, what changed in words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import INK, LINE, Plot

if TYPE_CHECKING:
    from qualcode.domain.wave_chart import WaveChart, WaveRow

_RIGHT = 0.70
"""Where the chart ends, as a share of the page; the words stand after it."""
_TOP, _LEGEND = 0.95, 0.38
_HIGHEST = 0.42
"""Inches that a row may take."""
_LETTERS = 74
"""Letters of words that fit beside the chart at the size they are written in."""


def draw(figure: Plot, chart: WaveChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    del lang
    lines = figure_page.under_groups(chart.rows, lambda row: row.theme)
    foot = figure_page.foot_height(chart.notes) + _LEGEND
    axes, _, size = figure_page.counted_rows(
        figure, lines, top=_TOP, foot=foot, right=_RIGHT, most=chart.cases, axis=chart.axis, highest=_HIGHEST
    )
    axes.set_xlim(-0.4, max(1, chart.cases) + 0.4)
    for y, line in enumerate(lines):
        if not isinstance(line, str):
            _dumbbell(axes, line, y, size)
    figure_page.headline(figure, chart.title, mark)
    _legend(figure, chart)


def _dumbbell(axes: Plot, row: WaveRow, y: int, size: float) -> None:
    figure_page.row_name(axes, row.name, y + 0.52, size)
    middle, width = y + 0.5, size * 0.72
    if row.before is not None:
        if row.before != row.after:
            axes.plot([row.before, row.after], [middle, middle], color=LINE, linewidth=1.6, zorder=1)
        # The ring is larger than the disc, so that both are seen where nothing changed.
        axes.plot(row.before, middle, "o", markersize=width + 2, markerfacecolor="white", markeredgecolor=INK, zorder=2)
    axes.plot(row.after, middle, "o" if row.before is not None else "D", markersize=width - 1, color=INK, zorder=3)
    figure_page.aside(axes, row.happened, middle, min(size, 6.0), _LETTERS)


def _legend(figure: Plot, chart: WaveChart) -> None:
    from matplotlib.lines import Line2D

    common: dict[str, Any] = {"linestyle": "none", "markeredgecolor": INK}
    signs = [
        Line2D([], [], marker="o", markersize=8, markerfacecolor="white", label=chart.before, **common),
        Line2D([], [], marker="o", markersize=5, markerfacecolor=INK, label=chart.after, **common),
    ]
    if any(row.before is None for row in chart.rows):
        signs.append(
            Line2D(
                [], [], marker="D", markersize=5, markerfacecolor=INK, label=f"{chart.after} ({chart.new})", **common
            )
        )
    at = (0.008, (figure_page.foot_height(chart.notes) - 0.12) / figure_page.extent(figure)[1])
    figure.legend(handles=signs, loc="lower left", bbox_to_anchor=at, ncols=3, frameon=False, fontsize=7)
    figure_page.footnotes(figure, chart.notes)
