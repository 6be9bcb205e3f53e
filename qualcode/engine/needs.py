"""Which indicators have every list that they need in a sentence: told for all sentences of a document together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.engine.ranges import ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Masks = NDArray[np.uint64]

_SIZE = 64
_AT_ONCE = 1_000_000
"""Bits that are written out at once."""


class Needs:
    """Indicators by the bit that each is filed under, with the other bits that it needs."""

    def __init__(self, filed: Iterable[tuple[int, int, tuple[int, ...]]]) -> None:
        """Take (place of the bit that an indicator is filed under, the indicator, the places of all bits that it needs)."""
        import numpy as np

        rows = sorted(filed)
        keys = [key for key, *_ in rows]
        self._places = np.array(sorted(set(keys)), np.intp)
        self._firsts = np.searchsorted(keys, self._places, side="left")
        self._lasts = np.searchsorted(keys, self._places, side="right")
        self._indicators = np.array([number for _, number, _ in rows], np.intp)
        most = max((len(needed) for *_, needed in rows), default=1)
        # Who needs fewer bits than others needs one of them several times.
        self._needed = np.array([(*needed, *needed[:1] * (most - len(needed))) for *_, needed in rows], np.intp)

    def met(self, masks: Masks, likely: Masks) -> tuple[Numbers, Numbers]:
        """Give the sentences, and the indicators that may stand there, in order.

        ``masks`` are the bits of every sentence, ``likely`` those under which an indicator is filed that may stand in its section;
        both have the shape (sentences, whole numbers of 64 bits).
        """
        import numpy as np

        size = max(1, _AT_ONCE // max(1, len(self._places)))
        parts = [self._met(masks, likely, begin, begin + size) for begin in range(0, len(masks), size)]
        return np.concatenate([s for s, _ in parts]), np.concatenate([i for _, i in parts])

    def _met(self, masks: Masks, likely: Masks, begin: int, end: int) -> tuple[Numbers, Numbers]:
        import numpy as np

        # Most sentences have none of the bits: only the others are written out.
        some = np.flatnonzero(likely[begin:end].any(axis=1)) + begin
        told = _bits(likely[some], self._places)
        which, keys = np.divmod(np.flatnonzero(told), max(1, len(self._places)))
        rows, of = ranges(self._firsts[keys], self._lasts[keys])
        sentences = some[which[of]]
        for needed in self._needed.T if len(rows) else ():
            places = needed[rows]
            held = masks[sentences, places // _SIZE] >> (places % _SIZE).astype(np.uint64) & np.uint64(1)
            kept = np.flatnonzero(held)
            sentences, rows = sentences[kept], rows[kept]
        indicators = self._indicators[rows]
        order = np.lexsort((indicators, sentences))
        return sentences[order], indicators[order]


def _bits(masks: Masks, places: Numbers) -> NDArray[np.uint8]:
    """Give some of the bits of every row, shape (rows, places)."""
    import numpy as np

    written = np.unpackbits(masks.view(np.uint8), axis=1, bitorder="little")
    return written.take(places, axis=1)
