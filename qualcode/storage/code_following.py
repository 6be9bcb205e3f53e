"""What hangs on codes follows when a codebook's codes get other paths or go up in others.

Codings, decisions, judgements and memos change through the ledger. Suggestions are derived and have no events of their own: which of
them were renamed is noted, so that undo gives them their names back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from qualcode.domain.coding import CONSENSUS
from qualcode.storage.ledger import Change
from qualcode.storage.row_turning import Row, grouped
from qualcode.storage.suggestion_ids import suggestion_id
from qualcode.storage.suggestion_turning import SUGGESTED, rename_suggestions
from qualcode.storage.tables import CODING, DECISION, JUDGEMENT, MEMO, PLACEMENT, SUGGESTION
from qualcode.storage.tallies import WAITING


@dataclass(frozen=True, slots=True)
class Followed:
    """How much followed: codings moved and codings that fell together with one that was there; judgements that gave way to another."""

    codings: int = 0
    joined: int = 0
    judgements: int = 0
    outdone: int = 0


def follow_codes(change: Change, gone: Mapping[str, str]) -> Followed:
    """Give what hangs on codes their new paths; ``gone`` has the new path of each old one."""
    if not gone:
        return Followed()
    codings, joined = _codings(change, gone)
    _decisions(change, gone)
    judged, outdone = _judgements(change, gone)
    _memos(change, gone)
    _suggestions(change, gone)
    return Followed(codings, joined, judged, outdone)


def move_codings_to(change: Change, ids: tuple[str, ...], code: str) -> None:
    """Give codings another code."""
    change.update_all("coding", {key: {"code": code} for key in ids})


def _rows(connection: Connection, table: Any, codes: Mapping[str, str]) -> list[Row]:  # noqa: ANN401 - an SQLAlchemy table
    return [
        dict(row)
        for piece in grouped(codes)
        for row in connection.execute(select(table).where(table.c.code.in_(piece))).mappings()
    ]


def _codings(change: Change, gone: Mapping[str, str]) -> tuple[int, int]:
    moving = _rows(change.connection, CODING, gone)
    there = {
        _place(row, row["code"]): str(row["id"])
        for row in _rows(change.connection, CODING, {new: new for new in gone.values() if new not in gone})
    }
    waiting = {key for (key,) in change.connection.execute(select(PLACEMENT.c.id))}
    doubled: dict[str, str] = {}
    kept: dict[str, Row] = {}
    for row in moving:
        new = gone[row["code"]]
        same = there.setdefault(_place(row, new), str(row["id"]))
        # Two codings of one passage by one coder would count twice; one that waits for its place is left alone.
        if same != row["id"] and row["id"] not in waiting and same not in waiting:
            doubled[str(row["id"])] = same
        else:
            kept[str(row["id"])] = {"code": new}
    change.update_all("coding", kept)
    _retarget(change, {f"coding:{old}": f"coding:{new}" for old, new in doubled.items()})
    change.delete("coding", doubled)
    return len(moving), len(doubled)


def _place(row: Row, code: str) -> tuple[object, ...]:
    return (row["document"], row["start"], row["end"], row["coder"], row["status"], code)


def _decisions(change: Change, gone: Mapping[str, str]) -> None:
    old = _rows(change.connection, DECISION, gone)
    new = []
    for row in old:
        one = {**row, "code": gone[row["code"]]}
        new.append({**one, "suggestion": suggestion_id(one)})
    keys = [str(row["suggestion"]) for row in new]
    there = {
        key
        for piece in grouped(keys)
        for (key,) in change.connection.execute(select(DECISION.c.suggestion).where(DECISION.c.suggestion.in_(piece)))
    }
    change.delete("decision", [str(row["suggestion"]) for row in old])
    change.insert("decision", {r["suggestion"]: r for r in new if r["suggestion"] not in there}.values())


def _judgements(change: Change, gone: Mapping[str, str]) -> tuple[int, int]:
    old = _rows(change.connection, JUDGEMENT, gone)
    there = {row["id"] for row in _rows(change.connection, JUDGEMENT, {new: new for new in gone.values()})}
    there -= {row["id"] for row in old}
    new: dict[str, Row] = {}
    # The consensus first, then the latest: where two codes of a cell become one, one judgement of each coder stands.
    for row in sorted(old, key=lambda r: (r["coder"] != CONSENSUS, -r["step"])):
        code = gone[row["code"]]
        key = f"{row['case_name']}|{row['wave']}|{code}|{row['coder']}"
        if key not in there:
            new.setdefault(key, {**row, "id": key, "code": code})
    change.delete("judgement", [str(row["id"]) for row in old])
    change.insert("judgement", new.values())
    return len(old), len(old) - len(new)


def _memos(change: Change, gone: Mapping[str, str]) -> None:
    _retarget(change, {f"code:{old}": f"code:{new}" for old, new in gone.items()})


def _retarget(change: Change, targets: Mapping[str, str]) -> None:
    found = {
        str(key): {"target": targets[target]}
        for piece in grouped(targets)
        for key, target in change.connection.execute(select(MEMO.c.id, MEMO.c.target).where(MEMO.c.target.in_(piece)))
    }
    change.update_all("memo", found)


def _suggestions(change: Change, gone: Mapping[str, str]) -> None:
    rows = _rows(change.connection, SUGGESTION, gone)
    names = {}
    for row in rows:
        new = {**row, "code": gone[row["code"]]}
        names[str(row["id"])] = [suggestion_id(new), row["code"], new["code"]]
    if names:
        change.note(SUGGESTED, "", {"names": names}, {})
        rename_suggestions(change.connection, names)


def counts_of_codes(connection: Connection, coder: str = "") -> dict[str, tuple[int, int]]:
    """Give how many codings, and how many suggestions that wait, there are of each code; of one coder the codings alone."""
    found: dict[str, list[int]] = {}
    coded = select(CODING.c.code, func.count()).group_by(CODING.c.code)
    queries = [coded.where(CODING.c.coder == coder) if coder else coded]
    if not coder:
        open_ones = WAITING.with_only_columns(SUGGESTION.c.code, func.count())
        queries.append(open_ones.group_by(SUGGESTION.c.code))
    for number, query in enumerate(queries):
        for code, times in connection.execute(query):
            found.setdefault(code, [0, 0])[number] = times
    return {code: (one[0], one[1]) for code, one in found.items()}
