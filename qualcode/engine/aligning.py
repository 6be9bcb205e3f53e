"""Aligning two versions of a text word by word: each word becomes one character, so that whole texts are compared as strings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Self

from rapidfuzz.distance import LCSseq

from qualcode.domain.spans import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_ENDS = frozenset(".!?:;")
_FIRST_CODE = 0xE000
_MOST_CODES = 0x10F000 - _FIRST_CODE
_MOST_WORK = 400_000_000
"""Words of one text times words of the other that are aligned at once: fifty megabytes of bits."""


class Words:
    """A text cut into words and signs.

    ``words`` are they, ``begins`` and ``ends`` their places; ``code`` has one character for each of them.
    """

    def __init__(self, text: str, known: dict[str, str]) -> None:
        self.text = text
        self.words = _WORD.findall(text)
        self.begins: list[int] = []
        self.ends: list[int] = []
        at = 0
        for word in self.words:
            at = text.index(word, at)
            self.begins.append(at)
            at += len(word)
            self.ends.append(at)
        for word in self.words:
            if word not in known:
                # More words than characters begin anew: who compares codes compares the words as well before trusting them.
                known[word] = chr(_FIRST_CODE + len(known) % _MOST_CODES)
        self.code = "".join(map(known.__getitem__, self.words))

    @classmethod
    def of_two(cls, old: str, new: str) -> tuple[Self, Self]:
        """Cut two texts, the same word becoming the same character in both."""
        known: dict[str, str] = {}
        return cls(old, known), cls(new, known)

    @cached_property
    def starts(self) -> frozenset[int]:
        """The indexes of the words that begin a sentence, a heading or a line."""
        gaps = zip(self.words, self.ends, self.begins[1:], range(1, len(self.words)), strict=False)
        found = {n for word, end, begin, n in gaps if begin > end and (word in _ENDS or "\n" in self.text[end:begin])}
        return frozenset({0, *found} if self.words else found)

    @cached_property
    def framed(self) -> str:
        """The code between a mark of its beginning and one of its end."""
        return f"\x02{self.code}\x03"

    @cached_property
    def _borders(self) -> list[int]:
        return [*sorted(self.starts), len(self.words)]

    def indexes(self, span: Span) -> tuple[int, int]:
        """Give the indexes, half open, of the words that share a character with a span."""
        return bisect_right(self.ends, span.start), bisect_left(self.begins, span.end)

    def sentences(self, first: int, last: int) -> tuple[int, int]:
        """Widen a run of words to the whole sentences that it touches."""
        return (
            self._borders[bisect_right(self._borders, first) - 1],
            self._borders[bisect_left(self._borders, last)],
        )

    def joined(self, first: int, last: int) -> Span:
        """Give the span of a run of words."""
        return Span(self.begins[first], self.ends[last - 1])

    def before(self, index: int, size: int) -> str:
        """Give the code of at most ``size`` words before an index."""
        return self.code[max(0, index - size) : index]

    def after(self, index: int, size: int) -> str:
        """Give the code of at most ``size`` words from an index on."""
        return self.code[index : index + size]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of two texts are the same: pairs of indexes, both rising."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    size: int

    @classmethod
    def of(cls, old: Words, new: Words) -> Alignment:
        """Align two texts by the longest series of words that stand in both; too long ones between sentences met once in both."""
        pairs = list(_pairs(old, new))
        return cls(tuple(a for a, _ in pairs), tuple(b for _, b in pairs), len(new.words))

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Give the run of new words, half open, that stands where the run of old ones stood."""
        low = bisect_left(self.old, first)
        high = bisect_left(self.old, last)
        if low < high:
            inside = self.new[low], self.new[high - 1] + 1
            before = self.new[low - 1] + 1 if low else 0
            after = self.new[high] if high < len(self.new) else self.size
            # Words changed at a border belong to the passage as well, unless more of them stand there now than were there.
            were_before = self.old[low] - (self.old[low - 1] + 1 if low else 0)
            were_after = (self.old[high] if high < len(self.old) else last) - self.old[high - 1] - 1
            head = self.old[low] > first and inside[0] - before <= were_before + 1
            tail = self.old[high - 1] < last - 1 and after - inside[1] <= were_after + 1
            return before if head else inside[0], after if tail else inside[1]
        return (
            self.new[low - 1] + 1 if low else 0,
            self.new[high] if high < len(self.new) else self.size,
        )


def times(code: str, part: str) -> int:
    """Give how often a run of words stands in a code, runs that share words counted each."""
    number = 0
    at = code.find(part)
    while at >= 0:
        number += 1
        at = code.find(part, at + 1)
    return number


def _pairs(old: Words, new: Words) -> Iterator[tuple[int, int]]:
    if len(old.code) * len(new.code) <= _MOST_WORK:
        return _common(old, new, (0, len(old.code)), (0, len(new.code)))
    here = there = 0
    blocks: list[Iterator[tuple[int, int]]] = []
    for (a, b), (c, d) in [*_lines_in_both(old, new), ((len(old.code),) * 2, (len(new.code),) * 2)]:
        if (a - here) * (c - there) <= _MOST_WORK:
            blocks.append(_common(old, new, (here, a), (there, c)))
        blocks.append(zip(range(a, b), range(c, d), strict=True))
        here, there = b, d
    return chain.from_iterable(blocks)


def _common(old: Words, new: Words, here: tuple[int, int], there: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for step in LCSseq.opcodes(old.code[slice(*here)], new.code[slice(*there)]):
        if step.tag == "equal":
            yield from zip(
                range(here[0] + step.src_start, here[0] + step.src_end),
                range(there[0] + step.dest_start, there[0] + step.dest_end),
                strict=True,
            )


def _lines_in_both(old: Words, new: Words) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the sentences that stand once in each text, as runs of words, the longest series of them that rises in both."""
    ours, theirs = _once(old), _once(new)
    pairs = sorted((ours[said], theirs[said]) for said in ours.keys() & theirs.keys())
    tails: list[int] = []
    ends: list[int] = []
    came_from: list[int] = []
    for number, (_, (begin, _)) in enumerate(pairs):
        place = bisect_left(tails, begin)
        came_from.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [begin]
        ends[place : place + 1] = [number]
    rising = []
    at = ends[-1] if ends else -1
    while at >= 0:
        rising.append(pairs[at])
        at = came_from[at]
    return rising[::-1]


def _once(words: Words) -> dict[str, tuple[int, int]]:
    borders = [*sorted(words.starts), len(words.code)]
    runs = {words.code[a:b]: (a, b) for a, b in pairwise(borders)}
    times = Counter(words.code[a:b] for a, b in pairwise(borders))
    return {said: run for said, run in runs.items() if times[said] == 1}
