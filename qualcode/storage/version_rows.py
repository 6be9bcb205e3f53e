"""Which documents may be versions of one: those of a case, and the one that came after another."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from qualcode.storage.database import Store
from qualcode.storage.tables import DOCUMENT


@dataclass(frozen=True, slots=True)
class OfCase:
    """A current document of a case, as far as telling a version of it takes."""

    id: str
    name: str
    wave: str


def of_case(store: Store, case: str) -> tuple[OfCase, ...]:
    """Give the current documents of a case, in the order of import."""
    columns = select(DOCUMENT.c.id, DOCUMENT.c.name, DOCUMENT.c.wave).order_by(DOCUMENT.c.number)
    with store.read() as connection:
        rows = connection.execute(columns.where(DOCUMENT.c.state == "current", DOCUMENT.c.case_name == case))
        return tuple(OfCase(*row) for row in rows)


def successor(store: Store, words: str) -> str:
    """Give the current version of a replaced document, named by its id or its file's name; "" when no such one was replaced."""
    columns = select(DOCUMENT.c.id, DOCUMENT.c.name, DOCUMENT.c.replaces, DOCUMENT.c.state)
    with store.read() as connection:
        rows = connection.execute(columns.where(DOCUMENT.c.state != "removed").order_by(DOCUMENT.c.number)).all()
    replaced = [row for row in rows if row.state == "superseded" and words in (row.id, row.name)]
    newer = {row.replaces: row for row in rows if row.replaces}
    found = replaced[-1] if replaced else None
    while found is not None and found.state != "current":
        found = newer.get(found.id)
    return found.id if found is not None else ""
