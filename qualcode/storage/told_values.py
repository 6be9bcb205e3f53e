"""Whether a case or a wave is told of any document."""

from __future__ import annotations

from sqlalchemy import select

from qualcode.storage.database import Store
from qualcode.storage.tables import DOCUMENT


def is_told(store: Store, column: str, value: str) -> bool:
    """Tell whether a current document has a value as its ``case_name`` or ``wave``: quick, where a list of all would read every row."""
    with store.read() as connection:
        query = select(DOCUMENT.c.id).where(DOCUMENT.c.state == "current", DOCUMENT.c[column] == value)
        return connection.execute(query.limit(1)).first() is not None
