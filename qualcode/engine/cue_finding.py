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
        CueKind.UNTRUE,
    }
)
"""Kinds that never decide a status by themselves and so never hide another cue."""
DENYING = (CueKind.NEGATION, CueKind.DETERMINER, CueKind.LACK, CueKind.LACKING, CueKind.NEITHER)
"""Kinds that deny what stands beside them."""
NEGATING = (*DENYING, CueKind.WITHOUT, CueKind.REFUSAL)
"""Kinds that deny: what stands beside them, or what was asked."""


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


def first_of(cues: Sequence[Cue], kinds: Sequence[CueKind]) -> Cue | None:
    """Give the first cue of one of the kinds."""
    return next((cue for cue in cues if cue.kind in kinds), None)


_Row = tuple[CueKind, Numbered, frozenset[int] | None]
_Rows = tuple[_Row, ...]
_Opened = tuple[_Rows, _Rows]
_LARGEST_TABLE = 20_000
_NOTHING: frozenset[int] = frozenset()


class _CueIndex(dict[str, _Opened | None]):
    """Distinct word → the patterns that it may begin, deciding ones longest first; None for the many that begin none."""

    def __init__(
        self,
        view: View,
        deciding: dict[int, list[tuple[CueKind, Numbered]]],
        helping: dict[int, list[tuple[CueKind, Numbered]]],
    ) -> None:
        super().__init__()
        self.view = view
        self.before = _Beginnings(self)
        self._deciding = deciding
        self._helping = helping

    def __missing__(self, word: str) -> _Opened | None:
        met = self.view[word]
        rows = self._opened(sorted(met)) if met else None
        if len(self) >= LARGEST_CACHE:
            self.clear()
        self[word] = rows
        return rows

    def _opened(self, atoms: Sequence[int]) -> _Opened | None:
        # Stable: of two patterns as long as each other, the one whose list stands first in the data file wins.
        deciding = tuple(
            sorted((_row(row) for atom in atoms for row in self._deciding.get(atom, ())), key=lambda row: -len(row[1]))
        )
        helping = tuple(_row(row) for atom in atoms for row in self._helping.get(atom, ()))
        return (deciding, helping) if deciding or helping else None


class _Openers(dict[str, bool]):
    """Distinct word → whether a pattern of some kinds may begin at it."""

    def __init__(self, index: _CueIndex, kinds: frozenset[CueKind]) -> None:
        super().__init__()
        self._index = index
        self._kinds = kinds

    def __missing__(self, word: str) -> bool:
        found = any(kind in self._kinds for half in self._index[word] or () for kind, _, _ in half)
        if len(self) >= _LARGEST_TABLE:
            self.clear()
        self[word] = found
        return found


class _Beginnings(dict[tuple[str, frozenset[int]], _Opened | None]):
    """A word that begins patterns and what the word after it meets → those patterns that may go on so; None where none can, mostly."""

    def __init__(self, index: _CueIndex) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, pair: tuple[str, frozenset[int]]) -> _Opened | None:
        word, after = pair
        deciding, helping = (_going_on(rows, after) for rows in self._index[word] or ((), ()))
        if len(self) >= _LARGEST_TABLE:
            self.clear()
        self[pair] = found = (deciding, helping) if deciding or helping else None
        return found


def _going_on(rows: _Rows, after: frozenset[int]) -> _Rows:
    return tuple(row for row in rows if row[2] is None or not row[2].isdisjoint(after))


def _row(pattern: tuple[CueKind, Numbered]) -> _Row:
    """Put a pattern's second word beside it, because most patterns fail there."""
    kind, numbered = pattern
    second = numbered[1] if len(numbered) > 1 else None
    return kind, numbered, second if isinstance(second, frozenset) else None


def opens(words: Sequence[str], kinds: frozenset[CueKind], language: str) -> bool:
    """Tell whether a pattern of one of the kinds may begin at one of the words: a cheap test before a sentence is read in full."""
    return any(map(_openers(load(language).language, kinds).__getitem__, words))


@cache
def _openers(language: str, kinds: frozenset[CueKind]) -> _Openers:
    return _Openers(_index(language), kinds)


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
    if not any(opened):
        return deciding, helping
    used: set[int] = set()
    view, last = index.view, len(words) - 1
    # Looked up when a pattern may go on: in half of the sentences none can.
    atoms: list[frozenset[int]] = []
    for place, rows in enumerate(opened):
        if rows is None:
            continue
        going_on = index.before[words[place], view[words[place + 1]] if place < last else _NOTHING]
        if going_on is None:
            continue
        decide, help_ = going_on
        atoms = atoms or list(map(view.__getitem__, words))
        for kind, numbered, _ in help_:
            rest = follow(atoms, numbered, 1, place + 1) if len(numbered) > 1 else ()
            if rest is not None:
                helping.append(Cue(kind, (place, *rest)))
        if place in used:
            continue
        for kind, numbered, _ in decide:
            rest = follow(atoms, numbered, 1, place + 1) if len(numbered) > 1 else ()
            if rest is not None and used.isdisjoint(rest):
                deciding.append(Cue(kind, (place, *rest)))
                used.update((place, *rest))
                break
    return deciding, helping
