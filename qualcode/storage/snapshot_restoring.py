"""The records of a snapshot put into a project's tables, as changes of the ledger: rows that say the same stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

from sqlalchemy import insert, select

from qualcode.domain.snapshot import GONE, Record, Snapshot, coding_ref, identity, in_order
from qualcode.storage.ledger import Change
from qualcode.storage.row_turning import Row
from qualcode.storage.snapshot_rows import coding_records, document_keys, inside
from qualcode.storage.suggestion_ids import suggestion_id
from qualcode.storage.tables import (
    CODING,
    DECISION,
    DOCUMENT,
    HIT,
    JUDGEMENT,
    LEDGERED,
    MEMO,
    PLACEMENT,
    READING,
    SEGMENT,
)

_TOLD = ("name", "wave", "date", "status", "language", "attributes", "guessed", "state", "names_reviewed")


def restore_records(change: Change, snapshot: Snapshot) -> dict[str, int]:
    """Make the project's decisions those of a snapshot, and give how many rows came, changed or went, by kind.

    The documents of the snapshot must be in the project, with the same texts (``add_missing_documents``). What concerns other
    documents of the project is left alone.
    """
    connection = change.connection
    keys = document_keys(connection)
    told = {record["document"] for record in snapshot.of("documents")}
    ids = {key: document for document, key in keys.items() if key in told}
    done = {"documents": _documents(change, snapshot.of("documents"), ids)}
    codings, done["codings"] = _codings(change, snapshot.of("codings"), ids)
    wanted: dict[str, Iterable[Row]] = {
        "decision": _decision_rows(snapshot.of("decisions"), ids, codings),
        "reading": (
            {"id": f"{ids[r['document']]} {r['coder']}", "document": ids[r["document"]], "coder": r["coder"]}
            for r in snapshot.of("readings")
        ),
        "placement": (
            {"id": codings[r["coding"]], "document": ids[r["document"]], **_some(r, "start", "end", "score", "reason")}
            for r in snapshot.of("placements")
            if r["coding"] in codings
        ),
    }
    inside_of = {"decision": DECISION, "reading": READING, "placement": PLACEMENT}
    for name, rows in wanted.items():
        table = inside_of[name]
        here = connection.execute(select(table)).mappings()
        now = {row[_key(name)]: dict(row) for row in here if row["document"] in set(ids.values())}
        done[f"{name}s"] = _bring(change, name, now, {row[_key(name)]: row for row in rows})
    done["judgements"] = _judgements(change, snapshot.of("judgements"))
    done["memos"] = _memos(change, snapshot.of("memos"), ids, codings)
    done["names"] = _names(change, snapshot.of("names"), ids)
    return done


def add_missing_documents(change: Change, snapshot: Snapshot) -> int:
    """Bring in the documents of a snapshot that the project lacks and whose texts the snapshot holds; give their number."""
    here = set(document_keys(change.connection).values())
    missing = [
        r for r in _by_number(snapshot.of("documents")) if r["document"] not in here and r["document"] in snapshot.texts
    ]
    taken = set(change.connection.execute(select(DOCUMENT.c.id)).scalars())
    parts: dict[str, dict[str, list[Record]]] = {kind: defaultdict(list) for kind in ("segments", "hits")}
    for kind, of in parts.items():
        for record in snapshot.of(kind):
            of[record["document"]].append(record)
    ids = {key: document for document, key in document_keys(change.connection).items()}
    for record in missing:
        key = record["id"] if record["id"] not in taken else change.next_ids("document", "d")[0]
        change.know_ids("document", _number(key))
        taken.add(key)
        ids[record["document"]] = key
        text = snapshot.texts[record["document"]]
        row = {
            "id": key,
            "number": _number(key),
            "case_name": record["case"],
            "text": text,
            "characters": len(text),
            "replaces": ids.get(record["replaces"], ""),
            "state": "removed",
            # Where its file lay is told by a key of the other project; no file comes again to this place.
            "path": f"snapshot {record['document']}",
            **_some(record, "name", "sha256", "wave", "date", "status", "language", "attributes", "guessed", "roles"),
            **_some(record, "participants", "version", "names_reviewed"),
        }
        change.connection.execute(insert(DOCUMENT), row)
        for kind, table in (("segments", SEGMENT), ("hits", HIT)):
            rows = [{**part, "document": key} for part in parts[kind][record["document"]]]
            if kind == "hits":
                rows = [{**part, "id": f"{key}-h{n}"} for n, part in enumerate(rows, start=1)]
            if rows:
                change.connection.execute(insert(table), rows)
        # Turned on by the ledger, as an import is: undoing it hides the document.
        change.update("document", key, state=record["state"])
    return len(missing)


def _documents(change: Change, records: Iterable[Record], ids: Mapping[str, str]) -> int:
    shelf = LEDGERED["document"]
    columns = [shelf.c.id, shelf.c.case_name, shelf.c.replaces, *(shelf.c[name] for name in _TOLD)]
    now = {row["id"]: dict(row) for row in change.connection.execute(select(*columns)).mappings()}
    changed = {}
    for record in records:
        key = ids[record["document"]]
        wanted = {**_some(record, *_TOLD), "case_name": record["case"], "replaces": ids.get(record["replaces"], "")}
        different = {name: value for name, value in wanted.items() if now[key][name] != value}
        if different:
            changed[key] = different
    change.update_all("document", changed)
    return len(changed)


def _codings(change: Change, records: Iterable[Record], ids: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Bring the codings, and give their ids by their names across projects; ids are kept where nobody else has them."""
    connection = change.connection
    known = coding_records(connection, {document: key for key, document in ids.items()})
    here = {identity("codings", record): record["id"] for record in known}
    rows_now = {row["id"]: dict(row) for row in connection.execute(select(CODING)).mappings()}
    taken = set(rows_now)
    codings: dict[str, str] = {}
    wanted: dict[str, Row] = {}
    fresh: list[Row] = []
    highest: dict[tuple[Any, ...], float] = {}
    for record in in_order("codings", records):
        row = _some(record, "start", "end", "code", "coder", "status", "origin", "corrects", "score")
        row["document"] = ids[record["document"]]
        known_as = identity("codings", record)
        ref, alike = coding_ref(record), known_as[:-1]
        key = here.get(known_as) or _free(str(record.get("id", "")), taken, above=highest.get(alike, 0))
        # Codings that are alike in everything are told apart by the order of their ids.
        highest[alike] = _number(key) if key else inf
        if not key:
            fresh.append({**row, "_ref": ref, "_wished": _number(str(record.get("id", "")))})
            continue
        taken.add(key)
        codings[ref] = key
        wanted[key] = {**row, "id": key}
    fresh.sort(key=lambda row: row.pop("_wished"))
    change.know_ids("coding", max(map(_number, wanted), default=0))
    for row, key in zip(fresh, change.next_ids("coding", "k", len(fresh)), strict=True):
        codings[row.pop("_ref")] = key
        wanted[key] = {**row, "id": key}
    now = {key: rows_now[key] for key in (record["id"] for record in known)}
    return codings, _bring(change, "coding", now, wanted)


