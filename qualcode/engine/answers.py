"""What an answer says of the thing that its question names, as in "Har ni en plan?" and "Nej, den gick ut.", or that a label does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.engine.cue_finding import DENYING, Cue, first_of
from qualcode.engine.decisions import FAIR, WEAK, Decision
from qualcode.engine.follow_ups import Found, Readings
from qualcode.engine.lines import Lines
from qualcode.engine.readings import Reading
from qualcode.engine.status import decide
from qualcode.engine.stretches import answers, is_label, runs_in
from qualcode.engine.topics import told_behind
from qualcode.language.cues import CueKind

_FARTHEST_TOLD = 6
"""Sentences behind a topic that may tell of it."""
_LONGEST_BY = 5
"""Words that an answer has beside "det vet" at most, to say no more than who knows."""
_UNTOUCHED = frozenset({"plain", "voiced"})
_LONGEST_ANSWER = 14
_SHORTEST_TELLING = 3
"""An answer of so few words ("Nej.", "Inte än.") is read together with the sentence after it."""
_WITHHELD = frozenset({CueKind.UNDISCUSSED, CueKind.ASKED})
_DENYING = (*DENYING, CueKind.REFUSAL)
_AHEAD = (CueKind.UNREADY, CueKind.PLAN)
_LATER = (*_AHEAD, CueKind.TIME_AHEAD, CueKind.MODAL)
_AGO = (CueKind.FORMER, CueKind.WAS)
_HAS_BEEN = frozenset({"haft", "funnits", "gjort", "gjorts", "varit"})
_HAS_BEEN_AND_IS = frozenset({"sedan", "länge", "alltid", "since"})


def answered(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Let an answer that does not name the matter itself tell the status of what its question, or the label above it, names."""
    result: list[Found] = []
    asserted = {(f.first, f.code) for f in found if f.status is not Status.NOT_ASSERTED}
    for one in found:
        topic = one.why.rule in _UNTOUCHED and one.first == one.last and runs_in(lines, one.first)
        topic = topic and told_behind(reading(one.last + 1))
        label = topic or _heads(lines, one)
        if not label and one.why.rule not in {"question", "asked"}:
            result.append(one)
            continue
        number = one.last + 1 if label else _answering(lines, reading, one.last)
        reach = _FARTHEST_TOLD if topic else 2
        named = number is not None and any((n, one.code) in asserted for n in range(number, number + reach))
        decision = None if number is None or named else answer(lines, reading, number)
        if topic and decision is None and not named and number is not None:
            decision = _of_topic(one, reading(number))
        if not topic and (not label or decision is None):
            result.append(one)
        if number is not None and decision is not None:
            cues = reading(number).spans(decision.cues) or (Span(*lines[number].borders[0]),)
            why = replace(one.why, rule=decision.rule, cues=cues)
            result.append(Found(number, number, one.code, decision.status, round(one.score * WEAK, 4), why))
    return result


def _of_topic(one: Found, said: Reading) -> Decision:
    """Give what the sentence behind a topic says of it, whatever its words."""
    if one.why.rule == "voiced":
        return Decision(one.status, "voiced")
    return decide(said, range(len(said.words)), says=one.status, kind=Kind.FINDING, fixed=False, owns=False)


def _heads(lines: Lines, one: Found) -> bool:
    """Tell whether a finding lies in a label with its value in the paragraph below ("Handlingsplan" / "Saknas.")."""
    after = one.last + 1
    return (
        one.why.rule in _UNTOUCHED
        and after < len(lines)
        and lines.paragraph(after) != lines.paragraph(one.last)
        and is_label(lines, one.last)
        and answers(lines, after)
    )


def _answering(lines: Lines, reading: Readings, question: int) -> int | None:
    """Give the sentence that answers: the next one that is no question."""
    for number in range(question + 1, min(question + 3, len(lines))):
        if lines[number].moderator or reading(number).question:
            continue
        return number
    return None


def answer(lines: Lines, reading: Readings, number: int) -> Decision | None:
    """Give what an answer says of what was asked, None where it neither affirms nor denies; longer sentences speak for themselves.

    A yes or no is told by its word and qualified by the cues after it; "Det har vi haft.", "Inte än.", "På gång." by their cues.
    """
    said = reading(number)
    cues = list(said.cues)
    if len(said.words) <= _SHORTEST_TELLING and number + 1 < len(lines):
        cues += _added(lines, reading, number + 1)
    lists = said.lists.classes
    first = next((w for w in said.words[:2] if w in lists["yes"] or w in lists["no"]), "")
    if first:
        return _yes_or_no([c for c in cues if c.start > 0 or c not in said.cues], first in lists["no"], said)
    if _puts_off(said, cues):
        return None
    points_back = any(w in lists["anaphor"] for w in said.words[:2]) or (
        said.words[0] in {"så", "har", "hade", "finns", "so"}
    )
    if len(said.words) > _LONGEST_ANSWER or not (points_back or any(c.start == 0 for c in said.cues)):
        return None
    return _fragment(cues, said, points_back=points_back)


