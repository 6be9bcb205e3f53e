"""Texts whose names hide behind what nobody sees: marks without width, letters of other alphabets, words broken at the end of a line.

The finders read a plain copy; the offsets of what they find lead back to the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.domain.minutes import Block
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_word
from qualcode.language.places import place_names

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_SEEN_TWICE = re.compile(f"[{_UNSEEN}]+")
_BROKEN = re.compile(rf"(?<![\w-])([{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?)-\n[ \t]*([^\W\d_]+)(?![\w-])")
_HYPHENS = {0x2010: "-", 0x2011: "-", 0x2212: "-"}
"""Hyphens and the sign of minus, which figures and names hang together by as well as by the usual one."""
_LOOKING_LATIN = "\u0370-\u052f\uff21-\uff5a\U0001d400-\U0001d7ff"
_FOREIGN = re.compile(f"[{_LOOKING_LATIN}]")
_ODD = re.compile(f"[{_UNSEEN}\u2010\u2011\u2212{_LOOKING_LATIN}]")
"""Any of these."""
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = {
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P", "Ѕ": "S", "Т": "T",
    "Х": "X", "У": "Y", "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ӏ": "l", "м": "m", "п": "n", "о": "o",
    "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y", "к": "k", "в": "b", "н": "h", "ӓ": "ä", "ӧ": "ö",
    "Ӓ": "Ä", "Ӧ": "Ö", "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o", "ν": "v", "ρ": "p", "α": "a", "ι": "i", "κ": "k", "υ": "u", "ε": "e",
}  # fmt: skip
"""Letters of the Cyrillic and Greek alphabets and the Latin letters that they look like."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain copy of a text; ``origin`` gives the place of each of its characters in the text, None when the two are as long."""

    text: str
    origin: Sequence[int] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the text that a span of the copy stands for."""
        return (start, end) if self.origin is None else (self.origin[start], self.origin[end - 1] + 1)

    def blocks(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Give the blocks of the text with their places in the copy."""
        if self.origin is None:
            return blocks
        held = self.origin
        return [
            Block(b.kind, Span(bisect_left(held, b.span.start), bisect_left(held, b.span.end)), b.level) for b in blocks
        ]


def plain(text: str) -> Plain:
    """Give the plain copy of a text; most texts are their own."""
    if _ODD.search(text) is None and "-\n" not in text:
        return Plain(text)
    letters = "".join(set(text))
    gone = [match.span() for match in _SEEN_TWICE.finditer(text)] if _SEEN_TWICE.search(letters) else []
    cut = text.translate(_HYPHENS) if not _HYPHENS.keys().isdisjoint(map(ord, letters)) else text
    origin: Sequence[int] | None = None
    if gone:
        kept = _without(len(text), gone)
        cut, origin = "".join(cut[n] for n in kept), kept
    cut = _latin(cut) if _FOREIGN.search(letters) else cut
    broken = [span for match in _BROKEN.finditer(cut) if (span := _break(match, cut))] if "-\n" in cut else []
    if broken:
        kept = _without(len(cut), broken)
        cut = "".join(cut[n] for n in kept)
        origin = kept if origin is None else [origin[n] for n in kept]
    return Plain(cut, origin)


def _without(length: int, gone: Sequence[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    at = 0
    for start, end in gone:
        kept += range(at, start)
        at = end
    return [*kept, *range(at, length)]


def _latin(text: str) -> str:
    """Give the text with the letters that only look Latin exchanged, in words that hold Latin letters or nothing but such."""
    return _WORD.sub(lambda match: _latin_word(match.group()), text)


def _latin_word(word: str) -> str:
    if not _FOREIGN.search(word):
        return word
    letters = [_ALIKE.get(c) or _folded(c) for c in word]
    # A word of another language keeps its letters: one of them at least looks like no Latin letter.
    return "".join(letters) if all(c.isascii() or c in "åäöÅÄÖéÉüÜ" for c in letters) else word


@cache
def _folded(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


def _break(match: re.Match[str], text: str) -> tuple[int, int] | None:
    """Give what to leave out of a name that is broken at the end of a line, or None when no name comes of it."""
    first, second = match.groups()
    end = match.start(2)
    if second[0].isupper():
        double = given_band(first) and given_band(second.removesuffix("s"))
        return (match.end(1) + 1, end) if double or f"{first}-{second}" in text else None
    last = first.rpartition("-")[2] + second
    named = (
        given_band(last)
        or surname_band(last)
        or last in place_names()
        or re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text)
    )
    return (match.end(1), end) if named and not is_word(last.lower()) else None
