"""Codes that come together as half a table: the darker a square, the higher the coefficient; the number in it is how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.exchange import figure_page
from qualcode.exchange.figure_page import LABEL_SHARE, LINE, PAGE, Plot

if TYPE_CHECKING:
    from qualcode.domain.charts import PairChart

_TOP, _SCALE = 0.75, 0.35
_RIGHT = 0.985
_WHITE, _DARK = (255, 255, 255), (31, 78, 121)
WHITE_INK = 0.75
"""From this coefficient on the square is dark enough for white numbers."""


def draw(figure: Plot, chart: PairChart, *, mark: str, lang: str) -> None:
    """Draw the chart on an empty page; ``mark`` stands beside the title of internal files."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    number = len(chart.names)
    foot = figure_page.foot_height(chart.notes) + _SCALE
    height = PAGE[1] - _TOP - foot
    axes = figure.add_axes((LABEL_SHARE, foot / PAGE[1], _RIGHT - LABEL_SHARE, height / PAGE[1]))
    size = min(9.0, figure_page.row_size(height, number + 1))
    axes.set_xlim(0, max(1, number))
    axes.set_ylim(number + 1, 0)
    axes.set_axis_off()
    patches = [Rectangle((column, row), 1, 1) for row in range(number) for column in range(row)]
    axes.add_collection(PatchCollection(patches, facecolor="white", edgecolor=LINE, linewidth=0.3))
    for row, name in enumerate(chart.names):
        figure_page.row_name(axes, f"{row + 1}  {name}", row + 0.52, size, height=height * 72 / (number + 1))
        # The numbers of the columns stand on the diagonal, where each column begins.
        axes.text(row + 0.5, row + 0.52, str(row + 1), fontsize=min(size, 7), ha="center", va="center", color="#595959")
    told = [Rectangle((column, row), 1, 1) for row, column, _, _ in chart.pairs]
    fills = [tone(coefficient) for _, _, _, coefficient in chart.pairs]
    axes.add_collection(PatchCollection(told, facecolor=fills, edgecolor=LINE, linewidth=0.4, zorder=2))
    for row, column, together, coefficient in chart.pairs:
        ink = "white" if coefficient >= WHITE_INK else "black"
        axes.text(
            column + 0.5,
            row + 0.52,
            str(together),
            fontsize=min(size, 6.5),
            color=ink,
            ha="center",
            va="center",
            zorder=3,
        )
    figure_page.headline(figure, chart.title, mark)
    _scale(figure, chart.scale, lang, figure_page.foot_height(chart.notes) + 0.1)
    figure_page.footnotes(figure, chart.notes)


def tone(coefficient: float) -> str:
    """Give a blue that deepens evenly with the coefficient, in grey as well."""
    share = 0.08 + 0.92 * coefficient
    return "#" + "".join(f"{round(w + (d - w) * share):02X}" for w, d in zip(_WHITE, _DARK, strict=True))


def _scale(figure: Plot, words: str, lang: str, height: float) -> None:
    """Draw what the tones mean: five squares from none to always."""
    from qualcode.language.numbers import decimal

    figure.text(0.018, height / PAGE[1], words, fontsize=7, va="center")
    x = 0.024 + 0.0062 * len(words)
    for step in range(5):
        value = step / 4
        ink = "white" if value >= WHITE_INK else "black"
        box = {"boxstyle": "square,pad=0.35", "facecolor": tone(value), "edgecolor": LINE, "linewidth": 0.4}
        figure.text(x, height / PAGE[1], decimal(value, lang), fontsize=6.5, color=ink, va="center", bbox=box)
        x += 0.036
