"""Coefficients of agreement between coders, for any number of coders and with missing ratings.

Every function takes ratings and, optionally, weights of their rows: shape (rows,) gives one number, shape (samples, rows) an array of
samples, so that the bootstrap costs a few multiplications of matrices. A coefficient that is not defined (chance alone explains
everything, since all ratings are the same; nothing that two coders rated) is nan.

Sources: Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; Gwet 2014, "Handbook of inter-rater reliability", for the
generalisations to several coders and missing ratings (Fleiss, Conger, Brennan–Prediger, AC1); Holsti 1969.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING

from qualcode.analysis.ratings import PAIR, Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Distance = Callable[[tuple[str, ...], Numbers], Numbers]

Coefficient = Callable[..., "Numbers"]
_TINY = 1e-12
"""What sums of binary fractions may be away from the number they mean."""


def percent(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give the share of pairs of ratings of one unit that agree, averaged over units; 0–1."""
    agreed, rated = _agreeing(ratings)
    w = _weights(ratings, weights)
    return _ratio(w @ agreed, w @ rated)


def holsti(both: float, first: float, second: float) -> float:
    """Give Holsti's coefficient 2A / (N1 + N2): ``both`` decisions agreed on, of ``first`` and ``second`` made; nan when none was made."""
    made = first + second
    return 2 * both / made if made else float("nan")


