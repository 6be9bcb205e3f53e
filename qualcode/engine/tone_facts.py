"""What the second opinion weighs for a status, as facts: what the rules say of a finding, its words, and what stands beside it.

Facts are strings where they are learnt. To apply an opinion they are never written out: words are told as places in the document,
and those that anybody has learnt are looked up together (`fact_table.py`). One function says which facts there are, for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.engine.fact_table import BESIDE, EACH, OVER, WHOLE, Range, Told
from qualcode.engine.follow_ups import Found
from qualcode.engine.lines import Lines
from qualcode.engine.readings import Reading
from qualcode.engine.stretches import Asks, Stretch
from qualcode.engine.word_parts import heard_as
from qualcode.language.cues import tone_words

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


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the findings of a document: its sentences and their readings, stretches, and the codes found in each sentence."""

    lines: Lines
    reading: Readings
    asks: Asks
    stretch_of: Mapping[int, Stretch]
    beside: Mapping[int, Sequence[Found]]
    """The findings that begin in each sentence, those below their code's limit left out."""
    taken: Mapping[tuple[int, str], AbstractSet[int]]
    """The codes of each theme that are asserted in each sentence."""
    of_case: bool = False
    """Whether the document tells of one case, so that what it says is said of that unless a rule says otherwise."""
    kept: dict[tuple[str, int | tuple[Range, ...]], tuple[Told, ...]] = field(default_factory=dict)
    """Facts that several findings share, by what they are and the sentence or the words."""

    def together(self, one: int, two: int) -> bool:
        """Tell whether two sentences are of one paragraph, or a question and its answer."""
        if not 0 <= two < len(self.lines):
            return False
        return self.stretch_of[one] is self.stretch_of[two] or self.lines.paragraph(one) == self.lines.paragraph(two)

    def own_of(self, found: Found) -> tuple[Range, ...]:
        """Give where the words of a finding stand: its sentences, of a sentence that tells several matters only its own clauses."""
        first, *rest = places_of(found.first, found.last, self.lines)
        own = self._own_clauses(found)
        return (first, *rest) if own is None else ((first[0] + own[0], first[0] + own[1]), *rest)

    def _own_clauses(self, found: Found) -> tuple[int, int] | None:
        """Give the words of the sentence from the first to behind the last of a finding's clauses, where another code stands outside."""
        others = [one for one in self.beside.get(found.first, ()) if one.code != found.code and one.places]
        if not others or not found.places:
            return None
        reading = self.reading(found.first)
        if len(reading.clauses.clauses) == 1:
            return None
        own = set(map(reading.clause_of, found.places))
        own |= {above for clause in own for above in reading.clauses.above(clause)}
        own |= {n for n in range(len(reading.clauses.clauses)) if not own.isdisjoint(reading.clauses.above(n))}
        words = [place for place, clause in enumerate(reading.clauses.of) if clause in own]
        start, end = words[0], words[-1] + 1
        outside = any(all(not start <= place < end for place in one.places) for one in others)
        return (start, end) if outside and end - start < len(reading.words) else None

    def of_another(self, number: int, code: int, path: str) -> bool:
        """Tell whether a sentence carries another code of the theme, or tells of another county: what it says is of that."""
        if self.taken.get((number, theme_of(path)), set()) - {code}:
            return True
        reading = self.reading(number)
        return bool(reading.cues) and 0 in reading.elsewhere


def theme_of(path: str) -> str:
    """Give the theme of a code by its path."""
    return path.partition("/")[0]


def beside(
    found: Sequence[Found], paths: Sequence[str], limits: Sequence[float]
) -> tuple[dict[int, list[Found]], dict[tuple[int, str], set[int]]]:
    """Give what is found surely enough to be suggested: the findings that begin in each sentence, and the asserted codes of each theme.

    Codes by theme, since a run that scans one theme again must come to the same as a run over all.
    """
    begun: dict[int, list[Found]] = {}
    codes: dict[tuple[int, str], set[int]] = {}
    for one in found:
        if one.score < limits[one.code]:
            continue
        begun.setdefault(one.first, []).append(one)
        if one.status is not Status.NOT_ASSERTED:
            for number in range(one.first, one.last + 1):
                codes.setdefault((number, theme_of(paths[one.code])), set()).add(one.code)
    return begun, codes


def places_of(first: int, last: int, lines: Lines) -> tuple[Range, ...]:
    """Give where the words of the sentences from ``first`` to ``last`` stand in the document."""
    return tuple(zip(lines.firsts[first : last + 1], lines.lasts[first : last + 1], strict=True))


def words_at(places: Sequence[Range], lines: Lines) -> list[str]:
    """Give the words at places of a document, as the opinion hears them."""
    return [heard_as(word) for first, last in places for word in lines.words[first:last]]


