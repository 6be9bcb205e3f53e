"""The queue of suggestions across documents: in their order or what teaches most first, those alike, and a passage in its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from qualcode.domain.coding import StoredSuggestion
from qualcode.domain.spans import Span
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.deciding import by_ids, waiting
from qualcode.usecases.project import Project

SAMPLE = 6
"""Passages shown before many are decided at once."""


class Order(StrEnum):
    """How the queue goes."""

    DOCUMENTS = "documents"
    TEACHES = "teaches"


@dataclass(frozen=True, slots=True)
class InPlace:
    """A passage in its document: ``text`` are the lines around it, and the spans are places in ``text``."""

    document: str
    name: str
    case: str
    text: str
    passage: Span
    matched: tuple[Span, ...]
    cues: tuple[Span, ...]


def queue(project: Project, order: Order = Order.DOCUMENTS, *, code: str | None = None) -> tuple[StoredSuggestion, ...]:
    """Give the suggestions that wait, in the order of the texts or those first from whose decision most is learnt.

    Raises:
        UnknownCodeError: when ``code`` (a code or theme) is not there.
    """
    there = waiting(project, code=code)
    if order is Order.DOCUMENTS:
        return there
    decided = Counter(_rule(s) for s in suggestions(project.store) if s.verdict is not None)
    return teaching_first(there, decided)


def teaching_first(
    there: Sequence[StoredSuggestion], decided: Counter[tuple[str, ...]]
) -> tuple[StoredSuggestion, ...]:
    """Sort suggestions by what their decision teaches: how unsure the score is, less the more was decided of the same rule.

    The unsureness is the entropy of the score as a probability (0-1); of each rule the first counts in full, the second half, and so on,
    those ``decided`` before included, so that every rule is seen early and none is asked of for long. Equal ones keep their order.
    """
    by_rule: dict[tuple[str, ...], list[tuple[float, int]]] = defaultdict(list)
    for place, stored in enumerate(there):
        by_rule[_rule(stored)].append((_entropy(stored.suggestion.score), place))
    weighed = []
    for rule, found in by_rule.items():
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        # A sure suggestion still tells whether its rule holds: hence the small share that is never lost.
        weighed += [((unsure + _FLOOR) / (1 + decided[rule] + n), place) for n, (unsure, place) in enumerate(found)]
    weighed.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(there[place] for _, place in weighed)


_FLOOR = 0.1


def alike(project: Project, key: str) -> tuple[StoredSuggestion, ...]:
    """Give the waiting suggestions of the same rule as one: same code, indicator, status and reason for the status; itself first.

    Raises:
        UnknownSuggestionError: when that one does not wait.
    """
    [one] = by_ids(project, [key])
    rule = _rule(one)
    return (one, *(s for s in waiting(project, code=one.suggestion.code) if _rule(s) == rule and s.id != one.id))


def sample_of(found: Sequence[StoredSuggestion], most: int = SAMPLE) -> tuple[StoredSuggestion, ...]:
    """Give some of many, evenly apart, so that the sample is not of the first documents alone."""
    if len(found) <= most:
        return tuple(found)
    return tuple(found[n * len(found) // most] for n in range(most))


def in_place(project: Project, stored: StoredSuggestion, *, around: int = 1) -> InPlace:
    """Give a suggestion's passage with its own lines, and ``around`` lines before and after."""
    [document] = documents(project.store, ids=[stored.document], segments=False)
    told, text = stored.suggestion, document.text
    # The last character of the passage stands on its line; the one after it may be the break.
    start, end = _line_start(text, told.span.start), _line_end(text, told.span.end - 1)
    for _ in range(around):
        start, end = _line_start(text, start - 1, back=True), _line_end(text, end + 1)

    def moved(span: Span) -> Span:
        return Span(max(0, span.start - start), max(0, min(span.end, end) - start))

    near = [s for s in (*told.why.matched, *told.why.cues) if s.start >= start and s.end <= end]
    return InPlace(
        stored.document,
        document.name,
        document.metadata.case,
        text[start:end],
        moved(told.span),
        tuple(moved(s) for s in told.why.matched if s in near),
        tuple(moved(s) for s in told.why.cues if s in near),
    )


def _rule(stored: StoredSuggestion) -> tuple[str, ...]:
    told = stored.suggestion
    return (told.code, told.why.indicator, told.status.value, told.why.rule)


def _entropy(score: float) -> float:
    return 0.0 if score <= 0 or score >= 1 else -score * log2(score) - (1 - score) * log2(1 - score)


def _line_start(text: str, at: int, *, back: bool = False) -> int:
    """Give where the line of ``at`` begins; ``back``: over empty lines to the one before."""
    if at < 0:
        return 0
    while back and at > 0 and text[at].isspace():
        at -= 1
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Give where the line of ``at`` ends, over empty lines to the next that has words."""
    while at < len(text) and text[at].isspace():
        at += 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found
