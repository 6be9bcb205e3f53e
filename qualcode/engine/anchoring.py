"""Anchoring: where the coded passages of a text stand in its corrected version, and how sure that is.

A passage is *moved* without anybody asked only when its whole sentence stands there word for word and no other place could be
meant; everything else that is found waits for a person, since a word put in before it may turn what the passage says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.engine.aligning import Alignment, Words, times

CHANGED = N_("its words were changed")
AROUND = N_("the words around it were changed")
TWICE = N_("its words stand in several places")
GONE = N_("its words are gone")

_ALIKE = 60.0
"""Below this likeness (0-100) of the words at the aligned place, the rest of the text is searched."""
_FOUND = 75.0
"""So alike must words be that stand somewhere else."""
_TELLING = 5
"""A sentence of so many words, met once in both versions, is told by itself; a shorter one also by a neighbour."""
_NEIGHBOURS = 4
"""Words on one side that tell a short sentence's place."""
_SPAN_TOO_LONG = 20_000
"""Code points; a passage longer than this is not looked for word by word elsewhere in the text."""


class Anchoring(StrEnum):
    """What became of a passage."""

    MOVED = "moved"
    UNCERTAIN = "uncertain"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands in the new text.

    ``span`` is None when it is lost; ``score`` (0-100) tells how alike the words are; ``reason`` is English.
    """

    kind: Anchoring
    span: Span | None = None
    score: float = 100.0
    reason: str = ""


class Anchorer:
    """Two versions of a text, made ready once for any number of passages."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Words.of_two(old, new)
        self._alike = old == new

    @property
    def same_words(self) -> bool:
        """Tell whether no word or sign differs, white space apart."""
        return self.old.words == self.new.words

    def anchors(self, spans: Iterable[Span]) -> tuple[Anchor, ...]:
        """Give where each passage of the old text stands in the new one."""
        return tuple(self.anchor(span) for span in spans)

    def anchor(self, span: Span) -> Anchor:
        """Give where a passage of the old text stands in the new one."""
        if self._alike:
            return Anchor(Anchoring.MOVED, span)
        first, last = self.old.indexes(span)
        if first >= last:
            # White space alone: there are no words to find again.
            return Anchor(Anchoring.LOST, score=0.0, reason=GONE)
        at = self._sure(first, last)
        if at is not None:
            return Anchor(Anchoring.MOVED, self._carried(span, first, at))
        return self._unsure(span, first, last)

    def _sure(self, first: int, last: int) -> int | None:
        """Give the word at which the passage surely begins in the new text, or None."""
        begin, end = self.old.sentences(first, last)
        said = self.old.code[begin:end]
        here, there = times(self.old.code, said), times(self.new.code, said)
        if there == 0:
            return None
        if here == there == 1:
            at = self.new.code.find(said)
            told = end - begin >= _TELLING or self._near(begin, end, at)
        else:
            found = self._by_neighbours(begin, end, one_side=here == there)
            # Cut and moved together, two like places may have changed their neighbours: the whole text's course must agree.
            at = 0 if found is None else found
            told = found is not None and self._alignment.place(begin, end) == (at, at + end - begin)
        if not told or not self._set_alike(begin, end, at) or not self._same_words(begin, end, at):
            return None
        return at + first - begin

    def _near(self, begin: int, end: int, at: int) -> bool:
        """Tell whether the words before or after a short sentence are the same in both texts."""
        size = end - begin
        return self.old.before(begin, _NEIGHBOURS) == self.new.before(at, _NEIGHBOURS) or self.old.after(
            end, _NEIGHBOURS
        ) == self.new.after(at + size, _NEIGHBOURS)

    def _by_neighbours(self, begin: int, end: int, *, one_side: bool) -> int | None:
        """Give where a sentence that stands in several places is, by as many of its neighbours as tell it apart.

        Both sides must be the same: of two that stood beside each other nobody can say which is left. Where as many stand
        there as before, ``one_side`` is enough.
        """
        old, new = self.old.framed, self.new.framed
        # In the framed codes, where the text's own beginning and end are neighbours like words.
        begin, end = begin + 1, end + 1
        for left, right in [(1, 1), (1, 0), (0, 1)] if one_side else [(1, 1)]:
            size = _NEIGHBOURS
            while True:
                start, stop = max(0, begin - left * size), min(len(old), end + right * size)
                said = old[start:stop]
                if times(old, said) == 1:
                    if times(new, said) == 1:
                        return new.find(said) + begin - start - 1
                    break
                if (start == 0 or not left) and (stop == len(old) or not right):
                    break
                size *= 2
        return None

    def _set_alike(self, begin: int, end: int, at: int) -> bool:
        """Tell whether the sentence begins and ends in the new text as it did: nothing was put in before or after it."""
        stop = at + end - begin
        starts = at in self.new.starts or self.old.before(begin, 1) == self.new.before(at, 1)
        last = stop == len(self.new.words) or stop in self.new.starts
        ends = last or self.old.after(end, 1) == self.new.after(stop, 1)
        return starts and ends

    def _same_words(self, begin: int, end: int, at: int) -> bool:
        return self.old.words[begin:end] == self.new.words[at : at + end - begin]

    def _carried(self, span: Span, first: int, at: int) -> Span:
        """Give the span in the new text; a border inside a word stays inside it."""
        _, last = self.old.indexes(span)
        return Span(
            self.new.begins[at] + max(0, span.start - self.old.begins[first]),
            self.new.ends[at + last - 1 - first] - max(0, self.old.ends[last - 1] - span.end),
        )

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment.of(self.old, self.new)

    def _unsure(self, span: Span, first: int, last: int) -> Anchor:
        said = self.old.code[first:last]
        wanted = span.of(self.old.text)
        low, high = self._alignment.place(first, last)
        at = self.new.code.find(said, low, max(high, low + last - first))
        if at < 0 and last - first >= _TELLING:
            at = self.new.code.find(said)
        if at >= 0 and self._same_words(first, last, at):
            several = max(times(self.new.code, said), times(self.old.code, said)) > 1
            return Anchor(Anchoring.UNCERTAIN, self._carried(span, first, at), 100.0, TWICE if several else AROUND)
        best = Anchor(Anchoring.LOST, score=0.0, reason=GONE)
        if low < high:
            place = self.new.joined(low, high)
            score = fuzz.ratio(wanted, place.of(self.new.text))
            if score >= _ALIKE:
                return Anchor(Anchoring.UNCERTAIN, place, round(score, 1), CHANGED)
        if len(wanted) <= _SPAN_TOO_LONG:
            best = self._elsewhere(wanted, first, last) or best
        return best

    def _elsewhere(self, wanted: str, first: int, last: int) -> Anchor | None:
        """Give the most similar run of as many sentences anywhere in the new text."""
        begin, end = self.old.sentences(first, last)
        windows = self._windows(max(1, len([n for n in range(begin, end) if n in self.old.starts])))
        found = process.extractOne(
            wanted, [w.of(self.new.text) for w in windows], scorer=fuzz.ratio, score_cutoff=_FOUND
        )
        if found is None:
            return None
        _, score, number = found
        return Anchor(Anchoring.UNCERTAIN, windows[number], round(score, 1), CHANGED)

    def _windows(self, size: int) -> list[Span]:
        borders = [*sorted(self.new.starts), len(self.new.words)]
        stops = (borders[min(n + size, len(borders) - 1)] for n in range(len(borders) - 1))
        return [self.new.joined(a, b) for a, b in zip(borders, stops, strict=False) if a < b]
