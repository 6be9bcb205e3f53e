"""Finds the rows of known facts among all that are told of a document's findings, together; what nobody has learnt is never written out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Kind
from qualcode.engine.ranges import ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

UNKNOWN = -1
_SAYING = frozenset(f"{of} says" for of in (*Kind, "next", "before"))
_OF_WORDS = ("said", "around")
_STEPS = {"pair": 1, "over": 2}
"""How far apart the two words of a fact stand."""


Range = tuple[int, int]
"""Words of a document from the first up to the last."""


WHOLE, EACH, BESIDE, OVER = range(4)
"""How facts are made: they are whole, or made of each distinct word, of neighbours, or of two words that have one between them."""
Told = tuple[int, str, tuple[Range, ...], tuple[str, ...]]
"""Facts that are told together: how they are made, how they begin and where their words stand, or the whole facts."""


class FactTable:
    """The facts of a second opinion, by their words: ``words`` numbers those that stand in any."""

    def __init__(self, facts: Sequence[str]) -> None:
        """Sort the facts by how they are looked up."""
        import numpy as np

        self._count = max(1, len(facts))
        self.words: dict[str, int] = {}
        self._whole: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        each: list[tuple[int, int, int]] = []
        pairs: dict[str, list[tuple[int, int, int]]] = {beginning: [] for beginning in _STEPS}
        for row, fact in enumerate(facts):
            split = fact.split(" ")
            if split[0] in pairs and len(split) == 3:  # noqa: PLR2004 - two words
                pairs[split[0]].append((self._number(split[1]), self._number(split[2]), row))
                continue
            beginning, _, word = fact.rpartition(" ")
            if split[0] in _OF_WORDS or beginning in _SAYING:
                place = self._beginnings.setdefault(beginning, len(self._beginnings))
                each.append((place, self._number(word), row))
            else:
                self._whole[fact] = row
        # One row and column more, for beginnings and words that are in no fact.
        self._each = np.full((len(self._beginnings) + 1, len(self.words) + 1), UNKNOWN, np.int32)
        for place, number, row in each:
            self._each[place, number] = row
        self._pairs = {_STEPS[name]: self._sorted(known) for name, known in pairs.items()}

    def _number(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))

    def _sorted(self, known: Sequence[tuple[int, int, int]]) -> tuple[Numbers, Numbers]:
        """Give the numbers that pairs of words make, in order, and the rows of their facts."""
        import numpy as np

        one, two, row = np.array(known, np.intp).reshape(-1, 3).T
        keys = one * len(self.words) + two
        order = np.argsort(keys)
        return keys[order], row[order]

    def rows(self, told: Sequence[Sequence[Told]], words: Numbers) -> tuple[Numbers, Numbers]:
        """Give which finding, and which fact, for all known facts that are told of findings.

        ``words`` gives for every word of the document its number in ``words`` of this table, or -1.
        """
        import numpy as np

        owners: list[int] = []
        written: list[str] = []
        each: list[tuple[int, int, int, int]] = []
        together: list[tuple[int, int, int]] = []
        beginnings, unknown = self._beginnings, len(self._beginnings)
        for finding, groups in enumerate(told):
            for how, beginning, places, facts in groups:
                if how == WHOLE:
                    written += facts
                    owners += [finding] * len(facts)
                elif how == EACH:
                    place = beginnings.get(beginning, unknown)
                    for first, last in places:
                        each.append((finding, place, first, last))
                elif how == BESIDE:
                    # Words that have one between them stand at the same places.
                    for first, last in places:
                        together.append((finding, first, last))
        whole = np.fromiter(map(self._whole.get, written, repeat(UNKNOWN)), np.intp, len(written))
        met = whole != UNKNOWN
        found = [(np.array(owners, np.intp)[met], whole[met]), self._of_each(each, words)]
        found += self._of_pairs(together, words)
        return np.concatenate([f for f, _ in found]), np.concatenate([r for _, r in found])

    def _of_each(self, each: Sequence[tuple[int, int, int, int]], words: Numbers) -> tuple[Numbers, Numbers]:
        """Give the facts of single words, each once a finding."""
        import numpy as np

        findings, beginnings, firsts, lasts = np.array(each, np.intp).reshape(-1, 4).T
        places, of = ranges(firsts, lasts)
        rows = self._each[beginnings[of], words[places]]
        met = rows != UNKNOWN
        told = np.sort(findings[of[met]] * self._count + rows[met])
        once = told[np.flatnonzero(np.diff(told, prepend=-1))]
        return once // self._count, once % self._count

    def _of_pairs(self, together: Sequence[tuple[int, int, int]], words: Numbers) -> list[tuple[Numbers, Numbers]]:
        """Give the facts of two words, as often as they stand so."""
        import numpy as np

        findings, firsts, lasts = np.array(together, np.intp).reshape(-1, 3).T
        places, of = ranges(firsts, lasts)
        owners, number = findings[of], words[places]
        found = []
        for step, (keys, rows) in self._pairs.items():
            one, two, owner = number[:-step], number[step:], owners[:-step]
            if not len(keys) or not len(one):
                continue
            near = np.flatnonzero((one >= 0) & (two >= 0) & (owner == owners[step:]))
            sought = one[near] * len(self.words) + two[near]
            at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
            met = keys[at] == sought
            found.append((owner[near[met]], rows[at[met]]))
        return found
