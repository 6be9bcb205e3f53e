"""What several matches of a code in one sentence come to: the best reasoned, and a second where some have and others have not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qualcode.domain.coding import Status, Why
from qualcode.domain.spans import Span
from qualcode.engine.decisions import Decision
from qualcode.engine.follow_ups import Found
from qualcode.engine.lines import Line
from qualcode.engine.matching import Match
from qualcode.engine.readings import Reading


class Judged(NamedTuple):
    """A match with its status; ``explicit`` where the status is said outright, ``rule`` the id of its indicator."""

    match: Match
    decision: Decision
    weight: float
    reading: Reading
    explicit: bool
    rule: str

    @property
    def clause(self) -> int:
        """Give the clause in which it ends; asked for only where several stand in a sentence."""
        return self.reading.clause_of(self.match.places[-1])


def chosen(number: int, line: Line, code: int, judged: Sequence[Judged]) -> Iterator[Found]:
    """Give one finding a sentence (``number``), the best reasoned; two where it says that some have and others have not."""
    if len(judged) == 1:
        yield _made(number, line, code, judged[0], judged)
        return
    ranked = sorted(judged, key=_rank, reverse=True)
    best = ranked[0]
    yield _made(number, line, code, best, judged)
    other = next((j for j in ranked[1:] if _opposes(best, j)), None)
    if other is not None:
        yield _made(number, line, code, other, judged)


def _opposes(best: Judged, other: Judged) -> bool:
    pair = {best.decision.status, other.decision.status}
    if pair != {Status.PRESENT, Status.ABSENT} or best.clause == other.clause:
        return False
    clauses = best.reading.clauses.clauses
    between = range(min(best.clause, other.clause) + 1, max(best.clause, other.clause) + 1)
    contrasted = any(clauses[c].opening.value == "contrast" for c in between)
    return contrasted and set(best.match.places).isdisjoint(other.match.places)


def _made(number: int, line: Line, code: int, best: Judged, judged: Sequence[Judged]) -> Found:
    agreeing = [j for j in judged if j.decision.status is best.decision.status]
    weights: dict[int, float] = {}
    for one in agreeing:
        weights[one.match.indicator] = max(weights.get(one.match.indicator, 0.0), one.weight)
    doubt = 1.0
    for rule in sorted(weights):
        doubt *= 1 - min(1.0, weights[rule])
    places = sorted({place for one in agreeing for place in one.match.places})
    matched = [Span(*line.borders[place]) for place in places]
    beyond = {span for one in agreeing for span in one.match.beyond}
    if beyond:
        matched = sorted(beyond.union(matched))
    told = best.decision
    cues = best.reading.spans(told.cues) if told.rule != "lead-in" else ()
    why = Why(indicator=best.rule, matched=tuple(matched), rule=told.rule, cues=cues)
    return Found(number, number, code, told.status, round((1 - doubt) * told.certainty, 4), why, best.match.places)


def _rank(judged: Judged) -> tuple[bool, bool, float, float, int, int]:
    """Prefer what asserts something, then rules that say their status outright, then cues over none, then weight and length."""
    asserted = judged.decision.status is not Status.NOT_ASSERTED
    cued = 1.0 if judged.decision.cues else 0.0
    return (asserted, judged.explicit, cued, judged.weight, len(judged.match.places), judged.clause)
