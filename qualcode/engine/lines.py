"""A document as the engine runs through it: sentences with their words and atoms, paragraphs, sections and lead-ins.

Most sentences of minutes say nothing that a codebook asks for; what is known of a sentence is worked out when first asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import overload

from qualcode.domain.minutes import Segment, SegmentKind
from qualcode.domain.spans import Span
from qualcode.engine.lexicon import Lexicon
from qualcode.engine.segmenting import BULLET, TABLE_ROW
from qualcode.language.cues import guess_language_words, load
from qualcode.language.tokens import placed_words, words

_SAMPLE = 150
_LONGEST_LEAD = 160
_FARTHEST = 100
"""Sentences to either side that still count as around one; no paragraph that somebody wrote has so many."""
_NEAR = 40
"""Characters after a heading that hold the first word below it."""
_LISTED = frozenset({BULLET, TABLE_ROW})


def guess_language(found: Sequence[str]) -> str:
    """Give "sv" or "en" by the little words among the first ones; Swedish when in doubt."""
    counts = dict.fromkeys(guess_language_words(), 0)
    for word in islice(found, _SAMPLE):
        form = word.casefold()
        for language, small in guess_language_words().items():
            counts[language] += form in small
    return "en" if counts["en"] > counts["sv"] else "sv"


class Line:
    """A sentence as the engine sees it: its words, where they stand, and the atoms that each of them meets.

    ``first`` counts the words of the document before it. ``paragraph`` numbers the paragraph; ``sections`` are the focus areas,
    the heading above it and its words; ``bullet`` marks list items and table rows, ``lead`` the sentence that introduces them (or -1),
    ``heading`` what is written above.
    """

    def __init__(self, lines: Lines, number: int) -> None:
        self._lines = lines
        self._number = number
        self.span = lines.spans[number]
        self.first = lines.firsts[number]
        self.last = lines.lasts[number]
        self.words = lines.words[self.first : self.last]

    @cached_property
    def borders(self) -> list[tuple[int, int]]:
        """Give where each word begins and ends."""
        lines = self._lines
        return list(zip(lines.starts[self.first : self.last], lines.ends[self.first : self.last], strict=True))

    @property
    def gaps(self) -> list[str]:
        """Give what stands between the words: before each but the first, which has nothing before it."""
        return ["", *self._lines.gaps[self.first + 1 : self.last]]

    @cached_property
    def atoms(self) -> list[frozenset[int]]:
        """Give the atoms of each word."""
        return self._lines.view.of(self._lines.words, self.first, self.last)

    @cached_property
    def present(self) -> frozenset[int]:
        """Give the atoms of all words."""
        return frozenset().union(*self.atoms)

    @cached_property
    def paragraph(self) -> int:
        """Give the number of the paragraph, below 0 for a sentence outside of any."""
        return self._lines.paragraph(self._number)

    @cached_property
    def bullet(self) -> bool:
        """Tell whether the sentence is a list item or in a table row."""
        return self._lines.listed(self._number)

    @cached_property
    def moderator(self) -> bool:
        """Tell whether the moderator speaks."""
        return self._lines.moderated(self._number)

    @cached_property
    def sections(self) -> frozenset[str]:
        """Give the focus areas, the heading above and its words."""
        return self._lines.section_names(self._number)

    @property
    def focused(self) -> bool:
        """Tell whether any section of the document has a focus area."""
        return self._lines.focused

    @property
    def lead(self) -> int:
        """Give the sentence that introduces the list that this one belongs to ("Följande saknas:"), or -1."""
        return self._lines.lead(self._number)

    @property
    def heading(self) -> str:
        """Give the heading above as written, its colon too."""
        return self._lines.heading(self._number)

    def where(self, atom: int) -> list[int]:
        """Give the places of an atom."""
        return [place for place, here in enumerate(self.atoms) if atom in here]


def _asking(text: str, headings: Sequence[Segment], language: str) -> Iterator[Segment]:
    """Give the headings that ask for what stands below: with a question mark, or with an answer ("Saknas.") as the next words."""
    for heading in headings:
        label = heading.span.of(text).rstrip(" *_#")
        asks = label.endswith("?")
        if not asks:
            below = placed_words(text[heading.span.end : heading.span.end + _NEAR])[0]
            asks = bool(below) and below[0].casefold() in load(language).classes["value"]
        if asks:
            yield replace(heading, span=Span(heading.span.start, heading.span.start + len(label)), moderator=True)


class Lines(Sequence[Line]):
    """The sentences of a document that have words and lie outside the list of participants."""

    def __init__(
        self, text: str, segments: Sequence[Segment], lexicon: Lexicon, language: str = "", part: Span | None = None
    ) -> None:
        """Tokenise once, the whole text or one ``part`` of it; ``language`` is guessed when it is ""."""
        self.text = text
        self.part = Span(0, len(text)) if part is None else part
        self.words, self.starts, self.ends, self.gaps = placed_words(text, self.part.start, self.part.end)
        self.language = language or guess_language(self.words)
        self.view = lexicon.view("en" if self.language == "en" else "sv")
        parts: dict[SegmentKind, list[Segment]] = {kind: [] for kind in SegmentKind}
        for one in segments:
            parts[one.kind].append(one)
        self._paragraphs = parts[SegmentKind.PARAGRAPH]
        self._sections = parts[SegmentKind.SECTION]
        self._paragraph_starts = [one.span.start for one in self._paragraphs]
        self._section_starts = [one.span.start for one in self._sections]
        self._leads: dict[int, int] = {}
        self._names: dict[int, frozenset[str]] = {}
        self.focused = any(one.focus for one in self._sections)
        self.spans: list[Span] = []
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        self._moderated: list[bool] = []
        sentences = [*parts[SegmentKind.SENTENCE], *_asking(text, parts[SegmentKind.HEADING], self.language)]
        sentences.sort(key=lambda one: one.span.start)
        self._place(sentences, [one.span for one in parts[SegmentKind.ROSTER]])
        self._made: list[Line | None] = [None] * len(self.spans)

    def _place(self, sentences: Sequence[Segment], rosters: Sequence[Span]) -> None:
        starts = self.starts
        last = 0
        for sentence in sentences:
            span = sentence.span
            if not self.part.start <= span.start < self.part.end:
                continue
            if rosters and any(roster.overlaps(span) for roster in rosters):
                continue
            first = last if last < len(starts) and starts[last] == span.start else bisect_left(starts, span.start)
            last = bisect_left(starts, span.end, first)
            if first < last:
                self.spans.append(span)
                self.firsts.append(first)
                self.lasts.append(last)
                self._moderated.append(sentence.moderator)

    def __len__(self) -> int:
        """Give the number of sentences."""
        return len(self.spans)

    @overload
    def __getitem__(self, number: int) -> Line: ...
    @overload
    def __getitem__(self, number: slice) -> list[Line]: ...
    def __getitem__(self, number: int | slice) -> Line | list[Line]:
        """Give a sentence, or several."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        line = self._made[number]
        if line is None:
            line = self._made[number] = Line(self, number if number >= 0 else len(self) + number)
        return line

    def spoken_words(self) -> list[str]:
        """Give the words of all sentences, one after the other: those of the document without what lies outside of any sentence."""
        if self.firsts and self.lasts[-1] - self.firsts[0] == sum(self.lasts) - sum(self.firsts):
            return self.words[self.firsts[0] : self.lasts[-1]]
        return [word for first, last in zip(self.firsts, self.lasts, strict=True) for word in self.words[first:last]]

    def torn(self) -> Iterator[int]:
        """Give the sentences into which the word before them reaches ("_plan_" before "plan_")."""
        ends = self.ends
        return (n for n, first in enumerate(self.firsts) if first and ends[first - 1] > self.spans[n].start)

    def _above(self, number: int) -> int:
        """Give the paragraph that a sentence lies in, or -1."""
        span = self.spans[number]
        at = bisect_right(self._paragraph_starts, span.start) - 1
        return at if at >= 0 and span.end <= self._paragraphs[at].span.end else -1

    def paragraph(self, number: int) -> int:
        """Give the number of a sentence's paragraph; outside of any, a number of its own below 0."""
        at = self._above(number)
        return at if at >= 0 else -self.spans[number].start - 1

    def listed(self, number: int) -> bool:
        """Tell whether a sentence is a list item or in a table row."""
        at = self._above(number)
        return at >= 0 and self._paragraphs[at].label in _LISTED

    def moderated(self, number: int) -> bool:
        """Tell whether the moderator speaks."""
        at = self._above(number)
        return self._moderated[number] or (at >= 0 and self._paragraphs[at].moderator)

    def neighbours(self, number: int) -> range:
        """Give the sentences of a sentence's paragraph, itself among them; of endless paragraphs the nearest."""
        own = self.paragraph(number)
        first, last = number, number + 1
        while first > max(0, number - _FARTHEST) and self.paragraph(first - 1) == own:
            first -= 1
        while last < min(len(self), number + _FARTHEST) and self.paragraph(last) == own:
            last += 1
        return range(first, last)

    def _section(self, number: int) -> int:
        span = self.spans[number]
        at = bisect_right(self._section_starts, span.start) - 1
        return at if at >= 0 and span.end <= self._sections[at].span.end else -1

    def section_names(self, number: int) -> frozenset[str]:
        """Give the focus areas of a sentence's section, its heading and the words of that."""
        at = self._section(number)
        if at < 0:
            return frozenset()
        if at not in self._names:
            section = self._sections[at]
            label = section.label.casefold()
            areas = {part for part in section.focus.split("/") if part}
            self._names[at] = frozenset(areas | {label} | set(words(label)))
        return self._names[at]

    def heading(self, number: int) -> str:
        """Give the heading above a sentence as written."""
        at = self._section(number)
        if at < 0:
            return ""
        start, end = self._sections[at].span.start, self.spans[number].start
        line = self.text.find("\n", start, end)
        return self.text[start : line if line >= 0 else end].strip(" *_#")

    def lead(self, number: int) -> int:
        """Give the sentence before a list that announces it: short, ended by a colon, in the paragraph above; -1 when none does."""
        if not self.listed(number):
            return -1
        lead = number - 1
        while lead >= 0 and lead not in self._leads and self.listed(lead):
            lead -= 1
        self._leads[number] = found = self._leads[lead] if lead in self._leads else self._announcing(lead)
        return found

    def _announcing(self, lead: int) -> int:
        if lead < 0:
            return -1
        span, text = self.spans[lead], self.text
        ends = text[span.end - 1 : span.end] == ":" or text[span.end : span.end + 2].lstrip(" *").startswith(":")
        following = self.paragraph(lead + 1) != self.paragraph(lead)
        return lead if ends and following and len(span) <= _LONGEST_LEAD else -1
