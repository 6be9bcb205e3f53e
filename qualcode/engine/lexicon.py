"""Which atoms a word meets: every distinct word is looked up once against all terms of a codebook, then remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from qualcode.engine.term_patterns import Atom, AtomKind, Pattern
from qualcode.language import lemmas

LARGEST_CACHE = 160_000
_SHORTEST_FUZZY = 4
_FEW = 8
_EDGE = 3
"""Word beginnings and endings are filed under so many of their outermost letters."""
_COORDINATORS = frozenset({"och", "eller", "samt", "respektive", "and", "or", "som"})
_FARTHEST_FULL_WORD = 6
_LIGHT = (
    "inte",
    "ej",
    "också",
    "även",
    "nu",
    "vi",
    "man",
    "de",
    "jag",
    "ni",
    "hon",
    "han",
    "dock",
    "sedan",
    "alltid",
    "aldrig",
    "ännu",
    "redan",
    "just",
    "ju",
    "bara",
    "alltså",
    "heller",
    "ofta",
    "kontinuerligt",
    "regelbundet",
    "årligen",
    "löpande",
    "gemensamt",
    "tillsammans",
    "systematiskt",
    "not",
    "also",
    "now",
    "never",
    "always",
)


class Lexicon:
    """All atoms of a codebook or cue list, numbered; language views do the looking up."""

    def __init__(self) -> None:
        """Start empty."""
        self.atoms: dict[Atom, int] = {}
        self._views: dict[str, View] = {}
        self.light = frozenset[int]()

    def allow_light_words(self) -> None:
        """Let sequences run over the little words that Swedish puts inside them: "följs inte upp", "tar vi sedan fram"."""
        self.light = frozenset(self.atoms.setdefault(Atom(AtomKind.FORM, word), len(self.atoms)) for word in _LIGHT)

    def numbered(self, pattern: Pattern) -> tuple[frozenset[int] | bool, ...]:
        """Give a pattern with its atoms as numbers: a set for a word, True for any word, False for a gap."""
        found: list[frozenset[int] | bool] = []
        for slot in pattern:
            if slot.atoms:
                found.append(frozenset(self.atoms.setdefault(atom, len(self.atoms)) for atom in slot.atoms))
            else:
                found.append(not slot.gap)
        return tuple(found)

    def view(self, language: str) -> View:
        """Give the look-up for one language, made on first use when all terms are known."""
        if language not in self._views:
            self._views[language] = View(self.atoms, language)
        return self._views[language]


@cache
def _ratio() -> Callable[..., float]:
    # Imported when a codebook has fuzzy terms, and once: every new word asks.
    from rapidfuzz.fuzz import ratio

    return ratio


def pieces_of_alike(text: str, threshold: float, longest: float) -> list[str]:
    """Give pieces of a text of which any word that is alike enough, in per cent, holds one whole; it has at most ``longest`` letters.

    Words are as alike as few letters have to be left out and put in: more pieces than that, and one is left alone.
    """
    changes = int((1 - threshold / 100) * (len(text) + longest) + 1e-9)
    borders = [len(text) * number // (changes + 1) for number in range(changes + 2)]
    return [text[first:last] for first, last in pairwise(borders)]


def _finder(pieces: Sequence[str]) -> Callable[[str], object]:
    """Give what tells whether a text holds any of the pieces: few are sought one by one, which takes less than an expression of them."""
    if len(pieces) > _FEW:
        return re.compile("|".join(map(re.escape, pieces))).search

    def holds(text: str) -> bool:
        # Written out, since a generator takes as long as all of the pieces.
        for piece in pieces:  # noqa: SIM110
            if piece in text:
                return True
        return False

    return holds


class View(dict[str, frozenset[int]]):
    """Distinct word → numbers of the atoms it meets; a dictionary, so that known words cost one look-up in C."""

    def __init__(self, atoms: dict[Atom, int], language: str) -> None:
        """Sort the atoms by how they are looked up."""
        super().__init__()
        self._language = language
        self._keyed: dict[str, list[int]] = {}
        self._forms: dict[str, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[tuple[str, int]]] = {}
        self._suffixes: dict[str, list[tuple[str, int]]] = {}
        self._infixes: list[tuple[str, int]] = []
        self._fuzzy: list[tuple[str, int, int, float, float]] = []
        self._alike: dict[str, None] = {}
        self._compounds: dict[tuple[str, str], frozenset[int]] = {}
        for atom, number in atoms.items():
            self._sort(atom, number)
        self._prefix_sizes = sorted({len(edge) for edge in self._prefixes})
        self._suffix_sizes = sorted({len(edge) for edge in self._suffixes})
        self._may_be_alike = _finder(tuple(self._alike))
        self._needs_keys = bool(self._keyed or self._suffixes or self._fuzzy)
        self._same: dict[frozenset[int], frozenset[int]] = {}

    def _sort(self, atom: Atom, number: int) -> None:
        match atom.kind:
            case AtomKind.WORD:
                for key in lemmas.term_keys(atom.text, self._language):
                    self._keyed.setdefault(key, []).append(number)
            case AtomKind.FORM:
                self._forms.setdefault(atom.text, []).append(number)
            case AtomKind.EXACT:
                self._exact.setdefault(atom.text, []).append(number)
            case AtomKind.PREFIX:
                self._prefixes.setdefault(atom.text[:_EDGE], []).append((atom.text, number))
            case AtomKind.SUFFIX:
                self._suffixes.setdefault(atom.text[-_EDGE:], []).append((atom.text, number))
            case AtomKind.INFIX:
                self._infixes.append((atom.text, number))
            case AtomKind.FUZZY:
                # Too unlike in length, a word cannot reach the threshold whatever its letters.
                shortest = max(_SHORTEST_FUZZY, atom.threshold * len(atom.text) / (200 - atom.threshold))
                longest = (200 - atom.threshold) * len(atom.text) / atom.threshold
                self._fuzzy.append((atom.text, number, atom.threshold, shortest, longest))
                self._alike.update(dict.fromkeys(pieces_of_alike(atom.text, atom.threshold, longest)))

    def __missing__(self, word: str) -> frozenset[int]:
        """Look a new word up and remember it."""
        form = word.casefold()
        known = lemmas.keys(word, self._language) if self._needs_keys else frozenset((form,))
        found = self._by_keys(known, form)
        if form in self._forms:
            found.update(self._forms[form])
        if word in self._exact:
            found.update(self._exact[word])
        if ":" in word[:-1]:
            found.update(self._exact.get(word.partition(":")[0], ()))
        if self._fuzzy and self._may_be_alike("\n".join((form, *known))):
            self._add_fuzzy(found, known, form)
        result = frozenset(found)
        if len(self) >= LARGEST_CACHE:
            # Memory stays bounded on corpora of any size; common words are back at once.
            self.clear()
            self._same.clear()
        # Thousands of words meet the same few atoms, or none.
        self[word] = result = self._same.setdefault(result, result)
        return result

    def _by_keys(self, known: frozenset[str], form: str) -> set[int]:
        found: set[int] = set()
        keyed, suffixes, prefixes = self._keyed, self._suffixes, self._prefixes
        for key in known:
            if key in keyed:
                found.update(keyed[key])
            for size in self._suffix_sizes:
                edge = key[-size:]
                # Few words end or begin as any term does.
                if edge in suffixes:
                    found.update(number for text, number in suffixes[edge] if key.endswith(text))
        for size in self._prefix_sizes:
            edge = form[:size]
            if edge in prefixes:
                found.update(number for text, number in prefixes[edge] if form.startswith(text))
        if self._infixes:
            found.update(number for text, number in self._infixes if text in form)
        return found

    def _add_fuzzy(self, found: set[int], known: frozenset[str], form: str) -> None:
        ratio = _ratio()
        tried = known if form in known else (form, *known)
        for text, number, threshold, shortest, longest in self._fuzzy:
            for key in tried:
                if shortest <= len(key) <= longest and ratio(key, text, score_cutoff=threshold):
                    found.add(number)
                    break

    def of(self, words: Sequence[str], first: int = 0, last: int | None = None) -> list[frozenset[int]]:
        """Give the atoms of the words from ``first`` up to ``last``.

        A hanging first part ("behovs- och riskanalyser") also gets those of its compound.
        """
        found = [self[word] for word in words[first:last]]
        for index, word in enumerate(words[first:last], start=first):
            if word[-1] == "-" and len(word) > 1:
                found[index - first] |= self._compound(word, words[index + 1 : index + 1 + _FARTHEST_FULL_WORD])
        return found

    def _compound(self, first: str, after: Sequence[str]) -> frozenset[int]:
        full = next((w for w in after if w[-1] != "-" and w.casefold() not in _COORDINATORS), "")
        if not full:
            return frozenset()
        place = (first, full)
        if place not in self._compounds:
            self._compounds[place] = frozenset(
                self._by_keys(lemmas.compound_heads(first, full, self._language), first.casefold())
            )
        return self._compounds[place]
