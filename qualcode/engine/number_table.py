"""Whole numbers looked up many at a time: most are found, or not, at the first place looked at, and none waits for the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Places = NDArray[np.intp]

UNKNOWN = -1
_BITS = 19
_SPREAD = 0x9E3779B97F4A7C15
"""The golden ratio's fraction in 64 bits: what differs in few bits lands far apart."""


class NumberTable:
    """Numbers, each known by its place among them."""

    def __init__(self, numbers: Numbers) -> None:
        """File every number; those that share a place of the table with another are kept apart, in order."""
        import numpy as np

        self._numbers = np.append(numbers, -1)
        self._nothing = len(numbers)
        self._first = np.full(1 << _BITS, self._nothing, np.int32)
        where = self._spread(numbers)
        self._first[where] = np.arange(len(numbers), dtype=np.int32)
        left = np.flatnonzero(self._first[where] != np.arange(len(numbers)))
        order = left[np.argsort(numbers[left], kind="stable")]
        self._others, self._places = numbers[order], order

    @staticmethod
    def _spread(numbers: Numbers) -> Places:
        import numpy as np

        return ((numbers.view(np.uint64) * np.uint64(_SPREAD)) >> np.uint64(64 - _BITS)).view(np.intp)

    def places(self, numbers: Numbers) -> Places:
        """Give the place of each number, or -1."""
        import numpy as np

        found: Places = self._first[self._spread(numbers)].astype(np.intp)
        wrong = np.flatnonzero(self._numbers[found] != numbers)
        # Only where another number stands may one that shares its place be kept apart; most places hold none.
        taken = wrong[found[wrong] < self._nothing]
        found[wrong] = UNKNOWN
        if len(self._others) and len(taken):
            sought = numbers[taken]
            at = np.minimum(np.searchsorted(self._others, sought), len(self._others) - 1)
            met = self._others[at] == sought
            found[taken[met]] = self._places[at[met]]
        return found
