"""The pieces of a sentence that names several things in a row: each is heard by itself, or the loudest drowns the others."""

from __future__ import annotations

import re
from functools import cache

from qualcode.engine.lines import Lines
from qualcode.language.cues import load

_SIGN = re.compile(r"[,;:|()–—]")
_SHORTEST = 2
"""Words of a piece that says something."""


def pieces(lines: Lines, number: int) -> list[tuple[int, int]]:
    """Give the pieces of a sentence (its number): the first word of each, and the one behind its last, as places in the document.

    A sentence is cut where a sign stands between its words, and before "och" and "men"; none are given where it is of one piece.
    """
    joining = _joining(lines.language)
    first, last = lines.firsts[number], lines.lasts[number]
    text, starts, ends, words = lines.text, lines.starts, lines.ends, lines.words
    cuts = [first]
    cuts += (
        place
        for place in range(first + 1, last)
        if words[place].lower() in joining
        # A sign within a number has no space beside it.
        or (starts[place] - ends[place - 1] > 1 and _SIGN.search(text, ends[place - 1], starts[place]))
    )
    if len(cuts) == 1:
        return []
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True) if b - a >= _SHORTEST]


@cache
def _joining(language: str) -> frozenset[str]:
    classes = load(language).classes
    return classes["coordinator"] | classes["contrast"]
