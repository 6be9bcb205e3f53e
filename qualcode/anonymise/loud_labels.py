"""Speakers whose labels stand in capitals ("NADJA:", "KJELL-ARNE (ordf.):"), as talk that is written out has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.contexts import is_label
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.short_terms import is_clipped, is_nearly_word, is_term
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_english, is_ordinary, is_word

_SHORTEST = 3
"""Labels of fewer letters are initials."""
_COMMON = 1000
"""So common a given name is one in a label though it is a word as well."""
_OFTEN = 2
_LABELS = re.compile(
    rf"(?m)^[ \t>*_•–-]*([{UPPER}][{UPPER}'’-]{{2,}})(?:[*_]{{2}})?(?: ?\([^)\n]{{1,40}}\))?(?:[*_]{{2}})? ?:"
)


def find_loud_labels(reading: Reading, word: Word) -> Iterator[Found]:
    """Give a label in capitals that is a listed name, or no known word at all and opens line after line."""
    if not word.shout or len(word.text) < _SHORTEST or not is_label(reading, word, word.end):
        return
    name = as_name(word.text)
    low = word.text.lower()
    if low in function_words() or is_term(word.text) or is_clipped(low):
        return
    given, surname = given_band(name), surname_band(name)
    plain = is_word(low) or low in everyday_names()
    listed = given >= _COMMON or ((given or surname) and not plain)
    if listed or _speaks(reading, word.text):
        yield Found(word.start, word.end, HitType.PERSON, "loud-label", 61)


def as_name(loud: str) -> str:
    """Give a name in capitals as it is written otherwise: Kjell-Arne for KJELL-ARNE."""
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), loud)


_WORDS: tuple[Callable[[str], object], ...] = (
    is_ordinary,
    is_english,
    is_nearly_word,
    is_function,
    is_generic,
    head_of,
)
"""What knows a word that is nobody's name."""


def _speaks(reading: Reading, label: str) -> bool:
    """Tell whether a label is no word of the language, no function and no unit, and opens more lines than one."""
    low = label.lower()
    if (
        is_ordinary(low)
        or is_english(low)
        or is_nearly_word(low)
        or is_function(low)
        or is_generic(low)
        or head_of(low)
    ):
        return False
    times: int = sum(found.group(1) == label for found in _LABELS.finditer(reading.text))
    return times >= _OFTEN
