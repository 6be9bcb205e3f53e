"""The page that every figure is drawn on: one size, one font, no clock, and the figure in words for those who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from typing import Any, TypeAlias

from qualcode.domain.coding import CellStatus
from qualcode.exchange.xml_letters import storable

DPI = 200
PAGE = (11.69, 8.27)
"""A4 on its side, in inches."""
INK, LINE, GRID = "#1F4E79", "#8C8C8C", "#DDDDDD"
LETTER = 0.58
"""The mean width of a letter against its size, on the broad side."""
LABEL_SHARE = 0.42
"""The share of the page that names beside rows may take."""
_TWO_LINES = 0.68
"""How much smaller a name is written that takes two lines of its row."""
_LINE_HEIGHT = 1.25
_NOTE_LETTERS = 260
_NOTE_LINE = 0.13
TONES = {
    CellStatus.PRESENT: ("#1F4E79", "white"),
    CellStatus.MIXED: ("#5F8FA8", "white"),
    CellStatus.PLANNED: ("#F2C14E", "black"),
    CellStatus.ABSENT: ("#F7D9C4", "black"),
    CellStatus.PAST: ("#D9CFE8", "black"),
    CellStatus.POSSIBLE: ("#E6E6E6", "black"),
}
"""Fill and sign: from dark to light in greyscale; signs tell those apart that lie near each other."""

Plot: TypeAlias = Any
"""Axes and figures of matplotlib, whose types are not checked."""


def drawn(draw: Callable[[Plot], None], form: str, *, title: str, described: str, lang: str) -> bytes:
    """Give a figure of an A4 page as PNG (200 dpi) or SVG, whose words stay words; ``draw`` is handed the empty figure.

    ``described`` goes along as the description that readers of screens look for.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    # The one font that matplotlib brings along, and ids that no chance draws: the same bytes on every machine.
    with rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "none", "svg.hashsalt": "qualcode"}):
        figure = Figure(figsize=PAGE, dpi=DPI)
        FigureCanvasAgg(figure)
        draw(figure)
        for text in figure.findobj(Text):
            text.set_text(storable(text.get_text()))
        title, described = storable(title), storable(described)
        target = BytesIO()
        # Without the usual metadata: no program's version and no clock in the file.
        told: dict[str, str | None] = {"Software": None, "Title": title, "Description": described}
        if form == "svg":
            told = {"Title": title, "Description": described, "Date": None, "Creator": None, "Language": lang}
        figure.savefig(target, format=form, metadata=told)
    data = target.getvalue()
    if form == "svg":
        # Readers of screens look for a description beside the title, not in the metadata.
        said = f"</title>\n <desc>{escape(described, quote=False)}</desc>"
        return data.replace(b"</title>", said.encode(), 1)
    return data


def headline(figure: Plot, title: str, mark: str) -> None:
    """Write the title over a figure, with what stands on internal files."""
    words = f"{title} · {mark}" if mark else title
    room = (PAGE[0] - 0.35) * 72
    size = max(7.0, min(12.0, room / (len(words) * LETTER * 1.12)))
    figure.text(0.015, 1 - 0.3 / PAGE[1], words, fontsize=size, fontweight="bold", va="center")


def note_lines(notes: Sequence[str]) -> list[str]:
    """Give notes as the lines that they take below a figure."""
    return [line for note in notes for line in textwrap.wrap(note, _NOTE_LETTERS) or [""]]


def foot_height(notes: Sequence[str]) -> float:
    """Give the height that notes take below a figure, in inches."""
    return 0.12 + _NOTE_LINE * len(note_lines(notes))


def footnotes(figure: Plot, notes: Sequence[str]) -> None:
    """Write notes at the foot of the page."""
    for place, line in enumerate(reversed(note_lines(notes))):
        figure.text(0.015, (0.12 + _NOTE_LINE * place) / PAGE[1], line, fontsize=6, va="center")


def row_name(
    axes: Plot, words: str, middle: float, size: float, *, bold: bool = False, height: float | None = None
) -> None:
    """Write a name beside a row whose middle lies there, whole: on two lines where it is long, as large as the ``height`` allows."""
    name, small = wrapped_name(words, size, height)
    axes.annotate(
        name,
        (0, middle),
        (-5, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=small,
        fontweight="bold" if bold else "normal",
        linespacing=1,
        ha="right",
        va="center",
    )


def aside(axes: Plot, words: str, middle: float, size: float, letters: int) -> None:
    """Write words to the right of a row: in lines of at most so many letters, smaller where they are several."""
    told = textwrap.wrap(words, letters)
    axes.annotate(
        "\n".join(told),
        (1, middle),
        (4, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=size * (0.72 if len(told) > 1 else 1),
        linespacing=1,
        va="center",
    )


def whole_numbers(axes: Plot, most: int, words: str) -> None:
    """Put an axis of whole numbers from 0 to ``most`` above a chart, with thin lines down and no frame."""
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xticks(range(0, most + 1, max(1, -(-most // 12))))
    axes.tick_params(axis="x", labelsize=7, length=0)
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.set_xlabel(words, fontsize=7)
    axes.grid(visible=True, axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def row_size(height: float, rows: int) -> float:
    """Give the size of letters for so many rows in a height in inches."""
    return max(4.5, min(9.0, height * 72 / max(1, rows) * 0.72))


def wrapped_name(name: str, size: float, height: float | None = None) -> tuple[str, float]:
    """Give a row's name and the size that lets it stand whole beside the row: on one line, or smaller on two.

    ``height`` is the row's, in points; by default a row has room for one line alone.
    """
    room = (LABEL_SHARE - 0.015) * PAGE[0] * 72 - 5
    if len(name) * LETTER * size <= room:
        return name, size
    lines = textwrap.wrap(name, max(20, -(-len(name) // 2) + 8))
    widest = max(len(line) for line in lines)
    least = size * _TWO_LINES
    fitting = least if height is None else max(least, min(size, height / (len(lines) * _LINE_HEIGHT)))
    return "\n".join(lines), min(fitting, room / (widest * LETTER))
