import pytest

from qualcode.domain.boolean_words import BadExpressionError
from qualcode.domain.coding import Status
from qualcode.domain.queries import (
    AnyOf,
    Every,
    HasAttribute,
    HasCode,
    HasWords,
    Near,
    Scoped,
    Without,
    atoms,
    parse_query,
)


def test_and_binds_tighter_than_or_and_not_tightest() -> None:
    told = parse_query("a/b or not c and d")
    assert told == Scoped(AnyOf((HasCode("a/b"), Every((Without(HasCode("c")), HasCode("d"))))))


def test_statuses_words_attributes_nearness_and_scope() -> None:
    told = parse_query(
        '(å/ä[absent, planned] near[7] "samverk*") and case="Västra Götaland" and focus=plans within section'
    )
    first = HasCode("å/ä", frozenset({Status.ABSENT, Status.PLANNED}))
    assert told.scope == "section"
    assert told.query == Every(
        (Near(first, HasWords("samverk*"), 7), HasAttribute("case", "Västra Götaland"), HasAttribute("focus", "plans"))
    )
    assert [type(a).__name__ for a in atoms(told.query)] == ["HasCode", "HasWords", "HasAttribute", "HasAttribute"]
    assert parse_query("a near b").query == Near(HasCode("a"), HasCode("b"), 20)


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("", 1),
        ("a and", 6),
        ("a b", 3),
        ("(a", 3),
        ("a[nej]", 3),
        ("a within chapter", 10),
        ('""', 1),
        ("a near not b", 13),
        ("case=Gotland near a", 20),
        ("a & b", 3),
        ("(" * 60 + "a", 51),
        ('"oavslutad', 1),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(expression: str, at: int) -> None:
    with pytest.raises(BadExpressionError) as told:
        parse_query(expression)
    assert told.value.fields["at"] == at
