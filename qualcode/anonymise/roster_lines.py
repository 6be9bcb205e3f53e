"""Participants' lists that are lines: "Deltagare: A (roll), B (roll)", bullets and lines that begin with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.functions import function_of
from qualcode.anonymise.name_forms import is_letters
from qualcode.anonymise.name_lists import data_lines
from qualcode.anonymise.name_shapes import NAME, is_full_name, may_be_name
from qualcode.anonymise.roster_tables import Line
from qualcode.anonymise.short_terms import is_term
from qualcode.anonymise.small_items import names_raised
from qualcode.domain.minutes import Participant
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_finite_verb

_LEAD = re.compile(r"[\s*_#•–-]*([^:\n]{2,70}):(?:\*\*|__)?\s*")
_MARKER = re.compile(r"\s*(?:[-–•*]|\d+[.)])?\s*[*_]*")
_SEPARATOR = re.compile(r"[*_]*\s*(?:[,(;\t/]|[–—-] |–|—)\s*")
_STOP = re.compile(r"[.;]\s+(?=\S)")
_PARTED = re.compile(r"[,()]| [–—-] | / ")
_OF_PLACE = re.compile(r" (?:kommun|stad|län|region)(?!\w)")
"""What stands after the name of a place, be it somebody's surname as well."""
_LETTERS = re.compile(
    rf"(?<![\w.-])(?:[{UPPER}]{{2,3}}|[{UPPER}]-[{UPPER}]|(?:[{UPPER}]\. ?){{2,3}})"
    r"(?=[ \t]*(?:[,(;.&\n]|$)|(?<=\.)[ \t]|[ \t]+(?:och|samt|o)[ \t])"
)
"""Initials that stand where a list has names."""
_ROLE = re.compile(r"\s?[,(]\s?([^.;,()=\n|]{2,60})")
_BRIEF = 9
_CLOSERS = " \t.,;:)–—-*_"


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(data_lines("roster_cues.txt")) + ")")


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(data_lines("agency_words.txt")) + r")\b")


def is_cue(text: str) -> bool:
    """Tell whether a heading or the beginning of a line announces who took part."""
    return bool(_cues().search(text.lower())) and not is_agency(text)


def is_agency(text: str) -> bool:
    """Tell whether a text speaks of the agency's own people."""
    return bool(_agency().search(text.lower()))


def read_lines(lines: Sequence[Line]) -> tuple[list[Participant], list[Span]]:
    """Give the participants that lines list, and the spans of those lines."""
    people: list[Participant] = []
    spans: list[Span] = []
    for group in _groups(lines):
        people += [person for _, person in group]
        spans += [line.span for line, _ in group]
    told = {span.start for span in spans}
    for line in lines:
        if not line.row and ":" in line.text and line.span.start not in told:
            found = _cued(line)
            if found:
                people += found
                spans.append(line.span)
    return people, spans


def _groups(lines: Sequence[Line]) -> Iterator[list[tuple[Line, Participant]]]:
    """Give runs of lines that each begin with a name: two or more in a row, or one under a heading that announces them."""
    run: list[tuple[Line, Participant]] = []
    announced = False
    for line in (*lines, Line(Span(0, 0), "", heading=True)):
        if not line.heading and (not line.text or line.text.isspace()):
            continue
        if not line.row and not line.heading and (listed := _listed(line)):
            run.append((line, listed))
            continue
        telling = sum(bool(function_of(person.role)) for _, person in run)
        if (len(run) > 1 and 2 * telling >= len(run)) or (run and announced):
            yield run
        run = []
        announced = (line.heading or line.text.rstrip().endswith((":", ":**"))) and is_cue(line.text)


def _listed(line: Line) -> Participant | None:
    """Give the participant of a line "Namn, funktion, organisation", or None."""
    begin = _MARKER.match(line.text)
    at = begin.end() if begin else 0
    name = NAME.match(line.text, at)
    if not name or not is_full_name(name.group()):
        return _listed_by_letters(line.text, at)
    separator = _SEPARATOR.match(line.text, name.end())
    if not separator:
        return None
    rest = line.text[separator.end() :].strip(_CLOSERS + "(")
    role, where = _role_and_place(rest)
    if not function_of(role) and not line.bullet and not _is_brief(rest):
        return None
    return Participant(name.group(), role, where)


