"""Words that decide by themselves: the project's own, always or never hidden, and the national bodies that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import data_lines
from qualcode.anonymise.names_too import is_somebody, may_be_called
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_ordinary

_OWN = 101
"""What the project says stays decides against everything."""
_COMPOUND = 58
"""Stronger than a guess."""


@cache
def _allowed() -> Mapping[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {}
    for name in data_lines("allowed.txt"):
        held.setdefault(name.split(" ")[0].casefold(), []).append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in held.items()}


def shields(reading: Reading, never: Iterable[str], known: KnownPeople) -> Iterator[Found]:
    """Give the national bodies, methods and the project's harmless words: nothing weaker is found in them.

    A body, country or product whose name is somebody's too gives way where it is said of a person; the project's own words do not.
    """
    own: dict[str, list[str]] = {}
    for name in never:
        own.setdefault(name.split(" ")[0].casefold(), []).append(name)
    yield from _compounds(reading)
    allowed = _allowed()
    firsts = allowed.keys() | own.keys() if own else allowed.keys()
    for word in [word for word in reading.words if not firsts.isdisjoint(word.folds)]:
        for form in word.forms:
            first = form.casefold()
            for strength, names in ((_OWN, own.get(first, ())), (82, allowed.get(first, ()))):
                for name in names:
                    end = word.start + len(name)
                    piece = reading.text[word.start : end]
                    # What is written in capitals is no name that reads the same in small letters (IVO and Ivo).
                    if piece.casefold() != name.casefold() or (name.isupper() and piece != name):
                        continue
                    genitive = reading.text[end : end + 1] == "s" and not reading.text[end + 1 : end + 2].isalpha()
                    if genitive or not reading.text[end : end + 1].isalpha():
                        if strength < _OWN and " " not in name and is_somebody(reading, word, known):
                            break
                        yield Found(word.start, end + genitive, None, "allowed", strength)
                        break


def _compounds(reading: Reading) -> Iterator[Found]:
    """Give what is joined to a body or product that is nobody's name ("Skype-möten"); heads of groups and units are stronger."""
    for word in reading.lettered:
        first, hyphen, rest = word.text.partition("-")
        body = hyphen and first in _allowed().get(first.casefold(), ()) and not may_be_called(first)
        if body and rest.islower() and is_ordinary(rest):
            yield Found(word.start, word.end, None, "allowed", _COMPOUND)


def always_hidden(text: str, always: Mapping[str, HitType]) -> Iterator[Found]:
    """Give the project's words that are hidden wherever they stand, genitive included."""
    for words, kind in always.items():
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?:s|:s|['’]s)?(?!\w)", text):
            yield Found(match.start(), match.end(), kind, "always", 102)
