from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from qualcode.engine.lexicon import pieces_of_alike
from qualcode.engine.term_patterns import AtomKind, parse


@pytest.mark.parametrize(
    ("term", "kinds"),
    [
        ("plan", [AtomKind.WORD]),
        ("suicid*", [AtomKind.PREFIX]),
        ("*plan", [AtomKind.SUFFIX]),
        ("*suicid*", [AtomKind.INFIX]),
        ("=BUP", [AtomKind.EXACT]),
        ("~efterlevandestöd", [AtomKind.FUZZY]),
    ],
)
def test_marks_tell_how_a_word_is_met(term: str, kinds: list[AtomKind]) -> None:
    assert [atom.kind for slot in parse(term) for atom in slot.atoms] == kinds


def test_a_sequence_has_alternatives_any_words_and_gaps() -> None:
    slots = parse("ta|tog … fram _ plan")
    assert [len(slot.atoms) for slot in slots] == [2, 0, 1, 0, 1]
    assert [slot.gap for slot in slots] == [False, True, False, False, False]


def test_a_case_sensitive_form_keeps_its_case() -> None:
    assert parse("=BUP")[0].atoms[0].text == "BUP"
    assert parse("Plan")[0].atoms[0].text == "plan"


@pytest.mark.parametrize(
    "term",
    ["", "  ", "…", "_", "… plan", "plan …", "a|b c|$grupp", "$grupp", "=", "~", "*", "|", "pl*an", "två ord|ett … "],
)
def test_what_cannot_be_read_says_why(term: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse(term)


@settings(deadline=None)
@given(
    st.text("abcdå", min_size=4, max_size=18),
    st.lists(st.tuples(st.integers(0, 18), st.sampled_from(["", "a", "å", "x"]))),
    st.sampled_from([60, 80, 88, 90, 95]),
)
def test_a_word_that_is_alike_enough_holds_a_piece(text: str, changes: list[tuple[int, str]], threshold: int) -> None:
    word = text
    for place, letter in changes:
        word = word[:place] + letter + word[place + (not letter) :]
    longest = (200 - threshold) * len(text) / threshold
    if len(word) <= longest and ratio(word, text) >= threshold:
        assert any(piece in word for piece in pieces_of_alike(text, threshold, longest))
