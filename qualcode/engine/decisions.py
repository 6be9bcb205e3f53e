"""A decided status with its reason; and how views, requests and topics are decided, which only their own denial makes absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.engine.cue_finding import Cue
from qualcode.engine.readings import Reading
from qualcode.engine.scopes import applies
from qualcode.engine.tenses import given
from qualcode.language.cues import CueKind

_NEAR_WISH = 2
SURE, FAIR, WEAK = 1.0, 0.9, 0.75
"""How much of an indicator's weight is left when the rule that decided is sure, fair or weak."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, the rule that gave it, its cues, and how sure the rule is (0–1)."""

    status: Status
    rule: str = "plain"
    cues: tuple[Cue, ...] = ()
    certainty: float = SURE


def voiced(reading: Reading, places: Sequence[int], cues: Sequence[Cue], says: Status, kind: Kind) -> Decision:
    """Views, requests and topics are present when voiced; only their own denial makes them absent."""
    declined = next(
        (c for c in reading.helping if c.kind is CueKind.DECLINED and set(c.places).isdisjoint(places)), None
    )
    if (
        kind is Kind.REQUEST
        and declined is not None
        and reading.clause_of(declined.start) in {reading.clause_of(p) for p in places}
    ):
        return Decision(Status.PRESENT if says is Status.ABSENT else Status.ABSENT, "declined", (declined,), FAIR)
    for cue in cues:
        if cue.kind not in {CueKind.NEGATION, CueKind.DETERMINER, CueKind.NEITHER} or not applies(reading, cue, places):
            continue
        if kind is Kind.REQUEST and not _denies_wish(reading, cue):
            continue
        if kind is Kind.VIEW and cue.start > max(places) and given(reading, places):
            continue
        status = Status.PRESENT if says is Status.ABSENT else Status.ABSENT
        return Decision(status, "negation", (cue,), WEAK)
    return Decision(says, "voiced")


def _denies_wish(reading: Reading, cue: Cue) -> bool:
    """Tell "behöver inte" (no wish) from "saknar, har inga" (the very reason for one)."""
    clause = reading.clause_of(cue.start)
    wishes = [c for c in reading.helping if c.kind is CueKind.WISH and reading.clause_of(c.start) == clause]
    if cue.kind is CueKind.DETERMINER:
        return any(0 <= c.start - cue.end <= 1 for c in wishes)
    return any(0 <= cue.start - c.end <= _NEAR_WISH or 0 <= c.start - cue.end <= 1 for c in wishes)
