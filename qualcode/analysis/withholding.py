"""Which small numbers a publication withholds, and which others with them, so that none can be computed back from the totals.

Cells below k are withheld first (primary), then others (secondary) until no withheld cell has only one possible value. The numbers of a
theme's codes by status, and the theme's own, are a network of flows: codes send what they hold to statuses, statuses to the theme. A cell
can have another value just when a cycle of the residual network runs through it (Gusfield, SIAM J. Comput. 17, 1988, for tables).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from qualcode.domain.table import Count

TOTAL = ""
"""The row of a block that holds the sums of the others."""
_MOST_PARTS = 4
Block = Mapping[str, Sequence[int]]
"""Rows of numbers by name, as long as the columns are many; the row TOTAL, when there, is the sum of the others by column."""
Place = tuple[str, int]


def withheld_cells(block: Block, k: int) -> frozenset[Place]:
    """Give the (row, column) places to withhold: numbers from 1 to k - 1, and others so that none of them can be computed back.

    A reader is taken to know each row's sum (a code's is the number of cases), every number that is shown, and that zeros
    are shown wherever another number can stand in for them.
    """
    primary = sorted((row, at) for row, line in block.items() for at, number in enumerate(line) if 0 < number < k)
    hidden = set(primary)
    for place in primary:
        while not _free(block, hidden, place) and (other := _next(block, hidden, place)) is not None:
            hidden.add(other)
    # A cell hidden later gives those before it more room, never less.
    return frozenset(hidden)


def _next(block: Block, hidden: set[Place], place: Place) -> Place | None:
    """Give the place to withhold next: the least number in the row, then in the column, then anywhere; zeros last."""
    row, at = place

    def cost(one: Place) -> tuple[bool, bool, int, Place]:
        number = block[one[0]][one[1]]
        return number == 0, one[0] != row and one[1] != at, number, one

    rows = [(row, n) for n in range(len(block[row]))]
    columns = [(name, at) for name in block]
    everything = [(name, n) for name, line in block.items() for n in range(len(line))]
    for choice in (rows, columns, everything):
        open_ = [one for one in choice if one not in hidden]
        # Whether it helps is seen by trying: of those that free the cell the cheapest.
        freeing = [one for one in open_ if _free(block, {*hidden, one}, place)]
        if freeing:
            return min(freeing, key=cost)
        if choice is not everything:
            continue
        return min(open_, key=cost) if open_ else None
    return None


def _free(block: Block, hidden: set[Place], place: Place) -> bool:
    """Tell whether a withheld cell could hold another number than it does, all that is shown being as it is."""
    edges = {one: _edge(block, one) for one in hidden}
    tail, head = edges[place]
    number = block[place[0]][place[1]]
    return _reached(block, edges, place, head, tail) or (number > 1 and _reached(block, edges, place, tail, head))


def _edge(block: Block, place: Place) -> tuple[str, str]:
    row, at = place
    column = f"column {at}" if TOTAL in block else "anywhere"
    return (column, "theme") if row == TOTAL else (f"row {row}", column)


def _reached(block: Block, edges: Mapping[Place, tuple[str, str]], without: Place, start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for place, (tail, head) in edges.items():
            if place == without:
                continue
            # A number may grow without end; it may shrink only while something is left of it.
            steps = [(tail, head)] + ([(head, tail)] if block[place[0]][place[1]] > 1 else [])
            for begin, end in steps:
                if begin == here and end not in seen:
                    seen.add(end)
                    waiting.append(end)
    return False


def withheld_counts(counts: Sequence[Count], parents: Mapping[str, str], k: int) -> frozenset[str]:
    """Give the ids of declared counts to withhold: those that count, or leave over, 1 to k - 1 cases, and those that would tell them.

    ``parents`` give each count's parent, "" without one. A count whose parent is withheld says its number ("of the 4 counties") and is
    withheld as well; so is the least of counts that share their parent's cases out among them, when one alone of these is withheld.
    """
    if k <= 0:
        return frozenset()
    by_id = {count.id: count for count in counts}
    hidden = {count.id for count in counts if _small(count, k)}
    while True:
        more = {c.id for c in counts if parents.get(c.id, "") in hidden and c.id not in hidden}
        for parts in _shares(counts, parents):
            gone = [one for one in parts if one in hidden]
            if len(gone) == 1:
                more.add(min((one for one in parts if one not in hidden), key=lambda one: (by_id[one].count, one)))
        if not more - hidden:
            return frozenset(hidden)
        hidden |= more


def _small(count: Count, k: int) -> bool:
    rest = len(count.rest) if count.cases else 0
    return 0 < count.count < k or 0 < count.denominator < k or 0 < rest < k


def _shares(counts: Sequence[Count], parents: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    """Give the groups of counts of one parent that together hold each of its cases exactly once."""
    groups: dict[str, list[Count]] = {}
    for count in counts:
        if count.cases:
            groups.setdefault(parents.get(count.id, ""), []).append(count)
    for group in groups.values():
        whole = {*group[0].cases, *group[0].rest}
        for size in range(2, _MOST_PARTS + 1):
            for parts in combinations(group, size):
                held = [case for part in parts for case in part.cases]
                if len(held) == len(whole) and set(held) == whole:
                    yield tuple(part.id for part in parts)
