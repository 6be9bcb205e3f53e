"""Viewing: a document with everything that hangs on it, and the codes in the order a coder wants them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Coding, Memo, Status, StoredSuggestion
from qualcode.domain.errors import UnknownDocumentError
from qualcode.domain.minutes import Document, SegmentKind
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import codings, memos
from qualcode.storage.document_rows import documents, readings
from qualcode.storage.reading_times import read_when
from qualcode.storage.suggestion_rows import suggestions
from qualcode.storage.tallies import outlines
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import steps
from qualcode.usecases.typed_words import ABOVE, BRIEF, NAME, PATH, score, words_in

_REMEMBERED = 60
"""How many of the coder's latest steps are looked through for codes used of late."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of a document that has a code (``coding``) or has one suggested (``suggestion``); one of the two is there."""

    coding: Coding | None = None
    suggestion: StoredSuggestion | None = None

    @property
    def id(self) -> str:
        """The id of the coding or suggestion."""
        return self.coding.id if self.coding else self._stored.id

    @property
    def code(self) -> str:
        """The code's path."""
        return self.coding.code if self.coding else self._stored.suggestion.code

    @property
    def span(self) -> Span:
        """Where it stands in the document's text."""
        return self.coding.span if self.coding else self._stored.suggestion.span

    @property
    def status(self) -> Status:
        """What the passage says, or is thought to say, of the code."""
        return self.coding.status if self.coding else self._stored.suggestion.status

    @property
    def _stored(self) -> StoredSuggestion:
        if self.suggestion is None:
            message = "a mark is a coding or a suggestion"
            raise ValueError(message)
        return self.suggestion


def in_order(mark: Mark) -> tuple[Span, str, bool, str]:
    """Give what a document's marks are ordered by; no two marks have the same."""
    return (mark.span, mark.code, mark.coding is None, mark.id)


def place_of(mark: Mark, marks: Sequence[Mark]) -> int:
    """Give where a mark stands among ordered ones, or would stand when it is not there."""
    return bisect_left(marks, in_order(mark), key=in_order)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as a reader needs it: its marks in the order of the text, memos by target, and whether this coder has read it.

    ``blind``: suggestions and others' work are left out. ``readers``: the coders who have read it, each with the time of the mark, "" when
    that is not known.
    """

    document: Document
    marks: tuple[Mark, ...]
    memos: Mapping[str, tuple[Memo, ...]] = field(default_factory=dict)
    read: bool = False
    blind: bool = False
    readers: Mapping[str, str] = field(default_factory=dict)

    def waiting(self) -> tuple[Mark, ...]:
        """Give the suggestions that nobody has decided."""
        return tuple(m for m in self.marks if m.coding is None)

    def changed(self, gone: Iterable[Mark], come: Iterable[Mark]) -> Reading:
        """Give the same document with some marks taken away and others added.

        Raises:
            LookupError: when one that is to go is not there.
        """
        marks = list(self.marks)
        for mark in gone:
            place = place_of(mark, marks)
            if place == len(marks) or marks[place].id != mark.id:
                message = f"no mark {mark.id}"
                raise LookupError(message)
            del marks[place]
        for mark in come:
            insort(marks, mark, key=in_order)
        return replace(self, marks=tuple(marks))

    def bare(self) -> tuple[Span, ...]:
        """Give the paragraphs that hold no coding and no suggestion, in order; what the moderator says is left out."""
        taken = sorted(m.span for m in self.marks)
        starts = [s.start for s in taken]
        # The farthest end among the marks up to each one: a long mark may reach over later ones.
        reach = list(accumulate((s.end for s in taken), max))
        heads = {s.span.start for kind in (SegmentKind.HEADING, SegmentKind.ROSTER) for s in self.document.part(kind)}
        found = []
        for segment in self.document.part(SegmentKind.PARAGRAPH):
            before = bisect_left(starts, segment.span.end)
            if (
                not segment.moderator
                and segment.span.start not in heads
                and not (before and reach[before - 1] > segment.span.start)
            ):
                found.append(segment.span)
        return tuple(found)

    def at(self, start: int, end: int) -> tuple[Mark, ...]:
        """Give the marks that share a code point with ``start``-``end``: suggestions first, then the shorter first."""
        wanted = Span(start, max(end, start + 1))
        met = [m for m in self.marks if m.span.overlaps(wanted)]
        return tuple(sorted(met, key=lambda m: (m.coding is not None, len(m.span), m.span, m.code)))


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """A code offered to a coder. ``likely`` says that the passage, its section or the coder's latest work point to it."""

    path: str
    name: str
    above: str
    brief: str
    likely: bool


def open_text(project: Project, key: str) -> Document:
    """Load a document alone.

    Raises:
        UnknownDocumentError: when the project holds no such document.
    """
    found = documents(project.store, ids=[key])
    if not found:
        raise UnknownDocumentError(document=key)
    return found[0]


