"""What a text that told of others turns home to say: "I Kalmar finns en samordnare. Det har inte vi.", "…, men hos oss är den nedlagd"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.domain.coding import Status
from qualcode.engine.cue_finding import DENYING, Cue, first_of
from qualcode.engine.decisions import FAIR, Decision
from qualcode.engine.follow_ups import Found, Readings
from qualcode.engine.lines import Lines
from qualcode.engine.own_things import stands_alone
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind, tone_words

OWN_TURN = "own-turn"
"""The rule of what such a turn says."""
_LONGEST = 14
_MOST_TOLD = 2
"""Words of its own that a turn may have: when and by whom; with more it tells of something else."""
_LOST = frozenset({*DENYING, CueKind.ENDED, CueKind.WITHOUT})
_BY_CUE = (
    ((CueKind.ENDED,), Status.PAST),
    ((CueKind.UNSURE,), Status.POSSIBLE),
    ((CueKind.UNREADY, CueKind.PLAN), Status.PLANNED),
    (DENYING, Status.ABSENT),
    ((CueKind.HEDGE,), Status.POSSIBLE),
    ((CueKind.TIME_AHEAD,), Status.PLANNED),
    ((CueKind.FORMER,), Status.PAST),
)
_THERE = frozenset(
    {
        CueKind.EXISTENTIAL,
        CueKind.LACK,
        CueKind.LACKING,
        CueKind.ENDED,
        CueKind.UNREADY,
        CueKind.PLAN,
        CueKind.TIME_AHEAD,
    }
)
"""One of these stands in a turn: what is there or not there, what ended and what is to come ("Det är inget för oss" tells none)."""
_AND_WHEN = frozenset({Status.PAST, Status.PLANNED})
"""Statuses of which a turn may tell more than the bare word."""
_FILLING = ("own", "anaphor", "contrast", "likewise", "value", "preposition", "indefinite", "at_home")
"""Classes of words that name nothing new."""
_WISHED = frozenset({CueKind.HYPOTHETICAL, CueKind.WISH, CueKind.UNDISCUSSED, CueKind.ASKED, CueKind.CONDITION})


def turned_home(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Add what the next clause or sentence says of the county itself, where it takes up by a pronoun what was told of others."""
    others = [f for f in found if f.status is Status.NOT_ASSERTED and f.why.rule == "elsewhere"]
    if not others:
        return list(found)
    stated = {(n, f.code) for f in found if f.status is not Status.NOT_ASSERTED for n in range(f.first, f.last + 1)}
    # What the sentence finds of its own is what it speaks of.
    telling = {n for n, _ in stated}
    result, turned = list(found), set(stated)
    for one in others:
        number, decision = _turn(lines, reading, one, telling)
        if decision is None or (number, one.code) in turned:
            continue
        turned.add((number, one.code))
        cues = reading(number).spans(decision.cues)
        why = replace(one.why, rule=decision.rule, cues=cues)
        result.append(Found(number, number, one.code, decision.status, one.score, why))
    return result


def _turn(lines: Lines, reading: Readings, one: Found, telling: set[int]) -> tuple[int, Decision | None]:
    """Give the sentence that turns home and what it says: the finding's own by a later clause, else the next of the paragraph."""
    said = reading(one.last)
    if not said.elsewhere or any(cue.kind in _LOST for cue in said.cues if said.clause_of(cue.start) in said.elsewhere):
        # "… har man tappat sin samordnare. Det har vi inte.": what others lack is not what is taken up.
        return one.last, None
    last = max((said.clause_of(place) for place in one.places), default=0)
    for clause in range(last + 1, len(said.clauses.clauses)):
        if clause not in said.elsewhere:
            decision = _said(said, said.words_of(clause))
            if decision is not None:
                return one.last, decision
    after = one.last + 1
    if after >= len(lines) or lines.paragraph(after) != lines.paragraph(one.last) or after in telling:
        return after, None
    said = reading(after)
    # "Det finns ingen här som vet hur."
    told_of_some = not said.lists.classes["relative"].isdisjoint(said.words)
    if said.question or said.elsewhere or said.names_another or told_of_some:
        return after, None
    first = said.words_of(0)
    # "Länet saknar en; regionen planerar en": the first clause that takes up tells, and a later one may go on.
    return after, _said(said, range(len(said.words))) or _said(said, first)


def _said(reading: Reading, places: Sequence[int]) -> Decision | None:
    """Give what words of a sentence say of what was named before; None where they tell of something else, or of nobody here."""
    lists, words = reading.lists.classes, reading.words
    said = [words[place] for place in places]
    if len(said) > _LONGEST or not any(words[place] in lists["own"] or reading.of_county(place) for place in places):
        return None
    # "Vår blir klar till våren."
    back = any(word in lists["anaphor"] for word in said) or said[0] in lists["ours"]
    if not back and not any(stands_alone(reading, place, places) for place in places):
        return None
    cues = [cue for cue in reading.cues if all(place in places for place in cue.places)]
    helping = [cue for cue in reading.helping if cue.start in places]
    kinds = {cue.kind for cue in (*cues, *helping)}
    if not _WISHED.isdisjoint(kinds) or _THERE.isdisjoint(kinds):
        return None
    firsts = ((status, first_of(cues, kinds)) for kinds, status in _BY_CUE)
    met = next(((status, first) for status, first in firsts if first is not None), None)
    told = _told(reading, places, cues)
    if met is not None:
        status, own = met
        return Decision(status, OWN_TURN, (own,), FAIR) if told <= (_MOST_TOLD if status in _AND_WHEN else 0) else None
    alike = not lists["likewise"].isdisjoint(said)
    return Decision(Status.PRESENT, OWN_TURN, (), FAIR) if alike and not told else None


def _told(reading: Reading, places: Sequence[int], cues: Sequence[Cue]) -> int:
    """Count the words that say something of their own: no cue, no little word, nobody of the county."""
    own = {place for cue in (*cues, *reading.helping) for place in cue.places}
    little = tone_words()
    lists = reading.lists.classes
    return sum(
        place not in own
        and reading.words[place] not in little
        and not reading.of_county(place)
        and not stands_alone(reading, place, places)
        and not any(reading.words[place] in lists[one] for one in _FILLING)
        for place in places
    )
