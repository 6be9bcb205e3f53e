"""Documents, their segments and hits: saving and loading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, func, insert, select

from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.minutes import (
    Document,
    DocumentStatus,
    Metadata,
    Segment,
    SegmentKind,
    SegmentRow,
    SegmentRows,
    guesses_in,
    guesses_told,
    plain_segments,
)
from qualcode.domain.spans import Span
from qualcode.storage.database import Store
from qualcode.storage.ledger import Change
from qualcode.storage.row_turning import by_document, insert_plain
from qualcode.storage.tables import DOCUMENT, HIT, READING, SEGMENT

_ADDED = insert(DOCUMENT)
_READ_AT_ONCE = 20
"""Texts fetched by one query: few, since each may be large."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """What identifies a document that is already in the project: enough to recognise a file that comes again."""

    id: str
    path: str
    sha256: str
    version: int


@dataclass(frozen=True, slots=True)
class CodedText:
    """What the engine needs of a document."""

    id: str
    name: str
    case: str
    wave: str
    text: str
    segments: Sequence[Segment]


def add_document(change: Change, document: Document, *, path: str, replaces: str = "") -> str:
    """Save a new document with its segments; the older version it replaces, if any, leaves the analysis but stays.

    ``document.id`` is not used: the id given is returned ("d1", "d2" …, in the order of import).
    """
    [key] = change.next_ids("document", "d")
    meta = document.metadata
    change.connection.execute(
        _ADDED,
        {
            "id": key,
            "number": int(key[1:]),
            "name": document.name,
            "path": path,
            "sha256": document.sha256,
            "case_name": meta.case,
            "wave": meta.wave,
            "date": meta.date,
            "status": meta.status.value,
            "language": meta.language,
            "attributes": dict(meta.attributes),
            "guessed": guesses_told(meta.guessed),
            "text": document.text,
            "characters": len(document.text),
            "roles": list(document.roles),
            "participants": document.participants,
            "version": document.version,
            "replaces": replaces,
            "state": "current",
            "names_reviewed": document.names_reviewed,
        },
    )
    if document.segments:
        insert_plain(
            change.connection, SEGMENT, [(key, n, *row) for n, row in enumerate(plain_segments(document.segments))]
        )
    # As if the row had come in unseen and been turned on: undoing an import hides it and copies no text into history.
    change.log_as_changed("document", key, {"state": "removed"}, {"state": "current"})
    if replaces:
        change.update("document", replaces, state="superseded")
    return key


def add_hits(change: Change, hits: Iterable[StoredHit]) -> None:
    """Save the hits of a document that this step adds. Outside the ledger: they come and go with their document."""
    rows = [_hit_row(h) for h in hits]
    if rows:
        change.connection.execute(insert(HIT), rows)


def add_late_hits(change: Change, hits: Iterable[StoredHit]) -> tuple[StoredHit, ...]:
    """Save hits of documents that were there before, as changes of the ledger, and give them with ids of their own ("d1-n1" …)."""
    keyed = tuple(replace(h, id=change.next_ids(f"name-{h.document}", f"{h.document}-n")[0]) for h in hits)
    change.insert("hit", [_hit_row(h) for h in keyed])
    return keyed


def shelved(store: Store) -> tuple[Shelved, ...]:
    """Give every current document's path and hash."""
    with store.read() as connection:
        columns = select(DOCUMENT.c.id, DOCUMENT.c.path, DOCUMENT.c.sha256, DOCUMENT.c.version)
        rows = connection.execute(columns.where(DOCUMENT.c.state == "current").order_by(DOCUMENT.c.number))
        return tuple(Shelved(*row) for row in rows)


def documents(
    store: Store, *, ids: Iterable[str] | None = None, segments: bool = True, current: bool = False, text: bool = True
) -> tuple[Document, ...]:
    """Give the current documents in the order of import, or those of ``ids`` in any state; without segments when not asked for.

    ``current`` leaves out those of ``ids`` that a newer version has replaced or an undo has hidden; without ``text`` it is "".
    """
    columns = DOCUMENT.c if text else [c for c in DOCUMENT.c if c.name != "text"]
    query = select(*columns).order_by(DOCUMENT.c.number)
    parts = select(SEGMENT).order_by(SEGMENT.c.document, SEGMENT.c.position)
    if ids is None:
        query = query.where(DOCUMENT.c.state == "current")
    else:
        wanted = list(ids)
        query = query.where(DOCUMENT.c.id.in_(wanted))
        if current:
            query = query.where(DOCUMENT.c.state == "current")
        parts = parts.where(SEGMENT.c.document.in_(wanted))
    with store.read() as connection:
        rows = connection.execute(query).mappings().all()
        cut = by_document(connection.execute(parts).mappings()) if segments else {}
    return tuple(_document(row, cut.get(row["id"], [])) for row in rows)


def document_names(store: Store) -> dict[str, str]:
    """Give the stored names of all documents by their ids, those included that are no longer current."""
    with store.read() as connection:
        return {row.id: row.name for row in connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.name))}


def document_cases(store: Store) -> dict[str, str]:
    """Give the cases of the current documents by their ids."""
    with store.read() as connection:
        query = select(DOCUMENT.c.id, DOCUMENT.c.case_name).where(DOCUMENT.c.state == "current")
        return {row.id: row.case_name for row in connection.execute(query)}


def document_waves(store: Store) -> tuple[str, ...]:
    """Give the waves of the current documents, each once, in order."""
    with store.read() as connection:
        query = select(DOCUMENT.c.wave).where(DOCUMENT.c.state == "current").distinct()
        return tuple(sorted(connection.scalars(query)))


