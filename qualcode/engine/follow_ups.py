"""What the next sentence does to a finding: answers to questions, afterthoughts ("Den gick ut i våras."), corrections, lead-ins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qualcode.domain.coding import Status, Why
from qualcode.domain.spans import Span
from qualcode.engine.cue_finding import Cue, opens
from qualcode.engine.decisions import FAIR, WEAK, Decision
from qualcode.engine.lines import Line
from qualcode.engine.readings import Reading
from qualcode.engine.scopes import refers_back
from qualcode.language.cues import CueKind

Readings = Callable[[int], Reading]
_LONGEST_ANSWER = 14
_FARTHEST_CORRECTION = 3
_LEAD_STATUS = {
    CueKind.LACK: Status.ABSENT,
    CueKind.LACKING: Status.ABSENT,
    CueKind.DETERMINER: Status.ABSENT,
    CueKind.NEGATION: Status.ABSENT,
    CueKind.ENDED: Status.PAST,
    CueKind.PLAN: Status.PLANNED,
    CueKind.MODAL: Status.PLANNED,
    CueKind.UNREADY: Status.PLANNED,
    CueKind.UNSURE: Status.POSSIBLE,
    CueKind.HEDGE: Status.POSSIBLE,
    CueKind.ELSEWHERE: Status.NOT_ASSERTED,
    CueKind.UNDISCUSSED: Status.NOT_ASSERTED,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding on its way to a suggestion: sentences ``first`` to ``last``, code by number, and the words that met it."""

    first: int
    last: int
    code: int
    status: Status
    score: float
    why: Why
    places: tuple[int, ...] = ()


def inherited(lead: Sequence[Cue], decision: Decision) -> Decision:
    """Give a list item the status that its lead-in or heading announces ("Följande saknas i länet:"); its own cues go first."""
    for cue in lead:
        status = _LEAD_STATUS.get(cue.kind)
        if status is not None:
            return Decision(status, "lead-in", (), FAIR)
    return decision


