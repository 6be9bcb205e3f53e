"""Names that their form alone shows: initials with full stops, and names inside the names of files and the paths of web addresses."""

from __future__ import annotations

import re
from functools import partial

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.initial_stops import only_opens
from qualcode.anonymise.name_forms import is_nickname
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.name_shapes import PARTICLES, harmless, names_somebody
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.anonymise.replacements import NAME_MASK
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_word
from qualcode.language.places import place_names

_SMALL = "|".join(sorted({*(word[0] for word in PARTICLES), *PARTICLES}, key=len, reverse=True))
_NOT_PEOPLE = word_set("name_patterns.not_people")
_NUMBERED = re.compile(r"(?i:alternativ|punkt|bilaga|grupp|kapitel|figur|tabell|del|nivå|spår|klass) $")
_NEAR = 12
FILE_MASK = "[filnamn]"
ENDING = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|odt|txt|md|csv|jpe?g|png|mp[34]|m4a|wav)(?!\w)")
"""How the name of a file ends."""
FILE = re.compile(rf"(?<![\w./-])[\w.-]*[^\W\d_][\w.-]*{ENDING.pattern}")
"""The name of a file."""


def _is_person(text: str, start: int, end: int) -> bool:
    letters = "".join(c for c in text[start:end] if c.isupper())
    numbered = _NUMBERED.search(text, max(0, start - _NEAR), start)
    goes_on = text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha()
    return letters not in _NOT_PEOPLE and not numbered and not goes_on


def _has_surname(text: str, start: int, end: int) -> bool:
    last = text[start:end].rsplit(".", maxsplit=1)[-1].strip()
    return surname_band(last) > 0 and not (
        only_opens(last) and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    )


def _has_given_name(text: str, start: int, end: int) -> bool:
    return given_band(text[start:end].partition(" ")[0]) >= _COMMON


def _has_given_part(text: str, start: int, end: int) -> bool:
    given = text[start:end].replace("_", "-").partition("-")[0]
    return given_band(given) >= (_VERY_COMMON if is_word(given.lower()) else _COMMON)


def _names_in_file(text: str, start: int, end: int) -> bool:
    return names_somebody(text[start:end].rpartition(".")[0])


def _with_role(text: str, start: int, end: int) -> int:
    """Give where the word before a hyphen begins; what is no word in small letters is none of it, and the find is empty."""
    role = _ROLE_BEFORE.search(text, max(0, start - _LONGEST_ROLE), start)
    return role.start() if role else end


def _is_called(text: str, start: int, end: int) -> bool:
    """Tell whether a given name stands behind the hyphen, be it in the genitive."""
    called = text[start:end].rpartition("-")[2]
    names = (called, called.removesuffix("s"))
    if called in place_names():
        return False
    return any(
        is_nickname(name) or given_band(name) >= (_WELL_KNOWN if is_word(name.lower()) else _COMMON) for name in names
    )


def _is_after_somebody(text: str, start: int, end: int) -> bool:
    """Tell whether a compound is called after a surname that reads as nothing else ("Karlssonmodellen")."""
    name = text[start:end]
    known = surname_band(name) >= _VERY_COMMON and not given_band(name)
    return known and not is_word(name.lower()) and name not in place_names() and name.casefold() not in harmless()


def _lives_there(text: str, start: int, end: int) -> bool:
    return not any(head_of(word) or word.casefold() in harmless() for word in text[start:end].split())


_COMMON, _VERY_COMMON, _WELL_KNOWN = 100, 1000, 10_000
"""So common is a given name before the letters of a surname, and one that is a word as well before the second's letter."""

_ROLE_BEFORE = re.compile(r"(?<![\w-])[a-zåäö]+$")
_LONGEST_ROLE = 30

_INITIAL = re.compile(rf"[{UPPER}]\.")
_LETTER = re.compile(rf"[-_][{UPPER}](?!\w)")
_METHOD = "(?:modell|metod|rapporten|utredningen|fallet|ärendet)"
_person = partial(PatternRecogniser, type=HitType.PERSON, reach=0)

PATTERNS = (
    _person(
        name="dotted-initials",
        hint=_INITIAL,
        # The last full stop belongs to the initials unless it ends the sentence.
        pattern=re.compile(
            rf"(?<![\w.])[{UPPER}]\.(?:[ -]?(?:(?:{_SMALL})\.? ?)?[{UPPER}]\.){{0,2}}[ -]?(?:(?:{_SMALL})\.? ?)?[{UPPER}]"
            rf"(?:\.(?=[ ,;:)/]+[^\s{UPPER}]|[,;:)/])|(?=\.)|(?=[:'’]s(?!\w)))(?:[:'’]s(?!\w))?"
        ),
        score=0.62,
        valid=_is_person,
    ),
    _person(
        name="initials-and-surname",
        hint=_INITIAL,
        pattern=re.compile(
            rf"(?<![\w.])(?:[{UPPER}]\.[ -]?){{2,3}}[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?(?:[:'’]s(?!\w))?"
        ),
        score=0.74,
        valid=_has_surname,
    ),
    _person(
        name="given-name-and-halves",
        hint=re.compile(rf"[{UPPER}]-[{UPPER}](?!\w)"),
        # "Ebba B-L": the letters of a double surname.
        pattern=re.compile(
            rf"(?<![\w-])[{UPPER}][a-zåäöé]+(?:-[{UPPER}][a-zåäöé]+)? [{UPPER}]-[{UPPER}](?:[:'’]?s)?(?![\w-])"
        ),
        score=0.74,
        valid=_has_given_name,
    ),
    _person(
        name="given-name-and-letter",
        hint=_LETTER,
        spaceless=True,
        # "Ann-M", "Karin_B": the letter of a second name.
        pattern=re.compile(rf"[{UPPER}](?<![\w-].)[a-zåäöé]+[-_][{UPPER}](?:[:'’]?s)?(?![\w-])"),
        score=0.62,
        valid=_has_given_part,
    ),
    _person(
        name="name-after-role",
        anchor="-",
        reach=None,
        # "polis-Leffe", "fritids-Anna": what somebody does, and the name; looked for by the hyphen, which few words hold.
        pattern=re.compile(rf"-(?<=[a-zåäö]{{3}}-)[{UPPER}][a-zåäöé]+(?![\w-])"),
        trim=_with_role,
        score=0.58,
        valid=_is_called,
    ),
    _person(
        name="name-of-method",
        hint=re.compile(rf"[{UPPER}][a-zåäöé]{{3,}}{_METHOD}"),
        spaceless=True,
        pattern=re.compile(rf"[{UPPER}](?<![\w-].)[a-zåäöé]{{3,}}?(?=s?{_METHOD}(?:en|er|erna)?s?(?!\w))"),
        score=0.6,
        valid=_is_after_somebody,
        instead=NAME_MASK,
    ),
    _person(
        name="care-of",
        anchor=("c/o",),
        pattern=re.compile(
            rf"[cC](?<!\w.)/[oO] ((?:[{UPPER}][a-zåäöé-]+ )?[{UPPER}][a-zåäöé]+(?:-[{UPPER}][a-zåäöé]+)?)(?!\w)"
        ),
        score=0.7,
        valid=_lives_there,
    ),
    _person(
        name="name-in-file",
        hint=ENDING,
        spaceless=True,
        pattern=FILE,
        score=0.9,
        valid=_names_in_file,
        instead=FILE_MASK,
    ),
)
"""Recognisers of such names."""
