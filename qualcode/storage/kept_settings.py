"""Settings of the machinery that lie in the database: what ids were given, what was scanned. None is a change of the analysis."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from qualcode.storage.database import Store
from qualcode.storage.tables import SETTING

_ASKED = select(SETTING.c.value).where(SETTING.c.key == bindparam("asked"))
_CHANGED = update(SETTING).where(SETTING.c.key == bindparam("asked")).values(value=bindparam("new"))


def setting(store: Store, key: str) -> str:
    """Give a stored setting, "" when there is none."""
    with store.read() as connection:
        return kept(connection, key)


def kept(connection: Connection, key: str) -> str:
    """Give a setting as a transaction that is under way sees it, "" when there is none."""
    return connection.execute(_ASKED, {"asked": key}).scalar() or ""


def keep_setting(store: Store, key: str, value: str) -> None:
    """Store a setting of the machinery, which is no change of the analysis and so no step."""
    with store.write() as connection:
        put_setting(connection, key, value)


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Store a setting of the machinery in a transaction that is under way."""
    if connection.execute(_CHANGED, {"asked": key, "new": value}).rowcount == 0:
        connection.execute(insert(SETTING), {"key": key, "value": value})
