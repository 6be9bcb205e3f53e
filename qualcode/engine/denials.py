"""A claim that is denied whole: "… men det gör den inte", "Det var fel av mig.", "det är inte sant att …"."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.cue_finding import Cue
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind

_SHORT = 8
_NEAR_NOT = 2
"""Words before an end among which stands what denies it ("inte alls nedlagd")."""
_PRO_VERBS = frozenset(
    {
        "är",
        "gör",
        "har",
        "finns",
        "blev",
        "blir",
        "stämmer",
        "gjort",
        "gjorts",
        "skett",
        "hänt",
        "blivit",
        "haft",
        "fungerar",
        "håller",
        "var",
        "is",
        "does",
        "has",
        "do",
        "have",
    }
)
"""Verbs that take up a whole claim: "Men det gör den inte."."""
_DOING = frozenset({"gör", "gjort", "does", "do"})
_WRONG = frozenset({"fel", "stämmer", "stämde", "wrong", "mistake"})
_WHO = frozenset({"vi", "man", "länet", "regionen", "kommunerna", "we", "they", "you"})
"""Who does not have it or do it: "men det har vi inte"."""
_OTHERS = _WHO - {"vi", "man", "we"}
"""Who may be somebody else than the claim is about: "vi har en plan, men det har inte kommunerna" denies nothing of ours."""
_OF_NOW = frozenset({"nu", "numera", "längre", "än", "ännu", "now", "anymore", "yet"})
"""What is not so now may have been, or may come: "Det gör vi inte nu."."""
_PAST = frozenset({"blev", "var", "was"})
_FILLING = frozenset({"men", "så", "dock", "tyvärr", "faktiskt", "ju", "alls", "riktigt", "heller", "but", "so", "not"})
TAKING_BACK = frozenset({CueKind.CORRECTION, CueKind.NEGATION, CueKind.LACK, CueKind.DETERMINER})
"""The kinds of cues that may take a claim back."""


def denied(reading: Reading, clause: int) -> Cue | None:
    """Give the cue of a clause that says of the whole claim before it that it does not hold; None when it says something of its own."""
    anaphor = reading.lists.classes["anaphor"]
    # Cutting a sentence into clauses takes longest: what cannot deny is passed over first.
    if anaphor.isdisjoint(reading.words) or TAKING_BACK.isdisjoint(cue.kind for cue in reading.cues):
        return None
    said = [reading.words[place] for place in reading.words_of(clause)]
    if not any(word in anaphor for word in said) or len(said) > _SHORT or not _OF_NOW.isdisjoint(said):
        return None
    if _of_others(reading, clause, said) or (said[0] == "så" and not _PAST.isdisjoint(said)):
        # "Så blev det inte": what had been thought of did not come about, and what was goes on.
        return None
    for cue in reading.cues:
        if reading.clause_of(cue.start) != clause or _names_its_claim(reading, cue):
            continue
        if cue.kind is CueKind.CORRECTION and not _WRONG.isdisjoint(reading.words[place] for place in cue.places):
            return cue
        if cue.kind not in TAKING_BACK or cue.kind is CueKind.CORRECTION:
            continue
        own = {reading.words[place] for place in cue.places}
        if "att" in own:
            continue
        rest = set(said) - own - anaphor - _FILLING - _WHO
        # "Det är ingen som saknar den" denies something else.
        done = cue.kind is not CueKind.DETERMINER or not rest.isdisjoint(_DOING)
        if done and rest <= _PRO_VERBS and (rest or own & _PRO_VERBS):
            return cue
    return None


def _names_its_claim(reading: Reading, cue: Cue) -> bool:
    """Tell whether a denial says what it denies ("det stämmer inte att skolan saknas"): then it is of that, and of nothing before."""
    return reading.words[cue.end : cue.end + 1] != () and reading.words[cue.end] in reading.lists.classes["that"]


def untrue(reading: Reading, places: Sequence[int]) -> Cue | None:
    """Give what denies the clause of a match as a whole: "det är inte sant att …", "det stämmer inte att …"."""
    cues = [cue for cue in reading.helping if cue.kind is CueKind.UNTRUE and cue.end <= min(places)]
    if not cues:
        return None
    own = {reading.clause_of(place) for place in places}
    said = {clause for one in own for clause in (one, *reading.clauses.above(one))}
    return next((cue for cue in cues if reading.clause_of(cue.end) in said), None)


def _of_others(reading: Reading, clause: int, said: Sequence[str]) -> bool:
    """Tell whether a clause says of somebody else what the claim before it says of somebody: the claim stands."""
    others = _OTHERS.intersection(said)
    if not others:
        return False
    claim = {reading.words[place] for one in range(clause) for place in reading.words_of(one)}
    return not _WHO.isdisjoint(claim) and others.isdisjoint(claim)


def lasts(reading: Reading, ended: Cue) -> bool:
    """Tell whether an end is denied, so that the thing goes on: "är inte nedlagd", "har aldrig ställts in"."""
    nots = reading.lists.classes["nots"]
    clause = reading.clause_of(ended.start)
    around = (place for place in range(max(0, ended.start - _NEAR_NOT), ended.end) if place not in ended.places)
    only = reading.lists.classes["only"]
    return any(
        reading.words[place] in nots
        and only.isdisjoint(reading.words[place + 1 : place + 2])
        and reading.clause_of(place) == clause
        for place in around
    )
