"""The county of a dialogue among all counties that a name, a title or a first line may tell."""

from __future__ import annotations

import re

from qualcode.language.county_names import CountyNamed, counties_in, nearest_county, nearest_short

_THERE = re.compile(r"\b(?:i|på|vid|in|at)$")
_TALK_IN = re.compile(r"(?:dialog|dialogmöte|samtal|dialogue)\w* (?:i|in)$")
_ELSEWHERE = re.compile(
    r"\b(?:nationell\w*|riks\w*|konferens\w*|national|conference|seminari\w*|utbildningsdag\w*|grann\w*|neighbour\w*)\b"
)


_CAPITAL = re.compile(r"[A-ZÅÄÖ][^\W\d_]+")
_LEAST, _SLIP = 6, 85
"""Letters of a word, and how alike (0-100) it must be: other words are as like a county as many slips are."""


def counties_told(words: str) -> tuple[str, ...]:
    """Give the counties that a name or title is about, in its order; a town where people met is none beside a county.

    More than one: it does not say which.
    """
    named = counties_in(words)
    if named and _ELSEWHERE.search(words.casefold()):
        named = tuple(one for one in named if one.official)
    kept = tuple(one for one in named if not _is_place(one)) or tuple(
        one for one in named if _TALK_IN.search(one.before)
    )
    return tuple(dict.fromkeys(one.county for one in kept))


def county_of_label(value: str) -> tuple[str, ...]:
    """Give the counties behind a label for them; a slip of the pen ("Jämtlands läan") is read as what it nearly is."""
    told = tuple(dict.fromkeys(one.county for one in counties_in(value)))
    if told or len(value.split()) > 3:  # noqa: PLR2004 - a name, not a sentence
        return told
    near = nearest_county(value.strip())
    return (near,) if near else ()


def nearly_told(words: str) -> str | None:
    """Give the county that a word with a capital nearly names ("Jämtlnads län", "Jmtland"), or None."""
    bare = (word.removesuffix("s") for word in _CAPITAL.findall(words) if len(word) >= _LEAST)
    return next((near for word in bare if not counties_in(word) and (near := nearest_short(word, least=_SLIP))), None)


def _is_place(one: CountyNamed) -> bool:
    return one.town and _THERE.search(one.before) is not None
