"""The page that every figure is drawn on: one size, one font, no clock, and the figure in words for those who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from html import escape
from io import BytesIO
from typing import Any, TypeAlias, TypeVar

from qualcode.domain.coding import CellStatus
from qualcode.exchange.xml_letters import storable

DPI = 200
PAGE = (11.69, 8.27)
"""A4 on its side, in inches."""
INK, LINE, GRID = "#1F4E79", "#8C8C8C", "#DDDDDD"
LETTER = 0.58
"""The mean width of a letter against its size, on the broad side."""
LABEL_SHARE, _UPRIGHT_SHARE = 0.42, 0.54
"""The share of the page that names beside rows may take, and of an upright one, which is narrower."""
UPRIGHT = 6.69
"""The width of a figure between the margins of an upright A4 page, in inches."""
_TWO_LINES = 0.68
"""How much smaller a name is written that takes two lines of its row."""
_LINE_HEIGHT = 1.25
_CLEARER = 0.9
_LEAST = 4.0
"""Points below which no name is written: a longer one loses its middle."""
_ROUNDED = 1.07
"""How much wider small letters come out than they were drawn, each being put on whole dots."""
_LEGEND_LEFT, _LEGEND_GAP, _LEGEND_LETTER = 0.21, 0.187, 0.0655
LEGEND_LINE = 0.24
"""Inches: where a legend begins, what is left free between its signs, the mean width of its letters, the height of its lines."""
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

Row = TypeVar("Row")
Plot: TypeAlias = Any
"""Axes and figures of matplotlib, whose types are not checked."""


def drawn(
    draw: Callable[[Plot], None],
    form: str,
    *,
    title: str,
    described: str,
    lang: str,
    page: tuple[float, float] = PAGE,
) -> bytes:
    """Give a figure as PNG (200 dpi) or SVG, whose words stay words; ``draw`` is handed the empty figure, as large as ``page`` (inches).

    ``described`` goes along as the description that readers of screens look for.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    # The one font that matplotlib brings along, and ids that no chance draws: the same bytes on every machine.
    with rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "none", "svg.hashsalt": "qualcode"}):
        figure = Figure(figsize=page, dpi=DPI)
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


def extent(plot: Plot) -> tuple[float, float]:
    """Give width and height of the figure that something is drawn on, in inches."""
    width, height = plot.get_figure().get_size_inches()
    return float(width), float(height)


def label_share(plot: Plot) -> float:
    """Give the share of the width that names beside rows may take: more where the page stands upright, no more inches on a wider page."""
    width, _ = extent(plot)
    return min(LABEL_SHARE, LABEL_SHARE * PAGE[0] / width) if width > UPRIGHT else _UPRIGHT_SHARE


def headline(figure: Plot, title: str, mark: str) -> None:
    """Write the title over a figure, with what stands on internal files; without a title (in a report its caption says it) nothing."""
    if not title:
        return
    width, height = extent(figure)
    words = f"{title} · {mark}" if mark else title
    room = (width - 0.35) * 72
    size = max(7.0, min(12.0, room / (len(words) * LETTER * 1.12)))
    figure.text(0.015, 1 - 0.3 / height, words, fontsize=size, fontweight="bold", va="center")


def legend_places(words: Sequence[str], width: float, *, sample: float) -> list[tuple[float, int]]:
    """Give where each sign of a legend stands: inches from the left, and its line from the top; a page that is narrow takes several.

    ``sample`` is the width of a sign with the space after it.
    """
    places = []
    x, line = _LEGEND_LEFT, 0
    for said in words:
        takes = sample + _LEGEND_GAP + _LEGEND_LETTER * len(said)
        if x + takes - _LEGEND_GAP > width and x > _LEGEND_LEFT:
            x, line = _LEGEND_LEFT, line + 1
        places.append((x, line))
        x += takes
    return places


def note_lines(notes: Sequence[str]) -> list[str]:
    """Give notes as the lines that they take below a figure."""
    return [line for note in notes for line in textwrap.wrap(note, _NOTE_LETTERS) or [""]]