def _puts_off(said: Reading, cues: Sequence[Cue]) -> bool:
    """Tell whether an answer says who knows ("Det vet chefen.") or what a question it was ("Det är en stor fråga."), and nothing else."""
    if cues or len(said.words) > _SHORTEST_TELLING + _LONGEST_BY:
        return False
    if said.words[:2] == ("det", "vet"):
        return True
    return any(
        said.words[place : place + 2] == ("är", "en") and "fråga" in said.words[place + 2 : place + 4]
        for place in range(len(said.words))
    )


def _added(lines: Lines, reading: Readings, number: int) -> list[Cue]:
    """Give the cues of a sentence that goes on about what a very short answer answered ("Nej. Den gick ut i somras.")."""
    if lines.paragraph(number) != lines.paragraph(number - 1) or reading(number).question:
        return []
    said = reading(number)
    goes_on = any(w in said.lists.classes["anaphor"] for w in said.words[:2]) or any(c.start == 0 for c in said.cues)
    return list(said.cues) if goes_on else []


def _yes_or_no(cues: Sequence[Cue], no: bool, said: Reading) -> Decision | None:
    if any(c.kind in {CueKind.UNSURE, CueKind.UNDISCUSSED} for c in cues) or len(said.words) > _LONGEST_ANSWER * 2:
        return None
    ended, denied = _first(cues, (CueKind.ENDED,)), _first(cues, _DENYING)
    if ended:
        return Decision(Status.PAST, "answer", _own(said, ended))
    ahead = _first(cues, _AHEAD)
    if no:
        lacks = any(c.kind is CueKind.LACK for c in cues)
        later = () if lacks else _first([c for c in cues if _about_it(said, c)], _AHEAD)
        return Decision(Status.PLANNED if later else Status.ABSENT, "answer", _own(said, later))
    doubt = _first(cues, (CueKind.HEDGE,))
    if doubt or ahead:
        return Decision(Status.POSSIBLE if doubt else Status.PLANNED, "answer", _own(said, doubt or ahead))
    return None if denied else Decision(Status.PRESENT, "answer")


def _about_it(said: Reading, cue: Cue) -> bool:
    """Tell "Nej, men den är på gång" from "Nej, men ett nätverk är på gång", which names a thing of its own."""
    if cue not in said.cues:
        return True
    words = [said.words[p] for p in said.words_of(said.clause_of(cue.start))]
    return len(words) <= _SHORTEST_TELLING + 1 or not said.lists.classes["anaphor"].isdisjoint(words)


def _fragment(cues: Sequence[Cue], said: Reading, *, points_back: bool) -> Decision | None:
    for kinds, status in (
        ((CueKind.ENDED,), Status.PAST),
        ((CueKind.UNSURE,), Status.POSSIBLE),
        (_AHEAD, Status.PLANNED),
        (_DENYING, Status.ABSENT),
        ((CueKind.HEDGE,), Status.POSSIBLE),
        (_LATER, Status.PLANNED),
        (_AGO, Status.PAST),
        # "Det efterlyser vi varje år.", "Det skulle vi behöva.": what one wishes for is not there.
        ((CueKind.HYPOTHETICAL,), Status.ABSENT),
    ):
        met = _first(cues, kinds)
        if met:
            return Decision(status, "answer", _own(said, met), FAIR)
    if any(c.kind in _WITHHELD for c in cues) or not points_back:
        return None
    been = not _HAS_BEEN.isdisjoint(said.words) and _HAS_BEEN_AND_IS.isdisjoint(said.words)
    return Decision(Status.PAST if been else Status.PRESENT, "answer", (), FAIR)


def _first(cues: Sequence[Cue], kinds: Sequence[CueKind]) -> tuple[Cue, ...]:
    met = first_of(cues, kinds)
    return () if met is None else (met,)


def _own(said: Reading, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Give the cues that stand in the answer itself; those of the sentence after it cannot be shown in it."""
    return tuple(c for c in cues if c in said.cues)
