"""What is weighed together: the sentences of a paragraph, a question with its answer, a label with the value below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from qualcode.engine.cue_finding import find
from qualcode.engine.lines import Lines
from qualcode.engine.openings import is_finite
from qualcode.language.cues import CueKind, load

LONGEST_STRETCH, LONGEST_PART = 4, 2
"""Sentences weighed together; a longer paragraph is cut into parts of so many at most: what it says on one matter drowns the others."""
_LONGEST_QUESTION = 3
"""Sentences of a turn that ends in a question; a longer one says more than it asks."""
_LONGEST_LABEL = 5
_LONGEST_HEADING = 3
_LONGEST_TOPIC, _SHORTEST_TOLD = 4, 3
_BEGINNING = 6
"""Words of a sentence in which it shows that it begins with a cue."""
_ENDS = frozenset(".!?;,")
_VALUES = frozenset(
    {
        CueKind.REFUSAL,
        CueKind.LACK,
        CueKind.DETERMINER,
        CueKind.NEITHER,
        CueKind.NEGATION,
        CueKind.HEDGE,
        CueKind.UNSURE,
        CueKind.PLAN,
        CueKind.UNREADY,
        CueKind.TIME_AHEAD,
        CueKind.ENDED,
        CueKind.FORMER,
    }
)
"""What a value may begin with that says nothing without its label ("Handlingsplan" / "Saknas.")."""
Asks = Callable[[int], bool]
"""Tells whether a sentence (number) is a question."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences ``first`` to ``last``, weighed together."""

    first: int
    last: int


def stretches(lines: Lines, asks: Asks) -> list[Stretch]:
    """Cut the sentences of a document by paragraph, and long paragraphs into even parts.

    A question goes with its answer, and a label with a value that says nothing alone.
    """
    found = []
    paragraphs = [list(group) for _, group in groupby(range(len(lines)), key=lines.paragraphs.__getitem__)]
    joined: list[list[int]] = []
    for numbers in paragraphs:
        before = joined[-1] if joined else []
        asked = 0 < len(before) <= _LONGEST_QUESTION and asks(before[-1]) and not asks(numbers[0])
        if asked or (len(before) == 1 and is_label(lines, before[0]) and answers(lines, numbers[0])):
            joined[-1] += numbers
        else:
            joined.append(numbers)
    for numbers in joined:
        parts = 1 if len(numbers) <= LONGEST_STRETCH else -(-len(numbers) // LONGEST_PART)
        size = -(-len(numbers) // parts)
        found += [Stretch(part[0], part[-1]) for part in (numbers[i : i + size] for i in range(0, len(numbers), size))]
    return found


def is_label(lines: Lines, number: int) -> bool:
    """Tell whether a sentence is a few words without a stop, as a topic stands above what is noted of it."""
    size = lines.lasts[number] - lines.firsts[number]
    return (
        size <= _LONGEST_LABEL
        and lines.text[lines.begins[number] : lines.closes[number]].rstrip(" *_")[-1:] not in _ENDS
    )


def runs_in(lines: Lines, number: int) -> bool:
    """Tell whether a sentence is a topic that begins its paragraph ("Efterlevandestöd. En grupp fanns till 2022."): a few nouns.

    A note that tells something has a verb, a cue, a number, or a word that stands for a value ("Ny samordnare klar.").
    """
    words = lines.words_of(number)
    below = number + 1
    if len(words) > _LONGEST_TOPIC or below >= len(lines) or lines.paragraph(below) != lines.paragraph(number):
        return False
    if number and lines.paragraph(number - 1) == lines.paragraph(number):
        return False
    if lines.lasts[below] - lines.firsts[below] < _SHORTEST_TOLD or lines.asks(number):
        return False
    lists = load(lines.language)
    said = [word.casefold() for word in words]
    if any(not word.isalpha() or is_finite(word, lists.language) or word in lists.classes["value"] for word in said):
        return False
    return not find(words, lines.language)[0]


def answers(lines: Lines, number: int) -> bool:
    """Tell whether a sentence begins as one that answers, or as a value that needs its label."""
    first = lines.firsts[number]
    said = lines.words[first : min(first + _BEGINNING, lines.lasts[number])]
    if said[0].casefold() in load(lines.language).classes["value"]:
        return True
    return any(cue.start == 0 and cue.kind in _VALUES for cue in find(said, lines.language)[0])


def is_heading(lines: Lines, number: int) -> bool:
    """Tell whether a line of its own is what somebody typed as a heading: two or three words without a stop above a sentence."""
    size = lines.lasts[number] - lines.firsts[number]
    below = number + 1
    return (
        size <= _LONGEST_HEADING
        and is_label(lines, number)
        and not lines.listed(number)
        and below < len(lines)
        and lines.paragraph(below) != lines.paragraph(number)
        and (number == 0 or lines.paragraph(number - 1) != lines.paragraph(number))
        and not is_label(lines, below)
        and lines.text[lines.closes[number] : lines.closes[number] + 2].count("\n") > 0
    )
