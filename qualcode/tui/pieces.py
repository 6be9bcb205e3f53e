"""The document as it reads: its headings, turns, bullets and paragraphs, with the marks of the file left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualcode.domain.minutes import Document, Segment, SegmentKind
from qualcode.domain.spans import Span

BULLET = "• "
_INDENT = 2
"""Cells that each further level of a list is set in."""


class PieceKind(StrEnum):
    """How a piece of the document is shown."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    ROSTER = "roster"
    ASIDE = "aside"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, bullet, heading … at ``span``.

    ``lead`` stands before its first row; the words up to ``label_end`` are the speaker's label; ``moderator``: what is said is the
    moderator's.
    """

    kind: PieceKind
    span: Span
    lead: str = ""
    label_end: int = 0
    moderator: bool = False


def pieces(document: Document) -> tuple[Piece, ...]:
    """Give what a document shows, from above; every word of the text lies in a piece."""
    text = document.text
    found: list[Piece] = []
    at = 0
    for piece in _told(document):
        found += _between(text, at, piece.span.start, last=False)
        if piece.kind in (PieceKind.HEADING, PieceKind.TITLE) and found and found[-1].kind is not PieceKind.BLANK:
            found.append(Piece(PieceKind.BLANK, Span(found[-1].span.end, found[-1].span.end)))
        elif found and _prose(found[-1]) and _prose(piece):
            # Word sets space between paragraphs, and the text does not hold it.
            found.append(Piece(PieceKind.BLANK, Span(found[-1].span.end, found[-1].span.end)))
        found.append(piece)
        at = piece.span.end
    found += _between(text, at, len(text), last=True)
    return tuple(_without_doubled_blanks(found))


def _told(document: Document) -> Iterator[Piece]:
    """Give the pieces that the segments tell of."""
    text = document.text
    sentences = [s.span.start for s in document.part(SegmentKind.SENTENCE)]
    turns = {s.span.start for s in document.part(SegmentKind.TURN)}
    shown = [s for s in document.segments if s.kind in (SegmentKind.HEADING, SegmentKind.PARAGRAPH, SegmentKind.ROSTER)]
    end, first = 0, True
    for segment in sorted(shown, key=lambda s: (s.span.start, -s.span.end)):
        if segment.span.start < end:
            continue
        end = segment.span.end
        match segment.kind:
            case SegmentKind.ROSTER:
                yield from (Piece(PieceKind.ROSTER, span) for span in _lines(text, segment.span))
            case SegmentKind.HEADING:
                kind = PieceKind.TITLE if first else PieceKind.HEADING
                yield Piece(kind, segment.span, _heading_lead(_mark(text, segment.span.start)))
            case _:
                label_end = 0
                if segment.span.start in turns:
                    label_end = next((s for s in sentences if segment.span.start <= s < end), 0)
                yield _paragraph(text, segment, label_end)
        first = False


def _paragraph(text: str, segment: Segment, label_end: int) -> Piece:
    mark = _mark(text, segment.span.start)
    bullet = segment.label == "bullet"
    if not bullet:
        return Piece(PieceKind.TEXT, segment.span, "", label_end, segment.moderator)
    depth = len(mark.expandtabs(4)) - len(mark.expandtabs(4).lstrip())
    sign = f"{mark.strip()} " if any(c.isalnum() for c in mark) else BULLET
    lead = " " * (_INDENT * (depth // _INDENT)) + sign
    return Piece(PieceKind.BULLET, segment.span, lead, label_end, segment.moderator)


def _mark(text: str, start: int) -> str:
    """Give what the file has before the words on their line, such as "## ", "- " or "1. "."""
    return text[text.rfind("\n", 0, start) + 1 : start]


def _heading_lead(mark: str) -> str:
    return f"{mark.strip()} " if any(c.isalnum() for c in mark) else ""


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in span.of(text).split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            yield Span(start, start + len(bare))
        at += len(line) + 1


def _between(text: str, start: int, end: int, *, last: bool) -> Iterator[Piece]:
    """Give what no segment tells of: empty lines, drawn rules; not the marks before and after a segment's words."""
    lines = text[start:end].split("\n")
    at = start
    for number, line in enumerate(lines):
        bare = line.strip()
        # The first and last bits share their line with a told piece, unless the text begins or ends there.
        shares = (number == 0 and start > 0) or (number == len(lines) - 1 and not last)
        if bare and (not shares or (number == 0 and any(c.isalnum() for c in bare))):
            begin = at + line.index(bare)
            yield Piece(PieceKind.ASIDE, Span(begin, begin + len(bare)))
        elif not bare and not shares:
            yield Piece(PieceKind.BLANK, Span(at, at))
        at += len(line) + 1


def _prose(piece: Piece) -> bool:
    return piece.kind is PieceKind.TEXT and not piece.label_end


def _without_doubled_blanks(found: list[Piece]) -> Iterator[Piece]:
    before = PieceKind.BLANK
    for piece in found:
        if piece.kind is not PieceKind.BLANK or before is not PieceKind.BLANK:
            yield piece
        before = piece.kind
