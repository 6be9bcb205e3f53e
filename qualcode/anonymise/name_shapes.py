"""What a person's name looks like in a list, where its parts are, and whether its words are names at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from qualcode.anonymise.capitals import AFTER_ARTICLE, AFTER_CAPITAL, BEGUN, PREFIX, UPPER
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_lists import data_lines, given_band, surname_band, word_set
from qualcode.language.known_words import function_words, is_english, is_ordinary, is_word
from qualcode.language.places import place_names

PARTICLES = word_set("name_shapes.particles")
"""Small words inside surnames."""

_LETTERS = r"[^\W\d_]*(?:['’-][^\W\d_]+){0,5}"
_FIRST = rf"{BEGUN}(?:{AFTER_CAPITAL}(?:\.(?:-[{UPPER}]\.)?|{_LETTERS})|{AFTER_ARTICLE}{_LETTERS})"
_PART = rf"(?:[{UPPER}]\.(?:-[{UPPER}]\.)?|(?:{PREFIX}-)?[{UPPER}]{_LETTERS})"
_STRONG = 1000
_LISTED = 100
_NICK = r"(?:[\"”“„»«'][^\"”“„»«'\n\t|]{2,20}[\"”“„»«']|\([^)\n\t|]{2,14}\))"
_PARTICLE = "(?:" + "|".join(sorted(PARTICLES)) + ")"
NAME = re.compile(rf"{_FIRST}(?:[ \u00a0](?:{_NICK}(?= ?[{UPPER}])|{_PARTICLE}(?= [{UPPER}])|{_PART}))*(?!\w)")
"""One or more parts of a name in a row: capitalised words, initials, a nickname in quotation marks, small words of surnames."""

LETTERS_THAT_ARE_WORDS = frozenset("IÅÖ")
"""Capitals that begin a sentence as words of their own: "I Lund" is a town first."""
_FIRM = word_set("name_shapes.firm")


@cache
def harmless() -> frozenset[str]:
    """Give the national bodies, methods and the like in lower case: they name nobody."""
    return frozenset(line.casefold() for line in data_lines("allowed.txt"))


@lru_cache(8192)
def name_parts(name: str) -> tuple[str, ...]:
    """Give the words of a name without nickname and small words ("Karl-Erik "Kalle" von Ström" gives Karl-Erik, Ström)."""
    without = re.sub(_NICK, " ", name)
    parts = without.split()
    return tuple(part for n, part in enumerate(parts) if part.lower() not in PARTICLES or (n and n == len(parts) - 1))


def nickname(name: str) -> str:
    """Give the nickname that stands in quotation marks or brackets inside a name, or ""."""
    found = re.search(_NICK, name)
    return found.group().strip("\"”“„»«'()") if found else ""


@lru_cache(8192)
def is_full_name(text: str) -> bool:
    """Tell whether ``text`` is a given name with a surname, as far as the name lists and the ordinary words tell."""
    if not NAME.fullmatch(text):
        return False
    parts = name_parts(text)
    if (
        len(parts) < 2  # noqa: PLR2004
        or parts[0] in LETTERS_THAT_ARE_WORDS
        or any(part.lower() in _FIRM for part in parts)
        or text in place_names()
        or text.casefold() in harmless()
    ):
        return False
    if any(part.isupper() and len(part) > 3 for part in parts) and not all(part.isupper() for part in parts):  # noqa: PLR2004
        return False
    first, last = parts[0].title() if parts[0].isupper() else parts[0], parts[-1]
    last = last.title() if last.isupper() and len(last) > 2 else last  # noqa: PLR2004
    if given_band(first) >= _STRONG and not definite(last) and last.lower() not in function_words():
        return True
    if given_band(first):
        return bool(surname_band(last) or given_band(last) or len(last) <= 2 or not is_ordinary(last))  # noqa: PLR2004
    if first.rstrip(".").isupper() or "-" in first:
        return bool(surname_band(last))
    return not is_ordinary(first) and bool(surname_band(last) or not is_ordinary(last))


@lru_cache(8192)
def may_be_name(text: str) -> bool:
    """Tell whether ``text``, standing where a list has names, can be one: a full name, or one word that a name list holds."""
    if is_full_name(text):
        return True
    parts = name_parts(text)
    return (
        len(parts) == 1
        and bool(NAME.fullmatch(text))
        and bool(given_band(parts[0]) or surname_band(parts[0]))
        and text not in place_names()
    )


@lru_cache(8192)
def reads_as_name(text: str) -> bool:
    """Tell whether two or three words that no list holds can only be a name, where names stand in a row: no word among them."""
    parts = name_parts(text)
    if not 2 <= len(parts) <= 3 or text in place_names() or text.casefold() in harmless():  # noqa: PLR2004
        return False
    if any(part in place_names() or part.lower() in _FIRM or head_of(part) or is_function(part) for part in parts):
        return False
    first, *rest = parts
    if (is_ordinary(first) and not given_band(first)) or any(part.isupper() and len(part) > 1 for part in parts):
        return False
    return all(surname_band(part) or not is_word(part.lower()) for part in rest) and not is_english_title(text)


@lru_cache(8192)
def is_english_title(text: str) -> bool:
    """Tell whether all words are English and the first hardly anybody's name ("Youth Clinic", "Hope House")."""
    parts = name_parts(text)
    english = len(parts) > 1 and all(is_english(part.lower()) for part in parts)
    return english and given_band(parts[0]) < _LISTED


def names_somebody(words: str) -> bool:
    """Tell whether a given name and a surname stand side by side in words that marks part ("2024_karin-lundgren.docx")."""
    parts = [part.title() for part in re.split(r"[\W\d_]+", words) if part]
    return any(_is_pair(first, second) or _is_pair(second, first) for first, second in pairwise(parts))


def _is_pair(given: str, last: str) -> bool:
    common = _STRONG if is_word(given.lower()) or is_word(last.lower()) else _LISTED
    return len(last) > 1 and given_band(given) >= common and surname_band(last) >= common
