"""A document as the engine runs through it: sentences with their words and atoms, paragraphs, sections and lead-ins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from qualcode.domain.minutes import Segment, SegmentKind
from qualcode.domain.spans import Span
from qualcode.engine.lexicon import Lexicon
from qualcode.engine.matching import Line
from qualcode.engine.segmenting import BULLET, TABLE_ROW
from qualcode.language.cues import guess_language_words
from qualcode.language.tokens import borders, words

_SAMPLE = 150
_LONGEST_LEAD = 160


def guess_language(found: Sequence[str]) -> str:
    """Give "sv" or "en" by the little words among the first ones; Swedish when in doubt."""
    counts = dict.fromkeys(guess_language_words(), 0)
    for word in islice(found, _SAMPLE):
        form = word.casefold()
        for language, small in guess_language_words().items():
            counts[language] += form in small
    return "en" if counts["en"] > counts["sv"] else "sv"


def lines_of(text: str, segments: Sequence[Segment], lexicon: Lexicon, language: str) -> tuple[list[Line], str]:
    """Give the sentences of a document ready for matching, and its language (guessed when ``language`` is "")."""
    found = words(text)
    places = borders(text)
    language = language or guess_language(found)
    view = lexicon.view("en" if language == "en" else "sv")
    atoms = view.of(found)
    starts = [place[0] for place in places]
    kept = _Context(segments)
    lines: list[Line] = []
    for segment in segments:
        if segment.kind is not SegmentKind.SENTENCE or kept.in_roster(segment.span):
            continue
        first = bisect_left(starts, segment.span.start)
        last = bisect_left(starts, segment.span.end, first)
        if first == last:
            continue
        number, label, moderator = kept.paragraph(segment.span)
        lines.append(
            Line(
                segment.span,
                first,
                found[first:last],
                places[first:last],
                atoms[first:last],
                paragraph=number,
                turn=kept.turn(segment.span),
                sections=kept.section(segment.span),
                focused=kept.focused,
                moderator=segment.moderator or moderator,
                heading=kept.heading(text, segment.span),
                bullet=label in {BULLET, TABLE_ROW},
            )
        )
    _introduce(text, lines)
    return lines, language


def _introduce(text: str, lines: list[Line]) -> None:
    """Tell list items which sentence introduces them ("Följande saknas:")."""
    lead = -1
    for number, line in enumerate(lines):
        if line.bullet:
            line.lead = lead
            continue
        ends = text[line.span.end - 1 : line.span.end] == ":" or text[line.span.end : line.span.end + 2].lstrip(
            " *"
        ).startswith(":")
        following = number + 1 < len(lines) and lines[number + 1].paragraph != line.paragraph
        lead = number if ends and following and len(line.span) <= _LONGEST_LEAD else -1


def _section_names(section: Segment) -> frozenset[str]:
    label = section.label.casefold()
    return frozenset({part for part in section.focus.split("/") if part} | {label} | set(words(label)))


class _Context:
    """Walks beside the sentences and tells what each lies in; segments come in the order of the text."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._paragraphs = [s for s in segments if s.kind is SegmentKind.PARAGRAPH]
        self._sections = [s for s in segments if s.kind is SegmentKind.SECTION]
        self._turns = [s for s in segments if s.kind is SegmentKind.TURN]
        self._rosters = [s.span for s in segments if s.kind is SegmentKind.ROSTER]
        self._at = {"paragraph": 0, "section": 0, "turn": 0}
        self._names = [_section_names(s) for s in self._sections]
        self.focused = any(s.focus for s in self._sections)

    def in_roster(self, span: Span) -> bool:
        return any(roster.overlaps(span) for roster in self._rosters)

    def paragraph(self, span: Span) -> tuple[int, str, bool]:
        at = self._walk("paragraph", self._paragraphs, span)
        if at < 0:
            return -span.start - 1, "", False
        return at, self._paragraphs[at].label, self._paragraphs[at].moderator

    def section(self, span: Span) -> frozenset[str]:
        at = self._walk("section", self._sections, span)
        return self._names[at] if at >= 0 else frozenset()

    def heading(self, text: str, span: Span) -> str:
        """Give the heading above a sentence as written, its colon too."""
        at = self._walk("section", self._sections, span)
        return text[self._sections[at].span.start : span.start].partition("\n")[0].strip(" *_#") if at >= 0 else ""

    def turn(self, span: Span) -> int:
        """Give the number of the last turn that began before the sentence, -1 when none has."""
        self._walk("turn", self._turns, span)
        at = self._at["turn"]
        return at if self._turns and self._turns[at].span.start <= span.start else -1

    def _walk(self, kind: str, listed: Sequence[Segment], span: Span) -> int:
        at = self._at[kind]
        while at + 1 < len(listed) and listed[at + 1].span.start <= span.start:
            at += 1
        self._at[kind] = at
        return at if listed and listed[at].span.contains(span) else -1
