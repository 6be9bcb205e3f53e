"""Words of a text and where they stand: the engine's own tokeniser, because spaCy's is too slow for the hot path."""

from __future__ import annotations

import re
from itertools import accumulate

from qualcode.domain.spans import Span

WORD = re.compile(r"\w+(?:[-'’]\w+|:[a-zåäö]{1,4}\b)*-?|[%§&+]")
"""A word with its inner hyphens and apostrophes, the genitive of an abbreviation ("BUP:s"), a hyphen left hanging ("behovs-"),
or a sign that is read as a word."""
_APART = re.compile(r"(\w+(?:-?(?=[\s.,?!])|(?:[-'’]\w+|:[a-zåäö]{1,4}\b)*-?)|[%§&+])")
"""The same words: most end before a space or a stop, which is looked at first because it tells so soon."""


def words(text: str) -> list[str]:
    """Give the words of ``text`` in order; a list of plain strings, because look-ups by distinct word want nothing else."""
    return WORD.findall(text)


def spans(text: str) -> list[Span]:
    """Give where each word of :func:`words` stands, in code points, for callers that show or mark words."""
    return [Span(*found.span()) for found in WORD.finditer(text)]


def borders(text: str) -> list[tuple[int, int]]:
    """Give the same as plain pairs (start, end), because the engine reads many and keeps few."""
    return [found.span() for found in WORD.finditer(text)]


def placed_words(
    text: str, start: int = 0, end: int | None = None
) -> tuple[list[str], list[int], list[int], list[str]]:
    """Give the words, where they begin, where they end, and what stands before each, as lists: one pass, for whole documents.

    ``start`` and ``end`` limit it to a part of the text; places are those of the whole.
    """
    parts = _APART.split(text[start:end])
    # Every second part is a word; the places of what stands between them end where words begin.
    ends = list(accumulate(map(len, parts), initial=start))[1:]
    starts = ends[::2]
    starts.pop()
    return parts[1::2], starts, ends[1::2], parts[:-1:2]
