"""Which marks stand on which row, and in which lane of the margin, so that overlapping codes stay side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from qualcode.tui.wrapping import Layout
from qualcode.usecases.viewing import Mark, in_order


@dataclass(frozen=True, slots=True)
class Stripe:
    """A mark's part on one row: its lane from the left, and whether this is the row it begins on."""

    mark: Mark
    lane: int
    first: bool


class Stripes:
    """The marks of a document laid out beside its rows."""

    def __init__(self, layout: Layout, marks: Sequence[Mark]) -> None:
        self._layout = layout
        self._rows: dict[int, list[Stripe]] = defaultdict(list)
        self._reach: dict[str, range] = {}
        self._lay(marks)

    def change(self, gone: Iterable[Mark], come: Sequence[Mark]) -> range:
        """Take marks away and add others; give the rows that may look otherwise.

        Lanes are dealt anew among the marks that share rows with these, or with those that do, and so on: others keep theirs, as they
        would if all were laid out from the beginning, since where no mark goes on from the row above every lane is free.
        """
        lost = {mark.id for mark in gone}
        touched = [*(self._rows_of(mark) for mark in come), *(self._reach.pop(key) for key in lost)]
        first, stop = min(rows.start for rows in touched), max(rows.stop for rows in touched)
        found: dict[str, Mark] = {}
        # Rows that a mark reaches over are looked through in their turn.
        pending = [range(first, stop)]
        while pending:
            for row in pending.pop():
                for stripe in self._rows.pop(row, ()):
                    mark = stripe.mark
                    if mark.id in lost or mark.id in found:
                        continue
                    found[mark.id] = mark
                    reach = self._reach[mark.id]
                    pending += [range(reach.start, first), range(stop, reach.stop)]
                    first, stop = min(first, reach.start), max(stop, reach.stop)
        self._lay(sorted([*found.values(), *come], key=in_order))
        return range(first, stop)

    def on(self, row: int) -> Sequence[Stripe]:
        """Give the marks on a row."""
        return self._rows.get(row, ())

    def _rows_of(self, mark: Mark) -> range:
        first = self._layout.row_of(mark.span.start)
        return range(first, self._layout.row_of(max(mark.span.start, mark.span.end - 1)) + 1)

    def _lay(self, marks: Iterable[Mark]) -> None:
        """Lay out marks that come in their order and share no row with those that are laid out already."""
        free: list[int] = []
        busy: list[tuple[int, int]] = []
        lanes = 0
        placed = [(self._rows_of(m), m) for m in marks]
        for rows, mark in sorted(placed, key=lambda p: (p[0].start, p[1].span.start, -p[0].stop, p[1].coding is None)):
            while busy and busy[0][0] < rows.start:
                heappush(free, heappop(busy)[1])
            if free:
                lane = heappop(free)
            else:
                lane, lanes = lanes, lanes + 1
            heappush(busy, (rows[-1], lane))
            self._reach[mark.id] = rows
            for row in rows:
                if not self._layout.is_blank(row) or row == rows.start:
                    self._rows[row].append(Stripe(mark, lane, first=row == rows.start))
