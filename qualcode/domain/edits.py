"""Replacements in a text, and where a span lies before and after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from qualcode.domain.spans import Span


class Edit(NamedTuple):
    """The code points ``start``-``end`` of the old text become ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits of one text, in order and apart from each other."""

    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, edits: list[Edit]) -> Self:
        """Order the edits and refuse those that overlap."""
        ordered = tuple(sorted(edits, key=lambda e: (e.start, e.end)))
        for one, two in pairwise(ordered):
            if two.start < one.end:
                message = f"edits overlap at {two.start}"
                raise ValueError(message)
        return cls(ordered)

    def apply(self, text: str) -> str:
        """Give the new text."""
        pieces: list[str] = []
        at = 0
        for edit in self.edits:
            pieces += (text[at : edit.start], edit.replacement)
            at = edit.end
        pieces.append(text[at:])
        return "".join(pieces)

    def new_positions(self) -> tuple[Span, ...]:
        """Give where each replacement stands in the new text, in the order of ``edits``."""
        spans = []
        drift = 0
        for edit in self.edits:
            start = edit.start + drift
            spans.append(Span(start, start + len(edit.replacement)))
            drift += len(edit.replacement) - (edit.end - edit.start)
        return tuple(spans)

    def forward(self, span: Span) -> Span:
        """Give where ``span`` of the old text lies in the new one; a border inside an edit moves out to the edit's own."""
        return self.mover()(span)

    def mover(self) -> Callable[[Span], Span]:
        """Give ``forward`` for many spans: what it needs of the edits is worked out once."""
        starts = [e.start for e in self.edits]
        positions = self.new_positions()

        def place(at: int, *, last: bool) -> int:
            # A left border at an edit's start lies before it; a right border at an edit's start lies before it too.
            index = (bisect_left(starts, at) if last else bisect_right(starts, at)) - 1
            if index < 0:
                return at
            edit, new = self.edits[index], positions[index]
            if at >= edit.end and not (at == edit.start == edit.end and not last):
                return new.end + at - edit.end
            return new.end if last else new.start

        return lambda span: Span(place(span.start, last=False), place(span.end, last=True))

    def around(self, at: int) -> int | None:
        """Give the number of the edit that ``at`` lies inside of, not at its borders, or None."""
        index = bisect_left(self.edits, at, key=lambda e: e.start) - 1
        return index if index >= 0 and at < self.edits[index].end else None

    def backward(self, span: Span) -> Span:
        """Give where ``span`` of the new text lay in the old one; a border inside a replacement moves out to its edit's own."""
        return self._inverse().forward(span)

    def _inverse(self) -> Edits:
        return Edits(
            tuple(
                Edit(n.start, n.end, " " * (e.end - e.start))
                for e, n in zip(self.edits, self.new_positions(), strict=True)
            )
        )
