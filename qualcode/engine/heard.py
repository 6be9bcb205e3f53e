"""A document heard by a second opinion: what every stretch, every sentence and every piece says of each code and theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.engine.ranges import ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcode.engine.opining import Speaker

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

_NOWHERE = -1


class Heard:
    """A document heard: ``scores`` of every code and theme in every stretch, shape (stretches, codes + themes + 1).

    ``alone`` are those of every sentence by itself, and ``firsts`` tells with which of them each stretch begins.
    """

    def __init__(
        self, speaker: Speaker, distinct: Numbers, words: Numbers, starts: Sequence[int], firsts: Sequence[int]
    ) -> None:
        import numpy as np

        opinion = speaker.opinion
        columns = len(opinion.voice)
        self._opinion = opinion
        self.firsts = np.asarray(firsts, np.intp)
        # Each distinct word is made of full precision once.
        self._weights, squares = (told.take(words, axis=0) for told in speaker.weights_of(distinct))
        sums = np.add.reduceat(self._weights[:, :columns], starts, axis=0)
        self._squares = squares
        squares = np.add.reduceat(squares, starts)
        bias = opinion.bias[:columns]
        self.alone: Floats = np.asarray(sums / roots(squares)[:, None] + bias, np.float32)
        # What a stretch says is what its sentences say together, so words are summed up once.
        self._length = roots(np.add.reduceat(squares, self.firsts))
        sums = np.add.reduceat(sums, self.firsts, axis=0)
        self.scores: Floats = np.asarray(sums / self._length[:, None] + bias, np.float32)
        self._pair_squares: Floats | None = None
        self._hear_pairs(speaker, distinct[words], starts)

    def pieces(self, firsts: Numbers, lasts: Numbers) -> Floats:
        """Give the scores of runs of words, each from a first up to its last, in their order, heard by themselves as sentences are."""
        import numpy as np

        columns = len(self._opinion.voice)
        words, of = ranges(firsts, lasts)
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        sums = np.add.reduceat(self._weights[words, :columns], starts, axis=0)
        lengths = roots(np.add.reduceat(self._squares[words], starts))
        scores: Floats = np.asarray(sums / lengths[:, None] + self._opinion.bias[:columns], np.float32)
        if self._pair_squares is not None:
            piece = np.full(len(self._squares), _NOWHERE)
            piece[words] = of
            own = np.flatnonzero((piece[self._first] == piece[self._second]) & (piece[self._first] != _NOWHERE))
            if len(own):
                _add(scores, self._told[own], self._pair_squares[own], piece[self._first[own]])
        return scores

    def _hear_pairs(self, speaker: Speaker, rows: Numbers, starts: Sequence[int]) -> None:
        """Add what pairs of words say: in a sentence alone those of its own."""
        import numpy as np

        opinion = self._opinion
        sentence = _numbered(len(rows), np.asarray(starts, np.intp))
        stretch_of = _numbered(len(starts), self.firsts)
        first, second, self._pairs = speaker.pairs_in(rows, stretch_of[sentence])
        if not len(self._pairs) or opinion.pair_rarity is None or opinion.pair_weights is None:
            return
        # Sorted, one addition a sentence: numpy adds at repeated places one by one, and slowly.
        order = np.argsort(first, kind="stable")
        self._first, self._second, pairs = first[order], second[order], self._pairs[order]
        rarity = opinion.pair_rarity.take(pairs)
        self._told = opinion.pair_weights.take(pairs, axis=0)
        self._told *= rarity[:, None]
        self._pair_squares = squares = rarity * rarity
        of = stretch_of[sentence[self._first]]
        self._pair_length = _add(self.scores, self._told, squares, of)
        self._begins = np.searchsorted(of, np.arange(len(self.firsts) + 1))
        own = np.flatnonzero(sentence[self._first] == sentence[self._second])
        if len(own):
            _add(self.alone, self._told[own], squares[own], sentence[self._first[own]])

    def shares(self, asked: Sequence[tuple[int, int, int, int]]) -> tuple[Floats, Numbers]:
        """Give how much each of the words from ``first`` up to ``last``, which make a stretch, speaks for a code or theme.

        ``asked`` are (stretch, first, last, column), answered together, since each answer alone is little work: the words of one
        stand behind those of the one before. Also gives where those of each begin.
        """
        import numpy as np

        stretches, firsts, lasts, columns = np.array(asked, np.intp).reshape(-1, 4).T
        words, of = ranges(firsts, lasts)
        told: Floats = self._weights[words, columns[of]] / self._length[stretches[of]]
        begins = np.cumsum(lasts - firsts) - (lasts - firsts)
        if len(self._pairs):
            pairs, of = ranges(self._begins[stretches], self._begins[stretches + 1])
            half = self._told[pairs, columns[of]] / (2 * self._pair_length[stretches[of]])
            # Answers stand one after the other: so far are their words moved.
            moved = (begins - firsts)[of]
            for places in (self._first[pairs], self._second[pairs]):
                np.add.at(told, places + moved, half)
        return told, begins


def _numbered(count: int, starts: Numbers) -> Numbers:
    """Give for each of ``count`` places which of the runs it lies in, that each begin at one of ``starts``."""
    import numpy as np

    begun = np.zeros(count, np.intp)
    begun[starts[1:]] = 1
    return np.cumsum(begun)


def _add(scores: Floats, told: Floats, squares: Floats, owners: Numbers) -> Floats:
    """Add to the rows of scores what pairs say of them, over the root of the summed squares of a row's pairs; give these roots.

    ``owners`` are the rows, in rising order.
    """
    import numpy as np

    length = roots(np.bincount(owners, squares, len(scores)).astype(np.float32))
    begins = np.flatnonzero(np.diff(owners, prepend=_NOWHERE))
    met = owners[begins]
    scores[met] += np.add.reduceat(told, begins, axis=0) / length[met, None]
    return length


def roots(squares: Floats) -> Floats:
    """Give the square roots, 1 for nothing, so that nothing divides by it."""
    import numpy as np

    found: Floats = np.sqrt(squares)
    found[found == 0] = 1
    return found
