"""Which pieces of words a regular expression cannot do without: a sentence that lacks them need not be tried."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

_PIECE = re.compile(r"[a-zåäö0-9]+")
_SHORTEST = 2
_MOST_SETS = 3
"""Sets told of alternatives; more of them tell little more."""
_OTHER_BRACES = re.compile(r"\{(?!\d*,?\d*\})")
"""Braces that only the regex package reads: errors allowed, named characters, properties."""
EXOTIC = frozenset("İıſ")
"""Signs that match a plain letter without regard to case and yet have another small form; a word that holds one may match anything."""

DIGIT = "\\d"
"""The piece that any word with a digit holds."""
Pieces = frozenset[str]
BEGIN, END = "^", "$"
"""At the edges of a piece: the word begins or ends there."""
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_PLAIN = re.compile(r"[0-9a-zåäöéü_'’:%§&+-]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéü"
"""Most words have nothing else."""
_INNER = re.compile(r"['’:%§&+-]")


def required(pattern: str) -> tuple[Pieces, ...]:
    """Give sets of pieces, in small letters: whatever the expression matches holds at least one of every set.

    Empty when nothing can be told, among others of expressions that use more than the standard library's language.
    """
    if _OTHER_BRACES.search(pattern):
        return ()
    try:
        # The standard parser only reads here; the regex package does the matching.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = import_module("re._parser").parse(pattern)
    except (ImportError, re.error, RecursionError, OverflowError):
        return ()
    return tuple(dict.fromkeys(_of_sequence(list(tree))))


def _of_sequence(nodes: Sequence[tuple[Any, Any]], *, left: bool = False, right: bool = False) -> list[Pieces]:
    """Give the pieces of nodes that follow each other; ``left`` and ``right`` tell whether a border of a word stands beside them."""
    found: list[Pieces] = []
    written = ""
    begins = left
    for node in nodes:
        if str(node[0]) == "LITERAL":
            written += chr(node[1])
            continue
        found += _of_letters(written, left=begins, right=_is_border(node))
        written, begins = "", _is_border(node)
    found += _of_letters(written, left=begins, right=right)
    for place, (kind, told) in enumerate(nodes):
        before = _is_border(nodes[place - 1]) if place else left
        after = _is_border(nodes[place + 1]) if place + 1 < len(nodes) else right
        found += _of_node(str(kind), told, left=before, right=after)
    return found


def _is_border(node: tuple[Any, Any]) -> bool:
    return str(node[0]) == "AT" and str(node[1]) == "AT_BOUNDARY"


def _of_letters(written: str, *, left: bool, right: bool) -> list[Pieces]:
    found: list[Pieces] = []
    for piece in _PIECE.finditer(written.lower()):
        if len(piece.group()) >= _SHORTEST:
            begins = BEGIN if left and piece.start() == 0 else ""
            ends = END if right and piece.end() == len(written) else ""
            found.append(frozenset({f"{begins}{piece.group()}{ends}"}))
    return found


def _of_node(kind: str, told: Any, *, left: bool, right: bool) -> list[Pieces]:  # noqa: ANN401 - the parser's own tree is untyped
    if kind == "IN" and [str(part) for _, part in told] == ["CATEGORY_DIGIT"]:
        return [frozenset({DIGIT})]
    if kind == "BRANCH":
        return _of_branches([_of_sequence(list(branch), left=left, right=right) for branch in told[1]])
    if kind == "SUBPATTERN":
        return _of_sequence(list(told[3]), left=left, right=right)
    if kind == "ATOMIC_GROUP":
        return _of_sequence(list(told), left=left, right=right)
    if kind in _REPEATS and told[0] >= 1:
        return _of_sequence(list(told[2]))
    return []


def _of_branches(branches: Sequence[Sequence[Pieces]]) -> list[Pieces]:
    """Give what alternatives need: the rarest set of any of them, the second rarest of any of them, and so on."""
    if not all(branches):
        return []
    ranked = [sorted(sets, key=rarity, reverse=True) for sets in branches]
    size = min(_MOST_SETS, max(map(len, ranked)))
    return [frozenset().union(*(sets[min(place, len(sets) - 1)] for sets in ranked)) for place in range(size)]


def rarity(pieces: Pieces) -> tuple[int, int]:
    """Tell how rare a set is: by the length of its shortest piece, as far as that tells."""
    return min(map(len, pieces)), -len(pieces)


class PieceFinder:
    """Tells which pieces a word holds, as the bits that they were given."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._everything = 0
        self._automata: tuple[Any, Any] | None = None

    @property
    def everything(self) -> int:
        """Give the bits of all pieces, for words of which nothing can be told; 0 when there are no pieces."""
        return self._everything

    def add(self, pieces: Pieces, bit: int) -> None:
        """Let any one of the pieces set a bit."""
        self._everything |= bit
        for piece in pieces:
            self._bits[piece] = self._bits.get(piece, 0) | bit

    def within(self, word: str) -> int:
        """Give the bits of the pieces in a word."""
        if not self._everything:
            return 0
        form = word.lower()
        if not form.strip(_LETTERS):
            found = 0
            for _, bits in self._made()[0].iter(f"{BEGIN}{form}{END}"):
                found |= bits
            return found
        if not form.isascii() and not EXOTIC.isdisjoint(word):
            return self._everything
        edged, loose = self._made()
        found = self._bits.get(DIGIT, 0) if any(map(str.isdecimal, form)) else 0
        # Where a word has signs that the two packages may not both count as letters, its borders are not looked at.
        sought = edged.iter(_edges(form)) if _PLAIN.fullmatch(form) else loose.iter(form)
        for _, bits in sought:
            found |= bits
        return found

    def _made(self) -> tuple[Any, Any]:
        if self._automata is None:
            import ahocorasick

            edged, loose = ahocorasick.Automaton(), ahocorasick.Automaton()
            bare: dict[str, int] = {}
            for piece, bits in self._bits.items():
                edged.add_word(piece, bits)
                letters = piece.strip(BEGIN + END)
                bare[letters] = bare.get(letters, 0) | bits
            for letters, bits in bare.items():
                loose.add_word(letters, bits)
            edged.make_automaton()
            loose.make_automaton()
            self._automata = edged, loose
        return self._automata


def _edges(form: str) -> str:
    return f"{BEGIN}{_INNER.sub(END + BEGIN, form)}{END}"
