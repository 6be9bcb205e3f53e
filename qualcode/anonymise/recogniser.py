"""The statistical recogniser: a small linear-chain CRF that reads names by what stands around them, where no list helps.

Its two models (one for texts typed without capitals) are rebuilt by `make recogniser`; data/RECOGNISER.md names their sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

from qualcode.anonymise.capitals import PREFIX, UPPER
from qualcode.anonymise.token_facts import told
from qualcode.anonymise.token_features import TOKEN, Around, brackets, rows

_MODELS = {False: "recogniser.crfsuite", True: "recogniser_small.crfsuite"}
_SIDE = 4
"""So many words on each side of a capital are read with it."""
_PLAIN = frozenset({"00w", "00c", "00wf", "00nf", "00cf"})
"""What the lists say of a word that is a word and no name."""
_LONGEST = 200
"""A line of more tokens is read in pieces."""
_NAME = re.compile(r"[^\W\d_]+(?:[-‑'’:/][^\W\d_]+|\.[^\W\d_](?![^\W\d_]))*")
"""What a guess may look like: letters, with hyphens and the like inside; names of files and codes are none."""
_ARTICLE = re.compile(rf"{PREFIX}-[{UPPER}]")
_LEAST = 0.08
"""What is less likely than this is not told."""
PERSON, PLACE, UNIT = "P", "L", "U"


_ALONE = Lock()
"""Held while a stretch is read: the tagger holds one stretch at a time, and other threads' would be told of in its place."""


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
        matches = list(TOKEN.finditer(line))
        words = [match.group() for match in matches]
        opened = brackets(words)
        for window in _windows(words, small=small):
            features = rows(words, around, small=small, wanted=window, opened=opened[window.start])
            placed = [(matches[n].start() + at, words[n]) for n in window]
            with _ALONE:
                tagger.set(features)
                found = list(_in_window(text, placed, tagger, tags, small=small))
            yield from found
        at += len(line) + 1


def _windows(words: list[str], *, small: bool) -> Iterator[range]:
    """Give the stretches of a line that may hold a name, with some words on both sides; all of it when capitals tell nothing."""
    if small:
        yield from (range(n, min(len(words), n + _LONGEST)) for n in range(0, len(words), _LONGEST))
        return
    start = end = -1
    for n in [n for n, word in enumerate(words) if word[0].isupper() or (word[0] in "ae" and _ARTICLE.match(word))]:
        if _plain_opening(words, n):
            continue
        if start >= 0 and (n > end or n - start > _LONGEST):
            yield range(start, min(end, len(words)))
            start = -1
        start = max(0, n - _SIDE) if start < 0 else start
        end = n + _SIDE + 1
    if start >= 0:
        yield range(start, min(end, len(words)))


def _capital(word: str) -> bool:
    """Tell whether a word begins as names do, with a capital or the article of Arabic surnames."""
    return word[0].isupper() or (word[0] in "ae" and _ARTICLE.match(word) is not None)


def _plain_opening(words: list[str], n: int) -> bool:
    """Tell whether a sentence begins with a word that no list of names holds and the dictionary does."""
    return (n == 0 or words[n - 1] in {".", "!", "?", "-", "–", "*", "•"}) and told(words[n], False).sign in _PLAIN


def _in_window(
    text: str,
    window: list[tuple[int, str]],
    tagger: Any,  # noqa: ANN401
    tags: list[str],
    *,
    small: bool,
) -> Iterator[Guess]:
    held: Guess | None = None
    for place, (start, word) in enumerate(window):
        if not (small or _capital(word)) or not _NAME.fullmatch(word):
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
