"""What a next sentence does to a finding that it only points back to: "Den lades ned 2022.", "Arbetet påbörjas efter sommaren."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from qualcode.domain.coding import Status
from qualcode.engine.cue_finding import Cue, opens
from qualcode.engine.decisions import FAIR
from qualcode.engine.denials import denied
from qualcode.engine.follow_ups import Found, Readings, objects
from qualcode.engine.lines import Lines
from qualcode.engine.openings import is_finite
from qualcode.engine.own_things import names_another, refers_back
from qualcode.engine.readings import Reading
from qualcode.engine.things import has_its_own, is_another_thing
from qualcode.language.cues import CueKind, tone_words

_LONGEST = 14
_SHORT = 8
_BEGINNING = 5
_AHEAD = frozenset({CueKind.PLAN, CueKind.UNREADY, CueKind.TIME_AHEAD, CueKind.MODAL})
_DENYING = frozenset({CueKind.NEGATION, CueKind.DETERMINER, CueKind.LACK, CueKind.LACKING})
_OPEN = _AHEAD | _DENYING | {CueKind.HEDGE, CueKind.UNSURE, CueKind.ENDED, CueKind.HYPOTHETICAL}
_AMENDING = {
    Status.PRESENT: frozenset(
        {CueKind.ENDED, CueKind.UNREADY, CueKind.UNSURE, CueKind.LACK, CueKind.NEGATION, CueKind.CORRECTION}
    ),
    Status.ABSENT: frozenset({*_AHEAD, CueKind.ONGOING}),
    Status.PLANNED: frozenset({CueKind.ONGOING, CueKind.UNSURE, CueKind.ENDED}),
    Status.POSSIBLE: frozenset({CueKind.ONGOING, CueKind.NEGATION}),
}
"""For each status the cues that may change it; what is past is said to be past already."""
_NOW = frozenset({"nu", "numera", "now"})
_OPENING = frozenset({"men", "någon", "något", "nu", "but", "now"})


def amend(lines: Lines, reading: Readings, found: Sequence[Found]) -> list[Found]:
    """Let a next sentence that only points back change what was said, and become part of it."""
    named = {(f.first, f.code) for f in found if f.status is not Status.NOT_ASSERTED}
    telling = {number for number, _ in named}
    # Many findings stand before the same sentence.
    may_amend = cache(lambda number, status: opens(lines.words_of(number), _AMENDING[status], lines.language))
    result: list[Found] = []
    for one in found:
        after = one.last + 1
        if (
            one.status not in _AMENDING
            or one.why.rule in {"fixed", "voiced", "answer"}
            or after >= len(lines)
            or not (lines.paragraph(after) == lines.paragraph(one.last) or objects(lines, after))
            or (after, one.code) in named
            or not may_amend(after, one.status)
        ):
            result.append(one)
            continue
        said = [word.lower() for word in lines.words_of(one.first)]
        result.append(_amended(one, after, reading(after), said, tells=after in telling))
    return result


def _amended(one: Found, after: int, reading: Reading, said: Sequence[str], *, tells: bool) -> Found:
    """Give a finding as the sentence ``after`` it leaves it; that one ``tells`` something of its own where a code is found in it."""
    if reading.question or one.why.corrects:
        return one
    corrects = (
        any(c.kind is CueKind.CORRECTION for c in reading.cues) or reading.words[0] in reading.lists.classes["no"]
    )
    denial = denied(reading, 0) if one.status in {Status.PRESENT, Status.POSSIBLE} else None
    if denial is not None:
        told: tuple[Status, str, tuple[Cue, ...]] | None = (Status.ABSENT, "denied", (denial,))
    else:
        named = frozenset(said) if tells else None
        told = _told(one, reading, named, points_back=_points_back(one, reading, said, corrects=corrects))
    # Whether it tells of another county takes longest to find out.
    if told is None or 0 in reading.elsewhere:
        return one
    status, rule, cues = told
    took_back = corrects and status is Status.PAST
    why = replace(one.why, rule=rule, cues=tuple(sorted({*one.why.cues, *reading.spans(cues)})), corrects=took_back)
    return replace(one, last=after, status=status, score=round(one.score * FAIR, 4), why=why)


def _points_back(one: Found, reading: Reading, said: Sequence[str], *, corrects: bool) -> bool:
    """Tell whether a sentence begins with what was named: "Den …", "Det arbetet …", "Men någon sådan …", "Nu är den …".

    ``said`` are the words of the sentence in which the finding stands: "Nätverket vilar" takes up no support for the bereaved.
    """
    named = [said[place] for place in one.places if place < len(said)]
    anaphor = reading.lists.classes["anaphor"]
    back = [
        word in anaphor
        and not is_another_thing(word, said, named)
        and not has_its_own(reading.words, place, reading.lists, said)
        and not _is_article(reading, place)
        for place, word in enumerate(reading.words)
    ]
    if any(back if corrects else back[:2]) or _elliptical(reading):
        return True
    return reading.words[0] in _OPENING and any(back[:_BEGINNING])


def _is_article(reading: Reading, place: int) -> bool:
    """Tell "de årliga dagarna" from "de är avskaffade" and "nu är den antagen"."""
    if place and is_finite(reading.words[place - 1], reading.lists.language):
        return False
    after = reading.words[place + 1 : place + 2]
    if reading.words[place] not in reading.lists.classes["articles"] or not after:
        return False
    return after[0] not in tone_words() and after[0].isalpha() and not is_finite(after[0], reading.lists.language)


def _elliptical(reading: Reading) -> bool:
    """Tell whether a sentence begins with its verb and leaves out what it speaks of: "Träder i kraft i mars.", "Lades ned 2022."."""
    if not reading.words or not is_finite(reading.words[0], reading.lists.language):
        return False
    return reading.words[1:2] == () or reading.words[1] not in reading.lists.classes["subject"]


def _told(
    one: Found, reading: Reading, named: frozenset[str] | None, *, points_back: bool
) -> tuple[Status, str, tuple[Cue, ...]] | None:
    """Give the status that the sentence leaves the finding with, the rule and its cue; None when it changes nothing."""
    if one.status is Status.ABSENT:
        ahead = _begun(reading, named, points_back=points_back)
        if ahead is not None:
            return Status.PLANNED, "plan", (ahead,)
    # "Ingen i rummet hade sett den.": the doubted thing may come last.
    names_last = reading.words[-1] in reading.lists.classes["anaphor"]
    for cue in reading.cues if points_back or names_last else ():
        if not points_back and cue.kind is not CueKind.UNSURE:
            continue
        # "Det finns inget." is about what was named, "Det finns inget stöd." about what it tells of itself.
        behind, free = len(reading.words) - cue.end, 1 if named is None else 0
        match cue.kind, one.status:
            case CueKind.ENDED, Status.PRESENT if cue.start <= _LONGEST:
                return Status.PAST, "ended", (cue,)
            case CueKind.UNREADY, Status.PRESENT:
                return Status.PLANNED, "not-ready", (cue,)
            case CueKind.LACK, Status.PRESENT if len(reading.words) <= _SHORT and behind <= free:
                return Status.ABSENT, "negation", (cue,)
            case CueKind.UNSURE, Status.PRESENT | Status.PLANNED if len(reading.words) <= _LONGEST:
                return Status.POSSIBLE, "doubt", (cue,)
    if points_back and one.status is not Status.PRESENT and _there_now(reading):
        return Status.PRESENT, "there-now", tuple(c for c in reading.helping if c.kind is CueKind.ONGOING)[:1]
    return None


def _begun(reading: Reading, named: frozenset[str] | None, *, points_back: bool) -> Cue | None:
    """Give the cue that says of what is missing that it is on its way: "En är på väg.", "Arbetet påbörjas efter sommaren.".

    Where the sentence tells of something else, what it plans may be that; then ``named`` are the words before it.
    """
    if any(c.kind in _DENYING for c in reading.cues):
        return None
    for cue in reading.cues:
        # "Den är klar till våren, om remissrundan går som den ska."
        short = len(reading.words) <= _SHORT or (
            points_back and cue.end <= _SHORT and reading.clause_of(cue.start) == 0
        )
        if named is not None and names_another(reading, cue, named):
            continue
        if cue.kind is CueKind.PLAN and refers_back(reading, cue):
            return cue
        if cue.kind in _AHEAD and short and (cue.kind is not CueKind.MODAL or refers_back(reading, cue)):
            return cue
    return None


def _there_now(reading: Reading) -> bool:
    """Tell whether what was missing, planned or doubted is there now: "Nu finns den.", "Den är nu antagen."."""
    if len(reading.words) > _LONGEST or any(c.kind in _OPEN for c in reading.cues):
        return False
    says_so = any(c.kind is CueKind.EXISTENTIAL for c in reading.helping)
    return not _NOW.isdisjoint(reading.words) and (
        says_so or not reading.lists.classes["value"].isdisjoint(reading.words)
    )
