"""Where a clause begins: conjunctions, marks and the verbs that follow them tell a new clause from a list of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from qualcode.language.cues import CueList, load
from qualcode.language.lemmas import known_lemma

_LOOK_AHEAD = 8
_DENIAL_REACH = 25
_LONGEST_PRONOUN = 5
_HARD = frozenset(";:()\t|\n–—")


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


@lru_cache(maxsize=50_000)
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


@dataclass(frozen=True, slots=True)
class ClauseCutter:
    """Tells, word by word, whether a clause begins; ``finite`` and ``gaps`` go with ``words``."""

    cues: CueList
    words: Sequence[str]
    finite: Sequence[bool]
    gaps: Sequence[str]

    def opening(self, place: int, *, has_verb: bool, relative: bool) -> Opening | None:  # noqa: C901, PLR0911 - one branch a kind of word
        """Tell what clause begins at this word, or None when the clause goes on."""
        kind = self.cues.classes
        word, gap = self.words[place], self.gaps[place]
        if word == "utan" and self._denied_before(place):
            # "inte X utan Y" and "ingen … utan en plan": what follows is what holds.
            return Opening.CONTRAST
        hard = not _HARD.isdisjoint(gap) or " - " in gap or " + " in gap
        comma = "," in gap
        if word in kind["contrast"]:
            # "dock" and "däremot" inside a clause say contrast but begin nothing, unless the clause already has its verb.
            return Opening.CONTRAST if word in kind["breaking"] or comma else None
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
        if word in self.cues.classes["denying"] or word == "dock":
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
        if word in self.cues.classes["denying"] or word in self.cues.classes["indefinite"]:
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
        if not self.cues.classes["asking"].isdisjoint(self.words[max(0, place - 4) : place]):
            return Opening.WHETHER if self._verb_ahead(place) else None
        after = self.words[place + 1] if place + 1 < len(self.words) else ""
        joined = place + 1 < len(self.gaps) and "," not in self.gaps[place + 1]
        opens = comma or before in self.cues.classes["coordinator"] or before in self.cues.classes["contrast"]
        return (
            Opening.IF
            if joined
            and (opens or after in self.cues.classes["subject"] or after in self.cues.classes["indefinite"])
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
        return first in self.cues.classes["fronting"] or tuple(self.words[:2]) == ("även", "om")

    def begins_condition(self) -> bool:
        """Tell "Om vi hade …" at the start of a sentence from "Om pengarna rådde enighet"."""
        first = self.words[0] if self.words else ""
        if first not in self.cues.classes["if"] or len(self.words) < 3:  # noqa: PLR2004 - too short for a condition
            return False
        opens = self.words[1] in self.cues.classes["subject"] or self.words[1] in self.cues.classes["indefinite"]
        return opens and self._verb_ahead(0)

    def _denied_before(self, place: int) -> bool:
        denying = self.cues.classes["denying"]
        if self.words[place - 1] in denying or self.words[place - 1] in {"står", "stod"}:
            return False
        return not denying.isdisjoint(self.words[max(0, place - _DENIAL_REACH) : place])

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

    def _verb_ahead(self, place: int, near: int = _LOOK_AHEAD) -> bool:
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
