"""Carrying over: what was coded and decided in a document goes along to its corrected version, or waits for a decision."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Placement
from qualcode.domain.errors import N_
from qualcode.domain.minutes import Document, Notice
from qualcode.storage.coding_rows import codings, codings_of, move_codings
from qualcode.storage.decision_rows import add_decided, decided_of
from qualcode.storage.document_rows import documents, mark_read, readings
from qualcode.storage.ledger import Change
from qualcode.storage.placement_rows import drop_placements, placements, put_placements
from qualcode.usecases.project import Project
from qualcode.usecases.surveying import STATUS_WORDS

if TYPE_CHECKING:
    from qualcode.engine.anchoring import Anchorer

NEW_VERSION = N_(
    "a new version of {document}: codings moved {moved}, to be decided {uncertain}, not found again {lost}; "
    "decisions on suggestions that go along {decisions}"
)
LOST = N_("not found again: coding {coding} ({code}): “{words}”")
WAITING = N_("the places to be decided count nowhere until then: `qualcode versions list`")
STATUS = N_("its status is now {now}, that of the version before was {before}; --status or --metadata give it another")
UNREAD = N_(
    "its words are not those of the version before, so it is not marked as read: what it does not mention counts as unread until "
    "`qualcode read {document}`"
)
REVIEW = N_(
    "its hidden words wait to be reviewed anew, and no quotes come from it until then: `qualcode anonymise status`"
)
_MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What became of the codings of a replaced document: the ids of those that moved, that wait, that were not found."""

    replaced: str
    moved: tuple[str, ...]
    uncertain: tuple[str, ...]
    lost: tuple[str, ...]
    decisions: int
    notices: tuple[Notice, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it for machines."""
        told = asdict(self)
        del told["notices"]
        return told


def carry_over(project: Project, step: Change, old: str, new: str, document: Document) -> CarriedOver:
    """Carry codings, decisions and, where no word has changed, reading marks from a replaced document to its new version.

    What the new version does not have any more (its status, the marks) is told.

    Codings keep their ids, so that memos stay with them. What is not sure is kept as a placement, which counts nowhere. Codings
    that still waited for a place in the replaced version are looked for anew, from the words that they were given to.
    """
    from qualcode.engine.anchoring import Anchorer, Anchoring

    earlier = codings_of(project.store, [p.coding for p in placements(project.store, old)])
    wanted = [*codings(project.store, document=old), *earlier]
    shelf = {d.id: d for d in documents(project.store, ids={old, *(c.document for c in wanted)}, segments=False)}
    before = {key: d.text for key, d in shelf.items()}
    anchorers = {key: Anchorer(words, document.text) for key, words in before.items()}
    found = [(c, anchorers[c.document].anchor(c.span)) for c in wanted]
    moved = [replace(c, document=new, span=a.span) for c, a in found if a.kind is Anchoring.MOVED and a.span]
    unsure = [
        Placement(c.id, new, a.span, a.score, a.reason) for c, a in found if a.kind is Anchoring.UNCERTAIN and a.span
    ]
    lost = [c for c, a in found if a.kind is Anchoring.LOST]
    move_codings(step, moved)
    drop_placements(step, [c.id for c in earlier])
    put_placements(step, unsure)
    decided = _carry_decisions(project, step, anchorers[old], old, new, {c.id for c in moved})
    readers = readings(project.store).get(old, ())
    if anchorers[old].same_words:
        for coder in readers:
            mark_read(step, coder, [new])
    counts = {"moved": len(moved), "uncertain": len(unsure), "lost": len(lost), "decisions": decided}
    # A table of answers is one step with many documents.
    step.about.update({name: step.about.get(name, 0) + number for name, number in counts.items()})
    told = [Notice(NEW_VERSION, {"document": old, **counts})]
    told += [Notice(LOST, {"coding": c.id, "code": c.code, "words": _cut(c.span.of(before[c.document]))}) for c in lost]
    told += [Notice(WAITING)] if unsure else []
    told += _fallen(shelf[old], document, new, unread=bool(readers) and not anchorers[old].same_words)
    ids = (tuple(c.id for c in moved), tuple(p.coding for p in unsure), tuple(c.id for c in lost))
    return CarriedOver(old, *ids, decided, tuple(told))


def _fallen(before: Document, now: Document, key: str, *, unread: bool) -> list[Notice]:
    """Tell what the version before was and the new one is not."""
    told = []
    was, is_now = before.metadata.status, now.metadata.status
    if was is not is_now:
        told.append(Notice(STATUS, {"before": STATUS_WORDS[was], "now": STATUS_WORDS[is_now]}))
    if unread:
        told.append(Notice(UNREAD, {"document": key}))
    if before.names_reviewed and not now.names_reviewed:
        told.append(Notice(REVIEW))
    return told


def _carry_decisions(project: Project, step: Change, anchorer: Anchorer, old: str, new: str, moved: set[str]) -> int:
    """Record on the new version what was decided of suggestions whose sentences are the same; the others are asked again."""
    from qualcode.engine.anchoring import Anchoring

    kept = []
    for decided in decided_of(project.store, old):
        place = anchorer.anchor(decided.span)
        if place.kind is Anchoring.MOVED and place.span and (not decided.coding or decided.coding in moved):
            kept.append(replace(decided, document=new, span=place.span))
    add_decided(step, kept)
    return len(kept)


def _cut(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _MOST_WORDS else said[: _MOST_WORDS - 1] + "…"
