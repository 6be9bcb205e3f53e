"""Carrying over: what was coded and decided in a document goes along to its corrected version, or waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Coding, Placement, Verdict
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.domain.minutes import Document, Notice
from qualcode.storage.coding_rows import codings, codings_of, move_codings
from qualcode.storage.decision_rows import add_decided, decide, decided_of
from qualcode.storage.document_rows import documents, mark_read, readings
from qualcode.storage.ledger import Change, change
from qualcode.storage.placement_rows import drop_placements, left_behind, placements, put_placements
from qualcode.storage.suggestion_rows import suggestions
from qualcode.storage.version_rows import successor
from qualcode.usecases.coding_by_hand import checked_span
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


class NoPlacementError(QualcodeError):
    """A coding that waits for no place."""

    sentence = N_("The coding {id} waits for no place; `qualcode versions list` shows those that do.")


class NoneChosenError(UsageError):
    """Neither ids nor --all, or both."""

    sentence = N_("Name codings or say --all, one of the two.")


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coding whose place in the new version is to be decided, with its words then and now."""

    coding: str
    code: str
    status: str
    coder: str
    replaced: str
    words: str
    document: str
    start: int
    end: int
    new_words: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A coding that stayed with a replaced version: its words were not found, or the place was turned down."""

    coding: str
    code: str
    status: str
    coder: str
    document: str
    start: int
    end: int
    words: str


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


def waiting_places(project: Project) -> tuple[Waiting, ...]:
    """Give the codings whose places are to be decided, in the order of the texts."""
    found = placements(project.store)
    known = {c.id: c for c in codings_of(project.store, [p.coding for p in found])}
    shelf = _texts(project, [*(p.document for p in found), *(c.document for c in known.values())])
    return tuple(
        Waiting(
            c.id,
            c.code,
            c.status.value,
            c.coder,
            c.document,
            c.span.of(shelf[c.document]),
            p.document,
            p.span.start,
            p.span.end,
            p.span.of(shelf[p.document]),
            p.score,
            p.reason,
        )
        for p in found
        if (c := known.get(p.coding)) is not None
    )


def codings_left_behind(project: Project) -> tuple[LeftBehind, ...]:
    """Give the codings that stayed with a replaced version, in the order of the texts."""
    found = codings_of(project.store, left_behind(project.store))
    shelf = _texts(project, [c.document for c in found])
    return tuple(
        LeftBehind(
            c.id, c.code, c.status.value, c.coder, c.document, c.span.start, c.span.end, c.span.of(shelf[c.document])
        )
        for c in found
    )


def accept_places(project: Project, ids: Iterable[str] = (), *, every: bool = False, min_score: float = 0.0) -> int:
    """Give codings the places that were found for them, as one step; a suggestion of the same code there counts as accepted.

    Raises:
        NoneChosenError, NoPlacementError: when one waits for no place; nothing is then done.
    """
    chosen = [p for p in _chosen(project, ids, every=every) if p.score >= min_score]
    return _settle(project, chosen)


def place_coding(project: Project, key: str, start: int, end: int) -> Coding:
    """Give a coding that waits, or was left behind, a place of the analyst's choice in the current version.

    Raises:
        NoPlacementError, BadSpanError.
    """
    waits = [p for p in placements(project.store) if p.coding == key]
    if not waits and key not in left_behind(project.store):
        raise NoPlacementError(id=key)
    [coding] = codings_of(project.store, [key])
    document = waits[0].document if waits else successor(project.store, coding.document)
    [shelf] = documents(project.store, ids=[document], segments=False)
    _settle(project, [Placement(key, document, checked_span(shelf, start, end), 100.0, "")])
    return codings_of(project.store, [key])[0]


def reject_places(project: Project, ids: Iterable[str] = (), *, every: bool = False) -> int:
    """Record that places are wrong: the codings stay with the replaced version.

    Raises:
        NoneChosenError, NoPlacementError.
    """
    chosen = _chosen(project, ids, every=every)
    with change(project.store, project.coder, "unplace", codings=[p.coding for p in chosen]) as step:
        drop_placements(step, [p.coding for p in chosen])
    return len(chosen)


def _settle(project: Project, chosen: list[Placement]) -> int:
    known = {c.id: c for c in codings_of(project.store, [p.coding for p in chosen])}
    with change(project.store, project.coder, "place", codings=[p.coding for p in chosen]) as step:
        moved = [replace(known[p.coding], document=p.document, span=p.span) for p in chosen]
        # What the same coder has coded there by hand meanwhile is not counted twice.
        moved = [c for c in moved if not _coded_already(project, c)]
        move_codings(step, moved)
        drop_placements(step, [p.coding for p in chosen])
        taken: set[str] = set()
        for coding in moved:
            met = [s for s in _suggested(project, coding) if s.id not in taken]
            taken |= {s.id for s in met}
            verdicts = (Verdict.ACCEPTED if s.suggestion.status is coding.status else Verdict.CHANGED for s in met)
            decide(step, ((s, v, coding.id) for s, v in zip(met, verdicts, strict=True)), coding.coder)
    return len(chosen)


def _coded_already(project: Project, coding: Coding) -> bool:
    same = (coding.code, coding.span, coding.coder)
    return any(same == (c.code, c.span, c.coder) for c in codings(project.store, document=coding.document))


def _suggested(project: Project, coding: Coding) -> list[Any]:
    open_ones = suggestions(project.store, document=coding.document, code=coding.code, waiting=True)
    return [s for s in open_ones if s.suggestion.span.overlaps(coding.span)]


def _chosen(project: Project, ids: Iterable[str], *, every: bool) -> list[Placement]:
    wanted = list(dict.fromkeys(ids))
    if bool(wanted) == every:
        raise NoneChosenError
    found = {p.coding: p for p in placements(project.store)}
    for key in wanted:
        if key not in found:
            raise NoPlacementError(id=key)
    return list(found.values()) if every else [found[key] for key in wanted]


def _texts(project: Project, ids: Iterable[str]) -> dict[str, str]:
    return {d.id: d.text for d in documents(project.store, ids=set(ids), segments=False)}


def _cut(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _MOST_WORDS else said[: _MOST_WORDS - 1] + "…"
