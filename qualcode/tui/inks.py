"""The styles of marked text: every code's colour over the ground, and shapes that tell the same without colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color, ColorParseError

from qualcode.domain.coding import CellStatus, Status
from qualcode.language.glyphs import GLYPHS
from qualcode.usecases.viewing import Mark

CODED = "┃"
SUGGESTED = "┊"
MORE = "+"
MEMO = "✎"
"""Signs of the margin: a coding's and a suggestion's further rows, marks beyond the last lane, a memo."""

_UNCOLOURED = "#888888"
_COVER = {False: 0.34, True: 0.14}
"""How strongly a coding's and a suggestion's colour covers the ground."""
_CHOSEN = 0.2
_LEGIBLE = 0.35
"""How far a code's colour moves towards the text's own in the margin, so that dark ones can be read."""
_READABLE = 4.5
"""The least contrast of text with its ground (WCAG): a codebook's colours are its own, also white and bright yellow."""
_LINEAR = 0.04045
"""Up to where a channel's light rises evenly (sRGB)."""
_STEPS = 20
"""In how many steps a colour gives way until that is reached."""


def glyph(status: Status) -> str:
    """Give the sign of a status."""
    return GLYPHS[CellStatus.UNREAD if status is Status.NOT_ASSERTED else CellStatus(status.value)]


@dataclass(frozen=True, slots=True)
class Cover:
    """What lies over a run of text."""

    marks: tuple[Mark, ...] = ()
    selected: bool = False
    cursor: bool = False
    matched: bool = False
    cue: bool = False


class Inks:
    """Styles for one ground, made once each."""

    def __init__(self, ground: Color, text: Color, colour: Callable[[str], str]) -> None:
        self._ground = ground
        self._text = text
        self._colour = colour
        self._made: dict[object, Style] = {}

    def text(self, base: Style, cover: Cover, chosen: str) -> Style:
        """Give the style of a run: codings are underlined, two codings over each other doubly; suggestions are only tinted."""
        key = (base, cover.selected, cover.cursor, cover.matched, cover.cue, self._tints(cover.marks, chosen))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._text_style(base, cover, chosen)
        return found

    def sign(self, mark: Mark, *, first: bool, chosen: bool) -> tuple[str, Style]:
        """Give a stripe's sign on a row, and its style: a coding begins with its sign in reverse, a suggestion with the bare one."""
        coded = mark.coding is not None
        shown = glyph(mark.status) if first else (CODED if coded else SUGGESTED)
        key = (mark.code, coded, first, chosen)
        style = self._made.get(key)
        if style is None:
            colour = self._legible(mark.code, _LEGIBLE)
            style = Style(
                color=colour.rich_color, bgcolor=self._ground.rich_color, bold=chosen, reverse=coded and first
            )
            self._made[key] = style
        return shown, style

    def name(self, mark: Mark, *, chosen: bool) -> Style:
        """Give the style of a code's name in the margin."""
        colour = self._legible(mark.code, _LEGIBLE + 0.2)
        return Style(color=colour.rich_color, bgcolor=self._ground.rich_color, bold=chosen, italic=mark.coding is None)

    def _text_style(self, base: Style, cover: Cover, chosen: str) -> Style:
        ground = self._ground
        codings = 0
        # Codings lie on top of suggestions.
        for mark in sorted(cover.marks, key=lambda m: m.coding is not None):
            codings += mark.coding is not None
            share = _COVER[mark.coding is None] + (_CHOSEN if mark.id == chosen else 0)
            ground = ground.blend(self._parsed(mark.code), share)
        written = self._text if base.color is None else Color.from_rich_color(base.color)
        ground = _until_readable(ground, self._ground, written)
        style = base + Style(bgcolor=ground.rich_color)
        if codings:
            style += Style(underline=codings == 1, underline2=codings > 1)
        if cover.matched:
            style += Style(bold=True)
        if cover.cue:
            style += Style(bold=True, italic=True)
        if cover.selected or cover.cursor:
            style += Style(reverse=True)
        return style

    def _tints(self, marks: Sequence[Mark], chosen: str) -> tuple[tuple[str, bool, bool], ...]:
        return tuple((m.code, m.coding is not None, m.id == chosen) for m in marks)

    def _legible(self, code: str, share: float) -> Color:
        """Give a code's colour moved towards the text's by ``share``, and on until it can be read on the ground."""
        return _until_readable(self._parsed(code).blend(self._text, share), self._text, self._ground)

    def _parsed(self, code: str) -> Color:
        try:
            return Color.parse(self._colour(code) or _UNCOLOURED)
        except ColorParseError:
            return Color.parse(_UNCOLOURED)


def _until_readable(colour: Color, towards: Color, against: Color) -> Color:
    """Give a colour moved towards another only as far as the contrast with a third asks for."""
    for step in range(_STEPS):
        moved = colour.blend(towards, step / _STEPS) if step else colour
        if contrast(moved, against) >= _READABLE:
            return moved
    return towards


def contrast(one: Color, other: Color) -> float:
    """Give the contrast of two colours, from 1 to 21, as WCAG has it."""
    dark, pale = sorted((_luminance(one), _luminance(other)))
    return (pale + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (v / 12.92 if v <= _LINEAR else ((v + 0.055) / 1.055) ** 2.4 for v in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
