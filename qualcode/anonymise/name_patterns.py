"""Names that their form alone shows: initials with full stops, and names inside the names of files and the paths of web addresses."""

from __future__ import annotations

import re
from functools import partial

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.name_shapes import PARTICLES, names_somebody
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_word

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
    return surname_band(text[start:end].rsplit(".", maxsplit=1)[-1].strip()) > 0


def _has_given_name(text: str, start: int, end: int) -> bool:
    return given_band(text[start:end].partition(" ")[0]) >= _COMMON


def _has_given_part(text: str, start: int, end: int) -> bool:
    given = text[start:end].replace("_", "-").partition("-")[0]
    return given_band(given) >= (_VERY_COMMON if is_word(given.lower()) else _COMMON)


def _names_in_file(text: str, start: int, end: int) -> bool:
    return names_somebody(text[start:end].rpartition(".")[0])


_COMMON, _VERY_COMMON = 100, 1000
"""So common is a given name before the letters of a surname, and one that is a word as well before the second's letter."""

_person = partial(PatternRecogniser, type=HitType.PERSON, reach=0)

PATTERNS = (
    _person(
        name="dotted-initials",
        anchor=re.compile(rf"\.(?<=[{UPPER}].)(?=[ -]?(?:{_SMALL})?\.?[ -]?[{UPPER}](?!\w))"),
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
        anchor=re.compile(rf"\.(?<=[{UPPER}].)[ -]?[{UPPER}]\. ?[{UPPER}][^\W\d_]"),
        pattern=re.compile(
            rf"(?<![\w.])(?:[{UPPER}]\.[ -]?){{2,3}}[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?(?:[:'’]s(?!\w))?"
        ),
        score=0.74,
        valid=_has_surname,
    ),
    _person(
        name="given-name-and-halves",
        anchor=re.compile(rf"-(?<= [{UPPER}]-)[{UPPER}](?!\w)"),
        # "Ebba B-L": the letters of a double surname.
        pattern=re.compile(
            rf"(?<![\w-])[{UPPER}][a-zåäöé]+(?:-[{UPPER}][a-zåäöé]+)? [{UPPER}]-[{UPPER}](?:[:'’]?s)?(?![\w-])"
        ),
        score=0.74,
        valid=_has_given_name,
    ),
    _person(
        name="given-name-and-letter",
        anchor=re.compile(rf"[-_][{UPPER}](?!\w)"),
        # "Ann-M", "Karin_B": the letter of a second name.
        pattern=re.compile(rf"[{UPPER}](?<![\w-].)[a-zåäöé]+[-_][{UPPER}](?:[:'’]?s)?(?![\w-])"),
        score=0.62,
        valid=_has_given_part,
    ),
    _person(
        name="name-in-file",
        anchor=ENDING,
        pattern=FILE,
        score=0.9,
        valid=_names_in_file,
        instead=FILE_MASK,
    ),
)
"""Recognisers of such names."""
