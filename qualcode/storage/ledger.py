"""The ledger: every change is a step of events with before and after, from which undo, redo and history come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from qualcode.storage.database import Store
from qualcode.storage.rewording import CASE, WORDS, Originals, turn_words
from qualcode.storage.row_turning import Row, key_name, put_rows, rows_by_key, turn_rows
from qualcode.storage.suggestion_turning import FILE, SUGGESTED, FileTurner, turn_suggestions
from qualcode.storage.tables import EVENT, SETTING, STEP
from qualcode.storage.work_since import check_no_work_since

_OTHERS = (WORDS, CASE, FILE, SUGGESTED)
"""Events that are turned one by one, since they are no rows of a table."""

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
        """Log a change of another kind than rows coming, changing and going; ``_walk`` must know how to take it back."""
        self._events.append(
            {"step": self.step, "position": len(self._events), "row": row, "key": key, "before": before, "after": after}
        )

    def log_as_changed(self, table: str, key: str, before: Row, after: Row) -> None:
        """Log columns of a row that this step has added beside the ledger as a change of them, which undo takes back."""
        self._log(table, key, before, after)

    def mark(self) -> tuple[object, int]:
        """Give what differs from an earlier step's mark when somebody else has changed the database between the two steps.

        It may differ when nobody has (another connection), never the other way.
        """
        version = self.connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return self.connection.connection.driver_connection, int(version)

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
        query = select(SETTING.c.value).where(SETTING.c.key == f"last-{kind}")
        return int(self.connection.execute(query).scalar() or 0)

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
        changing = Change(connection, number, at)
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


def undo(
    store: Store,
    coder: str,
    count: int = 1,
    *,
    originals: Originals | None = None,
    files: FileTurner | None = None,
) -> list[Step]:
    """Take back the coder's latest steps, newest first, and give them; fewer than ``count`` when there are no more.

    ``originals`` gives the words of the vault's ids, for steps that exchanged names; ``files`` is told of files that a step changed.

    Raises:
        UndoConflictError, WordsChangedError: when somebody else has changed a row since, or worked in a document that would go;
        OriginalNeededError: when a step needs ``originals``. Nothing is then undone.
    """
    return _walk(store, coder, count, ("done", "undone"), STEP.c.id.desc(), originals, files)


def redo(
    store: Store,
    coder: str,
    count: int = 1,
    *,
    originals: Originals | None = None,
    files: FileTurner | None = None,
) -> list[Step]:
    """Do again what the coder undid last, and give those steps; fewer than ``count`` when there are no more.

    Raises:
        As ``undo``; nothing is then redone.
    """
    return _walk(store, coder, count, ("undone", "done"), STEP.c.id.asc(), originals, files)


def history(store: Store, *, coder: str | None = None, limit: int | None = None) -> list[Step]:
    """Give the steps, newest first."""
    with store.read() as connection:
        query = _steps().order_by(STEP.c.id.desc())
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


def rewind(store: Store, number: int) -> None:
    """Take back every step after one, whoever made it, and forget them: for copies that nobody works in.

    Raises:
        OriginalNeededError, WordsChangedError: when names were exchanged since.
    """
    with store.write() as connection:
        late = (
            select(STEP.c.id).where(STEP.c.id > number, STEP.c.state.in_(["done", "final"])).order_by(STEP.c.id.desc())
        )
        for step in connection.execute(late).scalars().all():
            _turn(connection, step, None, None, backwards=True)
        connection.execute(delete(EVENT).where(EVENT.c.step > number))
        connection.execute(delete(STEP).where(STEP.c.id > number))


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
    files: FileTurner | None,
) -> list[Step]:
    here, there = turn
    backwards = here == "done"
    with store.write() as connection:
        query = _steps().where(STEP.c.coder == coder, STEP.c.state == here).order_by(order).limit(count)
        steps = [Step(*row) for row in connection.execute(query)]
        for step in steps:
            _turn(connection, step.id, originals, files, backwards=backwards)
            if backwards:
                check_no_work_since(connection, step.id, coder)
            connection.execute(update(STEP).where(STEP.c.id == step.id).values(state=there))
        return steps


def _turn(
    connection: Connection, step: int, originals: Originals | None, files: FileTurner | None, *, backwards: bool
) -> None:
    by = EVENT.c.position.desc() if backwards else EVENT.c.position.asc()
    lines = select(EVENT).where(EVENT.c.step == step).order_by(by)
    exchanging = select(EVENT.c.step).where(EVENT.c.step == step, EVENT.c.row.in_(_OTHERS)).limit(1)
    if connection.execute(exchanging).first() is None:
        turn_rows(connection, connection.execute(lines).mappings().all(), backwards=backwards)
        return
    # One by one, each as it is when its turn comes: exchanging words moves those that follow.
    for position in connection.execute(lines.with_only_columns(EVENT.c.position)).scalars().all():
        line = (
            connection.execute(select(EVENT).where(EVENT.c.step == step, EVENT.c.position == position)).mappings().one()
        )
        if line["row"] in (WORDS, CASE):
            turn_words(connection, line, originals, backwards=backwards)
        elif line["row"] == SUGGESTED:
            turn_suggestions(connection, line, backwards=backwards)
        elif line["row"] == FILE:
            if files is not None:
                now, then = ("after", "before") if backwards else ("before", "after")
                files(step, line["key"], line[now], line[then])
        else:
            turn_rows(connection, [line], backwards=backwards)


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Store a setting of the machinery in a transaction that is under way."""
    if connection.execute(update(SETTING).where(SETTING.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(SETTING), {"key": key, "value": value})


def by_document(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Sort rows into lists by their document."""
    sorted_rows: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        sorted_rows[row["document"]].append(row)
    return sorted_rows
