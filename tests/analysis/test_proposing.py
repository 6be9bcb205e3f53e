"""How passages add up to a status: every rule as cases, and the order of the text decides nothing."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.proposing import GIVES_WAY, Passage, propose
from qualcode.domain.coding import CODABLE, CellStatus, Status


def said(status: str, score: float = 1.0, *, corrects: bool = False) -> Passage:
    return Passage("p", "d1", "a/b", Status(status), score, corrects)


def proposed(*passages: Passage) -> str | None:
    found = propose(passages)
    return None if found is None else found.value


@pytest.mark.parametrize("status", CODABLE)
def test_one_passage_proposes_what_it_says(status: Status) -> None:
    assert propose([said(status)]) is CellStatus(status.value)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("present", "absent"), "mixed"),
        (("present", "absent", "planned"), "mixed"),
        (("present", "absent", "past", "possible"), "mixed"),
        (("present", "planned"), "present"),
        (("present", "past"), "present"),
        (("present", "possible"), "present"),
        (("planned", "past"), "planned"),
        (("planned", "absent"), "planned"),
        (("planned", "absent", "past"), "planned"),
        (("past", "absent"), "past"),
        (("past", "possible"), "past"),
        (("absent", "possible"), "absent"),
        (("planned", "possible"), "planned"),
        (("possible", "possible"), "possible"),
    ],
)
def test_what_beats_what_at_equal_scores_in_every_order(statuses: tuple[str, ...], expected: str) -> None:
    for order in permutations(statuses):
        assert proposed(*map(said, order)) == expected


def test_nothing_proposes_nothing() -> None:
    assert propose([]) is None


def test_what_asserts_nothing_of_its_case_is_not_heard() -> None:
    assert proposed(said("not-asserted")) is None
    assert proposed(said("not-asserted"), said("absent", 0.5)) == "absent"


def test_a_correction_silences_what_it_corrects() -> None:
    assert proposed(said("absent"), said("present", corrects=True)) == "present"


def test_a_correction_is_heard_however_low_it_scores() -> None:
    assert proposed(said("absent", 1.0), said("present", 0.5, corrects=True)) == "present"


def test_two_corrections_that_contradict_each_other_are_mixed() -> None:
    assert (
        proposed(said("present", corrects=True), said("absent", corrects=True), said("planned", corrects=False))
        == "mixed"
    )


def test_a_correction_that_asserts_nothing_corrects_nothing() -> None:
    assert proposed(said("not-asserted", corrects=True), said("past")) == "past"


def test_a_much_lower_score_gives_way() -> None:
    assert proposed(said("present", 0.95), said("absent", 0.6)) == "present"
    assert proposed(said("present", 0.6), said("absent", 0.95)) == "absent"


def test_a_little_lower_score_does_not() -> None:
    assert proposed(said("present", 0.95), said("absent", 0.8)) == "mixed"


def test_the_best_passage_of_a_status_speaks_for_it() -> None:
    assert proposed(said("present", 0.9), said("absent", 0.5), said("absent", 0.85)) == "mixed"


def test_possible_alone_at_the_top_stands_when_the_firm_ones_gave_way() -> None:
    assert proposed(said("possible", 0.9), said("present", 0.5)) == "possible"


@given(st.integers(20, 100))
def test_a_score_lower_by_the_whole_margin_gives_way_at_every_height(hundredths: int) -> None:
    # 0.7 - 0.5 and 0.9 - 0.7 are the same margin to a reader, though not to binary fractions.
    margin = round(GIVES_WAY * 100)
    assert proposed(said("present", hundredths / 100), said("absent", (hundredths - margin) / 100)) == "present"


@given(st.integers(20, 100))
def test_a_score_lower_by_less_than_the_margin_stays_at_every_height(hundredths: int) -> None:
    margin = round(GIVES_WAY * 100) - 1
    assert proposed(said("present", hundredths / 100), said("absent", (hundredths - margin) / 100)) == "mixed"


PASSAGES = st.lists(
    st.builds(said, st.sampled_from([s.value for s in Status]), st.sampled_from([0.5, 0.7, 0.71, 0.9, 1.0])),
    max_size=8,
)


@given(PASSAGES.flatmap(lambda ps: st.tuples(st.just(ps), st.permutations(ps))))
def test_the_order_of_the_text_decides_nothing(both: tuple[list[Passage], list[Passage]]) -> None:
    one, two = both
    assert propose(one) is propose(two)


@given(PASSAGES)
def test_saying_it_twice_changes_nothing(passages: list[Passage]) -> None:
    assert propose(passages + passages) is propose(passages)


@given(PASSAGES)
def test_a_proposal_is_mixed_or_something_that_was_said(passages: list[Passage]) -> None:
    found = propose(passages)
    heard = {p.status.value for p in passages if p.status is not Status.NOT_ASSERTED}
    if found is None:
        assert not heard
    elif found is CellStatus.MIXED:
        assert {"present", "absent"} <= heard
    else:
        assert found.value in heard
