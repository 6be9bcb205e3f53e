"""Two waves as a dumbbell chart: an open ring for the earlier, a filled one for the later, what changed in words beside them."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from qualcode.domain.finding import Audience
from qualcode.exchange import export_words
from qualcode.exchange.figures import DPI, PAGE, wrapped_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.wave_chart import WaveChart, WaveRow

_LEFT, _RIGHT = 0.42, 0.70
"""Where the chart begins and ends, as shares of the page; the names stand before it, the words after it."""
_TOP, _FOOT = 0.95, 0.75
_INK, _LINE, _GRID = "#1F4E79", "#8C8C8C", "#DDDDDD"
_LETTERS = 74
"""Letters of words that fit beside the chart at the size they are written in."""

_Plot: TypeAlias = Any
"""Axes and figures of matplotlib, whose types are not checked."""


def png(chart: WaveChart, *, lang: str, audience: Audience) -> bytes:
    """Give the chart as a PNG of an A4 page at 200 dpi, with the figure in words as its description."""
    # Without the usual metadata: no program's version and no clock in the file.
    return _drawn(chart, lang, audience, "png", {"Software": None, "Description": chart.described})


def svg(chart: WaveChart, *, lang: str, audience: Audience) -> bytes:
    """Give the chart as an SVG of an A4 page whose words stay words, with the figure in words as its description."""
    told = {"Title": chart.title, "Description": chart.described, "Date": None, "Creator": None, "Language": lang}
    drawn = _drawn(chart, lang, audience, "svg", told)
    # Readers of screens look for a description beside the title, not in the metadata.
    return drawn.replace(b"</title>", f"</title>\n <desc>{escape(chart.described, quote=False)}</desc>".encode(), 1)


def _drawn(chart: WaveChart, lang: str, audience: Audience, form: str, metadata: dict[str, str | None]) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    lines = _lines(chart.rows)
    # The one font that matplotlib brings along, and ids that no chance draws: the same bytes on every machine.
    with rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "none", "svg.hashsalt": "qualcode"}):
        figure = Figure(figsize=PAGE, dpi=DPI)
        FigureCanvasAgg(figure)
        height = PAGE[1] - _TOP - _FOOT
        axes = figure.add_axes((_LEFT, _FOOT / PAGE[1], _RIGHT - _LEFT, height / PAGE[1]))
        size = max(4.5, min(9.0, height * 72 / max(1, len(lines)) * 0.72))
        axes.set_xlim(-0.4, max(1, chart.cases) + 0.4)
        axes.set_ylim(max(1, len(lines)), 0)
        _frame(axes, chart, size)
        for y, line in enumerate(lines):
            if isinstance(line, str):
                _label(axes, line, y, size + 0.8, weight="bold")
            else:
                _dumbbell(axes, line, y, size)
        mark = export_words.mark(audience, lang)
        title = f"{chart.title} · {mark}" if mark else chart.title
        figure.text(0.015, 1 - 0.3 / PAGE[1], title, fontsize=12, fontweight="bold", va="center")
        _legend(figure, chart)
        target = BytesIO()
        figure.savefig(target, format=form, metadata=metadata)
    return target.getvalue()


def _lines(rows: Sequence[WaveRow]) -> list[WaveRow | str]:
    """Give the rows from top to bottom: the name of a theme before its codes."""
    lines: list[WaveRow | str] = []
    theme = ""
    for row in rows:
        if row.theme != theme:
            theme = row.theme
            lines.append(theme)
        lines.append(row)
    return lines


def _frame(axes: _Plot, chart: WaveChart, size: float) -> None:
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    step = max(1, -(-chart.cases // 12))
    axes.set_xticks(range(0, chart.cases + 1, step))
    axes.tick_params(axis="x", labelsize=7, length=0)
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.set_xlabel(chart.axis, fontsize=7)
    axes.grid(visible=True, axis="x", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.margins(0)
    axes.title.set_size(size)


def _label(axes: _Plot, words: str, y: int, size: float, *, weight: str = "normal") -> None:
    name, small = wrapped_name(words, size)
    axes.annotate(
        name,
        (0, y + 0.52),
        (-5, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=small,
        fontweight=weight,
        linespacing=1,
        ha="right",
        va="center",
    )


def _dumbbell(axes: _Plot, row: WaveRow, y: int, size: float) -> None:
    import textwrap

    _label(axes, row.name, y, size)
    middle, width = y + 0.5, size * 0.72
    if row.before is not None:
        if row.before != row.after:
            axes.plot([row.before, row.after], [middle, middle], color=_LINE, linewidth=1.6, zorder=1)
        # The ring is larger than the disc, so that both are seen where nothing changed.
        axes.plot(
            row.before, middle, "o", markersize=width + 2, markerfacecolor="white", markeredgecolor=_INK, zorder=2
        )
    axes.plot(row.after, middle, "o" if row.before is not None else "D", markersize=width - 1, color=_INK, zorder=3)
    told = textwrap.wrap(row.happened, _LETTERS)
    axes.annotate(
        "\n".join(told),
        (1, middle),
        (4, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=min(size, 6.0) * (0.72 if len(told) > 1 else 1),
        linespacing=1,
        va="center",
    )


def _legend(figure: _Plot, chart: WaveChart) -> None:
    from matplotlib.lines import Line2D

    common: dict[str, Any] = {"linestyle": "none", "markeredgecolor": _INK}
    signs = [
        Line2D([], [], marker="o", markersize=8, markerfacecolor="white", label=chart.before, **common),
        Line2D([], [], marker="o", markersize=5, markerfacecolor=_INK, label=chart.after, **common),
    ]
    if any(row.before is None for row in chart.rows):
        signs.append(
            Line2D(
                [], [], marker="D", markersize=5, markerfacecolor=_INK, label=f"{chart.after} ({chart.new})", **common
            )
        )
    figure.legend(handles=signs, loc="lower left", bbox_to_anchor=(0.008, 0.045), ncols=3, frameon=False, fontsize=7)
    for place, note in enumerate(reversed(chart.notes)):
        figure.text(0.015, (0.12 + 0.13 * place) / PAGE[1], note, fontsize=6, va="center")
