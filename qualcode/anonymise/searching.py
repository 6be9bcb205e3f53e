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


@lru_cache(2)
def lowered(text: str) -> str:
    """Give the text in lower case, as long as it is: a letter that becomes two stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
