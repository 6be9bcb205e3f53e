"""Slips add up to the tables of the evaluation, and a bad indicator is seen at once."""

from __future__ import annotations

from collections import Counter

from qualcode.engine.evaluating import GoldLine, evaluate
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.reviewing import Review, SlipKind

GOLD = [
    GoldLine("1", "Vi har en handlingsplan.", ("plan",), codes={"plan": "present"}),
    GoldLine("2", "Något nätverk finns inte, men kurser ges.", ("network",), ("training",), codes={"network": "past"}),
    GoldLine("3", "Allt är lugnt.", ("analysis",), codes={"analysis": "present"}),
    GoldLine("4", "Vi har oro för vädret. Oron är stor, och kurs finns.", (), codes={}),
    GoldLine("5", "Finns det en handlingsplan?", ("plan", "analysis")),
    GoldLine("6", "Kursen om oro.", ("training",), ("worry",)),
    GoldLine("7", "En kurs.", ()),
]


def reviewed(compiled: CompiledCodebook) -> Review:
    review = Review(compiled)
    evaluate(compiled, GOLD, review.take)
    return review


def test_slips_are_told_by_code_the_worst_first(compiled: CompiledCodebook) -> None:
    told = [(s.name, s.kind, s.id) for s in reviewed(compiled).slips()]
    assert told == [
        ("training", SlipKind.FALSE, "2"),
        ("training", SlipKind.FALSE, "4"),
        ("training", SlipKind.FALSE, "7"),
        ("analysis", SlipKind.MISSED, "3"),
        ("analysis", SlipKind.MISSED, "5"),
        ("network", SlipKind.STATUS, "2"),
        ("worry", SlipKind.FALSE, "4"),
    ]


def test_slips_add_up_to_the_scores_of_the_codes(compiled: CompiledCodebook) -> None:
    review = Review(compiled)
    coded = [line for line in GOLD if line.codes is not None]
    found = evaluate(compiled, coded, review.take)
    kinds = Counter(s.kind for s in review.slips())
    assert kinds[SlipKind.MISSED] == found.micro_codes.missed == 1
    assert kinds[SlipKind.FALSE] == found.micro_codes.false == 3
    assert kinds[SlipKind.STATUS] == sum(n for (gold, told), n in found.confusion.items() if gold != told) == 1


def test_a_wrong_status_comes_with_the_suggestion_that_decided(compiled: CompiledCodebook) -> None:
    [slip] = [s for s in reviewed(compiled).slips() if s.kind is SlipKind.STATUS]
    assert slip.suggestion is not None
    assert (slip.status, slip.suggestion.status, slip.suggestion.why.rule) == ("past", "absent", "negation")


def test_indicators_with_false_finds_come_first_and_what_may_be_found_counts_neither_way(
    compiled: CompiledCodebook,
) -> None:
    told = {s.indicator: (s.hits, s.false, s.wrong_status) for s in reviewed(compiled).indicators()}
    # Two sentences of one passage count once; "worry" of line 6 may be found, and is no hit and no false find.
    assert told == {"training#1": (1, 3, 0), "worry#1": (0, 1, 0), "network#1": (1, 0, 1), "plan#1": (2, 0, 0)}
    assert list(told) == ["training#1", "worry#1", "network#1", "plan#1"]


def test_the_witness_changes_no_figure(compiled: CompiledCodebook) -> None:
    assert evaluate(compiled, GOLD, Review(compiled).take) == evaluate(compiled, GOLD)