def foot_height(notes: Sequence[str]) -> float:
    """Give the height that notes take below a figure, in inches."""
    return 0.12 + _NOTE_LINE * len(note_lines(notes))


def footnotes(figure: Plot, notes: Sequence[str]) -> None:
    """Write notes at the foot of the page."""
    height = extent(figure)[1]
    for place, line in enumerate(reversed(note_lines(notes))):
        figure.text(0.015, (0.12 + _NOTE_LINE * place) / height, line, fontsize=6, va="center")


def row_name(
    axes: Plot, words: str, middle: float, size: float, *, bold: bool = False, height: float | None = None
) -> None:
    """Write a name beside a row whose middle lies there, whole: on two lines where it is long, as large as the ``height`` allows."""
    room = (axes.get_position().x0 - 0.015) * extent(axes)[0] * 72 - 5
    name, small = wrapped_name(words, size, height, room)
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


def under_groups(rows: Iterable[Row], group: Callable[[Row], str]) -> list[Row | str]:
    """Give rows from top to bottom, the name of their group before its first."""
    lines: list[Row | str] = []
    above = ""
    for row in rows:
        if group(row) != above:
            above = group(row)
            lines.append(above)
        lines.append(row)
    return lines


def counted_rows(
    figure: Plot,
    lines: Sequence[object],
    *,
    top: float,
    foot: float,
    right: float,
    most: int,
    axis: str,
    highest: float,
) -> tuple[Plot, float, float]:
    """Give axes for rows that are counted from left to right up to ``most``, the height they take and the size of their letters.

    ``top`` and ``foot`` (inches) are left free; a row takes at most ``highest`` inches, so that few are not stretched over the page.
    """
    page = extent(figure)
    height = page[1] - top - foot
    used = min(height, highest * max(1, len(lines)))
    left = label_share(figure)
    axes = figure.add_axes((left, (foot + height - used) / page[1], right - left, used / page[1]))
    size = row_size(used, len(lines))
    axes.set_ylim(max(1, len(lines)), 0)
    whole_numbers(axes, most, axis)
    for y, line in enumerate(lines):
        if isinstance(line, str):
            row_name(axes, line, y + 0.52, size + 0.8, bold=True)
    return axes, used, size


def row_size(height: float, rows: int) -> float:
    """Give the size of letters for so many rows in a height in inches."""
    return max(4.5, min(9.0, height * 72 / max(1, rows) * 0.72))


def wrapped_name(name: str, size: float, height: float | None, room: float) -> tuple[str, float]:
    """Give a row's name and the size that lets it stand whole beside the row: on one line, or on two, whichever is larger.

    ``height`` is the row's, in points, None where it has room for one line alone; ``room`` the width that the name may take.
    """
    one = size * room / max(1.0, name_width(name, size))
    if one >= size:
        return name, size
    lines = textwrap.wrap(name, max(20, -(-len(name) // 2) + 8))
    least = size * _TWO_LINES
    fitting = least if height is None else max(least, min(size, height / (len(lines) * _LINE_HEIGHT)))
    several = min(fitting, size * room / max(1.0, *(name_width(line, size) for line in lines)))
    if max(one, several) < _LEAST:
        # As over columns: names that are alike differ at their ends.
        half = int(room / (_LEAST * LETTER)) - 1
        return f"{name[:half].rstrip()}…\n{name[-half:].lstrip()}", _LEAST
    # A name a little too long is larger on one line than on two, and clearer where it is about as large.
    return (name, one) if one >= _CLEARER * several else ("\n".join(lines), several)


def name_width(words: str, size: float) -> float:
    """Give the width of words in points, in the font that figures are written in."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    # Not the outlines of the letters: those of a name of 300 letters take half a second.
    width, _, _ = text_to_path.get_text_width_height_descent(
        storable(words), FontProperties(family="DejaVu Sans", size=size), ismath=False
    )
    return float(width) * _ROUNDED
