"""Texts whose names hide behind what nobody sees: marks without width, letters of other alphabets, words broken at the end of a line.

The finders read a plain copy; the offsets of what they find lead back to the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.searching import fitting, places_of
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
_MARKS = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
"""A letter and its accent or dots as signs of their own, as some file systems keep them."""
_STARS = re.compile(r"\*(?<=[^\W\d_]\*)\*{0,2}(?=[^\W\d_]{2})")
"""Emphasis that begins or ends inside a word ("**Ka**rin")."""
_SPACED = re.compile(rf"(?<![\w-])[{UPPER}](?:(?: [a-zåäöé]){{2,}}|(?: [{UPPER}]){{2,}})(?![\w-])")
_LETTERS_APART = re.compile(r" [^\W\d_] [^\W\d_](?!\w)")
_LETTER = re.compile(r"\A[^\W\d_]\Z")
_ODD = re.compile(f"[{_UNSEEN}\u2010\u2011\u2212{_LOOKING_LATIN}\u0300-\u036f]")
"""What is not to be seen or not what it looks like."""
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
    """A plain copy of a text; ``starts`` and ``ends`` give where each of its characters lies in the text, None when the two are as long."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the text that a span of the copy stands for."""
        return (start, end) if self.starts is None else (self.starts[start], self.ends[end - 1])

    def blocks(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Give the blocks of the text with their places in the copy."""
        if self.starts is None:
            return blocks
        held = self.starts
        return [
            Block(b.kind, Span(bisect_left(held, b.span.start), bisect_left(held, b.span.end)), b.level) for b in blocks
        ]

    def without(self, gone: Sequence[tuple[int, int]]) -> Plain:
        """Give the copy without some spans of it, which are in order and apart."""
        if not gone:
            return self
        kept: list[int] = []
        at = 0
        for start, end in gone:
            kept += range(at, start)
            at = end
        kept += range(at, len(self.text))
        text = "".join(self.text[n] for n in kept)
        if self.starts is None:
            return Plain(text, kept, [n + 1 for n in kept])
        return Plain(text, [self.starts[n] for n in kept], [self.ends[n] for n in kept])


def plain(text: str) -> Plain:
    """Give the plain copy of a text; most texts are their own."""
    copy = Plain(text)
    if fitting(text, _ODD):
        copy = _composed(text) if _MARKS.search(text) else copy
        # A hyphen that shows at the end of a line only shows there.
        copy = replace(copy, text=copy.text.replace("\u00ad\n", "-\n").translate(_HYPHENS))
        copy = copy.without([match.span() for match in _SEEN_TWICE.finditer(copy.text)])
        copy = replace(copy, text=_latin(copy.text)) if _FOREIGN.search(copy.text) else copy
    copy = copy.without([match.span() for match in _STARS.finditer(copy.text)])
    if _has_letters_apart(text):
        copy = copy.without([gap for match in _SPACED.finditer(copy.text) for gap in _gaps(match)])
    if "-\n" in copy.text:
        copy = copy.without([span for match in _BROKEN.finditer(copy.text) if (span := _break(match, copy.text))])
    return copy


def _has_letters_apart(text: str) -> bool:
    """Tell whether two letters stand by themselves, one after the other; few pieces between spaces are one letter."""
    alone = (at for letter in fitting(text, _LETTER) for at in places_of(text, f" {letter} "))
    return any(not text[at + 4 : at + 5].isalnum() and _LETTERS_APART.match(text, at) for at in alone)


def _composed(text: str) -> Plain:
    """Give the text with every letter and the marks upon it as one letter, as far as there is one."""
    letters: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _MARKED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if len(letter) == 1:
            letters += [*text[at : match.start()], letter]
            starts += range(at, match.start() + 1)
            at = match.end()
    return Plain(
        "".join((*letters, text[at:])), [*starts, *range(at, len(text))], [*starts[1:], *range(at, len(text) + 1)]
    )


def _gaps(match: re.Match[str]) -> list[tuple[int, int]]:
    """Give the spaces in a name that is spaced out ("K a r i n"), none when no name comes of it."""
    name = match.group().replace(" ", "")
    named = given_band(name.title()) or surname_band(name.title())
    return [(at, at + 1) for at in range(match.start() + 1, match.end(), 2)] if named else []


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
