"""Cuts a sentence into clauses: by conjunctions, punctuation and finite verbs, with what governs what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from qualcode.language.cues import CueList, load
from qualcode.language.lemmas import known_lemma

_LOOK_AHEAD = 5
_DENIAL_REACH = 25
_LONGEST_PRONOUN = 5
_SHORTEST_CLAUSE = 2
_ASKING = frozenset(
    {
        "vet",
        "visste",
        "säker",
        "säkra",
        "säkert",
        "osäker",
        "osäkra",
        "osäkert",
        "oklart",
        "frågade",
        "frågar",
        "undrade",
        "undrar",
        "ovisst",
        "oviss",
        "know",
        "knew",
        "unclear",
        "unsure",
        "asked",
    }
)
_MODALS = frozenset(
    {"ska", "skall", "kan", "måste", "bör", "får", "vill", "skulle", "kunde", "borde", "ville", "brukar", "att"}
)
_HARD = frozenset(";:()\t|\n")
_DASHES = frozenset("–—")


class Opening(StrEnum):
    """How a clause begins, which decides what may govern it."""

    START = "start"
    CONTRAST = "contrast"
    COORDINATE = "coordinate"
    COMMA = "comma"
    BREAK = "break"
    THAT = "that"
    WHETHER = "whether"
    IF = "if"
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"


GOVERNED = frozenset({Opening.THAT, Opening.WHETHER, Opening.RELATIVE})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``start`` up to ``end`` of the sentence (a clause may go on after one it holds); ``parent`` is the clause before or above it."""

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


@lru_cache(maxsize=200_000)
def is_finite(word: str, language: str) -> bool:
    """Tell whether a casefolded word is likely a finite verb: by a short list, else by how it differs from its lemma."""
    if word in load(language).classes["finite"]:
        return True
    if language != "sv" or len(word) < 4:  # noqa: PLR2004 - short verbs stand in the list
        return False
    lemma = known_lemma(word, language)
    if not lemma.endswith("a") or lemma == word:
        return False
    present = word in {lemma + "r", lemma + "s", lemma[:-1] + "er", lemma[:-1] + "s", lemma[:-1] + "es"}
    past = word.endswith(("ade", "ades", "de", "des", "te", "tes"))
    return present or past


