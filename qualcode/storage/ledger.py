"""The ledger: every change is a step of events with before and after, from which undo, redo and history come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from qualcode.storage.database import Store
from qualcode.storage.kept_settings import kept, put_setting
from qualcode.storage.row_turning import Row, key_name, put_rows, rows_by_key
from qualcode.storage.tables import EVENT, STEP

_LAST = select(func.max(STEP.c.id))
_NO_WAY_FORTH = update(STEP).where(STEP.c.coder == bindparam("who"), STEP.c.state == "undone").values(state="dropped")
"""A new change ends the road that redo could have taken."""
_UNLOGGED = {"document": ("text",)}
"""Columns that an event leaves out: texts change by exchanges of words alone (``rewording``), and those are events of their own."""


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

    def __init__(self, connection: Connection, step: int, at: str) -> None:
        self.connection = connection
        self.step = step
        self.at = at
        self.about: Row = {}
        self.final = False
        self._events: list[Row] = []

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows."""
        name = key_name(table)
        self._put(table, {}, {row[name]: row for row in rows})

    def update(self, table: str, key: str, **values: Any) -> None:  # noqa: ANN401 - column values
        """Change columns of one row."""
        self.update_all(table, {key: values})

    def update_all(self, table: str, changes: Mapping[str, Row]) -> None:
        """Change columns of many rows, by their keys."""
        before = rows_by_key(self.connection, table, changes)
        if len(before) < len(changes):
            message = f"no row {min(changes.keys() - before.keys())} in {table}"
            raise LookupError(message)
        put_rows(self.connection, table, before, changes)
        for key, values in changes.items():
            self._log(table, key, {k: before[key][k] for k in values}, dict(values))

    def delete(self, table: str, keys: Iterable[str]) -> None:
        """Take rows away; those that are not there are passed over."""
        before = rows_by_key(self.connection, table, keys)
        self._put(table, before, dict.fromkeys(before))

    def replace(self, table: str, row: Row) -> None:
        """Add the row, or put it in the place of the one with its key."""
        self.replace_all(table, [row])

    def replace_all(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows, or put them in the place of those with their keys."""
        new = {row[key_name(table)]: row for row in rows}
        self._put(table, rows_by_key(self.connection, table, new), new)

    def _put(self, table: str, before: Mapping[str, Row], after: Mapping[str, Row | None]) -> None:
        put_rows(self.connection, table, before, after)
        for key, row in after.items():
            self._log(table, key, before.get(key), row)

    def note(self, row: str, key: str, before: Row, after: Row) -> None:
        """Log a change of another kind than rows coming, changing and going; ``undoing`` must know how to take it back."""
        self._events.append(
            {"step": self.step, "position": len(self._events), "row": row, "key": key, "before": before, "after": after}
        )

    def log_as_changed(self, table: str, key: str, before: Row, after: Row) -> None:
        """Log columns of a row that this step has added beside the ledger as a change of them, which undo takes back."""
        self._log(table, key, before, after)

    def next_ids(self, kind: str, prefix: str, count: int = 1) -> list[str]:
        """Give ``count`` ids never given before, such as k1, k2 …; undo does not take them back."""
        last = self._last(kind)
        put_setting(self.connection, f"last-{kind}", str(last + count))
        return [f"{prefix}{last + n}" for n in range(1, count + 1)]

    def know_ids(self, kind: str, highest: int) -> None:
        """See that ids brought in from elsewhere, up to a number, are not given again."""
        if highest > self._last(kind):
            put_setting(self.connection, f"last-{kind}", str(highest))

    def _last(self, kind: str) -> int:
        return int(kept(self.connection, f"last-{kind}") or 0)

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


@contextmanager
def change(store: Store, coder: str, action: str, **about: Any) -> Iterator[Change]:  # noqa: ANN401 - goes into JSON
    """Open a step; what happens inside lands whole or not at all, and a step without events leaves no trace."""
    with store.write() as connection, _step(connection, coder, action, **about) as changing:
        yield changing


class Changes:
    """A transaction of several steps, which land together or not at all."""

    def __init__(self, connection: Connection, coder: str) -> None:
        self.connection = connection
        self.coder = coder

    def step(self, action: str, **about: Any) -> AbstractContextManager[Change]:  # noqa: ANN401 - goes into JSON
        """Open a step, when the one before is closed."""
        return _step(self.connection, self.coder, action, **about)

    def mark(self) -> tuple[object, int]:
        """Give what differs from an earlier transaction's mark when somebody else has changed the database between the two.

        It may differ when nobody has (another connection), never the other way.
        """
        version = self.connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return self.connection.connection.driver_connection, int(version)


@contextmanager
def changes(store: Store, coder: str) -> Iterator[Changes]:
    """Open a transaction for several steps: cheaper than one each, and all are taken back when one cannot be done."""
    with store.write() as connection:
        yield Changes(connection, coder)


@contextmanager
def _step(connection: Connection, coder: str, action: str, **about: Any) -> Iterator[Change]:  # noqa: ANN401 - goes into JSON
    number = int(connection.execute(_LAST).scalar() or 0) + 1
    at = datetime.now(UTC).isoformat(timespec="seconds")
    changing = Change(connection, number, at)
    yield changing
    if not changing._events:  # noqa: SLF001 - the two belong together
        return
    connection.execute(
        insert(STEP),
        {
            "id": number,
            "at": at,
            "coder": coder,
            "action": action,
            "about": {**about, **changing.about},
            "state": "final" if changing.final else "done",
        },
    )
    connection.execute(insert(EVENT), changing._events)  # noqa: SLF001 - as above
    connection.execute(_NO_WAY_FORTH, {"who": coder})


def history(store: Store, *, coder: str | None = None, limit: int | None = None) -> list[Step]:
    """Give the steps, newest first."""
    with store.read() as connection:
        query = steps().order_by(STEP.c.id.desc())
        if coder is not None:
            query = query.where(STEP.c.coder == coder)
        if limit is not None:
            query = query.limit(limit)
        return [Step(*row) for row in connection.execute(query)]


def common_steps(one: Store, two: Store) -> int:
    """Give the number of the last step up to which two databases have gone the same way; 0: they never were one."""
    here, there = _footprints(one), _footprints(two)
    last = 0
    for number in sorted(here.keys() & there.keys()):
        if here[number] != there[number]:
            break
        last = number
    return last


def _footprints(store: Store) -> dict[int, int]:
    """Give each step with all that it did as one number: who, when and what are the same in two copies that part in the same second."""
    done: dict[int, int] = {}
    with store.read() as connection:
        for step in connection.execute(select(STEP)):
            done[step.id] = hash((step.at, step.coder, step.action, step.state, repr(step.about)))
        for line in connection.execute(select(EVENT).order_by(EVENT.c.step, EVENT.c.position)):
            done[line.step] = hash((done[line.step], line.row, line.key, repr(line.before), repr(line.after)))
    return done


def steps() -> Any:  # noqa: ANN401 - a select of mixed columns
    """Give the query of steps, a column for each value of ``Step``."""
    events = select(func.count()).where(EVENT.c.step == STEP.c.id).scalar_subquery()
    return select(STEP.c.id, STEP.c.at, STEP.c.coder, STEP.c.action, STEP.c.about, STEP.c.state, events)
