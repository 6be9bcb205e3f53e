"""A document as the engine runs through it: sentences with their words and atoms, paragraphs, sections and lead-ins.

Most sentences of minutes say nothing that a codebook asks for; what is known of a sentence is worked out when first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING, overload

from qualcode.domain.minutes import Segment, SegmentKind, SegmentRow, rows_by_kind
from qualcode.domain.spans import Span
from qualcode.engine.lazy import lazy
from qualcode.engine.lexicon import Lexicon
from qualcode.engine.line import Line as Line  # noqa: PLC0414 - others look for it here
from qualcode.engine.ranges import ranges
from qualcode.engine.segmenting import BULLET, TABLE_ROW
from qualcode.language.cues import guess_language, load
from qualcode.language.spoken import plainly
from qualcode.language.tokens import placed_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

_LONGEST_LEAD = 160
_FARTHEST = 100
"""Sentences to either side that still count as around one; no paragraph that somebody wrote has so many."""
_NEAR = 40
"""Characters after a heading that hold the first word below it."""
_LISTED = frozenset({BULLET, TABLE_ROW})
_AFTER_MARK = " \"”'’»*_)"
"""What may stand after the question mark."""


def _asking(text: str, headings: Sequence[SegmentRow], language: str) -> Iterator[SegmentRow]:
    """Give the headings that ask for what stands below: with a question mark, or with an answer ("Saknas.") as the next words."""
    for kind, start, end, name, focus, _ in headings:
        label = text[start:end].rstrip(" *_#")
        asks = label.endswith("?")
        if not asks:
            below = words(text[end : end + _NEAR])
            asks = bool(below) and below[0].casefold() in load(language).classes["value"]
        if asks:
            yield kind, start, start + len(label), name, focus, True


def _numbered(found: list[str], language: str) -> tuple[list[str], list[str], Numbers]:
    """Give the words in the forms that the rules know, the distinct ones among those that were found, and which of these every word is."""
    import numpy as np

    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = np.fromiter(map(number_of.__getitem__, found), np.intp, len(found))
    written = list(number_of)
    distinct = plainly(written, language)
    return found if distinct == written else list(map(distinct.__getitem__, numbers.tolist())), distinct, numbers


class Lines(Sequence[Line]):
    """The sentences of a document that have words and lie outside the list of participants.

    ``words`` are those of the document, and ``numbers`` tell which of the ``distinct`` ones each is (some of these may be alike, where
    two forms are read as one): what hangs on the word alone is looked up once for each of those.
    """

    def __init__(
        self, text: str, segments: Sequence[Segment], lexicon: Lexicon, language: str = "", part: Span | None = None
    ) -> None:
        """Tokenise once, the whole text or one ``part`` of it; ``language`` is guessed when it is ""."""
        self.text = text
        self.part = Span(0, len(text)) if part is None else part
        found, self.starts, self.ends = placed_words(text, self.part.start, self.part.end)
        self.language = language or guess_language(found)
        self.words, self.distinct, self.numbers = _numbered(found, self.language)
        self.view = lexicon.view("en" if self.language == "en" else "sv")
        parts = rows_by_kind(segments, self.part)
        self._paragraphs = parts[SegmentKind.PARAGRAPH]
        self._sections = parts[SegmentKind.SECTION]
        self._leads: dict[int, int] = {}
        self._asking: dict[int, bool] = {}
        self.focused = any(focus for *_, focus, _ in self._sections)
        sentences = [*parts[SegmentKind.SENTENCE], *_asking(text, parts[SegmentKind.HEADING], self.language)]
        sentences.sort(key=itemgetter(1))
        self._place(sentences, [(start, end) for _, start, end, *_ in parts[SegmentKind.ROSTER]])
        self._made: list[Line | None] = [None] * len(self.firsts)

    def _place(self, sentences: Sequence[SegmentRow], rosters: Sequence[tuple[int, int]]) -> None:
        """Find the words and the paragraph of every sentence."""
        import numpy as np

        spoken = [
            row
            for row in sentences
            if self.part.start <= row[1] < self.part.end
            and not (rosters and any(begin < row[2] and row[1] < close for begin, close in rosters))
        ]
        starts = np.frombuffer(self.starts, np.int64)
        begins = np.array([row[1] for row in spoken], np.int64)
        closes = np.array([row[2] for row in spoken], np.int64)
        firsts, lasts = np.searchsorted(starts, begins), np.searchsorted(starts, closes)
        # One row more, for sentences before any paragraph.
        paragraphs = [*self._paragraphs, (None, -1, -1, "", "", False)]
        above = np.searchsorted([start for _, start, *_ in self._paragraphs], begins, side="right") - 1
        inside = closes <= np.array([end for _, _, end, *_ in paragraphs])[above]
        told = np.array([row[5] for row in spoken], bool) | (inside & np.array([p[5] for p in paragraphs])[above])
        worded = firsts < lasts
        self.begins: list[int] = begins[worded].tolist()
        self.closes: list[int] = closes[worded].tolist()
        self.bounds: tuple[Numbers, Numbers] = firsts[worded], lasts[worded]
        self.firsts: list[int] = self.bounds[0].tolist()
        self.lasts: list[int] = self.bounds[1].tolist()
        self.paragraphs: list[int] = np.where(inside, above, -begins - 1)[worded].tolist()
        self._above: list[int] = np.where(inside, above, -1)[worded].tolist()
        self._moderated: list[bool] = told[worded].tolist()

    @property
    def spans(self) -> list[Span]:
        """Give where the sentences stand."""
        return [Span(*span) for span in zip(self.begins, self.closes, strict=True)]

    def let_go(self) -> None:
        """Forget the sentences made so far: they know this object, and Python would find out late that nobody else knows it."""
        self._made = [None] * len(self.firsts)

    def __len__(self) -> int:
        """Give the number of sentences."""
        return len(self.firsts)

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

    @lazy
    def spoken(self) -> Numbers | slice:
        """Give the places of the words of all sentences: those of the document without what lies outside of any sentence."""
        if self.firsts and self.lasts[-1] - self.firsts[0] == sum(self.lasts) - sum(self.firsts):
            return slice(self.firsts[0], self.lasts[-1])
        return ranges(*self.bounds)[0]

    def torn(self) -> list[int]:
        """Give the sentences into which the word before them reaches ("_plan_" before "plan_")."""
        import numpy as np

        firsts, ends = self.bounds[0], np.frombuffer(self.ends, np.int64)
        torn: list[int] = np.flatnonzero((firsts > 0) & (ends[firsts - 1] > np.array(self.begins))).tolist()
        return torn

    def words_of(self, number: int) -> list[str]:
        """Give the words of a sentence."""
        return self.words[self.firsts[number] : self.lasts[number]]

    def paragraph(self, number: int) -> int:
        """Give the number of a sentence's paragraph; outside of any, a number of its own below 0."""
        return self.paragraphs[number]

    def listed(self, number: int) -> bool:
        """Tell whether a sentence is a list item or in a table row."""
        at = self._above[number]
        return at >= 0 and self._paragraphs[at][3] in _LISTED

    def moderated(self, number: int) -> bool:
        """Tell whether the moderator speaks."""
        return self._moderated[number]

    def asks(self, number: int) -> bool:
        """Tell whether a sentence asks: it ends in a question mark, outside a quotation that it only reports, or the moderator speaks."""
        known = self._asking.get(number)
        if known is None:
            said = self.text[self.begins[number] : self.closes[number]]
            asks = self._moderated[number] or ("?" in said and said.rstrip(_AFTER_MARK).endswith("?"))
            known = self._asking[number] = asks
        return known

    def neighbours(self, number: int) -> range:
        """Give the sentences of a sentence's paragraph, itself among them; of endless paragraphs the nearest."""
        own = self.paragraph(number)
        first, last = number, number + 1
        while first > max(0, number - _FARTHEST) and self.paragraph(first - 1) == own:
            first -= 1
        while last < min(len(self), number + _FARTHEST) and self.paragraph(last) == own:
            last += 1
        return range(first, last)

    @lazy
    def sections(self) -> Numbers:
        """Give the number of every sentence's section, -1 where it lies in none."""
        import numpy as np

        starts = [start for _, start, *_ in self._sections]
        ends = np.array([*(end for _, _, end, *_ in self._sections), -1])
        at = np.searchsorted(starts, self.begins, side="right") - 1
        return np.where(np.asarray(self.closes) <= ends[at], at, -1)

    @lazy
    def names_of_sections(self) -> list[frozenset[str]]:
        """Give the focus areas of every section, its heading and the words of that; last what a sentence outside of any has: none."""
        found = []
        for _, _, _, written, focus, _ in self._sections:
            label = written.casefold()
            areas = {part for part in focus.split("/") if part}
            found.append(frozenset(areas | {label} | set(words(label))))
        return [*found, frozenset()]

    def section_names(self, number: int) -> frozenset[str]:
        """Give the names of a sentence's section (``names_of_sections``)."""
        return self.names_of_sections[int(self.sections[number])]

    def heading(self, number: int) -> str:
        """Give the heading above a sentence as written."""
        at = self.sections[number]
        if at < 0:
            return ""
        start, end = self._sections[at][1], self.begins[number]
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
        begin, close, text = self.begins[lead], self.closes[lead], self.text
        ends = text[close - 1 : close] == ":" or text[close : close + 2].lstrip(" *").startswith(":")
        following = self.paragraph(lead + 1) != self.paragraph(lead)
        return lead if ends and following and close - begin <= _LONGEST_LEAD else -1
