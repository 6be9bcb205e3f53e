"""A sentence read for its status: words, clauses and cues, worked out once however many codes it meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.domain.spans import Span
from qualcode.engine.clauses import ClauseMap, cut
from qualcode.engine.cue_finding import Cue, find
from qualcode.engine.matching import Line
from qualcode.language.cues import CueKind, CueList, load
from qualcode.language.lemmas import known_lemma

Places = Callable[[str], str | None]
"""Gives the case (county) that a place's name belongs to, or None for a word that names no place."""

_LONGEST_TITLE = 6
_QUOTE = re.compile('["”“„»][^"”“„»«\n]{2,80}["”“«»]')


@dataclass(frozen=True, slots=True)
class Reading:
    """What the status rules know of a sentence. ``elsewhere`` are the clauses about another case, with the cue that says so."""

    line: Line
    words: tuple[str, ...]
    clauses: ClauseMap
    cues: tuple[Cue, ...]
    helping: tuple[Cue, ...]
    lists: CueList
    question: bool
    elsewhere: dict[int, Cue]
    quotes: tuple[tuple[int, int], ...] = ()

    def clause_of(self, place: int) -> int:
        """Give the number of the clause that holds a word."""
        return self.clauses.of[place]

    def words_of(self, clause: int) -> list[int]:
        """Give the places of a clause's words."""
        return [place for place, number in enumerate(self.clauses.of) if number == clause]

    def has(self, kind: CueKind, clause: int) -> Cue | None:
        """Give a helping cue of that kind in a clause."""
        return next((c for c in self.helping if c.kind is kind and self.clauses.of[c.start] == clause), None)

    def spans(self, cues: Sequence[Cue]) -> tuple[Span, ...]:
        """Give where cues stand in the text, word by word joined."""
        return tuple(sorted(Span(self.line.borders[c.start][0], self.line.borders[c.end - 1][1]) for c in cues))

    def quoted_apart(self, place: int, others: Sequence[int]) -> bool:
        """Tell whether a word lies in a short quotation (a title, a slogan) that holds none of the other words."""
        return any(a <= place < b and not any(a <= p < b for p in others) for a, b in self.quotes)

    def definite(self, place: int) -> bool:
        """Tell whether a word has the ending of a definite noun ("planen", "nätverket"), so that its existence is taken for granted."""
        word = self.words[place]
        if self.lists.language != "sv":
            return place > 0 and self.words[place - 1] in {"the", "this", "our"}
        bare = word.removesuffix("s")
        lemma = known_lemma(bare)
        if bare.endswith(("en", "et", "an", "na", "erna", "arna")) and lemma != bare:
            return True
        return place > 0 and self.words[place - 1] in {
            "vår",
            "vårt",
            "våra",
            "denna",
            "detta",
            "dessa",
            "länets",
            "regionens",
            "kommunens",
        }


def read(text: str, line: Line, language: str, *, case: str = "", places: Places | None = None) -> Reading:
    """Work out clauses and cues of a sentence of ``text``."""
    words = tuple(word.casefold() for word in line.words)
    lists = load(language)
    clauses = cut(text, words, line.borders, lists.language)
    deciding, helping = find(line.words, language)
    reading = Reading(
        line, words, clauses, tuple(deciding), tuple(helping), lists, asks(text, line), {}, _short_quotes(text, line)
    )
    _mark_elsewhere(reading, case, places)
    return reading


def _short_quotes(text: str, line: Line) -> tuple[tuple[int, int], ...]:
    """Give the word ranges of quotations of a few words; longer ones are speech and tell what the speaker says."""
    found: list[tuple[int, int]] = []
    for met in _QUOTE.finditer(text, line.span.start, line.span.end):
        inside = [i for i, (a, b) in enumerate(line.borders) if a >= met.start() and b <= met.end()]
        if 0 < len(inside) <= _LONGEST_TITLE:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


def asks(text: str, line: Line) -> bool:
    """Tell whether a sentence asks: it ends in a question mark, outside a quotation that the sentence only reports."""
    if line.moderator:
        return True
    tail = line.span.of(text).rstrip(" \"”'’»*_)")
    return tail.endswith("?")


def _mark_elsewhere(reading: Reading, case: str, places: Places | None) -> None:
    """Find the clauses that tell of another case, and those that go on about it."""
    own = reading.lists.classes["own"]
    companion = reading.lists.classes["companion"]
    count = len(reading.clauses.clauses)
    ours = [any(reading.words[p] in own for p in reading.words_of(c)) for c in range(count)]
    for cue in reading.cues:
        if cue.kind is not CueKind.ELSEWHERE:
            continue
        clause = reading.clause_of(cue.start)
        before = reading.words[cue.start - 1] if cue.start else ""
        if not ours[clause] and before not in companion:
            reading.elsewhere[clause] = cue
    if places is not None:
        for clause, cue in _places_elsewhere(reading, case, places):
            if not ours[clause]:
                reading.elsewhere.setdefault(clause, cue)
    for clause in range(1, count):
        # What is added to a clause about others is about them too, until somebody says "we" or "but".
        opening = reading.clauses.clauses[clause].opening.value
        if clause - 1 in reading.elsewhere and not ours[clause] and opening not in {"contrast", "break"}:
            reading.elsewhere.setdefault(clause, reading.elsewhere[clause - 1])


def _places_elsewhere(reading: Reading, case: str, places: Places) -> list[tuple[int, Cue]]:
    found: list[tuple[int, Cue]] = []
    for place, word in enumerate(reading.line.words):
        if not word[:1].isupper():
            continue
        name = places(word)
        if name is None and place + 1 < len(reading.line.words):
            name = places(f"{word} {reading.line.words[place + 1]}")
        if not name or (case and name == case):
            continue
        before = reading.words[place - 1] if place else ""
        before = reading.words[place - 2] if before == "region" and place > 1 else before
        local = before in {"i", "på", "hos", "in", "at"}
        clause = reading.clause_of(place)
        subject = (
            place <= reading.clauses.clauses[clause].start + 1 and before not in reading.lists.classes["companion"]
        )
        if not (local or subject):
            continue
        # Without knowing the document's own case, only "there they have" tells that a place is another one.
        third = any(reading.words[p] in {"de", "dom", "they"} for p in reading.words_of(clause))
        if case or third:
            found.append((clause, Cue(CueKind.ELSEWHERE, (place,))))
    return found
