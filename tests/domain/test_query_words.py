"""Queries and counts speak Swedish as well as English, and are shown in either."""

from __future__ import annotations

import pytest

from qualcode.domain.boolean_words import BadExpressionError
from qualcode.domain.expressions import parse
from qualcode.domain.queries import parse_query
from qualcode.domain.query_words import in_english, in_language

PAIRS = [
    ("planer[saknas] och inte behov inom avsnitt", "planer[absent] and not behov within section"),
    ("(a/b eller c) och fall=Gotland", "(a/b or c) and case=Gotland"),
    ('"samverk*" nära[10] planer[finns, har funnits]', '"samverk*" near[10] planer[present, past]'),
    ("a nära b inom mening", "a near b within sentence"),
    ("status=godkänd och omgång=2024 och kodare=Åsa", "status=approved and wave=2024 and coder=Åsa"),
    ('"och eller inte" och fokus=planer', '"och eller inte" and focus=planer'),
    ("plan[finns inte] inom fall", "plan[absent] within case"),
    ("behov[planeras, möjligen] inom dokument", "behov[planned, possible] within document"),
    ("och-planen/inte och a", "och-planen/inte and a"),
]


@pytest.mark.parametrize(("swedish", "english"), PAIRS)
def test_both_mean_the_same(swedish: str, english: str) -> None:
    assert parse_query(swedish) == parse_query(english)


@pytest.mark.parametrize(("swedish", "english"), PAIRS)
def test_each_is_shown_in_the_words_of_the_other(swedish: str, english: str) -> None:
    assert in_english(swedish) == english
    assert in_language(english, "en") == english
    assert parse_query(in_language(english, "sv")) == parse_query(english)
    if "[finns inte]" in swedish:
        assert in_language(english, "sv") == swedish


def test_declared_counts_speak_swedish() -> None:
    assert parse("a/b och inte (c[saknas] eller d)") == parse("a/b and not (c[absent] or d)")


@pytest.mark.parametrize("half", ["planer och", "(a eller", "a inom", "[", '"öppet', "a[finns", ""])
def test_what_is_half_written_is_put_in_other_words_all_the_same(half: str) -> None:
    with pytest.raises(BadExpressionError):
        parse_query(half)
    assert isinstance(in_language(half, "sv"), str)
    assert in_english(in_language(half, "sv")) == in_english(half)


def test_the_place_of_a_fault_is_that_of_what_was_written() -> None:
    with pytest.raises(BadExpressionError) as told:
        parse_query("planer och inte")
    assert told.value.fields["at"] == len("planer och inte") + 1
