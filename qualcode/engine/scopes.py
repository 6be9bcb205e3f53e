"""Whether a cue reaches a match: by clause, by side, and by what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.cue_finding import Cue
from qualcode.engine.openings import Opening, is_finite
from qualcode.engine.readings import Reading
from qualcode.engine.things import has_its_own, is_another_thing
from qualcode.language.cues import CueKind

_WITHOUT_REACH = 7
_NEGATION_REACH = 14
_RELATIVE_REACH = 4
_NOUN_PHRASE = 2

_GOVERNING = frozenset(
    {
        CueKind.NEGATION, CueKind.LACK, CueKind.LACKING, CueKind.DETERMINER, CueKind.PLAN, CueKind.MODAL, CueKind.HEDGE, CueKind.UNSURE,
        CueKind.UNDISCUSSED, CueKind.ASKED, CueKind.CONDITION, CueKind.HYPOTHETICAL, CueKind.WITHOUT, CueKind.NEITHER,
    }
)  # fmt: skip
_OF_RELATIVE = frozenset({CueKind.ENDED, CueKind.UNREADY, CueKind.LACK, CueKind.PLAN})
_INTO_RELATIVE = frozenset(
    {
        CueKind.DETERMINER, CueKind.LACK, CueKind.LACKING, CueKind.PLAN, CueKind.MODAL, CueKind.WITHOUT, CueKind.UNSURE,
        CueKind.HYPOTHETICAL,
    }
)  # fmt: skip
_FREE = frozenset({"det", "den", "de", "dem", "vad", "allt", "those", "what"})
"""Before a relative these open a thing of its own ("det som inte längre kom"), not more about the match."""
_DOUBTED = frozenset({"huruvida", "om", "whether", "if"})
_STRONG = frozenset({CueKind.ENDED, CueKind.UNREADY, CueKind.LACK, CueKind.UNSURE})


def applies(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:  # noqa: C901 - one branch a way to reach
    """Tell whether ``cue`` says something about the match at ``places``."""
    clause = reading.clause_of(cue.start)
    own = {reading.clause_of(p) for p in places}
    if reading.quoted_apart(cue.start, places):
        return False
    if cue.kind is CueKind.WITHOUT and _begins_contrast(reading, cue):
        return False
    if cue.kind is CueKind.REFUSAL:
        # "Plan: nej." refuses; ", nej, fyra var det" takes something back.
        ends = cue.end == len(reading.words)
        begins = (
            reading.clauses.clauses[clause].start == cue.start
            and reading.clauses.clauses[clause].opening is Opening.BREAK
        )
        return cue.start > max(places) and (ends or begins)
    if cue.kind in {CueKind.UNSURE, CueKind.HEDGE} and reading.words[0] in _DOUBTED and 0 in own and clause not in own:
        # "Huruvida nätverket finns kunde ingen säga": the doubt comes last.
        return True
    if clause in own:
        inside = [p for p in places if reading.clause_of(p) == clause]
        return _within(reading, cue, inside, places)
    for mine in own:
        if clause in reading.clauses.above(mine):
            return _governs(reading, cue, mine, places)
        opening = reading.clauses.clauses[clause].opening
        if opening is Opening.RELATIVE and reading.clauses.clauses[clause].parent == mine and cue.kind in _OF_RELATIVE:
            start = reading.clauses.clauses[clause].start
            head = max((p for p in places if p < start), default=-1)
            if head >= 0 and start - head <= _RELATIVE_REACH and reading.words[start - 1] not in _FREE:
                return True
        if _label_and_value(reading, mine, clause):
            return cue.kind in _STRONG | {
                CueKind.NEGATION,
                CueKind.DETERMINER,
                CueKind.PLAN,
                CueKind.REFUSAL,
                CueKind.HEDGE,
                CueKind.LACKING,
            }
    return False


def _within(reading: Reading, cue: Cue, inside: Sequence[int], places: Sequence[int]) -> bool:  # noqa: C901, PLR0911 - one branch a kind of cue
    match cue.kind:
        case CueKind.NEGATION:
            return _negates(reading, cue, inside, places)
        case CueKind.DETERMINER:
            return _determines(reading, cue, inside, places)
        case CueKind.LACKING:
            return max(inside) > cue.start or _pronoun_after(reading, cue)
        case CueKind.LACK:
            return not (_in_phrase(reading, places) and _takes_own_noun(reading, cue, places))
        case CueKind.WITHOUT:
            return _lacks(reading, cue, inside)
        case CueKind.NEITHER:
            return max(inside) > cue.start
        case CueKind.ENDED | CueKind.UNREADY:
            return not (_in_phrase(reading, places) and _takes_own_noun(reading, cue, places))
        case CueKind.CONDITION:
            return cue.start < min(inside)
        case CueKind.UNSURE:
            # "De känner inte till planen": there is one, and they do not know it.
            return not (reading.words[cue.start] in {"känner", "kände"} and _given_alone(reading, places))
        case CueKind.ASKED:
            return cue.start < max(inside)
        case _:
            return True


def _governs(reading: Reading, cue: Cue, clause: int, places: Sequence[int]) -> bool:
    """A cue above reaches down when it stands before the clause it governs; a relative only hears of being or becoming."""
    begin = reading.clauses.clauses[clause].start
    if cue.kind not in _GOVERNING or cue.start >= begin:
        return False
    if reading.clauses.clauses[clause].opening is Opening.RELATIVE:
        return cue.kind in _INTO_RELATIVE and begin - cue.end <= _WITHOUT_REACH
    if cue.kind is CueKind.DETERMINER and cue.start == reading.clauses.clauses[reading.clause_of(cue.start)].start:
        # "Ingen av oss vet att …": the subject itself is denied.
        return True
    if cue.kind in {CueKind.DETERMINER, CueKind.WITHOUT, CueKind.LACK, CueKind.LACKING}:
        return begin - cue.end <= _RELATIVE_REACH
    del places
    return True


def _negates(reading: Reading, cue: Cue, inside: Sequence[int], places: Sequence[int]) -> bool:
    nearest = min(abs(p - cue.start) for p in inside)
    if nearest > _NEGATION_REACH:
        return False
    opening = reading.clauses.clauses[reading.clause_of(cue.start)]
    if not opening.finite and cue.start == opening.start and opening.opening is Opening.COMMA:
        # ", inte kommunerna," denies only its own few words.
        return any(p > cue.start for p in inside)
    if presupposed(reading, cue, places):
        return False
    return not (cue.start > max(inside) and _in_phrase(reading, places) and not _existential(reading, cue, places))


def presupposed(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell whether the match is a definite thing whose being is taken for granted ("planen är inte känd")."""
    if (
        max(places) >= cue.start
        or max(places) - min(places) > _NOUN_PHRASE
        or not any(reading.definite(p) for p in places)
    ):
        return False
    return not _existential(reading, cue, places)


