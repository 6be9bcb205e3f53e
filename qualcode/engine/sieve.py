"""Tells in one pass over a document's words which indicators may stand in which sentence, so that all other sentences are left alone.

Words that meet the same atoms form a class. What two neighbouring classes may begin is worked out once and remembered as the bits of
a number, a bit for every list of terms; a sentence may hold an indicator when the bits of all its lists are among those of its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial, reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Scope
from qualcode.engine.bit_rows import BitRows, Pairs
from qualcode.engine.indicators import CompiledIndicator, TermList
from qualcode.engine.lexicon import LARGEST_CACHE, View
from qualcode.engine.lines import Lines
from qualcode.engine.needs import Needs
from qualcode.engine.required import PieceFinder, rarity, required

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Masks = NDArray[np.uint64]

_HANGING = -1
_MOST_SECTIONS = 5_000
"""Headings of which it is kept what they bar."""
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
        self._begun_by: dict[int, _Beginnings] = {}
        self._pieces = PieceFinder()
        self._around: dict[int, int] = {}
        self.untold: tuple[int, ...] = ()
        self._file(indicators)
        self._relevant = frozenset(self._begun_by).union(
            light, *(d for b in self._begun_by.values() for d in chain(b.before, b.after))
        )
        self._classes: dict[Classes, int] = {(frozenset(), 0): 0}
        self._beginnings: list[_Beginnings] = [_Beginnings()]
        self._members: list[frozenset[int]] = [frozenset()]
        # Whether a class sets bits before some word, and after some word.
        self._begins, self._ends = bytearray(1), bytearray(1)
        self._pairs = Pairs(self._bits, self.beside)

    def _file(self, indicators: Sequence[CompiledIndicator]) -> None:
        """Give every list of terms its bit, and file each indicator under one of its bits with all that it needs."""
        bit = 1
        untold: list[int] = []
        filed: dict[int, tuple[int, int]] = {}
        for number, indicator in enumerate(indicators):
            needed = key = 0
            if indicator.regex is not None:
                sets = required(indicator.rule.regex)
                for pieces in sets:
                    self._pieces.add(pieces, bit)
                    key = bit if pieces == max(sets, key=rarity) else key
                    needed, bit = needed | bit, bit << 1
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
                filed[number] = key, needed
        self._bits = BitRows(bit.bit_length())
        self._needs = Needs((key.bit_length() - 1, number, _places(needed)) for number, (key, needed) in filed.items())
        self._within = _Sections(indicators, {number: key for number, (key, _) in filed.items()}, self._bits)
        self.untold = tuple(untold)

    def _file_terms(self, terms: TermList, bit: int) -> None:
        for atom in terms.singles:
            self._begun_by.setdefault(atom, _Beginnings()).bits |= bit
        for atom, listed in terms.sequences.items():
            begun = self._begun_by.setdefault(atom, _Beginnings())
            for _, _, step, demand, _ in listed:
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
            begun = self._joined(place)
            self._beginnings.append(begun)
            self._begins.append(bool(begun.bits or begun.after))
            self._ends.append(bool(begun.before))
        return found

    def _joined(self, place: Classes) -> _Beginnings:
        joined = _Beginnings(bits=place[1])
        for begun in (self._begun_by[atom] for atom in place[0] if atom in self._begun_by):
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
        import numpy as np

        if not len(lines):
            return {}
        masks = self._masks(lines)
        if self._pieces.everything:
            # The part of a word that stands in the sentence matters to regular expressions.
            masks[lines.torn()] |= self._bits.mask(self._pieces.everything)
        within = [self._within[names if lines.focused else None] for names in lines.names_of_sections]
        section = lines.sections
        likely = masks & np.array([keys for _, keys in within])[section]
        sentences, indicators = self._needs.met(masks, likely)
        told_around = cache(partial(self._told_around, masks))
        found: dict[int, list[int]] = {}
        met = zip(sentences.tolist(), section[sentences].tolist(), indicators.tolist(), strict=True)
        for sentence, at, indicator in met:
            if indicator in within[at][0]:
                continue
            around = self._around.get(indicator, 0)
            if around & ~(told_around(lines.neighbours(sentence), lines.lead(sentence)) if around else 0):
                continue
            found.setdefault(sentence, []).append(indicator)
        return {sentence: tuple(chosen) for sentence, chosen in found.items()}

    def _told_around(self, masks: Masks, near: range, lead: int) -> int:
        """Give the bits of a sentence's whole paragraph and of what announces it."""
        told = reduce(or_, map(self._bits.number, masks[near.start : near.stop]))
        return told | self._bits.number(masks[lead]) if lead >= 0 else told

    def _masks(self, lines: Lines) -> Masks:
        """Give the bits that the words of every sentence set, shape (sentences, whole numbers of 64 bits)."""
        import numpy as np

        classes = self._classes_of(lines)
        following = np.append(classes[1:], 0)
        # Most words begin nothing, whatever stands beside them: only the others are looked at one by one.
        begins, ends = (np.frombuffer(bytes(told), bool) for told in (self._begins, self._ends))
        places = np.flatnonzero(begins[classes] | ends[following])
        rows = self._pairs.rows(classes[places], following[places])
        return self._bits.joined(rows, *np.searchsorted(places, lines.bounds))

    def _classes_of(self, lines: Lines) -> Numbers:
        """Give the class of every word."""
        import numpy as np

        distinct = lines.distinct
        classes: Numbers = np.fromiter(map(self.__getitem__, distinct), np.intp, len(distinct))[lines.numbers]
        for place in np.flatnonzero(classes == _HANGING).tolist():
            [atoms] = self.view.of(lines.words, place, place + 1)
            classes[place] = self._class(atoms, lines.words[place])
        return classes


def _places(bits: int) -> tuple[int, ...]:
    """Give the places of the bits of a number."""
    return tuple(place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1")


class _Sections(dict["frozenset[str] | None", "tuple[frozenset[int], Masks]"]):
    """Names of a section (None: whatever section) → the indicators that are not for it, and the keys of all others."""

    def __init__(self, indicators: Sequence[CompiledIndicator], keys: Mapping[int, int], bits: BitRows) -> None:
        super().__init__()
        self._limits = {number: one.sections for number, one in enumerate(indicators) if one.sections}
        self._keys = keys
        self._bits = bits

    def __missing__(self, names: frozenset[str] | None) -> tuple[frozenset[int], Masks]:
        """Find what a new section bars and remember it."""
        if len(self) >= _MOST_SECTIONS:
            self.clear()
        barred = frozenset(
            number for number, wanted in self._limits.items() if names is not None and wanted.isdisjoint(names)
        )
        keys = reduce(or_, (key for number, key in self._keys.items() if number not in barred), 0)
        self[names] = found = barred, self._bits.mask(keys)
        return found
