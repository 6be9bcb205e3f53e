"""What coders are compared on: their judgements of cells, or their codings by document, paragraph or character.

Only what a coder has dealt with counts: a document that the coder read or coded; what is uncoded there was left uncoded on purpose,
what is uncoded elsewhere says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.analysis.proposing import Passage, propose
from qualcode.analysis.ratings import PAIR, Ratings, stretches
from qualcode.analysis.set_distances import written
from qualcode.domain.coding import CellStatus, Coding, Judgement
from qualcode.domain.minutes import Document, SegmentKind
from qualcode.domain.spans import Span

CODED, NOT_CODED = "coded", "not coded"
UNITS = ("cell", "document", "segment", "span")
"""What may be compared, the default first."""


@dataclass(frozen=True)
class Work:
    """What several coders did in one wave.

    ``done`` holds the (document, coder) pairs that count; ``judgements`` those of the cases of ``documents``; ``codings`` may hold
    those of other documents, which are passed over.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    documents: tuple[Document, ...]
    codings: tuple[Coding, ...]
    judgements: tuple[Judgement, ...]
    done: frozenset[tuple[str, str]]

    @cached_property
    def passages(self) -> Mapping[tuple[str, str, str], Sequence[Coding]]:
        """Give the codings of each document, coder and code that count."""
        found: dict[tuple[str, str, str], list[Coding]] = defaultdict(list)
        for coding in self.codings:
            if (coding.document, coding.coder) in self.done:
                found[coding.document, coding.coder, coding.code].append(coding)
        return found

    @cached_property
    def shared(self) -> tuple[Document, ...]:
        """Give the documents that at least two of the coders dealt with."""
        return tuple(d for d in self.documents if sum((d.id, c) in self.done for c in self.coders) >= PAIR)

    def of(self, document: str, coder: str, code: str) -> Sequence[Coding]:
        """Give a coder's codings of one code in one document, in the order they were given."""
        return self.passages.get((document, coder, code), ())


def ratings_by_code(work: Work, unit: str) -> dict[str, Ratings]:
    """Give each code's ratings by ``unit``: statuses by cell and document, coded or not by segment and span."""
    make: Callable[[Work, str], Ratings] = {
        "cell": _by_cell,
        "document": _by_document,
        "segment": _by_segment,
        "span": _by_span,
    }[unit]
    return {code: make(work, code) for code in work.codes}


def sets_by_segment(work: Work) -> Ratings:
    """Give every paragraph's set of codes as each coder gave it."""
    rows, clusters = [], []
    for document in work.shared:
        for segment in document.part(SegmentKind.PARAGRAPH):
            rows.append(
                tuple(
                    written({code for code in work.codes if _touches(work, document.id, coder, code, segment.span)})
                    if (document.id, coder) in work.done
                    else None
                    for coder in work.coders
                )
            )
            clusters.append(document.id)
    return Ratings(work.coders, tuple(rows), clusters=tuple(clusters))


def continuum(work: Work) -> tuple[int, dict[str, list[list[tuple[int, int]]]]]:
    """Give the documents that all coders dealt with as one text: its length, and each code's spans by coder."""
    length = 0
    found: dict[str, list[list[tuple[int, int]]]] = {code: [[] for _ in work.coders] for code in work.codes}
    for document in work.documents:
        if any((document.id, coder) not in work.done for coder in work.coders):
            continue
        for code, lists in found.items():
            for spans, coder in zip(lists, work.coders, strict=True):
                spans += [(length + c.span.start, length + c.span.end) for c in work.of(document.id, coder, code)]
        length += len(document.text)
    return length, found


def _by_cell(work: Work, code: str) -> Ratings:
    homes: dict[str, list[str]] = defaultdict(list)
    for document in work.documents:
        homes[document.metadata.case].append(document.id)
    judged = {(j.case, j.code, j.coder): j.status for j in work.judgements}

    def status(case: str, coder: str) -> str | None:
        told = judged.get((case, code, coder))
        if told is None and all((d, coder) in work.done for d in homes[case]):
            told = _proposed([c for d in homes[case] for c in work.of(d, coder, code)])
        return None if told is None else told.value

    rows = tuple(tuple(status(case, coder) for coder in work.coders) for case in homes)
    return Ratings(work.coders, rows, clusters=tuple(homes))


def _by_document(work: Work, code: str) -> Ratings:
    rows = tuple(
        tuple(
            _proposed(work.of(d.id, coder, code)).value if (d.id, coder) in work.done else None for coder in work.coders
        )
        for d in work.shared
    )
    return Ratings(work.coders, rows, clusters=tuple(d.id for d in work.shared))


def _by_segment(work: Work, code: str) -> Ratings:
    rows, clusters = [], []
    for document in work.shared:
        for segment in document.part(SegmentKind.PARAGRAPH):
            rows.append(
                tuple(
                    _coded(_touches(work, document.id, coder, code, segment.span))
                    if (document.id, coder) in work.done
                    else None
                    for coder in work.coders
                )
            )
            clusters.append(document.id)
    return Ratings(work.coders, tuple(rows), clusters=tuple(clusters), categories=(CODED, NOT_CODED))


def _by_span(work: Work, code: str) -> Ratings:
    rows: list[tuple[str | None, ...]] = []
    weights: list[float] = []
    clusters: list[str] = []
    for document in work.shared:
        spans = [[(c.span.start, c.span.end) for c in work.of(document.id, who, code)] for who in work.coders]
        for length, coded in stretches(len(document.text), spans):
            rows.append(
                tuple(
                    _coded(given) if (document.id, coder) in work.done else None
                    for given, coder in zip(coded, work.coders, strict=True)
                )
            )
            weights.append(float(length))
            clusters.append(document.id)
    return Ratings(work.coders, tuple(rows), tuple(weights), tuple(clusters), (CODED, NOT_CODED))


def _touches(work: Work, document: str, coder: str, code: str, span: Span) -> bool:
    return any(c.span.overlaps(span) for c in work.of(document, coder, code))


def _coded(given: bool) -> str:
    return CODED if given else NOT_CODED


def _proposed(codings: Sequence[Coding]) -> CellStatus:
    """Give what a coder's own passages say together; none in minutes that were dealt with means not mentioned."""
    said = [Passage(c.id, c.document, c.code, c.status, c.score, c.corrects) for c in codings]
    return propose(said) or CellStatus.NOT_MENTIONED
