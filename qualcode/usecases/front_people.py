"""The participants that front matter lists, in whatever form an analyst wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualcode.domain.minutes import Participant, RawDocument

_LISTS = ("participants", "deltagare", "närvarande")
_FIELDS = {
    "name": ("name", "namn"),
    "role": ("role", "roll", "funktion", "titel"),
    "organisation": ("organisation", "organization", "arbetsplats"),
}
_ITEM = re.compile(r"[^,;(]+(?:\([^)]*\))?")
_AFTER_NAME = re.compile(r"\s*[,;(]\s*|\s+[-–—]\s+")


def front_people(raw: RawDocument) -> tuple[Participant, ...]:
    """Give the participants that front matter lists: a list of name, role and organisation, of lines "Name, role", or one line."""
    folded = {key.casefold(): value for key, value in raw.front.items()}
    return tuple(person for key in _LISTS for person in _people(folded.get(key)))


def together(listed: Iterable[Participant]) -> tuple[Participant, ...]:
    """Give each person once, as first listed, though front matter and text may both list them."""
    found: dict[str, Participant] = {}
    for person in listed:
        key = " ".join(person.name.casefold().split())
        before = found.setdefault(key, person)
        if person.agency and not before.agency:
            found[key] = replace(before, agency=True)
    return tuple(found.values())


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
