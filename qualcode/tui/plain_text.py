"""Text without the marks of its file: a heading's signs, list marks and emphasis are not words, and a card shows words."""

from __future__ import annotations

import re

from qualcode.domain.edits import Edit, Edits

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+|^[ \t]*>[ \t]?", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*+][ \t]+", re.MULTILINE)
_HEADING_IN_ROW = re.compile(r"(?:^|(?<=\s))#{1,6}(?:\s+|$)")
_PAIRED = re.compile(r"\*{2,3}|(?<!\w)\*(?=\w)|(?<=[\w.])\*(?!\w)|(?<!\w)_{1,3}(?=\w)|(?<=[\w.])_{1,3}(?!\w)")
"""The signs of emphasis, whose fellow may lie outside a bit."""
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)[^\n]*?(?<=\S)\1(?![\w*_])")


def without_marks(text: str) -> Edits:
    """Give the edits that take the marks of Markdown out of a text; spans in it move along with them (``forward``)."""
    edits = [Edit(m.start(), m.end(), "") for m in _HEADING.finditer(text)]
    edits += [Edit(m.end(1), m.end(), "• ") for m in _BULLET.finditer(text)]
    taken = [(e.start, e.end) for e in edits]
    for m in _EMPHASIS.finditer(text):
        ends = ((m.start(1), m.end(1)), (m.end() - len(m[1]), m.end()))
        if not any(a < end and start < b for a, b in taken for start, end in ends):
            edits += [Edit(start, end, "") for start, end in ends]
    return Edits.of(sorted(edits, key=lambda e: e.start))


def plain(text: str) -> str:
    """Give a text without the marks of Markdown."""
    return without_marks(text).apply(text)


def plain_bit(text: str) -> str:
    """Give a bit cut out of a text, on one row, without its marks; a dash at its beginning is no bullet, since no line begins there."""
    return _HEADING_IN_ROW.sub("", _PAIRED.sub("", text))
