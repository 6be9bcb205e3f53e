from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from qualcode.engine.required import PieceFinder, required
from qualcode.language.tokens import words


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\bplan(?:en|er)?\b", [{"^plan"}]),
        (r"\b(?:få|ger)\b.{0,9}år", [{"år"}, {"^få$", "^ger$"}]),
        (r"\d+ kronor", [{"kronor"}, {r"\d"}]),
        (r"(?:a|plan)x*", []),
        (r"(?:plan){e<=1}", []),
        (r"\p{L}plan", []),
        (r"(?:plan)?(?!nej)(?<=ja)", []),
        (r"plan .{0,9}följs|saknas aldrig upp", [{"följs", "saknas"}, {"plan", "aldrig"}, {"plan", "upp"}]),
        (r"(plan)+(?>sak)", [{"plan"}, {"sak"}]),
        (r"(", []),
    ],
)
def test_what_an_expression_cannot_do_without(pattern: str, pieces: list[set[str]]) -> None:
    assert [set(found) for found in required(pattern)] == pieces


PATTERNS = [
    r"\bplan(?:en)?\b",
    r"\b(?:ske|is)\b\W*mål",
    r"s\w*k",
    r"\d[.,]\d",
    r"år\b.{0,5}\bsex",
    r"(?:över|inom)s",
    r"plan\b.{0,9}mål|is över|mår",
]


@given(st.sampled_from(PATTERNS), st.text("planeskimåöråvx 2.,-_'ſİıKÅ²\u0301é:", max_size=30))
def test_whatever_an_expression_matches_has_its_pieces(pattern: str, text: str) -> None:
    finder = PieceFinder()
    sets = required(pattern)
    for number, pieces in enumerate(sets):
        finder.add(pieces, 1 << number)
    met = 0
    for word in words(text):
        met |= finder.within(word)
    if regex.search(pattern, text, regex.IGNORECASE):
        assert met == (1 << len(sets)) - 1
