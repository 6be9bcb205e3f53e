"""What of the words the second opinion looks at: each word, its pieces, so that inflection and compounds share, and pairs of stems."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qualcode.language.months import ENGLISH, SHORT, SWEDISH

SHORTEST, LONGEST = 3, 6
"""Letters in a piece; the borders of the word count as letters."""
LONGEST_WORD = 1_000
"""Letters; a longer row of letters is no word and has no pieces."""
NUMBER = "=0"
"""The only part of a number."""


_MONTHS = frozenset((*SWEDISH, *ENGLISH, *SHORT)) - {"may"}
_MONTH = "januari"


def heard_as(word: str) -> str:
    """Give a word in lower case as the opinion hears it: months are all alike, since which one it is says nothing by itself.

    The English "may" is left out, which is a verb first of all.
    """
    form = word.lower()
    return _MONTH if form in _MONTHS else form


def parts_of(word: str) -> list[str]:
    """Give the parts of a word as it is heard: the whole word ("=plan") and every piece of 3–6 letters of "^plan$".

    Numbers are all alike, since a year or a sum says nothing by itself.
    """
    form = heard_as(word)
    if form.isdigit():
        return [NUMBER]
    if len(form) > LONGEST_WORD:
        return [whole(form)]
    bordered = edged(form)
    return [whole(form), *map(bordered.__getitem__, _cuts(len(bordered)))]


def whole(form: str) -> str:
    """Give the part that is a whole word."""
    return f"={form}"


def edged(form: str) -> str:
    """Give a word with its borders, of which pieces are cut."""
    return f"^{form}$"


@lru_cache(maxsize=64)
def _cuts(length: int) -> tuple[slice, ...]:
    """Give where the pieces of a word of so many letters lie: the same for all of them, so that a new word is only cut."""
    return tuple(slice(at, at + size) for size in range(SHORTEST, LONGEST + 1) for at in range(length - size + 1))


FARTHEST = 2
"""How far apart two words may stand whose stems are looked at together."""
_STEM = 4


def stem_of(word: str) -> str:
    """Give the first letters of a word as it is heard, so that a pair is met in any form of its words; numbers are all alike."""
    return stem_heard(heard_as(word))


def stem_heard(form: str) -> str:
    """Give the stem of a word that is written as it is heard."""
    return "0" if form.isdigit() else form[:_STEM]


def pairs_of(words: Sequence[str]) -> list[str]:
    """Give the pairs of stems of words that stand one or two steps apart, in their order: "tar fram" and "tar vi fram" share one."""
    stems = [stem_of(word) for word in words]
    return [f"{one} {two}" for step in range(1, FARTHEST + 1) for one, two in zip(stems, stems[step:], strict=False)]
