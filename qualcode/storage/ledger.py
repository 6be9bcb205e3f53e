"""The ledger: every change is a step of events with before and after, from which undo, redo and history come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.database import Store
from qualcode.storage.rewording import CASE, WORDS, Originals, turn_words
from qualcode.storage.tables import EVENT, LEDGERED, SETTING, STEP

Row = dict[str, Any]

_FETCHED_AT_ONCE = 400
_UNLOGGED = {"document": ("text",)}
"""Columns that an event leaves out: texts change by exchanges of words alone (``rewording``), and those are events of their own."""


class UndoConflictError(QualcodeError):
    """A row was changed since by somebody else."""

    sentence = N_(
        "Step {step} cannot be undone: {row} {key} has been changed since by another coder; undo that change first."
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One change as history shows it. ``at`` is UTC in ISO 8601; ``state`` is done, undone, dropped or final (never undone)."""

    id: int
    at: str
    coder: str
    action: str
    about: Mapping[str, Any]
    state: str
    events: int


class Change:
    """A step being written. Rows change through it only, so that the ledger misses nothing."""

    def __init__(self, connection: Connection, step: int) -> None:
        self.connection = connection
        self.step = step
        self.about: Row = {}
        self.final = False
        self._events: list[Row] = []

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows."""
        rows = list(rows)
        if not rows:
            return
        self.connection.execute(insert(LEDGERED[table]), rows)
        for row in rows:
            self._log(table, row[_key(table)], None, row)

    def update(self, table: str, key: str, **values: Any) -> None:  # noqa: ANN401 - column values
        """Change columns of one row."""
        before = _row(self.connection, table, key)
        if before is None:
            message = f"no row {key} in {table}"
            raise LookupError(message)
        _put(self.connection, table, key, {**before, **values})
        self._log(table, key, {k: before[k] for k in values}, dict(values))

    def update_all(self, table: str, changes: Mapping[str, Row]) -> None:
        """Change the same columns of many rows, by their keys."""
        rows = LEDGERED[table]
        column = rows.c[_key(table)]
        before: dict[str, Row] = {}
        for piece in grouped(changes):
            found = self.connection.execute(select(rows).where(column.in_(piece))).mappings()
            before.update((row[column.name], dict(row)) for row in found)
        if len(before) < len(changes):
            message = f"no row {min(changes.keys() - before.keys())} in {table}"
            raise LookupError(message)
        if changes:
            written = [{"_key": key, **values} for key, values in changes.items()]
            self.connection.execute(update(rows).where(column == bindparam("_key")), written)
        for key, values in changes.items():
            self._log(table, key, {k: before[key][k] for k in values}, dict(values))

    def delete(self, table: str, keys: Iterable[str]) -> None:
        """Take rows away."""
        for key in keys:
            before = _row(self.connection, table, key)
            if before is not None:
                _put(self.connection, table, key, None)
                self._log(table, key, before, None)

    def replace(self, table: str, row: Row) -> None:
        """Add the row, or put it in the place of the one with its key."""
        key = row[_key(table)]
        before = _row(self.connection, table, key)
        _put(self.connection, table, key, row)
        self._log(table, key, before, row)

    def note(self, row: str, key: str, before: Row, after: Row) -> None:
        """Log a change of another kind than rows coming, changing and going; ``_walk`` must know how to take it back."""
        self._events.append(
            {"step": self.step, "position": len(self._events), "row": row, "key": key, "before": before, "after": after}
        )

    def next_ids(self, kind: str, prefix: str, count: int = 1) -> list[str]:
        """Give ``count`` ids never given before, such as k1, k2 …; undo does not take them back."""
        setting = f"last-{kind}"
        last = int(self.connection.execute(select(SETTING.c.value).where(SETTING.c.key == setting)).scalar() or 0)
        put_setting(self.connection, setting, str(last + count))
        return [f"{prefix}{last + n}" for n in range(1, count + 1)]

    def _log(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        hidden = _UNLOGGED.get(table, ())
        before, after = (row and {k: v for k, v in row.items() if k not in hidden} for row in (before, after))
        self._events.append(
            {
                "step": self.step,
                "position": len(self._events),
                "row": table,
                "key": key,
                "before": before,
                "after": after,
            },
        )

    def _close(self) -> int:
        if self._events:
            self.connection.execute(insert(EVENT), self._events)
        return len(self._events)


@contextmanager
def change(store: Store, coder: str, action: str, **about: Any) -> Iterator[Change]:  # noqa: ANN401 - goes into JSON
    """Open a step; what happens inside lands whole or not at all, and a step without events leaves no trace."""
    with store.write() as connection:
        number = int(connection.execute(select(func.max(STEP.c.id))).scalar() or 0) + 1
        at = datetime.now(UTC).isoformat(timespec="seconds")
        step = {"id": number, "at": at, "coder": coder, "action": action, "about": about, "state": "done"}
        connection.execute(insert(STEP), step)
        changing = Change(connection, number)
        yield changing
        if not changing._close():  # noqa: SLF001 - the two belong together
            connection.execute(delete(STEP).where(STEP.c.id == number))
            return
        state = "final" if changing.final else "done"
        connection.execute(
            update(STEP).where(STEP.c.id == number).values(about={**about, **changing.about}, state=state)
        )
        # A new change ends the road that redo could have taken.
        connection.execute(
            update(STEP).where(STEP.c.coder == coder, STEP.c.state == "undone").values(state="dropped"),
        )


def undo(store: Store, coder: str, count: int = 1, *, originals: Originals | None = None) -> list[Step]:
    """Take back the coder's latest steps, newest first, and give them; fewer than ``count`` when there are no more.

    ``originals`` gives the words of the vault's ids, for steps that exchanged names.

    Raises:
        UndoConflictError, WordsChangedError: when somebody else has changed a row since; OriginalNeededError: when a step needs
        ``originals``. Nothing is then undone.
    """
    return _walk(store, coder, count, ("done", "undone"), STEP.c.id.desc(), originals)


def redo(store: Store, coder: str, count: int = 1, *, originals: Originals | None = None) -> list[Step]:
    """Do again what the coder undid last, and give those steps; fewer than ``count`` when there are no more.

    Raises:
        As ``undo``; nothing is then redone.
    """
    return _walk(store, coder, count, ("undone", "done"), STEP.c.id.asc(), originals)


def history(store: Store, *, coder: str | None = None, limit: int | None = None) -> list[Step]:
    """Give the steps, newest first."""
    with store.read() as connection:
        query = _steps().order_by(STEP.c.id.desc())
        if coder is not None:
            query = query.where(STEP.c.coder == coder)
        if limit is not None:
            query = query.limit(limit)
        return [Step(*row) for row in connection.execute(query)]


def setting(store: Store, key: str) -> str:
    """Give a stored setting, "" when there is none."""
    with store.read() as connection:
        return connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar() or ""


def keep_setting(store: Store, key: str, value: str) -> None:
    """Store a setting of the machinery, which is no change of the analysis and so no step."""
    with store.write() as connection:
        put_setting(connection, key, value)


def _steps() -> Any:  # noqa: ANN401 - a select of mixed columns
    events = select(func.count()).where(EVENT.c.step == STEP.c.id).scalar_subquery()
    return select(STEP.c.id, STEP.c.at, STEP.c.coder, STEP.c.action, STEP.c.about, STEP.c.state, events)


def _walk(
    store: Store,
    coder: str,
    count: int,
    turn: tuple[str, str],
    order: Any,  # noqa: ANN401 - SQL order
    originals: Originals | None,
) -> list[Step]:
    here, there = turn
    backwards = here == "done"
    with store.write() as connection:
        query = _steps().where(STEP.c.coder == coder, STEP.c.state == here).order_by(order).limit(count)
        steps = [Step(*row) for row in connection.execute(query)]
        for step in steps:
            for line in _lines(connection, step.id, backwards=backwards):
                if line["row"] in (WORDS, CASE):
                    turn_words(connection, line, originals, backwards=backwards)
                    continue
                old, new = (line["after"], line["before"]) if backwards else (line["before"], line["after"])
                _turn(connection, step.id, line["row"], line["key"], old, new)
            connection.execute(update(STEP).where(STEP.c.id == step.id).values(state=there))
        return steps


def _lines(connection: Connection, step: int, *, backwards: bool) -> Iterator[Mapping[Any, Any]]:
    """Give a step's events one by one, each as it is when its turn comes: exchanging words moves those that follow."""
    by = EVENT.c.position.desc() if backwards else EVENT.c.position.asc()
    here = select(EVENT.c.position).where(EVENT.c.step == step).order_by(by)
    for position in connection.execute(here).scalars().all():
        one = select(EVENT).where(EVENT.c.step == step, EVENT.c.position == position)
        yield connection.execute(one).mappings().one()


def _turn(connection: Connection, step: int, table: str, key: str, old: Row | None, new: Row | None) -> None:
    now = _row(connection, table, key)
    same = now is None if old is None else now is not None and all(now[k] == v for k, v in old.items())
    if not same:
        raise UndoConflictError(step=step, row=table, key=key)
    _put(connection, table, key, None if new is None else {**(now or {}), **new})


def _key(table: str) -> str:
    return str(LEDGERED[table].primary_key.columns.keys()[0])


def _row(connection: Connection, table: str, key: str) -> Row | None:
    rows = LEDGERED[table]
    found = connection.execute(select(rows).where(rows.c[_key(table)] == key)).mappings().first()
    return None if found is None else dict(found)


def _put(connection: Connection, table: str, key: str, row: Row | None) -> None:
    rows = LEDGERED[table]
    column = rows.c[_key(table)]
    there = connection.execute(select(column).where(column == key)).first()
    if row is None:
        connection.execute(delete(rows).where(column == key))
    elif there is None:
        connection.execute(insert(rows), row)
    else:
        connection.execute(update(rows).where(column == key).values(row))


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Store a setting of the machinery in a transaction that is under way."""
    if connection.execute(update(SETTING).where(SETTING.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(SETTING), {"key": key, "value": value})


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
