"""The statements of a passage: its sentences, and the parts of one that a semicolon joins, where each says something of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qualcode.engine.openings import is_finite
from qualcode.language.abbreviations import sentence_places, trimmed
from qualcode.language.tokens import words

_SIGN = ";"
_PAIRED = '()”"'
_PAST = ("ed",)
"""The ending of a past that the list of English verbs has not ("adopted")."""
_SHORTEST = 3
"""Words of a part that says something by itself."""
_ARTICLES = frozenset({"en", "ett", "någon", "något", "ingen", "inget", "inga", "a", "an", "no"})
_AGAIN = frozenset(
    {"ny", "nytt", "nya", "annan", "annat", "sådan", "sådant", "till", "av", "new", "other", "such", "one", "of"}
)
_THERE = frozenset({"finns", "fanns", "saknas", "saknades", "görs", "gjordes", "pågår", "pågick"})
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
    """Give a sentence in parts, or whole; each piece between signs is looked at once, since a file may be one line of nothing else."""
    places = _places(text, left, right)
    pieces = [_looked_at(text[first:last]) for first, last in places]
    parts = [places[0]]
    held, verb, _ = pieces[0]
    opened = Counter[str]()
    for number, (first, last) in enumerate(places[1:], start=1):
        before = places[number - 1]
        opened.update({sign: text.count(sign, *before) for sign in _PAIRED})
        count, own_verb, begins = pieces[number]
        goes_on = _goes_on(begins) or min(held, count) < _SHORTEST
        if verb and own_verb and not goes_on and not _inside(opened):
            parts.append((first, last))
            held, verb = count, own_verb
        else:
            parts[-1] = (parts[-1][0], last)
            held, verb = held + count, verb or own_verb
    if len(parts) == 1:
        return [(left, right)]
    # A part is quoted without the sign that joins it to the next.
    ends = [last - 1 for _, last in parts[:-1]] + [right]
    spans = [trimmed(text, first, end) for (first, _), end in zip(parts, ends, strict=True)]
    return [(span.start, span.end) for span in spans if span]


def _places(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """Give the pieces of a sentence, each with the sign at its end."""
    ends = [left]
    at = text.find(_SIGN, left, right)
    while at >= 0:
        ends.append(at + 1)
        at = text.find(_SIGN, at + 1, right)
    return list(pairwise([*ends, right]))


def _goes_on(begins: Sequence[str]) -> bool:
    """Tell whether a part goes on about what stands before it, by its first two words.

    "en är på gång" and "en ny är utsedd" do, "en behovsanalys saknas" names a thing of its own, as does "det finns …".
    """
    first, second = (*begins, "", "")[:2]
    if first in _ARTICLES:
        return second in _AGAIN or is_finite(second, "sv") or is_finite(second, "en")
    if first == "det":
        return second not in _THERE
    return first in _GOING_ON


def _looked_at(piece: str) -> tuple[int, bool, Sequence[str]]:
    """Give how many words a piece has, whether one is a finite verb, and the first two."""
    found = [word.casefold() for word in words(piece)]
    verb = any(is_finite(word, "sv") or is_finite(word, "en") or word.endswith(_PAST) for word in found)
    return len(found), verb, found[:2]


def _inside(opened: Counter[str]) -> bool:
    """Tell whether a bracket or a quotation is open, by how many of these signs came before."""
    return opened["("] > opened[")"] or opened["”"] % 2 == 1 or opened['"'] % 2 == 1
