"""Finds the rows of known facts by what they begin with, so that a fact that nobody has learnt is looked up and never written out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence


class FactTable(dict[str, Mapping[str, int]]):
    """What facts begin with → how they end → their row; "" → whole facts. A beginning is gathered when first asked for."""

    def __init__(self, facts: Sequence[str]) -> None:
        """Number the facts."""
        super().__init__()
        self[""] = {fact: row for row, fact in enumerate(facts)}
        self._sorted = sorted(facts)

    def __missing__(self, beginning: str) -> Mapping[str, int]:
        """Gather the facts that begin so."""
        first = bisect_left(self._sorted, f"{beginning} ")
        # The sign after a space: everything that begins with the beginning and a space stands before it.
        last = bisect_left(self._sorted, f"{beginning}!", first)
        whole, cut = self[""], len(beginning) + 1
        self[beginning] = found = {fact[cut:]: whole[fact] for fact in self._sorted[first:last]}
        return found

    def rows(self, beginning: str, ends: Iterable[str]) -> list[int]:
        """Give the rows of the known ones among facts of one beginning, in the order of their ends."""
        return [row for row in map(self[beginning].get, ends) if row is not None]
