"""Decides what a passage says of a code: present, absent, planned, past, possible, or nothing at all (docs/status.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.engine.coming import negates_plan, no_plan, planned_again
from qualcode.engine.cue_finding import NEGATING, Cue
from qualcode.engine.decisions import FAIR, SURE, WEAK, Decision, voiced
from qualcode.engine.denials import TAKING_BACK, denied, lasts, untrue
from qualcode.engine.openings import is_finite
from qualcode.engine.own_things import refers_back
from qualcode.engine.readings import Reading
from qualcode.engine.scopes import applies, says_again
from qualcode.engine.tenses import approximates, past, plans
from qualcode.engine.unasserted import unasserted
from qualcode.language.cues import CueKind

_ABSENT_SAYS = frozenset({Status.ABSENT, Status.PAST})
_TURNED = {
    Status.PRESENT: Status.ABSENT,
    Status.PLANNED: Status.ABSENT,
    Status.ABSENT: Status.PRESENT,
    Status.PAST: Status.PRESENT,
}
"""What a claim comes to that is said not to be true; of what is possible nothing is denied but the saying."""


def decide(
    reading: Reading, places: Sequence[int], *, says: Status, kind: Kind, fixed: bool, owns: bool = True
) -> Decision:
    """Give the status of a match at ``places`` (words of the sentence), whose indicator says ``says`` when nothing changes it.

    A match ``owns`` the cues among its words, unless it is no more than the words that weighed most.
    """
    own = frozenset(places) if owns else frozenset()
    outside = [cue for cue in reading.cues if own.isdisjoint(cue.places) or not _inside(reading, cue, own)]
    silent = unasserted(reading, places, outside, kind)
    if silent is not None:
        return silent
    if fixed:
        coming = planned_again(reading, places) if says is Status.ABSENT and kind is Kind.FINDING else None
        return Decision(says, "fixed") if coming is None else Decision(Status.PLANNED, "coming", (coming,), FAIR)
    if kind is Kind.FINDING:
        return _finding(reading, places, outside, says)
    return voiced(reading, places, outside, says, kind)


def _inside(reading: Reading, cue: Cue, own: frozenset[int]) -> bool:
    """Tell whether a cue belongs to the match: its denying word does, or half of its words; "finns" leaves "finns inte" outside."""
    shared = own.intersection(cue.places)
    denying = reading.lists.classes["denying"]
    if any(reading.words[p] in denying or reading.words[p].startswith("sakn") for p in cue.places):
        return any(reading.words[p] in denying or reading.words[p].startswith("sakn") for p in shared)
    return 2 * len(shared) >= len(cue.places)


def _finding(reading: Reading, places: Sequence[int], cues: Sequence[Cue], says: Status) -> Decision:
    denial = untrue(reading, places)
    if denial is None:
        claim = _claimed(reading, places, cues, says)
        longer = _prolonged(reading, places) if claim.status is Status.PAST else None
        return claim if longer is None else Decision(Status.PRESENT, "there-now", (longer,), FAIR)
    claim = _claimed(reading, places, [cue for cue in cues if cue.end > denial.end], says)
    status = _TURNED.get(claim.status)
    return claim if status is None else Decision(status, "denied", (denial,), FAIR)


def _claimed(reading: Reading, places: Sequence[int], cues: Sequence[Cue], says: Status) -> Decision:
    if not cues:
        return Decision(says)
    by_kind: defaultdict[CueKind, list[Cue]] = defaultdict(list)
    for cue in cues:
        if applies(reading, cue, places):
            by_kind[cue.kind].append(cue)
    later = says_again(reading, places, cues)
    decision = _by_cues(reading, places, by_kind, says)
    if decision.rule == "negation" and says is Status.PRESENT:
        coming = planned_again(reading, places)
        if coming is not None:
            return Decision(Status.PLANNED, "coming", (*decision.cues, coming), FAIR)
    denial = _taken_back(reading, places, decision) if says is Status.PRESENT else None
    if denial is not None:
        return Decision(Status.ABSENT, "denied", (denial,), FAIR)
    return _amended(reading, places, decision, later, says)


def _prolonged(reading: Reading, places: Sequence[int]) -> Cue | None:
    """Give what says in a later clause that the ended was prolonged: "… har gått ut, men den är förlängd året ut"."""
    last = max(reading.clause_of(p) for p in places)
    for cue in reading.helping:
        clause = reading.clause_of(cue.start)
        if clause <= last or cue.kind is not CueKind.MAINTENANCE or not _is_prolonged(reading, cue):
            continue
        said = [reading.words[place] for place in reading.words_of(clause)]
        # Until when it was prolonged lies ahead as a rule.
        others = (c for c in reading.cues if c.kind is not CueKind.TIME_AHEAD)
        open_still = any(reading.clause_of(c.start) == clause for c in others)
        # "… men den är förlängd", "… men är förlängd till sommaren"; a noun of its own is prolonged itself.
        subject = [word for word in said if word not in reading.lists.classes["contrast"]][:2]
        pronoun = any(word in reading.lists.classes["anaphor"] for word in subject) or is_finite(
            subject[0], reading.lists.language
        )
        if pronoun and not open_still and reading.lists.classes["modal"].isdisjoint(said):
            return cue
    return None


def _is_prolonged(reading: Reading, cue: Cue) -> bool:
    """Tell "förlängd", "förlängdes" and "extended" from "förlängs"."""
    word = reading.words[cue.start]
    return word.startswith(reading.lists.beginnings["prolonged"]) and word.endswith(("d", "t", "da", "des", "ts"))


def _taken_back(reading: Reading, places: Sequence[int], decision: Decision) -> Cue | None:
    """Give the cue of a later clause that denies the claim whole: "det sägs att det finns en plan, men det gör det inte"."""
    if decision.status not in {Status.PRESENT, Status.POSSIBLE, Status.PLANNED}:
        return None
    after = max(places)
    later_cues = [cue for cue in reading.cues if cue.kind in TAKING_BACK and cue.start > after]
    if not later_cues:
        return None
    last = max(reading.clause_of(p) for p in places)
    clauses = sorted({reading.clause_of(cue.start) for cue in later_cues})
    later = (denied(reading, clause) for clause in clauses if clause > last and clause not in reading.elsewhere)
    return next((cue for cue in later if cue is not None), None)


def _by_cues(reading: Reading, places: Sequence[int], near: defaultdict[CueKind, list[Cue]], says: Status) -> Decision:  # noqa: PLR0911 - one return a rule, in the order of docs/status.md
    negating = [c for kind in NEGATING for c in near[kind]]
    if near[CueKind.UNSURE]:
        return Decision(Status.POSSIBLE, "doubt", (near[CueKind.UNSURE][0],))
    if near[CueKind.ENDED]:
        return _ended(reading, near[CueKind.ENDED], says)
    if near[CueKind.UNREADY]:
        return (
            Decision(Status.PLANNED, "not-ready", (near[CueKind.UNREADY][0],), FAIR)
            if says is Status.PRESENT
            else Decision(says)
        )
    ahead = plans(reading, places, near)
    if negating:
        if ahead and not negates_plan(reading, negating, ahead) and not all(no_plan(reading, c) for c in ahead):
            return Decision(Status.PLANNED, "coming", (*ahead, negating[0]), FAIR)
        return _negated(reading, places, near, negating, says)
    doubt = [c for c in near[CueKind.HEDGE] if not approximates(reading, c)]
    if doubt:
        return Decision(Status.POSSIBLE, "doubt", (doubt[0],), FAIR)
    if near[CueKind.HYPOTHETICAL] and not ahead:
        return Decision(Status.NOT_ASSERTED, "wish", (near[CueKind.HYPOTHETICAL][0],), FAIR)
    if ahead:
        return Decision(Status.PLANNED, "plan", tuple(ahead))
    ago = past(reading, places, near)
    if ago and says is Status.PRESENT:
        return Decision(Status.PAST, "past", tuple(ago), FAIR)
    return Decision(says)


def _ended(reading: Reading, ended: Sequence[Cue], says: Status) -> Decision:
    if says is not Status.PRESENT:
        return Decision(says)
    true = next((cue for cue in ended if not lasts(reading, cue)), None)
    if true is None:
        return Decision(Status.PRESENT, "double-negation", (ended[0],), FAIR)
    return Decision(Status.PAST, "ended", (true,))


def _negated(
    reading: Reading,
    places: Sequence[int],
    near: defaultdict[CueKind, list[Cue]],
    negating: Sequence[Cue],
    says: Status,
) -> Decision:
    if says is Status.PLANNED and all(reading.clause_of(c.start) < reading.clause_of(max(places)) for c in negating):
        # "En plan finns inte, men en är på gång": what is under way stands in a clause of its own.
        return Decision(says, "coming", tuple(negating[:1]), FAIR)
    former = near[CueKind.FORMER] or near[CueKind.WAS]
    certainty = WEAK if former or any(c.kind is CueKind.LACKING for c in negating) else SURE
    if says in _ABSENT_SAYS:
        return Decision(Status.PRESENT, "double-negation", tuple(negating[:1]), WEAK)
    return Decision(Status.ABSENT, "negation", tuple(negating[:2]), certainty)


def _of_further(reading: Reading, cue: Cue) -> bool:
    """Tell whether what is not ready is more of the same: "kurser har hållits, och nya är inplanerade"."""
    further = reading.lists.classes["further"]
    return any(reading.words[place] in further for place in reading.words_of(reading.clause_of(cue.start)))


def _amended(
    reading: Reading, places: Sequence[int], decision: Decision, later: Sequence[Cue], says: Status
) -> Decision:
    """Let a following clause about the same thing ("men den gick ut", "men arbete pågår") have its say."""
    if says is not Status.PRESENT:
        # What is said to be missing ("plan saknas") may be on its way.
        ahead = (c for c in later if c.kind in {CueKind.PLAN, CueKind.MODAL} and refers_back(reading, c, places))
        ahead = (c for c in ahead if not no_plan(reading, c))
        coming = next(ahead, None) if says is Status.ABSENT and decision.status is Status.ABSENT else None
        return decision if coming is None else Decision(Status.PLANNED, "coming", (coming,), FAIR)
    for cue in later:
        match cue.kind, decision.status:
            case CueKind.ENDED, Status.PRESENT | Status.PLANNED | Status.PAST if not lasts(reading, cue):
                return Decision(Status.PAST, "ended", (cue,))
            case ((CueKind.LACK | CueKind.DETERMINER), Status.PRESENT | Status.POSSIBLE | Status.PLANNED) if (
                decision.rule != "doubt" or decision.certainty < SURE
            ):
                return Decision(Status.ABSENT, "negation", (cue,), FAIR)
            case CueKind.UNREADY, Status.PRESENT if not _of_further(reading, cue):
                return Decision(Status.PLANNED, "not-ready", (cue,), FAIR)
            case CueKind.PLAN | CueKind.MODAL, Status.ABSENT | Status.POSSIBLE:
                if not refers_back(reading, cue, places) or no_plan(reading, cue):
                    continue
                rule = "coming" if decision.status is Status.ABSENT else "plan"
                return Decision(Status.PLANNED, rule, (*decision.cues, cue), FAIR)
            case CueKind.UNSURE, Status.PRESENT | Status.PAST | Status.PLANNED:
                return Decision(Status.POSSIBLE, "doubt", (cue,), FAIR)
    return decision
