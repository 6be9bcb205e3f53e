"""Ranges of whole numbers written out one after the other, so that what hangs on each number is looked up together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]


def ranges(firsts: Numbers, lasts: Numbers) -> tuple[Numbers, Numbers]:
    """Give the numbers from each first up to its last, and which of the ranges each belongs to."""
    import numpy as np

    sizes = lasts - firsts
    before = np.cumsum(sizes) - sizes
    of: Numbers = np.repeat(np.arange(len(sizes)), sizes)
    return np.arange(len(of)) + (firsts - before)[of], of
