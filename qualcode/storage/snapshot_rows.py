"""A project's rows as the records of a snapshot: documents by the hash of their source, codings by what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from qualcode.domain.snapshot import GONE, Record, coding_ref, in_order, text_mark
from qualcode.storage.database import Store
from qualcode.storage.tables import (
    CODING,
    DECISION,
    DOCUMENT,
    HIT,
    JUDGEMENT,
    MEMO,
    PLACEMENT,
    READING,
    SEGMENT,
)

_KEY = 16
Keys = Mapping[str, str]
"""The documents' keys across projects, by their ids here."""


def document_keys(connection: Connection) -> dict[str, str]:
    """Give the keys of all documents that are not hidden by an undo: the beginning of the source's hash, numbered when it came twice."""
    query = select(DOCUMENT.c.id, DOCUMENT.c.sha256).where(DOCUMENT.c.state != "removed").order_by(DOCUMENT.c.number)
    times: dict[str, int] = defaultdict(int)
    keys = {}
    for document, sha256 in connection.execute(query):
        key = sha256[:_KEY]
        times[key] += 1
        keys[document] = key if times[key] == 1 else f"{key}-{times[key]}"
    return keys


def records_of(store: Store, *, with_text: bool = False) -> tuple[dict[str, tuple[Record, ...]], dict[str, str]]:
    """Give a project's records by kind, in the order of their files, and its texts by the documents' keys when they are asked for."""
    with store.read() as connection:
        keys = document_keys(connection)
        found, texts = _documents(connection, keys, with_text=with_text)
        codings = coding_records(connection, keys)
        refs = Refs({record["id"]: record for record in codings})
        records: dict[str, Iterable[Record]] = {
            "documents": found,
            "codings": codings,
            "decisions": _decisions(connection, keys, refs),
            "judgements": _judgements(connection),
            "memos": _memos(connection, keys, refs),
            "readings": [
                {"document": keys[r.document], "coder": r.coder}
                for r in connection.execute(select(READING))
                if r.document in keys
            ],
            "placements": _placements(connection, keys, refs),
            "names": _names(connection, keys),
        }
        if with_text:
            records["segments"] = _plain(connection, SEGMENT, keys)
            records["hits"] = _plain(connection, HIT, keys)
    return {kind: in_order(kind, rows) for kind, rows in records.items()}, texts


class Refs:
    """The codings' names across projects by their ids here, made for those that something hangs on."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def get(self, key: str) -> str:
        """Give a coding's name, "" when there is no such coding."""
        record = self._records.get(key)
        return "" if record is None else coding_ref(record)


def coding_records(connection: Connection, keys: Keys) -> list[Record]:
    """Give the codings' records."""
    c = CODING.c
    columns = (c.document, c.start, c.end, c.code, c.coder, c.status, c.origin, c.corrects, c.score, c.id)
    times: dict[tuple[Any, ...], int] = defaultdict(int)
    records: list[Record] = []
    rows = sorted(connection.execute(select(*columns)).all(), key=lambda r: (len(r[-1]), r[-1]))
    for document, start, end, code, coder, status, origin, corrects, score, key in rows:
        if document not in keys:
            continue
        known = (document, start, end, code, coder)
        times[known] += 1
        record: dict[str, Any] = {"document": keys[document], "start": start, "end": end, "code": code, "coder": coder}
        if times[known] > 1:
            record["n"] = times[known]
        record |= {"status": status, "origin": origin, "corrects": corrects, "score": score, "id": key}
        records.append(record)
    return records


def text_marks(store: Store) -> dict[str, str]:
    """Give the marks of the stored texts by the documents' keys."""
    with store.read() as connection:
        keys = document_keys(connection)
        rows = connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.text).where(DOCUMENT.c.state != "removed"))
        return {keys[document]: text_mark(text) for document, text in rows}


def _documents(connection: Connection, keys: Keys, *, with_text: bool) -> tuple[list[Record], dict[str, str]]:
    records: list[Record] = []
    texts = {}
    for row in connection.execute(select(DOCUMENT).where(DOCUMENT.c.state != "removed")).mappings():
        key = keys[row["id"]]
        if with_text:
            texts[key] = row["text"]
        records.append(
            {
                "document": key,
                "name": row["name"],
                "case": row["case_name"],
                "wave": row["wave"],
                "date": row["date"],
                "status": row["status"],
                "language": row["language"],
                "attributes": dict(sorted(row["attributes"].items())),
                "guessed": row["guessed"],
                "roles": row["roles"],
                "participants": row["participants"],
                "version": row["version"],
                "replaces": keys.get(row["replaces"], ""),
                "state": row["state"],
                "names_reviewed": row["names_reviewed"],
                "sha256": row["sha256"],
                "text": text_mark(row["text"]),
                "id": row["id"],
            }
        )
    return records, texts


