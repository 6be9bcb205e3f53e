"""Text and the marks of its file: a heading's signs, list marks and emphasis are not words. A card shows words, the reader mutes marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.spans import Span

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+|^[ \t]*>[ \t]?", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*+][ \t]+", re.MULTILINE)
_HEADING_IN_ROW = re.compile(r"(?:^|(?<=\s))#{1,6}(?:\s+|$)")
_PAIRED = re.compile(r"\*{2,3}|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)|(?<!\w)_{1,3}(?=\w)|(?<=[\w.])_{1,3}(?!\w)")
"""The signs of emphasis, whose fellow may lie outside a bit."""
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)[^\n]*?(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"(?<![\w`])(`)(?=[^\s`])[^\n`]*(?<=\S)\1(?![\w`])")
_ITALIC, _BOLD = (1, 3), (2, 3)
"""How many signs make words lean, and how many make them bold."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words between signs of emphasis: ``whole`` with the signs, ``words`` without."""

    whole: Span
    words: Span
    bold: bool
    italic: bool


def emphases(text: str, start: int, end: int) -> Iterator[Emphasis]:
    """Give what Markdown emphasises within a stretch of a text, from the left; what stands between backquotes is taken as it is."""
    taken = 0
    found = [*_CODE.finditer(text, start, end), *_EMPHASIS.finditer(text, start, end)]
    for m in sorted(found, key=lambda m: (m.start(), m[1] != "`")):
        if m.start() >= taken:
            taken = m.end()
            signs = 0 if m[1] == "`" else len(m[1])
            words = Span(m.end(1), m.end() - len(m[1]))
            yield Emphasis(Span(m.start(), m.end()), words, signs in _BOLD, signs in _ITALIC)


def without_marks(text: str) -> Edits:
    """Give the edits that take the marks of Markdown out of a text; spans in it move along with them (``forward``)."""
    edits = [Edit(m.start(), m.end(), "") for m in _HEADING.finditer(text)]
    edits += [Edit(m.end(1), m.end(), "• ") for m in _BULLET.finditer(text)]
    taken = sorted((e.start, e.end) for e in edits)

    def free(start: int, end: int) -> bool:
        # They lie apart from each other: only the last that begins before the end can reach in.
        at = bisect_left(taken, (end,))
        return not at or taken[at - 1][1] <= start

    for m in _EMPHASIS.finditer(text):
        ends = ((m.start(1), m.end(1)), (m.end() - len(m[1]), m.end()))
        if all(free(start, end) for start, end in ends):
            edits += [Edit(start, end, "") for start, end in ends]
    return Edits.of(sorted(edits, key=lambda e: e.start))


def plain(text: str) -> str:
    """Give a text without the marks of Markdown."""
    return without_marks(text).apply(text)


def plain_bit(text: str) -> str:
    """Give a bit cut out of a text, on one row, without its marks; a dash at its beginning is no bullet, since no line begins there."""
    return _HEADING_IN_ROW.sub("", _PAIRED.sub("", text))
