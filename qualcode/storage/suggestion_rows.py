"""Suggestions: the engine may put them anew at any time; what was decided of them stays (``decision_rows``)."""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, column, delete, func, select, table

from qualcode.domain.coding import Status, StoredSuggestion, Suggestion, Verdict, Why
from qualcode.domain.spans import Span
from qualcode.storage.database import Store
from qualcode.storage.row_turning import grouped, insert_plain
from qualcode.storage.suggestion_ids import passage_id
from qualcode.storage.tables import DECISION, DOCUMENT, SUGGESTION

_BATCH = 5_000
_SAID = ":"
"""What stands between the rule that decided a status and the status that was decided against."""
_IN_MEMORY = 8_000_000
"""Bytes of suggestions that wait in memory; more wait in a file."""
_LENGTHS = select(DOCUMENT.c.id, DOCUMENT.c.characters.label("length"))

_PLAIN = table(SUGGESTION.name, *(column(name) for name in SUGGESTION.columns.keys()))  # noqa: SIM118 - columns, not a dictionary
"""The table without types: its rows are written as they are."""

Row = tuple[str | int | float | bool, ...]
"""A row of the table of suggestions, a value for each column in its order, spans as the text that is stored."""
Ending = Callable[[Connection, Collection[str]], None]
"""What is done when suggestions are written; it is told the documents that were changed meanwhile."""


def suggestion_key(document: str, suggestion: Suggestion) -> str:
    """Give a suggestion's id: the same passage, code and status get the same id in every run, so decisions stay with them."""
    span = suggestion.span
    return passage_id(document, suggestion.code, span.start, span.end, suggestion.status)


def replace_suggestions(store: Store, found: Iterable[tuple[str, Sequence[Suggestion]]]) -> int:
    """Put the suggestions of documents in the place of their earlier ones, in one transaction, and give their number.

    They are derived from texts and codebook, so this is no step of the ledger.
    """
    return replace_rows(store, ((document, rows_of(document, told)) for document, told in found))


def rows_of(document: str, found: Iterable[Suggestion]) -> list[Row]:
    """Give suggestions as rows, each id once."""
    return list({row[0]: row for row in (_row(document, s) for s in found)}.values())


def replace_rows(
    store: Store,
    found: Iterable[tuple[str, list[Row]]],
    *,
    kept: Mapping[str, tuple[str, ...]] | None = None,
    ending: Ending | None = None,
) -> int:
    """Do the same with suggestions that are rows already, as other processes hand them over.

    They are put by until all are there, and nobody else waits meanwhile. A document whose text was changed in the meantime
    keeps its earlier suggestions, which the change has moved along. ``kept`` gives, for documents that were not looked through
    for every code, those whose suggestions stay; ``ending`` is done last in the same transaction.
    """
    before = _lengths(store)
    # Passages and codes, no words: nothing that may not lie in a file for a while.
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
        # What this program writes and reads again at once needs no form that others can read, which would take twice the time.
        sizes = [waiting.write(marshal.dumps(one)) for one in found]
        waiting.seek(0)
        told = (marshal.loads(waiting.read(size)) for size in sizes)  # noqa: S302 - its own bytes, from a file without a name
        return _replace_all(store, before, told, kept or {}, ending)


def _replace_all(
    store: Store,
    before: Mapping[str, int],
    found: Iterable[tuple[str, list[Row]]],
    kept: Mapping[str, tuple[str, ...]],
    ending: Ending | None,
) -> int:
    total = 0
    documents: list[str] = []
    rows: list[Row] = []
    changed: set[str] = set()
    with store.write() as connection:
        now = {row.id: row.length for row in connection.execute(_LENGTHS)}
        for document, told in found:
            if now.get(document) != before.get(document):
                changed.add(document)
                continue
            documents.append(document)
            rows += told
            if len(rows) >= _BATCH or len(documents) >= _BATCH:
                total += _replaced(connection, documents, rows, kept)
                documents, rows = [], []
        total += _replaced(connection, documents, rows, kept)
        if ending is not None:
            ending(connection, changed)
        return total


