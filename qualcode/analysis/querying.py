"""Querying: the sentences, paragraphs, sections, documents or cases for which a query holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from qualcode.analysis.keywords import pattern_of
from qualcode.domain.coding import Coding
from qualcode.domain.minutes import Document, SegmentKind
from qualcode.domain.queries import (
    AnyOf,
    Every,
    HasAttribute,
    HasCode,
    HasWords,
    Near,
    Query,
    Scoped,
    Without,
    atoms,
)
from qualcode.domain.spans import Span

_PARTS = {
    "sentence": SegmentKind.SENTENCE,
    "paragraph": SegmentKind.PARAGRAPH,
    "section": SegmentKind.SECTION,
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Met:
    """A place for which a query holds: the span of a document (for cases, of each of their documents) and the codings asked for in it."""

    document: str
    span: Span
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of one document in which everything must hold; several of them for a case."""

    stretches: tuple[tuple[_Text, Span], ...]


class _Text:
    """A document with what a query asks of it, found once."""

    def __init__(self, document: Document, codings: Sequence[Coding]) -> None:
        self.document = document
        self.codings = codings
        self._words: dict[str, list[Span]] = {}
        self._near: dict[Near, list[Span]] = {}

    def spans(self, atom: HasCode | HasWords) -> list[Span]:
        if isinstance(atom, HasCode):
            return [c.span for c in self.codings if asks_for(atom, c)]
        if atom.words not in self._words:
            found = pattern_of(atom.words).finditer(self.document.text)
            self._words[atom.words] = [Span(m.start(), m.end()) for m in found]
        return self._words[atom.words]

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start() for m in _WORD.finditer(self.document.text)]

    def _counted(self, span: Span) -> tuple[int, int]:
        """Give a span as half-open numbers of the document's words."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def near(self, query: Near) -> list[Span]:
        """Give the spans of the first that have one of the second at most so many words away."""
        if query not in self._near:
            others = sorted(self._counted(b) for b in self.spans(query.second))
            begins = [begin for begin, _ in others]
            furthest = list(accumulate((end for _, end in others), max))
            found = []
            for span in self.spans(query.first):
                begin, end = self._counted(span)
                # Of those that begin soon enough after the span, the one that ends last tells whether any reaches it from before.
                last = bisect_right(begins, end + query.words) - 1
                if last >= 0 and furthest[last] >= begin - query.words:
                    found.append(span)
            self._near[query] = found
        return self._near[query]

    def attribute(self, name: str) -> str:
        meta = self.document.metadata
        known = {
            "case": meta.case,
            "wave": meta.wave,
            "date": meta.date,
            "status": meta.status.value,
            "language": meta.language,
            "name": self.document.name,
            "document": self.document.id,
        }
        return known.get(name, str(meta.attributes.get(name, "")))


def query_all(scoped: Scoped, documents: Sequence[Document], codings: Sequence[Coding]) -> tuple[Met, ...]:
    """Give the places for which a query holds, in the order of the documents (which carry their segments)."""
    by_document: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_document[coding.document].append(coding)
    texts = [_Text(d, by_document.get(d.id, ())) for d in documents]
    asked = [a for a in atoms(scoped.query) if isinstance(a, HasCode)]
    return tuple(
        Met(text.document.id, span, tuple(c for c in text.codings if c.span.overlaps(span) and _any(asked, c)))
        for place in _places(texts, scoped.scope)
        if _holds(scoped.query, place)
        for text, span in place.stretches
    )


def asks_for(atom: HasCode, coding: Coding) -> bool:
    """Tell whether a coding is of the code, or of one below it, with a status that is asked for."""
    inside = coding.code == atom.code or coding.code.startswith(f"{atom.code}/")
    return inside and (not atom.statuses or coding.status in atom.statuses)


def _any(asked: Sequence[HasCode], coding: Coding) -> bool:
    return any(asks_for(atom, coding) for atom in asked)


def _places(texts: Sequence[_Text], scope: str) -> Iterator[_Place]:
    if scope == "case":
        cases: Mapping[str, list[_Text]] = defaultdict(list)
        for text in texts:
            cases[text.document.metadata.case].append(text)
        for found in cases.values():
            yield _Place(tuple((text, Span(0, len(text.document.text))) for text in found))
        return
    for text in texts:
        if scope == "document":
            yield _Place(((text, Span(0, len(text.document.text))),))
        else:
            for segment in text.document.part(_PARTS[scope]):
                yield _Place(((text, segment.span),))


def _holds(query: Query, place: _Place) -> bool:
    match query:
        case HasCode() | HasWords():
            return any(s.overlaps(span) for text, span in place.stretches for s in text.spans(query))
        case HasAttribute():
            return any(_has(query, text, span) for text, span in place.stretches)
        case Near():
            return any(a.overlaps(span) for text, span in place.stretches for a in text.near(query))
        case Without(inner):
            return not _holds(inner, place)
        case Every(parts):
            return all(_holds(part, place) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, place) for part in parts)


def _has(asked: HasAttribute, text: _Text, span: Span) -> bool:
    wanted = asked.value.casefold()
    if asked.name == "coder":
        return any(c.coder.casefold() == wanted and c.span.overlaps(span) for c in text.codings)
    if asked.name == "focus":
        sections = text.document.part(SegmentKind.SECTION)
        return any(s.focus.casefold() == wanted and s.span.overlaps(span) for s in sections)
    return text.attribute(asked.name).casefold() == wanted
