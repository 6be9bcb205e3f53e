"""Spans: half-open, in code points, never backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 2), (-2, -1)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_offsets_are_code_points() -> None:
    assert Span(2, 4).of("å😀ön") == "ön"


def test_neighbours_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(SPANS, SPANS)
def test_overlapping_is_sharing_a_code_point(one: Span, two: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(two.start, two.end))
    assert (one.overlaps(two) and len(one) > 0 < len(two)) == bool(shared)
    assert one.overlaps(two) == two.overlaps(one)


@given(SPANS, SPANS)
def test_the_joined_span_contains_both_and_no_smaller_one_does(one: Span, two: Span) -> None:
    joined = one.joined(two)
    assert joined.contains(one)
    assert joined.contains(two)
    assert {joined.start, joined.end} <= {one.start, one.end, two.start, two.end}


@given(SPANS, st.integers(0, 30))
def test_a_shifted_span_covers_the_same_words_further_on(span: Span, by: int) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 40)))
    assert span.shifted(by).of("x" * by + text) == span.of(text)
