"""Cuts very long texts into parts that the engine reads one after the other, so that its memory does not grow with the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qualcode.domain.minutes import Segment, SegmentKind
from qualcode.domain.spans import Span

LARGEST_PART = 500_000
"""Code points read together; minutes have some thirty thousand, so that they are never cut."""


def parts_of(text: str, segments: Sequence[Segment]) -> list[Span]:
    """Give the parts of a text: cut before a paragraph, or before a sentence in a paragraph that is itself too long."""
    if len(text) <= LARGEST_PART:
        return [Span(0, len(text))]
    paragraphs = [one.span.start for one in segments if one.kind is SegmentKind.PARAGRAPH]
    sentences = [one.span.start for one in segments if one.kind is SegmentKind.SENTENCE]
    parts: list[Span] = []
    at = 0
    while len(text) - at > LARGEST_PART:
        end = _last(paragraphs, at, at + LARGEST_PART) or _last(sentences, at, at + LARGEST_PART)
        if not end:
            # A stored sentence without end is read whole: where no sentence begins, nothing can be cut.
            following = bisect_right(sentences, at)
            end = sentences[following] if following < len(sentences) else len(text)
        parts.append(Span(at, end))
        at = end
    if at < len(text):
        parts.append(Span(at, len(text)))
    return parts


def _last(places: Sequence[int], after: int, limit: int) -> int:
    """Give the last place after one and up to another, or 0."""
    found = bisect_right(places, limit) - 1
    return places[found] if found >= 0 and places[found] > after else 0