def _decision_rows(records: Iterable[Record], ids: Mapping[str, str], codings: Mapping[str, str]) -> Iterator[Row]:
    for record in records:
        row = {"document": ids[record["document"]], **_some(record, "verdict", "coder")}
        row["coding"] = codings.get(record["coding"]) or _gone(record["coding"], codings)
        row |= {"code": "", "start": 0, "end": 0, "status": ""} | _some(record, "code", "start", "end", "status")
        yield {"suggestion": record.get("suggestion") or suggestion_id(row), **row}


def _judgements(change: Change, records: Iterable[Record]) -> int:
    now = {row["id"]: dict(row) for row in change.connection.execute(select(JUDGEMENT)).mappings()}
    wanted = {}
    for record in records:
        key = "|".join(record[name] for name in ("case", "wave", "code", "coder"))
        row = {
            "id": key,
            "case_name": record["case"],
            **_some(record, "wave", "code", "coder", "status", "summary", "at", "as_proposed"),
            **{name: record.get(name, "") for name in ("reason", "recorder")},
        }
        wanted[key] = {**row, "step": now[key]["step"] if key in now else change.step}
    return _bring(change, "judgement", now, wanted)


def _memos(change: Change, records: Iterable[Record], ids: Mapping[str, str], codings: Mapping[str, str]) -> int:
    now = {row["id"]: dict(row) for row in change.connection.execute(select(MEMO)).mappings()}
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, row in sorted(now.items(), key=lambda item: _number(item[0]), reverse=True):
        alike[row["target"], row["coder"], row["text"]].append(key)
    wanted: dict[str, Row] = {}
    other = []
    for record in in_order("memos", records):
        row = {"target": inside(record["target"], ids, codings), **_some(record, "coder", "text")}
        same = alike[row["target"], row["coder"], row["text"]]
        if same:
            key = same.pop()
            wanted[key] = {**row, "id": key}
        else:
            other.append((str(record.get("id", "")), row))
    fresh = []
    for key, row in sorted(other, key=lambda pair: (_number(pair[0]), pair[0])):
        here = now.get(key)
        # One that was written anew keeps its id.
        rewritten = here is None or (here["target"], here["coder"]) == (row["target"], row["coder"])
        if key not in wanted and _number(key) and rewritten:
            wanted[key] = {**row, "id": key}
        else:
            fresh.append(row)
    change.know_ids("memo", max(map(_number, (*wanted, *now)), default=0))
    for row, key in zip(fresh, change.next_ids("memo", "m", len(fresh)), strict=True):
        wanted[key] = {**row, "id": key}
    return _bring(change, "memo", now, wanted)


