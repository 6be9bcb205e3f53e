"""Applies a second opinion to a document: the weight of every distinct word is summed up once, then sentences only add."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import repeat
from typing import TYPE_CHECKING

from qualcode.domain.opinion import SecondOpinion
from qualcode.engine.fact_table import FactTable
from qualcode.engine.heard import Heard, roots
from qualcode.engine.number_table import NumberTable
from qualcode.engine.part_table import PartTable
from qualcode.engine.word_parts import FARTHEST, heard_as, stem_heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

LARGEST_TABLE = 120_000
"""Distinct words kept, however capitalised: with those of another document they seldom fill more than a power of two, beyond which the
table is copied once more. At 48 codes their weights take 16 MB, halves of the usual precision."""
_FIRST_TABLE = 1024
_UNKNOWN = -1
NO_THEME = -1
_LIKELY = (1 << 20) - 1
"""Pairs of stems that share the last bits of their number share a place in the table of likely ones."""
_AT_ONCE = 250
"""New words whose parts are looked up together: enough to spare calls, few enough to stay near the processor."""


class Speaker(dict[str, int]):
    """Word as written → row of its weights; a dictionary, so that a known word costs one look-up in C. Ask for words by ``rows``."""

    def __init__(self, opinion: SecondOpinion) -> None:
        """Take the opinion that speaks."""
        import numpy as np

        super().__init__()
        self.opinion = opinion
        named = {theme: number for number, theme in enumerate(opinion.themes)}
        self.theme_of = tuple(named.get(code.partition("/")[0], NO_THEME) for code in opinion.codes)
        self._held = 0
        self._asked: Sequence[str] = ()
        self._told: Numbers = np.zeros(0, np.intp)
        self.facts = FactTable(opinion.facts)
        self._parts = PartTable(opinion.parts)
        self._rows: NDArray[np.float16] = np.zeros((_FIRST_TABLE, len(opinion.bias)), np.float16)
        self._squares: Floats = np.zeros(_FIRST_TABLE, np.float32)
        self._stem_of: Numbers = np.full(_FIRST_TABLE, _UNKNOWN, np.intp)
        self._fact_word: Numbers = np.full(_FIRST_TABLE, _UNKNOWN, np.intp)
        split = [pair.split(" ") for pair in opinion.pairs]
        self._stems = {stem: number for number, stem in enumerate(sorted({stem for pair in split for stem in pair}))}
        keys = np.array([self._stems[one] * len(self._stems) + self._stems[two] for one, two in split], np.int64)
        self._known_pairs = NumberTable(keys)
        self._likely = np.zeros(_LIKELY + 1, bool)
        self._likely[keys & _LIKELY] = True

    def rows(self, words: Sequence[str]) -> Numbers:
        """Give the rows of words, in their order; the table is emptied first when it has grown too large, and its rows are others then.

        The words last asked for are known by the list that holds them.
        """
        import numpy as np

        if words is self._asked:
            return self._told
        if self._held > LARGEST_TABLE:
            self.clear()
            self._held = 0
        rows = np.fromiter(map(self.get, words, repeat(_UNKNOWN)), np.intp, len(words))
        missing = np.flatnonzero(rows == _UNKNOWN).tolist()
        new = list(dict.fromkeys(words[place] for place in missing))
        for start in range(0, len(new), _AT_ONCE):
            self._learn(new[start : start + _AT_ONCE])
        rows[missing] = [self[words[place]] for place in missing]
        # The codes and then the statuses of a document are weighed by the same words.
        self._asked, self._told = words, rows
        return rows

    def _learn(self, words: Sequence[str]) -> None:
        """Sum up the weights of new words; however a word is capitalised, it has one row."""
        import numpy as np

        forms = [heard_as(word) for word in words]
        new = [form for form in dict.fromkeys(forms) if form not in self]
        parts, ends = self._parts.found(new)
        while self._held + len(new) > len(self._squares):
            self._grow()
        rare, weights = self.opinion.rarity.take(parts), self.opinion.weights.take(parts, axis=0)
        first, begin = self._held, 0
        sums = np.empty((len(new), weights.shape[1]), np.float32)
        squares = []
        for row, end in zip(sums, ends, strict=True):
            own = rare[begin:end]
            own.dot(weights[begin:end], row)
            squares.append(own.dot(own))
            begin = end
        self._held = last = first + len(new)
        self._rows[first:last] = sums
        self._squares[first:last] = squares
        self._stem_of[first:last] = [self._stems.get(stem_heard(form), _UNKNOWN) for form in new]
        self._fact_word[first:last] = [self.facts.words.get(form, _UNKNOWN) for form in new]
        self.update(zip(new, range(first, last), strict=True))
        self.update(zip(words, map(self.__getitem__, forms), strict=True))

    def _grow(self) -> None:
        import numpy as np

        self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._squares = np.concatenate([self._squares, np.zeros_like(self._squares)])
        self._stem_of = np.concatenate([self._stem_of, np.full_like(self._stem_of, _UNKNOWN)])
        self._fact_word = np.concatenate([self._fact_word, np.full_like(self._fact_word, _UNKNOWN)])

    def hear(
        self, rows: Numbers, starts: Sequence[int], words: Numbers | None = None, firsts: Sequence[int] | None = None
    ) -> Heard:
        """Take the words of a document, in sentences that each go from a start to the next; the first start is 0.

        ``rows`` are those of its words, or of its distinct words, and ``words`` then which of these each word is. ``firsts`` are the
        sentences with which the stretches begin, the first of them 0; without it each sentence is a stretch.
        """
        import numpy as np

        words = np.arange(len(rows)) if words is None else words
        return Heard(self, rows, words, starts, range(len(starts)) if firsts is None else firsts)

    def tones(self, rows: Numbers, starts: Numbers) -> Floats:
        """Give the scores of passages for each status, shape (passages, statuses), by their words; each begins at one of ``starts``."""
        import numpy as np

        first = len(self.opinion.voice)
        lengths = roots(np.add.reduceat(self._squares[rows], starts))
        told = np.add.reduceat(self._rows[rows, first:].astype(np.float32), starts, axis=0)
        return np.asarray(told / lengths[:, None] + self.opinion.bias[first:], np.float32)

    def fact_words(self, rows: Numbers) -> Numbers:
        """Give the numbers of words in the table of facts, -1 for words that are in no fact."""
        return self._fact_word[rows]

    def tone_shares(self, rows: Numbers, status: int) -> Floats:
        """Give how much each word of a passage speaks for a status (its number among the opinion's)."""
        import numpy as np

        return np.asarray(self._rows[rows, len(self.opinion.voice) + status], np.float32)

    def weights_of(self, rows: Numbers) -> tuple[Floats, Floats]:
        """Give the weights of words, shape (words, columns), and the squares of their rarities."""
        import numpy as np

        return self._rows.take(rows, axis=0).astype(np.float32), self._squares.take(rows)

    def pairs_in(self, rows: Numbers, stretch: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Give the known pairs of words of one stretch: the places of their first and second words, and which pairs they are."""
        import numpy as np

        stems = self._stem_of[rows]
        places, seconds, pairs = [], [], []
        for step in range(1, min(FARTHEST, len(rows) - 1) + 1 if self.opinion.pairs else 1):
            one, two = stems[:-step], stems[step:]
            near = np.flatnonzero((one >= 0) & (two >= 0) & (stretch[:-step] == stretch[step:]))
            keys = one[near] * len(self._stems) + two[near]
            # Most are no known pair, which a table small enough to stay near the processor tells at once.
            likely = self._likely[keys & _LIKELY]
            near, keys = near[likely], keys[likely]
            known = self._known_pairs.places(keys)
            met = np.flatnonzero(known != _UNKNOWN)
            found = near[met]
            places.append(found)
            seconds.append(found + step)
            pairs.append(known[met])
        if not places:
            nothing = np.zeros(0, np.intp)
            return nothing, nothing, nothing
        return np.concatenate(places), np.concatenate(seconds), np.concatenate(pairs)


_GIVEN_BACK: list[Speaker] = []
"""The speaker of the last run, with the words that it knows; at most one."""


def borrowed(opinion: SecondOpinion) -> Speaker:
    """Give a speaker of an opinion to nobody else: the last that was given back, when it is of this opinion, else a new one.

    After an edit of a code the words of the documents need not be summed up again.
    """
    with suppress(IndexError):
        last = _GIVEN_BACK.pop()
        if last.opinion is opinion:
            return last
    return Speaker(opinion)


def give_back(speaker: Speaker) -> None:
    """Let a speaker be borrowed again."""
    _GIVEN_BACK[:] = [speaker]
