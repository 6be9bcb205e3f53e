"""A sentence read for its status: words, clauses and cues, worked out once however many codes it meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qualcode.domain.spans import Span
from qualcode.engine.clauses import ClauseMap, cut
from qualcode.engine.cue_finding import Cue, find
from qualcode.engine.lazy import lazy
from qualcode.engine.lines import Line
from qualcode.engine.openings import Opening, is_finite
from qualcode.language.cues import CueKind, CueList, load
from qualcode.language.lemmas import known_lemma

Places = Callable[[str], str | None]
"""Gives the case (county) that a place's name belongs to, or None for a word that names no place."""

_LONGEST_TITLE = 6
_QUOTE = re.compile('["”“„»][^"”“„»«\n]{2,80}["”“«»]')


class Reading:
    """What the status rules know of a sentence, each thing worked out when first asked for."""

    def __init__(
        self,
        text: str,
        line: Line,
        language: str,
        *,
        case: str = "",
        places: Places | None = None,
        before: Callable[[], Reading | None] | None = None,
    ) -> None:
        """Take a sentence; ``before`` gives the reading of the one before it in its paragraph, if any."""
        self.line = line
        self.lists: CueList = load(language)
        self._text = text
        self._language = language
        self._case = case
        self._places = places
        self._before = before

    @lazy
    def words(self) -> tuple[str, ...]:
        """Give the words, casefolded."""
        return tuple(map(str.casefold, self.line.words))

    @lazy
    def clauses(self) -> ClauseMap:
        """Give the clauses."""
        return cut(self.words, self.line.gaps, self.lists.language)

    @lazy
    def _found(self) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
        deciding, helping = find(self.line.words, self._language)
        return tuple(deciding), tuple(helping)

    @lazy
    def cues(self) -> tuple[Cue, ...]:
        """Give the cues that decide, in order."""
        return self._found[0]

    @lazy
    def helping(self) -> tuple[Cue, ...]:
        """Give the cues that help to decide."""
        return self._found[1]

    @lazy
    def question(self) -> bool:
        """Tell whether the sentence asks."""
        return self.line.asks

    @lazy
    def elsewhere(self) -> dict[int, Cue]:
        """Give the clauses about another case, with the cue that says so."""
        return _elsewhere(self, self._case, self._places)

    @lazy
    def names_another(self) -> bool:
        """Tell whether a word names another case, whatever is said of it."""
        if any(cue.kind is CueKind.ELSEWHERE for cue in self.cues):
            return True
        if not self._case or self._places is None:
            return False
        named = {self._places(word) for word in self.line.words if word[:1].isupper()} - {None}
        return bool(named) and self._case not in named

    @lazy
    def names_own(self) -> bool:
        """Tell whether a word names the document's own case."""
        if not self._case or self._places is None:
            return False
        return any(self._places(word) == self._case for word in self.line.words if word[:1].isupper())

    def of_county(self, place: int) -> bool:
        """Tell whether a word speaks of one's own county ("länet", "kommunerna")."""
        return self.words[place].startswith(self.lists.beginnings["own_county"])

    @lazy
    def goes_on_elsewhere(self) -> bool:
        """Tell whether the sentence goes on about another case that the one before it spoke of ("Där sitter …", "De har …").

        "De sex kommunerna" is an article, and the county's own as likely as not.
        """
        kinds = self.lists.classes
        first, after = (*self.words[:2], "", "")[:2]
        goes_on = first in kinds["there"] or first in kinds["they"]
        if not goes_on or self._before is None or not is_finite(after, self._language):
            return False
        if self.names_own or not kinds["own"].isdisjoint(self.words):
            return False
        before = self._before()
        if before is None:
            return False
        return before.names_another if first in kinds["there"] else bool(before.elsewhere)

    @lazy
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Give the word ranges of short quotations."""
        return _short_quotes(self._text, self.line)

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
        if bare.endswith(("en", "et", "an", "na", "erna", "arna")) and known_lemma(bare) != bare:
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


def _short_quotes(text: str, line: Line) -> tuple[tuple[int, int], ...]:
    """Give the word ranges of quotations of a few words; longer ones are speech and tell what the speaker says."""
    found: list[tuple[int, int]] = []
    for met in _QUOTE.finditer(text, line.span.start, line.span.end):
        inside = [i for i, (a, b) in enumerate(line.borders) if a >= met.start() and b <= met.end()]
        if 0 < len(inside) <= _LONGEST_TITLE:
            found.append((inside[0], inside[-1] + 1))
    return tuple(found)


def _elsewhere(reading: Reading, case: str, places: Places | None) -> dict[int, Cue]:
    """Find the clauses that tell of another case, and those that go on about it."""
    told = [cue for cue in reading.cues if cue.kind is CueKind.ELSEWHERE]
    named = _places_elsewhere(reading, case, places) if places is not None else []
    found: dict[int, Cue] = {}
    if reading.goes_on_elsewhere:
        found[0] = Cue(CueKind.ELSEWHERE, (0,))
    elif not told and not named:
        return found
    own = reading.lists.classes["own"]
    companion = reading.lists.classes["companion"]
    count = len(reading.clauses.clauses)
    hearing = reading.lists.classes["hearing"]
    said = [{reading.words[p] for p in reading.words_of(c)} for c in range(count)]
    # "…, läste vi i ett nyhetsbrev" tells where it is known from, not of whom it is told.
    ours = [not own.isdisjoint(words) and hearing.isdisjoint(words) for words in said]
    for cue in told:
        clause = reading.clause_of(cue.start)
        before = reading.words[cue.start - 1] if cue.start else ""
        if not ours[clause] and before not in companion:
            found[clause] = cue
    for clause, cue in named:
        if not ours[clause]:
            found.setdefault(clause, cue)
    for clause in range(1, count):
        # What is added to a clause about others is about them too, until somebody says "we" or "but".
        if clause - 1 in found and not ours[clause] and not _turns(reading, clause):
            found.setdefault(clause, found[clause - 1])
    return found


def _turns(reading: Reading, clause: int) -> bool:
    """Tell whether a clause may turn to another matter: after "but" with a subject of its own, or a mark other than a colon."""
    begun = reading.clauses.clauses[clause]
    if begun.opening is Opening.BREAK:
        return ":" not in reading.line.gaps[begun.start]
    if begun.opening is not Opening.CONTRAST:
        return False
    after = begun.start + 1
    # "… har ingen plan utan jobbar efter en annan": who does it is still who was named.
    return after >= len(reading.words) or not is_finite(reading.words[after], reading.lists.language)


def _places_elsewhere(reading: Reading, case: str, places: Places) -> list[tuple[int, Cue]]:
    found: list[tuple[int, Cue]] = []
    words = reading.line.words
    for place in [place for place, word in enumerate(words) if word[0].isupper()]:
        word = words[place]
        name = places(word)
        if name is None and place + 1 < len(reading.line.words):
            name = places(f"{word} {reading.line.words[place + 1]}")
        if not name or (case and name == case):
            continue
        before = reading.words[place - 1] if place else ""
        after = reading.words[place + 1] if place + 1 < len(reading.words) else ""
        if case and before in {"om", "about", "of"} and after in reading.lists.classes["relative"]:
            # "läste om Kalmar, som gör en analys varje år": what is told of the place stands behind it.
            found.append((reading.clause_of(place + 1), Cue(CueKind.ELSEWHERE, (place,))))
        before = reading.words[place - 2] if before == "region" and place > 1 else before
        local = before in {"i", "på", "hos", "in", "at"}
        clause = reading.clause_of(place)
        subject = (
            place <= reading.clauses.clauses[clause].start + 1 and before not in reading.lists.classes["companion"]
        )
        if not (local or subject):
            continue
        # Without knowing the document's own case, only "there they have" or hearsay tells that a place is another one.
        kinds = reading.lists.classes
        third = any(reading.words[p] in kinds["they"] for p in reading.words_of(clause))
        third = third or not (kinds["hearing"] | kinds["hearsay"]).isdisjoint(reading.words)
        if case or third:
            found.append((clause, Cue(CueKind.ELSEWHERE, (place,))))
    return found