def brennan_prediger(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Brennan–Prediger (S, free-marginal κ): chance is one in the number of categories."""
    import numpy as np

    categories = len(ratings.used)
    return _beyond(percent(ratings, weights), np.asarray(1 / categories if categories else np.nan))


def gwet_ac1(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Gwet's AC1: chance is Σ π(1 − π) / (q − 1) over the q categories."""
    import numpy as np

    shares = _shares(ratings, weights)
    categories = len(ratings.used)
    spread = (shares * (1 - shares)).sum(axis=-1)
    chance = spread / (categories - 1) if categories > 1 else np.ones_like(spread)
    return _beyond(percent(ratings, weights), chance)


def fleiss_kappa(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Fleiss' κ: chance is Σ π² over the categories, π the coders' joint share. With two coders Scott's π of what either rated."""
    shares = _shares(ratings, weights)
    return _beyond(percent(ratings, weights), (shares**2).sum(axis=-1))


def scott_pi(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Scott's π of two coders, over the units that both rated; nan for another number of coders."""
    return _of_two(ratings, weights, fleiss_kappa)


def cohen_kappa(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Cohen's κ of two coders, over the units that both rated; of more coders the mean over their pairs, as Light 1971 does."""
    import numpy as np

    pairs = list(combinations(range(len(ratings.coders)), PAIR))
    if not pairs:
        return _nan(ratings, weights)
    found = [_cohen(ratings.marks[list(pair)], _weights(ratings, weights)) for pair in pairs]
    mean: Numbers = np.mean(found, axis=0)
    return mean


def conger_kappa(ratings: Ratings, weights: Numbers | None = None) -> Numbers:
    """Give Conger's κ: Cohen's idea, each coder with own habits, for several coders; with two and nothing missing it is Cohen's κ."""
    import numpy as np

    coders = len(ratings.coders)
    if coders < PAIR:
        return _nan(ratings, weights)
    w = _weights(ratings, weights)
    counts = np.einsum("...i,gik->...gk", w, ratings.marks)
    own = _ratio(counts, counts.sum(axis=-1, keepdims=True))
    mean = own.mean(axis=-2)
    chance = (mean**2 - own.var(axis=-2, ddof=1) / coders).sum(axis=-1)
    return _beyond(percent(ratings, weights), chance)


def krippendorff_alpha(
    ratings: Ratings, weights: Numbers | None = None, *, distance: Distance | None = None
) -> Numbers:
    """Give Krippendorff's α = 1 − observed / expected disagreement; ``distance`` is nominal unless told.

    ``distance`` takes the categories and how often each was chosen and gives the squared distances, shape (q, q).
    """
    import numpy as np

    w = _weights(ratings, weights)
    per_unit = ratings.marks.sum(axis=0)
    rated = per_unit.sum(axis=1)
    kept = rated >= PAIR
    if not kept.any():
        return _nan(ratings, weights)
    n = per_unit[kept]
    # Every pair of ratings of one unit, weighted by 1 / (ratings of the unit − 1): the coincidences.
    pairs = (n[:, :, None] * n[:, None, :] - n[:, :, None] * np.eye(n.shape[1])) / (rated[kept] - 1)[:, None, None]
    coincidences = np.einsum("...i,ikl->...kl", w[..., kept], pairs)
    totals = coincidences.sum(axis=-1)
    everything = totals.sum(axis=-1)
    apart = _apart(ratings.used, totals, distance or nominal)
    observed = (coincidences * apart).sum(axis=(-1, -2))
    chance = totals[..., :, None] * totals[..., None, :] - totals[..., :, None] * np.eye(totals.shape[-1])
    expected = _ratio((chance * apart).sum(axis=(-1, -2)), everything - 1)
    return 1 - _ratio(observed, expected)


def nominal(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Two different categories are one apart."""
    import numpy as np

    del totals
    return 1 - np.eye(len(categories))


def ordinal(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Two ranks are as far apart as there are ratings between them; the categories stand in order."""
    import numpy as np

    del categories
    below = np.cumsum(totals) - totals / 2
    squared: Numbers = (below[:, None] - below[None, :]) ** 2
    return squared


def interval(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Categories that are numbers are as far apart as their difference."""
    import numpy as np

    del totals
    values = np.array([float(c) for c in categories])
    squared: Numbers = (values[:, None] - values[None, :]) ** 2
    return squared


def ratio(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Categories that are numbers with a true zero are as far apart as their difference in relation to their sum."""
    import numpy as np

    del totals
    values = np.array([float(c) for c in categories])
    return _ratio(values[:, None] - values[None, :], values[:, None] + values[None, :], empty=0.0) ** 2


def _apart(categories: tuple[str, ...], totals: Numbers, distance: Distance) -> Numbers:
    import numpy as np

    if totals.ndim == 1:
        return distance(categories, totals)
    if distance is nominal:
        return nominal(categories, totals)
    return np.array([distance(categories, one) for one in totals])


def _cohen(pair: Numbers, w: Numbers) -> Numbers:
    import numpy as np

    both = pair.sum(axis=2).all(axis=0)
    first, second, w = pair[0][both], pair[1][both], w[..., both]
    units = w.sum(axis=-1)
    agreed = _ratio(w @ (first * second).sum(axis=1), units)
    chance = _ratio((w @ first) * (w @ second), units[..., None] ** 2).sum(axis=-1)
    return _beyond(np.asarray(agreed), np.asarray(chance))


def _of_two(ratings: Ratings, weights: Numbers | None, coefficient: Coefficient) -> Numbers:
    if len(ratings.coders) != PAIR:
        return _nan(ratings, weights)
    both = [i for i, row in enumerate(ratings.rows) if None not in row]
    fewer = Ratings(ratings.coders, tuple(ratings.rows[i] for i in both), categories=ratings.used)
    return coefficient(fewer, _weights(ratings, weights)[..., both])


def _agreeing(ratings: Ratings) -> tuple[Numbers, Numbers]:
    """Give, by row, the share of its pairs that agree, and whether there is a pair at all."""
    per_unit = ratings.marks.sum(axis=0)
    rated = per_unit.sum(axis=1)
    pairs = rated * (rated - 1)
    return _ratio((per_unit * (per_unit - 1)).sum(axis=1), pairs, empty=0.0), (pairs > 0).astype(float)


def _shares(ratings: Ratings, weights: Numbers | None) -> Numbers:
    """Give each category's share: every unit that anyone rated counts alike, whatever the number of its ratings."""
    per_unit = ratings.marks.sum(axis=0)
    rated = per_unit.sum(axis=1, keepdims=True)
    w = _weights(ratings, weights)
    return _ratio(w @ _ratio(per_unit, rated, empty=0.0), (w @ (rated > 0).astype(float)))


def _weights(ratings: Ratings, weights: Numbers | None) -> Numbers:
    return ratings.shares if weights is None else weights


def _nan(ratings: Ratings, weights: Numbers | None) -> Numbers:
    import numpy as np

    return np.full(_weights(ratings, weights).shape[:-1], np.nan)


def _beyond(observed: Numbers, chance: Numbers) -> Numbers:
    """Give the agreement beyond chance, (observed − chance) / (1 − chance); nan when chance alone explains everything."""
    return _ratio(observed - chance, 1 - chance)


def _ratio(above: Numbers, below: Numbers, *, empty: float = float("nan")) -> Numbers:
    import numpy as np

    above, below = np.broadcast_arrays(np.asarray(above, dtype=float), np.asarray(below, dtype=float))
    safe = np.abs(below) > _TINY
    result: Numbers = np.divide(above, below, out=np.full(above.shape, empty), where=safe)
    return result
