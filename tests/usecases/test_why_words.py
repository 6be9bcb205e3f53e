"""A passage on one line, cut around the words that matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.usecases.why_words import LONGEST_PASSAGE, shortened

LONG = " ".join(f"ord{n}" for n in range(100))


def test_a_short_passage_is_whole_and_on_one_line() -> None:
    assert shortened("Två\nrader\t med  luft. ") == "Två rader med luft."


def test_a_long_passage_is_cut_around_the_words_between_words() -> None:
    at = LONG.index("ord50")
    told = shortened(LONG, [Span(at, at + 5)])
    assert len(told) <= LONGEST_PASSAGE
    assert (told[0], told[-1]) == ("…", "…")
    kept = told.strip("…").split()
    assert "ord50" in kept
    assert set(kept) <= set(LONG.split())
    assert len(told) > LONGEST_PASSAGE - 20


def test_ends_that_are_kept_are_not_marked() -> None:
    assert shortened(LONG, [Span(0, 4)]).startswith("ord0 ord1")
    assert shortened(LONG, [Span(len(LONG) - 5, len(LONG))]).endswith("ord98 ord99")


def test_words_far_apart_show_the_first() -> None:
    assert "ord3 " in shortened(LONG, [Span(LONG.index("ord3 "), LONG.index("ord3 ") + 4), Span(700, 705)][:1])
    assert "ord3 " in shortened(LONG, [Span(LONG.index("ord3 "), LONG.index("ord3 ") + 4), Span(500, 505)])


def test_only_the_passage_within_is_shown() -> None:
    assert shortened("Förut. Nu är det så. Sedan.", [Span(0, 5)], within=Span(7, 20)) == "Nu är det så."


@given(st.text(st.sampled_from("aåö \n…😀"), max_size=600), st.integers(0, 600), st.integers(0, 80))
def test_never_longer_never_more_than_a_line(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    told = shortened(text, [Span(start, min(len(text), start + size))])
    assert len(told) <= LONGEST_PASSAGE
    assert "\n" not in told
