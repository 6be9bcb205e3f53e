"""The coefficients against published worked examples; the sources stand by each."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.coefficients import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    interval,
    krippendorff_alpha,
    ordinal,
    percent,
    ratio,
    scott_pi,
)
from qualcode.analysis.ratings import Ratings, joined, stretches

EVERY = (
    percent,
    brennan_prediger,
    gwet_ac1,
    fleiss_kappa,
    scott_pi,
    cohen_kappa,
    conger_kappa,
    krippendorff_alpha,
)


def rows_of(*coders: str) -> Ratings:
    """Give ratings written a coder a line; "*" is missing."""
    rows = tuple(tuple(None if c == "*" else c for c in unit) for unit in zip(*coders, strict=True))
    return Ratings(tuple(f"kodare-{i}" for i in range(len(coders))), rows)


def crossed(table: list[list[int]]) -> Ratings:
    """Give two coders' ratings from a table of how often each pair of categories occurred."""
    cells = [(str(i), str(j), n) for (i, row) in enumerate(table) for (j, n) in enumerate(row)]
    return Ratings(
        ("kodare-1", "kodare-2"),
        tuple((a, b) for a, b, _ in cells),
        weights=tuple(float(n) for *_, n in cells),
    )


BINARY = rows_of("0100000010", "1110010000")
FOUR = rows_of("123321412***", "1233224125*3", "*3332342251*", "12332441251*")
IRRCAC = crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
ARTSTEIN = crossed([[46, 6, 0], [0, 32, 0], [0, 6, 10]])


def test_krippendorff_2011_a_two_observers_binary() -> None:
    assert krippendorff_alpha(BINARY) == pytest.approx(0.095, abs=5e-4)


def test_krippendorff_2011_b_two_observers_nominal() -> None:
    data = rows_of("aabbdcccedda", "babbbccceddd")
    assert krippendorff_alpha(data) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(("distance", "expected"), [(None, 0.743), (ordinal, 0.815), (interval, 0.849), (ratio, 0.797)])
def test_krippendorff_2011_c_four_observers_with_missing_ratings(distance: object, expected: float) -> None:
    assert krippendorff_alpha(FOUR, distance=distance) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(
    ("coefficient", "expected"),
    [(gwet_ac1, 0.77544), (fleiss_kappa, 0.76117), (conger_kappa, 0.76207), (brennan_prediger, 0.77273)],
)
def test_gwet_2014_four_observers_with_missing_ratings(coefficient: object, expected: float) -> None:
    assert coefficient(FOUR) == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize(
    ("coefficient", "expected", "digits"),
    [
        (cohen_kappa, 0.7964094, 7),
        (conger_kappa, 0.7964094, 7),
        (scott_pi, 0.7962397, 7),
        (gwet_ac1, 0.8493305, 7),
        (brennan_prediger, 0.8350, 4),
    ],
)
def test_the_irrcac_vignette(coefficient: object, expected: float, digits: int) -> None:
    assert coefficient(IRRCAC) == pytest.approx(expected, abs=0.6 * 10**-digits)


def test_alpha_counts_every_unit_that_a_row_stands_for() -> None:
    spread = tuple(row for row, n in zip(IRRCAC.rows, IRRCAC.weights, strict=True) for _ in range(int(n)))
    assert krippendorff_alpha(IRRCAC) == pytest.approx(0.7972585, abs=6e-8)
    assert krippendorff_alpha(Ratings(IRRCAC.coders, spread)) == pytest.approx(0.7972585, abs=6e-8)


@pytest.mark.parametrize(
    ("coefficient", "expected", "digits"),
    [
        (percent, 0.88, 2),
        (brennan_prediger, 0.82, 2),
        (scott_pi, 0.7995, 4),
        (cohen_kappa, 0.8013, 4),
        (krippendorff_alpha, 0.8005, 4),
    ],
)
def test_artstein_and_poesio_2008(coefficient: object, expected: float, digits: int) -> None:
    assert coefficient(ARTSTEIN) == pytest.approx(expected, abs=0.6 * 10**-digits)


