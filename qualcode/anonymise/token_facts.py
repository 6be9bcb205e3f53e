"""What the statistical recogniser is told of one word, whatever stands around it: read once for every distinct word."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_lists import bare, data_lines, given_names, surnames, word_set
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_english,
    is_finite_verb,
    is_ordinary,
    is_word,
    speech_verbs,
)
from qualcode.language.places import derived_words, place_names

_CACHE = 1 << 16
_BANDS = {0: "0", 10: "1", 30: "1", 100: "2", 1000: "3", 10000: "4"}
_LONGEST = 40
UNLISTED = "\u0001"
"""A word that begins so is read as if no name list held it: the training hides some names from the lists this way."""


@lru_cache(_CACHE)
def shape(word: str) -> str:
    """Give the pattern of capitals, small letters, digits and marks, runs made one ("Al-Sayed" gives "Xx-Xx")."""
    marks = (
        "X" if c.isupper() and n == 0 else "Y" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c
        for n, c in enumerate(word[:_LONGEST])
    )
    return re.sub(r"([xY9])\1+", r"\1", "".join(marks))


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.lower().split("-"))


def _band(word: str, *, given: bool) -> str:
    names = given_names() if given else surnames()
    best = 0
    for form in bare(word):
        whole = names.get(form, 0)
        parts = [names.get(part, 0) for part in form.split("-")] if "-" in form else [0]
        best = max(best, whole, min(parts))
    return _BANDS[best]


@cache
def _allowed() -> frozenset[str]:
    return frozenset(line.split(" ")[0].casefold() for line in data_lines("allowed.txt"))


@lru_cache(_CACHE)
def signature(word: str, *, small: bool) -> str:
    """Give in a few letters what the lists say of a word: how common as given name and surname, place, ordinary word."""
    if not word[:1].isalpha() and not word.startswith(UNLISTED):
        return "-"
    unlisted = word.startswith(UNLISTED)
    word = word.lstrip(UNLISTED)
    if not small and not word[:1].isupper():
        return "w" if word.lower() not in function_words() else "f"
    name = _titled(word) if small or (word.isupper() and len(word) > 2) else word  # noqa: PLR2004
    low = word.lower()
    places = place_names()
    bands = "00" if unlisted else _band(name, given=True) + _band(name, given=False)
    known = "e" if low in everyday_names() else "w" if is_word(low) or is_word(low.removesuffix("s")) else ""
    known = known or ("c" if not unlisted and is_ordinary(low) else "n")
    place = "p" if any(form in places for form in bare(name)) else "d" if low in derived_words() else ""
    return bands + known + place + ("f" if low in function_words() else "")


@lru_cache(_CACHE)
def _kind(word: str) -> str:
    """Give the part that a word plays beside names: title, function, verb of saying, head of a unit."""
    low = word.lower()
    if low in speech_verbs():
        return "says"
    if low in word_set("person_finder.cues"):
        return "cue"
    if is_function(low) or definite(low):
        return "role"
    if head := head_of(word) if low.isalpha() else None:
        return f"head-{head.type}"
    if low in function_words():
        return "small"
    return "verb" if low.isalpha() and is_finite_verb(low) else ""


class Told(NamedTuple):
    """The features of a word: its own, and what it lends the tokens that it stands two or one before, and one or two after."""

    own: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    far_before: tuple[str, ...]
    far_after: tuple[str, ...]
    sign: str
    low: str


@lru_cache(_CACHE)
def told(word: str, small: bool) -> Told:
    """Give the features of a word, and of its place beside others."""
    plain = word.lstrip(UNLISTED)
    low = plain.lower()[:_LONGEST]
    sign = signature(word, small=small)
    kind = _kind(plain)
    own = [f"w={low}", f"g={sign}", f"k={kind}", f"s3={low[-3:]}", f"s4={low[-4:]}", f"p3={low[:3]}", f"s2={low[-2:]}"]
    beside = [f"w={low}", f"g={sign}", f"k={kind}"]
    if not small:
        own += [f"h={shape(plain)}", f"hg={shape(plain)[:2]}{sign}"]
        beside.append(f"h={shape(plain)}")
        if plain[:1].isupper() and is_english(low):
            own.append("english")
    if low in _allowed() and not word.startswith(UNLISTED):
        own.append("allowed")
    return Told(
        tuple(own),
        tuple("-1" + one for one in beside),
        tuple("+1" + one for one in beside),
        (f"-2w={low}", f"-2k={kind}"),
        (f"+2w={low}", f"+2k={kind}"),
        sign,
        low,
    )
