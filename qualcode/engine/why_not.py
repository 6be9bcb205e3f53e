"""Why a code was not found where a person sees it: the indicator that came nearest, and what it lacked or what stopped it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain

from qualcode.domain.codebook import Indicator, Scope
from qualcode.domain.coding import Status
from qualcode.domain.minutes import Segment
from qualcode.domain.spans import Span
from qualcode.engine.carrying import Carrying
from qualcode.engine.combining import OPINION, weigh
from qualcode.engine.decisions import Decision
from qualcode.engine.follow_ups import Found
from qualcode.engine.indicators import CompiledCodebook, CompiledIndicator, TermList
from qualcode.engine.lines import Line
from qualcode.engine.matching import holds, in_section, matches, places_of, regex_matches, token_matches
from qualcode.engine.readings import Places
from qualcode.engine.suggesting import findings

_NEVER = 2.0
_MOST_NEAR = 1_000
"""More lists than any indicator has: what was met outdoes whatever was not."""


class Stop(StrEnum):
    """What kept a code from being found."""

    FOUND = "found"
    """Nothing: the codebook as it stands finds it."""
    BESIDE = "beside"
    """It is found in another sentence of the paragraph."""
    SCORE = "score"
    """It was met, but scores below the code's threshold."""
    UNLESS = "unless"
    """Every list was met, but so was a term of ``unless``."""
    SECTION = "section"
    """Every list was met, but under another heading than ``sections`` ask for."""
    EXCLUDED = "exclude"
    """An indicator was met, but so was a term that the code excludes."""
    APART = "apart"
    """Every list was met, but farther apart than ``within`` allows."""
    LIST = "list"
    """Some lists were met, others not."""
    NOTHING = "nothing"
    """No indicator came near."""


_STOPPED = (Stop.UNLESS, Stop.SECTION, Stop.EXCLUDED, Stop.APART)


@dataclass(frozen=True, slots=True)
class Nearest:
    """What came nearest to finding a code: ``indicator`` of the YAML file's ``line``, and the words that it ``met``.

    ``failed`` are the numbers (from 1) of the lists that were not met, of ``lists`` in all. ``terms`` are those of the first list
    that failed, or the sections asked for. ``others`` are the words that stopped it or, when a list failed, where that list stands in
    another sentence. ``score`` is None where nothing was weighed.
    """

    code: str
    stop: Stop
    threshold: float
    indicator: str = ""
    line: int = 0
    met: tuple[Span, ...] = ()
    failed: tuple[int, ...] = ()
    lists: int = 0
    terms: tuple[str, ...] = ()
    others: tuple[Span, ...] = ()
    within: int = 0
    score: float | None = None


@dataclass(frozen=True, slots=True)
class _Tried:
    """How near one indicator came in one sentence: all lists or not, the share of lists met, how many, how rare their words are."""

    near: tuple[bool, float, int, float]
    nearest: Nearest


