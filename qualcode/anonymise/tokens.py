"""The distinct words of a text; what a piece between spaces holds is worked out once, since texts share most of their pieces."""

from __future__ import annotations

import re
from typing import NamedTuple

from qualcode.anonymise.searching import pieces

_AROUND_WORDS = '.,;:!?()"”“»«…'
_TOKENS = re.compile(r"[\w-]+")
_WORDS = re.compile(r"(?<!\w)[^\W\d_][\w-]*")
_MOST_PIECES = 1 << 16
_held: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
"""The words in a piece that holds marks as well, and those of them in lower case."""


class Tokens(NamedTuple):
    """The distinct words of a text: those that stand between spaces, those that marks part from others, all in lower case."""

    alone: set[str]
    marked: set[str]
    lower: set[str]


def tokens_of(text: str) -> Tokens:
    """Give the distinct words of a text."""
    distinct = pieces(text)
    alone = set(filter(str.isalpha, distinct))
    marked: set[str] = set()
    lower = set(filter(str.islower, alone))
    if len(_held) > _MOST_PIECES:
        _held.clear()
    for piece in distinct - alone:
        if (held := _held.get(piece)) is None:
            held = _held[piece] = _words_in(piece)
        marked.update(held[0])
        lower.update(held[1])
    return Tokens(alone, marked, lower)


def _words_in(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bare = piece.strip(_AROUND_WORDS)
    words = (bare,) if bare.isalpha() else tuple(_TOKENS.findall(bare))
    parts = (part for word in words for part in ([word] if word[0].isalpha() else _WORDS.findall(word)))
    return words, tuple(part for part in parts if part.islower())
