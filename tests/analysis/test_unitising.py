import math

import pytest

from qualcode.analysis.unitising import unitised, unitised_alpha

C = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
K = [[(30, 90), (150, 200)], [(30, 90), (150, 200)]]
"""The two observers of Krippendorff 2004, on a continuum of 300, moved to begin at 0."""


def test_krippendorff_2004_s_worked_example() -> None:
    c, k = unitised(300, C), unitised(300, K)
    assert c.observed == pytest.approx(0.0144, abs=5e-5)
    assert c.expected == pytest.approx(0.0532, abs=5e-5)
    assert k.observed == 0
    assert k.expected == pytest.approx(0.0490, abs=5e-5)
    assert c.alpha == pytest.approx(0.7285, abs=1e-4)
    assert k.alpha == 1
    assert unitised_alpha(300, {"c": C, "k": K}) == pytest.approx(0.8587, abs=1e-4)


def test_nothing_coded_is_undefined() -> None:
    assert math.isnan(unitised(100, [[], []]).alpha)


def test_a_passage_of_one_alone_is_disagreement() -> None:
    assert unitised(100, [[(10, 30)], []]).alpha < 0.1


def test_overlapping_passages_of_one_coder_are_one() -> None:
    assert unitised(100, [[(10, 20), (15, 30)], [(10, 30)]]).alpha == 1
