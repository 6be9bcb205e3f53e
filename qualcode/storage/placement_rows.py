"""Places of codings in a corrected version that wait for a decision: saving and loading."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from qualcode.domain.coding import Placement
from qualcode.domain.spans import Span
from qualcode.storage.database import Store
from qualcode.storage.ledger import Change
from qualcode.storage.tables import CODING, DOCUMENT, PLACEMENT


def put_placements(change: Change, placements: Iterable[Placement]) -> None:
    """Save placements, each in the place of an earlier one of its coding."""
    rows = [
        {
            "id": one.coding,
            "document": one.document,
            "start": one.span.start,
            "end": one.span.end,
            "score": one.score,
            "reason": one.reason,
        }
        for one in placements
    ]
    change.replace_all("placement", rows)


def drop_placements(change: Change, codings: Iterable[str]) -> None:
    """Take away the placements of codings that somebody has decided."""
    change.delete("placement", codings)


def placements(store: Store, document: str | None = None) -> tuple[Placement, ...]:
    """Give the placements that wait in current documents, or in one, in the order of the texts."""
    query = select(PLACEMENT).join(DOCUMENT, DOCUMENT.c.id == PLACEMENT.c.document).where(DOCUMENT.c.state == "current")
    if document is not None:
        query = query.where(PLACEMENT.c.document == document)
    query = query.order_by(DOCUMENT.c.number, PLACEMENT.c.start, PLACEMENT.c.id)
    with store.read() as connection:
        return tuple(
            Placement(r["id"], r["document"], Span(r["start"], r["end"]), r["score"], r["reason"])
            for r in connection.execute(query).mappings()
        )


def left_behind(store: Store) -> tuple[str, ...]:
    """Give the ids of codings that stayed with a replaced version and have no place waiting: lost, or turned down."""
    query = (
        select(CODING.c.id)
        .join(DOCUMENT, DOCUMENT.c.id == CODING.c.document)
        .outerjoin(PLACEMENT, PLACEMENT.c.id == CODING.c.id)
        .where(DOCUMENT.c.state == "superseded", PLACEMENT.c.id.is_(None))
        .order_by(DOCUMENT.c.number, CODING.c.start, CODING.c.id)
    )
    with store.read() as connection:
        return tuple(connection.execute(query).scalars())
