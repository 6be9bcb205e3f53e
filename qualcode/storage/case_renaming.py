"""Giving a case another name wherever it is spoken of: documents, judgements, memos and history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from qualcode.storage.tables import DOCUMENT, EVENT, JUDGEMENT, MEMO, STEP


def rename_case(connection: Connection, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``; the two are whole names of cases."""
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.case_name == old).values(case_name=new))
    for row in connection.execute(select(JUDGEMENT.c.id).where(JUDGEMENT.c.case_name == old)).all():
        values = {"id": _renamed(row.id, old, new), "case_name": new}
        connection.execute(update(JUDGEMENT).where(JUDGEMENT.c.id == row.id).values(values))
    connection.execute(update(MEMO).where(MEMO.c.target == f"case:{old}").values(target=f"case:{new}"))
    for step in connection.execute(select(STEP.c.id, STEP.c.about)).all():
        if (about := _renamed(step.about, old, new)) != step.about:
            connection.execute(update(STEP).where(STEP.c.id == step.id).values(about=about))
    lines = select(EVENT).where(EVENT.c.row.in_(["document", "judgement", "memo"]))
    for line in connection.execute(lines).mappings().all():
        values = {name: _renamed(line[name], old, new) for name in ("key", "before", "after") if line[name] is not None}
        if any(values[name] != line[name] for name in values):
            here = (EVENT.c.step == line["step"], EVENT.c.position == line["position"])
            connection.execute(update(EVENT).where(*here).values(values))


def _renamed(value: Any, old: str, new: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give the value with the case's name exchanged where it stands by itself, as a memo's target, or first in a judgement's key."""
    if isinstance(value, dict):
        return {name: _renamed(inner, old, new) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, old, new) for inner in value]
    if value == old:
        return new
    if value == f"case:{old}":
        return f"case:{new}"
    if isinstance(value, str) and value.startswith(f"{old}|"):
        return new + value[len(old) :]
    return value
