"""The second opinion on statuses: what the rules found, and the words of the sentence, weighed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.engine.follow_ups import Found
from qualcode.engine.lines import Lines
from qualcode.engine.opining import Speaker
from qualcode.engine.readings import Reading
from qualcode.engine.stretches import Asks, Stretch
from qualcode.language.cues import tone_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

LEARNT = "learnt"
"""The rule that a suggestion names when the second opinion has changed its status."""
_MOST_WORDS = 2
_AMENDED = 0.5
"""What an afterthought ("Den gick ut.") counts for in the score of its status; by cross-validation 0.77 of 105 are right, without 0.73."""
_DENIED = 0.3
"""And an explicit denial: as often right as without (0.81 of 1,570), and the reader sees what is denied."""
_LONGEST_BEGINNING = 3
_OF_COUNTIES = ("län", "county", "counties")
_WHOSE = frozenset(
    {
        *("vi", "oss", "vår", "vårt", "våra", "de", "flera", "vissa", "några", "många", "hälften", "flertalet"),
        *("we", "us", "our", "they", "several", "some", "many", "most"),
    }
)
"""Words that tell whether a passage speaks of one's own county or of counties."""
Readings = Callable[[int], Reading]
Fact = TypeVar("Fact")
Tell = Callable[[str, Iterable[str]], list[Fact]]
"""Gives facts by what they begin with and by each of the ends that follow it."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[Fact]):
    """What stands around the findings of a document: its sentences and their readings, stretches, and the codes found in each sentence."""

    lines: Lines
    reading: Readings
    asks: Asks
    stretch_of: Mapping[int, Stretch]
    taken: Mapping[tuple[int, str], AbstractSet[int]]
    kept: dict[tuple[str, int], list[Fact]] = field(default_factory=dict)
    """Facts that several findings share, by what they are and the sentence."""

    def together(self, one: int, two: int) -> bool:
        """Tell whether two sentences are of one paragraph, or a question and its answer."""
        if not 0 <= two < len(self.lines):
            return False
        return self.stretch_of[one] is self.stretch_of[two] or self.lines.paragraph(one) == self.lines.paragraph(two)


def theme_of(path: str) -> str:
    """Give the theme of a code by its path."""
    return path.partition("/")[0]


def taken(found: Sequence[Found], paths: Sequence[str], limits: Sequence[float]) -> dict[tuple[int, str], set[int]]:
    """Give the codes of each theme that are found in each sentence, surely enough to be suggested.

    By theme, since a run that scans one theme again must come to the same as a run over all.
    """
    codes: dict[tuple[int, str], set[int]] = {}
    for one in found:
        if one.status is not Status.NOT_ASSERTED and one.score >= limits[one.code]:
            for number in range(one.first, one.last + 1):
                codes.setdefault((number, theme_of(paths[one.code])), set()).add(one.code)
    return codes


def as_written(beginning: str, ends: Iterable[str]) -> list[str]:
    """Give facts as strings, as they are learnt: what they begin with, and each of the ends; a whole fact begins with ""."""
    return [f"{beginning} {end}" for end in ends] if beginning else list(ends)


def facts_of(
    found: Found, words: Sequence[str], path: str, kind: Kind, setting: Setting[Fact], tell: Tell[Fact]
) -> list[Fact]:
    """Give what the rules know of a finding, how its ``words`` (``words_of``) stand, and what stands beside it, as facts.

    ``tell`` makes facts of their beginning and ends: strings to learn from (``as_written``), or the rows of those that are known.
    """
    reading = setting.reading
    status, rule, of = found.status.value, found.why.rule, kind.value
    whole = [f"status {status}", f"rule {rule}", f"{of} {status}", f"{of} {status} {rule}", f"kind {of}"]
    whole += (f"code {path}", f"code {path} {status}")
    if found.last > found.first:
        whole.append(f"amended {status}")
    cues = {cue.kind.value for number in range(found.first, found.last + 1) for cue in reading(number).cues}
    whole += [fact for cue in sorted(cues) for fact in (f"cue {cue}", f"{of} cue {cue}")]
    after = found.last + 1
    if setting.together(found.last, after):
        whole += [f"next cue {cue}" for cue in sorted({cue.kind.value for cue in reading(after).cues})]
    distinct = sorted(set(words))
    facts = tell("", whole) + tell(f"{of} says", distinct) + _said(words, tell) + tell(f"said {path}", distinct)
    return facts + _beside(found, path, setting, tell) + _around(found, setting, tell)


def _beside(found: Found, path: str, setting: Setting[Fact], tell: Tell[Fact]) -> list[Fact]:
    """Give the words of the sentences before and after, where these are about no other code of the theme: "Den gäller inte längre."."""
    facts: list[Fact] = []
    for side, own, number in (("next", found.last, found.last + 1), ("before", found.first, found.first - 1)):
        if not setting.together(own, number):
            facts += tell("no", (side,))
            continue
        if setting.taken.get((number, theme_of(path)), set()) - {found.code}:
            continue
        told = setting.kept.get((side, number))
        if told is None:
            told = setting.kept[side, number] = _told_beside(side, number, setting, tell)
        facts += told
    return facts


def _told_beside(side: str, number: int, setting: Setting[Fact], tell: Tell[Fact]) -> list[Fact]:
    words = [word.lower() for word in setting.lines[number].words]
    facts = tell(f"{side} begins", (" ".join(words[:size]) for size in range(1, _LONGEST_BEGINNING + 1)))
    facts += tell(f"{side} says", sorted(set(words)))
    return facts + tell(side, ("asks",)) if setting.asks(number) else facts


def _around(found: Found, setting: Setting[Fact], tell: Tell[Fact]) -> list[Fact]:
    """Give the words of the stretch that tell whose county it speaks of."""
    stretch = setting.stretch_of[found.first]
    told = setting.kept.get(("around", stretch.first))
    if told is None:
        numbers = range(stretch.first, stretch.last + 1)
        words = {_whose(word) for number in numbers for word in setting.lines[number].words}
        told = tell("around", sorted(words - {""}))
        setting.kept["around", stretch.first] = told
    return told


@lru_cache(20_000)
def _whose(word: str) -> str:
    """Give a word in lower case if it tells whose county a passage speaks of, else ""."""
    form = word.lower()
    return form if form in _WHOSE or form.startswith(_OF_COUNTIES) else ""


def words_of(found: Found, lines: Lines) -> list[str]:
    """Give the words of a finding's sentences in lower case."""
    return [word.lower() for line in lines[found.first : found.last + 1] for word in line.words]