def cut(text: str, words: Sequence[str], borders: Sequence[tuple[int, int]], language: str) -> ClauseMap:
    """Cut a sentence, given as casefolded words and where they stand in ``text``, into clauses."""
    cues = load(language)
    size = len(words)
    finite = [is_finite(word, cues.language) for word in words]
    for place, word in enumerate(words):
        if finite[place] and word.endswith("as") and not _MODALS.isdisjoint(words[max(0, place - 3) : place]):
            # "kan mötas", "ska tas fram": after a modal the form in -s is an infinitive.
            finite[place] = False
    gaps = [""] + [text[borders[i][1] : borders[i + 1][0]] for i in range(size - 1)]
    cutter = _Cutter(cues, words, finite, gaps)
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
        elif (
            place
            and clauses[current].opening is Opening.RELATIVE
            and verbs[current]
            and finite[place]
            and _resumes(finite, place, clauses[current])
        ):
            # "De kommuner som saknar plan får …": a second finite verb belongs to the clause that the relative broke into.
            current = clauses[current].parent
        elif (
            clauses[current].start <= 1
            and verbs[current]
            and finite[place]
            and cutter.is_fronted()
            and place > _SHORTEST_CLAUSE
            and words[place - 1] not in _MODALS
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


@dataclass(frozen=True, slots=True)
class _Cutter:
    cues: CueList
    words: Sequence[str]
    finite: Sequence[bool]
    gaps: Sequence[str]

    def opening(self, place: int, *, has_verb: bool, relative: bool) -> Opening | None:
        """Tell what clause begins at this word, or None when the clause goes on."""
        kind = self.cues.classes
        word, gap = self.words[place], self.gaps[place]
        if word == "utan" and self._denied_before(place):
            # "inte X utan Y" and "ingen … utan en plan": what follows is what holds.
            return Opening.CONTRAST
        hard = not _HARD.isdisjoint(gap) or (not _DASHES.isdisjoint(gap)) or " - " in gap or " + " in gap
        comma = "," in gap
        if word in kind["contrast"]:
            # "dock" and "däremot" inside a clause say contrast but begin nothing, unless the clause already has its verb.
            return (
                Opening.CONTRAST
                if word in {"men", "but", "fast", "fastän", "medan", "although", "though", "whereas", "while"} or comma
                else None
            )
        if word in kind["that"]:
            return Opening.THAT if self._is_subject_ahead(place) else None
        if word in kind["whether"]:
            return Opening.WHETHER
        if word in kind["if"]:
            return self._if(place, comma=comma or hard)
        if hard:
            return Opening.BREAK
        if word in kind["relative"] and self._verb_ahead(place) and not self._phrase(place):
            return Opening.RELATIVE
        if (
            word in kind["subordinate"]
            and (word != "så" or comma)
            and self.words[place + 1 : place + 2] not in ((), ("att",))
            and (comma or has_verb)
            and self._verb_ahead(place)
        ):
            return Opening.SUBORDINATE
        if word in kind["coordinator"] and place + 1 < len(self.words):
            return Opening.COORDINATE if self._coordinates(place + 1, has_verb=has_verb) else None
        if comma:
            return self._comma(place, has_verb=has_verb, relative=relative)
        return None

    def _comma(self, place: int, *, has_verb: bool, relative: bool) -> Opening | None:
        word = self.words[place]
        if word in {"inte", "ej", "utan", "varken", "ingen", "inget", "inga", "not", "neither", "dock", "aldrig"}:
            return Opening.COMMA
        if relative or (has_verb and self._verb_ahead(place - 1)):
            return Opening.COMMA
        if word in self.cues.classes["subject"] and self._verb_ahead(place):
            return Opening.COMMA
        return None

    def _coordinates(self, place: int, *, has_verb: bool) -> bool:
        word = self.words[place]
        if self.finite[place]:
            return has_verb
        if word in {"inte", "ingen", "inget", "inga", "ej", "aldrig", "no", "not", "någon", "något", "några"}:
            return True
        if (
            word in self.cues.classes["subject"]
            and self._verb_ahead(place)
            and (has_verb or len(word) <= _LONGEST_PRONOUN)
        ):
            return True
        return has_verb and self._verb_ahead(place, near=4)

    def _if(self, place: int, *, comma: bool) -> Opening | None:
        before = self.words[place - 1]
        if not _ASKING.isdisjoint(self.words[max(0, place - 4) : place]) and self._verb_ahead(place):
            return Opening.WHETHER
        if before in {
            "även",
            "fråga",
            "frågade",
            "undrade",
            "vet",
            "inte",
            "oklart",
            "osäker",
            "osäkra",
            "osäkert",
            "oviss",
            "frågan",
            "diskuterar",
            "even",
            "asked",
            "wondered",
            "unclear",
            "sure",
            "know",
            "unsure",
            "ej",
            "undrar",
            "frågar",
        }:
            return Opening.WHETHER if self._verb_ahead(place) else None
        after = self.words[place + 1] if place + 1 < len(self.words) else ""
        joined = place + 1 < len(self.gaps) and "," not in self.gaps[place + 1]
        opens = comma or before in self.cues.classes["coordinator"] or before in self.cues.classes["contrast"]
        return (
            Opening.IF
            if joined
            and (opens or after in self.cues.classes["subject"] or after in {"inte", "någon", "något"})
            and self._verb_ahead(place)
            else None
        )

    def is_fronted(self) -> bool:
        """Tell whether the sentence begins with a subordinate clause."""
        first = self.words[0]
        if first in self.cues.classes["if"]:
            return self.begins_condition()
        if "gäller" in self.words[1:3]:
            # "När det gäller planen har vi …" only names the topic.
            return False
        return first in {
            "när",
            "eftersom",
            "innan",
            "medan",
            "trots",
            "ifall",
            "huruvida",
            "when",
            "because",
            "before",
            "while",
        } or self.words[:2] == ("även", "om")

    def begins_condition(self) -> bool:
        """Tell "Om vi hade …" at the start of a sentence from "Om pengarna rådde enighet"."""
        first = self.words[0] if self.words else ""
        if first not in self.cues.classes["if"] or len(self.words) < 3:  # noqa: PLR2004 - too short for a condition
            return False
        return self.words[1] in self.cues.classes["subject"] | {
            "någon",
            "något",
            "inte",
            "inget",
            "ingen",
        } and self._verb_ahead(0)

    def _denied_before(self, place: int) -> bool:
        denying = {"inte", "ej", "ingen", "inget", "inga", "aldrig", "icke", "knappast", "varken"}
        return any(word in denying for word in self.words[max(0, place - _DENIAL_REACH) : place]) and self.words[
            place - 1
        ] not in denying | {"står", "stod"}

    def _is_subject_ahead(self, place: int) -> bool:
        """Tell "att vi har" (a clause) from "att ta fram" (an infinitive): a finite verb comes, and the next word is no infinitive."""
        after = place + 1
        if after >= len(self.words):
            return False
        if self.words[after] in self.cues.classes["subject"]:
            return True
        word = self.words[after]
        if self.cues.language == "sv" and (self.finite[after] or (word.endswith("a") and known_lemma(word) == word)):
            # A subject stands first in a clause; a verb right after "att" is an infinitive ("att ta fram", "att tas fram").
            return False
        return self._verb_ahead(place)

    def _verb_ahead(self, place: int, near: int = _LOOK_AHEAD + 3) -> bool:
        """Tell whether a finite verb follows before the next mark or conjunction."""
        for at in range(place + 1, min(place + 1 + near, len(self.words))):
            if self.finite[at]:
                return True
            if any(sign in self.gaps[at] for sign in ",;:()–\t") and at > place + 1:
                return False
        return False

    def _phrase(self, place: int) -> bool:
        """Tell "som t.ex.", "där borta" and "såväl … som" from relatives: the verb must come soon."""
        return (
            self.words[place] in {"där", "where"}
            and not any(sign in self.gaps[place] for sign in ",")
            and self.finite[place - 1]
        )
