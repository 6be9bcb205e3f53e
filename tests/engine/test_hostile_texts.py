"""Texts and codebooks that nobody means well with: a normal result or a clear message, in bounded time and memory."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook, Indicator
from qualcode.domain.spans import Span
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest

RULES = (
    Indicator(id="a#1", slots=(("plan", "*a*", "e … e"),)),
    Indicator(id="a#2", regex=r"\w+"),
    Indicator(id="a#3", slots=(("inte",), ("plan",))),
)
EVERYTHING = compile_codebook(Codebook("x", "1", {}, (Code("a", "a", {}, indicators=RULES, threshold=0.0),)))
PIECES = st.sampled_from(
    [
        "plan",
        "inte",
        "en",
        "a",
        " ",
        ". ",
        "\n",
        "\n\n",
        "- ",
        "? ",
        "\u0301",
        "å",
        "e\u0302\u0323",
        "👩‍👩‍👧",
        "🇸🇪",
        "👍🏽",
        "한",
        "นี้",
        "_",
        "*",
        "x-",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_lie_inside_the_text_and_split_no_character(text: str) -> None:
    borders = {0, len(text), *(met.end() for met in regex.finditer(r"\X", text))}
    for found in suggest(text, segment(text), EVERYTHING):
        assert found.span
        for span in (found.span, *found.why.matched, *found.why.cues):
            assert 0 <= span.start < span.end <= len(text)
            assert {span.start, span.end} <= borders


def test_an_indicator_that_meets_every_word_gives_one_suggestion_a_few_sentences() -> None:
    text = "Allt kan vara en plan här. " * 400
    found = suggest(text, segment(text), EVERYTHING)
    assert 0 < len(found) <= 400
    assert all(len(one.why.matched) <= 60 for one in found)


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a-" * 100_000, "a " * 100_000, "a." * 100_000, "- a\n" * 20_000, "'" * 300_000]
)
def test_a_text_of_one_thing_over_and_over(text: str) -> None:
    plain = compile_codebook(
        Codebook("x", "1", {}, (Code("a", "a", {}, indicators=(Indicator(id="a#1", slots=(("plan",),)),)),))
    )
    assert suggest(text, segment(text), plain) == ()


def test_a_document_in_finnish_is_read_like_any_other(make: Any) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["suunnitelma"]))))
    text = "Maakunnassa on yhteinen suunnitelma. Verkostoa ei ole, ja koulut puuttuvat kokonaan.\n\nKiitos!"
    [found] = suggest(text, segment(text), compiled)
    assert found.why.matched == (Span(24, 35),)


@pytest.mark.endurance
def test_twenty_thousand_indicators() -> None:
    rules = tuple(Indicator(id=f"a#{n}", slots=((f"ord{n}", f"gemensam sak{n}"), ("finns",))) for n in range(20_000))
    compiled = compile_codebook(Codebook("x", "1", {}, (Code("a", "a", {}, indicators=rules),)))
    text = "Här finns ord17 och en gemensam sak19999. Bussen gick.\n\n" * 200
    found = suggest(text, segment(text), compiled)
    assert {one.why.indicator for one in found} <= {"a#17", "a#19999"}
    assert len(found) == 200


@pytest.mark.endurance
def test_fifty_megabytes_without_a_line_break() -> None:
    rules = (Indicator(id="a#1", slots=(("plan",),)),)
    compiled = compile_codebook(Codebook("x", "1", {}, (Code("a", "a", {}, indicators=rules),)))
    text = "Bussen gick sent över torget. " * 1_660_000 + "Vi har en plan."
    [found] = suggest(text, segment(text), compiled)
    assert found.span.of(text) == "Vi har en plan."
