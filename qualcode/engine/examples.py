"""Passages coded by hand as rows of numbers: which word parts they hold and how rare these are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.engine.word_parts import pairs_of, parts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_SEEN_IN = 3
"""A word part that fewer passages hold says nothing general."""


@dataclass(frozen=True, slots=True)
class Example:
    """A passage coded by hand: ``codes`` are those that it states, with their status; ``group`` keeps one writer's or document's together.

    ``themes`` are what it speaks of, codes or not; None when nobody has said. ``also`` are themes that another coder might add.
    Where it is not ``coded``, somebody has told its themes only: what codes it states nobody knows.
    """

    text: str
    codes: Mapping[str, str]
    group: str = ""
    themes: frozenset[str] | None = None
    also: frozenset[str] = frozenset()
    coded: bool = True

    def speaks_of(self) -> frozenset[str] | None:
        """Give the themes of the codes and those named besides, None when there are neither: silence on codes is no silence on themes."""
        if not self.codes and self.themes is None:
            return None
        return frozenset(code.partition("/")[0] for code in self.codes) | (self.themes or frozenset())


def parts_in(bags: Sequence[Sequence[str]]) -> tuple[list[str], Array]:
    """Give the word parts that enough passages hold, sorted, and their rarity: ln((1 + n) / (1 + n with it)) + 1."""
    import numpy as np

    held = Counter(part for bag in bags for part in {part for word in set(bag) for part in parts_of(word)})
    parts = sorted(part for part, number in held.items() if number >= _SEEN_IN)
    return parts, np.array([math.log((1 + len(bags)) / (1 + held[part])) + 1 for part in parts])


def table_of(bags: Sequence[Sequence[str]], parts: Sequence[str], rarity: Array) -> Any:  # noqa: ANN401 - a sparse matrix
    """Give a row a passage, as ``opining`` weighs it: rarity of every part, over the root of the summed squares of its words."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {part: number for number, part in enumerate(parts)}
    known: dict[str, list[int]] = {}
    columns: list[int] = []
    values: list[Array] = []
    ends = [0]
    for bag in bags:
        met: list[int] = []
        square = 0.0
        for word in bag:
            if word not in known:
                known[word] = [place[part] for part in parts_of(word) if part in place]
            met += known[word]
            square += float((rarity[known[word]] ** 2).sum())
        columns += met
        values.append(rarity[met] / (math.sqrt(square) or 1.0))
        ends.append(len(columns))
    table = csr_matrix((np.concatenate([*values, np.zeros(0)]), columns, ends), shape=(len(bags), len(parts)))
    table.sum_duplicates()
    return table


def pair_table(
    bags: Sequence[Sequence[str]], pairs: Sequence[str] | None = None, rarity: Array | None = None
) -> tuple[list[str], Array, Any]:
    """Give the pairs of stems that enough passages hold, sorted, their rarity, and a row a passage as ``opining`` weighs it."""
    import numpy as np
    from scipy.sparse import csr_matrix

    found = [pairs_of(bag) for bag in bags]
    if pairs is None or rarity is None:
        held = Counter(pair for listed in found for pair in set(listed))
        pairs = sorted(pair for pair, number in held.items() if number >= _SEEN_IN)
        rarity = np.array([math.log((1 + len(bags)) / (1 + held[pair])) + 1 for pair in pairs])
    place = {pair: number for number, pair in enumerate(pairs)}
    rows = [[place[pair] for pair in listed if pair in place] for listed in found]
    values = [rarity[row] / (math.sqrt(float((rarity[row] ** 2).sum())) or 1.0) for row in rows]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [column for row in rows for column in row]
    table = csr_matrix((np.concatenate([*values, np.zeros(0)]), columns, ends), shape=(len(bags), len(pairs)))
    table.sum_duplicates()
    return list(pairs), rarity, table
