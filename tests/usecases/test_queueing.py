"""The queue's orders, what counts as the same rule, and a passage among its lines."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.coding import Status, StoredSuggestion, Suggestion, Why
from qualcode.domain.spans import Span
from qualcode.usecases.queueing import sample_of, teaching_first


def stored(key: str, score: float, rule: str = "a") -> StoredSuggestion:
    return StoredSuggestion(key, "d1", Suggestion(rule, Span(0, 1), Status.PRESENT, score, Why(f"{rule}#1")))


def order(found: list[StoredSuggestion], decided: Counter[tuple[str, ...]] | None = None) -> list[str]:
    return [s.id for s in teaching_first(found, decided or Counter())]


def test_the_unsure_come_before_the_sure() -> None:
    assert order([stored("sure", 0.97, "a"), stored("unsure", 0.5, "b"), stored("low", 0.2, "c")]) == [
        "unsure",
        "low",
        "sure",
    ]


def test_every_rule_is_seen_before_one_is_asked_of_again() -> None:
    found = [stored("a1", 0.5), stored("a2", 0.5), stored("a3", 0.5), stored("b1", 0.8, "b")]
    assert order(found) == ["a1", "b1", "a2", "a3"]


def test_rules_that_much_was_decided_of_come_late() -> None:
    found = [stored("a1", 0.5), stored("b1", 0.9, "b")]
    assert order(found, Counter({("a", "a#1", "present", "plain"): 9})) == ["b1", "a1"]


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abc")), max_size=40))
def test_nothing_is_lost_or_doubled_and_the_order_is_the_same_again(told: list[tuple[float, str]]) -> None:
    found = [stored(str(n), score, rule) for n, (score, rule) in enumerate(told)]
    first = order(found)
    assert sorted(first) == sorted(s.id for s in found)
    assert order(found) == first


def test_a_sample_is_of_the_whole() -> None:
    found = [stored(str(n), 0.5) for n in range(100)]
    assert [s.id for s in sample_of(found, 5)] == ["0", "20", "40", "60", "80"]
    assert sample_of(found[:3], 5) == tuple(found[:3])
