"""Queries put together part by part say what was meant, and can be asked."""

from __future__ import annotations

import pytest

from qualcode.domain.queries import AnyOf, Every, HasAttribute, HasCode, HasWords, Near, Without, parse_query
from qualcode.usecases.building_queries import (
    Attribute,
    Join,
    attribute_part,
    code_part,
    joined,
    joins_for,
    scope_of,
    within,
    words_part,
)


def test_parts() -> None:
    assert code_part("a/b") == "a/b"
    assert (
        parse_query(code_part("a/b", ["absent", "planned", "no status"])).query
        == parse_query("a/b[absent,planned]").query
    )
    assert parse_query(words_part('  lokal "plan"  ')).query == HasWords("lokal plan")
    for value in ("Gotlands län", "Västra Götaland (region)", "2024"):
        assert parse_query(attribute_part(Attribute("case", value))).query == HasAttribute("case", value)


def test_the_first_part_stands_alone() -> None:
    assert joins_for("", "a/b") == ()
    assert joined("", "a/b") == "a/b"


def test_a_part_joins_the_whole_of_what_was_asked() -> None:
    both = joined("a or b", "c", Join.AND)
    assert parse_query(both).query == Every((AnyOf((HasCode("a"), HasCode("b"))), HasCode("c")))
    without = joined("a or b", "c", Join.NOT)
    assert parse_query(without).query == Every((AnyOf((HasCode("a"), HasCode("b"))), Without(HasCode("c"))))
    assert parse_query(joined("a and b", "c", Join.OR)).query == AnyOf(
        (Every((HasCode("a"), HasCode("b"))), HasCode("c"))
    )


def test_near_is_offered_between_two_things_that_stand_somewhere() -> None:
    assert Join.NEAR in joins_for("a", '"b"')
    assert Join.NEAR not in joins_for("a and b", '"b"')
    assert Join.NEAR not in joins_for("a", "case=Gotland")
    assert isinstance(parse_query(joined("a", '"b"', Join.NEAR)).query, Near)


def test_where_it_must_hold_stays_when_parts_come() -> None:
    wide = within("a", "section")
    assert scope_of(wide) == "section"
    more = joined(wide, "b", Join.AND)
    assert (parse_query(more).scope, parse_query(more).query) == ("section", Every((HasCode("a"), HasCode("b"))))
    assert within(more, "paragraph") == "a and b"
    assert within(within(more, "case"), "sentence") == "a and b within sentence"
    assert scope_of("") == "paragraph"


@pytest.mark.parametrize("words", ['"frukost within document"', '"a" and "b within section"'])
def test_words_that_look_like_a_place_are_words(words: str) -> None:
    assert scope_of(within(words, "case")) == "case"
    assert parse_query(within(words, "case")).query == parse_query(words).query
