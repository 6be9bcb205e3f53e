"""Short forms in capitals and clipped words: which may be somebody's initials, and which are the field's own or a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import is_label
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.role_labels import is_role
from qualcode.language.known_words import is_word, speech_verbs

_MOST_INITIALS = 3
_LONG = 6
"""Shorter words have too many neighbours: every name of four letters is one slip away from some word."""
_LONGEST = 32
"""Longer rows of letters have thousands of neighbours, and are hardly ever names."""
_TAIL = 5
_LONG_COMPOUND, _SHORTEST_PART = 11, 4
_COUNTS = frozenset({"en", "två", "tre", "sex", "sju", "nio", "tio"})
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_PAIR = re.compile(r"[^\W\d_]-[^\W\d_]")


def is_term(short: str) -> bool:
    """Tell whether a short form is one of administration, care or school ("HP", "LG"), so that it is nobody's initials by itself."""
    letters = short.removesuffix(":s").removesuffix(":n")
    return letters in _TERMS


_CLIPPED = word_set("short_terms.clipped") | word_set("short_terms.exclamations")
_TERMS = word_set("short_terms.field") | word_set("listed_people.no_labels") | word_set("listed_people.acronyms")


def may_be_initials(reading: Reading, word: Word) -> bool:
    """Tell whether a short form that belongs to nobody known stands as the initials of somebody who speaks or does something."""
    letters = word.text.removesuffix(":s").replace(".", "")
    if _PAIR.fullmatch(letters):
        return True
    if is_role(letters, reading):
        return False
    if not 0 < len(letters) <= _MOST_INITIALS or any(c.isdigit() for c in letters):
        return False
    if len(letters) == 1:
        return reading.after(word.end) in speech_verbs()
    label = is_label(reading, word, word.end)
    if is_term(letters):
        return label and letters in reading.turns
    after, before = reading.after(word.end), reading.before(word.start)
    speaks = speech_verbs() | word_set("short_terms.telling")
    told = reading.text[word.end : word.end + 3] == " = "
    return label or told or after in speaks or before in speaks or _is_bracketed(reading, word)


def _is_bracketed(reading: Reading, word: Word) -> bool:
    text = reading.text
    return text[word.start - 1 : word.start] in {"(", "/"} and text[word.end : word.end + 1] in {
        ")",
        ",",
        ".",
        "\n",
        "",
    }


def is_clipped(word: str) -> bool:
    """Tell whether a word is a heading's short form ("Närv", "Bortf") or an exclamation, which open lines and name nobody."""
    return word.lower() in _CLIPPED


@lru_cache(1 << 14)
def is_nearly_word(word: str) -> bool:
    """Tell whether a word in small letters is an ordinary one, or a compound, with a slip or a dialect's ending in it ("komunen")."""
    if not _LONG <= len(word) <= _LONGEST or not word.isalpha():
        return False
    return any(map(is_word, _slips(word))) or any(
        len(word) - cut >= _TAIL and _is_first_part(word[:cut]) and any(map(is_word, _slips(word[cut:])))
        for cut in range(4, len(word) - _TAIL + 1)
    )


@lru_cache(1 << 14)
def is_long_compound(word: str) -> bool:
    """Tell whether a long word in small letters is put together of three words or more ("trafikförsörjningsprogrammet")."""
    return _LONG_COMPOUND <= len(word) <= _LONGEST and word.isalpha() and _is_put_together(word, 3)


def _is_put_together(word: str, parts: int) -> bool:
    for cut in range(2, len(word) - 2):
        first, rest = word[:cut], word[cut:]
        known = first in _COUNTS if cut < _SHORTEST_PART else _is_first_part(first)
        if known and ((parts <= 2 and is_word(rest)) or (len(rest) > _LONG and _is_put_together(rest, parts - 1))):  # noqa: PLR2004
            return True
    return False


def _is_first_part(part: str) -> bool:
    return is_word(part) or (part[-1] == "s" and is_word(part[:-1])) or is_word(part + "a")


def _slips(word: str) -> Iterator[str]:
    """Give what a word may have been meant as: a letter too many, two exchanged, one missing, another one; the first stands."""
    for n in range(1, len(word)):
        yield word[:n] + word[n + 1 :]
        yield word[:n] + word[n : n + 2][::-1] + word[n + 2 :]
    for n in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:n] + letter + word[n:]
            yield word[:n] + letter + word[n + 1 :]
