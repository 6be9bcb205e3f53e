"""Bodies, countries, products and feasts whose name is somebody's too ("Lucia", "Willys", "Anna Norden"): where the person is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import is_label
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.loud_labels import as_name
from qualcode.anonymise.name_lists import bare, given_band, surname_band
from qualcode.language.known_words import function_words
from qualcode.language.places import place_names

_LISTED, _STRONG = 100, 1000
_TWICE = 2


def is_somebody(reading: Reading, word: Word, known: KnownPeople) -> bool:
    """Tell whether a word that is harmless elsewhere is a person's name here: listed, a speaker's label, or part of a full name.

    A name in capitals is the body's (IVO) unless the list has it so or a name in capitals stands beside it.
    """
    if not may_be_called(word.text):
        return False
    if any(fold in known.names for fold in word.folds) and (not word.shout or _is_listed_loud(word, known)):
        return True
    return is_whole_name(reading, word) or _speaks(reading, word)


@lru_cache(1 << 12)
def may_be_called(text: str) -> bool:
    """Tell whether a word, be it in capitals, is in the lists of given names or surnames."""
    name = _titled(text)
    return given_band(name) > 0 or surname_band(name) > 0


def _titled(text: str) -> str:
    return as_name(text) if text.isupper() else text


def _is_listed_loud(word: Word, known: KnownPeople) -> bool:
    """Tell whether a list has somebody's name in capitals as it stands here."""
    held = (surface for fold in word.folds for surface in known.surfaces.get(fold, ()))
    return any(surface.text.split(" ")[0] in word.forms for surface in held)


def is_whole_name(reading: Reading, word: Word, *, mixed: bool = False) -> bool:
    """Tell whether the word is the given name before a surname, or the surname after a given name.

    Both stand in capitals or neither does, unless they may be ``mixed`` ("ESTER Lund").
    """
    following = reading.next(word)
    if following is not None and _are_pair(word, following, mixed=mixed):
        return True
    before = reading.words[word.number - 1] if word.adjacent and word.number else None
    return before is not None and _are_pair(before, word, mixed=mixed)


def _are_pair(first: Word, last: Word, *, mixed: bool) -> bool:
    alike = mixed or first.text.isupper() == last.text.isupper()
    if not alike or len(first.text) < 2 or (first.opening and first.low in function_words()):  # noqa: PLR2004
        return False
    given, surname = _titled(first.text), _titled(last.text)
    if not given_band(given) or last.low in function_words():
        return False
    towns = place_names()
    if any(form in towns for form in bare(surname)) and given in towns:
        return False
    return surname_band(surname) >= _LISTED or (given_band(given) >= _LISTED and may_be_called(last.text))


def _speaks(reading: Reading, word: Word) -> bool:
    """Tell whether a given name opens lines as a speaker's label does: a common one once, a rarer one more than once."""
    given = given_band(_titled(word.text))
    if given < _LISTED or word.low in function_words() or not is_label(reading, word, word.end):
        return False
    label = rf"(?m)^[ \t>*_•–#-]*{re.escape(word.text)}(?:\*\*|__)? ?:"
    return given >= _STRONG or len(re.findall(label, reading.text)) >= _TWICE
