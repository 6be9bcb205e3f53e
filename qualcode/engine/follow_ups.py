"""Findings on their way to suggestions, and what other sentences do to them: corrections, lead-ins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from qualcode.domain.coding import Status, Why
from qualcode.engine.cue_finding import Cue, opens
from qualcode.engine.decisions import FAIR, Decision
from qualcode.engine.lines import Lines
from qualcode.engine.readings import Reading
from qualcode.engine.stretches import is_heading
from qualcode.language.cues import CueKind, load

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


@dataclass(slots=True)
class Found:
    """A finding on its way to a suggestion: sentences ``first`` to ``last``, code by number, and the words that met it.

    Nobody changes one: whoever knows better makes another. It is not frozen, since that makes each take three times as long to make.
    """

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


def by_itself(lines: Lines, found: list[Found], scattered: AbstractSet[str]) -> list[Found]:
    """Give the findings without those gathered from a paragraph (by the indicators ``scattered``) where a sentence says the code by itself.

    What is signed or has ended in such a paragraph is as a rule another matter: "Länets plan gick ut i maj. Suicidplan finns."
    """
    if all(one.why.indicator not in scattered for one in found):
        return found
    said = {
        (lines.paragraph(one.first), one.code)
        for one in found
        if one.why.indicator not in scattered and one.status is not Status.NOT_ASSERTED
    }
    return [
        one for one in found if one.why.indicator not in scattered or (lines.paragraph(one.first), one.code) not in said
    ]


def lasting(found: Sequence[Found], limits: Sequence[float]) -> list[Found]:
    """Give what may be suggested, above its code's limit, and what may matter to such a finding of the same code.

    That is what may take it back (``corrected``), and what it may go on about (``continued``); all others change nothing that is
    suggested.
    """
    claims: dict[int, list[Found]] = {}
    for one in found:
        if one.score >= limits[one.code]:
            claims.setdefault(one.code, []).append(one)
    begun: set[tuple[int, int]] = set()
    kept: set[int] = set()
    for place in sorted(range(len(found)), key=lambda place: -found[place].first):
        one = found[place]
        if (
            one.score >= limits[one.code]
            or (one.last + 1, one.code) in begun
            or any(c.first < one.first <= c.last + _FARTHEST_CORRECTION for c in claims.get(one.code, ()))
        ):
            kept.add(place)
            begun.add((one.first, one.code))
    return [one for place, one in enumerate(found) if place in kept]


_NOTHING_FILLED_IN = re.compile(r"[ *_]*[:|\t][ *_|]*[-–—…]{1,5}[ *_|]*(?:\n|\Z)")
"""Behind the last word of a field that was left empty."""
_GOING_ON = frozenset({Status.PLANNED, Status.PAST, Status.POSSIBLE})
_LONGEST_ADDITION = 12


def continued(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Give a sentence without a verb the status of the one before it on the same code ("I vår blir det en kampanj. Affischer också.")."""
    said = {(f.last, f.code): f for f in found if f.status in _GOING_ON}
    result: list[Found] = []
    for one in found:
        before = said.get((one.first - 1, one.code))
        if before is not None and one.status is Status.PRESENT and _adds(lines, reading, one):
            result.append(replace(one, status=before.status, why=replace(one.why, rule=before.why.rule)))
        else:
            result.append(one)
    return result


def _adds(lines: Lines, reading: Readings, one: Found) -> bool:
    own = reading(one.first)
    return (
        one.first == one.last
        and lines.paragraph(one.first) == lines.paragraph(one.first - 1)
        and len(own.words) <= _LONGEST_ADDITION
        and not own.cues
        and not any(clause.finite for clause in own.clauses.clauses)
    )


def still_elsewhere(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Give what only mentions a finding of others once more the same fate ("I Kalmar pågår en kampanj. Alla såg affischen.").

    That is a finding by a single word in the next sentence of the paragraph that names no place and speaks neither of "us" nor of the
    county. Whatever says more may be the county's own, and is nobody else's to lose.
    """
    others = {(f.last, f.code): f for f in found if f.status is Status.NOT_ASSERTED and f.why.rule == "elsewhere"}
    if not others:
        return list(found)
    result: list[Found] = []
    for one in found:
        before = others.get((one.first - 1, one.code))
        if (
            before is not None
            and one.status is Status.PRESENT
            and len(one.places) <= 1
            and lines.paragraph(one.first) == lines.paragraph(one.first - 1)
            and not _of_us(reading(one.first))
        ):
            result.append(replace(one, status=Status.NOT_ASSERTED, why=replace(one.why, rule=before.why.rule)))
        else:
            result.append(one)
    return result


def _of_us(reading: Reading) -> bool:
    """Tell whether a sentence may speak of the county: by "we", by a word for it, or by any name."""
    if any(word[:1].isupper() for word in reading.line.words[1:]):
        return True
    own = reading.lists.classes["own"]
    return any(word in own or reading.of_county(place) for place, word in enumerate(reading.words))


_CORRECTING = frozenset({CueKind.CORRECTION})


def corrected(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
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


def _taken_back(lines: Lines, claim: Found, correction: Found) -> bool:
    return (
        claim.code == correction.code
        and claim.status is not correction.status
        and claim.status is not Status.NOT_ASSERTED
        and claim.first < correction.first <= claim.last + _FARTHEST_CORRECTION
        and lines.paragraph(correction.first) - lines.paragraph(claim.last) <= _FARTHEST_CORRECTION
    )


def objects(lines: Lines, number: int) -> bool:
    """Tell whether a sentence begins with "nej" after a statement; after a question it only answers."""
    if number < 1 or lines.words[lines.firsts[number]].casefold() not in load(lines.language).classes["no"]:
        return False
    return not lines.asks(number - 1)


def _corrects(lines: Lines, reading: Readings, number: int) -> bool:
    """Tell whether a sentence, or the little one before it, says that something was wrong: by a cue, or by a "nej" that answers none."""
    if any(cue.kind is CueKind.CORRECTION for cue in reading(number).cues):
        return True
    if objects(lines, number):
        return True
    before = number - 1
    if before < 0 or lines.paragraph(number) - lines.paragraph(before) > 1:
        return False
    words = lines.words_of(before)
    if len(words) > _LONGEST_ANSWER:
        return False
    if objects(lines, before):
        return True
    if not opens(words, _CORRECTING, lines.language):
        return False
    return any(cue.kind is CueKind.CORRECTION for cue in reading(before).cues)


def stated(lines: Lines, found: Sequence[Found]) -> list[Found]:
    """Give the findings without those that are nothing but a typed heading, or a field that was left empty ("Medel och metoder: –").

    Either names a matter; what stands below a heading says how it is.
    """
    return [
        one
        for one in found
        if not (_plain(one) and is_heading(lines, one.first)) and not _is_left_empty(lines, one.first)
    ]


def _is_left_empty(lines: Lines, number: int) -> bool:
    """Tell whether a sentence is a label with nothing but a dash behind it."""
    end = lines.ends[lines.lasts[number] - 1]
    return _NOTHING_FILLED_IN.match(lines.text, end) is not None


def _plain(one: Found) -> bool:
    return one.status is Status.PRESENT and one.first == one.last and not one.why.cues
