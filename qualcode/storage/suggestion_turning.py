"""Turning what is no row of the ledger's tables: suggestions that a step renamed, and files that belong to a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from qualcode.storage.row_turning import Row, grouped
from qualcode.storage.tables import SUGGESTION

SUGGESTED, FILE = "suggested", "file"
"""The rows of events that are no rows of a table."""

FileTurner = Callable[[int, str, Row, Row], None]
"""Told the step, a file's name, and its lines as they are and as they shall be, when a step that changed it is turned."""


def turn_suggestions(connection: Connection, line: Mapping[Any, Any], *, backwards: bool) -> None:
    """Give suggestions the names back that they had, or take them from them again."""
    names: dict[str, list[str]] = line["before"]["names"]
    if backwards:
        names = {new: [old, code_now, code_then] for old, (new, code_then, code_now) in names.items()}
    rename_suggestions(connection, names)


def rename_suggestions(connection: Connection, names: Mapping[str, list[str]]) -> None:
    """Rename suggestions that are there; one whose new name is taken goes, since it says the same."""
    taken = {
        key
        for piece in grouped([new for new, *_ in names.values()])
        for (key,) in connection.execute(select(SUGGESTION.c.id).where(SUGGESTION.c.id.in_(piece)))
    }
    going: list[Row] = []
    staying: list[Row] = []
    for old, (new, _, code) in names.items():
        (going if new in taken and new != old else staying).append({"_old": old, "_new": new, "_code": code})
        taken.add(new)
    here = SUGGESTION.c.id == bindparam("_old")
    if going:
        connection.execute(delete(SUGGESTION).where(here), [{"_old": one["_old"]} for one in going])
    if staying:
        connection.execute(
            update(SUGGESTION).where(here).values(id=bindparam("_new"), code=bindparam("_code")), staying
        )
