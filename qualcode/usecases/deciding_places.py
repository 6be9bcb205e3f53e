"""Deciding places: codings that wait for a place in a corrected version of their document get it, or stay where they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from qualcode.domain.coding import Coding, Placement, Verdict
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.storage.coding_rows import codings, codings_of, move_codings
from qualcode.storage.decision_rows import decide
from qualcode.storage.document_rows import documents
from qualcode.storage.ledger import change
from qualcode.storage.placement_rows import drop_placements, left_behind, placements
from qualcode.storage.suggestion_rows import suggestions
from qualcode.storage.version_rows import successor
from qualcode.usecases.coding_by_hand import checked_span
from qualcode.usecases.project import Project


class NoPlacementError(QualcodeError):
    """A coding that waits for no place."""

    sentence = N_("The coding {id} waits for no place; `qualcode versions list` shows those that do.")


class NoneChosenError(UsageError):
    """Neither ids nor --all, or both."""

    sentence = N_("Name codings or say --all, one of the two.")


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
