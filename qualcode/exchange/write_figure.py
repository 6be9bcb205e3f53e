"""Charts as files: PNG and SVG, with the figure in words as its description."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.domain.charts import BarChart, Chart, CurveChart, PairChart, SetChart
from qualcode.domain.wave_chart import WaveChart
from qualcode.exchange import export_words, figure_page

if TYPE_CHECKING:
    from qualcode.domain.finding import Audience

_DRAWN_BY: dict[type, str] = {
    BarChart: "bar_figure",
    CurveChart: "curve_figure",
    PairChart: "pair_figure",
    SetChart: "set_figure",
    WaveChart: "wave_figure",
}


def png(chart: Chart, *, lang: str, audience: Audience) -> bytes:
    """Give a chart as a PNG of an A4 page at 200 dpi."""
    return _made(chart, lang, audience, "png")


def svg(chart: Chart, *, lang: str, audience: Audience) -> bytes:
    """Give a chart as an SVG of an A4 page whose words stay words."""
    return _made(chart, lang, audience, "svg")


def _made(chart: Chart, lang: str, audience: Audience, form: str) -> bytes:
    draw = import_module(f"qualcode.exchange.{_DRAWN_BY[type(chart)]}").draw
    mark = export_words.mark(audience, lang)
    return figure_page.drawn(
        lambda figure: draw(figure, chart, mark=mark, lang=lang),
        form,
        title=chart.title,
        described=chart.described,
        lang=lang,
    )
