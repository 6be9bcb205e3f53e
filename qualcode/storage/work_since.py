"""Whether an import may be undone: not when another coder has worked in its document since."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from qualcode.domain.errors import N_
from qualcode.storage.row_turning import UndoConflictError
from qualcode.storage.tables import CODING, DECISION, DOCUMENT, EVENT, MEMO, READING


class WorkedInSinceError(UndoConflictError):
    """A document that would vanish under the work of somebody else."""

    sentence = N_(
        "Step {step} cannot be undone: {coder} has worked in the document {key} since; that work has to be undone first."
    )


def check_no_work_since(connection: Connection, step: int, coder: str) -> None:
    """Refuse a step just taken back that hid documents in which others than ``coder`` have work that stands.

    Raises:
        WorkedInSinceError.
    """
    came = (
        select(EVENT.c.key)
        .join(DOCUMENT, DOCUMENT.c.id == EVENT.c.key)
        .where(EVENT.c.step == step, EVENT.c.row == "document", DOCUMENT.c.state == "removed")
    )
    for key in connection.execute(came).scalars().all():
        coded = select("coding:" + CODING.c.id).where(CODING.c.document == key)
        noted = or_(MEMO.c.target == f"document:{key}", MEMO.c.target.in_(coded))
        asked = [(table, table.c.document == key) for table in (CODING, DECISION, READING)]
        for table, there in (*asked, (MEMO, noted)):
            query = select(table.c.coder).where(there, table.c.coder != coder).limit(1)
            if other := connection.execute(query).scalar():
                raise WorkedInSinceError(step=step, coder=other, key=key)
