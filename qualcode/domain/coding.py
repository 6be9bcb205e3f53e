"""Coding: suggestions, codings, judgements, and the statuses they carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.domain.spans import Span


class Status(StrEnum):
    """What a passage says of a code. ``NOT_ASSERTED`` belongs to suggestions only and never enters a matrix."""

    PRESENT = "present"
    ABSENT = "absent"
    PLANNED = "planned"
    PAST = "past"
    POSSIBLE = "possible"
    NOT_ASSERTED = "not-asserted"


CODABLE = (Status.PRESENT, Status.ABSENT, Status.PLANNED, Status.PAST, Status.POSSIBLE)
"""The statuses that a coding may carry."""


class CellStatus(StrEnum):
    """What is the case for a case and a code."""

    PRESENT = "present"
    ABSENT = "absent"
    PLANNED = "planned"
    PAST = "past"
    POSSIBLE = "possible"
    MIXED = "mixed"
    NOT_MENTIONED = "not-mentioned"
    NOT_ASKED = "not-asked"
    UNKNOWN = "unknown-to-participants"
    NO_MINUTES = "no-minutes"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Why:
    """How a suggestion came about: the indicator, the words it met, and the cues that decided the status.

    ``matched`` and ``cues`` are spans of the document; ``rule`` names the status rule ("negation", "plan", "plain" …);
    ``corrects`` says that the passage takes back or amends an earlier claim; ``rules_said`` is the status that the rules alone
    gave, where the second opinion gave another.
    """

    indicator: str
    matched: tuple[Span, ...] = ()
    rule: str = "plain"
    cues: tuple[Span, ...] = ()
    corrects: bool = False
    rules_said: Status | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that the engine proposes for a code. ``score`` lies in 0–1."""

    code: str
    span: Span
    status: Status
    score: float
    why: Why


class Verdict(StrEnum):
    """What a person decided about a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "changed"


class Origin(StrEnum):
    """How a coding began."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class StoredSuggestion:
    """A suggestion with its place in the project and what was decided of it, if anything."""

    id: str
    document: str
    suggestion: Suggestion
    verdict: Verdict | None = None
    coding: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage that a coder has given a code."""

    id: str
    document: str
    code: str
    span: Span
    status: Status
    coder: str
    origin: Origin = Origin.MANUAL
    corrects: bool = False
    score: float = 1.0


CONSENSUS = "konsensus"
"""Whose judgement it is when coders have agreed on a cell; it stands above each one's own, which are kept."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a coding of an older version probably stands in the new one; it counts nowhere until somebody has decided.

    ``score`` (0-100) tells how alike the words are; ``reason`` (English) why it is not sure.
    """

    coding: str
    document: str
    span: Span
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a coder judges to be the case in a cell, with a short summary. ``wave`` is empty when the project has none."""

    case: str
    wave: str
    code: str
    status: CellStatus
    coder: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on something: ``target`` is "coding:ID", "document:ID", "code:PATH", "case:NAME" or "project"."""

    id: str
    target: str
    text: str
    coder: str
