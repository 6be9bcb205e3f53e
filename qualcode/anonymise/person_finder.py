"""Persons: those the document lists, and names that the name lists and the words around them show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.contexts import is_field, is_label, is_part_of_region, stands_as_name
from qualcode.anonymise.english import is_date, is_of_the_world, is_small_english
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.initial_surnames import is_next_sentence
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.listed_people import find_initials, find_listed, find_misspelt, linked, may_be_slip
from qualcode.anonymise.listed_small import find_small_letters
from qualcode.anonymise.loud_labels import find_loud_labels
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.name_shapes import PARTICLES, harmless
from qualcode.anonymise.opening_names import find_opening, from_where
from qualcode.anonymise.short_terms import is_clipped
from qualcode.anonymise.told_people import may_say
from qualcode.anonymise.unlisted_names import doubled, find_unlisted, is_half_known
from qualcode.domain.finding import HitType
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_english,
    is_ordinary,
    is_word,
    speech_verbs,
)
from qualcode.language.places import Place, PlaceKind, place_names

_CUES = word_set("person_finder.cues")


_WEAK_CUES = word_set("person_finder.weak_cues")


_SURNAME_FIRST = re.compile(
    rf"([{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?), ([{UPPER}][\w-]*\.?)(?!\w|-\w)(?= ?(?:$|[\n|\t;(–—-]| och | OCH ))( ?[\n|\t;(–—-])?",
    re.MULTILINE,
)
_FAR = 42
_INITIALS = 2
_NEAR = 3 + max(map(len, PARTICLES))
"""The next word of a name begins within so many characters: a full stop, two spaces and a small word stand between at most."""
_GAP = r"[ \u00a0]((?:" + "|".join(sorted(PARTICLES)) + r")[ \u00a0])?"
_NEXT = (re.compile(_GAP), re.compile(r"\.?" + _GAP))
"""What parts a name from the next, after a whole word and after an initial."""
_TWO_INITIALS = re.compile(r"[A-ZÅÄÖ]\.?-[A-ZÅÄÖ]\.?")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
_LISTING = frozenset({",", " ", "-"})
"""What stands after a surname, or the first of two, that a list puts before the given name."""
_BEFORE_SURNAMES = frozenset({"von", "af", "van", "der", "zu", "ter", "ibn", "bin"})
"""Small words that stand before nothing but surnames."""
_INNER = re.compile(rf"(?:Ma?c|(?:[OD]|D[ae]ll)['’])[{UPPER}][a-zåäöé]")
"""Surnames with a capital inside them ("McDonald", "D'Angelo")."""
_BEFORE_INNER = frozenset("MOD")
_DONE_BY = re.compile(
    r"(?:led|öppna|inled|avsluta|juster|skriv|för|ställ|besvara|presentera|framför|redovisa)\w*s (?:upp |in )?av $"
)
_LISTED = 100
_SHORT_NAME = 4, 10
_STRONG = 1000
"""A given name with this many bearers is a name first, even where its lower-case form is some word."""


def find_people(reading: Reading, known: KnownPeople) -> Iterator[Found]:  # noqa: C901 - every capital passes here, without calls between
    """Give every person named; what only a list knows needs a context that the word is a name."""
    text = reading.text
    calendar, english = word_set("english.calendar"), reading.english
    firsts = known.surfaces.keys()
    for word, following in zip_longest(reading.words, reading.words[1:]):
        begins = not firsts.isdisjoint(word.folds) or (not word.single and known.begins(word))
        if word.idle and not begins:
            continue
        if (english or word.text in calendar) and word.low not in known.names and _is_no_name(reading, word):
            continue
        listed = find_listed(reading, word, known) if begins else None
        if listed:
            yield listed
        if not word.single:
            yield from find_initials(reading, word, known)
        gap = following.start - word.end if following else _FAR
        if not (listed and listed.strength >= 80):  # noqa: PLR2004 - it is not the whole name
            if gap <= _NEAR and (full := _full_name(reading, word, known)):
                yield linked(reading, full, known)
            mark = text[word.end : word.end + 1]
            if (mark == "-" or (gap <= len(", ") and mark in _LISTING)) and (last := _surname_first(reading, word)):
                yield last
        if listed:
            continue
        if word.shout:
            yield from find_loud_labels(reading, word)
            continue
        nobody, slip, given, surname = _told(word.text)
        if slip:
            yield from find_misspelt(reading, word, known)
        if not nobody and (single := _single(reading, word, given, surname)):
            yield single
    yield from find_small_letters(reading, known)


def _is_no_name(reading: Reading, word: Word) -> bool:
    """Tell whether an English sentence begins with a small word, or names a month or day; before a surname it is a given name."""
    following = reading.next(word)
    if following and (surname_band(following.text) >= _LISTED and not is_english(following.text.lower())):
        return False
    if is_date(reading, word.start, word.end) or is_of_the_world(reading, word):
        return True
    return reading.english and is_small_english(word)


def _name_like(reading: Reading, word: Word) -> bool:
    """Tell whether a word after a given name may be its surname."""
    text = word.text
    if word.shout or (head_of(text) is not None and not surname_band(text)):
        return False
    if surname_band(text) or given_band(text) or not is_ordinary(text):
        return True
    if text in place_names():
        return False
    # A surname may read as a compound ("Stålqvist"); only a word of the dictionary, or of this text, is taken for a word.
    base = text.lower().removesuffix("s")
    return not (is_word(text.lower()) or is_word(base) or is_function(text) or base in reading.lower_words)


def _after_given(word: Word) -> bool:
    """Tell whether a word after a given name is capitalised for no other reason than being a surname ("Axel Måne")."""
    return not (
        word.opening
        or word.shout
        or word.text in place_names()
        or head_of(word.text)
        or is_function(word.text)
        or word.text.casefold() in harmless()
        or not word.text.isalpha()
    )


def _surname_first(reading: Reading, word: Word) -> Found | None:
    """Give "Lindh Malm, Carina" and "OSMANI, VJOSA" where lists put the surname first."""
    if not word.opening and reading.before(word.start) not in {"och", "samt", "o"}:
        return None
    match = _SURNAME_FIRST.match(reading.text, word.start)
    if not match:
        return None
    last, given = match.group(1), match.group(2)
    if last.isupper() != given.isupper() and len(given.strip(".")) > 1:
        return None
    names = [part.title() if part.isupper() else part for part in (*last.split(), given)]
    if any(name.lower() in function_words() or name in place_names() or is_function(name) for name in names[:-1]):
        return None
    if given_band(names[-1]) >= _STRONG and match.group(3) and last.isupper():
        return Found(word.start, match.end(2), HitType.PERSON, "surname-first", 74)
    listed = [surname_band(name) or given_band(name) for name in names[:-1]]
    if given_band(names[-1]) and (any(listed) or not is_ordinary(names[0])) and not all(map(given_band, names[:-1])):
        return Found(word.start, match.end(2), HitType.PERSON, "surname-first", 74)
    if len(names) > 1 and any(listed) and not is_ordinary(names[0]) and match.group(3):
        return Found(word.start, match.end(2), HitType.PERSON, "surname-first", 62)
    return None


def _full_name(reading: Reading, word: Word, known: KnownPeople) -> Found | None:
    """Give a given name with one or more names after it, small words of surnames and an initial included."""
    given = given_band(word.text)
    if not given and (word.shout or "-" in word.text):
        given = given_band(word.text.title()) if word.shout else doubled(reading, word)
    text = reading.text
    if not given and not ("-" in word.text and _TWO_INITIALS.fullmatch(word.text)):
        return find_unlisted(reading, word)
    if word.opening and word.low in function_words() and not _has_surname(reading, word):
        return None
    end, at, count = word.end, word, 1
    while count < 4:  # noqa: PLR2004
        rest = _NEXT[at.text[-2:-1] == "-" and at.text[-1] in _CAPITALS].match(text, end)
        following = reading.words[at.number + 1] if at.number + 1 < len(reading.words) else None
        if not rest or not following or following.start != rest.end():
            break
        initial = len(following.text) == 1 and given > 0
        if text[end - 1] == "." and not initial and is_next_sentence(reading, following, known):
            break
        if not initial and not (
            _name_like(reading, following)
            or (following.shout and len(following.text) > _INITIALS and surname_band(following.text.title()) >= 30)  # noqa: PLR2004
            or (count == 1 and given >= 100 and _after_given(following))  # noqa: PLR2004
        ):
            break
        end, at, count = (
            following.end + (1 if initial and text[following.end : following.end + 1] == "." else 0),
            following,
            count + 1,
        )
    if count == 1:
        return None
    if (
        word.opening
        and (word.text.lower() in everyday_names())
        and text[word.end : reading.words[word.number + 1].start].strip() not in _BEFORE_SURNAMES
        and not any(
            surname_band(w.text) or not is_ordinary(w.text) or len(w.text) == 1
            for w in reading.words[word.number + 1 : word.number + count]
        )
    ):
        return None
    return Found(word.start, end, HitType.PERSON, "full-name", 75)


def _has_surname(reading: Reading, word: Word) -> bool:
    """Tell whether a surname follows a given name that is a small word too ("Per Blad kallar")."""
    following = reading.next(word) if word.low in word_set("person_finder.both") else None
    return following is not None and following.single and surname_band(following.text) >= _LISTED


def _small(reading: Reading, word: Word, low: str) -> bool:
    """Tell whether a name that is a function word as well is the function word: one that says something is a name ("Per sa")."""
    if low in word_set("person_finder.both") and (
        reading.after(word.end) in speech_verbs() or from_where(reading, word)
    ):
        return False
    if word.opening:
        speaks = is_label(reading, word, word.end) and len(re.findall(rf"(?m)^{word.text}:", reading.text)) > 1
        return not (speaks and given_band(word.text) >= _STRONG) and reading.after(word.end) not in speech_verbs()
    return given_band(word.text) < _STRONG


@lru_cache(1 << 16)
def _told(text: str) -> tuple[bool, bool, int, int]:
    """Tell of a word whether nobody is called by it alone, whether it may be a name with a slip, and how common a name it is."""
    given = given_band(text)
    headed = head_of(text) is not None and not given
    return headed or len(text) < 2, may_be_slip(text), given, surname_band(text)  # noqa: PLR2004


def _single(reading: Reading, word: Word, given: int, surname: int) -> Found | None:
    text = word.text
    low = word.low
    if low in function_words() and _small(reading, word, low):
        return None
    if not given and "-" in text and is_half_known(word):
        return Found(word.start, word.end, HitType.PERSON, "half-known", 59)
    if is_clipped(text) and max(given, surname) < _LISTED:
        return None
    if (
        is_label(reading, word, word.end)
        and (given or (surname and not is_ordinary(text)))
        and stands_as_name(reading, word)
    ):
        named = (low not in everyday_names() and (given > _LISTED or not is_word(low))) or given >= _STRONG
        label = named and not is_field(reading, word)
        return Found(word.start, word.end, HitType.PERSON, "speaker-label", 61) if label else None
    if word.opening:
        return find_opening(reading, word, given, surname)
    return _inside(reading, word, given, surname)


def _reads_as_name(word: Word) -> bool:
    """Tell whether a word that no list has is short and no word at all, as long compounds the dictionary lacks are not."""
    if not word.single or not _SHORT_NAME[0] <= len(word.text) <= _SHORT_NAME[1]:
        return False
    return not (is_ordinary(word.text) or is_english(word.low) or word.low in harmless() or is_clipped(word.low))


def _inside(reading: Reading, word: Word, given: int, surname: int) -> Found | None:
    """Give a single name inside a sentence, where a capital is a name's or a unit's."""
    text, low = word.text, word.low
    before = reading.before(word.start)
    if not given and is_part_of_region(word.low, before):
        return None
    particle = before in _BEFORE_SURNAMES
    cue = (before in _CUES or is_function(before) or before in speech_verbs() or particle) and before not in _WEAK_CUES
    if text[0] in _BEFORE_INNER and _INNER.match(text):
        return Found(word.start, word.end, HitType.PERSON, "inner-capital", 56)
    if given >= 30 or (given and (cue or not is_ordinary(text))):  # noqa: PLR2004
        return Found(word.start, word.end, HitType.PERSON, "given-name", 60)
    if surname and before in {"på", "vid", "i"}:
        return Found(word.start, word.end, HitType.PLACE, "place-after-preposition", 52, place=Place(PlaceKind.TOWN))
    if surname and (
        cue
        or not is_ordinary(text)
        or low in everyday_names()
        or surname >= _STRONG
        or (surname >= 100 and not is_word(low))  # noqa: PLR2004
    ):
        # A town may be a surname, and nothing is led or written by a town.
        done = _DONE_BY.search(reading.text, max(0, word.start - _FAR), word.start) is not None
        strength = 54 if done else 52 if place_names().get(text) is None else 44
        return Found(word.start, word.end, HitType.PERSON, "surname", strength)
    if cue and not is_function(low) and ((not is_word(low) and not is_english(low)) or may_say(reading, word, before)):
        start = word.start - len(before) - 1 if particle else word.start
        return Found(start, word.end, HitType.PERSON, "cue", 55)
    if definite(before) and (given or _reads_as_name(word)):
        # "m rektor Fiffi": a function without its ending, as titles are, before what is no word.
        return Found(word.start, word.end, HitType.PERSON, "title", 53)
    return None
