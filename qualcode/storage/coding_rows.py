"""Codings, judgements and memos: saving and loading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from qualcode.domain.coding import CellStatus, Coding, Judgement, Memo, Origin, Status
from qualcode.domain.spans import Span
from qualcode.storage.database import Store
from qualcode.storage.ledger import Change
from qualcode.storage.row_turning import grouped
from qualcode.storage.tables import CODING, DOCUMENT, JUDGEMENT, MEMO


@dataclass(frozen=True, slots=True)
class Passed:
    """A judgement with when it was made, and whether as a whole matrix was proposed: of several coders' judgements the latest stands."""

    judgement: Judgement
    at: str
    as_proposed: bool


def add_codings(change: Change, codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """Save codings and give them with their ids ("k1", "k2" …); the ids they came with are not used."""
    wanted = tuple(codings)
    keyed = tuple(
        replace(c, id=key) for c, key in zip(wanted, change.next_ids("coding", "k", len(wanted)), strict=True)
    )
    change.insert("coding", [_row(c) for c in keyed])
    return keyed


def change_coding(change: Change, coding: Coding) -> None:
    """Save a coding that has changed its code, span or status."""
    row = _row(coding)
    del row["id"]
    change.update("coding", coding.id, **row)


def move_codings(change: Change, moved: Iterable[Coding]) -> None:
    """Save codings that have come to stand in another document or place; they keep their ids, and so their memos."""
    change.update_all(
        "coding",
        {c.id: {"document": c.document, "start": c.span.start, "end": c.span.end} for c in moved},
    )


def remove_codings(change: Change, ids: Iterable[str]) -> None:
    """Take codings away, and with them the places that they wait for."""
    keys = tuple(ids)
    change.delete("placement", keys)
    change.delete("coding", keys)


def codings(
    store: Store,
    *,
    document: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> tuple[Coding, ...]:
    """Give the codings of current documents in the order of the texts."""
    query = select(CODING).join(DOCUMENT, DOCUMENT.c.id == CODING.c.document).where(DOCUMENT.c.state == "current")
    for column, value in ((CODING.c.document, document), (CODING.c.code, code), (CODING.c.coder, coder)):
        if value is not None:
            query = query.where(column == value)
    query = query.order_by(DOCUMENT.c.number, CODING.c.start, CODING.c.end, CODING.c.code, CODING.c.id)
    with store.read() as connection:
        return tuple(_coding(row) for row in connection.execute(query).mappings())


def codings_within(change: Change, document: str) -> tuple[Coding, ...]:
    """Give the codings of a document as a step that is under way has them by now."""
    rows = change.connection.execute(select(CODING).where(CODING.c.document == document)).mappings()
    return tuple(_coding(row) for row in rows)


def coding(store: Store, key: str) -> Coding | None:
    """Give one coding, or None."""
    with store.read() as connection:
        row = connection.execute(select(CODING).where(CODING.c.id == key)).mappings().first()
        return None if row is None else _coding(row)


def codings_of(store: Store, ids: Iterable[str]) -> tuple[Coding, ...]:
    """Give codings by their ids, of documents in any state; those that are not there are left out."""
    with store.read() as connection:
        return tuple(
            _coding(row)
            for piece in grouped(ids)
            for row in connection.execute(select(CODING).where(CODING.c.id.in_(piece))).mappings()
        )


def put_judgements(
    change: Change, judgements: Iterable[Judgement], *, as_proposed: bool = False, reason: str = "", recorder: str = ""
) -> None:
    """Save judgements, each in the place of the same coder's earlier one of that cell; of a consensus its reason and who recorded it."""
    change.replace_all(
        "judgement",
        [
            {
                "id": judgement_key(one),
                "case_name": one.case,
                "wave": one.wave,
                "code": one.code,
                "status": one.status.value,
                "coder": one.coder,
                "summary": one.summary,
                "step": change.step,
                "at": change.at,
                "as_proposed": as_proposed,
                "reason": reason,
                "recorder": recorder,
            }
            for one in judgements
        ],
    )


def judgement_key(judgement: Judgement) -> str:
    """Give the key of a coder's judgement of a cell."""
    return f"{judgement.case}|{judgement.wave}|{judgement.code}|{judgement.coder}"


def judgements(store: Store, cell: tuple[str, str, str] | None = None) -> tuple[Passed, ...]:
    """Give every coder's judgements, oldest first; with ``cell`` (case, wave and code) those of one cell."""
    query = select(JUDGEMENT).order_by(JUDGEMENT.c.at, JUDGEMENT.c.step, JUDGEMENT.c.id)
    if cell is not None:
        case, wave, code = cell
        query = query.where(JUDGEMENT.c.wave == wave, JUDGEMENT.c.code == code, JUDGEMENT.c.case_name == case)
    with store.read() as connection:
        rows = connection.execute(query).mappings()
        return tuple(
            Passed(
                Judgement(r["case_name"], r["wave"], r["code"], CellStatus(r["status"]), r["coder"], r["summary"]),
                r["at"],
                r["as_proposed"],
            )
            for r in rows
        )


def add_new_memo(change: Change, memo: Memo) -> Memo | None:
    """Save a memo unless the same coder has said the same of the same thing already, and give it, or None."""
    same = (MEMO.c.target == memo.target, MEMO.c.text == memo.text, MEMO.c.coder == memo.coder)
    if change.connection.execute(select(MEMO.c.id).where(*same).limit(1)).first() is not None:
        return None
    return add_memo(change, memo)


def add_memo(change: Change, memo: Memo) -> Memo:
    """Save a memo and give it with its id ("m1", "m2" …)."""
    return add_memos(change, [memo])[0]


def add_memos(change: Change, memos: Sequence[Memo]) -> list[Memo]:
    """Save memos and give them with their ids."""
    keys = change.next_ids("memo", "m", len(memos))
    kept = [replace(memo, id=key) for memo, key in zip(memos, keys, strict=True)]
    change.insert("memo", [{"id": m.id, "target": m.target, "text": m.text, "coder": m.coder} for m in kept])
    return kept


def change_memo(change: Change, key: str, text: str) -> None:
    """Give a memo new words; empty words take it away."""
    if text:
        change.update("memo", key, text=text)
    else:
        change.delete("memo", [key])


def memos(store: Store, target: str | None = None) -> tuple[Memo, ...]:
    """Give the memos, of one target or all, oldest first."""
    query = select(MEMO)
    if target is not None:
        query = query.where(MEMO.c.target == target)
    with store.read() as connection:
        found = [Memo(r["id"], r["target"], r["text"], r["coder"]) for r in connection.execute(query).mappings()]
    return tuple(sorted(found, key=lambda m: int(m.id[1:])))


def _row(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "document": coding.document,
        "code": coding.code,
        "start": coding.span.start,
        "end": coding.span.end,
        "status": coding.status.value,
        "coder": coding.coder,
        "origin": coding.origin.value,
        "corrects": coding.corrects,
        "score": coding.score,
    }


def _coding(row: Mapping[Any, Any]) -> Coding:
    return Coding(
        id=row["id"],
        document=row["document"],
        code=row["code"],
        span=Span(row["start"], row["end"]),
        status=Status(row["status"]),
        coder=row["coder"],
        origin=Origin(row["origin"]),
        corrects=row["corrects"],
        score=row["score"],
    )
