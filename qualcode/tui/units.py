"""Words, sentences and paragraphs of a document: what a selection takes at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from qualcode.domain.minutes import Document, SegmentKind
from qualcode.domain.spans import Span
from qualcode.tui.pieces import Piece, PieceKind

_WORD = re.compile(r"\w+(?:[-’'./:]\w+)*")


class Unit(StrEnum):
    """What a selection grows and shrinks by."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Units:
    """The units of one document, each kind in the order of the text and apart from each other."""

    def __init__(self, document: Document, pieces: Sequence[Piece]) -> None:
        self._document = document
        self._pieces = pieces

    @cached_property
    def _words(self) -> list[Span]:
        return [Span(*m.span()) for m in _WORD.finditer(self._document.text)]

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return [p.span for p in self._pieces if p.kind is not PieceKind.BLANK]

    @cached_property
    def _sentences(self) -> list[Span]:
        cut = [s.span for s in self._document.part(SegmentKind.SENTENCE)]
        begun = {self.place(Unit.PARAGRAPH, s.start) for s in cut}
        # A heading, or what was not cut into sentences, counts as one.
        whole = [span for place, span in enumerate(self._paragraphs) if place not in begun]
        return sorted(cut + whole)

    def spans(self, unit: Unit) -> list[Span]:
        """Give every unit of a kind."""
        match unit:
            case Unit.WORD:
                return self._words
            case Unit.SENTENCE:
                return self._sentences
            case Unit.PARAGRAPH:
                return self._paragraphs

    def place(self, unit: Unit, offset: int) -> int:
        """Give the number of the unit that holds a code point, else of the next, else of the last; -1 when there is none."""
        there = self.spans(unit)
        found = bisect_right(there, offset, key=lambda s: s.start) - 1
        if found < 0 or offset >= there[found].end:
            found = min(found + 1, len(there) - 1)
        return found

    def around(self, unit: Unit, span: Span) -> Span | None:
        """Give the units that ``span`` touches, as one span; None when the document has none."""
        there = self.spans(unit)
        if not there:
            return None
        first, last = self.place(unit, span.start), self.place(unit, max(span.start, span.end - 1))
        return there[first].joined(there[max(first, last)])

    def reach(self, unit: Unit, span: Span, *, left: int = 0, right: int = 0) -> Span:
        """Move the borders of a selection by whole units: ``left`` -1 takes one more before, ``right`` 1 one more after.

        The other way round they shrink; at least one unit stays.
        """
        there = self.spans(unit)
        if not there:
            return span
        first = self.place(unit, span.start)
        # A full stop after the last word belongs to that word, not to the next.
        last = max(first, bisect_right(there, span.end - 1, key=lambda s: s.start) - 1)
        new_first = min(max(0, first + left), len(there) - 1)
        new_last = min(max(0, last + right), len(there) - 1)
        if new_first > new_last:
            return span
        start = span.start if new_first == first else there[new_first].start
        end = span.end if new_last == last else there[new_last].end
        return Span(start, end) if start < end else span
