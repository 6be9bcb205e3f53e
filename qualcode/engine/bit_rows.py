"""Numbers of hundreds of bits as rows of whole numbers of 64, so that those of a document's sentences are joined and compared together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Masks = NDArray[np.uint64]

LARGEST_TABLE = 200_000
CLASS_BITS = 32
"""Bits of a class's number."""
_AT_ONCE = 1_000_000
"""Whole numbers of 64 bits that are joined at once."""
_SIZE = 64
_TYPE = "<u8"


class BitRows(dict[int, int]):
    """A number → its row in a table; row 0 holds no bit."""

    def __init__(self, bits: int) -> None:
        """Make room for numbers of so many bits."""
        import numpy as np

        super().__init__({0: 0})
        self.width = max(1, -(-bits // _SIZE))
        self._rows: Masks = np.zeros((1, self.width), _TYPE)

    def __missing__(self, number: int) -> int:
        """Put a new number into the table."""
        import numpy as np

        row = len(self)
        if row >= len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[row] = self.mask(number)
        self[number] = row
        return row

    def forget(self) -> None:
        """Empty the table; rows that were given mean nothing any more."""
        self.clear()
        self[0] = 0
        self._rows = self._rows[:1].copy()

    def mask(self, number: int) -> Masks:
        """Give a number as a row, shape (width,)."""
        import numpy as np

        return np.frombuffer(number.to_bytes(self.width * _SIZE // 8, "little"), _TYPE)

    @staticmethod
    def number(mask: Masks) -> int:
        """Give the number that a row (``mask``) holds."""
        return int.from_bytes(mask.tobytes(), "little")

    def joined(self, rows: Numbers, firsts: Numbers, lasts: Numbers) -> Masks:
        """Give the bits of the rows from each of ``firsts`` up to its last, joined, shape (firsts, width)."""
        import numpy as np

        found: Masks = np.zeros((len(firsts), self.width), _TYPE)
        begin = 0
        while begin < len(firsts):
            # As many at a time as take little memory, and always one; almost every document is done at once.
            end = max(begin + 1, int(np.searchsorted(lasts, firsts[begin] + _AT_ONCE // self.width, side="right")))
            found[begin:end] = self._joined(rows, firsts[begin:end], lasts[begin:end])
            begin = end
        return found

    def _joined(self, rows: Numbers, firsts: Numbers, lasts: Numbers) -> Masks:
        import numpy as np

        start, stop = firsts.min(), lasts.max()
        # One row more, at which the last may end.
        table = self._rows.take(np.append(rows[start:stop], 0), axis=0)
        borders = np.stack([firsts, lasts], axis=1).ravel() - start
        found: Masks = np.bitwise_or.reduceat(table, borders, axis=0)[::2]
        # Of nothing, numpy gives the row where it would begin.
        found[firsts == lasts] = 0
        return found

    @property
    def is_large(self) -> bool:
        """Tell whether the table takes more memory than it should."""
        return self._rows.size > LARGEST_TABLE * 16


class Pairs(dict[int, int]):
    """Two neighbouring classes of words, as one number → the row of the bits that they set."""

    def __init__(self, bits: BitRows, beside: Callable[[int, int], int]) -> None:
        """Take what tells the bits of two classes."""
        super().__init__()
        self._bits = bits
        self._beside = beside

    def __missing__(self, pair: int) -> int:
        """Work out a new pair and remember it."""
        first, second = pair >> CLASS_BITS, pair & ((1 << CLASS_BITS) - 1)
        self[pair] = row = self._bits[self._beside(first, second)]
        return row

    def rows(self, firsts: Numbers, seconds: Numbers) -> Numbers:
        """Give the rows of pairs; both tables are emptied first when they have grown too large."""
        import numpy as np

        if len(self) > LARGEST_TABLE or self._bits.is_large:
            self.clear()
            self._bits.forget()
        # A quarter of a document's pairs are distinct ones.
        pairs, which = np.unique((firsts << CLASS_BITS) | seconds, return_inverse=True)
        return np.fromiter(map(self.__getitem__, pairs.tolist()), np.intp, len(pairs))[which]
