"""Finds the cues of a sentence: the longest pattern at a word wins and uses its words up; helping words may stand anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from qualcode.engine.indicators import Numbered
from qualcode.engine.lexicon import LARGEST_CACHE, Lexicon, View
from qualcode.engine.matching import follow
from qualcode.engine.term_patterns import parse
from qualcode.language.cues import CueKind, load

HELPING = frozenset(
    {
        CueKind.ONGOING,
        CueKind.HABITUAL,
        CueKind.RECENT,
        CueKind.MAINTENANCE,
        CueKind.CREATION,
        CueKind.EXISTENTIAL,
        CueKind.WISH,
        CueKind.REPORT,
        CueKind.DECLINED,
    }
)
"""Kinds that never decide a status by themselves and so never hide another cue."""


class Cue(NamedTuple):
    """A cue met: its kind and its words' places in the sentence."""

    kind: CueKind
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """Give the place of its first word."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Give the place after its last word."""
        return self.places[-1] + 1


_Row = tuple[CueKind, Numbered, frozenset[int] | None]
_Rows = tuple[_Row, ...]


class _CueIndex(dict[str, tuple[_Rows, _Rows] | None]):
    """Distinct word → the patterns that it may begin, deciding ones longest first; None for the many that begin none."""

    def __init__(
        self,
        view: View,
        deciding: dict[int, list[tuple[CueKind, Numbered]]],
        helping: dict[int, list[tuple[CueKind, Numbered]]],
    ) -> None:
        super().__init__()
        self.view = view
        self._deciding = deciding
        self._helping = helping

    def __missing__(self, word: str) -> tuple[_Rows, _Rows] | None:
        atoms = sorted(self.view[word])
        # Stable: of two patterns as long as each other, the one whose list stands first in the data file wins.
        deciding = tuple(
            sorted((_row(row) for atom in atoms for row in self._deciding.get(atom, ())), key=lambda row: -len(row[1]))
        )
        helping = tuple(_row(row) for atom in atoms for row in self._helping.get(atom, ()))
        rows = (deciding, helping) if deciding or helping else None
        if len(self) >= LARGEST_CACHE:
            self.clear()
        self[word] = rows
        return rows


def _row(pattern: tuple[CueKind, Numbered]) -> _Row:
    """Put a pattern's second word beside it, because most patterns fail there."""
    kind, numbered = pattern
    second = numbered[1] if len(numbered) > 1 else None
    return kind, numbered, second if isinstance(second, frozenset) else None


def opens(word: str, kinds: frozenset[CueKind], language: str) -> bool:
    """Tell whether a pattern of one of the kinds may begin at a word: a cheap test before a sentence is read in full."""
    rows = _index(load(language).language)[word]
    return rows is not None and any(kind in kinds for half in rows for kind, _, _ in half)


@cache
def _index(language: str) -> _CueIndex:
    cues = load(language)
    lexicon = Lexicon()
    filed: tuple[dict[int, list[tuple[CueKind, Numbered]]], dict[int, list[tuple[CueKind, Numbered]]]] = ({}, {})
    for kind, patterns in cues.patterns.items():
        for pattern in patterns:
            numbered = lexicon.numbered(parse(pattern, inflect=False))
            first = numbered[0]
            for atom in first if isinstance(first, frozenset) else ():
                filed[kind in HELPING].setdefault(atom, []).append((kind, numbered))
    return _CueIndex(lexicon.view(cues.language), *filed)


def find(words: Sequence[str], language: str) -> tuple[list[Cue], list[Cue]]:
    """Give the cues of a sentence that decide, in order, and those that help."""
    index = _index(load(language).language)
    opened = list(map(index.__getitem__, words))
    deciding: list[Cue] = []
    helping: list[Cue] = []
    used: set[int] = set()
    atoms = list(map(index.view.__getitem__, words)) if any(opened) else []
    for place, rows in enumerate(opened):
        if rows is None:
            continue
        after = atoms[place + 1] if place + 1 < len(atoms) else frozenset()
        for kind, numbered, second in rows[1]:
            if second is not None and second.isdisjoint(after):
                continue
            rest = follow(atoms, numbered, 1, place + 1)
            if rest is not None:
                helping.append(Cue(kind, (place, *rest)))
        if place in used:
            continue
        for kind, numbered, second in rows[0]:
            if second is not None and second.isdisjoint(after):
                continue
            rest = follow(atoms, numbered, 1, place + 1)
            if rest is not None and used.isdisjoint(rest):
                deciding.append(Cue(kind, (place, *rest)))
                used.update((place, *rest))
                break
    return deciding, helping
