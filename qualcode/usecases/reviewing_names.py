"""Reviewing what was hidden: how far each document has come, and its hits with the words around them, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import documents, hits
from qualcode.storage.ledger import change
from qualcode.usecases.hit_states import Standing, standing
from qualcode.usecases.material import find_document
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import NoVaultError, open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Vault

_CONTEXT = 40


class Tier(StrEnum):
    """Hits were found for certain enough; doubts are words that nothing excuses, masked until somebody has looked."""

    HIT = "hit"
    REVIEW = "review"


class Review(StrEnum):
    """What a person has said of a hit."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which hits to show: those of one tier, of some types, in some state of review."""

    tier: Tier | None = None
    types: frozenset[HitType] = frozenset()
    states: frozenset[Review] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How far the review of a document has come: hits hidden, doubts masked, and whether a person has said it is right."""

    document: str
    case: str
    hits: int
    doubts: int
    open: int
    reviewed: bool
    open_doubts: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class HitInContext:
    """A hit as the reviewer sees it: the stored words around it.

    ``original`` is what stood there: known only with the vault open, never part of ``review_json``. ``standing``: "masked", "kept" (only
    published texts hide it) or "released".
    """

    id: str
    document: str
    type: str
    start: int
    end: int
    before: str
    replacement: str
    after: str
    rule: str
    doubt: bool
    review: str
    standing: str
    original: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits that were asked for, from number ``first`` (0 is the first) of ``total`` on."""

    hits: tuple[HitInContext, ...]
    first: int
    total: int


def review_states(project: Project) -> tuple[ReviewState, ...]:
    """Give how far every document has come."""
    found = hits(project.store)
    total = Counter(h.document for h in found)
    doubts = Counter(h.document for h in found if h.doubt)
    left = Counter(h.document for h in found if not h.review)
    masked = Counter(h.document for h in found if not h.review and h.doubt)
    return tuple(
        ReviewState(
            d.id,
            d.metadata.case,
            total[d.id] - doubts[d.id],
            doubts[d.id],
            0 if d.names_reviewed else left[d.id],
            d.names_reviewed,
            0 if d.names_reviewed else masked[d.id],
        )
        for d in documents(project.store, segments=False)
    )


def hits_in_context(project: Project, document: str) -> tuple[HitInContext, ...]:
    """Give a document's hits with the words around them.

    Raises:
        UnknownDocumentError.
    """
    return page_of_hits(project, document).hits


def page_of_hits(
    project: Project,
    document: str | None = None,
    wanted: Wanted | None = None,
    *,
    first: int = 0,
    most: int | None = None,
    passphrase: str | None = None,
) -> Page:
    """Give hits of one document, or of all, in the order of the texts, ``most`` of them from number ``first`` on.

    With a ``passphrase`` each comes with the words that stood there.

    Raises:
        UnknownDocumentError; NoVaultError, WrongPassphraseError: when a passphrase is given.
    """
    only = None if document is None else find_document(project, document)
    vault = None
    if passphrase is not None and (vault := open_vault(project, passphrase)) is None:
        raise NoVaultError
    shelf = [only] if only else list(documents(project.store, segments=False))
    asked = wanted or Wanted()
    found = [
        (one, hit)
        for one in shelf
        for hit in hits(project.store, one.id)
        if _is_wanted(hit, asked, reviewed=one.names_reviewed)
    ]
    end = None if most is None else first + most
    original = _originals(vault)
    return Page(tuple(_in_context(one, hit, original(hit)) for one, hit in found[first:end]), first, len(found))


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


def decided_singly(project: Project, keys: Iterable[str]) -> tuple[int, int]:
    """Give how many hits of these documents a person has released, and how many changed."""
    wanted = set(keys)
    states = Counter(h.review for h in hits(project.store) if h.document in wanted)
    return states[Review.REJECTED.value], states[Review.CHANGED.value]


def is_hit(words: str) -> bool:
    """Tell whether words are the id of a hit ("d3-h12", "d3-n1") and not of a document."""
    return re.fullmatch(r"d\d+-[hn]\d+", words) is not None


def review_json(lines: Sequence[ReviewState | HitInContext]) -> list[dict[str, Any]]:
    """Give states or hits for machines, without the originals."""
    return [
        {name: value for name, value in asdict(line).items() if name not in ("original", "open_doubts")}
        for line in lines
    ]


def _is_wanted(hit: StoredHit, asked: Wanted, *, reviewed: bool) -> bool:
    state = Review(hit.review) if hit.review else Review.ACCEPTED if reviewed else Review.OPEN
    return (
        (asked.tier is None or hit.doubt == (asked.tier is Tier.REVIEW))
        and (not asked.types or hit.type in asked.types)
        and (not asked.states or state in asked.states)
    )


def _originals(vault: Vault | None) -> Callable[[StoredHit], str]:
    def give(hit: StoredHit) -> str:
        held = vault.get(hit.vault_id) if vault is not None and hit.vault_id else None
        return held.text if held else ""

    return give


def _in_context(document: Document, hit: StoredHit, original: str) -> HitInContext:
    text = document.text
    now = standing(text, hit)
    return HitInContext(
        id=hit.id,
        document=document.id,
        type=hit.type.value,
        start=hit.start,
        end=hit.end,
        before=" ".join(text[max(0, hit.start - _CONTEXT) : hit.start].split()),
        replacement=text[hit.start : hit.end],
        after=" ".join(text[hit.end : hit.end + _CONTEXT].split()),
        rule=hit.rule,
        doubt=hit.doubt,
        review=hit.review,
        standing=now.value,
        original=original or ("" if now is Standing.MASKED else text[hit.start : hit.end]),
    )
