"""Minutes: what a reader finds in a file, and the document that the project keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import overload

from qualcode.domain.errors import sentence_in_english
from qualcode.domain.spans import Span


class BlockKind(StrEnum):
    """What a line of a file is, as far as its format tells."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE_ROW = "table-row"


_ANSWER = re.compile(r"\.(?:csv|xlsx|tsv) ?#[^#]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the decoded text. ``span`` leaves out markers ("# ", "- "); ``level`` is the depth of a heading or list."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A note in the margin of the file, kept aside from the text. ``at`` is where it hangs, in the decoded text."""

    author: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the list of participants. ``agency`` marks moderator and note-taker, who are not counted."""

    name: str
    role: str = ""
    organisation: str = ""
    agency: bool = False


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as read: decoded text (NFC, LF) with its lines, before anything is known of names.

    ``front`` is YAML front matter when the format has it (not part of ``text``); ``properties`` are the
    file's own (title, author …) for the finders to know; ``notices`` are English sentences with fields about how it was read;
    ``speakers`` are who the format itself says spoke; ``part`` tells apart the documents of one file (a row's id or number);
    ``running`` are the lines that stand at the head or foot of every page, which are no part of the text.
    """

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    front: Mapping[str, object] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    speakers: tuple[str, ...] = ()
    part: str = ""
    running: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth telling about a file that was read: an English template and its fields."""

    sentence: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give the English sentence."""
        return sentence_in_english(self.sentence, self.fields)


class DocumentStatus(StrEnum):
    """How far the minutes have come: only approved ones enter the analysis by default."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"


GUESSED = "?"
"""What stands after a guessed value in a table."""


class Source(StrEnum):
    """What something about a document was guessed from, when nobody has said it."""

    FILE = "file"
    TITLE = "title"
    TEXT = "text"
    PAGE = "page"
    DATE = "date"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document belongs to. ``date`` is ISO 8601 or empty; ``attributes`` are free columns.

    ``guessed`` tells which of them nobody has said, and from what each was guessed: the field's name → ``Source``;
    ``doubts`` are worth telling when it is imported, and kept nowhere.
    """

    case: str
    wave: str = ""
    date: str = ""
    status: DocumentStatus = DocumentStatus.APPROVED
    language: str = "sv"
    attributes: Mapping[str, str] = field(default_factory=dict)
    guessed: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Notice, ...] = ()


def marked(value: str, name: str, guessed: Mapping[str, str]) -> str:
    """Give a value as a table shows it: with a mark when it was guessed."""
    return f"{value}{GUESSED}" if name in guessed else value


def guesses_in(words: str) -> dict[str, str]:
    """Read what ``guesses_told`` gave: a field's name → what it was guessed from."""
    return dict(one.split(":", 1) for one in words.split())


def guesses_told(guessed: Mapping[str, str]) -> str:
    """Give guesses as one string, as they are stored: "case:file status:nothing"."""
    return " ".join(f"{name}:{source}" for name, source in sorted(guessed.items()))


class SegmentKind(StrEnum):
    """What a segment is."""

    SECTION = "section"
    TURN = "turn"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    HEADING = "heading"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the stored text.

    ``label``: a section's heading or a turn's speaker as stored; ``focus``: a section's focus area ("" when none);
    ``moderator``: the turn or sentence is the moderator's. Sentences leave out bullets and speaker labels.
    ROSTER marks the participants' list and the head of the minutes, where nothing is coded.
    """

    kind: SegmentKind
    span: Span
    label: str = ""
    focus: str = ""
    moderator: bool = False


SegmentRow = tuple[str, int, int, str, str, bool]
"""A segment as plain values: kind, start, end, label, focus, moderator (from the database 0 or 1)."""


class SegmentRows(Sequence[Segment]):
    """Segments as they are stored, each made when asked for: a document has hundreds, and the engine reads their values only."""

    def __init__(self, rows: Sequence[SegmentRow]) -> None:
        """Take the rows, in the order of the text."""
        self.rows = rows

    def __len__(self) -> int:
        """Give the number of segments."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Segment: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Segment]: ...
    def __getitem__(self, place: int | slice) -> Segment | Sequence[Segment]:
        """Make a segment, or give several."""
        if isinstance(place, slice):
            return SegmentRows(self.rows[place])
        kind, start, end, label, focus, moderator = self.rows[place]
        return Segment(SegmentKind(kind), Span(start, end), label, focus, bool(moderator))


def plain_segments(segments: Sequence[Segment]) -> Iterable[SegmentRow]:
    """Give segments as plain values, in their order, one at a time."""
    return segments.rows if isinstance(segments, SegmentRows) else map(_plain, segments)


def rows_by_kind(segments: Sequence[Segment], part: Span) -> dict[str, list[SegmentRow]]:
    """Give the plain values of the segments that touch a part of the text, and of all sections; those of each kind in their order."""
    rows: dict[str, list[SegmentRow]] = {kind.value: [] for kind in SegmentKind}
    plain = plain_segments(segments)
    first, last, whole = part.start, part.end, SegmentKind.SECTION.value
    for row in plain:
        if (row[1] < last and row[2] > first) or row[0] == whole:
            rows[row[0]].append(row)
    return rows


def _plain(one: Segment) -> SegmentRow:
    return one.kind.value, one.span.start, one.span.end, one.label, one.focus, one.moderator


@dataclass(frozen=True, slots=True)
class Document:
    """Minutes as the project keeps them: pseudonymised text that never changes under its codings."""

    id: str
    name: str
    metadata: Metadata
    text: str
    sha256: str
    segments: Sequence[Segment] = ()
    roles: tuple[str, ...] = ()
    participants: int = 0
    version: int = 1
    names_reviewed: bool = False

    @property
    def is_answer(self) -> bool:
        """Tell whether it is one row of a table of survey answers, and so no dialogue; its name tells table and row."""
        return _ANSWER.search(self.name) is not None

    def part(self, kind: SegmentKind) -> tuple[Segment, ...]:
        """Give the segments of one kind, in the order of the text."""
        return tuple(s for s in self.segments if s.kind is kind)