def _existential(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell whether the clause of the cue says that something is, is had, comes about or takes part."""
    clause = reading.clause_of(cue.start)
    return any(
        c.kind is CueKind.EXISTENTIAL
        and reading.clause_of(c.start) == clause
        and not set(c.places) & set(places)
        and _main_verb(reading, c)
        for c in reading.helping
    )


def _main_verb(reading: Reading, cue: Cue) -> bool:
    """Tell "har inte planen" (main verb) from "har inte använt planen": no supine follows."""
    if (
        reading.words[cue.start] not in {"har", "hade", "ha", "have", "has", "had", "blir", "blev", "får", "fick"}
        or len(cue.places) > 1
    ):
        return True
    return not any(
        w.endswith(("at", "ats", "it", "its", "gt", "gts", "rt", "rts", "tt", "tts"))
        for w in reading.words[cue.end : cue.end + 4]
        if w not in {"något", "ett", "det", "inget", "vårt"}
    )


def _determines(reading: Reading, cue: Cue, inside: Sequence[int], places: Sequence[int]) -> bool:
    """Let "ingen" look to its right, to its left only where no noun of its own follows ("någon plan har vi ingen")."""
    right = [p for p in inside if p > cue.start]
    if right:
        return not (_in_phrase(reading, places) and _given_alone(reading, places) and min(right) - cue.end > 1)
    clause = reading.clause_of(cue.start)
    rest = [p for p in reading.words_of(clause) if p >= cue.end]
    if reading.words[cue.start] in {"inget", "ingenting", "nothing", "none"} and len(rest) <= _NOUN_PHRASE:
        return True
    return len(rest) == 0


def _given_alone(reading: Reading, places: Sequence[int]) -> bool:
    return max(places) - min(places) <= _NOUN_PHRASE and any(reading.definite(p) for p in places)


def _in_phrase(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether the match is one noun phrase after a preposition ("i planen"), so that the clause is about something else."""
    first = min(places)
    if max(places) - first > _NOUN_PHRASE:
        return False
    prepositions = reading.lists.classes["preposition"]
    return any(reading.words[p] in prepositions for p in range(max(0, first - _NOUN_PHRASE), first)) and _given_alone(
        reading, places
    )


def _takes_own_noun(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell whether the cue has words of its own between itself and the match ("det saknas pengar i planen")."""
    first, last = min(places), max(places)
    between = range(cue.end, first) if cue.end <= first else range(last + 1, cue.start)
    light = reading.lists.classes["preposition"] | {"något", "någon", "några", "det", "vi", "man", "ett", "en", "any"}
    return any(reading.words[p] not in light for p in between)


def _begins_contrast(reading: Reading, cue: Cue) -> bool:
    """Tell the "utan" of "inte X utan Y", which denies nothing."""
    clause = reading.clauses.clauses[reading.clause_of(cue.start)]
    return clause.opening is Opening.CONTRAST and clause.start == cue.start


def _lacks(reading: Reading, cue: Cue, inside: Sequence[int]) -> bool:
    """Let "utan" deny the few words after it, up to the next verb; at the end of a clause ("de står utan") what came before."""
    clause = reading.clause_of(cue.start)
    if cue.end < len(reading.words) and reading.words[cue.end] in reading.lists.classes["that"]:
        # "utan att det kostar" denies what follows, which is a clause of its own.
        return any(p > cue.end for p in inside)
    rest = [p for p in reading.words_of(clause) if p >= cue.end]
    if not rest:
        return True
    reach = next((p for p in rest if is_finite(reading.words[p], reading.lists.language)), rest[-1] + 1)
    return (
        any(cue.end <= p < min(reach, cue.end + _WITHOUT_REACH) for p in inside)
        and min(p for p in inside if p >= cue.end) - cue.end <= _RELATIVE_REACH
    )


def _pronoun_after(reading: Reading, cue: Cue) -> bool:
    return cue.end < len(reading.words) and reading.words[cue.end] in reading.lists.classes["subject"]


def _label_and_value(reading: Reading, mine: int, other: int) -> bool:
    """Tell "Handlingsplan: saknas" and table rows: a label without a verb, and its value after the mark."""
    clauses = reading.clauses.clauses
    return other == mine + 1 and clauses[other].opening in {Opening.BREAK, Opening.COMMA} and not clauses[mine].finite


def says_again(reading: Reading, places: Sequence[int], cues: Sequence[Cue]) -> list[Cue]:
    """Give the strong cues of later clauses that take the match up again ("men den gick ut", "och någon ny finns inte")."""
    last = max(reading.clause_of(p) for p in places)
    found: list[Cue] = []
    for cue in cues:
        clause = reading.clause_of(cue.start)
        if clause <= last or clause in reading.elsewhere:
            continue
        if cue.kind in {CueKind.UNREADY, CueKind.PLAN, CueKind.MODAL} or _goes_back(reading, cue, clause, places):
            found.append(cue)
    return found


def _goes_back(reading: Reading, cue: Cue, clause: int, places: Sequence[int]) -> bool:
    """Tell whether a cue of a later clause is about the match at ``places``."""
    begun = reading.clauses.clauses[clause]
    if cue.kind is CueKind.DETERMINER:
        return any(reading.words[p] in {"sådan", "sådant", "sådana", "such"} for p in reading.words_of(clause))
    if cue.kind not in _STRONG:
        return False
    if cue.kind is CueKind.ENDED and cue.start == begun.start:
        # "…, sista mötet var 2021" names its own thing.
        return True
    if cue.kind is CueKind.UNSURE and cue.end == len(reading.words):
        # "… men ingen av oss är säker" can only mean what was said.
        return True
    if begun.opening is Opening.RELATIVE and begun.start - max(places) <= _RELATIVE_REACH:
        return True
    return _points_back(reading, cue, places, indefinite=cue.kind is not CueKind.UNSURE)


def _points_back(reading: Reading, cue: Cue, places: Sequence[int], *, indefinite: bool) -> bool:
    """Tell whether a clause speaks of what was named before: "men den gick ut", "och någon ny finns inte", not "den omgång som"."""
    words = reading.words_of(reading.clause_of(cue.start))
    anaphor = reading.lists.classes["anaphor"]
    for place in words[:4]:
        word = reading.words[place]
        if indefinite and word in {"någon", "något", "några", "ingen", "inget", "inga"}:
            return True
        if word in anaphor and has_its_own(reading.words, place, reading.lists, reading.words[: words[0]]):
            continue
        if word not in anaphor or is_another_thing(word, reading.words[: words[0]], [reading.words[p] for p in places]):
            continue
        if cue.start - 1 <= place <= cue.end:
            return True
        near = [reading.words[p] for p in (place - 1, place + 1) if p in words]
        if word not in {"den", "det", "de", "dom", "denna", "detta", "dessa"} or any(
            is_finite(w, reading.lists.language) for w in near
        ):
            return True
    return False
