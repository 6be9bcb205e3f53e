"""What the matrix asks of codings and suggestions, added up by the database: a million of them are never loaded one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from qualcode.domain.coding import Status
from qualcode.storage.database import Store
from qualcode.storage.tables import CODING, DECISION, DOCUMENT, SUGGESTION

_CURRENT = DOCUMENT.c.state == "current"


@dataclass(frozen=True, slots=True)
class PassageTally:
    """Passages of one code and status that correct, or that do not: how many, and the highest score.

    ``document`` is where they stand, or, when they were added up over a case, one of those documents of it that are alike to the analysis.
    """

    document: str
    code: str
    status: Status
    corrects: bool
    number: int
    score: float


def passage_tallies(store: Store, *, by_case: bool = False) -> tuple[PassageTally, ...]:
    """Give the codings of current documents and the suggestions that nobody has decided, added up by document, code and status.

    ``by_case`` adds them up over the documents of one case and wave whose minutes have the same status.
    """
    known = {status.value: status for status in Status}
    with store.read() as connection:
        rows = [row for one in (_coded(), _waiting()) for row in connection.execute(_added(one, by_case=by_case))]
    return tuple(PassageTally(d, code, known[status], *rest) for d, code, status, *rest in rows)


def spans_of_themes(store: Store) -> dict[tuple[str, str], int]:
    """Give, by document and theme, the number of different passages: one that carries several codes of a theme counts once."""
    c, s = CODING.c, SUGGESTION.c
    asserted = Status.NOT_ASSERTED.value
    coded = select(c.document, c.code, c.start, c.end).where(c.status != asserted)
    waiting = (
        select(s.document, s.code, s.start, s.end)
        .outerjoin(DECISION, DECISION.c.suggestion == s.id)
        .where(DECISION.c.suggestion.is_(None), s.status != asserted)
    )
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    with store.read() as connection:
        current = set(connection.execute(select(DOCUMENT.c.id).where(_CURRENT)).scalars())
        for query in (coded, waiting):
            for document, code, start, end in connection.execute(query):
                # One whole number a passage: a million of them stay small.
                found[document, code.split("/", 1)[0]].add(start << 32 | end)
    return {key: len(spans) for key, spans in found.items() if key[0] in current}


def _coded() -> Select[Any]:
    """The index holds all of it, in this order: the table itself is not read."""
    c = CODING.c
    keys = (c.document, c.code, c.status, c.corrects)
    return select(*keys, func.count().label("number"), func.max(c.score).label("score")).group_by(*keys)


def _waiting() -> Select[Any]:
    s = SUGGESTION.c
    keys = (s.document, s.code, s.status, s.corrects)
    return (
        select(*keys, func.count().label("number"), func.max(s.score).label("score"))
        .outerjoin(DECISION, DECISION.c.suggestion == s.id)
        .where(DECISION.c.suggestion.is_(None))
        .group_by(*keys)
    )


def _added(tallies: Select[Any], *, by_case: bool) -> Select[Any]:
    """Keep those of current documents; by case, add them up once more."""
    added = tallies.subquery()
    t, d = added.c, DOCUMENT.c
    if not by_case:
        columns = select(t.document, t.code, t.status, t.corrects, t.number, t.score)
        return columns.join_from(added, DOCUMENT, d.id == t.document).where(_CURRENT)
    # One short key stands for case, wave and status: sorting by all three takes longer.
    alike = func.min(d.id).over(partition_by=(d.case_name, d.wave, d.status)).label("first")
    home = select(d.id, alike).where(_CURRENT).subquery()
    keys = (home.c.first, t.code, t.status, t.corrects)
    summed = select(*keys, func.sum(t.number), func.max(t.score)).join_from(added, home, home.c.id == t.document)
    return summed.group_by(*keys)
