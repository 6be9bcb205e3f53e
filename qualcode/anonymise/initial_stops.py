"""The full stop after an initial: whether it ends the sentence as well ("Det sa Bosse L. Inga problem att rekrytera")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_ordinary, is_word

if TYPE_CHECKING:
    from qualcode.anonymise.found import Found

_RARE, _LONG = 100, 12
_ENDS = re.compile(r"[ \u00a0]*(?:$|\n)|[ \u00a0]+[\"”“„»]?([^\W\d_])")
_NEXT = re.compile(r"[ \u00a0]+([^\W\d_]+)(?![\w-])")
_NAME_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][^\W\d_-]+(?:-[^\W\d_]+)?) [^\W\d_]$")
_FAR = 30
_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.$")


@lru_cache(1 << 14)
def only_opens(word: str) -> bool:
    """Tell whether a capitalised word after an initial's full stop can but begin a sentence: it is a word and hardly a surname.

    Small words ("Inga", "Vi", "Dock") begin many sentences and are few people's surnames; whether "Inga" is the given
    name of whoever the next sentence is about is decided as at every sentence's beginning.
    """
    low = word.lower()
    if not word.isalpha() or not word[1:].islower():
        return False
    if low in function_words():
        return True
    if surname_band(word) >= _RARE or given_band(word) >= _RARE:
        return False
    listed = surname_band(word) > 0 or given_band(word) > 0
    # A compound that no dictionary has ("Suicidprevention") is longer than surnames are.
    return is_word(low) or (not listed and (is_ordinary(low) or len(low) >= _LONG))


def begins_sentence(text: str, stop: int) -> bool:
    """Tell whether a sentence begins after the full stop at ``stop``, which an initial stands before.

    After a given name with the initial of a surname ("Karin S.") another given name or an ordinary word may begin one,
    though the word is some people's surname: a surname after both is taken with them anyway.
    """
    following = _NEXT.match(text, stop + 1)
    if following is None:
        return False
    word = following.group(1)
    if only_opens(word):
        return True
    before = _NAME_BEFORE.search(text, max(0, stop - _FAR), stop)
    named = before is not None and given_band(before.group(1)) >= _RARE
    return named and (is_given(word) or is_word(word.lower()))


def is_given(word: str) -> bool:
    """Tell whether a word after an initial's full stop is a given name rather than a surname: somebody else begins a sentence."""
    return given_band(word) >= _RARE and given_band(word) > surname_band(word)


def without_last_stop(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Give the finds, persons' without the full stop of their last initial where it ends the sentence or line as well."""
    for one in found:
        yield one._replace(end=one.end - 1) if _stops(text, one) else one


def _stops(text: str, one: Found) -> bool:
    if one.type is not HitType.PERSON or text[one.end - 1] != ".":
        return False
    initial = _INITIAL.search(text, one.start, one.end)
    if initial is None or initial.start() == one.start or not initial.group(1).isupper():
        return False
    follows = _ENDS.match(text, one.end)
    return follows is not None and (not follows.group(1) or follows.group(1).isupper())
