"""Looking for words in a text without a pattern: what Python finds by itself is found soonest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache


def places_of(text: str, words: str) -> Iterator[int]:
    """Give where ``words`` stand in a text, those that overlap left out."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def apart(text: str, words: str, before: str, after: str) -> Iterator[int]:
    """Give where ``words`` stand with no letter, digit or underscore beside them, nor one of the marks ``before`` and ``after``."""
    for at in places_of(text, words):
        mark, end = text[at - 1 : at], at + len(words)
        if not (mark.isalnum() or (mark and mark in before)):
            mark = text[end : end + 1]
            if not (mark.isalnum() or (mark and mark in after)):
                yield at


@lru_cache(2)
def lowered(text: str) -> str:
    """Give the text in lower case, as long as it is: a letter that becomes two stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