def test_atlas_ti_s_manual() -> None:
    data = rows_of("1100000000", "0110010100")
    assert percent(data) == pytest.approx(0.6)
    assert krippendorff_alpha(data) == pytest.approx(0.095, abs=5e-4)
    chance = 1 - (1 - float(percent(data))) / (1 - float(krippendorff_alpha(data)))
    assert chance == pytest.approx(0.558, abs=5e-3)  # the manual prints 56 %


@pytest.mark.parametrize(("only", "expected"), [((150, 0), 0.3478), ((75, 75), 0.3143)])
def test_nvivo_s_coding_comparison_counts_characters_and_uncoded_text(only: tuple[int, int], expected: float) -> None:
    first = [(0, 50), (100, 100 + only[0])]
    second = [(0, 50), (400, 400 + only[1])]
    pieces = stretches(1000, [first, second])
    rows = tuple(tuple("1" if coded else "0" for coded in who) for _, who in pieces)
    data = Ratings(("a", "b"), rows, weights=tuple(float(n) for n, _ in pieces))
    assert percent(data) == pytest.approx(0.85)
    assert cohen_kappa(data) == pytest.approx(expected, abs=6e-5)


def test_independent_coders_agree_no_more_than_chance() -> None:
    data = crossed([[81, 9], [9, 1]])
    for coefficient in (cohen_kappa, conger_kappa, fleiss_kappa):
        assert coefficient(data) == pytest.approx(0, abs=1e-12)


def test_holsti_is_twice_what_both_did_of_all_they_did() -> None:
    assert holsti(6, 10, 8) == pytest.approx(12 / 18)
    assert math.isnan(holsti(0, 0, 0))


def test_constant_ratings_leave_kappa_undefined() -> None:
    same = rows_of("aaaa", "aaaa")
    assert percent(same) == 1
    for coefficient in (cohen_kappa, conger_kappa, fleiss_kappa, scott_pi, krippendorff_alpha, gwet_ac1):
        assert math.isnan(float(coefficient(same)))


def test_nothing_that_two_coders_rated_is_undefined_everywhere() -> None:
    apart = rows_of("ab**", "**ab")
    for coefficient in EVERY:
        assert math.isnan(float(coefficient(apart)))


def test_a_category_that_could_be_chosen_counts_for_chance_even_when_nobody_did() -> None:
    data = Ratings(("a", "b"), (("x", "x"), ("x", "y")), categories=("x", "y", "z"))
    assert brennan_prediger(data) == pytest.approx((0.5 - 1 / 3) / (1 - 1 / 3))
    assert joined([data]).used == ("x", "y", "z")


def test_bootstrap_samples_draw_whole_clusters() -> None:
    data = Ratings(("a", "b"), (("x", "x"), ("x", "y"), ("y", "y")), clusters=("k", "k", "l"))
    drawn = data.draws(200, seed=1)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 0] + drawn[:, 2] == 2).all()


ratings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", None])] * coders), min_size=1, max_size=12).map(
        lambda rows: Ratings(tuple(f"k{i}" for i in range(coders)), tuple(rows))
    )
)


@given(ratings)
def test_many_samples_at_once_give_what_each_gives_alone(data: Ratings) -> None:
    draws = data.draws(5, seed=3)
    for coefficient in EVERY:
        together = coefficient(data, draws)
        alone = np.array([float(coefficient(data, one)) for one in draws])
        assert together.shape == (5,)
        np.testing.assert_allclose(together, alone, atol=1e-9)


@given(ratings)
def test_no_coefficient_leaves_its_range(data: Ratings) -> None:
    for coefficient in EVERY:
        value = float(coefficient(data))
        assert math.isnan(value) or value <= 1 + 1e-9


def test_a_weight_is_the_same_as_so_many_rows() -> None:
    kinds = list(product("ab", "abc"))
    numbers = (3, 1, 2, 5, 1, 4)
    heavy = Ratings(("a", "b"), tuple(kinds), weights=tuple(map(float, numbers)))
    long = Ratings(("a", "b"), tuple(k for k, n in zip(kinds, numbers, strict=True) for _ in range(n)))
    for coefficient in EVERY:
        assert float(coefficient(heavy)) == pytest.approx(float(coefficient(long)))
