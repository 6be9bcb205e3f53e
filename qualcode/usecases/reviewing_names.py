"""Reviewing what was hidden: how far each document has come, its hits, and saying that they are right or innocent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import StoredHit
from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import documents, hits
from qualcode.storage.ledger import change
from qualcode.usecases.material import find_document
from qualcode.usecases.project import Project

_CONTEXT = 40


class UnknownHitError(QualcodeError):
    """A hit's id that the project does not hold."""

    sentence = N_("There is no hit {id}; `qualcode anonymise list DOC` shows them.")


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How far the review of a document has come: hits hidden, doubts masked, and whether a person has said it is right."""

    document: str
    case: str
    hits: int
    doubts: int
    open: int
    reviewed: bool


@dataclass(frozen=True, slots=True)
class HitInContext:
    """A hit as the reviewer sees it: the stored words around it, never the original."""

    id: str
    document: str
    type: str
    before: str
    replacement: str
    after: str
    rule: str
    doubt: bool
    review: str


def review_states(project: Project) -> tuple[ReviewState, ...]:
    """Give how far every document has come."""
    found = hits(project.store)
    total = Counter(h.document for h in found)
    doubts = Counter(h.document for h in found if h.doubt)
    left = Counter(h.document for h in found if not h.review)
    return tuple(
        ReviewState(
            d.id,
            d.metadata.case,
            total[d.id] - doubts[d.id],
            doubts[d.id],
            0 if d.names_reviewed else left[d.id],
            d.names_reviewed,
        )
        for d in documents(project.store, segments=False)
    )


def hits_in_context(project: Project, document: str) -> tuple[HitInContext, ...]:
    """Give a document's hits with the words around them.

    Raises:
        UnknownDocumentError.
    """
    shelf = find_document(project, document)
    return tuple(_in_context(shelf, hit) for hit in hits(project.store, shelf.id))


def accept_documents(project: Project, keys: Iterable[str]) -> int:
    """Record that everything hidden in these documents has been looked at and is right; quotes may then come from them.

    Gives the number of documents.

    Raises:
        UnknownDocumentError: when one is not there; nothing is then recorded.
    """
    wanted = [find_document(project, key) for key in keys]
    with change(project.store, project.coder, "review", documents=[d.id for d in wanted]) as step:
        for document in wanted:
            if not document.names_reviewed:
                step.update("document", document.id, names_reviewed=True)
    return len(wanted)


def review_json(lines: Sequence[ReviewState | HitInContext]) -> list[dict[str, Any]]:
    """Give states or hits for machines."""
    return [asdict(line) for line in lines]


def _in_context(document: Document, hit: StoredHit) -> HitInContext:
    text = document.text
    return HitInContext(
        id=hit.id,
        document=document.id,
        type=hit.type.value,
        before=" ".join(text[max(0, hit.start - _CONTEXT) : hit.start].split()),
        replacement=text[hit.start : hit.end],
        after=" ".join(text[hit.end : hit.end + _CONTEXT].split()),
        rule=hit.rule,
        doubt=hit.doubt,
        review=hit.review,
    )
