"""Which marks stand on which row, and in which lane of the margin, so that overlapping codes stay side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from qualcode.tui.wrapping import Layout
from qualcode.usecases.viewing import Mark


@dataclass(frozen=True, slots=True)
class Stripe:
    """A mark's part on one row: its lane from the left, and whether this is the row it begins on."""

    mark: Mark
    lane: int
    first: bool


class Stripes:
    """The marks of a document laid out beside its rows."""

    def __init__(self, layout: Layout, marks: Sequence[Mark]) -> None:
        self._rows: dict[int, list[Stripe]] = defaultdict(list)
        self._reach: dict[str, range] = {}
        free: list[int] = []
        busy: list[tuple[int, int]] = []
        lanes = 0
        placed = [(layout.row_of(m.span.start), layout.row_of(max(m.span.start, m.span.end - 1)), m) for m in marks]
        for first, last, mark in sorted(placed, key=lambda p: (p[0], p[2].span.start, -p[1], p[2].coding is None)):
            while busy and busy[0][0] < first:
                heappush(free, heappop(busy)[1])
            if free:
                lane = heappop(free)
            else:
                lane, lanes = lanes, lanes + 1
            heappush(busy, (last, lane))
            self._reach[mark.id] = range(first, last + 1)
            for row in range(first, last + 1):
                if not layout.is_blank(row) or row == first:
                    self._rows[row].append(Stripe(mark, lane, first=row == first))
        self.lanes = lanes

    def on(self, row: int) -> Sequence[Stripe]:
        """Give the marks on a row."""
        return self._rows.get(row, ())

    def rows_of(self, mark: str) -> range:
        """Give the rows of a mark, none for one that is not there."""
        return self._reach.get(mark, range(0))
