"""Denials beside plans: what is missing and on its way ("… saknas, men regionen planerar en"), and plans that are denied themselves."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.cue_finding import NEGATING, Cue
from qualcode.engine.own_things import takes_up
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind


def planned_again(reading: Reading, places: Sequence[int]) -> Cue | None:
    """Give the cue of a later clause that plans what is missing, named by a pronoun alone ("… saknas, men regionen planerar en")."""
    # The English verb is a form of the noun, and may have been matched as one ("no plan, but one is planned").
    last = min(reading.clause_of(place) for place in places)
    ahead = (c for c in reading.cues if c.kind in {CueKind.PLAN, CueKind.MODAL} and reading.clause_of(c.start) > last)
    return next((c for c in ahead if takes_up(reading, c) and not no_plan(reading, c) and _of_county(reading, c)), None)


def _of_county(reading: Reading, cue: Cue) -> bool:
    """Tell whether who plans is the county ("men regionen planerar en", "men en är på gång"), not the state or one municipality."""
    clause = reading.clause_of(cue.start)
    lists = reading.lists.classes
    places = [place for place in reading.words_of(clause) if reading.words[place] not in lists["contrast"]]
    if not places or clause in reading.elsewhere or any(reading.words[place] in lists["one_place"] for place in places):
        return False
    first = reading.words[places[0]]
    if first in lists["own"] | lists["anaphor"] | lists["unnamed"] or reading.of_county(places[0]):
        return True
    return first in lists["modal"] or first.endswith(reading.lists.endings["bodies"])


def no_plan(reading: Reading, ahead: Cue) -> bool:
    """Tell whether the clause of a plan denies it: "… och ingen är på gång", "inget är tänkt"."""
    clause = reading.clause_of(ahead.start)
    return any(c.kind in NEGATING and reading.clause_of(c.start) == clause for c in reading.cues)


def negates_plan(reading: Reading, negating: Sequence[Cue], ahead: Sequence[Cue]) -> bool:
    """Tell "ingen plan är på gång" and "ska inte ta fram" (no plan at all) from "ännu ingen, men på gång"."""
    for cue in negating:
        if cue.kind in {CueKind.LACK, CueKind.LACKING, CueKind.WITHOUT} and any(
            reading.clause_of(cue.start) == reading.clause_of(plan.start) and cue.end <= plan.start for plan in ahead
        ):
            return True
        if cue.kind in {CueKind.NEGATION, CueKind.DETERMINER, CueKind.NEITHER} and any(
            reading.clause_of(cue.start) == reading.clause_of(plan.start) for plan in ahead
        ):
            return True
    return all(
        reading.clause_of(c.start) == reading.clause_of(p.start) and c.start > p.start for c in negating for p in ahead
    )
