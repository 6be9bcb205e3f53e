"""Rows of the ledger's tables by their keys, many at a time: read, written, and turned back or forth by events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from sqlalchemy import Connection, Dialect, TableClause, bindparam, delete, insert, select, update

from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.tables import LEDGERED

Row = dict[str, Any]
Rows = Mapping[str, Row | None]
"""Rows by their keys; None where there is none."""

_FETCHED_AT_ONCE = 400
_ADDED_AT_ONCE = 50
"""Rows of one statement: a third cheaper than one by one, and more of them no cheaper still."""


class UndoConflictError(QualcodeError):
    """A row was changed since by somebody else."""

    sentence = N_(
        "Step {step} cannot be undone: {row} {key} has been changed since by another coder; undo that change first."
    )


class ReadSinceError(UndoConflictError):
    """A mark of reading that was changed since by somebody else."""

    sentence = N_(
        "Step {step} cannot be undone: the mark that {coder} has read {document} has been changed since by another coder; "
        "undo that change first."
    )


_ROWS = {
    "document": N_("the document"),
    "hit": N_("the hidden words"),
    "decision": N_("the decision on the suggestion"),
    "coding": N_("the coding"),
    "judgement": N_("the judgement"),
    "memo": N_("the memo"),
    "placement": N_("the place that waits for the coding"),
}
"""Tables as a sentence names a row of them, before its key."""


def _conflict(step: int, table: str, key: str) -> UndoConflictError:
    if table == "reading":
        document, _, coder = key.partition(" ")
        return ReadSinceError(step=step, document=document, coder=coder)
    return UndoConflictError(step=step, row=_ROWS[table], key=key)


def key_name(table: str) -> str:
    """Give the name of a table's key."""
    return str(LEDGERED[table].primary_key.columns.keys()[0])


def rows_by_key(connection: Connection, table: str, keys: Iterable[str]) -> dict[str, Row]:
    """Give the rows of those keys that are there."""
    rows = LEDGERED[table]
    name = key_name(table)
    return {
        row[name]: dict(row)
        for piece in grouped(keys)
        for row in connection.execute(select(rows).where(rows.c[name].in_(piece))).mappings()
    }


def put_rows(connection: Connection, table: str, now: Rows, new: Rows) -> None:
    """Bring rows from what they are ``now`` to what is ``new``: rows come, change, and go where new is None."""
    rows = LEDGERED[table]
    column = rows.c[key_name(table)]
    gone = [{"_key": key} for key, row in new.items() if row is None and now.get(key) is not None]
    fresh = [row for key, row in new.items() if row is not None and now.get(key) is None]
    changed = {key: row for key, row in new.items() if row is not None and now.get(key) is not None}
    if gone:
        connection.execute(delete(rows).where(column == bindparam("_key")), gone)
    if fresh:
        connection.execute(insert(rows), fresh)
    for names, some in groupby(
        sorted(changed, key=lambda k: sorted(changed[k] or {})), lambda k: sorted(changed[k] or {})
    ):
        written = [{f"_{n}": (changed[key] or {})[n] for n in names} | {"_key": key} for key in some]
        values: dict[str, Any] = {n: bindparam(f"_{n}") for n in names}
        connection.execute(update(rows).where(column == bindparam("_key")).values(values), written)


def insert_plain(connection: Connection, table: TableClause, rows: Sequence[tuple[object, ...]]) -> None:
    """Add rows of plain values, a value for each column in the order of the table: by the hundred, without looking at each value."""
    names = table.columns.keys()
    one, many = _positional_inserts(table, connection.dialect)
    if not one:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    whole = len(rows) - len(rows) % _ADDED_AT_ONCE
    for start in range(0, whole, _ADDED_AT_ONCE):
        connection.exec_driver_sql(many, tuple(chain.from_iterable(rows[start : start + _ADDED_AT_ONCE])))
    if whole < len(rows):
        connection.exec_driver_sql(one, list(rows[whole:]))


@lru_cache(16)
def _positional_inserts(table: TableClause, dialect: Dialect) -> tuple[str, str]:
    """Give the words that add a row of values by their places, and those that add many at once, "" where the driver wants names."""
    said = insert(table).compile(dialect=dialect)
    if not said.positional:
        return "", ""
    head, _, values = str(said).rpartition(" VALUES ")
    return str(said), f"{head} VALUES {', '.join([values] * _ADDED_AT_ONCE)}"


def turn_rows(connection: Connection, lines: Sequence[Mapping[Any, Any]], *, backwards: bool) -> None:
    """Take the events of a step back, in the order given, or make them again.

    Raises:
        UndoConflictError: when a row is not as the event left it.
    """
    for batch in _batches(lines):
        table = batch[0]["row"]
        now: dict[str, Row | None] = {**rows_by_key(connection, table, [line["key"] for line in batch])}
        wanted: dict[str, Row | None] = {}
        for line in batch:
            key = line["key"]
            old, new = (line["after"], line["before"]) if backwards else (line["before"], line["after"])
            here = now.get(key)
            same = here is None if old is None else here is not None and all(here[k] == v for k, v in old.items())
            if not same:
                raise _conflict(line["step"], table, key)
            wanted[key] = None if new is None else {**(here or {}), **new}
        put_rows(connection, table, now, wanted)


def _batches(lines: Sequence[Mapping[Any, Any]]) -> Iterator[list[Mapping[Any, Any]]]:
    """Cut events into runs of one table in which no row comes twice."""
    batch: list[Mapping[Any, Any]] = []
    keys: set[str] = set()
    for line in lines:
        if batch and (line["row"] != batch[0]["row"] or line["key"] in keys):
            yield batch
            batch, keys = [], set()
        batch.append(line)
        keys.add(line["key"])
    if batch:
        yield batch


def grouped(keys: Iterable[str]) -> Iterator[list[str]]:
    """Cut a list of keys into pieces that a query takes at once."""
    piece: list[str] = []
    for key in keys:
        piece.append(key)
        if len(piece) == _FETCHED_AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def by_document(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Sort rows into lists by their document."""
    sorted_rows: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        sorted_rows[row["document"]].append(row)
    return sorted_rows
