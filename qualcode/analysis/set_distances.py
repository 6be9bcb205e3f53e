"""How far two sets of codes are apart, for agreement on passages that carry several codes.

A set is written as its codes, sorted and joined by a space; the empty set is "". Sources: Passonneau 2006, "Measuring agreement on
set-valued items (MASI)"; Jaccard 1901.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_PART, _CROSSING = 2 / 3, 1 / 3


def written(codes: set[str] | frozenset[str]) -> str:
    """Give a set of codes as one category."""
    return " ".join(sorted(codes))


def jaccard_distance(first: frozenset[str], second: frozenset[str]) -> float:
    """Give 1 − |common| / |all|, 0–1; two empty sets are the same."""
    every = first | second
    return 1 - len(first & second) / len(every) if every else 0.0


def masi_distance(first: frozenset[str], second: frozenset[str]) -> float:
    """Give 1 − Jaccard × monotonicity: 1 for the same, 2/3 when one holds the other, 1/3 when they cross, 0 when they share nothing."""
    common = first & second
    if first == second:
        return 0.0
    if not common:
        return 1.0
    share = _PART if first <= second or second <= first else _CROSSING
    return 1 - (1 - jaccard_distance(first, second)) * share


def masi(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Give the MASI distances of sets, for Krippendorff's α, which takes them as they are."""
    del totals
    return _all(categories, masi_distance)


def jaccard(categories: tuple[str, ...], totals: Numbers) -> Numbers:
    """Give the Jaccard distances of sets, for Krippendorff's α."""
    del totals
    return _all(categories, jaccard_distance)


def _all(categories: tuple[str, ...], distance: Callable[[frozenset[str], frozenset[str]], float]) -> Numbers:
    import numpy as np

    sets = [frozenset(c.split()) for c in categories]
    return np.array([[distance(a, b) for b in sets] for a in sets], dtype=float).reshape(len(sets), len(sets))
