"""What somebody has typed of a name: how well the words of names meet it, by their beginnings first, endings and slips forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:(?:a|o|e)?r(?:na)?|(?:e|a)?n|e?t|a|e|na|ande|ade|ing|ed)?s?$")
"""The endings by which a Swedish or English word differs from itself: planen, planerna, skolors, funds."""
_PLAIN = str.maketrans("åäöéèüáàø", "aaoeeuaao")

NAME, ABOVE, PATH, BRIEF = 1.0, 0.88, 0.8, 0.65
"""What a word met in the name counts for, beside one in the theme's name, the id or another language's name, and the brief definition."""

_SAME, _BEGINS, _ENDS_OTHERWISE, _INSIDE, _INSIDE_OTHERWISE = 100.0, 97.0, 94.0, 90.0, 86.0
"""What counts the same word, its beginning, the word with another ending, and what stands within a word so or with another ending."""

_UNDOTTED = 0.97
"""What is left of it where letters were typed without their dots and rings."""

_SLIPPED, _SECOND_SLIP, _SLIPPED_INSIDE = 80.0, 72.0, 70.0
"""What counts a word with one letter wrong, with two, and one that stands last in another word."""

_LEAST = 60.0
"""What a word must count for at least to be met: a slip in a name or an id is, of a brief definition only what a word begins with."""

_STEM, _WITHIN = 3, 4
"""The fewest letters of what is left without an ending, and of what is sought anywhere within words: shorter is like too much."""
_SLIP, _SLIP_AHEAD, _SLIPS = 4, 6, 9
"""The fewest letters in which a slip is forgiven in a whole word, in what a word begins or ends with, and two slips."""


def words_in(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return _WORD.findall(text.casefold())


def fitting(
    words: str, names: Sequence[str], asides: Sequence[str] = (), briefs: Sequence[str] = ()
) -> tuple[int, ...]:
    """Give the places of the names that fit what was typed, the best first; all of them, in their order, when nothing was.

    ``asides`` and ``briefs``: for each name other words that it may be found by, which count for less, and for least.
    """
    typed = words_in(words)
    if not typed:
        return tuple(range(len(names)))
    fields = [[(NAME, words_in(name))] for name in names]
    for weight, others in ((PATH, asides), (BRIEF, briefs)):
        for there, other in zip(fields, others, strict=False):
            there.append((weight, words_in(other)))
    scored = [(score(typed, there), place) for place, there in enumerate(fields)]

    def order(one: tuple[float, int]) -> tuple[float, bool, int]:
        # What begins so is meant rather than what has such a word further on.
        begins = bool(fields[one[1]][0][1]) and fields[one[1]][0][1][0].startswith(typed[0])
        return (-one[0], not begins, one[1])

    return tuple(place for score, place in sorted(scored, key=order) if score > 0)


def score(typed: Sequence[str], fields: Sequence[tuple[float, list[str]]]) -> float:
    """Give how well every typed word is met (0–100), as the mean over them; 0 when one is not met at all."""
    total = 0.0
    for word in typed:
        best = 0.0
        for weight, there in fields:
            for other in there:
                # What cannot count for more than is found already is not looked at.
                least = max(best, _LEAST) / weight
                if least <= _SAME:
                    best = max(best, _met(word, other, least) * weight)
        if best < _LEAST:
            return 0.0
        total += best
    return total / len(typed)


def _met(word: str, other: str, least: float) -> float:
    """Give how well a typed word meets another, 0 where it does not or counts for less than ``least``."""
    found = _spelt(word, other)
    if not found and word.isascii() and not other.isascii():
        # Who types no dots and rings may have no keys for them; who types them means them.
        other = other.translate(_PLAIN)
        found = _spelt(word, other) * _UNDOTTED
    if not found and least <= _SLIPPED:
        found = _slipped(word, other)
    return found


@lru_cache(maxsize=1 << 14)
def _spelt(word: str, other: str) -> float:
    if other.startswith(word):
        return _SAME if len(other) == len(word) else _BEGINS
    if (len(word) >= _WITHIN and word in other) or (len(word) >= _STEM and other.endswith(word)):
        return _INSIDE
    for stem in _stems(word):
        place = other.rfind(stem)
        if place >= 0 and _ENDING.match(other, place + len(stem)) and (place == 0 or len(stem) >= _WITHIN):
            return _ENDS_OTHERWISE if place == 0 else _INSIDE_OTHERWISE
    return 0.0


# The words of names are few beside the names, and every key that is typed asks for all of them.
@lru_cache(maxsize=1 << 14)
def _slipped(word: str, other: str) -> float:
    """Give how well a word meets another when a letter of it is wrong, missing, too many, or in its neighbour's place."""
    from rapidfuzz.distance import OSA

    size = len(word)
    if size < _SLIP or len(other) < _SLIP:
        return 0.0
    if size >= _SLIP_AHEAD or word[0] == other[0]:
        for form in (word, *_stems(word)):
            sizes = (len(form) + more for more in (0, 1, -1))
            if any(
                _SLIP <= length <= len(other)
                and len(form) >= _SLIP
                and _ENDING.match(other, length)
                and OSA.distance(form, other[:length], score_cutoff=1) <= 1
                for length in sizes
            ):
                return _SLIPPED
    if size < _SLIP_AHEAD or len(other) < size - 1:
        return 0.0
    # As much of the other word as was typed, a letter more or less: who types has not come to its end yet.
    most = 1 if size < _SLIPS else 2
    ahead = min(OSA.distance(word, other[: size + more], score_cutoff=most) for more in (-1, 0, 1))
    if ahead <= most:
        return _SLIPPED if ahead <= 1 else _SECOND_SLIP
    last = min(OSA.distance(word, other[-size - more :], score_cutoff=1) for more in (-1, 0, 1))
    return _SLIPPED_INSIDE if last <= 1 else 0.0


def _stems(word: str) -> Iterator[str]:
    """Give what is left of a word without an ending, the longest first."""
    for size in range(len(word) - 1, _STEM - 1, -1):
        if _ENDING.fullmatch(word, size):
            yield word[:size]
