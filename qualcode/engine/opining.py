"""Applies a second opinion to a document: the weight of every distinct word is summed up once, then sentences only add."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualcode.domain.opinion import SecondOpinion
from qualcode.engine.word_parts import parts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LARGEST_TABLE = 100_000
"""Distinct words kept; at 48 codes they take some 20 MB."""
_FIRST_TABLE = 1024


class Speaker(dict[str, int]):
    """Word → row of its weights; a dictionary, so that a known word costs one look-up in C."""

    def __init__(self, opinion: SecondOpinion) -> None:
        """Take the opinion that speaks."""
        import numpy as np

        super().__init__()
        self.opinion = opinion
        self.facts = {fact: row for row, fact in enumerate(opinion.facts)}
        self._parts = {part: row for row, part in enumerate(opinion.parts)}
        self._rows: Floats = np.zeros((_FIRST_TABLE, len(opinion.bias)), np.float32)
        self._squares: Floats = np.zeros(_FIRST_TABLE, np.float32)

    def __missing__(self, word: str) -> int:
        """Sum up the weights of a new word."""
        import numpy as np

        known = self._parts
        found = [known[part] for part in parts_of(word) if part in known]
        row = len(self)
        if row == len(self._squares):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._squares = np.concatenate([self._squares, np.zeros_like(self._squares)])
        if found:
            rarity = self.opinion.rarity[found]
            self._rows[row] = rarity @ self.opinion.weights[found]
            self._squares[row] = float(rarity @ rarity)
        self[word] = row
        return row

    def rows(self, words: Sequence[str]) -> NDArray[Any]:
        """Give the rows of words, in their order; the table is emptied first when it has grown too large."""
        import numpy as np

        if len(self) > LARGEST_TABLE:
            self.clear()
        return np.fromiter((self[word] for word in words), np.intp, len(words))

    def scores(self, rows: NDArray[Any], starts: Sequence[int]) -> Floats:
        """Give the scores of stretches of words, each from a start to the next: shape (stretches, codes + statuses)."""
        import numpy as np

        sums: Floats = np.add.reduceat(self._rows[rows], starts, axis=0)
        lengths: Floats = np.sqrt(np.add.reduceat(self._squares[rows], starts))
        lengths[lengths == 0] = 1
        scored: Floats = sums / lengths[:, None] + self.opinion.bias
        return scored

    def shares(self, rows: NDArray[Any], column: int) -> Floats:
        """Give how much each word speaks for a code or status, before its stretch's length is taken into account."""
        told: Floats = self._rows[rows, column]
        return told
