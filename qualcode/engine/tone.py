"""The second opinion on statuses: what the rules found, and the words of the sentence, weighed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.engine.follow_ups import Found
from qualcode.engine.matching import Line
from qualcode.engine.opining import Speaker
from qualcode.engine.readings import Reading
from qualcode.language.cues import tone_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LEARNT = "learnt"
"""The rule that a suggestion names when the second opinion has changed its status."""
_MOST_WORDS = 2
Readings = Callable[[int], Reading]


def facts_of(
    found: Found, words: Sequence[str], path: str, kind: Kind, lines: Sequence[Line], reading: Readings
) -> list[str]:
    """Give what the rules know of a finding, and how its ``words`` (``words_of``) stand, as facts that weights can be learnt for."""
    status, rule = found.status.value, found.why.rule
    facts = [
        f"status {status}",
        f"rule {rule}",
        f"{kind.value} {status}",
        f"{kind.value} {status} {rule}",
        f"kind {kind.value}",
        f"code {path}",
        f"code {path} {status}",
    ]
    cues = {cue.kind.value for number in range(found.first, found.last + 1) for cue in reading(number).cues}
    facts += [fact for cue in sorted(cues) for fact in (f"cue {cue}", f"{kind.value} cue {cue}")]
    after = found.last + 1
    if after < len(lines) and lines[after].paragraph == lines[found.last].paragraph:
        facts += [f"next cue {cue}" for cue in sorted({cue.kind.value for cue in reading(after).cues})]
    distinct = sorted(set(words))
    facts += [f"{kind.value} says {word}" for word in distinct]
    return facts + _said(words, distinct, path)


def words_of(found: Found, lines: Sequence[Line]) -> list[str]:
    """Give the words of a finding's sentences in lower case."""
    return [word.lower() for line in lines[found.first : found.last + 1] for word in line.words]


def _said(words: Sequence[str], distinct: Sequence[str], path: str) -> list[str]:
    """Give the neighbours of little words, how the finding begins and ends, and which words it says of this code."""
    little = tone_words()
    facts = [f"pair {one} {two}" for one, two in pairwise(words) if one in little or two in little]
    facts += [f"over {one} {two}" for one, two in zip(words, words[2:], strict=False) if one in little]
    facts += [f"begins {' '.join(words[:size])}" for size in (1, 2)] + [
        f"ends {' '.join(words[-size:])}" for size in (1, 2)
    ]
    facts.append(f"length {min(4, len(words) // 6)}")
    return facts + [f"said {path} {word}" for word in distinct]


def toned(
    found: Sequence[Found],
    lines: Sequence[Line],
    reading: Readings,
    speaker: Speaker,
    names: Sequence[tuple[str, Kind]],
) -> list[Found]:
    """Give the findings with the status that rules and words together speak for; what asserts nothing stays so.

    ``names`` are path and kind of each code of the codebook.
    """
    opinion = speaker.opinion
    if not opinion.statuses:
        return list(found)
    known = set(opinion.codes)
    return [
        _toned(one, lines, reading, speaker, names[one.code])
        if one.status is not Status.NOT_ASSERTED and names[one.code][0] in known
        else one
        for one in found
    ]


def _toned(one: Found, lines: Sequence[Line], reading: Readings, speaker: Speaker, name: tuple[str, Kind]) -> Found:
    import numpy as np

    opinion = speaker.opinion
    known = speaker.facts
    words = words_of(one, lines)
    met = [row for row in map(known.get, facts_of(one, words, *name, lines, reading)) if row is not None]
    rows = speaker.rows(words)
    told = speaker.tones(rows)
    if opinion.fact_weights is not None:
        told = told + np.add.reduce(opinion.fact_weights[met], axis=0)
    best = int(told.argmax())
    status = Status(opinion.statuses[best])
    if status is one.status:
        return one
    shares = speaker.tone_shares(rows, best)
    ranked = [int(place) for place in np.argsort(-shares, kind="stable")[:_MOST_WORDS] if shares[place] > 0]
    borders = [border for line in lines[one.first : one.last + 1] for border in line.borders]
    cues = tuple(sorted(Span(*borders[place]) for place in ranked))
    return replace(one, status=status, why=replace(one.why, rule=LEARNT, cues=cues))
