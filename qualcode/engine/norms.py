"""What an agreement, a strategy, the state or research says that there should be: a norm tells nothing of the county that hears it."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.cue_finding import Cue
from qualcode.engine.openings import Opening
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind

_NEAR = 2
"""So many places apart a source and what it says still belong together ("strategin säger", "i år kräver staten")."""
_AFTER = 4
"""And so many from "according to" or "the purpose of" to the source."""

_TELLING = ("source", "addressed", "defining")
"""Classes of words one of which stands in every norm."""


def normed(reading: Reading, places: Sequence[int]) -> Cue | None:
    """Give what a norm is told by, when all that a match at ``places`` stands in is governed by it and nothing there is said of "us"."""
    if not any(not reading.lists.classes[kind].isdisjoint(reading.words) for kind in _TELLING):
        return None
    if reading.names_own:
        return None
    clauses = {reading.clause_of(place) for place in places}
    told = {clause: cue for clause in _clauses(reading) if (cue := _told(reading, clause)) is not None}
    governing = [_governing(reading, clause, told) for clause in clauses]
    if None in governing or any(_own(reading, clause) for clause in clauses):
        return None
    # "… säger att en plan ska finnas, och länet antog en": what stands beside the norm may tell what the county did.
    beside = (clause for clause in _clauses(reading) if _governing(reading, clause, told) is None)
    if any(_own(reading, clause) or _of_county(reading, clause) for clause in beside):
        return None
    return next((cue for cue in governing if cue is not None), None)


def _clauses(reading: Reading) -> range:
    return range(len(reading.clauses.clauses))


def _governing(reading: Reading, clause: int, told: dict[int, Cue]) -> Cue | None:
    """Give the norm of a clause, of one that governs it, or of the one before its colon."""
    above = (clause, *reading.clauses.above(clause))
    found = next((told[one] for one in above if one in told), None)
    if found is None and reading.clauses.clauses[above[-1]].opening is Opening.BREAK:
        start = reading.clauses.clauses[above[-1]].start
        if ":" in reading.line.gaps[start]:
            found = told.get(reading.clause_of(start - 1))
    return found


def _own(reading: Reading, clause: int) -> bool:
    """Tell whether a clause says something of one's own county."""
    words = [reading.words[place] for place in reading.words_of(clause)]
    return not reading.lists.classes["own"].isdisjoint(words)


def _of_county(reading: Reading, clause: int) -> bool:
    return any(reading.of_county(place) for place in reading.words_of(clause))


def _told(reading: Reading, clause: int) -> Cue | None:
    """Give the words of a clause by which a source tells what should be, or by which counties are told."""
    kinds, words = reading.lists.classes, reading.words
    places = reading.words_of(clause)
    if _own(reading, clause):
        return None
    demands = [place for place in places if words[place] in kinds["demanding"]]
    defined = next((place for place in places if words[place] in kinds["defining"]), None)
    if defined is not None and not kinds["with"].isdisjoint(words[place] for place in places if place < defined):
        # "Med länsgemensam ledning menas …"; "planen avses bli klar" is no definition.
        return Cue(CueKind.NATION, (defined,))
    oblige = [place for place in places if words[place] in kinds["obliging"]]
    for place in places:
        if words[place] in kinds["addressed"] and _all_of_them(reading, place, places) and oblige:
            return Cue(CueKind.NATION, (place,))
        if words[place] not in kinds["source"] or _of_the_county(reading, place):
            continue
        before = words[max(places[0], place - _AFTER) : place]
        if not kinds["indirect"].isdisjoint(before) or not kinds["as_told"].isdisjoint(before):
            # "… avvaktar vad strategin säger": nobody knows yet; "som strategin säger har vi …" tells what there is.
            continue
        if any(abs(place - other) <= _NEAR and _says(reading, place, other) for other in demands):
            return Cue(CueKind.NATION, (place,))
        if not kinds["according"].isdisjoint(before) and oblige:
            return Cue(CueKind.NATION, (place,))
        if not kinds["purpose"].isdisjoint(before):
            return Cue(CueKind.NATION, (place,))
    return None


def _all_of_them(reading: Reading, place: int, clause: Sequence[int]) -> bool:
    """Tell "länen ska" and "att alla län bör" from "ett av de medverkande länen"."""
    before = reading.words[place - 1] if place else ""
    return place == clause[0] or before in reading.lists.classes["that"] | reading.lists.classes["all"]


def _says(reading: Reading, place: int, verb: int) -> bool:
    """Tell "det står i strategin" from "målen ur strategin står i planen"."""
    if reading.words[verb] not in reading.lists.classes["standing"]:
        return True
    return place > verb and reading.words[place - 1] in reading.lists.classes["inside"]


def _of_the_county(reading: Reading, place: int) -> bool:
    """Tell "länets strategi" and "den regionala överenskommelsen" from those of the nation."""
    return place > 0 and reading.words[place - 1] in reading.lists.classes["local"]
