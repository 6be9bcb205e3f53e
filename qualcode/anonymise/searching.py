"""Looking for words in a text without a pattern: what Python finds by itself is found soonest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import cast


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


_MOST_PIECES = 1 << 16
_ALONE = Lock()
"""Held for each look-up: several threads hide names at once, and what they ask for anew empties what all of them share."""
_numbers: dict[str, int] = {}
"""The parts of words that were asked for, numbered: no word of a text is taken for one."""
_asked: dict[tuple[str, ...], tuple[tuple[str, int], ...]] = {}
"""The words that were asked for, each with the number of the longest of its parts between spaces."""
_fitting: dict[int, tuple[re.Pattern[str], set[str]]] = {}
"""The shapes asked for with the pieces looked up that fit each, by identity: the hash of a pattern is that of all its code."""
_told: dict[str, tuple[str | int, ...]] = {}
"""What is known of the pieces of texts, which share most of them: the words in lower case and the numbers of the parts in each."""
_AROUND_WORDS = '.,;:!?()"”“»«…'
_TOKENS = re.compile(r"[\w-]+")
_WORDS = re.compile(r"(?<!\w)[^\W\d_][\w-]*")
_LONGEST = 80
"""Longer rows of letters are no words."""


def held(text: str, words: tuple[str, ...]) -> Sequence[str]:
    """Give those of several words in lower case that may stand in a text in any case: none of the others does.

    All words that are ever asked for are looked up together, once for each distinct piece between spaces: that is sooner
    than to search the text for each.
    """
    with _ALONE:
        asked = _asked.get(words)
        if asked is None:
            parts = [max(word.split(), key=len) for word in words]
            asked = _asked[words] = tuple(
                (word, _numbers.setdefault(part, len(_numbers))) for word, part in zip(words, parts, strict=True)
            )
            _forget()
        present = _looked_up(text)
    return [word for word, number in asked if number in present]


def fitting(text: str, shape: re.Pattern[str]) -> Sequence[str]:
    """Give the distinct pieces of a text between spaces in which a pattern is found, looked up as in ``held``."""
    with _ALONE:
        if id(shape) not in _fitting:
            _fitting[id(shape)] = shape, set()
            _forget()
        _looked_up(text)
        return tuple(pieces(text) & _fitting[id(shape)][1])


def lower_words(text: str) -> frozenset[str]:
    """Give the distinct words that a text holds in lower case: those between spaces, and those that marks part from others."""
    with _ALONE:
        # What else is known of its pieces is numbered.
        return cast("frozenset[str]", _looked_up(text).difference(range(len(_numbers))))


def _forget() -> None:
    _told.clear()
    for _, fits in _fitting.values():
        fits.clear()
    _looked_up.cache_clear()


@lru_cache(2)
def pieces(text: str) -> frozenset[str]:
    """Give the distinct pieces of a text between spaces."""
    return frozenset(text.split())


@lru_cache(2)
def _looked_up(text: str) -> frozenset[str | int]:
    """Give what is known of the pieces of a text together; no step of Python is taken for one that was met before."""
    distinct = pieces(text)
    if len(_told) > _MOST_PIECES:
        _forget()
    try:
        return frozenset().union(*map(_told.__getitem__, distinct))
    except KeyError:
        _told.update((piece, _facts(piece)) for piece in distinct if piece not in _told)
    return frozenset().union(*map(_told.__getitem__, distinct))


def _facts(piece: str) -> tuple[str | int, ...]:
    """Give the words in lower case in a piece and the numbers of the parts asked for that it holds; note the shapes that it fits."""
    for shape, fits in _fitting.values():
        if shape.search(piece):
            fits.add(piece)
    low = piece.lower()
    return (*_lower_words(piece), *(number for part, number in _numbers.items() if part in low))


def _lower_words(piece: str) -> Iterator[str]:
    bare = piece.strip(_AROUND_WORDS)
    words = [bare] if bare.isalpha() else _TOKENS.findall(bare)
    parts = (part for word in words for part in ([word] if word[0].isalpha() else _WORDS.findall(word)))
    return (part for part in parts if part.islower() and len(part) <= _LONGEST)
