"""Methods called after somebody whom the text names ("Blindmodellen", where Lars Blind is)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import given_band
from qualcode.anonymise.replacements import NAME_MASK
from qualcode.anonymise.searching import held, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_word

_METHOD = re.compile(rf"([{UPPER}](?<![\w-].)[^\W\d_]{{2,}}?)s?(?:modell|metod)(?:en|er|erna)?s?(?!\w)")
_STEMS = ("modell", "metod")


def find_called_after(reading: Reading, known: KnownPeople, first: Sequence[Found]) -> Iterator[Found]:
    """Give the surname in a method's name, where somebody named has it; a word of the dictionary ("Samtalsmodellen") is none."""
    for match in _methods(reading.text):
        name = match.group(1)
        if not given_band(name) and not is_word(match.group().lower()) and _is_named(reading, name, known, first):
            yield Found(match.start(1), match.end(1), HitType.PERSON, "name-of-method", 60, instead=NAME_MASK)


def _methods(text: str) -> Iterator[re.Match[str]]:
    for at in sorted(at for stem in held(text, _STEMS) for at in places_of(text, stem)):
        start = at
        while start and text[start - 1].isalpha():
            start -= 1
        if match := _METHOD.match(text, start):
            yield match


def _is_named(reading: Reading, name: str, known: KnownPeople, first: Sequence[Found]) -> bool:
    if name.casefold() in known.names:
        return True
    people = (reading.text[one.start : one.end] for one in first if one.type is HitType.PERSON)
    return any(" " in person and person.rpartition(" ")[2] in {name, f"{name}s"} for person in people)
