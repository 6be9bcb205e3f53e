"""The statistical recogniser: a small linear-chain CRF that reads names by what stands around them, where no list helps.

Its two models (one for texts typed without capitals) are rebuilt by `make recogniser`; data/RECOGNISER.md names their sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from qualcode.anonymise.token_features import TOKEN, Around, rows

_MODELS = {False: "recogniser.crfsuite", True: "recogniser_small.crfsuite"}
_LONGEST = 200
"""A line of more tokens is read in pieces."""
_NAME = re.compile(r"[^\W\d_]+(?:[-‑'’:/][^\W\d_]+|\.[^\W\d_](?![^\W\d_]))*")
"""What a guess may look like: letters, with hyphens and the like inside; names of files and codes are none."""
_LEAST = 0.08
"""What is less likely than this is not told."""
PERSON, PLACE, UNIT = "P", "L", "U"


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that the model takes for a name: ``tag`` is P (person), L (place) or U (group or unit), with how sure it is of it."""

    start: int
    end: int
    tag: str
    chance: float


@cache
def _model(*, small: bool) -> bytes:
    # The tagger reads the model where it lies in memory: it must stay there.
    return files("qualcode.anonymise").joinpath("data", _MODELS[small]).read_bytes()


@cache
def _tagger(*, small: bool) -> Any:  # noqa: ANN401
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model(small=small))
    return tagger


def recognise(text: str, around: Around, *, small: bool = False) -> Iterator[Guess]:
    """Give the likely names of a text, one guess for every row of words with the same tag."""
    tagger = _tagger(small=small)
    tags = [tag for tag in (PERSON, PLACE, UNIT) if tag in tagger.labels()]
    at = 0
    for line in text.split("\n"):
        tokens = [(m.start() + at, m.group()) for m in TOKEN.finditer(line)]
        for first in range(0, len(tokens), _LONGEST):
            piece = tokens[first : first + _LONGEST]
            if small or any(word[0].isupper() for _, word in piece):
                yield from _in_piece(text, piece, tagger, tags, around, small=small)
        at += len(line) + 1


def _in_piece(
    text: str,
    piece: list[tuple[int, str]],
    tagger: Any,  # noqa: ANN401
    tags: list[str],
    around: Around,
    *,
    small: bool,
) -> Iterator[Guess]:
    tagger.set(rows([word for _, word in piece], around, small=small))
    held: Guess | None = None
    for place, (start, word) in enumerate(piece):
        if not _NAME.fullmatch(word) or not (small or word[0].isupper()):
            continue
        chances = [(tagger.marginal(tag, place), tag) for tag in tags]
        chance, tag = max(chances)
        if sum(c for c, _ in chances) < _LEAST:
            continue
        end = start + len(word)
        if held and held.tag == tag and held.chance >= 0.5 <= chance and text[held.end : start] in {" ", "\u00a0"}:  # noqa: PLR2004
            held = Guess(held.start, end, tag, max(held.chance, chance))
            continue
        if held:
            yield held
        held = Guess(start, end, tag, chance)
    if held:
        yield held
