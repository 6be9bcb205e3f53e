"""What a recogniser is: data, a validator, a score and a context; whoever finds names, here or in another package, does it as one.

Another package offers its own under the entry point group `qualcode.recognisers`; docs/anonymising.md shows how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from qualcode.anonymise.anchored_lines import Anchor, lines_of, lines_with, lines_with_figures, spans_of, stands
from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found, settle
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.recogniser import Guess
from qualcode.anonymise.searching import fitting, held
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import HitType

if TYPE_CHECKING:
    import regex

LEAST = 40
"""What is found with less strength is not replaced by a function: it is a doubt, masked and left to the review."""
MOST = 100
"""No recogniser is surer than this; the project's own words (always, never) are."""
RAISED = 35
"""So much a word of the context adds to the strength of a find."""
_BEFORE, _AFTER = 60, 30
"""So many characters around a find, on its line, are its context."""


class RecogniserFaultError(QualcodeError):
    """A recogniser of another package that cannot be used. The reason never holds words of the text."""

    sentence = N_("The recogniser {name} cannot be used ({reason}); mend or uninstall the package that brings it.")
    exit_code = 2


class RecogniserSlowError(RecogniserFaultError):
    """A pattern of the settings that does not come to an end."""

    sentence = N_(
        "The pattern of the recogniser {name} in qualcode.toml takes longer than {seconds} seconds on one text; "
        "make it simpler, a repetition inside a repetition is often the cause."
    )
    exit_code = 2


class RecogniserFindError(RecogniserFaultError):
    """A recogniser of another package that finds what cannot be."""

    sentence = N_(
        "The recogniser {name} gives finds outside the text, of an unknown type or with a score above 1; "
        "mend or uninstall the package that brings it."
    )
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What a recogniser reads.

    ``reading`` is the text with its capitalised words, ``known`` the people that it lists, ``guessed`` what the statistical
    recogniser takes for names, ``small`` tells that the text was typed without capitals, ``found`` is what those recognisers agree on
    that come first: empty for all but those that follow.
    """

    reading: Reading
    known: KnownPeople = field(default_factory=KnownPeople)
    guessed: Sequence[Guess] = ()
    small: bool = False
    found: Sequence[Found] = ()

    @property
    def text(self) -> str:
        """Give the text; offsets of finds count its code points."""
        return self.reading.text


class Recogniser(Protocol):
    """Finds names of some kind. One that ``follows`` runs when the others are through, and is told what they found."""

    @property
    def name(self) -> str:
        """Give the name by which faults and hits speak of it."""

    @property
    def follows(self) -> bool:
        """Tell whether it needs what the others found."""

    def find(self, scene: Scene) -> Iterable[Found]:
        """Give the finds, in any order; they may overlap."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A recogniser that is a function over the scene."""

    name: str
    search: Callable[[Scene], Iterable[Found]]
    follows: bool = False

    def find(self, scene: Scene) -> Iterable[Found]:
        """Give what the function finds."""
        return self.search(scene)


