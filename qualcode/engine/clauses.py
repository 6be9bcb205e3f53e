"""Cuts a sentence into clauses: by conjunctions, punctuation and finite verbs, with what governs what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import NamedTuple

from qualcode.engine.openings import ClauseCutter, Opening, is_finite
from qualcode.language.cues import load

_SHORTEST_CLAUSE = 2

GOVERNED = frozenset({Opening.THAT, Opening.WHETHER, Opening.RELATIVE})


class Clause(NamedTuple):
    """Words ``start`` up to ``end`` of the sentence (it may go on after one it holds); ``parent`` is the clause before or above it."""

    opening: Opening
    start: int
    parent: int
    finite: bool


@dataclass(frozen=True, slots=True)
class ClauseMap:
    """The clauses of a sentence, and the clause of every word."""

    clauses: tuple[Clause, ...]
    of: tuple[int, ...]

    def above(self, clause: int) -> list[int]:
        """Give the clauses that govern ``clause`` through "att", "om" or a relative, nearest first."""
        found: list[int] = []
        while self.clauses[clause].opening in GOVERNED and self.clauses[clause].parent >= 0:
            clause = self.clauses[clause].parent
            found.append(clause)
        return found


def cut(words: Sequence[str], gaps: Sequence[str], language: str) -> ClauseMap:
    """Cut a sentence, given as casefolded words and what stands before each of them, into clauses."""
    cues = load(language)
    size = len(words)
    finite = list(map(is_finite, words, repeat(cues.language)))
    for place, word in enumerate(words):
        if (
            finite[place]
            and word.endswith("as")
            and not cues.classes["modal"].isdisjoint(words[max(0, place - 3) : place])
        ):
            # "kan mötas", "ska tas fram": after a modal the form in -s is an infinitive.
            finite[place] = False
    cutter = ClauseCutter(cues, words, finite, gaps)
    clauses = [Clause(Opening.IF if cutter.begins_condition() else Opening.START, 0, -1, finite=False)]
    verbs = [0]
    of: list[int] = []
    current = 0
    openers = _openers(cues.language)
    for place in range(size):
        opening = None
        if place and (gaps[place] != " " or words[place] in openers):
            opening = cutter.opening(
                place, has_verb=verbs[current] > 0, relative=clauses[current].opening is Opening.RELATIVE
            )
        if opening is not None:
            clauses.append(Clause(opening, place, current, finite=False))
            verbs.append(0)
            current = len(clauses) - 1
        elif not (finite[place] and place and verbs[current]):
            # Only a second finite verb ends a clause without a mark or a word that begins another.
            pass
        elif clauses[current].opening is Opening.RELATIVE and _resumes(finite, place, clauses[current]):
            # "De kommuner som saknar plan får …": a second finite verb belongs to the clause that the relative broke into.
            current = clauses[current].parent
        elif (
            clauses[current].start <= 1
            and cutter.is_fronted()
            and place > _SHORTEST_CLAUSE
            and words[place - 1] not in cues.classes["modal"]
        ):
            # "När planen antogs blev det …": the second finite verb begins the main clause, comma or not.
            clauses.append(Clause(Opening.COMMA, place, current, finite=False))
            verbs.append(0)
            current = len(clauses) - 1
        verbs[current] += finite[place]
        of.append(current)
    done = tuple(Clause(c.opening, c.start, c.parent, finite=verbs[i] > 0) for i, c in enumerate(clauses))
    return ClauseMap(done, tuple(of))


@cache
def _openers(language: str) -> frozenset[str]:
    """Give the words that may begin a clause without a mark before them; all others are passed over at once."""
    kinds = load(language).classes
    return frozenset({"utan"}).union(
        *(kinds[name] for name in ("contrast", "that", "whether", "if", "relative", "subordinate", "coordinator"))
    )


def _resumes(finite: Sequence[bool], place: int, clause: Clause) -> bool:
    return not finite[place - 1] and place > clause.start + 2
