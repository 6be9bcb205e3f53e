"""Scores a codebook against hand coding: precision, recall and F1 by theme, code and status, with every miss listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.domain.coding import Status, Suggestion
from qualcode.domain.errors import N_, QualcodeError
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest


class UnknownThemeError(QualcodeError):
    """A gold line that names a theme or code which the codebook does not hold."""

    sentence = N_("Line {id} of the gold set names {name}, which the codebook does not hold; known: {known}.")


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A hand-coded text: ``themes`` must be found, ``also`` may be; ``codes`` gives code paths with their status, when coded."""

    id: str
    text: str
    themes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    codes: Mapping[str, str] | None = None


Witness = Callable[[GoldLine, Sequence[Suggestion]], None]
"""Told of every line and what was found in it, as the engine runs."""


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, misses and false finds; the shares are 0 where nothing was there to find or nothing was found."""

    hit: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """Give the share of finds that are right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 0.0

    @property
    def recall(self) -> float:
        """Give the share of what is there that was found."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, other: Score) -> Score:
        """Add two scores, for micro averages."""
        return Score(self.hit + other.hit, self.missed + other.missed, self.false + other.false)


@dataclass(frozen=True, slots=True)
class Miss:
    """Something of the gold set that was not found, or found with another status (``found``: that status, "" when not found)."""

    line: str
    name: str
    status: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What :func:`evaluate` found. ``codes`` and ``statuses`` are empty when no line gives codes.

    A find counts as false when its theme stands in neither ``themes`` nor ``also``. ``statuses`` score a status among the codes
    that were found; ``confusion`` counts (gold status, found status). ``false_per_ten`` are false finds per ten texts without any theme
    or code, None when the set has no such text.
    """

    lines: int
    micro: Score
    themes: Mapping[str, Score]
    misses: tuple[Miss, ...]
    false_finds: tuple[Miss, ...]
    micro_codes: Score = field(default_factory=Score)
    codes: Mapping[str, Score] = field(default_factory=dict)
    statuses: Mapping[str, Score] = field(default_factory=dict)
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)
    code_misses: tuple[Miss, ...] = ()
    false_per_ten: float | None = None

    @property
    def status_accuracy(self) -> float:
        """Give the share of found codes whose status is right too."""
        total = sum(self.confusion.values())
        return sum(n for (gold, found), n in self.confusion.items() if gold == found) / total if total else 0.0


@dataclass(slots=True)
class _Tally:
    scores: dict[str, Score] = field(default_factory=dict)

    def add(self, name: str, score: Score) -> None:
        self.scores[name] = self.scores.get(name, Score()).plus(score)

    def ordered(self, names: Iterable[str]) -> dict[str, Score]:
        return {name: self.scores[name] for name in names if name in self.scores}

    def total(self) -> Score:
        whole = Score()
        for score in self.scores.values():
            whole = whole.plus(score)
        return whole


def evaluate(compiled: CompiledCodebook, gold: Iterable[GoldLine], witness: Witness | None = None) -> Evaluation:
    """Run the engine over hand-coded texts; a theme counts as found by any of its codes, with any status, not-asserted too.

    ``witness`` is told of every line as it is done.

    Raises:
        UnknownThemeError: when a gold line names what the codebook does not hold.
    """
    themes = tuple(theme.path for theme in compiled.codebook.themes)
    paths = tuple(code.path for code in compiled.codes)
    by_theme, by_code, by_status = _Tally(), _Tally(), _Tally()
    misses: list[Miss] = []
    false_finds: list[Miss] = []
    code_misses: list[Miss] = []
    confusion: dict[tuple[str, str], int] = {}
    count = empty = false_in_empty = 0
    for line in gold:
        count += 1
        _check(line, themes, paths)
        suggestions = suggest(line.text, segment(line.text), compiled)
        if witness is not None:
            witness(line, suggestions)
        found = _found(suggestions)
        seen = {path.partition("/")[0] for path in found}
        for theme in line.themes:
            by_theme.add(theme, Score(hit=1) if theme in seen else Score(missed=1))
            if theme not in seen:
                misses.append(Miss(line.id, theme))
        wrong = sorted(seen.difference(line.themes, line.also))
        for theme in wrong:
            by_theme.add(theme, Score(false=1))
            false_finds.append(Miss(line.id, theme))
        if line.codes is not None:
            code_misses += _codes(line, found, by_code, by_status, confusion)
        if not line.themes and not line.also and not line.codes:
            empty += 1
            false_in_empty += len(found) if line.codes is not None else len(wrong)
    return Evaluation(
        lines=count,
        micro=by_theme.total(),
        themes=by_theme.ordered(themes),
        misses=tuple(misses),
        false_finds=tuple(false_finds),
        micro_codes=by_code.total(),
        codes=by_code.ordered(paths),
        statuses=by_status.ordered(status.value for status in Status),
        confusion=confusion,
        code_misses=tuple(code_misses),
        false_per_ten=10 * false_in_empty / empty if empty else None,
    )


def _check(line: GoldLine, themes: tuple[str, ...], paths: tuple[str, ...]) -> None:
    for name in (*line.themes, *line.also):
        if name not in themes:
            raise UnknownThemeError(id=line.id, name=name, known=", ".join(themes))
    for path in line.codes or {}:
        if path not in paths:
            raise UnknownThemeError(id=line.id, name=path, known=", ".join(paths))


def told_status(status: str, statuses: Sequence[str]) -> str:
    """Give the status that speaks for a code found in several passages: the one that agrees, else the first that asserts something."""
    asserted = [s for s in statuses if s != Status.NOT_ASSERTED]
    return status if status in statuses else next(iter(asserted or statuses))


def _found(suggestions: Iterable[Suggestion]) -> dict[str, list[str]]:
    """Give the codes found in a text with their statuses, in the order of the text."""
    found: dict[str, list[str]] = {}
    for suggestion in suggestions:
        found.setdefault(suggestion.code, []).append(suggestion.status.value)
    return found


def _codes(
    line: GoldLine,
    found: Mapping[str, list[str]],
    by_code: _Tally,
    by_status: _Tally,
    confusion: dict[tuple[str, str], int],
) -> list[Miss]:
    misses: list[Miss] = []
    gold = line.codes or {}
    for path, status in gold.items():
        if path not in found:
            by_code.add(path, Score(missed=1))
            misses.append(Miss(line.id, path, status))
            continue
        by_code.add(path, Score(hit=1))
        given = told_status(status, found[path])
        confusion[status, given] = confusion.get((status, given), 0) + 1
        if given == status:
            by_status.add(status, Score(hit=1))
            continue
        by_status.add(status, Score(missed=1))
        by_status.add(given, Score(false=1))
        misses.append(Miss(line.id, path, status, given))
    for path in found:
        if path not in gold:
            by_code.add(path, Score(false=1))
    return misses
