"""An analyst's own words (a memo, a summary, a reason) against the vault: whoever it knows is hidden, however carelessly written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import stands_as_word
from qualcode.anonymise.name_shapes import PARTICLES, name_parts
from qualcode.anonymise.original_words import also_word
from qualcode.anonymise.plain_letters import plain
from qualcode.anonymise.register import Known
from qualcode.anonymise.replacements import LABELS, genitive
from qualcode.domain.edits import Edit, Edits
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb

NAME_MASK = "[namn]"
_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_SHORTEST = 3
_GAP = re.compile(r"[ \u00a0]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a name that the vault holds: who is called so (one function each), and whether it is a word as well."""

    functions: frozenset[str]
    plain: bool


class VaultNames:
    """The names of a vault by their parts in small letters, compiled once for any number of notes."""

    def __init__(self, originals: Iterable[tuple[str, HitType]], people: Iterable[Known] = ()) -> None:
        """Take the originals with their types, and the people of the register."""
        self._parts: dict[str, _Part] = {}
        self._contacts: list[tuple[str, HitType]] = []
        for words, kind in originals:
            if kind is HitType.PERSON:
                self._learn(words, "")
            elif kind in LABELS:
                self._contacts.append((words, kind))
        for one in people:
            self._learn(one.name, f"{one.function} {one.letter}".strip())
        self._contacts.sort(key=lambda told: -len(told[0]))

    def _learn(self, name: str, function: str) -> None:
        for part in name_parts(name):
            for piece in {part, *part.split("-")}:
                low = piece.casefold().strip(".")
                if len(low) < _SHORTEST or low in PARTICLES or not low.replace("-", "").isalpha():
                    continue
                held = self._parts.get(low)
                functions = (held.functions if held else frozenset()) | ({function} if function else frozenset())
                self._parts[low] = _Part(functions, also_word(piece))

    def hidden(self, text: str) -> str:
        """Give a text with the vault's names and contact details replaced: by the function where one person alone is meant, else a mask.

        Small letters, capitals, genitives, invisible signs and look-alike letters hide nothing. A name that is an everyday word as well
        is left in small letters, and where it plainly opens a sentence as the word.
        """
        copy = plain(text)
        spans = list(self._found(copy.text))
        return Edits.of([Edit(*copy.back(start, end), words) for start, end, words in spans]).apply(text)

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        taken = [
            (match.start(), match.end(), LABELS[kind])
            for words, kind in self._contacts
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
        ]
        kept: list[tuple[int, int, str]] = []
        for start, end, words in sorted(taken, key=lambda one: (one[0], -one[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, words))
        names = [one for one in self._names(text) if not any(s < one[1] and one[0] < e for s, e, _ in kept)]
        yield from sorted((*kept, *names))

    def _names(self, text: str) -> Iterator[tuple[int, int, str]]:
        reading = Reading(text)
        run: list[tuple[int, int, frozenset[str], bool]] = []
        for match in _WORD.finditer(text):
            held = self._meant(match, reading)
            if held is None:
                continue
            part, owned = held
            if run and not _GAP.fullmatch(text, run[-1][1], match.start()):
                yield _one(run)
                run = []
            run.append((match.start(), match.end(), part.functions, owned))
        if run:
            yield _one(run)

    def _meant(self, match: re.Match[str], reading: Reading) -> tuple[_Part, bool] | None:
        """Give the part of a name that a word is, with whether it stands in the genitive; None when it is no name."""
        word = match.group()
        low = word.casefold()
        held, owned = self._parts.get(low), False
        if held is None and low.endswith("s"):
            held, owned = self._parts.get(low[:-1].rstrip("'’")), True
        if held is None:
            return None
        owned = owned or (low.endswith("s") and _owns(reading.after(match.end())))
        if not held.plain:
            return held, owned
        capital = reading.at(match.start())
        return (held, owned) if capital is not None and not _is_the_word(reading, capital) else None


def _owns(after: str) -> bool:
    """Tell whether what follows a name in -s is something that the name may own."""
    return after[:1].islower() and not is_finite_verb(after) and after not in function_words()


def _is_the_word(reading: Reading, word: Word) -> bool:
    low = word.text.lower()
    return word.opening and (stands_as_word(reading, word) or low in function_words())


def _one(run: list[tuple[int, int, frozenset[str], bool]]) -> tuple[int, int, str]:
    """Give the span of neighbouring parts, which are one name, and what stands for it."""
    common = frozenset.intersection(*(functions for _, _, functions, _ in run))
    words = next(iter(common)) if len(common) == 1 else NAME_MASK
    owned = run[-1][3]
    return run[0][0], run[-1][1], (words + "s" if words == NAME_MASK else genitive(words)) if owned else words