def _any(_text: str, _start: int, _end: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PatternRecogniser:
    """A recogniser that is declared.

    ``pattern`` (of `re`, or of `regex` when ``seconds`` bound it) finds, its first group when it has one. ``anchor`` (words, a pattern
    that is quick to search for, or several words in lower case, which any case fits) must stand in the text at all, and with ``reach``
    only the lines that hold it are read, with so many lines around; ``figures``: of the lines with a digit those that hold it, and
    none around; ``hint`` must be found in some piece of the text between spaces, which takes the place of the anchor where there is a
    ``reach``; what is ``spaceless`` holds no space, so that it is looked for in those pieces alone. ``trim`` may move the beginning,
    ``valid`` has the last word on (text, start, end). ``score`` is 0 to 1; a word that begins with one of ``context`` near by, on the
    same line, adds 0.35. ``instead`` is what replaces the find; without it the type's own words do.
    """

    name: str
    type: HitType
    pattern: re.Pattern[str] | regex.Pattern[str]
    score: float
    anchor: Anchor = ""
    reach: int | None = None
    figures: bool = False
    hint: re.Pattern[str] | None = None
    spaceless: bool = False
    valid: Callable[[str, int, int], bool] = _any
    trim: Callable[[str, int, int], int] | None = None
    context: tuple[str, ...] = ()
    instead: str = ""
    seconds: float | None = None
    follows: bool = False

    def find(self, scene: Scene) -> Iterable[Found]:
        """Give what the pattern finds and the validator lets stand."""
        text = scene.reading.text
        return self.search(text) if self._may_stand(text) else ()

    def _may_stand(self, text: str) -> bool:
        """Tell whether the text holds what the pattern cannot do without, as far as that is quick to tell."""
        if self.hint is not None:
            return bool(fitting(text, self.hint))
        if isinstance(self.anchor, str):
            return self.anchor in text
        return not isinstance(self.anchor, tuple) or bool(held(text, self.anchor))

    def search(self, text: str) -> Iterator[Found]:
        """Give the same of a bare text.

        Raises:
            RecogniserSlowError: when the pattern takes longer than ``seconds``.
        """
        grouped = self.pattern.groups > 0
        for match in self._matches(text):
            start, end = match.span(1) if grouped and match.group(1) is not None else match.span()
            start = self.trim(text, start, end) if self.trim else start
            while end > start and text[end - 1] in " \u00a0":
                end -= 1
            if end > start and self.valid(text, start, end):
                yield Found(start, end, self.type, self.name, self._strength(text, start, end), instead=self.instead)

    def _matches(self, text: str) -> Iterable[Any]:
        if not isinstance(self.pattern, re.Pattern):
            return self._in_time(self.pattern, text)
        find = self.pattern.finditer
        return chain.from_iterable([find(text, begin, end) for begin, end in self._stretches(text)])

    def _stretches(self, text: str) -> Iterable[tuple[int, int]]:
        """Give the bounds of what the pattern is worth looking for in."""
        if self.figures:
            return lines_with_figures(self.anchor, text)
        if self.hint is not None and self.spaceless:
            return spans_of(fitting(text, self.hint), text)
        if self.hint is not None and self.reach is not None:
            return lines_of(fitting(text, self.hint), text, self.reach)
        if self.reach is not None:
            return lines_with(self.anchor, text, self.reach)
        return ((0, len(text)),) if stands(self.anchor, text) else ()

    def _in_time(self, pattern: regex.Pattern[str], text: str) -> Iterator[Any]:
        try:
            yield from pattern.finditer(text, timeout=self.seconds)
        except TimeoutError:
            raise RecogniserSlowError(name=self.name, seconds=self.seconds) from None

    def _strength(self, text: str, start: int, end: int) -> int:
        strength = round(self.score * 100)
        return min(MOST, strength + RAISED) if self.context and near(text, start, end, self.context) else strength


def near(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Tell whether a word that begins with one of ``words`` (lower case) stands near ``start``-``end`` on the same line."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    return any(
        word.startswith(wanted)
        for piece in (before, after)
        for word in re.findall(r"[^\W_]+", piece.casefold())
        for wanted in words
    )


@dataclass(frozen=True, slots=True)
class Guarded:
    """A recogniser of another package, held to the rules: its faults become one sentence, its finds lie in the text."""

    inner: Recogniser

    @property
    def name(self) -> str:
        """Give the name of the recogniser."""
        return str(getattr(self.inner, "name", type(self.inner).__name__))

    @property
    def follows(self) -> bool:
        """Tell whether it needs what the others found."""
        return bool(getattr(self.inner, "follows", False))

    def find(self, scene: Scene) -> list[Found]:
        """Give its finds.

        Raises:
            RecogniserFaultError: when it fails, or finds what cannot be.
        """
        try:
            found = list(self.inner.find(scene))
        except QualcodeError:
            raise
        except Exception as fault:  # noqa: BLE001
            # Whatever went wrong in foreign code: its message may hold words of the text and is not told.
            raise RecogniserFaultError(name=self.name, reason=type(fault).__name__) from None
        for one in found:
            lies = isinstance(one, Found) and 0 <= one.start < one.end <= len(scene.text)
            if not lies or (one.type is not None and one.type not in HitType) or not 0 <= one.strength <= MOST:
                raise RecogniserFindError(name=self.name)
        return found


def gather(recognisers: Sequence[Recogniser], scene: Scene) -> list[Found]:
    """Give what all recognisers find, those that follow last, each of them told what stands by then; no two overlap."""
    found: list[Found] = []
    for one in recognisers:
        if not one.follows:
            found += one.find(scene)
    scene = replace(scene, found=settle(found))
    for one in recognisers:
        if one.follows and (further := list(one.find(scene))):
            found += further
            scene = replace(scene, found=settle(found))
    return list(scene.found)
