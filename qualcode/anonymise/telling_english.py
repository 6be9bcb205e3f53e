"""Whether a text is English: by its small words, which the two languages do not share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.searching import fitting
from qualcode.language.known_words import function_words, is_english

_SIGNS = 8000
"""So many characters tell the language of a text."""
_FEW = 2
_RARE = 16
"""One word in so many at least is one of the small words that tell the language."""
_FEWEST = 3
SHORT = 40
"""A text of so many words or fewer, such as a quote, is English by a small word or two and nothing Swedish."""
_LETTERS = re.compile(r"[^\W\d_]+")


def reads_english(text: str, *, few: bool) -> bool:
    """Tell whether a text is English, by the small words of both languages at its beginning.

    ``few``: it may have so few words that one or two small ones tell.
    """
    if not few and not fitting(text, _signs()):
        # Not one of them stands there: no need to count.
        return False
    words = _LETTERS.findall(text[:_SIGNS].lower())
    english = len(list(filter(word_set("english.signs").__contains__, words)))
    swedish = len(list(filter(word_set("english.swedish").__contains__, words)))
    if english > max(_FEW, 2 * swedish) and english * _RARE > len(words):
        return True
    return len(words) <= SHORT and _is_short_english(words)


def _is_short_english(words: Sequence[str]) -> bool:
    """Tell whether a few words in lower case are English: small words of it stand there, and none of Swedish alone."""
    small = {word for word in words if word in word_set("english.small") | word_set("english.signs")}
    small -= function_words() | word_set("english.callable")
    if len(words) < _FEWEST or (len(small) < 2 and small.isdisjoint(_proof())):  # noqa: PLR2004
        return False
    return not any(_is_swedish(word) for word in words)


@cache
def _signs() -> re.Pattern[str]:
    """Give a pattern of the small words that tell English, as they stand in a sentence, at its beginning and in capitals."""
    forms = sorted({form for word in word_set("english.signs") for form in (word, word.title(), word.upper())})
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])")


def _proof() -> frozenset[str]:
    return word_set("english.proof") | word_set("english.signs")


def _is_swedish(word: str) -> bool:
    # "I" and "men" are English as well; no English word has the letters å, ä and ö.
    if not word.isascii():
        return not {"å", "ä", "ö"}.isdisjoint(word)
    small = word in function_words() | word_set("english.swedish")
    return small and len(word) > 1 and word not in word_set("english.small") and not is_english(word)
