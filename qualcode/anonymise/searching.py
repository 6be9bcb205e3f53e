"""Looking for words in a text without a pattern: what Python finds by itself is found soonest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
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


_MOST_PIECES = 1 << 16
_parts: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
"""The words that were asked for, each with the longest of its parts between spaces."""
_wanted: set[str] = set()
_shapes: set[re.Pattern[str]] = set()
_barren: set[str] = set()
"""Pieces of texts that hold none of the parts and fit none of the shapes, which is nearly all: they are left out at once."""
_bearing: dict[str, tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]] = {}


def held(text: str, words: tuple[str, ...]) -> Sequence[str]:
    """Give those of several words in lower case that may stand in a text in any case: none of the others does.

    All words that are ever asked for are looked up together, once for each distinct piece between spaces: that is sooner
    than to search the text for each.
    """
    told = _parts.get(words)
    if told is None:
        told = _parts[words] = tuple((word, max(word.split(), key=len)) for word in words)
        _wanted.update(part for _, part in told)
        _forget()
    present, _ = _present(text)
    return [word for word, part in told if part in present]


def fitting(text: str, shape: re.Pattern[str]) -> Sequence[str]:
    """Give the distinct pieces of a text between spaces in which a pattern is found, looked up as in ``held``."""
    if shape not in _shapes:
        _shapes.add(shape)
        _forget()
    return _present(text)[1].get(shape, ())


def _forget() -> None:
    _barren.clear()
    _bearing.clear()
    _present.cache_clear()


@lru_cache(2)
def pieces(text: str) -> frozenset[str]:
    """Give the distinct pieces of a text between spaces."""
    return frozenset(text.split())


@lru_cache(2)
def _present(text: str) -> tuple[AbstractSet[str], Mapping[re.Pattern[str], Sequence[str]]]:
    """Give the parts of all words asked for that stand in some piece of the text, and the pieces that fit each shape."""
    if len(_barren) > _MOST_PIECES:
        _barren.clear()
    if len(_bearing) > _MOST_PIECES:
        _bearing.clear()
    present: set[str] = set()
    fits: dict[re.Pattern[str], list[str]] = {}
    for piece in pieces(text) - _barren:
        bears = _bearing.get(piece)
        if bears is None:
            low = piece.lower()
            bears = (
                tuple(part for part in _wanted if part in low),
                tuple(shape for shape in _shapes if shape.search(piece)),
            )
            if bears == ((), ()):
                _barren.add(piece)
                continue
            _bearing[piece] = bears
        present.update(bears[0])
        for shape in bears[1]:
            fits.setdefault(shape, []).append(piece)
    return present, fits