def _listed_by_letters(text: str, at: int) -> Participant | None:
    """Give the participant of a line "SK, samordnare"."""
    letters = _LETTERS.match(text, at)
    role = _ROLE.match(text, letters.end()) if letters else None
    if letters is None or role is None or not _has_function(text, letters.end()):
        return None
    return Participant(letters.group().strip(), role.group(1).strip())


def _role_and_place(rest: str) -> tuple[str, str]:
    """Give role and organisation, whichever a list has first: the first part that names a person's function is the role."""
    parts = [part for part in (piece.strip(_CLOSERS) for piece in _PARTED.split(rest)) if part]
    at = next((n for n, part in enumerate(parts) if function_of(part)), 0)
    return (parts[at], ", ".join((*parts[:at], *parts[at + 1 :]))) if parts else ("", "")


def _is_brief(rest: str) -> bool:
    """Tell whether what follows a name is a note ("suicidprevention, Region Norr") and no sentence."""
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= _BRIEF and not any(is_finite_verb(word.lower()) for word in words)


def _cued(line: Line) -> list[Participant]:
    """Give the participants of a line "Deltagare: A (roll, organisation), B (roll)"; the names may be one word each."""
    lead = _cue_of(line.text)
    if lead is None or is_full_name(lead.group(1).strip("*_ ")):
        return []
    text = names_raised(line.text, lead.end())
    stop = next(
        (m.start() for m in _STOP.finditer(text, lead.end()) if is_agency(text[m.end() : m.end() + 40])), len(text)
    )
    names = [
        m
        for m in NAME.finditer(text, lead.end(), stop)
        if may_be_name(m.group()) and _begins_item(text, m.start(), lead.end()) and not _OF_PLACE.match(text, m.end())
    ]
    names = sorted((*names, *_by_letters(text, lead.end(), stop)), key=lambda m: m.start())
    people = []
    for index, match in enumerate(names):
        until = names[index + 1].start() if index + 1 < len(names) else stop
        rest = re.split(r"[;.]\s|\soch\s*$", text[match.end() : until].strip(" *_"))[0].strip()
        rest = re.sub(r"^\([A-ZÅÄÖ.-]{1,6}\)\s*,?\s*", "", rest)
        inside = re.match(r"\(([^)]*)\)?", rest)
        rest = inside.group(1) if inside else rest.lstrip(",–—- ")
        role, where = _role_and_place(rest)
        if not is_full_name(match.group()) and not function_of(role) and not is_letters(match.group()):
            continue
        people.append(Participant(match.group().strip(), role, where))
    return people


def _by_letters(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """Give the items of an enumeration that are initials: those with a function, and of others those that are no term, beside the like."""
    items = [m for m in _LETTERS.finditer(text, start, stop) if _begins_item(text, m.start(), start)]
    held = [
        m for m in items if _has_function(text, m.end()) or not is_term("".join(c for c in m.group() if c.isalpha()))
    ]
    return held if len(held) > 1 or any(_has_function(text, m.end()) for m in held) else []


def _has_function(text: str, end: int) -> bool:
    role = _ROLE.match(text, end)
    return role is not None and bool(function_of(role.group(1).strip()))


def _cue_of(text: str) -> re.Match[str] | None:
    """Give the label that participants follow, at the beginning of a line or of a sentence in it ("Datum: … . Närvarande: …")."""
    last = text.rfind(":")
    for start in (0, *(stop.end() for stop in _STOP.finditer(text, 0, last))):
        lead = _LEAD.match(text, start)
        if lead and is_cue(lead.group(1)) and len(lead.group(1).split()) <= _BRIEF:
            return lead
    return None


def _begins_item(text: str, at: int, lead: int) -> bool:
    """Tell whether an item of the enumeration begins at ``at``: after the lead, a comma, semicolon, "och" or a closed bracket."""
    before = text[lead:at].rstrip(' *_"”')
    if before.count("(") > before.count(")"):
        return False
    return not before or before[-1] in ",;)./" or before.endswith((" och", " samt", " o", " &"))
