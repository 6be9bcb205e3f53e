"""Which findings below their limit are still read: those that may go on about one that is suggested, or take it back."""

from __future__ import annotations

from qualcode.domain.coding import Status, Why
from qualcode.engine.follow_ups import Found, lasting


def found(number: int, code: int, score: float) -> Found:
    return Found(number, number, code, Status.PRESENT, score, Why(indicator="a#1"))


def test_what_may_take_a_finding_back_stays() -> None:
    claim, correction, far = found(10, 0, 0.9), found(13, 0, 0.1), found(14, 0, 0.1)
    assert lasting([claim, correction, far], [0.5]) == [claim, correction]


def test_what_a_finding_may_go_on_about_stays_and_what_stands_beside_it_goes() -> None:
    far, before, claim, beside = found(8, 0, 0.1), found(9, 0, 0.1), found(10, 0, 0.9), found(10, 0, 0.2)
    assert lasting([far, before, claim, beside], [0.5]) == [far, before, claim]
    assert lasting([far, claim, beside], [0.5]) == [claim]


def test_what_a_correction_may_go_on_about_stays() -> None:
    claim, between, correction = found(10, 0, 0.9), found(11, 0, 0.1), found(12, 0, 0.1)
    assert lasting([claim, between, correction], [0.5]) == [claim, between, correction]
    beside = found(10, 0, 0.1)
    assert lasting([claim, beside, found(11, 0, 0.1)], [0.5]) == [claim, beside, found(11, 0, 0.1)]


def test_another_code_does_not_matter() -> None:
    claim, other = found(10, 0, 0.9), found(11, 1, 0.1)
    assert lasting([claim, other], [0.5, 0.5]) == [claim]


def test_the_limit_is_that_of_the_code() -> None:
    one, two = found(1, 0, 0.4), found(1, 1, 0.4)
    assert lasting([one, two], [0.3, 0.5]) == [one]
