"""Which findings below their limit are still read: those that may go on about one that is suggested, or take it back."""

from __future__ import annotations

from qualcode.domain.coding import Status, Why
from qualcode.engine.follow_ups import Found, lasting


def found(number: int, code: int, score: float) -> Found:
    return Found(number, number, code, Status.PRESENT, score, Why(indicator="a#1"))


def test_a_weak_finding_stays_beside_a_strong_one_of_its_code() -> None:
    strong, before, after = found(10, 0, 0.9), found(7, 0, 0.1), found(13, 0, 0.1)
    assert lasting([before, strong, after], [0.5]) == [before, strong, after]


def test_a_weak_finding_goes_far_from_any_strong_one_or_beside_another_code() -> None:
    strong, far, other = found(10, 0, 0.9), found(30, 0, 0.1), found(10, 1, 0.1)
    assert lasting([strong, other, far], [0.5, 0.5]) == [strong]


def test_the_limit_is_that_of_the_code() -> None:
    one, two = found(1, 0, 0.4), found(1, 1, 0.4)
    assert lasting([one, two], [0.3, 0.5]) == [one]
