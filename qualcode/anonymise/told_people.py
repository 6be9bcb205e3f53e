"""People whom the words beside them tell: an age ("Lova, 14 år"), the end of a letter, a name typed small in a hurry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from qualcode.anonymise.anchored_lines import DIGIT
from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_band, given_names, surname_band, word_set
from qualcode.anonymise.name_shapes import harmless, names_somebody
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.anonymise.searching import held, places_of
from qualcode.anonymise.short_terms import is_clipped
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
from qualcode.language.places import place_names

_LISTED, _COMMON, _WELL_KNOWN = 100, 1000, 10_000
_SHORTEST = 3
_JOINED = frozenset("_@./-")
_APART = re.compile(r"(?![\w@-])(?!\.\w)")
_SURNAME = re.compile(rf" ([{UPPER}][a-zåäöéü]+)(?![\w-])")
_DOTTED = re.compile(r"[._](?<=[a-zåäö]{2}.)[a-zåäö]")
_SIGNS_OFF = ("mvh", "m.vh", "mv.h", "m.v.h", "hälsn", "regards")
_SIGN_OFF = re.compile(
    r"(?im:^[ \t]*(?:m\.?v\.?h\.?|(?:(?:med )?(?:vänlig|bästa|varma?|goda?)\w* )?hälsning(?:ar)?|hälsn\.?|(?:kind |best )?regards)[,!.]?)"
    rf"(?:[ \t]+|[ \t]*\n\s*)([{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?)[ \t.]*$",
    re.MULTILINE,
)


def _has_age(text: str, start: int, end: int) -> bool:
    """Tell whether what an age follows is a given name, and no boys, pupils or month."""
    name = text[start:end]
    low = name.lower()
    band = given_band(name)
    if low in function_words() or name in place_names() or low in word_set("told_people.no_names"):
        return False
    return band >= (_COMMON if is_word(low) and low not in everyday_names() else _LISTED)


def _is_somebodys(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    given, _, letter = name.partition(".")
    short = len(letter) == 1 and not is_word(given) and given_band(given.title()) >= _COMMON
    return short or names_somebody(name)


TOLD = (
    PatternRecogniser(
        name="name-and-age",
        type=HitType.PERSON,
        anchor=re.compile(rf"{DIGIT}(?<=[ (].)\d{{0,2}}(?: år|\)|,)"),
        figures=True,
        pattern=re.compile(
            rf"([{UPPER}](?<![\w-].)[a-zåäöéü]+(?:-[{UPPER}][a-zåäöéü]+)?)"
            r"(?:,? \(?\d{1,3} år(?![\w-])|,? \(\d{1,3}\)|, \d{1,2}(?=, (?:som|från|vill|bor|har|är)\b))"
        ),
        score=0.57,
        valid=_has_age,
    ),
    PatternRecogniser(
        name="name-in-path",
        type=HitType.PERSON,
        hint=_DOTTED,
        spaceless=True,
        # What stands before the sign of an e-mail address, told without the rest: "skicka till wiveca.dahl".
        pattern=re.compile(r"[a-zåäö](?<![\w@./-].)[a-zåäö]+[._][a-zåäö]+(?![\w@/-])(?!\.\w)"),
        score=0.66,
        valid=_is_somebodys,
        instead="[namn]",
    ),
)
"""Recognisers of such names by their form."""


def find_told_people(reading: Reading) -> Iterator[Found]:
    """Give who signs a letter, and well-known given names in small letters among sentences that have capitals."""
    for match in _SIGN_OFF.finditer(reading.text) if held(reading.text, _SIGNS_OFF) else ():
        if _may_sign(match.group(1)):
            yield Found(match.start(1), match.end(1), HitType.PERSON, "signed-name", 57)
    if not reading.english:
        yield from _small(reading)


def _may_sign(name: str) -> bool:
    low = name.lower()
    if head_of(low) or is_function(low) or is_generic(low) or is_clipped(low) or low in harmless():
        return False
    if low in function_words() or name in place_names() or low.endswith(("arna", "erna", "na")):
        return False
    return bool(given_band(name) or surname_band(name)) or not is_ordinary(low)


def _small(reading: Reading) -> Iterator[Found]:
    text = reading.text
    for low in reading.lower_words & _small_names():
        alone = _only_name(low)
        if not alone and is_word(low):
            continue
        for start in places_of(text, low):
            end = start + len(low)
            before = text[start - 1 : start]
            if not _APART.match(text, end) or before.isalnum() or before in _JOINED:
                continue
            last = _SURNAME.match(text, end)
            if last and surname_band(last.group(1)) >= _LISTED and not head_of(last.group(1)):
                yield Found(start, last.end(), HitType.PERSON, "given-name-small-letters", 63)
            elif alone:
                yield Found(start, end, HitType.PERSON, "given-name-small-letters", 50)


@cache
def _small_names() -> frozenset[str]:
    """Give the well-known given names in small letters, as they are and in the genitive."""
    names = [name.lower() for name, band in given_names().items() if band >= _COMMON and len(name) >= _SHORTEST]
    return frozenset((*names, *(f"{name}s" for name in names if name[-1] != "s")))


@lru_cache(1 << 12)
def _only_name(low: str) -> bool:
    """Tell whether a name in small letters reads as nothing else, be it a word of English or a compound."""
    forms = {low, low.removesuffix("s")}
    words = function_words() | everyday_names() | word_set("told_people.no_names")
    if not words.isdisjoint(forms) or any(is_word(form) or is_english(form) for form in forms):
        return False
    # Hardly anybody means a compound by "birgitta", though it can be read as one.
    return not is_ordinary(low) or any(given_band(form.title()) >= _WELL_KNOWN for form in forms)


def may_say(reading: Reading, word: Word, before: str) -> bool:
    """Tell whether a word with a capital after a verb of saying ("säger Knutte") or a relative ("mamma Sire") is somebody's name."""
    text, low = word.text, word.low
    if before in word_set("person_finder.kin"):
        # Be it a word as well, with a capital behind a relative it is a name.
        return word.single and text not in place_names() and head_of(low) is None and low not in function_words()
    if before not in speech_verbs() or word.quoted or not text.isalpha() or low in reading.lower_words:
        return False
    after = reading.after(word.end)
    if after and after not in function_words() and not is_finite_verb(after):
        # "efterlyser Hälsoekonomisk analys"
        return False
    body = head_of(low) or is_generic(low) or low in harmless() or low in function_words() or text in place_names()
    return not body and not low.endswith(("na", "het", "ing", "en", "et", "or", "ar", "er"))
