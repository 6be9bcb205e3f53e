"""Decides what a passage says of a code: present, absent, planned, past, possible, or nothing at all (docs/status.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.engine.clauses import Opening
from qualcode.engine.cue_finding import Cue
from qualcode.engine.readings import Reading
from qualcode.engine.scopes import applies, refers_back, says_again
from qualcode.language.cues import CueKind

SURE, FAIR, WEAK = 1.0, 0.9, 0.75
"""How much of an indicator's weight is left when the rule that decided is sure, fair or weak."""

_NEGATING = (
    CueKind.NEGATION,
    CueKind.DETERMINER,
    CueKind.LACK,
    CueKind.LACKING,
    CueKind.WITHOUT,
    CueKind.NEITHER,
    CueKind.REFUSAL,
)
_SILENT = (CueKind.UNDISCUSSED, CueKind.ASKED)
_ABSENT_SAYS = frozenset({Status.ABSENT, Status.PAST})


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, the rule that gave it, its cues, and how sure the rule is (0–1)."""

    status: Status
    rule: str = "plain"
    cues: tuple[Cue, ...] = ()
    certainty: float = SURE


def decide(reading: Reading, places: Sequence[int], *, says: Status, kind: Kind, fixed: bool) -> Decision:
    """Give the status of a match at ``places`` (words of the sentence), whose indicator says ``says`` when nothing changes it."""
    own = frozenset(places)
    outside = [cue for cue in reading.cues if own.isdisjoint(cue.places) or not _inside(reading, cue, own)]
    silent = _unasserted(reading, places, outside, kind)
    if silent is not None:
        return silent
    if fixed:
        return Decision(says, "fixed")
    if kind is Kind.FINDING:
        return _finding(reading, places, outside, says)
    return _voiced(reading, places, outside, says, kind)


def _inside(reading: Reading, cue: Cue, own: frozenset[int]) -> bool:
    """Tell whether a cue belongs to the match: all its words do, or the one that denies; "finns" alone leaves "finns inte" outside."""
    shared = own.intersection(cue.places)
    return len(shared) == len(cue.places) or any(
        reading.words[p] in _DENYING or reading.words[p].startswith(("sakn", "ing")) for p in shared
    )


_DENYING = frozenset(
    {"inte", "ej", "icke", "aldrig", "inget", "inga", "utan", "varken", "nej", "no", "not", "never", "without", "none"}
)


def _unasserted(reading: Reading, places: Sequence[int], cues: Sequence[Cue], kind: Kind) -> Decision | None:
    """Questions, other counties, the nation and what was not talked about assert nothing of the case."""
    if reading.question and not (kind is Kind.REQUEST and _begs(reading)):
        return Decision(Status.NOT_ASSERTED, "question")
    clauses = {reading.clause_of(p) for p in places}
    for cue in cues:
        if cue.kind in _SILENT and applies(reading, cue, places):
            reply = _reply(reading, cue, cues)
            if reply is not None:
                return Decision(Status.ABSENT, "answer", (reply,), FAIR)
            return Decision(
                Status.NOT_ASSERTED, "not-discussed" if cue.kind is CueKind.UNDISCUSSED else "asked", (cue,)
            )
    elsewhere = [reading.elsewhere[c] for c in sorted(clauses) if c in reading.elsewhere]
    if elsewhere and len(elsewhere) == len(clauses) and not any(set(c.places) & set(places) for c in elsewhere):
        return Decision(Status.NOT_ASSERTED, "elsewhere", (elsewhere[0],))
    if kind is not Kind.FINDING:
        return None
    for cue in cues:
        if (
            cue.kind is CueKind.NATION
            and reading.clause_of(cue.start) in clauses
            and _only_nation(reading, reading.clause_of(cue.start))
        ):
            return Decision(Status.NOT_ASSERTED, "nation", (cue,))
        if cue.kind is CueKind.CONDITION and applies(reading, cue, places) and cue.start < min(places):
            return Decision(Status.NOT_ASSERTED, "condition", (cue,))
    if all(reading.clauses.clauses[c].opening is Opening.IF for c in clauses) or _inverted_condition(reading, clauses):
        doubt = next((c for c in cues if c.kind is CueKind.UNSURE), None)
        if doubt is not None:
            return Decision(Status.POSSIBLE, "doubt", (doubt,), FAIR)
        return Decision(Status.NOT_ASSERTED, "condition")
    return None


def _begs(reading: Reading) -> bool:
    """Tell a request in the form of a question ("Kan ni inte …?") from a question that asks what somebody wants."""
    if reading.line.moderator:
        return False
    return reading.words[0] not in reading.lists.classes["question"] or (
        reading.words[0] in {"kan", "can"} and reading.words[1:2] in {("ni",), ("you",)}
    )


def _reply(reading: Reading, asked: Cue, cues: Sequence[Cue]) -> Cue | None:
    """Give the denial in "på frågan om … svarade hon att så inte var fallet"."""
    if asked.kind is not CueKind.ASKED or not any(w.startswith("svar") for w in reading.words[asked.end :]):
        return None
    answer = next(p for p, w in enumerate(reading.words) if p >= asked.end and w.startswith("svar"))
    return next((c for c in cues if c.start > answer and c.kind in _NEGATING), None)


def _only_nation(reading: Reading, clause: int) -> bool:
    words = [reading.words[p] for p in reading.words_of(clause)]
    own = reading.lists.classes["own"]
    return not any(w in own or w.startswith(("län", "kommun", "region", "county", "municip")) for w in words)


def _inverted_condition(reading: Reading, clauses: Iterable[int]) -> bool:
    """Tell "Hade vi haft …" (a condition) from "Hade gör vi" by the pronoun after the verb."""
    if len(reading.words) < 4 or 0 not in clauses or reading.lists.language != "sv":  # noqa: PLR2004 - too short for two clauses
        return False
    return (
        reading.words[0] in {"hade", "skulle", "vore", "finge"} and reading.words[1] in reading.lists.classes["subject"]
    )


def _finding(reading: Reading, places: Sequence[int], cues: Sequence[Cue], says: Status) -> Decision:
    by_kind: defaultdict[CueKind, list[Cue]] = defaultdict(list)
    for cue in cues:
        if applies(reading, cue, places):
            by_kind[cue.kind].append(cue)
    later = says_again(reading, places, cues)
    decision = _by_cues(reading, places, by_kind, says)
    return _amended(reading, decision, later, says)


def _by_cues(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]], says: Status) -> Decision:  # noqa: PLR0911 - one return a rule, in the order of docs/status.md
    negating = [c for kind in _NEGATING for c in near[kind]]
    if near[CueKind.UNSURE]:
        return Decision(Status.POSSIBLE, "doubt", (near[CueKind.UNSURE][0],))
    if near[CueKind.ENDED]:
        return Decision(Status.PAST, "ended", (near[CueKind.ENDED][0],)) if says is Status.PRESENT else Decision(says)
    if near[CueKind.UNREADY]:
        return (
            Decision(Status.PLANNED, "not-ready", (near[CueKind.UNREADY][0],), FAIR)
            if says is Status.PRESENT
            else Decision(says)
        )
    ahead = _plans(reading, places, near)
    if negating:
        if ahead and not _negates_plan(reading, negating, ahead):
            return Decision(Status.PLANNED, "plan", (*ahead, negating[0]), FAIR)
        return _negated(reading, near, negating, says)
    doubt = [c for c in near[CueKind.HEDGE] if not _approximates(reading, c)]
    if doubt:
        return Decision(Status.POSSIBLE, "doubt", (doubt[0],), FAIR)
    if near[CueKind.HYPOTHETICAL] and not ahead:
        return Decision(Status.NOT_ASSERTED, "wish", (near[CueKind.HYPOTHETICAL][0],), FAIR)
    if ahead:
        return Decision(Status.PLANNED, "plan", tuple(ahead))
    past = _past(reading, places, near)
    if past and says is Status.PRESENT:
        return Decision(Status.PAST, "past", tuple(past), FAIR)
    return Decision(says)


def _negated(
    reading: Reading, near: defaultdict[CueKind, list[Cue]], negating: Sequence[Cue], says: Status
) -> Decision:
    former = near[CueKind.FORMER] or near[CueKind.WAS]
    certainty = WEAK if former or any(c.kind is CueKind.LACKING for c in negating) else SURE
    del reading
    if says in _ABSENT_SAYS:
        return Decision(Status.PRESENT, "double-negation", tuple(negating[:1]), WEAK)
    return Decision(Status.ABSENT, "negation", tuple(negating[:2]), certainty)


def _negates_plan(reading: Reading, negating: Sequence[Cue], ahead: Sequence[Cue]) -> bool:
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


def _plans(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]]) -> list[Cue]:
    """Give the cues of plans that really speak of the match, not of keeping or revising what is there."""
    found: list[Cue] = []
    for cue in near[CueKind.PLAN]:
        clause = reading.clause_of(cue.start)
        if reading.has(CueKind.HABITUAL, clause) or _goes_on(reading, cue, places):
            continue
        if _kept(reading, clause, places) or _is_done_already(reading, cue, places):
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
        if not _given(reading, places) and not _kept(reading, clause, places) and not near[CueKind.FORMER]:
            found.append(cue)
    return found


def _is_done_already(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell "håller på att utbilda" (they do) from "håller på att ta fram en plan" (there is none yet): by what kind of verb it is."""
    if reading.words[cue.start] not in {"håller", "höll"} or cue.end not in places:
        return False
    return not any(c.kind is CueKind.CREATION and c.start == cue.end for c in reading.helping)