def facts_of(found: Found, path: str, kind: Kind, setting: Setting, own: tuple[Range, ...]) -> list[Told]:
    """Give what the rules know of a finding, its words and how they stand (at ``own``, ``Setting.own_of``), and what stands beside it."""
    lines, reading = setting.lines, setting.reading
    whole = _of_rules(found.status, found.why.rule, path, kind, amended=found.last > found.first)
    begin, end = own[0][0] - lines.firsts[found.first], own[0][1] - lines.firsts[found.first]
    cues = {cue.kind for cue in reading(found.first).cues if begin <= cue.start < end}
    cues |= {cue.kind for number in range(found.first + 1, found.last + 1) for cue in reading(number).cues}
    after = found.last + 1
    own_matter = setting.together(found.last, after) and not setting.of_another(after, found.code, path)
    beside = {cue.kind for cue in reading(after).cues} if own_matter else ()
    whole += _of_cues(kind, tuple(sorted(cues)), tuple(sorted(beside)))
    return [
        (WHOLE, "", (), whole),
        *_of_words(own, kind, setting),
        (EACH, f"said {path}", own, ()),
        *_beside(found, path, setting),
        *_around(found, setting),
    ]


def _of_words(own: tuple[Range, ...], kind: Kind, setting: Setting) -> tuple[Told, ...]:
    """Give the words of a finding and how they stand, which several codes often share."""
    told = setting.kept.get((kind, own))
    if told is None:
        said, pairs, over = (EACH, _says(kind), own, ()), (BESIDE, "pair", own, ()), (OVER, "over", own, ())
        told = setting.kept[kind, own] = (said, pairs, over, (WHOLE, "", (), _edges(own, setting.lines)))
    return told


def _around(found: Found, setting: Setting) -> tuple[Told, ...]:
    """Give the words of the stretch that tell whose county it speaks of."""
    stretch = setting.stretch_of[found.first]
    told = setting.kept.get(("around", stretch.first))
    if told is None:
        places = places_of(stretch.first, stretch.last, setting.lines)
        told = setting.kept["around", stretch.first] = ((EACH, "around", places, ()),)
    return told


@lru_cache(20_000)
def _of_rules(status: Status, rule: str, path: str, kind: Kind, *, amended: bool) -> tuple[str, ...]:
    facts = [f"status {status}", f"rule {rule}", f"{kind} {status}", f"{kind} {status} {rule}", f"kind {kind}"]
    facts += [f"code {path}", f"code {path} {status}", *([f"amended {status}"] if amended else [])]
    return tuple(facts)


@lru_cache(20_000)
def _of_cues(kind: Kind, own: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
    facts = [fact for cue in own for fact in (f"cue {cue}", f"{kind} cue {cue}")]
    return (*facts, *(f"next cue {cue}" for cue in beside))


def _says(of: str) -> str:
    return f"{of} says"


def _edges(own: Sequence[Range], lines: Lines) -> tuple[str, ...]:
    """Tell how a finding begins and ends, and about how long it is."""
    words = lines.words
    size = sum(last - first for first, last in own)
    if len(own) == 1:
        (first, last), *_ = own
        begins, ends = words[first : min(first + 2, last)], words[max(last - 2, first) : last]
    else:
        said = words_at(own, lines)
        begins, ends = said[:2], said[-2:]
    begins, ends = [heard_as(word) for word in begins], [heard_as(word) for word in ends]
    return (
        f"begins {begins[0]}",
        f"begins {' '.join(begins)}",
        f"ends {ends[-1]}",
        f"ends {' '.join(ends)}",
        f"length {min(4, size // 6)}",
    )


def _beside(found: Found, path: str, setting: Setting) -> list[Told]:
    """Give the words of the sentences before and after, where these are about no other code of the theme and no other county.

    "Den gäller inte längre." is of the finding before it.
    """
    told: list[Told] = []
    for side, own, number in (("next", found.last, found.last + 1), ("before", found.first, found.first - 1)):
        if not setting.together(own, number):
            told.append((WHOLE, "", (), (f"no {side}",)))
            continue
        if setting.of_another(number, found.code, path):
            continue
        kept = setting.kept.get((side, number))
        if kept is None:
            kept = setting.kept[side, number] = _told_beside(side, number, setting)
        told += kept
    return told


def _told_beside(side: str, number: int, setting: Setting) -> tuple[Told, ...]:
    lines = setting.lines
    first, last = lines.firsts[number], lines.lasts[number]
    words = [heard_as(word) for word in lines.words[first : min(first + _LONGEST_BEGINNING, last)]]
    begins = tuple(f"{side} begins {' '.join(words[:size])}" for size in range(1, _LONGEST_BEGINNING + 1))
    told: tuple[Told, ...] = ((WHOLE, "", (), begins), (EACH, _says(side), ((first, last),), ()))
    return (*told, (WHOLE, "", (), (f"{side} asks",))) if setting.asks(number) else told


def as_written(told: Sequence[Told], lines: Lines) -> list[str]:
    """Give facts as strings, as they are learnt."""
    facts: list[str] = []
    little = tone_words()
    for how, beginning, places, whole in told:
        if how == WHOLE:
            facts += whole
            continue
        words = words_at(places, lines)
        if how == EACH:
            ends = sorted(filter(_whose, set(words)) if beginning == "around" else set(words))
        elif how == BESIDE:
            ends = [f"{one} {two}" for one, two in pairwise(words) if one in little or two in little]
        else:
            ends = [f"{one} {two}" for one, two in zip(words, words[2:], strict=False) if one in little]
        facts += [f"{beginning} {end}" for end in ends]
    return facts


def _whose(word: str) -> bool:
    """Tell whether a word in lower case tells whose county a passage speaks of."""
    return word in _WHOSE or word.startswith(_OF_COUNTIES)
