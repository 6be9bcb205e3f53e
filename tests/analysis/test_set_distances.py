import pytest

from qualcode.analysis.coefficients import krippendorff_alpha
from qualcode.analysis.ratings import Ratings
from qualcode.analysis.set_distances import jaccard, jaccard_distance, masi, masi_distance, written

SMALL, LARGE = frozenset("12"), frozenset("1234")


def test_passonneau_s_example() -> None:
    assert masi_distance(SMALL, LARGE) == pytest.approx(2 / 3)
    assert jaccard_distance(SMALL, LARGE) == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("12", "12", 0), ("12", "34", 1), ("12", "23", 1 - 1 / 9), ("", "", 0), ("", "1", 1)],
)
def test_masi_of_the_four_ways_that_sets_lie(first: str, second: str, expected: float) -> None:
    assert masi_distance(frozenset(first), frozenset(second)) == pytest.approx(expected)
    assert masi_distance(frozenset(second), frozenset(first)) == pytest.approx(expected)


def test_alpha_of_sets_forgives_what_is_partly_the_same() -> None:
    near = Ratings(("a", "b"), ((written({"x", "y"}), written({"x"})), ("z", "z"), ("", "")))
    nominal = float(krippendorff_alpha(near))
    assert (
        nominal < float(krippendorff_alpha(near, distance=masi)) < float(krippendorff_alpha(near, distance=jaccard)) < 1
    )
