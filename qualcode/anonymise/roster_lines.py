"""Participants' lists that are lines: "Deltagare: A (roll), B (roll)", bullets and lines that begin with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.functions import function_of, tells_nothing
from qualcode.anonymise.name_forms import is_letters
from qualcode.anonymise.name_lists import data_lines, given_band
from qualcode.anonymise.name_shapes import NAME, is_english_title, is_full_name, may_be_name, reads_as_name
from qualcode.anonymise.roster_letters import LETTERS, ROLE, Enumeration, Lettered, has_function, letters_listed
from qualcode.anonymise.roster_tables import Line
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
_LABEL = re.compile(rf"[ \t>*_•–-]*([{UPPER}]{{2,3}})(?:\*\*)? ?:")
_BODY = re.compile(r"(?:^|[:;.,)]\s)\s*[^;:.,()\n]{2,40}(?:\s[–—-]|:)\s+\Z")
"""A body and the mark after it, before those who come from it."""
_INITIALS = re.compile(r"^\((?!FHM\)|FOHM\))[A-ZÅÄÖ.-]{1,6}\)\s*,?\s*")
"""Somebody's letters after the name; the agency's are where somebody comes from."""
_ENDS_ITEM = re.compile(r"\s*(?:[,;.()]|$|(?:och|samt|o|and|&)\s)")
_LISTED = 100
_BRIEF = 9
_CLOSERS = " \t.,;:)–—-*_"


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(data_lines("roster_cues.txt")) + ")")


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(data_lines("agency_words.txt")) + r")\b")


@lru_cache(1 << 12)
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
    cued = [
        (line, each)
        for line in lines
        if not line.row and ":" in line.text and line.start not in told and (each := _enumeration(line.text))
    ]
    lettered = letters_listed([each for _, each in cued], _begins_item, _turns(lines).__contains__) if cued else []
    for (line, each), letters in zip(cued, lettered, strict=True):
        if found := _cued(each, letters):
            people += found
            spans.append(line.span)
    return people, spans


def _turns(lines: Sequence[Line]) -> frozenset[str]:
    """Give the letters that open lines as a speaker's label does."""
    return frozenset(label.group(1) for line in lines if (label := _LABEL.match(line.text)))


def _groups(lines: Sequence[Line]) -> Iterator[list[tuple[Line, Participant]]]:
    """Give runs of lines that each begin with a name: two or more in a row, or one under a heading that announces them."""
    run: list[tuple[Line, Participant]] = []
    announced = False
    for line in (*lines, Line(0, 0, "", heading=True)):
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
    letters = LETTERS.match(text, at) if text[at + 1 : at + 2].isupper() or text[at + 1 : at + 2] in "-." else None
    role = ROLE.match(text, letters.end()) if letters else None
    if letters is None or role is None or not has_function(text, letters.end()):
        return None
    return Participant(letters.group().strip(), role.group(1).strip())


def _role_and_place(rest: str) -> tuple[str, str]:
    """Give role and organisation, whichever a list has first: the first part that names a person's function is the role."""
    parts = [part for part in (piece.strip(_CLOSERS) for piece in _PARTED.split(rest)) if not tells_nothing(part)]
    at = next((n for n, part in enumerate(parts) if function_of(part)), 0)
    return (parts[at], ", ".join((*parts[:at], *parts[at + 1 :]))) if parts else ("", "")


def _is_brief(rest: str) -> bool:
    """Tell whether what follows a name is a note ("suicidprevention, Region Norr") and no sentence."""
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= _BRIEF and not any(is_finite_verb(word.lower()) for word in words)


def _enumeration(line: str) -> Enumeration | None:
    """Give what a line "Deltagare: A (roll, organisation), B (roll)" enumerates, or None."""
    lead = _cue_of(line)
    if lead is None or is_full_name(lead.group(1).strip("*_ ")):
        return None
    text = names_raised(line, lead.end())
    stop = next(
        (m.start() for m in _STOP.finditer(text, lead.end()) if is_agency(text[m.end() : m.end() + 40])), len(text)
    )
    return Enumeration(text, lead.end(), stop)


def _cued(each: Enumeration, letters: Sequence[Lettered]) -> list[Participant]:
    """Give the participants of an enumeration, those it has by their letters among them; the names may be one word each."""
    text, start, stop = each
    bodies = {one.match.start(): one.body for one in letters}
    items = [m for m in NAME.finditer(text, start, stop) if not _OF_PLACE.match(text, m.end())]
    items = [m for m in items if _begins_item(text, m.start(), start) or _follows_body(text, m, start)]
    names = [m for m in items if may_be_name(m.group()) and not is_english_title(m.group())]
    if names:
        # What no list holds is a name among names, where it fills an item.
        names += [m for m in items if m not in names and reads_as_name(m.group()) and _ENDS_ITEM.match(text, m.end())]
    names = sorted((*names, *(one.match for one in letters)), key=lambda m: m.start())
    people = []
    for index, match in enumerate(names):
        if body := bodies.get(match.start()):
            people.append(Participant(match.group().strip(), *_role_and_place(body)))
            continue
        until = names[index + 1].start() if index + 1 < len(names) else stop
        rest = re.split(r"[;.]\s|\soch\s*$", text[match.end() : until].strip(" *_"))[0].strip()
        rest = _INITIALS.sub("", rest)
        inside = re.match(r"\(([^)]*)\)?", rest)
        rest = inside.group(1) if inside else rest.lstrip(",–—- ")
        role, where = _role_and_place(rest)
        sure = is_full_name(match.group()) or is_letters(match.group()) or reads_as_name(match.group())
        if not sure and not function_of(role):
            continue
        people.append(Participant(match.group().strip(), role, where))
    return people


def _cue_of(text: str) -> re.Match[str] | None:
    """Give the label that participants follow, at the beginning of a line or of a sentence in it ("Datum: … . Närvarande: …")."""
    last = text.rfind(":")
    for start in (0, *(stop.end() for stop in _STOP.finditer(text, 0, last))):
        lead = _LEAD.match(text, start)
        if lead and is_cue(lead.group(1)) and len(lead.group(1).split()) <= _BRIEF:
            return lead
    return None


def _follows_body(text: str, match: re.Match[str], lead: int) -> bool:
    """Tell whether somebody's full name follows the body that the person comes from: "Åre kommun – Siv Ek", "Krokom: Ada By"."""
    body = _BODY.search(text[lead : match.start()])
    return body is not None and given_band(match.group().split()[0]) >= _LISTED and is_full_name(match.group())


def _begins_item(text: str, at: int, lead: int) -> bool:
    """Tell whether an item of the enumeration begins at ``at``: after the lead, a comma, semicolon, "och" or a closed bracket."""
    before = text[lead:at].rstrip(' *_"”')
    if before.count("(") > before.count(")"):
        return False
    return not before or before[-1] in ",;)./" or before.endswith((" och", " samt", " o", " &", " and"))
