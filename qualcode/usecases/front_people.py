"""The participants that front matter or the text lists, in whatever form an analyst wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qualcode.domain.minutes import Participant, RawDocument
from qualcode.domain.spans import Span

_LISTS = ("participants", "deltagare", "närvarande")
_FIELDS = {
    "name": ("name", "namn"),
    "role": ("role", "roll", "funktion", "titel"),
    "organisation": ("organisation", "organization", "arbetsplats"),
}
_ITEM = re.compile(r"[^,;(]+(?:\([^)]*\))?")
_NOBODY = re.compile(
    r"(?:talare|speaker|deltagare|participant|okänd|unknown|person|röst|voice|moderator|intervjuare|interviewer|gäst|guest)"
    r"(?:[ -]?\w{1,3})?",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*[,;(]\s*|\s+[-–—]\s+")


def front_people(raw: RawDocument) -> tuple[Participant, ...]:
    """Give the participants that front matter lists and the speakers of a transcript.

    Front matter lists people as name, role and organisation, as lines "Name, role", or in one line.
    """
    folded = {key.casefold(): value for key, value in raw.front.items()}
    listed = tuple(person for key in _LISTS for person in _people(folded.get(key)))
    return (*listed, *_speakers(raw.speakers))


@dataclass(frozen=True, slots=True)
class There:
    """Who was there: the people ``listed``, where the text lists them (``spans``), or only their ``number``; nobody said: ``guessed``."""

    listed: tuple[Participant, ...]
    spans: tuple[Span, ...]
    number: int
    guessed: bool


def those_there(raw: RawDocument) -> There:
    """Give who was there, as front matter and text list them; where nobody is listed, the number that a label tells."""
    from qualcode.anonymise.roster import roster
    from qualcode.exchange.minutes_head import people_told

    people = roster(raw.text, raw.blocks)
    front = front_people(raw)
    listed = together((*front, *people.participants))
    number = 0 if listed else people_told(raw)
    return There(listed, tuple(people.spans), number, bool(number or (people.participants and not front)))


def together(listed: Iterable[Participant]) -> tuple[Participant, ...]:
    """Give each person once, as first listed, though front matter and text may both list them."""
    from qualcode.anonymise.agency_staff import told_apart

    found: dict[str, Participant] = {}
    for person in map(told_apart, listed):
        key = " ".join(person.name.casefold().split())
        before = found.setdefault(key, person)
        if person.agency and not before.agency:
            found[key] = replace(before, agency=True)
    return tuple(found.values())


def _speakers(names: Iterable[str]) -> Iterable[Participant]:
    """Give the speakers that are people by name; "Moderator", "Talare 2" and "Okänd" name nobody."""
    from qualcode.anonymise.functions import is_function

    for name in names:
        if not is_function(name) and not _NOBODY.fullmatch(name):
            person = _person(name) or Participant(name)
            # The label itself is hidden whole, however the program wrote it.
            yield Participant(name, person.role, person.organisation)


def _people(told: object) -> Iterable[Participant]:
    if isinstance(told, str):
        from qualcode.anonymise.functions import is_function

        pieces = (_person(match.group()) for match in _ITEM.finditer(told))
        return tuple(p for p in pieces if p is not None and not is_function(p.name))
    if isinstance(told, list | tuple):
        return tuple(filter(None, map(_person, told)))
    return ()


def _person(told: object) -> Participant | None:
    if isinstance(told, str):
        name, _, rest = _AFTER_NAME.sub("\t", told.strip(), count=1).partition("\t")
        role, _, organisation = rest.rstrip(" )").partition(",")
        return Participant(name, role.strip(" )"), organisation.strip()) if name else None
    if isinstance(told, Mapping):
        values = {str(key).casefold(): str(value) for key, value in told.items()}
        said = {key: next((values[n] for n in names if n in values), "").strip() for key, names in _FIELDS.items()}
        return Participant(said["name"], said["role"], said["organisation"]) if said["name"] else None
    return None
