"""Joins a second opinion with what the indicators found: one score a stretch of text and code, and findings that no indicator met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.domain.coding import Status, Why
from qualcode.domain.spans import Span
from qualcode.engine.carrying import Carrying, Decide, Posing, telling_best
from qualcode.engine.decisions import Decision
from qualcode.engine.evidence import (
    UNHEARD,
    Scores,
    clear_voices,
    facts_by_themselves,
    facts_of_codes,
    facts_of_themes,
    rivals_of,
    several,
    voices,
)
from qualcode.engine.follow_ups import Found
from qualcode.engine.lines import Lines
from qualcode.engine.opining import Speaker
from qualcode.engine.pieces import pieces
from qualcode.engine.ranges import ranges
from qualcode.engine.stretches import Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

OPINION = "second-opinion"
"""The indicator that a suggestion names when only the second opinion speaks for it."""
_MOST_WORDS = 3
SPOKEN_OF = 0.85
"""So probable must a theme be that is spoken of without a finding."""
MENTIONED = 0.05
"""And so probable where an indicator of one of its codes is met, though the code itself is not found."""
_NEVER = 2.0
_CLEAR = 0.95
"""So probable must a sentence by itself make a code, to state it whatever stands around it."""
_SHORTEST_CLEAR = 4
"""Words of a sentence that says what it says without the others."""
_LIKELY = 0.2
"""So probable must the likeliest code of a theme be that an answer or a short note is taken to state it."""
_LONGEST_NOTE = 5
_TOLD = frozenset({"answer", "negation", "denied", "ended", "plan", "coming", "not-ready"})
"""The rules by which a short note says what it says by a cue."""
_ASKING = frozenset({"question", "asked"})


def weigh(
    lines: Lines,
    found: Sequence[Found],
    speaker: Speaker,
    codes: Sequence[int],
    thresholds: Sequence[float],
    decide: Decide,
    parts: Sequence[Stretch],
    posing: Posing,
) -> list[Found]:
    """Give the findings with joint scores, those that only the opinion speaks for, and themes that are spoken of without any finding.

    ``codes`` tell which code of the codebook each column of the opinion is (-1: none). Codes that the opinion does not know keep
    what their indicators say.
    """
    if not lines:
        return list(found)
    weighing = _Weighing(lines, speaker, codes, parts, posing)
    weighing.hear(found)
    limits = [thresholds[code] if code >= 0 else _NEVER for code in codes]
    made = [*weighing.joined(found), *weighing.added(limits, decide), *weighing.spoken_of(limits, decide)]
    return sorted(made, key=lambda f: (f.first, f.code))


@lru_cache(16)
def _members(themes: tuple[str, ...], paths: tuple[str, ...], codes: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Give the columns of each theme's codes, of those that the codebook has."""
    of_theme = {theme: [c for c, path in enumerate(paths) if path.partition("/")[0] == theme] for theme in themes}
    return tuple(tuple(column for column in of_theme[theme] if codes[column] >= 0) for theme in themes)


