"""Joins a second opinion with what the indicators found: one score a stretch of text and code, and findings that no indicator met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from qualcode.domain.coding import Why
from qualcode.domain.spans import Span
from qualcode.engine.decisions import Decision
from qualcode.engine.follow_ups import Found
from qualcode.engine.matching import Line
from qualcode.engine.opining import Speaker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

OPINION = "second-opinion"
"""The indicator that a suggestion names when only the second opinion speaks for it."""
LONGEST_STRETCH = 6
"""Sentences weighed together; a longer paragraph is cut, since the opinion was learnt from passages of some sentences."""
_MOST_WORDS = 3
_ENOUGH = 0.2
"""How much a statement must speak for a code, of what a question beside it does, to carry the code in its place."""
_Decide = Callable[[int, int, tuple[int, ...]], Decision]
"""Gives the status of words (places) of a sentence (number) for a code (number)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences ``first`` to ``last`` of one paragraph, weighed together."""

    first: int
    last: int


def stretches(lines: Sequence[Line], asks: Callable[[int], bool]) -> list[Stretch]:
    """Cut the sentences of a document by paragraph, and long paragraphs into even parts; a question goes with its answer."""
    found = []
    paragraphs = [list(group) for _, group in groupby(range(len(lines)), key=lambda n: lines[n].paragraph)]
    joined: list[list[int]] = []
    for numbers in paragraphs:
        if joined and len(joined[-1]) == 1 and asks(joined[-1][0]):
            joined[-1] += numbers
        else:
            joined.append(numbers)
    for numbers in joined:
        parts = -(-len(numbers) // LONGEST_STRETCH)
        size = -(-len(numbers) // parts)
        found += [Stretch(part[0], part[-1]) for part in (numbers[i : i + size] for i in range(0, len(numbers), size))]
    return found


def voices(scores: Floats, met: Floats, voice: Floats) -> Floats:
    """Give the probability of each code in each stretch, shape (stretches, codes), from the opinion and the indicators.

    ``met`` holds the best score of an indicator, 0 where none was met.
    """
    import numpy as np

    logit = scores * voice[:, 0] + (met > 0) * voice[:, 1] + met * voice[:, 2] + voice[:, 3]
    return np.asarray(1 / (1 + np.exp(-logit)), np.float32)


def weigh(
    lines: Sequence[Line],
    found: Sequence[Found],
    speaker: Speaker,
    codes: Sequence[int],
    thresholds: Sequence[float],
    decide: _Decide,
    asks: Callable[[int], bool],
) -> list[Found]:
    """Give the findings with joint scores, and those that only the opinion speaks for.

    ``codes`` tell which code of the codebook each column of the opinion is (-1: none). Codes that the opinion does not know keep
    what their indicators say.
    """
    import numpy as np

    if not lines:
        return list(found)
    parts = stretches(lines, asks)
    rows = speaker.rows([word.lower() for line in lines for word in line.words])
    borders = np.cumsum([0, *(len(line.words) for line in lines)])
    scores = speaker.scores(rows, [int(borders[part.first]) for part in parts])[:, : len(codes)]
    part_of = {number: place for place, part in enumerate(parts) for number in range(part.first, part.last + 1)}
    columns = {code: column for column, code in enumerate(codes) if code >= 0}
    met = np.zeros_like(scores)
    stated = np.zeros(scores.shape, bool)
    for one in found:
        if one.code in columns:
            place = part_of[one.first], columns[one.code]
            met[place] = max(met[place], one.score)
            stated[place] |= one.why.rule not in {"question", "asked"}
    sure = voices(scores, met, speaker.opinion.voice)
    result = [
        replace(one, score=round(float(sure[part_of[one.first], columns[one.code]]), 4)) if one.code in columns else one
        for one in found
    ]
    limits = np.array([thresholds[code] if code >= 0 else 2.0 for code in codes])
    for place, column in np.argwhere((sure >= limits) & ~stated):
        part, code = parts[place], codes[column]
        first, last = borders[part.first], borders[part.last + 1]
        shares = speaker.shares(rows[first:last], int(column))
        number, places = _carrying(lines, part, shares, asks)
        decision = decide(number, code, places)
        line = lines[number]
        why = Why(
            indicator=OPINION,
            matched=tuple(Span(*line.borders[p]) for p in places),
            rule=decision.rule,
        )
        result.append(Found(number, number, code, decision.status, round(float(sure[place, column]), 4), why, places))
    return sorted(result, key=lambda f: (f.first, f.code))


def _carrying(
    lines: Sequence[Line], part: Stretch, shares: Floats, asks: Callable[[int], bool]
) -> tuple[int, tuple[int, ...]]:
    """Give the sentence whose words speak most for a code, and the places of those that speak most in it.

    A question gives way to a statement that speaks for the code too.
    """
    import numpy as np

    numbers = range(part.first, part.last + 1)
    ends = np.cumsum([len(lines[n].words) for n in numbers])
    sums = np.add.reduceat(shares, [0, *ends[:-1]])
    best = int(np.argmax(sums))
    if asks(part.first + best):
        stated = [n for n in range(len(sums)) if sums[n] > _ENOUGH * sums[best] and not asks(part.first + n)]
        best = max(stated, key=lambda n: float(sums[n]), default=best)
    own = shares[ends[best] - len(lines[part.first + best].words) : ends[best]]
    ranked = np.argsort(-own, kind="stable")[:_MOST_WORDS]
    places = tuple(sorted(int(p) for p in ranked if own[p] > 0)) or (int(ranked[0]),)
    return part.first + best, places
