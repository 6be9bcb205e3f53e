"""Expressions over codes: precedence, statuses, and what is refused where."""

from __future__ import annotations

import pytest

from qualcode.domain.boolean_words import BadExpressionError
from qualcode.domain.coding import CellStatus
from qualcode.domain.expressions import Holds, holds, leaves, parse


def true_of(expression: str, *present: str) -> bool:
    return holds(parse(expression), lambda leaf: leaf.code in present)


@pytest.mark.parametrize(
    ("expression", "present", "expected"),
    [
        ("a/b", ("a/b",), True),
        ("a/b and c/d", ("a/b",), False),
        ("a/b or c/d and e/f", ("a/b",), True),
        ("(a/b or c/d) and e/f", ("a/b",), False),
        ("not a/b", (), True),
        ("not not a/b", ("a/b",), True),
        ("not (a/b or c/d)", ("c/d",), False),
        ("and-more/or-less and not not-this/x", ("and-more/or-less",), True),
    ],
)
def test_precedence(expression: str, present: tuple[str, ...], expected: bool) -> None:
    assert true_of(expression, *present) is expected


def test_a_code_may_carry_its_statuses() -> None:
    assert parse("åtgärder/medel[planned, present]") == Holds(
        "åtgärder/medel",
        frozenset({CellStatus.PLANNED, CellStatus.PRESENT}),
    )


def test_leaves_come_in_the_order_of_the_expression() -> None:
    assert [leaf.code for leaf in leaves(parse("b/b and not (a/a or c/c)"))] == ["b/b", "a/a", "c/c"]


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("", 1),
        ("a/b and", 8),
        ("a/b c/d", 5),
        ("(a/b", 5),
        ("a/b[perhaps]", 5),
        ("and", 1),
        ("a/b & c/d", 5),
        ("(" * 99 + "a" + ")" * 99, 51),
    ],
)
def test_what_is_wrong_is_told_with_its_place(expression: str, at: int) -> None:
    with pytest.raises(BadExpressionError) as caught:
        parse(expression)
    assert caught.value.fields["at"] == at
