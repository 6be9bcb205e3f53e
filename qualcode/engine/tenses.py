"""Whether a cue of plan or past really speaks of the match: promises against descriptions, ended things against told events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qualcode.engine.cue_finding import Cue
from qualcode.engine.openings import Opening
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind

_NEAR_VERB = 3
"""Words behind a cue of work under way among which stands what is done: "pågår arbete med att minska"."""


def plans(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]]) -> list[Cue]:
    """Give the cues of plans that really speak of the match, not of keeping or revising what is there."""
    found: list[Cue] = []
    for cue in near[CueKind.PLAN]:
        clause = reading.clause_of(cue.start)
        if reading.has(CueKind.HABITUAL, clause) or _goes_on(reading, cue, places):
            continue
        if _kept(reading, clause, places) or _is_done_already(reading, cue, places):
            continue
        if _what_for(reading, clause) and all(reading.clause_of(place) != clause for place in places):
            continue
        found.append(cue)
    for cue in near[CueKind.MODAL]:
        clause = reading.clause_of(cue.start)
        if reading.has(CueKind.HABITUAL, clause) and not near[CueKind.TIME_AHEAD]:
            continue
        if _goes_on(reading, cue, places) or _kept(reading, clause, places) or _describes(reading, cue, places):
            continue
        found.append(cue)
    if not found and near[CueKind.TIME_AHEAD]:
        cue = near[CueKind.TIME_AHEAD][0]
        clause = reading.clause_of(cue.start)
        if not given(reading, places) and not _kept(reading, clause, places) and not near[CueKind.FORMER]:
            found.append(cue)
    return found


def _is_done_already(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell "håller på att utbilda" (they do) from "håller på att ta fram en plan" (there is none yet): by what kind of verb it is."""
    if reading.words[cue.start] == "planerar" and len(cue.places) == 1 and cue.end < len(reading.words):
        # "planerar temaveckan ihop" is what they do; "planerar utbildningar" is what will be.
        return reading.definite(cue.end)
    if _is_doing(reading, cue):
        return True
    if reading.words[cue.start] not in {"håller", "höll"} or cue.end not in places:
        return False
    return not any(c.kind is CueKind.CREATION and c.start == cue.end for c in reading.helping)


def _is_doing(reading: Reading, cue: Cue) -> bool:
    """Tell "arbetar med att minska tillgången" (they do) from "arbetar med att utveckla ett nätverk" (there is none yet).

    "Tas fram för att minska" tells what a thing is for, which is not there yet.
    """
    lists, words = reading.lists.classes, reading.words
    # What is done stands behind the verb.
    near = range(cue.end, min(cue.end + _NEAR_VERB, len(words) - 1))
    verb = next((place for place in near if words[place] in lists["doing"]), None)
    if verb is None or lists["doing_with"].isdisjoint(words[verb - 2 : verb]):
        return False
    return words[verb + 1] not in lists["not_there"]