class _Weighing:
    """One document being weighed: scores and probabilities of every column of the opinion in every stretch."""

    def __init__(
        self, lines: Lines, speaker: Speaker, codes: Sequence[int], parts: Sequence[Stretch], posing: Posing
    ) -> None:
        import numpy as np

        self.lines, self.speaker, self.codes, self.parts, self.posing = lines, speaker, codes, parts, posing
        # Where each sentence begins among the spoken words, and where the last one ends.
        self.borders: list[int] = [0, *np.cumsum(lines.bounds[1] - lines.bounds[0]).tolist()]
        # A single word is a heading or an answer: what it names is no finding.
        self.telling = np.array([self.borders[p.last + 1] - self.borders[p.first] > 1 for p in self.parts])
        self.part_of = {n: place for place, part in enumerate(self.parts) for n in range(part.first, part.last + 1)}
        self.columns = {code: column for column, code in enumerate(codes) if code >= 0}
        members = _members(speaker.opinion.themes, speaker.opinion.codes, tuple(codes))
        self.members = [list(columns) for columns in members]

    def hear(self, found: Sequence[Found]) -> None:
        """Take what the indicators found, and work out how probable everything is."""
        import numpy as np

        voice, codes = self.speaker.opinion.voice, len(self.codes)
        rows, words = self.speaker.rows(self.lines.distinct), self.lines.numbers[self.lines.spoken]
        self.heard = self.speaker.hear(rows, self.borders[:-1], words, [part.first for part in self.parts])
        scores = self.heard.scores
        met = np.zeros_like(scores)
        self.stated = np.zeros(scores.shape, bool)
        for one in found:
            if one.code in self.columns:
                row, column = self.part_of[one.first], self.columns[one.code]
                theme = codes + self.speaker.theme_of[column]
                met[row, column] = max(met[row, column], one.score)
                if theme >= codes:
                    met[row, theme] = max(met[row, theme], one.score)
                self.stated[row, column] |= one.why.rule not in _ASKING
        self.mentioned = met > 0
        rivals = rivals_of(self.heard.alone[:, :codes])
        pieces, piece_of = self._pieces()
        told = Scores(scores, self.heard.alone, self.heard.firsts, pieces, piece_of, rivals)
        of_codes = voices(facts_of_codes(told, met[:, :codes], self.speaker.theme_of), voice[:codes])
        of_themes = voices(facts_of_themes(told, met[:, codes:-1], codes), voice[codes:-1])
        # What speaks of a theme speaks of something.
        self.speaking = self.telling & (scores[:, -1] >= UNHEARD)
        self.sure = np.concatenate([of_codes, of_themes], axis=1)
        self._add_clear_alone(found, rivals)

    def _pieces(self) -> tuple[Floats, NDArray[np.intp]] | tuple[None, None]:
        """Give the scores of the pieces of sentences that name several things, and the stretch of each."""
        import numpy as np

        found: list[tuple[int, int, int]] = []
        for number in np.flatnonzero(several(self.heard.alone[:, : len(self.codes)])).tolist():
            # Words are counted among the spoken ones.
            moved, of = self.borders[number] - self.lines.firsts[number], self.part_of[number]
            found += ((of, first + moved, last + moved) for first, last in pieces(self.lines, number))
        if not found:
            return None, None
        of, firsts, lasts = np.array(found, np.intp).T
        return self.heard.pieces(firsts, lasts), of

    def _add_clear_alone(self, found: Sequence[Found], rivals: Floats) -> None:
        """Let each stretch be as sure of each code as its surest sentence when that is read by itself, where it is clear then.

        A paragraph of short statements, each on a matter of its own, says all of them; together they drown each other.
        """
        import numpy as np

        alone = self.heard.alone
        met = np.zeros_like(alone[:, : len(self.codes)])
        for one in found:
            if one.code in self.columns:
                place = one.first, self.columns[one.code]
                met[place] = max(met[place], one.score)
        told = facts_by_themselves(alone, met, self.speaker.theme_of, rivals)
        sentences, columns, sure = clear_voices(told, self.speaker.opinion.voice[: len(self.codes)], _CLEAR)
        long = np.diff(self.borders)[sentences] >= _SHORTEST_CLEAR
        for number, column, told_alone in zip(
            sentences[long].tolist(), columns[long].tolist(), sure[long], strict=True
        ):
            place = self.part_of[number], column
            self.sure[place] = max(self.sure[place], told_alone)

    def joined(self, found: Sequence[Found]) -> Iterator[Found]:
        """Give what the indicators found with the joint score."""
        for one in found:
            column = self.columns.get(one.code)
            if column is None:
                yield one
                continue
            score = self._score(self.part_of[one.first], column)
            yield Found(one.first, one.last, one.code, one.status, score, one.why, one.places)

    def added(self, limits: Sequence[float], decide: Decide) -> Iterator[Found]:
        """Give what no indicator found, or found in a question only."""
        import numpy as np

        enough = (self.sure[:, : len(self.codes)] >= np.array(limits)) & self.telling[:, None]
        asked = np.argwhere(enough & ~self.stated[:, : len(self.codes)]).tolist()
        for (place, column), (number, places, carrying) in zip(asked, self._carrying(asked), strict=True):
            decision = decide(number, self.codes[column], places, carrying)
            yield self._made(place, column, self.codes[column], number, places, decision)

    def spoken_of(self, limits: Sequence[float], decide: Decide) -> Iterator[Found]:
        """Give the themes that a stretch is about although none of their codes is found there, as their likeliest code, not asserted."""
        import numpy as np

        codes = len(self.codes)
        spoken: list[tuple[int, int, int]] = []
        found = self.sure[:, :codes] >= np.array(limits)
        needed = np.where(self.mentioned[:, codes:-1], MENTIONED, SPOKEN_OF)
        likely = self.speaking[:, None] & (self.sure[:, codes:] >= needed)
        for theme in np.flatnonzero(likely.any(axis=0)).tolist():
            of_theme = [column for column in self.members[theme] if limits[column] < _NEVER]
            if not of_theme:
                continue
            places = np.flatnonzero(likely[:, theme])
            places = places[~found[places][:, of_theme].any(axis=1)]
            likeliest = self.sure[places][:, of_theme].argmax(axis=1)
            best = zip(places.tolist(), likeliest.tolist(), strict=True)
            spoken += ((place, codes + theme, of_theme[one]) for place, one in best)
        told = self._carrying([(place, column) for place, column, _ in spoken])
        for (place, column, likeliest), (number, words, carrying) in zip(spoken, told, strict=True):
            stated = self._stated_shortly(place, likeliest, number, answers=carrying is not Carrying.STATES)
            decision = decide(number, self.codes[likeliest], words, carrying) if stated else None
            if decision is None or decision.rule not in _TOLD:
                decision = Decision(Status.NOT_ASSERTED, "spoken-of")
            # What is kept is no code, or one so shortly stated that little speaks for it: the code's own limit does not hold.
            yield self._made(place, column, self.codes[likeliest], number, words, decision, limits[likeliest])

    def _stated_shortly(self, place: int, column: int, number: int, *, answers: bool) -> bool:
        """Tell whether a sentence is an answer, or a label with its value, to what is likely this code ("Handlingsplan: nej")."""
        short = self.borders[number + 1] - self.borders[number] <= _LONGEST_NOTE
        return (answers or short) and float(self.sure[place, column]) >= _LIKELY

    def _score(self, place: int, column: int) -> float:
        return round(float(self.sure[place, column]), 4)

    def _made(
        self,
        place: int,
        column: int,
        code: int,
        number: int,
        places: tuple[int, ...],
        decision: Decision,
        least: float = 0.0,
    ) -> Found:
        first, (starts, ends) = self.lines.firsts[number], (self.lines.starts, self.lines.ends)
        matched = tuple(Span(starts[first + p], ends[first + p]) for p in places)
        why = Why(indicator=OPINION, matched=matched, rule=decision.rule)
        return Found(number, number, code, decision.status, max(least, self._score(place, column)), why, places)

    def _carrying(self, asked: Sequence[Sequence[int]]) -> list[tuple[int, tuple[int, ...], Carrying]]:
        """Give the sentence whose words speak most for a column, the places of those that do, and what it is to the code.

        For each stretch and column ``asked`` for. A question gives way to a statement that speaks for it too, else to its
        answer, and a label to its value.
        """
        import numpy as np

        if not asked:
            return []
        borders = self.borders
        parts = [self.parts[place] for place, _ in asked]
        spans = [(borders[part.first], borders[part.last + 1]) for part in parts]
        shares, begins = self.heard.shares(
            [(place, *span, column) for (place, column), span in zip(asked, spans, strict=True)]
        )
        # Where the words of each sentence of each stretch begin among those of all.
        sentences, of = ranges(
            np.array([p.first for p in parts], np.intp), np.array([p.last + 1 for p in parts], np.intp)
        )
        moved = begins - np.array([first for first, _ in spans], np.intp)
        starts: NDArray[np.intp] = np.array(borders, np.intp)[sentences] + moved[of]
        sums = np.add.reduceat(shares, starts).tolist()
        told, found, at = shares.tolist(), [], 0
        for part, begin in zip(parts, moved.tolist(), strict=True):
            size = part.last + 1 - part.first
            best, carrying = telling_best(self.lines, self.posing, part, sums[at : at + size])
            at += size
            number = part.first + best
            own = told[borders[number] + begin : borders[number + 1] + begin]
            ranked = sorted(range(len(own)), key=own.__getitem__, reverse=True)[:_MOST_WORDS]
            places = tuple(sorted(p for p in ranked if own[p] > 0)) or (ranked[0],)
            found.append((number, places, carrying))
        return found