def _said(words: Sequence[str], tell: Tell[Fact]) -> list[Fact]:
    """Give the neighbours of little words, and how the finding begins and ends."""
    little = tone_words()
    facts = tell("pair", [f"{one} {two}" for one, two in pairwise(words) if one in little or two in little])
    facts += tell("over", [f"{one} {two}" for one, two in zip(words, words[2:], strict=False) if one in little])
    facts += tell("begins", (words[0], " ".join(words[:2])) if words else ("", ""))
    facts += tell("ends", (words[-1], " ".join(words[-2:])) if words else ("", ""))
    return facts + tell("length", (str(min(4, len(words) // 6)),))


def toned(
    found: Sequence[Found], setting: Setting[int], speaker: Speaker, names: Sequence[tuple[str, Kind]]
) -> list[Found]:
    """Give the findings with the status that rules and words together speak for; what asserts nothing stays so.

    ``names`` are path and kind of each code of the codebook.
    """
    opinion = speaker.opinion
    if not opinion.statuses:
        return list(found)
    known = set(opinion.codes)
    rows = speaker.rows(setting.lines.distinct)[setting.lines.numbers]
    return [
        _toned(one, setting, speaker, rows, names[one.code])
        if one.status is not Status.NOT_ASSERTED and names[one.code][0] in known
        else one
        for one in found
    ]


def _outright(one: Found) -> float:
    """Give how much more the words must speak for another status where the rules found it said outright."""
    if one.last > one.first:
        return _AMENDED
    return _DENIED if one.why.rule == "negation" else 0.0


def _toned(one: Found, setting: Setting[int], speaker: Speaker, rows: Numbers, name: tuple[str, Kind]) -> Found:
    import numpy as np

    opinion, lines = speaker.opinion, setting.lines
    words = words_of(one, lines)
    own = rows[lines.firsts[one.first] : lines.lasts[one.first]]
    if one.last > one.first:
        own = np.concatenate(
            [own, *(rows[lines.firsts[n] : lines.lasts[n]] for n in range(one.first + 1, one.last + 1))]
        )
    told = speaker.tones(own)
    if opinion.fact_weights is not None:
        met = facts_of(one, words, *name, setting, speaker.facts.rows)
        told += np.add.reduce(opinion.fact_weights.take(met, axis=0), axis=0)
    sums = told.tolist()
    if one.status.value in opinion.statuses:
        sums[opinion.statuses.index(one.status.value)] += _outright(one)
    best = sums.index(max(sums))
    status = Status(opinion.statuses[best])
    if status is one.status:
        return one
    shares = speaker.tone_shares(own, best)
    ranked = [int(place) for place in np.argsort(-shares, kind="stable")[:_MOST_WORDS] if shares[place] > 0]
    borders = [border for line in lines[one.first : one.last + 1] for border in line.borders]
    cues = tuple(sorted(Span(*borders[place]) for place in ranked))
    return replace(one, status=status, why=replace(one.why, rule=LEARNT, cues=cues))
