"""Tells in one pass over a document's words which indicators may stand in which sentence, so that all other sentences are left alone.

Words that meet the same atoms form a class. What two neighbouring classes may begin is worked out once and remembered as the bits of
a number, a bit for every list of terms; a sentence may hold an indicator when the bits of all its lists are among those of its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, islice
from operator import or_

from qualcode.domain.codebook import Scope
from qualcode.engine.indicators import CompiledIndicator, TermList
from qualcode.engine.lexicon import LARGEST_CACHE, View
from qualcode.engine.lines import Lines
from qualcode.engine.required import PieceFinder, required

_HANGING = -1
_LARGEST_TABLE = 200_000
Classes = tuple[frozenset[int], int]


@dataclass(slots=True)
class _Beginnings:
    """What a word may begin or end: ``bits`` whatever stands beside it, others only beside a word that meets a demand."""

    bits: int = 0
    before: dict[frozenset[int], int] = field(default_factory=dict)
    after: dict[frozenset[int], int] = field(default_factory=dict)


class Sieve(dict[str, int]):
    """Distinct word → its class; a dictionary, so that known words cost one look-up in C."""

    def __init__(self, view: View, indicators: Sequence[CompiledIndicator], light: frozenset[int]) -> None:
        super().__init__()
        self.view = view
        self.light = light
        self._bits_of: dict[int, _Beginnings] = {}
        self._pieces = PieceFinder()
        self._needs: dict[int, list[tuple[int, int]]] = {}
        self._around: dict[int, int] = {}
        self.untold: tuple[int, ...] = ()
        self._file(indicators)
        self._relevant = frozenset(self._bits_of).union(
            light, *(d for b in self._bits_of.values() for d in chain(b.before, b.after))
        )
        self._classes: dict[Classes, int] = {(frozenset(), 0): 0}
        self._beginnings: list[_Beginnings] = [_Beginnings()]
        self._members: list[frozenset[int]] = [frozenset()]
        self._pairs = _Pairs(self)
        self._chosen: dict[int, tuple[int, ...]] = {0: ()}

    def _file(self, indicators: Sequence[CompiledIndicator]) -> None:
        """Give every list of terms its bit, and file each indicator under one of its bits with all that it needs."""
        bit = 1
        untold: list[int] = []
        for number, indicator in enumerate(indicators):
            needed = key = 0
            if indicator.regex is not None:
                for pieces in required(indicator.rule.regex):
                    self._pieces.add(pieces, bit)
                    needed, key, bit = needed | bit, bit, bit << 1
                if not needed:
                    untold.append(number)
            around = 0
            for place, terms in enumerate(indicator.slots):
                self._file_terms(terms, bit)
                key = bit if place == indicator.key else key
                if indicator.rule.scope is Scope.PARAGRAPH and place != indicator.key:
                    around |= bit
                else:
                    needed |= bit
                bit <<= 1
            if around:
                self._around[number] = around
            if needed:
                self._needs.setdefault(key, []).append((number, needed))
        self._keys = sum(self._needs)
        self.untold = tuple(untold)

    def _file_terms(self, terms: TermList, bit: int) -> None:
        for atom in terms.singles:
            self._bits_of.setdefault(atom, _Beginnings()).bits |= bit
        for atom, listed in terms.sequences.items():
            begun = self._bits_of.setdefault(atom, _Beginnings())
            for _, _, step, demand in listed:
                if not step:
                    begun.bits |= bit
                else:
                    side = begun.after if step > 0 else begun.before
                    side[demand] = side.get(demand, 0) | bit

    def __missing__(self, word: str) -> int:
        """Find the class of a new word and remember it."""
        if len(self) >= LARGEST_CACHE:
            self.clear()
        # A hanging first part ("behovs-") means what the word after it says, so that it has no class of its own.
        self[word] = found = _HANGING if word[-1] == "-" and len(word) > 1 else self._class(self.view[word], word)
        return found

    def _class(self, atoms: frozenset[int], word: str) -> int:
        place = atoms & self._relevant, self._pieces.within(word)
        found = self._classes.get(place)
        if found is None:
            found = self._classes[place] = len(self._members)
            self._members.append(place[0])
            self._beginnings.append(self._joined(place))
        return found

    def _joined(self, place: Classes) -> _Beginnings:
        joined = _Beginnings(bits=place[1])
        for begun in (self._bits_of[atom] for atom in place[0] if atom in self._bits_of):
            joined.bits |= begun.bits
            for side, more in ((joined.before, begun.before), (joined.after, begun.after)):
                for demand, bits in more.items():
                    side[demand] = side.get(demand, 0) | bits
        return joined

    def beside(self, first: int, second: int) -> int:
        """Give the bits that two neighbouring classes set."""
        begun, follows = self._beginnings[first], self._members[second]
        bits = begun.bits
        for demand, more in begun.after.items():
            if not (demand.isdisjoint(follows) and self.light.isdisjoint(follows)):
                bits |= more
        here = self._members[first]
        for demand, more in self._beginnings[second].before.items():
            if not (demand.isdisjoint(here) and self.light.isdisjoint(here)):
                bits |= more
        return bits

    def sift(self, lines: Lines) -> dict[int, tuple[int, ...]]:
        """Give, for each sentence that may hold any, the indicators to look for."""
        bits = self._bits(lines.words)
        masks: dict[int, int] = {}
        for sentence, (first, last) in enumerate(zip(lines.firsts, lines.lasts, strict=True)):
            mask = reduce(or_, bits[first:last])
            if mask:
                masks[sentence] = mask
        if self._pieces.everything:
            for torn in lines.torn():
                # The part of a word that stands in the sentence matters to regular expressions.
                masks[torn] = masks.get(torn, 0) | self._pieces.everything
        found: dict[int, tuple[int, ...]] = {}
        for sentence, mask in masks.items():
            chosen = self._choose(mask)
            if chosen and not self._around.keys().isdisjoint(chosen):
                told = _told_around(lines, sentence, masks)
                chosen = tuple(n for n in chosen if not self._around.get(n, 0) & ~told)
            if chosen:
                found[sentence] = chosen
        return found

    def _bits(self, words: Sequence[str]) -> list[int]:
        """Give what every word sets with the one after it."""
        if not words:
            return []
        # Words of a document recur: looked up once each, in a table that is small beside that of all words.
        distinct = dict.fromkeys(words)
        known = dict(zip(distinct, map(self.__getitem__, distinct), strict=True))
        classes = list(map(known.__getitem__, words))
        if _HANGING in classes:
            for place in [p for p, c in enumerate(classes) if c == _HANGING]:
                [atoms] = self.view.of(words, place, place + 1)
                classes[place] = self._class(atoms, words[place])
        return list(map(self._pairs.__getitem__, zip(classes, chain(islice(classes, 1, None), (0,)), strict=True)))

    def _choose(self, mask: int) -> tuple[int, ...]:
        chosen = self._chosen.get(mask)
        if chosen is None:
            found: list[int] = []
            keys = mask & self._keys
            while keys:
                key = keys & -keys
                keys ^= key
                found += (number for number, needed in self._needs[key] if needed & mask == needed)
            if len(self._chosen) >= _LARGEST_TABLE:
                self._chosen.clear()
            self._chosen[mask] = chosen = tuple(sorted(found))
        return chosen


def _told_around(lines: Lines, sentence: int, masks: Mapping[int, int]) -> int:
    """Give the bits of a sentence's whole paragraph and of what announces it."""
    told = masks.get(lines.lead(sentence), 0)
    for other in lines.neighbours(sentence):
        told |= masks.get(other, 0)
    return told


class _Pairs(dict[tuple[int, int], int]):
    """Two neighbouring classes → the bits that they set."""

    def __init__(self, sieve: Sieve) -> None:
        super().__init__()
        self._sieve = sieve

    def __missing__(self, pair: tuple[int, int]) -> int:
        """Work out a new pair and remember it."""
        if len(self) >= _LARGEST_TABLE:
            self.clear()
        self[pair] = bits = self._sieve.beside(*pair)
        return bits
