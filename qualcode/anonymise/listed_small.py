"""Listed people whose names are written in small letters, in a text that has capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.searching import apart, lowered, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_english,
    is_finite_verb,
    is_ordinary,
    is_word,
    speech_verbs,
)

_STRONG = 1000
_APART = re.compile(r"(?:[:'’]?s)?(?![\w@-])", re.IGNORECASE)
_LABELLED = re.compile(r"(?:\*\*)? ?:(?=\s)")
_INITIAL = re.compile(r"(?<![\w.-])([a-zåäöé])\. ?$")
_NEAR = 5
_CITING = word_set("contexts.citing")
_CITED = word_set("person_finder.both")
"""Small words that are names too: "enligt dag" cites a listed Dag, and "en dag sa hon" nobody."""
_JOINED = frozenset("_@./-")
"""What stands before a word that is part of an address or the like."""


def find_small_letters(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give listed names written in small letters, as in a chat; single names that are words as well are left alone."""
    yield from _full_small_letters(reading, known)
    lower = reading.lower_words
    wanted = {
        form: (known.names[name], _only_name(name))
        for name in known.names
        for form in (name, name + "s")
        if form in lower and len(name) > 3 and (_only_name(name) or _may_speak(name))  # noqa: PLR2004
    } | {name: (known.names[name], False) for name in _CITED if name in lower and name in known.names}
    for form, (key, alone) in wanted.items():
        word_too = reading.english and _is_english_word(form)
        for start in apart(reading.text, form, "_@./-", "_@-"):
            end = start + len(form)
            if word_too and not _says_in_english(reading, form, end):
                continue
            if not alone and (reading.english or not _acts(reading, start, end)):
                continue
            begin = _with_initial(reading.text, start, known, key)
            yield Found(begin, end, HitType.PERSON, "participant-small-letters", 56, person=key)


def _with_initial(text: str, start: int, known: KnownPeople, key: str) -> int:
    """Give where a small initial before the surname begins, when it is the person's ("b. thorén")."""
    before = _INITIAL.search(text, max(0, start - _NEAR), start)
    if before is None:
        return start
    whole = f"{before.group(1)}. {text[start:].split(maxsplit=1)[0].rstrip('.,:;)s')}"
    held = known.surfaces.get(f"{before.group(1)}.", ())
    return before.start() if any(one.key == key and one.low.startswith(whole[:4]) for one in held) else start


def _may_speak(name: str) -> bool:
    """Tell whether a listed name that may be a word as well is a known one, and no small word ("linnea", "skogsfors", not "per")."""
    if name in function_words():
        return False
    return given_band(name.title()) >= _STRONG or (not is_word(name) and surname_band(name.title()) > 0)


def _acts(reading: Reading, start: int, end: int) -> bool:
    """Tell whether what stands there says or does something, as no flower does: "enligt linnea", "skogsfors ska ringa"."""
    before, after = reading.before(start), reading.after(end)
    if reading.text[start:end] in _CITED:
        return before in _CITING
    if _LABELLED.match(reading.text, end) and not reading.text[:start].rpartition("\n")[2].strip(" \t>*_•–-"):
        return True
    if before in _CITING or before in speech_verbs() or after in speech_verbs():
        return True
    return is_finite_verb(after) and not is_word(reading.text[start:end])


def _is_english_word(form: str) -> bool:
    """Tell whether a name in small letters reads as an English word ("will", "rose", "bill"); hardly anything but a name is "anna"."""
    if form in word_set("english.small"):
        return True
    return is_english(form) and given_band(form.title()) < 10 * _STRONG


def _says_in_english(reading: Reading, form: str, end: int) -> bool:
    """Tell whether such a word says something, as no rose does ("rose said no"); after "will" a verb proves nothing."""
    return form not in word_set("english.small") and reading.after(end) in word_set("english.saying")


def _full_small_letters(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give listed full names of which a part is written small ("eva berg", "Eva berg"): side by side words are the name."""
    small = reading.lower_words
    if small.isdisjoint(known.ends):
        return
    low = lowered(reading.text).replace("\u00a0", " ")
    for surface in (one for held in known.surfaces.values() for one in held if not small.isdisjoint(one.ends)):
        for start in places_of(low, surface.low):
            tail = _APART.match(reading.text, start + len(surface.low))
            if tail and not (start and (reading.text[start - 1].isalnum() or reading.text[start - 1] in _JOINED)):
                yield Found(start, tail.end(), HitType.PERSON, "participant-full", 88, person=surface.key)


def _only_name(low: str) -> bool:
    """Tell whether a name in small letters is no word: "bergman" may read as a compound, but the lists hold it as a name."""
    if low in everyday_names() or is_word(low):
        return False
    return not is_ordinary(low) or max(given_band(low.title()), surname_band(low.title())) >= 100  # noqa: PLR2004