def open_reading(project: Project, key: str, *, document: Document | None = None) -> Reading:
    """Load a document, unless it was loaded before, with its codings, the suggestions that wait, and its memos.

    Suggestions that assert nothing of their case are left out: nobody needs to decide them. Who codes blind sees neither suggestions nor
    what others did before having marked the document as read.

    Raises:
        UnknownDocumentError: when the project holds no such document.
    """
    document = document or open_text(project, key)
    readers = read_when(project.store, key)
    read = project.coder in readers
    blind = project.settings.blind and not read
    made = [Mark(coding=c) for c in codings(project.store, document=key) if not blind or c.coder == project.coder]
    proposed = [
        Mark(suggestion=s)
        for s in (() if blind else suggestions(project.store, document=key, waiting=True))
        if s.suggestion.status is not Status.NOT_ASSERTED
    ]
    marks = tuple(sorted(made + proposed, key=in_order))
    noted: dict[str, tuple[Memo, ...]] = {}
    for memo in memos(project.store):
        if not blind or memo.coder == project.coder:
            noted[memo.target] = (*noted.get(memo.target, ()), memo)
    return Reading(document, marks, noted, read, blind, {} if blind else readers)


def unread_when_blind(project: Project) -> int:
    """Give how many documents a coder who codes blind has not read: before there are none, nothing is shown across documents."""
    if not project.settings.blind:
        return 0
    read = readings(project.store)
    return sum(project.coder not in read.get(line.id, ()) for line in outlines(project.store))


def inherited_colours(book: Codebook) -> dict[str, str]:
    """Give the colour of every code by its path: its own, else that of the nearest code above it that has one."""
    found: dict[str, str] = {}
    for code in book.walk():
        found[code.path] = code.colour or found.get(code.path.rpartition("/")[0], "")
    return found


def offered_codes(
    project: Project, words: str, *, reading: Reading | None = None, span: Span | None = None
) -> tuple[CodeChoice, ...]:
    """Give the codes that fit ``words`` typed by a coder, the likeliest first; all of them when ``words`` is empty.

    Likely for a passage are the codes suggested there, then those of the section's focus area, then those used of late.
    """
    book = project.codebook
    language = project.language
    likely = _likely(project, book, reading, span)
    above = {c.path: c.name(language) for c in book.walk()}
    shown = [
        CodeChoice(
            path=c.path,
            name=c.name(language),
            above=above.get(c.path.rpartition("/")[0], ""),
            brief=c.brief.get(language) or next(iter(c.brief.values()), ""),
            likely=c.path in likely,
        )
        for c in book.offered()
    ]
    typed = words_in(words)
    if not typed:
        return tuple(sorted(shown, key=lambda c: likely.get(c.path, len(likely))))
    scored = [(_fit(typed, book, choice), choice) for choice in shown]
    kept = [(score, choice) for score, choice in scored if score > 0]

    def order(one: tuple[float, CodeChoice]) -> tuple[float, bool, bool, int]:
        # Of codes whose names fit alike, those that begin so are meant rather, then those whose theme fits too, then the likely ones.
        code = book.find(one[1].path)
        begins = code is not None and any(name.casefold().startswith(typed[0]) for name in code.names.values())
        theme = score(typed, [(NAME, words_in(one[1].above))])
        return (-one[0], not begins, theme == 0, likely.get(one[1].path, len(likely)))

    return tuple(choice for _, choice in sorted(kept, key=order))


def lately_coded(project: Project) -> tuple[str, ...]:
    """Give the codes that this coder has given by hand of late, the latest first; those that the codebook lost are left out."""
    lately = steps(project, coder=project.coder, limit=_REMEMBERED)
    used = (str(s.about.get("code")) for s in lately if s.action == "code" and s.state == "done")
    known = {c.path for c in project.codebook.codes()}
    return tuple(path for path in dict.fromkeys(used) if path in known)


def places_of(words: str, text: str, limit: int | None = None) -> tuple[Span, ...]:
    """Give where words stand in a text, small and capital letters alike, white space as it falls; at most ``limit`` places."""
    wanted = words.split()
    if not wanted:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)), re.IGNORECASE)
    return tuple(Span(*met.span()) for met in islice(pattern.finditer(text), limit))


def _likely(project: Project, book: Codebook, reading: Reading | None, span: Span | None) -> dict[str, int]:
    """Rank the likely codes, 0 the likeliest."""
    found: list[str] = []
    if reading is not None and span is not None:
        found += [m.code for m in reading.at(span.start, span.end) if m.coding is None]
        found += _in_focus(book, reading.document, span)
    found += lately_coded(project)
    return {path: rank for rank, path in enumerate(dict.fromkeys(found))}


def _in_focus(book: Codebook, document: Document, span: Span) -> list[str]:
    section = next((s for s in reversed(document.part(SegmentKind.SECTION)) if s.span.contains(span) and s.focus), None)
    areas = section.focus.split("/") if section else []
    return [c.path for c in book.offered() if c.path.partition("/")[0] in areas]


def _fit(typed: list[str], book: Codebook, choice: CodeChoice) -> float:
    code = book.find(choice.path)
    names = " ".join(code.names.values()) if code else choice.name
    weighed = [(NAME, choice.name), (PATH, f"{names} {choice.path}"), (ABOVE, choice.above), (BRIEF, choice.brief)]
    return score(typed, [(weight, words_in(text)) for weight, text in weighed])
