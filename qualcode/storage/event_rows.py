"""The ledger's events for reading: what each step changed, before and after; of one thing, or of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from qualcode.storage.database import Store
from qualcode.storage.suggestion_turning import FILE
from qualcode.storage.tables import EVENT, STEP

_NAMED = ("coding", "placement", "memo", "document", "hit", "decision", "reading", "judgement")


@dataclass(frozen=True, slots=True)
class Told:
    """One change: its step, who, when and what, the kind and key of the row, and the columns before and after."""

    step: int
    at: str
    coder: str
    action: str
    state: str
    row: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def events(
    store: Store, *, coder: str | None = None, steps: int | None = None, of: str | None = None
) -> tuple[Told, ...]:
    """Give the events, oldest first: of one coder, of the latest ``steps`` steps, or of what has the id ``of``.

    What hangs on a coding (the decision it came from, a place it waits for, memos on it) is told with it.
    """
    e, s = EVENT.c, STEP.c
    query = select(s.id, s.at, s.coder, s.action, s.state, e.row, e.key, e.before, e.after)
    query = query.join(EVENT, e.step == s.id).order_by(s.id, e.position)
    if coder is not None:
        query = query.where(s.coder == coder)
    if steps is not None:
        latest = select(s.id).order_by(s.id.desc()).limit(steps)
        query = query.where(s.id.in_(latest if coder is None else latest.where(s.coder == coder)))
    if of is not None:
        target = f"coding:{of}"
        hangs = (
            e.before["coding"].as_string() == of,
            e.after["coding"].as_string() == of,
            e.before["target"].as_string() == target,
            e.after["target"].as_string() == target,
        )
        query = query.where(or_((e.key == of) & e.row.in_(_NAMED), *hangs))
    with store.read() as connection:
        return tuple(Told(*row) for row in connection.execute(query))


def rows_touched(store: Store, steps: Sequence[int], kinds: Sequence[str]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Give the rows of these kinds that the steps touched, by kind and key: as they were left last, or before they went."""
    e = EVENT.c
    query = select(e.row, e.key, e.before, e.after).where(e.step.in_(steps), e.row.in_(kinds))
    with store.read() as connection:
        found = connection.execute(query.order_by(e.step, e.position))
        return {(row.row, row.key): row.after or row.before or {} for row in found}


def file_event(store: Store, step: int, name: str) -> Told | None:
    """Give how a step changed a file, or None when there is no such step or it did not touch it."""
    e, s = EVENT.c, STEP.c
    query = select(s.id, s.at, s.coder, s.action, s.state, e.row, e.key, e.before, e.after)
    query = query.join(EVENT, e.step == s.id).where(s.id == step, e.row == FILE, e.key == name)
    with store.read() as connection:
        row = connection.execute(query).first()
        return None if row is None else Told(*row)


def has_event(store: Store, step: int, row: str, key: str) -> bool:
    """Tell whether a step landed that noted something of this row and key."""
    e = EVENT.c
    query = select(e.step).where((e.step == step) & (e.row == row) & (e.key == key)).limit(1)
    with store.read() as connection:
        return connection.execute(query).first() is not None
