"""A snapshot: what was decided in a project, as plain records that lie in files under version control."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Key = tuple[Any, ...]

FORMAT = 1
GONE = "gone:"
"""Before the name of something that was taken away since: another may have its id elsewhere."""

IDENTITIES: dict[str, tuple[str, ...]] = {
    "documents": ("document",),
    "codings": ("document", "start", "end", "code", "coder", "n"),
    "decisions": ("document", "start", "end", "code", "status", "suggestion"),
    "judgements": ("case", "wave", "code", "coder"),
    "memos": ("target", "coder", "text", "n"),
    "readings": ("document", "coder"),
    "placements": ("coding",),
    "names": ("document", "start", "end", "type"),
    "segments": ("document", "position"),
    "hits": ("document", "start", "end", "id"),
}
"""The kinds of records, and the fields that tell one from another; the last two come with texts only."""

WITH_TEXT = ("segments", "hits")
_NUMBERS = frozenset({"start", "end", "position", "n"})
_HINTS = frozenset({"id", "at"})
"""What a record would like to be called again, and when it was made: no part of what was decided."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Records by kind, each kind sorted by identity; ``codebooks`` by file name, ``texts`` by document key when they are in it."""

    records: Mapping[str, tuple[Record, ...]]
    about: Mapping[str, Any] = field(default_factory=dict)
    codebooks: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Record, ...]:
        """Give the records of a kind."""
        return self.records.get(kind, ())


def identity(kind: str, record: Record) -> Key:
    """Give what tells a record from all others of its kind: numbers as numbers, everything else as words."""
    if kind == "codings":
        # Of these there may be a hundred thousand.
        known = (record["document"], record["start"], record["end"], record["code"], record["coder"])
        return (*known, record.get("n", 1))
    return tuple(
        int(record.get(name, 1 if name == "n" else 0)) if name in _NUMBERS else str(record.get(name, ""))
        for name in IDENTITIES[kind]
    )


def order(kind: str, record: Record) -> Key:
    """Give where a record stands in its file; ids such as m2 and m10 in the order of their numbers."""
    key = identity(kind, record)
    if "id" not in IDENTITIES[kind]:
        return key
    return tuple((len(part), part) if name == "id" else part for name, part in zip(IDENTITIES[kind], key, strict=True))


def in_order(kind: str, records: Iterable[Record]) -> tuple[Record, ...]:
    """Sort records as they stand in their file."""
    return tuple(sorted(records, key=lambda record: order(kind, record)))


def says(record: Record | None) -> Record | None:
    """Give what a record says, without the ids it would like to keep; of a coding that was taken away it says no more than that."""
    if record is None:
        return None
    said = {name: value for name, value in record.items() if name not in _HINTS}
    if str(said.get("coding", "")).startswith(GONE):
        said["coding"] = GONE
    return said


def coding_ref(record: Record) -> str:
    """Give a coding's name across projects: made of its passage, code and coder, since two projects both have a k1."""
    parts = "|".join(map(str, identity("codings", record)))
    return "c" + hashlib.sha256(parts.encode()).hexdigest()[:12]


def text_mark(text: str) -> str:
    """Give the mark by which the same stored text is known."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