def answered(lines: Sequence[Line], reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Let a short yes or no answer a question that names the matter, where the answer does not name it itself."""
    result = list(found)
    asserted = {(f.first, f.code) for f in found if f.status is not Status.NOT_ASSERTED}
    for one in found:
        if one.why.rule not in {"question", "asked"}:
            continue
        answer = _answer(lines, reading, one.last)
        if answer is None or any((number, one.code) in asserted for number in (answer, answer + 1)):
            continue
        decision = _says_yes_or_no(reading(answer))
        if decision is None:
            continue
        status, rule = decision
        line = lines[answer]
        why = replace(one.why, rule=rule, cues=(Span(line.borders[0][0], line.borders[0][1]),))
        result.append(Found(answer, answer, one.code, status, round(one.score * WEAK, 4), why))
    return result


def _answer(lines: Sequence[Line], reading: Readings, question: int) -> int | None:
    """Give the sentence that answers: the next one that is no question, when another speaks or the question was in the same breath."""
    for number in range(question + 1, min(question + 3, len(lines))):
        if lines[number].moderator or reading(number).question:
            continue
        return number
    return None


def _says_yes_or_no(reading: Reading) -> tuple[Status, str] | None:
    """Read an answer's first word, and the cues after it that qualify it."""
    lists = reading.lists.classes
    first = next((w for w in reading.words[:2] if w in lists["yes"] or w in lists["no"]), "")
    if not first:
        return _fragment(reading)
    kinds = {cue.kind for cue in reading.cues if cue.start > 0}
    if kinds & {CueKind.UNSURE, CueKind.UNDISCUSSED} or len(reading.words) > _LONGEST_ANSWER * 2:
        return None
    if kinds & {CueKind.ENDED}:
        return Status.PAST, "answer"
    if first in lists["no"]:
        return (Status.PLANNED if CueKind.PLAN in kinds and CueKind.LACK not in kinds else Status.ABSENT), "answer"
    if kinds & {CueKind.HEDGE}:
        return Status.POSSIBLE, "answer"
    if kinds & {CueKind.PLAN, CueKind.UNREADY}:
        return Status.PLANNED, "answer"
    return (Status.PRESENT, "answer") if not kinds & {CueKind.NEGATION, CueKind.LACK, CueKind.DETERMINER} else None


def _fragment(reading: Reading) -> tuple[Status, str] | None:
    """Read an answer that begins with its cue: "Saknas.", "Kanske.", "På gång."; longer sentences speak for themselves."""
    opening = next((c for c in reading.cues if c.start == 0), None)
    if opening is None or len(reading.words) > _LONGEST_ANSWER:
        return None
    status = _FRAGMENTS.get(opening.kind)
    return (status, "answer") if status is not None else None


_FRAGMENTS = {
    CueKind.LACK: Status.ABSENT,
    CueKind.DETERMINER: Status.ABSENT,
    CueKind.NEITHER: Status.ABSENT,
    CueKind.NEGATION: Status.ABSENT,
    CueKind.HEDGE: Status.POSSIBLE,
    CueKind.PLAN: Status.PLANNED,
    CueKind.UNREADY: Status.PLANNED,
    CueKind.ENDED: Status.PAST,
}


def amend(lines: Sequence[Line], reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Let a next sentence that only points back ("Den lades ned 2022.") change what was said, and become part of it."""
    named = {(f.first, f.code) for f in found if f.status is not Status.NOT_ASSERTED}
    # Many findings stand before the same sentence.
    may_amend = cache(lambda number, language: _may_amend(lines[number], language))
    result: list[Found] = []
    for one in found:
        after = one.last + 1
        if (
            one.status not in {Status.PRESENT, Status.ABSENT, Status.PAST}
            or one.why.rule in {"fixed", "voiced", "answer"}
            or after >= len(lines)
            or not (lines[after].paragraph == lines[one.last].paragraph or _objects(lines, reading, after))
            or (after, one.code) in named
            or not may_amend(after, reading(one.last).lists.language)
        ):
            result.append(one)
            continue
        result.append(_amended(one, after, reading(after)))
    return result


_AMENDING = frozenset({CueKind.ENDED, CueKind.UNREADY, CueKind.PLAN})
_CORRECTING = frozenset({CueKind.CORRECTION})


def _may_amend(line: Line, language: str) -> bool:
    return any(opens(word, _AMENDING, language) for word in line.words)


def _amended(one: Found, after: int, reading: Reading) -> Found:
    if not any(cue.kind in _AMENDING for cue in reading.cues):
        return one
    anaphor = reading.lists.classes["anaphor"]
    first = reading.words[:2]
    if reading.question or 0 in reading.elsewhere or one.why.corrects:
        return one
    corrects = (
        any(c.kind is CueKind.CORRECTION for c in reading.cues) or reading.words[0] in reading.lists.classes["no"]
    )
    points_back = any(w in anaphor for w in (reading.words if corrects else first)) or (
        first[:1]
        and first[0] in {"men", "någon", "något", "but"}
        and any(w in anaphor or w in {"sådan", "sådant"} for w in reading.words[:5])
    )
    for cue in reading.cues:
        if points_back and cue.kind is CueKind.ENDED and one.status is Status.PRESENT and cue.start <= _LONGEST_ANSWER:
            return _changed(one, after, Status.PAST, "ended", reading, (cue,), corrects=corrects)
        if points_back and cue.kind is CueKind.UNREADY and one.status is Status.PRESENT:
            return _changed(one, after, Status.PLANNED, "not-ready", reading, (cue,))
        if (
            cue.kind is CueKind.PLAN
            and one.status is Status.ABSENT
            and refers_back(reading, cue)
            and _free_of_negation(reading)
        ):
            return _changed(one, after, Status.PLANNED, "plan", reading, (cue,))
    return one


def _free_of_negation(reading: Reading) -> bool:
    return not any(
        c.kind in {CueKind.NEGATION, CueKind.DETERMINER, CueKind.LACK, CueKind.LACKING} for c in reading.cues
    )


def _changed(
    one: Found,
    after: int,
    status: Status,
    rule: str,
    reading: Reading,
    cues: tuple[Cue, ...],
    *,
    corrects: bool = False,
) -> Found:
    why = replace(one.why, rule=rule, cues=tuple(sorted({*one.why.cues, *reading.spans(cues)})), corrects=corrects)
    return replace(one, last=after, status=status, score=round(one.score * FAIR, 4), why=why)


def corrected(lines: Sequence[Line], reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Mark findings that take back an earlier claim, and drop the claim when it lies just before and says something else."""
    corrects = cache(lambda number: _corrects(lines, reading, number))
    result: list[Found] = []
    for one in sorted(found, key=lambda f: (f.first, f.code)):
        if one.status is Status.NOT_ASSERTED or not corrects(one.first):
            result.append(one)
            continue
        marked = replace(one, why=replace(one.why, corrects=True))
        result = [f for f in result if not _taken_back(lines, f, marked)]
        result.append(marked)
    return result


def _taken_back(lines: Sequence[Line], claim: Found, correction: Found) -> bool:
    return (
        claim.code == correction.code
        and claim.status is not correction.status
        and claim.status is not Status.NOT_ASSERTED
        and claim.first < correction.first <= claim.last + _FARTHEST_CORRECTION
        and lines[correction.first].paragraph - lines[claim.last].paragraph <= _FARTHEST_CORRECTION
    )


def _objects(lines: Sequence[Line], reading: Readings, number: int) -> bool:
    """Tell whether a sentence begins with "nej" after a statement; after a question it only answers."""
    if number < 1 or lines[number].words[0].casefold() not in reading(number).lists.classes["no"]:
        return False
    return not reading(number - 1).question


def _corrects(lines: Sequence[Line], reading: Readings, number: int) -> bool:
    """Tell whether a sentence, or the little one before it, says that something was wrong: by a cue, or by a "nej" that answers none."""
    if any(cue.kind is CueKind.CORRECTION for cue in reading(number).cues):
        return True
    if _objects(lines, reading, number):
        return True
    before = number - 1
    if (
        before < 0
        or lines[number].paragraph - lines[before].paragraph > 1
        or len(lines[before].words) > _LONGEST_ANSWER
    ):
        return False
    if _objects(lines, reading, before):
        return True
    language = reading(number).lists.language
    if not any(opens(word, _CORRECTING, language) for word in lines[before].words):
        return False
    return any(cue.kind is CueKind.CORRECTION for cue in reading(before).cues)
