"""Which sentence of a stretch carries what is told there: one that states it, or what stands behind a question or label that names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from qualcode.engine.decisions import Decision
from qualcode.engine.lines import Lines
from qualcode.engine.stretches import Asks, Stretch, is_label
from qualcode.language.cues import load

_ENOUGH = 0.2
"""How much a statement must speak for a code, of what a question beside it does, to carry the code in its place."""
_EARLY = 4
"""Words at the beginning of a sentence that say what it is about."""


class Carrying(Enum):
    """What a sentence is to the code it carries."""

    STATES = "states"
    ANSWERS = "answers"
    """It speaks for the code, behind a question or label that names it."""
    FOLLOWS = "follows"
    """It only stands where the answer would."""


class Posing(NamedTuple):
    """Which sentences pose something that the next one tells: questions, and topics that it takes up."""

    asks: Asks
    topic: Asks


Decide = Callable[[int, int, tuple[int, ...], Carrying], Decision]
"""Gives the status of words (places) of a sentence (number) that carries a code (number)."""


def telling_best(lines: Lines, posing: Posing, part: Stretch, sums: Sequence[float]) -> tuple[int, Carrying]:
    """Give which sentence of a stretch carries what is told, by how much each speaks for it, and what it is to the code."""
    named = sums.index(max(sums))
    if len(sums) == 1 or not _waits(lines, posing, part, part.first + named):
        return named, Carrying.STATES
    if posing.topic(part.first + named):
        return named + 1, Carrying.ANSWERS
    rest = [n for n in range(len(sums)) if n != named and not _only_asks(lines, posing.asks, part.first + n)]
    stated = [n for n in rest if sums[n] > _ENOUGH * sums[named]]
    if stated:
        best = max(stated, key=sums.__getitem__)
        return best, Carrying.ANSWERS if best > named else Carrying.STATES
    after = next((n for n in rest if n > named), None)
    if after is None:
        return named, Carrying.STATES
    # What stands below a label is its value, whatever its words.
    return after, Carrying.FOLLOWS if posing.asks(part.first + named) else Carrying.ANSWERS


def _only_asks(lines: Lines, asks: Asks, number: int) -> bool:
    """Tell whether a sentence asks, or only tells of the question ("Frågan hann vi inte med.")."""
    begins = (word.casefold() for word in lines.words_of(number)[:_EARLY])
    return asks(number) or not load(lines.language).classes["question_itself"].isdisjoint(begins)


def _waits(lines: Lines, posing: Posing, part: Stretch, number: int) -> bool:
    """Tell whether a sentence only names what the next one tells of: a question, or a label above its value."""
    if posing.asks(number) or posing.topic(number):
        return True
    return number < part.last and lines.paragraph(number) != lines.paragraph(number + 1) and is_label(lines, number)