def _decisions(connection: Connection, keys: Keys, refs: Refs) -> list[Record]:
    records: list[Record] = []
    for row in connection.execute(select(DECISION)).mappings():
        if row["document"] not in keys:
            continue
        record: dict[str, Any] = {"document": keys[row["document"]]}
        if row["code"]:
            record |= {name: row[name] for name in ("start", "end", "code", "status")}
        else:
            # From before decisions said what they were about.
            record["suggestion"] = row["suggestion"]
        record |= {"verdict": row["verdict"], "coder": row["coder"], "coding": _ref(row["coding"], refs)}
        records.append(record)
    return records


def _judgements(connection: Connection) -> list[Record]:
    names = ("wave", "code", "coder", "status", "summary", "at", "as_proposed")
    rows = connection.execute(select(JUDGEMENT)).mappings()
    return [
        {
            "case": row["case_name"],
            **{name: row[name] for name in names},
            # A consensus has these, and nothing else: the lines of all others stay as they were.
            **{name: row[name] for name in ("reason", "recorder") if row[name]},
        }
        for row in rows
    ]


def _memos(connection: Connection, keys: Keys, refs: Refs) -> list[Record]:
    times: dict[tuple[str, str, str], int] = defaultdict(int)
    records: list[Record] = []
    for row in sorted(connection.execute(select(MEMO)).all(), key=lambda r: (len(r.id), r.id)):
        known = (outside(row.target, keys, refs), row.coder, row.text)
        times[known] += 1
        number = {"n": times[known]} if times[known] > 1 else {}
        records.append({**dict(zip(("target", "coder", "text"), known, strict=True)), **number, "id": row.id})
    return records


def outside(target: str, keys: Keys, refs: Refs) -> str:
    """Give a memo's target as it is called across projects; what is there no more is called gone: another may have its id elsewhere."""
    kind, _, key = target.partition(":")
    if kind not in ("coding", "document"):
        return target
    known = refs.get(key) if kind == "coding" else keys.get(key)
    return f"{kind}={known}" if known else f"{GONE}{target}"


def inside(target: str, ids: Mapping[str, str], codings: Mapping[str, str]) -> str:
    """Give a memo's target as it is called in this project; what was gone keeps its id unless another has it here."""
    if target.startswith(GONE):
        kind, colon, key = target.removeprefix(GONE).partition(":")
        if not colon:
            return target
        used = codings.values() if kind == "coding" else ids.values()
        return target if key in used else target.removeprefix(GONE)
    kind, _, key = target.partition("=")
    known: Mapping[str, str] = {"coding": codings, "document": ids}.get(kind, {})
    return f"{kind}:{known[key]}" if key in known else target


def _ref(coding: str, refs: Refs) -> str:
    return refs.get(coding) or (f"{GONE}{coding}" if coding and not coding.startswith(GONE) else coding)


def _placements(connection: Connection, keys: Keys, refs: Refs) -> list[Record]:
    names = ("start", "end", "score", "reason")
    return [
        {"coding": ref, "document": keys[row["document"]], **{name: row[name] for name in names}}
        for row in connection.execute(select(PLACEMENT)).mappings()
        if row["document"] in keys and (ref := refs.get(row["id"]))
    ]


def _names(connection: Connection, keys: Keys) -> list[Record]:
    reviewed = select(HIT.c.document, HIT.c.start, HIT.c.end, HIT.c.type, HIT.c.review).where(HIT.c.review != "")
    return [
        {"document": keys[r.document], "start": r.start, "end": r.end, "type": r.type, "review": r.review}
        for r in connection.execute(reviewed)
        if r.document in keys
    ]


def _plain(connection: Connection, table: Any, keys: Keys) -> list[Record]:  # noqa: ANN401 - a table
    rows: Iterable[Mapping[Any, Any]] = connection.execute(select(table)).mappings()
    return [{**row, "document": keys[row["document"]]} for row in rows if row["document"] in keys]