def _names(change: Change, records: Iterable[Record], ids: Mapping[str, str]) -> int:
    hits = select(HIT.c.id, HIT.c.document, HIT.c.start, HIT.c.end, HIT.c.type, HIT.c.review)
    reviewed = {(ids[r["document"]], r["start"], r["end"], r["type"]): r["review"] for r in records}
    inside_of = set(ids.values())
    changed = {}
    for row in change.connection.execute(hits):
        review = reviewed.get((row.document, row.start, row.end, row.type), "")
        if row.document in inside_of and row.review != review:
            changed[row.id] = {"review": review}
    change.update_all("hit", changed)
    return len(changed)


def _bring(change: Change, table: str, now: Mapping[str, Row], wanted: Mapping[str, Row]) -> int:
    """Bring a table's rows to what is wanted: those that are not go, those that say something else change; give their number."""
    gone = [key for key in now if key not in wanted]
    other = [row for key, row in wanted.items() if now.get(key) != row]
    change.delete(table, gone)
    change.replace_all(table, other)
    return len(gone) + len(other)


def _gone(coding: str, codings: Mapping[str, str]) -> str:
    """Give the id of a coding that was taken away, unless another has it here."""
    if not coding.startswith(GONE):
        return coding
    key = coding.removeprefix(GONE)
    return coding if key in codings.values() else key


def _free(key: str, taken: set[str], *, above: float) -> str:
    """Give the id when nobody has it and it comes after those of codings that are alike, else ""."""
    return key if key not in taken and _number(key) > above else ""


def _key(table: str) -> str:
    return str(next(iter(LEDGERED[table].primary_key.columns)).name)


def _some(record: Record, *names: str) -> dict[str, Any]:
    return {name: record[name] for name in names if name in record}


def _by_number(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda r: (_number(str(r.get("id", ""))), str(r.get("id", ""))))


def _number(key: str) -> int:
    """Give the number in an id such as k12; 0 when it has none."""
    return int(key[1:]) if key[1:].isdigit() and key[1:].isascii() else 0
