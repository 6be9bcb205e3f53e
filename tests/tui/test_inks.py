"""Codes of any colour are told in the margin and leave the text readable, in every theme."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from qualcode.domain.coding import Coding, Status
from qualcode.domain.spans import Span
from qualcode.tui.inks import Cover, Inks, contrast
from qualcode.tui.shades import OWN, THEMES
from qualcode.usecases.viewing import Mark

COLOURS = ("#000000", "#ffffff", "#ffff00", "#0000ff", "#ff0000", "#00ff00", "#808080", "#0072B2", "#7E8F1E")
READABLE = 4.4
"""The least contrast that WCAG asks for is 4.5; colours are rounded to whole steps."""


def mark(colour: str, key: str) -> Mark:
    return Mark(Coding(key, "d1", colour, Span(0, 4), Status.PRESENT, "kodare-1"))


def of(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.fixture(params=THEMES.values())
def shades(request: pytest.FixtureRequest) -> dict[str, str]:
    theme = {t.name: t for t in OWN}.get(request.param) or BUILTIN_THEMES[request.param]
    return {**theme.to_color_system().generate(), **theme.variables}


@pytest.fixture
def inks(shades: Any) -> Inks:
    return Inks(Color.parse(shades["background"]), Color.parse(shades["foreground"]), lambda code: code)


@pytest.mark.parametrize("colour", COLOURS)
def test_signs_and_names_can_be_read(inks: Inks, colour: str) -> None:
    for first in (True, False):
        assert of(inks.sign(mark(colour, "k1"), first=first, chosen=False)[1]) >= READABLE
    assert of(inks.name(mark(colour, "k1"), chosen=True)) >= READABLE


@pytest.mark.parametrize("pair", combinations_with_replacement(COLOURS, 2))
def test_text_under_two_codings_can_be_read(inks: Inks, shades: Any, pair: tuple[str, str]) -> None:
    base = Style(color=Color.parse(shades["foreground"]).rich_color)
    marks = tuple(mark(colour, f"k{n}") for n, colour in enumerate(pair))
    for chosen in ("", "k0"):
        assert of(inks.text(base, Cover(marks), chosen)) >= READABLE
        assert of(inks.text(base, Cover(marks, selected=True), chosen)) >= READABLE
