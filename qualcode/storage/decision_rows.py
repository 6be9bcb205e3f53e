"""What was decided of suggestions: accepted or rejected, by whom, and the coding that came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from qualcode.domain.coding import StoredSuggestion, Verdict
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.spans import Span
from qualcode.storage.database import Store
from qualcode.storage.ledger import Change
from qualcode.storage.row_turning import grouped
from qualcode.storage.suggestion_ids import suggestion_id
from qualcode.storage.tables import DECISION


@dataclass(frozen=True, slots=True)
class Decided:
    """What a coder decided of a suggestion: the passage, code and status that were suggested, and the coding that came of it, if any."""

    document: str
    code: str
    span: Span
    status: str
    verdict: Verdict
    coding: str
    coder: str


class DecidedError(QualcodeError):
    """A suggestion was decided before."""

    sentence = N_("The suggestion {id} has been decided by {coder}; undo that decision first.")


def decide(change: Change, decided: Iterable[tuple[StoredSuggestion, Verdict, str]], coder: str) -> None:
    """Record what a coder decided of suggestions, with the coding that came of it ("" when none).

    Raises:
        DecidedError: when one has been decided, here or by somebody at work at the same time; nothing is then recorded.
    """
    rows = [
        {
            "suggestion": s.id,
            "document": s.document,
            "verdict": v.value,
            "coding": coding,
            "coder": coder,
            "code": s.suggestion.code,
            "start": s.suggestion.span.start,
            "end": s.suggestion.span.end,
            "status": s.suggestion.status.value,
        }
        for s, v, coding in decided
    ]
    for piece in grouped(str(r["suggestion"]) for r in rows):
        query = select(DECISION.c.suggestion, DECISION.c.coder).where(DECISION.c.suggestion.in_(piece))
        earlier = change.connection.execute(query).first()
        if earlier is not None:
            raise DecidedError(id=earlier.suggestion, coder=earlier.coder)
    change.insert("decision", rows)


def decided_of(store: Store, document: str) -> tuple[Decided, ...]:
    """Give what was decided of a document's suggestions and is known to the passage, in any state of the document."""
    query = select(DECISION).where(DECISION.c.document == document, DECISION.c.code != "")
    with store.read() as connection:
        rows = connection.execute(query.order_by(DECISION.c.start, DECISION.c.suggestion)).mappings()
        return tuple(
            Decided(
                r["document"],
                r["code"],
                Span(r["start"], r["end"]),
                r["status"],
                Verdict(r["verdict"]),
                r["coding"],
                r["coder"],
            )
            for r in rows
        )


def add_decided(change: Change, decided: Iterable[Decided]) -> None:
    """Record decisions that were made elsewhere, such as on an older version of the document."""
    rows = {}
    for d in decided:
        row = {
            "document": d.document,
            "verdict": d.verdict.value,
            "coding": d.coding,
            "coder": d.coder,
            "code": d.code,
            "start": d.span.start,
            "end": d.span.end,
            "status": d.status,
        }
        key = suggestion_id(row)
        rows[key] = {"suggestion": key, **row}
    change.insert("decision", rows.values())


def deciders(store: Store) -> frozenset[tuple[str, str]]:
    """Give the (document, coder) pairs in which a coder has decided a suggestion, and so has seen them."""
    with store.read() as connection:
        query = select(DECISION.c.document, DECISION.c.coder).distinct()
        return frozenset((row.document, row.coder) for row in connection.execute(query))
