"""What each document's suggestions were made from: its words and segments, and a print of the codes and rules that were looked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, String, cast, func, literal, select

from qualcode.domain.minutes import Segment, plain_segments
from qualcode.storage.database import Store
from qualcode.storage.kept_settings import put_setting, setting
from qualcode.storage.row_turning import grouped
from qualcode.storage.tables import DOCUMENT, SEGMENT, SUGGESTION

_KEY = "scanned"
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class ScanMark:
    """One document as it was scanned.

    ``content`` is a digest of its case, text and segments; ``rows`` how many suggestions it had then; ``prints`` what each group of
    codes was when it was looked for: group → digest.
    """

    content: str
    rows: int = 0
    prints: Mapping[str, str] = field(default_factory=dict)


def scan_marks(store: Store) -> dict[str, ScanMark]:
    """Give the mark of each document that was scanned; documents whose suggestions were changed since by others have none."""
    told = setting(store, _KEY)
    if not told:
        return {}
    kept = json.loads(told)
    with store.read() as connection:
        rows = _rows_by_document(connection)
    return {
        key: ScanMark(content, count, kept["prints"][number])
        for key, (content, count, number) in kept["documents"].items()
        if rows.get(key, 0) == count
    }


def keep_scan_marks(
    connection: Connection, changed: Collection[str], *, contents: Mapping[str, str], prints: Mapping[str, str]
) -> None:
    """Mark that documents (id → content) were scanned with these prints, in the transaction that wrote their suggestions.

    Those that were ``changed`` meanwhile get no mark, so that the next run reads them.
    """
    rows = _rows_by_document(connection)
    documents = {key: [content, rows.get(key, 0), 0] for key, content in contents.items() if key not in changed}
    put_setting(connection, _KEY, json.dumps({"prints": [dict(prints)], "documents": documents}))


def forget_scans(store: Store) -> None:
    """Let the next run scan everything anew."""
    with store.write() as connection:
        put_setting(connection, _KEY, "")


def contents(store: Store, keys: Sequence[str]) -> dict[str, str]:
    """Give the digest of each document's case, text and segments."""
    segment = func.aggregate_strings(
        SEGMENT.c.kind
        + _field(SEGMENT.c.start)
        + _field(SEGMENT.c.end)
        + _field(SEGMENT.c.label)
        + _field(SEGMENT.c.focus)
        + _field(SEGMENT.c.moderator),
        "\n",
    )
    cut = select(segment).where(SEGMENT.c.document == DOCUMENT.c.id).scalar_subquery()
    found: dict[str, str] = {}
    with store.read() as connection:
        for piece in grouped(keys):
            query = select(DOCUMENT.c.id, DOCUMENT.c.case_name, DOCUMENT.c.text, cut).where(DOCUMENT.c.id.in_(piece))
            for key, *parts in connection.execute(query):
                found[key] = digest(*parts)
    return found


def content_of(case: str, text: str, segments: Sequence[Segment]) -> str:
    """Give the same digest of a document that has been read; the database need not be asked for it."""
    rows = plain_segments(segments)
    cut = [f"{kind}\t{start}\t{end}\t{label}\t{focus}\t{int(said)}" for kind, start, end, label, focus, said in rows]
    return digest(case, text, "\n".join(cut))


def digest(*told: str | None) -> str:
    """Give a short digest of several strings."""
    found = blake2b(digest_size=_DIGEST)
    for one in told:
        written = (one or "").encode("utf-8", "surrogatepass")
        found.update(f"{len(written)} ".encode())
        found.update(written)
    return found.hexdigest()


def _field(column: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own expressions
    return literal("\t") + cast(column, String)


def _rows_by_document(connection: Connection) -> Counter[str]:
    query = select(SUGGESTION.c.document, func.count()).group_by(SUGGESTION.c.document)
    return Counter({row[0]: row[1] for row in connection.execute(query)})
