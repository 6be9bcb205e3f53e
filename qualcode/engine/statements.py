"""The statements of a passage: its sentences, and the parts of one that a semicolon joins, where each says something of its own."""

from __future__ import annotations

from qualcode.engine.openings import is_finite
from qualcode.language.abbreviations import sentence_places, trimmed
from qualcode.language.tokens import words

_SIGN = ";"
_SHORTEST = 3
"""Words of a part that says something by itself."""
_GOING_ON = frozenset(
    (
        *(
            "den",
            "det",
            "de",
            "dem",
            "denna",
            "detta",
            "dessa",
            "dess",
            "deras",
            "han",
            "hon",
            "hen",
            "man",
            "en",
            "ett",
            "någon",
            "något",
        ),
        *(
            "som",
            "där",
            "då",
            "så",
            "dvs",
            "d.v.s",
            "alltså",
            "därför",
            "vilket",
            "om",
            "beslutet",
            "arbetet",
            "inget",
            "ingen",
            "inga",
        ),
        *(
            "it",
            "that",
            "this",
            "these",
            "they",
            "he",
            "she",
            "one",
            "a",
            "an",
            "so",
            "which",
            "if",
            "no",
            "none",
            "the",
        ),
    )
)
"""Words with which a part goes on about what stands before it, so that the two are one statement."""


def statements(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give where the statements of ``text[start:end]`` begin and end, in the order of the text, none within another.

    "Skolan är inte med; politikerna beslutar" is two, what is denied in one is not in the other. "En plan; ett nätverk; kurser"
    are things in a row, as are the parts of which one has no verb of its own.
    """
    places = sentence_places(text, start, end)
    if text.find(_SIGN, start, end) < 0:
        return places
    return [part for left, right in places for part in _parts(text, left, right)]


def _parts(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """Give a sentence in parts, or whole."""
    parts: list[tuple[int, int]] = []
    begin = left
    at = text.find(_SIGN, left, right)
    while at >= 0:
        if _says(text[begin:at]) and _begins(text[at + 1 : _next(text, at, right)]) and not _inside(text[left:at]):
            parts.append((begin, at + 1))
            begin = at + 1
        at = text.find(_SIGN, at + 1, right)
    parts.append((begin, right))
    if len(parts) == 1:
        return parts
    spans = [trimmed(text, *part) for part in parts]
    return [(span.start, span.end) for span in spans if span]


def _next(text: str, at: int, right: int) -> int:
    """Give where the part after a semicolon ends."""
    after = text.find(_SIGN, at + 1, right)
    return right if after < 0 else after


def _begins(part: str) -> bool:
    """Tell whether a part of a sentence says something, and of another thing than the part before it."""
    return _says(part) and words(part)[0].casefold() not in _GOING_ON


def _says(part: str) -> bool:
    """Tell whether a part of a sentence has a finite verb of its own."""
    found = [word.casefold() for word in words(part)]
    return len(found) >= _SHORTEST and any(is_finite(word, "sv") or is_finite(word, "en") for word in found)


def _inside(before: str) -> bool:
    """Tell whether a bracket or a quotation is open behind what stands before."""
    return before.count("(") > before.count(")") or before.count("”") % 2 == 1 or before.count('"') % 2 == 1
