"""What the endurance cases hold a project to: the file is whole, and the ledger and the rows tell the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Rows = dict[str, dict[str, Any]]

MADE_BY_EVENTS = ("decision", "coding", "judgement", "memo", "reading")
CHANGED_BY_EVENTS = ("document", "hit")
"""Their rows come in beside the ledger; what it holds of them is how they have changed."""


def rows_of(store: Any) -> dict[str, Rows]:
    """Give every ledgered table's rows by their keys, as the ledger keeps them: plain values of JSON."""
    from sqlalchemy import select

    from qualcode.storage.tables import LEDGERED

    found: dict[str, Rows] = {}
    with store.read() as connection:
        for name, table in LEDGERED.items():
            key = next(iter(table.primary_key.columns)).name
            found[name] = {row[key]: dict(row) for row in connection.execute(select(table)).mappings()}
    return found


def events_of(store: Any) -> list[dict[str, Any]]:
    """Give every event with its step's state, in the order in which they were written."""
    from sqlalchemy import select

    from qualcode.storage.tables import EVENT, STEP

    query = select(EVENT, STEP.c.state).join(STEP, STEP.c.id == EVENT.c.step).order_by(EVENT.c.step, EVENT.c.position)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def check_ledger(store: Any) -> None:
    """Replay the events of what is done, from empty, and compare with the rows."""
    rows = rows_of(store)
    replayed: dict[str, Rows] = {name: {} for name in rows}
    for event in events_of(store):
        if event["state"] != "done" or event["row"] not in replayed:
            # Undone; or files and suggestions, which a step takes along and are no rows of the ledger.
            continue
        there = replayed[event["row"]]
        if event["after"] is None:
            del there[event["key"]]
        else:
            there[event["key"]] = {**there.get(event["key"], {}), **event["after"]}
    for name in MADE_BY_EVENTS:
        assert replayed[name] == rows[name], f"the ledger and the rows of {name} differ"
    for name in CHANGED_BY_EVENTS:
        for key, changed in replayed[name].items():
            row = rows[name][key]
            assert {k: row[k] for k in changed} == changed, f"the ledger and {name} {key} differ"
    unseen = {key for key, row in rows["document"].items() if row["state"] == "removed"}
    assert set(replayed["document"]) == set(rows["document"]) - unseen


def check_project(folder: Path) -> None:
    """Open a project as the next command would and see that nothing in it is broken."""
    from qualcode.usecases.project import Project

    with Project.open(folder) as project:
        assert project.store.check() == "ok"
        check_ledger(project.store)
    with closing(sqlite3.connect(folder / "project.db")) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        torn = "SELECT id FROM step WHERE id NOT IN (SELECT step FROM event)"
        assert plain.execute(torn).fetchall() == []
        cut = "SELECT id FROM document WHERE text = '' OR id NOT IN (SELECT document FROM segment)"
        assert plain.execute(cut).fetchall() == []


@pytest.fixture
def sound() -> Callable[[Path], None]:
    return check_project