def _lengths(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {row.id: row.length for row in connection.execute(_LENGTHS)}


def _replaced(
    connection: Connection, documents: Iterable[str], rows: list[Row], kept: Mapping[str, tuple[str, ...]]
) -> int:
    by_kept: dict[tuple[str, ...], list[str]] = {}
    for document in documents:
        by_kept.setdefault(kept.get(document, ()), []).append(document)
    for codes, keys in by_kept.items():
        for piece in grouped(keys):
            query = delete(SUGGESTION).where(SUGGESTION.c.document.in_(piece))
            connection.execute(query.where(SUGGESTION.c.code.not_in(codes)) if codes else query)
    if rows:
        insert_plain(connection, _PLAIN, rows)
    return len(rows)


def counted_by_code(store: Store) -> list[tuple[str, str, int]]:
    """Give how many suggestions current documents have by code and status."""
    with store.read() as connection:
        query = (
            select(SUGGESTION.c.code, SUGGESTION.c.status, func.count())
            .join(DOCUMENT, DOCUMENT.c.id == SUGGESTION.c.document)
            .where(DOCUMENT.c.state == "current")
            .group_by(SUGGESTION.c.code, SUGGESTION.c.status)
            .order_by(SUGGESTION.c.code)
        )
        return [(code, status, count) for code, status, count in connection.execute(query)]


def suggestions(
    store: Store,
    *,
    document: str | None = None,
    code: str | None = None,
    ids: Sequence[str] | None = None,
    waiting: bool = False,
) -> tuple[StoredSuggestion, ...]:
    """Give the suggestions of current documents in the order of the texts; ``waiting``: only those not yet decided."""
    query = (
        select(SUGGESTION, DECISION.c.verdict, DECISION.c.coding)
        .join(DOCUMENT, DOCUMENT.c.id == SUGGESTION.c.document)
        .outerjoin(DECISION, DECISION.c.suggestion == SUGGESTION.c.id)
        .where(DOCUMENT.c.state == "current")
        .order_by(DOCUMENT.c.number, SUGGESTION.c.start, SUGGESTION.c.end, SUGGESTION.c.code)
    )
    if document is not None:
        query = query.where(SUGGESTION.c.document == document)
    if code is not None:
        query = query.where(SUGGESTION.c.code == code)
    if waiting:
        query = query.where(DECISION.c.verdict.is_(None))
    with store.read() as connection:
        if ids is None:
            return tuple(_stored(row) for row in connection.execute(query).mappings())
        pieces = (query.where(SUGGESTION.c.id.in_(piece)) for piece in grouped(ids))
        return tuple(_stored(row) for piece in pieces for row in connection.execute(piece).mappings())


def _row(document: str, suggestion: Suggestion) -> Row:
    why, span = suggestion.why, suggestion.span
    return (
        suggestion_key(document, suggestion),
        document,
        suggestion.code,
        span.start,
        span.end,
        str(suggestion.status),
        suggestion.score,
        why.indicator,
        why.rule if why.rules_said is None else f"{why.rule}{_SAID}{why.rules_said}",
        _written(why.matched),
        _written(why.cues),
        why.corrects,
    )


def _written(spans: Sequence[Span]) -> str:
    """Give spans as the JSON that the database keeps of them."""
    return f"[{', '.join([f'[{span.start}, {span.end}]' for span in spans])}]"


def _stored(row: Mapping[Any, Any]) -> StoredSuggestion:
    return StoredSuggestion(
        id=row["id"],
        document=row["document"],
        suggestion=_suggestion(row),
        verdict=None if row["verdict"] is None else Verdict(row["verdict"]),
        coding=row["coding"] or "",
    )


def _suggestion(row: Mapping[Any, Any]) -> Suggestion:
    # A run before the rules' own status was kept has the rule alone.
    rule, _, said = row["rule"].partition(_SAID)
    return Suggestion(
        code=row["code"],
        span=Span(row["start"], row["end"]),
        status=Status(row["status"]),
        score=row["score"],
        why=Why(
            indicator=row["indicator"],
            matched=tuple(Span(a, b) for a, b in row["matched"]),
            rule=rule,
            cues=tuple(Span(a, b) for a, b in row["cues"]),
            corrects=row["corrects"],
            rules_said=Status(said) if said else None,
        ),
    )
