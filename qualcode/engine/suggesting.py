"""Proposes codings: matches of a sentence become one suggestion a code, with status, score and reasons; deterministic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from qualcode.domain.codebook import Kind, Scope
from qualcode.domain.coding import Status, Suggestion
from qualcode.domain.minutes import Segment
from qualcode.engine.afterthoughts import amend
from qualcode.engine.answers import answer, answered
from qualcode.engine.carrying import Carrying, Posing
from qualcode.engine.collecting import collecting_little
from qualcode.engine.combining import weigh
from qualcode.engine.cue_finding import Cue, find
from qualcode.engine.decisions import Decision
from qualcode.engine.follow_ups import (
    Found,
    by_itself,
    continued,
    corrected,
    inherited,
    lasting,
    stated,
    still_elsewhere,
)
from qualcode.engine.graphemes import whole
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.joining import joined
from qualcode.engine.judging import Judged, chosen
from qualcode.engine.lazy import lazy
from qualcode.engine.lines import Line, Lines
from qualcode.engine.matching import Match, holds, matches, regex_matches, sentences_to_try, token_matches
from qualcode.engine.own_turns import turned_home
from qualcode.engine.readings import Places, Reading
from qualcode.engine.status import decide
from qualcode.engine.stretches import Stretch, runs_in, stretches
from qualcode.engine.tone import toned
from qualcode.engine.tone_facts import Setting, beside
from qualcode.engine.topics import told_behind
from qualcode.engine.windows import parts_of
from qualcode.language.cues import CueKind, guess_language, load
from qualcode.language.tokens import words

_LONGEST_HEADING = 4
_FARTHEST_OTHERS = 8
"""Sentences in a row that begin with "they": nobody goes on for so long about another county, and each asks the one before it."""
_LONGEST_LEAD = 12
_HEADING_KINDS = frozenset({CueKind.LACK, CueKind.LACKING, CueKind.ENDED, CueKind.PLAN, CueKind.UNREADY})


def suggest(
    text: str,
    segments: Sequence[Segment],
    compiled: CompiledCodebook,
    *,
    case: str = "",
    places: Places | None = None,
    language: str = "",
) -> tuple[Suggestion, ...]:
    """Propose codings for a stored text, in the order of the text and the codebook.

    ``case`` is the document's own (county) and ``places`` tells which case a place's name belongs to: what is said of another
    case is not asserted. ``language`` is "sv", "en" or "" (guessed).

    Raises:
        RegexTimeoutError: when a regular expression of the codebook takes too long.
    """
    parts = parts_of(text, segments)
    if len(parts) > 1 and not language:
        language = guess_language(words(text[: parts[0].end]))
    runs = (Run(Lines(text, segments, compiled.lexicon, language, part), compiled, case, places) for part in parts)
    with collecting_little():
        return whole(text, chain.from_iterable(map(_suggested, runs)))


def _suggested(run: Run) -> Iterator[Suggestion]:
    limits = run.limits
    found = run.toned(lasting(run.findings(), limits))
    found = continued(run.lines, run.reading, found)
    found = stated(run.lines, corrected(run.lines, run.reading, found))
    yield from joined(run.compiled, run.lines, [f for f in found if f.score >= limits[f.code]])
    run.let_go()


def findings(
    text: str,
    segments: Sequence[Segment],
    compiled: CompiledCodebook,
    *,
    case: str = "",
    places: Places | None = None,
    language: str = "",
) -> tuple[list[Found], Run]:
    """Give what the indicators and the second opinion find, with the status that the rules give, and the run that found it."""
    run = Run(Lines(text, segments, compiled.lexicon, language), compiled, case, places)
    return run.findings(), run


class Run:
    """One pass over one document; readings are worked out only for sentences that met something."""

    def __init__(self, lines: Lines, compiled: CompiledCodebook, case: str, places: Places | None) -> None:
        self.text = lines.text
        self.compiled = compiled
        self.lines = lines
        self.language = lines.language
        self._case = case
        self._places = places
        self._readings: dict[int, Reading] = {}
        self._decisions: dict[tuple[int, tuple[int, ...], Status, Kind, bool], Decision] = {}

    def let_go(self) -> None:
        """Forget sentences and readings: they know the document and this run, and Python would find out late that nobody else does."""
        self._readings.clear()
        self.lines.let_go()

    def reading(self, number: int) -> Reading:
        """Give the reading of a sentence, worked out when first asked for."""
        reading = self._readings.get(number)
        if reading is None:
            reading = Reading(
                self.text,
                self.lines[number],
                self.language,
                case=self._case,
                places=self._places,
                before=lambda: self._before(number),
            )
            self._readings[number] = reading
        return reading

    def _before(self, number: int) -> Reading | None:
        """Give the reading of the sentence before one in its paragraph; not at the end of a long row that goes on about others."""
        lines, they = self.lines, load(self.language).classes["they"]
        row = range(max(0, number - _FARTHEST_OTHERS), number)
        if not number or lines.paragraph(number) != lines.paragraph(number - 1):
            return None
        if len(row) == _FARTHEST_OTHERS and all(lines.words[lines.firsts[n]].casefold() in they for n in row):
            return None
        return self.reading(number - 1)

    def findings(self) -> list[Found]:
        """Give what is found, weighed, with what the sentences around say of it."""
        found = self.weighed(self.found())
        found = still_elsewhere(self.lines, self.reading, answered(self.lines, self.reading, found))
        found = turned_home(self.lines, self.reading, found)
        return amend(self.lines, self.reading, found)

    def found(self) -> list[Found]:
        """Give what every sentence says of every code; what was gathered from a paragraph only where none of its sentences does."""
        return by_itself(self.lines, list(self._said()), self.compiled.scattered)

    def _said(self) -> Iterator[Found]:
        chosen = self._chosen_sentences()
        for number in sorted(chosen):
            line = self.lines[number]
            met = self._matches(number, line, chosen[number])
            if met:
                yield from self._judge(number, line, met)

    def _chosen_sentences(self) -> dict[int, tuple[int, ...]]:
        """Give the sentences that may hold an indicator, each with those to look for."""
        compiled, lines = self.compiled, self.lines
        sieve = compiled.sieve("en" if self.language == "en" else "sv")
        chosen = sieve.sift(lines)
        untried = sentences_to_try(compiled, sieve.untold, self.text, lines)
        for number in compiled.token_rules:
            untried += ((sentence, number) for sentence in range(len(lines)))
        for sentence, number in untried:
            chosen[sentence] = (*chosen.get(sentence, ()), number)
        return chosen

    def weighed(self, found: list[Found]) -> list[Found]:
        """Join what the indicators found with the codebook's second opinion, when it has one."""
        compiled = self.compiled
        if compiled.speaker is None:
            return found
        parts = self.stretches
        return weigh(
            self.lines, found, compiled.speaker, compiled.spoken, self.limits, self._decided, parts, self.posing
        )

    @lazy
    def limits(self) -> list[float]:
        """Give for each code how probable a suggestion must be."""
        return [code.threshold for code in self.compiled.codes]

    @lazy
    def stretches(self) -> list[Stretch]:
        """Give what of the document is weighed together."""
        return stretches(self.lines, self.asks)

    def asks(self, number: int) -> bool:
        """Tell whether a sentence is a question."""
        return self.lines.asks(number)

    @property
    def posing(self) -> Posing:
        """Give which sentences pose what the next one tells."""
        return Posing(self.asks, lambda number: runs_in(self.lines, number) and told_behind(self.reading(number + 1)))

    def toned(self, found: list[Found]) -> list[Found]:
        """Let the second opinion weigh the statuses as well."""
        compiled = self.compiled
        if compiled.speaker is None:
            return found
        names = [(code.path, code.kind) for code in compiled.codes]
        return toned(found, self.setting(found, self.limits), compiled.speaker, names)

    def setting(self, found: Sequence[Found], limits: Sequence[float]) -> Setting:
        """Give what stands around findings; those below their code's limit count for nothing."""
        stretch_of = {n: part for part in self.stretches for n in range(part.first, part.last + 1)}
        return Setting(
            self.lines,
            self.reading,
            self.asks,
            stretch_of,
            *beside(found, [code.path for code in self.compiled.codes], limits),
            of_case=bool(self._case),
        )

    def _decided(self, number: int, code: int, places: tuple[int, ...], carrying: Carrying) -> Decision:
        told = None if carrying is Carrying.STATES else answer(self.lines, self.reading, number)
        if told is not None:
            return told
        if carrying is Carrying.FOLLOWS:
            # "Och de anhöriga? (Ljudet bröts.)": what neither speaks of the matter nor answers leaves it open.
            return Decision(Status.NOT_ASSERTED, "question")
        kind = self.compiled.codes[code].kind
        return decide(self.reading(number), places, says=Status.PRESENT, kind=kind, fixed=False, owns=False)

    def _matches(self, number: int, line: Line, chosen: Sequence[int]) -> list[Match]:
        compiled = self.compiled
        met: list[Match] = []
        regexes: list[Match] = []
        tokens: list[Match] = []
        for place in chosen:
            indicator = compiled.indicators[place]
            if indicator.regex is not None:
                regexes += regex_matches(line, place, compiled)
            elif indicator.matchers:
                tokens += token_matches(line, place, compiled, "en" if self.language == "en" else "sv")
            elif indicator.rule.scope is Scope.PARAGRAPH:
                met += matches(line, place, compiled, self._around(number, line))
            else:
                met += matches(line, place, compiled)
        return met + regexes + tokens

    def _around(self, number: int, line: Line) -> list[Line]:
        own = [self.lines[other] for other in self.lines.neighbours(number)]
        return [self.lines[line.lead], *own] if line.lead >= 0 else own

    def _judge(self, number: int, line: Line, met: Sequence[Match]) -> Iterator[Found]:
        by_code: dict[int, list[Match]] = {}
        for match in met:
            by_code.setdefault(self.compiled.indicators[match.indicator].code, []).append(match)
        for code in sorted(by_code):
            excluded = self.compiled.codes[code].exclude
            if excluded is not None and holds(line, excluded):
                continue
            judged = [self._judged(number, match) for match in by_code[code]]
            yield from chosen(number, line, code, judged)

    def _judged(self, number: int, match: Match) -> Judged:
        indicator = self.compiled.indicators[match.indicator]
        reading = self.reading(number)
        kind, says, fixed = self.compiled.codes[indicator.code].kind, indicator.says, indicator.rule.fixed
        # Several indicators often meet the same words.
        asked = (number, match.places, says, kind, fixed)
        decision = self._decisions.get(asked)
        if decision is None:
            decision = decide(reading, match.places, says=says, kind=kind, fixed=fixed)
            if decision.rule == "plain" and kind is Kind.FINDING and self.lines[number].bullet:
                decision = inherited(self._announced(self.lines[number]), decision)
            self._decisions[asked] = decision
        explicit = indicator.rule.fixed or indicator.says is not Status.PRESENT or decision.rule == "denied"
        return Judged(match, decision, indicator.rule.weight, reading, explicit, indicator.rule.id)

    def _announced(self, line: Line) -> Sequence[Cue]:
        """Give the cues of what introduces a list item: the sentence before the list, else a heading of a few words."""
        if line.lead >= 0:
            return self.reading(line.lead).cues
        heading = words(line.heading)
        limit = _LONGEST_LEAD if line.heading.endswith(":") else _LONGEST_HEADING
        if not 0 < len(heading) <= limit or heading[0].casefold() in load(self.language).classes["question"]:
            return ()
        return [cue for cue in find(heading, self.language)[0] if cue.kind in _HEADING_KINDS]
