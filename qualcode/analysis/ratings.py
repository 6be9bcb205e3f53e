"""Ratings: what several coders said of the same units, as the coefficients of agreement take it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PAIR = 2
"""Agreement needs two: units that fewer coders rated say nothing of it."""


@dataclass(frozen=True)
class Ratings:
    """Units × coders: a category, or None where a coder did not rate the unit.

    ``weights`` tells how many equal units each row stands for (1 each when empty: characters of a stretch that all coders treated
    alike are one row); ``clusters`` which rows were drawn together (each its own when empty: the cells of one county, the
    stretches of one document), and are drawn together again for the intervals. ``categories`` are those that could be chosen.
    """

    coders: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    weights: tuple[float, ...] = ()
    clusters: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Give the categories that the coefficients count with: the declared ones, else those that somebody chose, sorted."""
        return self.categories or tuple(sorted({c for row in self.rows for c in row if c is not None}))

    @cached_property
    def pairable(self) -> int:
        """Give the number of rows that at least two coders rated."""
        return sum(sum(c is not None for c in row) >= PAIR for row in self.rows)

    @cached_property
    def marks(self) -> Numbers:
        """Give an array coders × rows × categories: 1 where the coder chose the category, else 0."""
        import numpy as np

        place = {category: k for k, category in enumerate(self.used)}
        found = np.zeros((len(self.coders), len(self.rows), len(self.used)))
        for i, row in enumerate(self.rows):
            for g, category in enumerate(row):
                if category is not None:
                    found[g, i, place[category]] = 1.0
        return found

    @cached_property
    def shares(self) -> Numbers:
        """Give the weight of every row."""
        import numpy as np

        return np.asarray(self.weights or (1.0,) * len(self.rows), dtype=float)

    def condensed(self) -> Ratings:
        """Give the same ratings with equal rows of one cluster put together, so that samples cost little whatever the text's length."""
        sums: dict[tuple[str, tuple[str | None, ...]], float] = {}
        clusters = self.clusters or tuple(str(i) for i in range(len(self.rows)))
        for cluster, row, weight in zip(clusters, self.rows, self.shares, strict=True):
            sums[cluster, row] = sums.get((cluster, row), 0.0) + float(weight)
        return Ratings(
            self.coders,
            tuple(row for _, row in sums),
            tuple(sums.values()),
            tuple(cluster for cluster, _ in sums),
            self.used,
        )

    def draws(self, number: int, seed: int) -> Numbers:
        """Give ``number`` bootstrap samples as weights of the rows, shape (number, rows): whole clusters drawn with replacement."""
        import numpy as np

        names = self.clusters or tuple(str(i) for i in range(len(self.rows)))
        order = {name: i for i, name in enumerate(dict.fromkeys(names))}
        home = np.array([order[name] for name in names], dtype=int)
        drawn = np.random.default_rng(seed).multinomial(len(order), [1 / len(order)] * len(order), size=number)
        weights: Numbers = drawn[:, home] * self.shares
        return weights


def joined(tables: Iterable[Ratings]) -> Ratings:
    """Give several tables of the same coders as one.

    The categories that could be chosen are those of any table: a status that nobody used for one code was still there to be chosen.
    """
    parts = tuple(tables)
    coders = parts[0].coders if parts else ()
    return Ratings(
        coders,
        tuple(row for part in parts for row in part.rows),
        tuple(float(w) for part in parts for w in part.shares),
        tuple(c for part in parts for c in (part.clusters or (str(i) for i in range(len(part.rows))))),
        tuple(sorted({c for part in parts for c in part.used})),
    )


def stretches(length: int, coded: Sequence[Sequence[tuple[int, int]]]) -> tuple[tuple[int, tuple[bool, ...]], ...]:
    """Cut a text of ``length`` characters where any coder's passages begin or end.

    ``coded`` holds each coder's half-open spans, overlapping or not. Gives (length, coded by each coder) in the order of the text;
    the lengths add up to ``length``, so that uncoded text counts.
    """
    edges = sorted({0, length, *(min(max(e, 0), length) for spans in coded for span in spans for e in span)})
    return tuple(
        (end - start, tuple(any(a <= start and end <= b for a, b in spans) for spans in coded))
        for start, end in pairwise(edges)
    )
