"""Names that a list of participants has in small letters ("deltagare: linnea hjortsberg, hassan al-tikrit"), raised to be read."""

from __future__ import annotations

import re

from qualcode.anonymise.functions import function_of
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_shapes import PARTICLES, is_full_name
from qualcode.language.known_words import everyday_names, function_words, is_ordinary
from qualcode.language.places import place_names

_LISTED = 100
_PART = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_ITEM = re.compile(
    rf"(?:(?<=[,;:/&]\s)|(?<=[,;:/])|(?<= och )|(?<= samt )|(?<= o ))({_PART})[ \u00a0]({_PART})(?![\w-])"
)
"""The first two words of an item; what follows them may be a function or a place."""
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul|ur)-")


def names_raised(line: str, start: int) -> str:
    """Give a line, as long as it was, in which the items after ``start`` that begin with a full name in small letters have its capitals."""
    letters = list(line)
    for match in _ITEM.finditer(line, start):
        given, surname = _titled(match.group(1)), _titled(match.group(2))
        if match.group(1).islower() and _is_name(given, surname):
            letters[match.start() : match.end()] = f"{given} {surname}"
    raised = "".join(letters)
    return raised if len(raised) == len(line) else line


def _is_name(given: str, surname: str) -> bool:
    """Tell whether two words are a given name and a surname, and nothing else that a list may have ("linnea rektor", "per kommun")."""
    low, last = given.lower(), surname.lower()
    if given_band(given) < _LISTED or last in function_words() | PARTICLES or function_of(last):
        return False
    held = surname_band(surname)
    if held < _LISTED:
        word = is_ordinary(last) and not held and not _ARTICLE.match(last)
        if word or surname in place_names() or low in function_words() or low in everyday_names():
            return False
    return is_full_name(f"{given} {surname}")


def _titled(word: str) -> str:
    """Give a name with its capitals; the article of Arabic surnames stays small before its hyphen."""
    article = _ARTICLE.match(word)
    kept = article.end() if article else 0
    return word[:kept] + "-".join(part[:1].upper() + part[1:] for part in word[kept:].split("-"))