def _describes(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell a "ska" that describes ("gruppen ska samordna", "hur medlen ska delas", "för att de ska mötas") from one that promises."""
    clause = reading.clause_of(cue.start)
    words = [p for p in reading.words_of(clause) if p < cue.start]
    creates = reading.has(CueKind.CREATION, clause) is not None
    if any(reading.words[p] in reading.lists.classes["indirect"] for p in words[-6:]):
        return True
    if reading.clauses.clauses[clause].opening is Opening.COORDINATE:
        clause = reading.clauses.clauses[clause].parent
    opening = reading.clauses.clauses[clause].opening
    if opening is Opening.RELATIVE:
        return not creates
    if _what_for(reading, clause):
        return True
    verb = cue.end
    if verb in places or verb + 1 in places or creates:
        return False
    return min(places) < cue.start and (given(reading, places) or reading.definite(min(places)))


def _what_for(reading: Reading, clause: int) -> bool:
    """Tell "för att de ska mötas", "inför att en satsning ska starta", "handlar om att färre ska dö" from what will be."""
    start = reading.clauses.clauses[clause].start
    if reading.clauses.clauses[clause].opening is not Opening.THAT or not start:
        return False
    return reading.words[start - 1] in reading.lists.classes["preposition"] | {"så"}


def _goes_on(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    clauses = {reading.clause_of(cue.start), *(reading.clause_of(p) for p in places)}
    ongoing = [c for c in reading.helping if c.kind is CueKind.ONGOING and reading.clause_of(c.start) in clauses]
    return any(reading.words[c.start] in reading.lists.classes["lasting"] for c in ongoing)


def _kept(reading: Reading, clause: int, places: Sequence[int]) -> bool:
    """Tell whether the clause's verb keeps, revises or uses what is there, the verb itself being no part of the match."""
    verbs = [c for c in reading.helping if c.kind is CueKind.MAINTENANCE and reading.clause_of(c.start) == clause]
    if not verbs or any(set(c.places) & set(places) for c in verbs):
        return False
    prepositions = reading.lists.classes["preposition"]
    if all(
        c.end <= min(places) and any(reading.words[p] in prepositions for p in range(c.end, min(places))) for c in verbs
    ):
        # "bytas mot strategins mål": what stands after a preposition is not what the verb keeps.
        return False
    return reading.has(CueKind.CREATION, clause) is None and given(reading, places)


def given(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether the match is one definite noun phrase, whose thing is there already."""
    return max(places) - min(places) <= 2 and any(reading.definite(p) for p in places)  # noqa: PLR2004 - a noun and its attributes


def past(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]]) -> list[Cue]:
    """Give the cues that place the match in the past, not in the reporter's past tense or in a recent event."""
    clauses = {reading.clause_of(p) for p in places}
    if any(c.kind is CueKind.ONGOING and reading.clause_of(c.start) in clauses for c in reading.helping):
        return []
    recent = any(reading.has(CueKind.RECENT, clause) for clause in clauses)
    found = [cue for cue in near[CueKind.FORMER] if _tells_of_past(reading, cue)]
    if not recent:
        found += [cue for cue in near[CueKind.WAS] if not _auxiliary(reading, cue) and not _shifted_back(reading, cue)]
    return found


def _tells_of_past(reading: Reading, cue: Cue) -> bool:
    """Adverbs such as "tidigare" tell of the past by themselves; spans of time need a verb in the past."""
    if reading.words[cue.start] in reading.lists.classes["of_old"]:
        return True
    verbs = reading.lists.classes["past_verb"]
    words = [reading.words[p] for p in reading.words_of(reading.clause_of(cue.start))]
    return any(word in verbs or word.endswith(("ade", "ades", "rdes", "ndes")) for word in words)


def _auxiliary(reading: Reading, cue: Cue) -> bool:
    """Tell "hade tagit fram" (told in the past) from "hade ett nätverk" (had it): a supine follows soon."""
    if reading.words[cue.start] not in {"hade", "had"}:
        return False
    after = reading.words[cue.end : cue.end + 3]
    return any(
        (w.endswith(("at", "ats", "it", "its", "rt", "rts", "tt", "lt", "been")) and not reading.definite(cue.end + i))
        for i, w in enumerate(after)
    )


def _shifted_back(reading: Reading, cue: Cue) -> bool:
    """Tell reported speech ("hon berättade att det fanns …"), whose past tense is only the reporter's."""
    above = reading.clauses.above(reading.clause_of(cue.start))
    return (
        any(reading.has(CueKind.REPORT, clause) for clause in above)
        and reading.clauses.clauses[reading.clause_of(cue.start)].opening is not Opening.RELATIVE
    )


def approximates(reading: Reading, cue: Cue) -> bool:
    """Tell "kanske fyrtio personer" (about so many) from doubt about the thing."""
    after = reading.words[cue.end : cue.end + 1]
    return bool(after) and (
        after[0][0].isdigit()
        or after[0].endswith(("tio", "hundra", "tusen", "talet", "tal"))
        or after[0] in reading.lists.classes["number"]
    )