def _describes(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    """Tell a "ska" that describes ("gruppen ska samordna", "hur medlen ska delas", "för att de ska mötas") from one that promises."""
    clause = reading.clause_of(cue.start)
    words = [p for p in reading.words_of(clause) if p < cue.start]
    creates = reading.has(CueKind.CREATION, clause) is not None
    if any(reading.words[p] in _INDIRECT for p in words[-6:]):
        return True
    if reading.clauses.clauses[clause].opening is Opening.COORDINATE:
        clause = reading.clauses.clauses[clause].parent
    opening = reading.clauses.clauses[clause].opening
    if opening is Opening.RELATIVE:
        return not creates
    if (
        opening is Opening.THAT
        and reading.clauses.clauses[clause].start > 0
        and reading.words[reading.clauses.clauses[clause].start - 1] in {"för", "så"}
    ):
        return True
    verb = cue.end
    if verb in places or verb + 1 in places or creates:
        return False
    return min(places) < cue.start and (_given(reading, places) or reading.definite(min(places)))


_INDIRECT = frozenset({"hur", "vad", "vem", "vilka", "vilken", "vilket", "vart", "dit", "how", "what", "who", "which"})


def _goes_on(reading: Reading, cue: Cue, places: Sequence[int]) -> bool:
    clauses = {reading.clause_of(cue.start), *(reading.clause_of(p) for p in places)}
    ongoing = [c for c in reading.helping if c.kind is CueKind.ONGOING and reading.clause_of(c.start) in clauses]
    return any(reading.words[c.start] in _LASTING or reading.words[c.start].startswith("fort") for c in ongoing)


_LASTING = frozenset(
    {
        "fortfarande",
        "alltjämt",
        "still",
        "continue",
        "continues",
        "continued",
        "bygger",
        "rullar",
        "löper",
        "lever",
        "kvarstår",
    }
)


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
    return reading.has(CueKind.CREATION, clause) is None and _given(reading, places)


def _given(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether the match is one definite noun phrase, whose thing is there already."""
    return max(places) - min(places) <= 2 and any(reading.definite(p) for p in places)  # noqa: PLR2004 - a noun and its attributes


def _past(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]]) -> list[Cue]:
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
    if reading.words[cue.start] in {
        "tidigare",
        "förut",
        "förr",
        "dåvarande",
        "förutvarande",
        "f.d",
        "previously",
        "formerly",
        "former",
        "used",
    }:
        return True
    return any(_past_verb(reading.words[p]) for p in reading.words_of(reading.clause_of(cue.start)))


def _past_verb(word: str) -> bool:
    return word in {
        "fanns",
        "hade",
        "var",
        "gick",
        "fick",
        "höll",
        "hölls",
        "låg",
        "satt",
        "tog",
        "togs",
        "was",
        "were",
        "had",
        "did",
    } or word.endswith(("ade", "ades", "rdes", "ndes"))


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


def _approximates(reading: Reading, cue: Cue) -> bool:
    """Tell "kanske fyrtio personer" (about so many) from doubt about the thing."""
    after = reading.words[cue.end : cue.end + 1]
    return bool(after) and (
        after[0][0].isdigit()
        or after[0].endswith(("tio", "hundra", "tusen", "talet", "tal"))
        or after[0]
        in {"två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tolv", "half", "two", "three", "four", "five"}
    )


def _amended(reading: Reading, decision: Decision, later: Sequence[Cue], says: Status) -> Decision:
    """Let a following clause about the same thing ("men den gick ut", "men arbete pågår") have its say."""
    if says is not Status.PRESENT:
        return decision
    for cue in later:
        match cue.kind, decision.status:
            case CueKind.ENDED, Status.PRESENT | Status.PLANNED | Status.PAST:
                return Decision(Status.PAST, "ended", (cue,))
            case ((CueKind.LACK | CueKind.DETERMINER), Status.PRESENT | Status.POSSIBLE | Status.PLANNED) if (
                decision.rule != "doubt" or decision.certainty < SURE
            ):
                return Decision(Status.ABSENT, "negation", (cue,), FAIR)
            case CueKind.UNREADY, Status.PRESENT:
                return Decision(Status.PLANNED, "not-ready", (cue,), FAIR)
            case CueKind.PLAN | CueKind.MODAL, Status.ABSENT | Status.POSSIBLE:
                if not refers_back(reading, cue):
                    continue
                return Decision(Status.PLANNED, "plan", (*decision.cues, cue), FAIR)
            case CueKind.UNSURE, Status.PRESENT | Status.PAST | Status.PLANNED:
                return Decision(Status.POSSIBLE, "doubt", (cue,), FAIR)
    return decision


def _voiced(reading: Reading, places: Sequence[int], cues: Sequence[Cue], says: Status, kind: Kind) -> Decision:
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
        if kind is Kind.VIEW and cue.start > max(places) and _given(reading, places):
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
    return any(0 <= cue.start - c.end <= 2 or 0 <= c.start - cue.end <= 1 for c in wishes)
