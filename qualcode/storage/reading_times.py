"""Who has read a document to the end, and when."""

from __future__ import annotations

from sqlalchemy import func, select

from qualcode.storage.database import Store
from qualcode.storage.tables import EVENT, READING, STEP


def read_when(store: Store, document: str) -> dict[str, str]:
    """Give the coders who have read a document, in the order of their names, each with the time of the mark (ISO 8601).

    The time is "" for a mark that came otherwise than by marking, with a snapshot or from another database.
    """
    mine = select(READING.c.coder).where(READING.c.document == document).order_by(READING.c.coder)
    with store.read() as connection:
        coders = connection.execute(mine).scalars().all()
        # By the step's action first: of these there are few, and an event is found by its step.
        marked = (
            select(EVENT.c.key, func.max(STEP.c.at))
            .join(STEP, STEP.c.id == EVENT.c.step)
            .where(STEP.c.action == "read", STEP.c.state == "done", EVENT.c.row == "reading")
            .where(EVENT.c.key.in_([f"{document} {coder}" for coder in coders]))
            .group_by(EVENT.c.key)
        )
        times = {key: str(at) for key, at in connection.execute(marked)} if coders else {}
    return {coder: times.get(f"{document} {coder}", "") for coder in coders}
