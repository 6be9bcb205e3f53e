"""Declared counts: whom they count, of how many, on which judgements they rest, and how they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.counting import CountParentError, CountUnitError, count_all
from qualcode.domain.codebook import Bound, CountRule
from qualcode.domain.table import Count
from qualcode.language.quantifiers import number_words, share_words

if TYPE_CHECKING:
    from tests.analysis.conftest import Workshop


def rule(key: str, expression: str = "plans/county", **more: Any) -> CountRule:
    return CountRule(key, {"sv": f"Räkning {key}", "en": f"Count {key}"}, expression, **more)


def counted(shop: Workshop, *rules: CountRule, language: str = "en", **more: Any) -> dict[str, Count]:
    return {c.id: c for c in count_all(shop.material(counts=rules, language=language, **more))}


@pytest.fixture
def four(shop: Workshop) -> Workshop:
    """Four cases: A has a plan with a budget, B a plan, C had a plan, D is silent and read."""
    a, b, c, d = (shop.document(case, people=n) for case, n in (("A", 5), ("B", 9), ("C", 3), ("D", 7)))
    shop.says(a, "plans/county")
    shop.says(a, "plans/budget")
    shop.says(b, "plans/county")
    shop.says(c, "plans/county", "past")
    shop.says(c, "plans/budget")
    shop.read |= {a, b, c, d}
    return shop


def test_a_count_of_cases(four: Workshop) -> None:
    found = counted(four, rule("x"))["x"]
    assert (found.count, found.denominator) == (2, 4)
    assert (found.cases, found.rest) == (("A", "B"), ("C", "D"))
    assert found.sentence == "Count x: 2 of 4 cases (about half)."


def test_statuses_of_the_rule_and_of_one_code(four: Workshop) -> None:
    found = counted(
        four,
        rule("was", statuses=("past", "present")),
        rule("then", "plans/county[past]"),
        rule("both", "plans/county[past] and plans/budget"),
        rule("neither", "not plans/county and not plans/budget"),
        rule("silent", "plans/county[not-mentioned]"),
    )
    assert {k: c.cases for k, c in found.items()} == {
        "was": ("A", "B", "C"),
        "then": ("C",),
        "both": ("C",),
        "neither": ("D",),
        "silent": ("D",),
    }


def test_a_count_within_a_count_has_the_parents_cases_as_denominator(four: Workshop) -> None:
    found = counted(four, rule("inner", "plans/budget", parent="outer"), rule("outer"))
    assert (found["inner"].count, found["inner"].denominator) == (1, 2)
    assert (found["inner"].cases, found["inner"].rest) == (("A",), ("B",))
    assert found["inner"].sentence == "Count inner: 1 of the 2 cases (about half)."
    assert list(found) == ["inner", "outer"]


def test_three_levels(four: Workshop) -> None:
    found = counted(
        four,
        rule("all", "plans/county[present,past] or plans/county[not-mentioned]"),
        rule("some", "plans/county[present,past]", parent="all"),
        rule("few", "plans/budget", parent="some"),
    )
    assert [(c.count, c.denominator) for c in found.values()] == [(4, 4), (3, 4), (2, 3)]


@pytest.mark.parametrize(
    "rules",
    [
        (rule("a", parent="a"),),
        (rule("a", parent="b"), rule("b", parent="a")),
        (rule("a", parent="b"), rule("b", parent="c"), rule("c", parent="a")),
        (rule("a", parent="gone"),),
    ],
)
def test_a_closed_or_broken_chain_of_parents_is_refused(four: Workshop, rules: tuple[CountRule, ...]) -> None:
    with pytest.raises(CountParentError) as caught:
        counted(four, *rules)
    assert caught.value.fields["parent"] in {r.parent for r in rules}
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("inner", "outer"), [("case", "document"), ("document", "case"), ("participant", "case"), ("case", "participant")]
)
def test_a_parent_that_counts_something_else_is_refused(four: Workshop, inner: str, outer: str) -> None:
    with pytest.raises(CountUnitError, match="same unit"):
        counted(four, rule("in", unit=inner, parent="out"), rule("out", unit=outer))


def test_a_count_of_documents_tells_the_documents_of_a_case_apart(shop: Workshop) -> None:
    one, two, three = shop.document("A"), shop.document("A"), shop.document("B")
    shop.says(one, "plans/county")
    shop.says(three, "plans/county", "absent")
    shop.read |= {one, two, three}
    found = counted(shop, rule("docs", unit="document"), rule("cases"))
    assert (found["docs"].count, found["docs"].denominator, found["docs"].cases) == (1, 3, (one,))
    assert (found["cases"].count, found["cases"].denominator) == (1, 2)
    assert found["docs"].sentence == "Count docs: 1 of 3 documents (about a third)."


@pytest.mark.parametrize(("measure", "expected"), [("sum", 24), ("min", 3), ("max", 9), ("", 24)])
def test_participants(four: Workshop, measure: str, expected: int) -> None:
    found = counted(four, rule("p", "", unit="participant", measure=measure))["p"]
    assert (found.count, found.denominator, found.cases, found.unjudged) == (expected, 4, (), 0)
    assert str(expected) in found.sentence


def test_participants_of_the_dialogues_that_the_expression_holds_for(four: Workshop) -> None:
    found = counted(four, rule("p", "plans/county", unit="participant", measure="sum"))["p"]
    assert (found.count, found.denominator, found.unjudged) == (14, 4, 3)


def test_participants_within_a_count_of_documents(four: Workshop) -> None:
    found = counted(
        four, rule("docs", unit="document"), rule("p", "plans/budget", unit="participant", measure="max", parent="docs")
    )["p"]
    assert (found.count, found.denominator) == (5, 2)


def test_participants_of_nobody(shop: Workshop) -> None:
    found = counted(shop, rule("p", "", unit="participant", measure="min"))["p"]
    assert (found.count, found.denominator) == (0, 0)
    assert found.bound == "unknown"


@pytest.mark.parametrize("measure", ["sum", "min", "max"])
def test_participants_that_no_minutes_list_are_unknown(shop: Workshop, measure: str) -> None:
    shop.document("A")
    found = counted(shop, rule("p", "", unit="participant", measure=measure), language="sv")["p"]
    assert found.sentence == "Räkning p: okänt antal; inga anteckningar anger vilka som deltog."
    assert found.bound == "unknown"


@pytest.mark.parametrize(
    ("measure", "said", "bound"),
    [
        ("sum", "at least 14 participants in all", "at-least"),
        ("min", "at most 5 participants in the smallest dialogue", "at-most"),
        ("max", "at least 9 participants in the largest dialogue", "at-least"),
    ],
)
def test_participants_that_some_minutes_do_not_list_bound_the_rest(
    shop: Workshop, measure: str, said: str, bound: str
) -> None:
    for case, people in (("A", 5), ("B", 0), ("C", 9)):
        shop.document(case, people=people)
    found = counted(shop, rule("p", "", unit="participant", measure=measure))["p"]
    assert found.sentence == f"Count p: {said}. 1 of 3 dialogues has no list of participants."
    assert found.bound == bound


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2, 3, "2 av 4 fall (omkring hälften), 2–3 beroende på hur svaren läses."),
        (1, 2, "2 av 4 fall (omkring hälften), 1–2 beroende på hur svaren läses."),
        (3, 4, "2 av 4 fall (omkring hälften)."),
        (0, 1, "2 av 4 fall (omkring hälften)."),
        (2, 5, "2 av 4 fall (omkring hälften)."),
    ],
)
def test_a_range_is_said_only_when_the_count_lies_in_it(four: Workshop, low: int, high: int, said: str) -> None:
    ranged = rule("x", bound=Bound.RANGE, low=low, high=high)
    assert counted(four, ranged, language="sv")["x"].sentence == f"Räkning x: {said}"


def test_none_of_several_has_no_share(four: Workshop) -> None:
    assert (
        counted(four, rule("x", "plans/county[mixed]", unit="document"))["x"].sentence == "Count x: 0 of 4 documents."
    )


def test_participants_are_said_with_their_bound(four: Workshop) -> None:
    rules = (rule("p", "", unit="participant", measure="sum", bound=Bound.AT_LEAST),)
    assert counted(four, *rules)["p"].sentence == "Count p: at least 24 participants in all."
    assert counted(four, *rules, language="sv")["p"].sentence == "Räkning p: minst 24 deltagare totalt."


@pytest.mark.parametrize(
    ("more", "english", "swedish"),
    [
        ({}, "2 of 4", "2 av 4"),
        ({"bound": Bound.AT_LEAST}, "at least 2 of 4", "minst 2 av 4"),
        ({"bound": Bound.AT_MOST}, "at most 2 of 4", "högst 2 av 4"),
        ({"bound": Bound.ESTIMATE}, "an estimated 2 of 4", "uppskattningsvis 2 av 4"),
    ],
)
def test_a_bound_is_said_and_carried(four: Workshop, more: dict[str, Any], english: str, swedish: str) -> None:
    told = counted(four, rule("x", **more))["x"]
    assert told.sentence == f"Count x: {english} cases (about half)."
    assert told.bound == more.get("bound", Bound.EXACT).value
    assert (told.low, told.high) == (more.get("low", 0), more.get("high", 0))
    assert (
        counted(four, rule("x", **more), language="sv")["x"].sentence == f"Räkning x: {swedish} fall (omkring hälften)."
    )


def test_counties_are_called_counties(shop: Workshop) -> None:
    shop.read.add(shop.document("Gotlands län"))
    cases = ("Gotlands län", "Dalarnas län")
    found = counted(shop, rule("x"), language="sv", cases=cases)["x"]
    assert found.sentence == "Räkning x: 0 av 1 län."
    documents = counted(shop, rule("x", unit="document"), language="en", cases=cases)["x"]
    assert documents.sentence == "Count x: 0 of 1 dialogue."


def test_the_rest_is_said_in_the_rules_own_words(four: Workshop) -> None:
    words = {"sv": "ingen plan i kraft", "en": "no plan in force"}
    english = counted(four, rule("x", remainder=words))["x"]
    assert english.sentence == "Count x: 2 of 4 cases (about half). The other two: no plan in force."
    assert english.remainder == "no plan in force"
    swedish = counted(four, rule("x", remainder=words), language="sv")["x"].sentence
    assert swedish == "Räkning x: 2 av 4 fall (omkring hälften). Övriga två: ingen plan i kraft."


def test_no_rest_is_said_when_there_is_none(four: Workshop) -> None:
    everyone = rule("x", "plans/county[present,past,not-mentioned]", remainder={"sv": "resten"})
    assert counted(four, everyone)["x"].sentence == "Count x: 4 of 4 cases (all)."


def test_of_nothing_no_share_is_said(four: Workshop) -> None:
    found = counted(four, rule("none", "plans/county[mixed]"), rule("x", parent="none"))["x"]
    assert (found.count, found.denominator) == (0, 0)
    assert found.sentence == "Count x: 0, since there is no case to count it of."


def test_words_in_another_language_stand_in_for_missing_ones(four: Workshop) -> None:
    assert counted(four, CountRule("x", {"sv": "Bara svenska"}, "plans/county"))["x"].label == "Bara svenska"
    assert counted(four, CountRule("x", {}, "plans/county"))["x"].label == "x"


def test_unjudged_cells_are_counted_until_they_are_judged(four: Workshop) -> None:
    # A, B and C rest on passages; D was read and says nothing, which is settled.
    assert counted(four, rule("x"))["x"].unjudged == 3
    for case, status in (("A", "present"), ("B", "present")):
        four.judged(case, "plans/county", status)
    assert counted(four, rule("x"))["x"].unjudged == 1
    four.judged("C", "plans/county", "past")
    assert counted(four, rule("x"))["x"].unjudged == 0


def test_what_nobody_has_read_is_unjudged(shop: Workshop) -> None:
    shop.document("A")
    assert counted(shop, rule("x"))["x"].unjudged == 1


def test_every_code_of_the_expression_must_be_judged(four: Workshop) -> None:
    # plans/county in A, B, C; plans/budget in A and C.
    assert counted(four, rule("x", "plans/county or plans/budget"))["x"].unjudged == 5


def test_only_cells_of_the_parents_cases_matter(four: Workshop) -> None:
    found = counted(four, rule("out"), rule("in", "plans/budget", parent="out"))["in"]
    assert found.unjudged == 1


def test_a_judgement_of_a_case_does_not_settle_its_single_documents(shop: Workshop) -> None:
    for _ in range(2):
        shop.says(shop.document("A"), "plans/county")
    shop.judged("A", "plans/county", "present")
    found = counted(shop, rule("docs", unit="document"), rule("cases"))
    assert found["cases"].unjudged == 0
    assert found["docs"].unjudged == 2


def test_drafts_are_not_counted(four: Workshop) -> None:
    four.says(four.document("E", status="draft"), "plans/county")
    assert (counted(four, rule("x"))["x"].count, counted(four, rule("x"))["x"].denominator) == (2, 4)


@pytest.mark.parametrize(
    ("count", "of", "swedish", "english"),
    [
        (0, 21, "inget", "none"),
        (21, 21, "alla", "all"),
        (1, 21, "enstaka", "a few"),
        (2, 21, "enstaka", "a few"),
        (3, 21, "omkring en sjättedel", "about one sixth"),
        (5, 21, "omkring en fjärdedel", "about a quarter"),
        (7, 21, "omkring en tredjedel", "about a third"),
        (9, 21, "knappt hälften", "just under half"),
        (10, 21, "omkring hälften", "about half"),
        (12, 21, "drygt hälften", "just over half"),
        (14, 21, "två tredjedelar", "two thirds"),
        (16, 21, "drygt två tredjedelar", "more than two thirds"),
        (18, 21, "de flesta", "most"),
        (20, 21, "nästan alla", "nearly all"),
    ],
)
def test_shares_in_words(count: int, of: int, swedish: str, english: str) -> None:
    assert share_words(count, of, "sv") == swedish
    assert share_words(count, of, "en") == english


@pytest.mark.parametrize(
    ("last", "first"),
    [(10, 11), (22, 23), (29, 30), (36, 37), (46, 47), (53, 54), (63, 64), (69, 70), (79, 80), (89, 90)],
)
def test_a_row_of_the_table_ends_where_the_next_begins(last: int, first: int) -> None:
    for language in ("sv", "en"):
        assert share_words(last, 100, language) != share_words(first, 100, language)
        assert share_words(last, 100, language) == share_words(last - 1, 100, language)


@given(st.integers(1, 5000), st.integers(0, 5000), st.sampled_from(["sv", "en"]))
def test_every_share_has_words_and_only_all_is_called_all(of: int, count: int, language: str) -> None:
    words = share_words(count, of, language)
    assert words
    assert (words in {"alla", "all"}) == (count >= of)
    assert (words in {"inget", "none"}) == (count == 0)


def test_a_share_of_nothing_has_no_words() -> None:
    assert share_words(0, 0, "sv") == ""


def test_small_numbers_in_words_and_large_ones_in_digits() -> None:
    assert [number_words(n, "sv") for n in (0, 1, 12, 13)] == ["noll", "ett", "tolv", "13"]
    assert [number_words(n, "en") for n in (2, 12, 21)] == ["two", "twelve", "21"]
