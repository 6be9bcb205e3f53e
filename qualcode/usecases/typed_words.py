"""What somebody has typed of a name: how well the words of names meet it, by their beginnings first, slips of the finger forgiven."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_ALIKE = 74
"""How alike (0–100) a typed word and a word of a code must be, so that slips of the finger are forgiven."""

_SLIP = 4
"""The fewest letters in which a slip is forgiven: shorter words are like too many others."""

NAME, ABOVE, PATH, BRIEF = 1.0, 0.88, 0.8, 0.7
"""What a word met in the name counts for, beside one in the theme's name, the id or another language's name, and the brief definition."""

_LEAST = 55.0
"""What a word must count for at least (0–100) to be met: a slip in a name is, one in a brief definition is not."""

_BEGINS, _INSIDE, _SLIPPED = 100.0, 90.0, 0.8
"""What the beginning of a word counts for, what stands inside one, and by how much less one that was typed wrong."""


def words_in(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return _WORD.findall(text.casefold())


def fitting(words: str, names: Sequence[str], asides: Sequence[str] = ()) -> tuple[int, ...]:
    """Give the places of the names that fit what was typed, the best first; all of them, in their order, when nothing was.

    ``asides``: for each name other words that it may be found by, which count for less.
    """
    typed = words_in(words)
    if not typed:
        return tuple(range(len(names)))
    fields = [[(NAME, words_in(name))] for name in names]
    for there, aside in zip(fields, asides, strict=False):
        there.append((PATH, words_in(aside)))
    scored = [(score(typed, there), place) for place, there in enumerate(fields)]

    def order(one: tuple[float, int]) -> tuple[float, bool, int]:
        # What begins so is meant rather than what has such a word further on.
        begins = bool(fields[one[1]][0][1]) and fields[one[1]][0][1][0].startswith(typed[0])
        return (-one[0], not begins, one[1])

    return tuple(place for score, place in sorted(scored, key=order) if score > 0)


def score(typed: Sequence[str], fields: Sequence[tuple[float, list[str]]]) -> float:
    """Give how well every typed word is met (0–100), as the mean over them; 0 when one is not met at all."""
    from rapidfuzz import fuzz

    total = 0.0
    for word in typed:
        best = 0.0
        for weight, there in fields:
            for other in there:
                if other.startswith(word):
                    met = _BEGINS
                elif word in other:
                    met = _INSIDE
                else:
                    # A slip of the finger: the beginning of the other word, as long as what was typed.
                    met = fuzz.ratio(word, other[: len(word) + 1]) if len(word) >= _SLIP else 0.0
                    met = met * _SLIPPED if met >= _ALIKE else 0.0
                best = max(best, met * weight)
        if best < _LEAST:
            return 0.0
        total += best
    return total / len(typed)