def current_ids(store: Store) -> tuple[str, ...]:
    """Give the ids of the current documents, in the order of import."""
    with store.read() as connection:
        query = select(DOCUMENT.c.id).where(DOCUMENT.c.state == "current").order_by(DOCUMENT.c.number)
        return tuple(connection.execute(query).scalars())


def lengths(store: Store) -> dict[str, int]:
    """Give the characters of every document by id, without reading a text."""
    with store.read() as connection:
        return {row.id: row.characters for row in connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.characters))}


def every_id(store: Store) -> tuple[str, ...]:
    """Give the ids of all documents, those that a newer version has replaced or an undo has hidden as well."""
    with store.read() as connection:
        return tuple(connection.execute(select(DOCUMENT.c.id).order_by(DOCUMENT.c.number)).scalars())


def texts(store: Store, keys: Sequence[str]) -> Iterator[CodedText]:
    """Give what the engine needs of documents, in the order of ``keys``; so many at a time that memory does not grow with their number."""
    columns = (DOCUMENT.c.id, DOCUMENT.c.name, DOCUMENT.c.case_name, DOCUMENT.c.wave, DOCUMENT.c.text)
    parts = (c for c in SEGMENT.c if c.name not in {"document", "position"})
    of_one = select(*parts).where(SEGMENT.c.document == bindparam("key")).order_by(SEGMENT.c.position)
    for start in range(0, len(keys), _READ_AT_ONCE):
        batch = keys[start : start + _READ_AT_ONCE]
        # Read and let go: a transaction held while somebody writes what comes of it would stand in the writer's way.
        with store.read() as connection:
            rows = {row.id: row for row in connection.execute(select(*columns).where(DOCUMENT.c.id.in_(batch)))}
            cut = {key: _plain_rows(connection.execute(of_one, {"key": key})) for key in batch}
        for key in batch:
            yield CodedText(*rows[key], SegmentRows(cut[key]))


def _plain_rows(found: CursorResult[Any]) -> list[SegmentRow]:
    """Give segments as the driver gives them, since hundreds a document take long to wrap; who looks at one makes a segment of it."""
    rows = cast("list[SegmentRow]", found.cursor.fetchall())
    found.close()
    return rows


def _segments(rows: Iterable[Iterable[Any]]) -> tuple[Segment, ...]:
    kinds = _KINDS
    return tuple(
        Segment(kinds[kind], Span(start, end), label, focus, moderator)
        for kind, start, end, label, focus, moderator in rows
    )


_KINDS = {kind.value: kind for kind in SegmentKind}


def hits(store: Store, document: str | None = None) -> tuple[StoredHit, ...]:
    """Give the hits of one document, or of all current ones, in the order of the text."""
    query = select(HIT).join(DOCUMENT, DOCUMENT.c.id == HIT.c.document).order_by(DOCUMENT.c.number, HIT.c.start)
    query = query.where(DOCUMENT.c.state == "current") if document is None else query.where(HIT.c.document == document)
    return _hits(store, query)


def every_hit(store: Store, document: str | None = None) -> tuple[StoredHit, ...]:
    """Give the hits of one document, or of all, of those as well that are no longer current."""
    query = select(HIT).order_by(HIT.c.document, HIT.c.start)
    return _hits(store, query if document is None else query.where(HIT.c.document == document))


def _hits(store: Store, query: Any) -> tuple[StoredHit, ...]:  # noqa: ANN401 - a select
    with store.read() as connection:
        return tuple(
            StoredHit(
                id=row["id"],
                document=row["document"],
                start=row["start"],
                end=row["end"],
                type=HitType(row["type"]),
                replacement=row["replacement"],
                rule=row["rule"],
                vault_id=row["vault_id"],
                doubt=row["doubt"],
                review=row["review"],
            )
            for row in connection.execute(query).mappings()
        )


def mark_read(change: Change, coder: str, keys: Iterable[str]) -> None:
    """Record that a coder has read documents to the end: what they do not mention is then known."""
    for key in keys:
        change.replace("reading", {"id": f"{key} {coder}", "document": key, "coder": coder})


def mark_unread(change: Change, coder: str, keys: Iterable[str]) -> None:
    """Take the mark of reading away."""
    change.delete("reading", [f"{key} {coder}" for key in keys])


def readings(store: Store, ids: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Give, for each document or each of ``ids``, the coders who have read it."""
    query = select(READING) if ids is None else select(READING).where(READING.c.document.in_(ids))
    with store.read() as connection:
        rows = connection.execute(query.order_by(READING.c.id)).mappings()
        return {key: tuple(r["coder"] for r in group) for key, group in by_document(rows).items()}


def counted(store: Store) -> int:
    """Give the number of current documents."""
    with store.read() as connection:
        query = select(func.count()).where(DOCUMENT.c.state == "current")
        return int(connection.execute(query).scalar() or 0)


def _hit_row(hit: StoredHit) -> dict[str, Any]:
    return {**asdict(hit), "type": hit.type.value}


def _document(row: Mapping[Any, Any], segments: Iterable[Mapping[Any, Any]]) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        metadata=Metadata(
            case=row["case_name"],
            wave=row["wave"],
            date=row["date"],
            status=DocumentStatus(row["status"]),
            language=row["language"],
            attributes=row["attributes"],
            guessed=guesses_in(row["guessed"]),
        ),
        text=row.get("text", ""),
        sha256=row["sha256"],
        segments=_segments((s["kind"], s["start"], s["end"], s["label"], s["focus"], s["moderator"]) for s in segments),
        roles=tuple(row["roles"]),
        participants=row["participants"],
        version=row["version"],
        names_reviewed=row["names_reviewed"],
    )
