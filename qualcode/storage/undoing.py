"""Steps of the ledger taken back and made again: each coder's own, newest first, also after a restart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, select, update

from qualcode.storage.database import Store
from qualcode.storage.ledger import Step, steps
from qualcode.storage.rewording import CASE, WORDS, Originals, turn_words
from qualcode.storage.row_turning import turn_rows
from qualcode.storage.suggestion_turning import FILE, SUGGESTED, FileTurner, turn_suggestions
from qualcode.storage.tables import EVENT, STEP
from qualcode.storage.work_since import check_no_work_since

_OTHERS = (WORDS, CASE, FILE, SUGGESTED)
"""Events that are turned one by one, since they are no rows of a table."""


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
        query = steps().where(STEP.c.coder == coder, STEP.c.state == here).order_by(order).limit(count)
        found = [Step(*row) for row in connection.execute(query)]
        for step in found:
            _turn(connection, step.id, originals, files, backwards=backwards)
            if backwards:
                check_no_work_since(connection, step.id, coder)
            connection.execute(update(STEP).where(STEP.c.id == step.id).values(state=there))
        return found


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