class Looking:
    """One document looked through for what its suggestions lack; the engine runs over it once, whatever is asked."""

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        compiled: CompiledCodebook,
        *,
        case: str = "",
        places: Places | None = None,
    ) -> None:
        """Take what the engine takes."""
        self.text = text
        self.compiled = compiled
        self._found, self._run = findings(text, segments, compiled, case=case, places=places)
        self._lines = self._run.lines
        self._heard: dict[int, list[Found]] = {}
        self._raw: list[Found] | None = None
        self._lines_of = {rule.rule.id: rule.rule.line for rule in compiled.indicators}

    def nearest(self, codes: Sequence[str], window: Span | None = None) -> Nearest:
        """Give what came nearest to finding one of the codes (paths), in the sentences that ``window`` touches or anywhere."""
        touched = [n for n, span in enumerate(self._lines.spans) if window is None or span.overlaps(window)]
        told = [self._of_code(n, touched) for n, code in enumerate(self.compiled.codes) if code.path in codes]
        if not told:
            return Nearest(codes[0] if codes else "", Stop.NOTHING, 0.0)
        return max(told, key=lambda tried: tried.near).nearest

    def _of_code(self, code: int, touched: Sequence[int]) -> _Tried:
        path, threshold = self.compiled.codes[code].path, self.compiled.codes[code].threshold
        paragraphs = {self._lines.paragraph(n) for n in touched}
        weighed = [f for f in self._weighed(code) if self._lines.paragraph(f.first) in paragraphs]
        best = max(weighed, key=lambda f: (f.first in touched, f.score), default=None)
        score = None if best is None else max(f.score for f in weighed)
        if best is not None and (best.why.indicator != OPINION or best.score >= threshold):
            return _Tried((True, 1.0, _MOST_NEAR, best.score), self._as_found(best, touched))
        tries = (self._tried(n, number) for n in touched for number in self._rules(code))
        near = max((t for t in tries if t is not None), key=lambda t: t.near, default=None)
        if near is not None:
            return replace(near, nearest=replace(near.nearest, score=score))
        if best is not None:
            return _Tried((False, 0.0, 0, best.score), self._as_found(best, touched))
        return _Tried((False, 0.0, 0, -1.0), Nearest(path, Stop.NOTHING, threshold))

    def _as_found(self, found: Found, touched: Sequence[int]) -> Nearest:
        code = self.compiled.codes[found.code]
        enough = Stop.FOUND if found.first in touched else Stop.BESIDE
        return Nearest(
            code.path,
            Stop.SCORE if found.score < code.threshold else enough,
            code.threshold,
            found.why.indicator,
            self._lines_of.get(found.why.indicator, 0),
            found.why.matched,
            score=found.score,
        )

    def _weighed(self, code: int) -> list[Found]:
        """Give everything that speaks for a code, however weakly, with its joint score."""
        compiled = self.compiled
        if compiled.speaker is None or code not in compiled.spoken:
            return [f for f in self._found if f.code == code]
        if code not in self._heard:
            if self._raw is None:
                self._raw = self._run.found()
            limits = [0.0 if number == code else _NEVER for number in range(len(compiled.codes))]
            told = weigh(
                self._lines,
                self._raw,
                compiled.speaker,
                compiled.spoken,
                limits,
                _plain,
                self._run.stretches,
                self._run.posing,
            )
            self._heard[code] = [f for f in told if f.code == code]
        return self._heard[code]

    def _rules(self, code: int) -> Iterator[int]:
        return (number for number, rule in enumerate(self.compiled.indicators) if rule.code == code)

    def _tried(self, sentence: int, number: int) -> _Tried | None:
        """Tell how near an indicator came in a sentence; None when it met nothing there, or all that it asks."""
        indicator, line = self.compiled.indicators[number], self._lines[sentence]
        if not indicator.slots:
            met = self._met_as_whole(line, number)
            return self._stopped(line, number, [met]) if met else None
        around = self._around(sentence) if indicator.rule.scope is Scope.PARAGRAPH else []
        places = [_where(slot, [line, *(around if place else ())]) for place, slot in enumerate(indicator.slots)]
        failed = tuple(place for place, here in enumerate(places) if not here)
        if not failed:
            return self._stopped(line, number, places)
        if len(failed) == len(places):
            return None
        first = failed[0]
        elsewhere = _where(indicator.slots[first], self._others(sentence))
        return self._told(
            indicator,
            Stop.LIST,
            places,
            failed=tuple(place + 1 for place in failed),
            terms=indicator.rule.slots[first],
            others=elsewhere,
        )

    def _met_as_whole(self, line: Line, number: int) -> tuple[Span, ...]:
        """Give the words that a regular expression or token pattern meets, whatever bars it."""
        if self._bare.indicators[number].regex is not None:
            found = regex_matches(line, number, self._bare)
        else:
            language = "en" if self._run.language == "en" else "sv"
            found = token_matches(line, number, self._bare, language)
        return tuple(Span(*line.borders[place]) for match in found[:1] for place in match.places)

    @cached_property
    def _bare(self) -> CompiledCodebook:
        """Give the codebook without what bars its indicators."""
        bared = (replace(rule, sections=frozenset(), unless=None) for rule in self.compiled.indicators)
        return replace(self.compiled, indicators=tuple(bared))

    def _stopped(self, line: Line, number: int, places: Sequence[tuple[Span, ...]]) -> _Tried | None:
        """Tell what stopped an indicator whose lists are all met; None when nothing did."""
        indicator = self.compiled.indicators[number]
        excluded = self.compiled.codes[indicator.code].exclude
        if indicator.sections and not in_section(line, indicator.sections):
            return self._told(indicator, Stop.SECTION, places, terms=indicator.rule.sections)
        if indicator.unless is not None and holds(line, indicator.unless):
            return self._told(indicator, Stop.UNLESS, places, others=_where(indicator.unless, [line]))
        if indicator.rule.scope is Scope.WORDS and indicator.slots and not matches(line, number, self.compiled):
            return self._told(indicator, Stop.APART, places)
        if excluded is not None and holds(line, excluded):
            return self._told(indicator, Stop.EXCLUDED, places, others=_where(excluded, [line]))
        return None

    def _told(
        self,
        indicator: CompiledIndicator,
        stop: Stop,
        places: Sequence[tuple[Span, ...]],
        *,
        failed: tuple[int, ...] = (),
        terms: tuple[str, ...] = (),
        others: tuple[Span, ...] = (),
    ) -> _Tried:
        rule: Indicator = indicator.rule
        code = self.compiled.codes[indicator.code]
        met = len(places) - len(failed)
        rarity = sum(slot.weight for slot, here in zip(indicator.slots, places, strict=False) if here)
        nearest = Nearest(
            code.path,
            stop,
            code.threshold,
            rule.id,
            rule.line,
            tuple(sorted(set(chain.from_iterable(places)))),
            failed,
            len(places),
            terms,
            others,
            rule.within,
        )
        return _Tried((stop in _STOPPED, met / len(places), met, rarity), nearest)

    def _around(self, sentence: int) -> list[Line]:
        own = self._others(sentence)
        lead = self._lines.lead(sentence)
        return [self._lines[lead], *own] if lead >= 0 else own

    def _others(self, sentence: int) -> list[Line]:
        return [self._lines[other] for other in self._lines.neighbours(sentence) if other != sentence]


def _plain(_number: int, _code: int, _places: tuple[int, ...], _carrying: Carrying) -> Decision:
    """Leave the status open: only scores are asked for."""
    return Decision(Status.PRESENT)


def _where(terms: TermList, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Give the words of the first place where one of the terms stands."""
    for line in lines:
        for places in places_of(line, terms)[:1]:
            return tuple(Span(*line.borders[place]) for place in places)
    return ()
