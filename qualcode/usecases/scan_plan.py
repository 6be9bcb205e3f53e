"""Which documents a run has to read, and which codes it has to look for there: only what changed since the suggestions were made.

Codes are looked for in groups, since the second opinion weighs the codes of a theme together; without one every code stands alone.
A group's print covers its codes and indicators, the opinion, and the engine itself, so that nothing old is kept when any of them changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code, Codebook
from qualcode.storage.database import Store
from qualcode.storage.document_rows import current_ids
from qualcode.storage.scan_marks import contents, digest, scan_marks

if TYPE_CHECKING:
    from qualcode.domain.opinion import SecondOpinion

_ROOMS = ("engine", "language")
"""Rooms whose code and data decide what is suggested."""
_LIBRARIES = ("simplemma", "spacy", "rapidfuzz", "regex")


@dataclass(frozen=True, slots=True)
class Scan:
    """Documents to read with one part of the codebook; suggestions of the codes ``kept`` stay there as they are."""

    documents: tuple[str, ...]
    book: Codebook
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The scans of a run, and what to mark when they are done: the content of documents, the print of every group.

    ``documents`` counts all; ``contents`` lacks those that were never scanned, whose content is known when they are read.
    """

    scans: tuple[Scan, ...]
    documents: int
    contents: Mapping[str, str]
    prints: Mapping[str, str]


def plan_scans(store: Store, book: Codebook) -> Plan:
    """Compare the project with the marks of earlier runs."""
    keys = current_ids(store)
    marks = scan_marks(store)
    now = contents(store, [key for key in keys if key in marks])
    prints = prints_of(book)
    waiting: dict[frozenset[str], list[str]] = {}
    for key in keys:
        mark = marks.get(key)
        same: frozenset[str] = frozenset()
        if mark is not None and mark.content == now.get(key):
            same = frozenset(group for group, told in prints.items() if mark.prints.get(group) == told)
            if same == mark.prints.keys() == prints.keys():
                continue
        waiting.setdefault(same, []).append(key)
    scans = tuple(_scan(book, same, keys) for same, keys in waiting.items())
    return Plan(scans, len(keys), now, prints)


def prints_of(book: Codebook) -> dict[str, str]:
    """Give the print of each group of codes."""
    around = (rules_print(), _opinion_print(book.opinion))
    groups: dict[str, list[tuple[object, ...]]] = {}
    for code in book.codes():
        # The line of an indicator is told in messages only, and an edit above moves it.
        rules = () if code.retired else tuple(replace(rule, line=0) for rule in code.indicators)
        told = (code.path, code.kind, code.threshold, code.exclude, rules)
        groups.setdefault(_group(book, code.path), []).append(told)
    return {group: digest(*around, repr(told)) for group, told in groups.items()}


@cache
def rules_print() -> str:
    """Give a print of the engine: its own files and those of the language room, and the libraries that it asks."""
    found = blake2b()
    for room in _ROOMS:
        for path, content in sorted(_files(files(f"qualcode.{room}"), room)):
            found.update(f"{path} {len(content)} ".encode())
            found.update(content)
    for library in _LIBRARIES:
        found.update(f"{library} {version(library)} ".encode())
    return found.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name not in {"__pycache__", "locale"}:
                yield from _files(entry, name)
        else:
            yield name, entry.read_bytes()


_PRINTED: list[tuple[SecondOpinion, str]] = []
"""The opinion of the last run and its print: tens of megabytes, which a program that stays reads once."""


def _opinion_print(opinion: SecondOpinion | None) -> str:
    if opinion is None:
        return ""
    for known, told in _PRINTED:
        if known is opinion:
            return told
    told = _print_of(opinion)
    _PRINTED[:] = [(opinion, told)]
    return told


def _print_of(opinion: SecondOpinion) -> str:
    found = blake2b()
    for one in fields(opinion):
        value = getattr(opinion, one.name)
        found.update(f"{one.name} ".encode())
        found.update(value.tobytes() if hasattr(value, "tobytes") else repr(value).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _group(book: Codebook, path: str) -> str:
    return path if book.opinion is None else path.partition("/")[0]


def _scan(book: Codebook, same: frozenset[str], keys: list[str]) -> Scan:
    kept = tuple(code.path for code in book.codes() if _group(book, code.path) in same)
    return Scan(tuple(keys), _without(book, frozenset(kept)) if kept else book, kept)


def _without(book: Codebook, kept: frozenset[str]) -> Codebook:
    """Give the codebook without what need not be looked for."""

    def less(code: Code) -> Code:
        wanted = code.codable and code.path not in kept
        return replace(code, codable=wanted, children=tuple(map(less, code.children)))

    return replace(book, themes=tuple(map(less, book.themes)))
