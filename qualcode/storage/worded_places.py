"""Every place in the database where people's words stand: finding them all, reading one, writing one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Connection, String, Table, Text, select, update

from qualcode.storage.tables import METADATA

Place = tuple[str | int, ...]
"""A table, the key of a row, a column, and the way to a string inside its JSON."""

TEXT_COLUMN = "text"
_MACHINE = frozenset(
    {
        *(
            "id",
            "document",
            "case_name",
            "target",
            "code",
            "coder",
            "recorder",
            "sha256",
            "path",
            "wave",
            "date",
            "language",
        ),
        *("status", "state", "kind", "focus", "label", "type", "rule", "vault_id", "review", "origin", "verdict"),
        *(
            "suggestion",
            "coding",
            "indicator",
            "matched",
            "cues",
            "action",
            "at",
            "row",
            "key",
            "replaces",
            "replacement",
        ),
        *("case", "version_num", "words", "moved", "guessed"),
    },
)
"""Columns and names in JSON that hold ids, marks and numbers, or that other rooms carry along (a segment's label)."""


def document_text(document: str) -> Place:
    """Give the place of a document's stored text."""
    return ("document", document, TEXT_COLUMN)


def place_key(place: Place) -> str:
    """Give a place as one string, as the ledger keeps it."""
    return json.dumps(place, ensure_ascii=False, separators=(",", ":"))


def place_of(key: str) -> Place:
    """Read what ``place_key`` wrote."""
    return tuple(json.loads(key))


def worded_places(connection: Connection) -> Iterator[tuple[Place, str]]:
    """Give every string that may hold somebody's words, with its place: texts, names, memos, summaries, history."""
    for table in METADATA.sorted_tables:
        if table.name == "setting":
            continue
        keys = list(table.primary_key.columns)
        for column in table.columns:
            if column.name in _MACHINE or column.primary_key or not isinstance(column.type, String | Text | JSON):
                continue
            rows = connection.execute(select(*keys, column)).all()
            for row in rows:
                place: Place = (table.name, *row[:-1], column.name)
                for way, words in _strings(row[-1]):
                    yield (*place, *way), words


def words_at(connection: Connection, place: Place) -> str | None:
    """Give the string at a place, or None when it is gone."""
    table, column, way = _found(place)
    value = connection.execute(select(column).where(*_of_row(table, place))).scalar()
    for step in way:
        if not isinstance(value, dict | list):
            return None
        try:
            value = value[step]  # type: ignore[index] # a dict takes strings, a list numbers; the way was made so
        except (KeyError, IndexError):
            return None
    return value if isinstance(value, str) else None


def put_words(connection: Connection, place: Place, words: str) -> None:
    """Write the string at a place."""
    table, column, way = _found(place)
    here = _of_row(table, place)
    value: Any = words
    if way:
        value = connection.execute(select(column).where(*here)).scalar()
        inner: Any = value
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = words
    values = {column.name: value}
    if place == document_text(str(place[1])):
        values["characters"] = len(words)
    connection.execute(update(table).where(*here).values(values))


def _strings(value: object, way: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _MACHINE:
                yield from _strings(inner, (*way, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*way, number))


def _found(place: Place) -> tuple[Table, Column[Any], Place]:
    table = METADATA.tables[str(place[0])]
    keys = len(table.primary_key.columns)
    return table, table.columns[str(place[1 + keys])], place[2 + keys :]


def _of_row(table: Table, place: Place) -> list[Any]:
    return [column == value for column, value in zip(table.primary_key.columns, place[1:], strict=False)]
