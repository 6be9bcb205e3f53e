"""Counts over a whole project, made by the database itself: no text and no passage is loaded for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from qualcode.domain.coding import Status
from qualcode.domain.minutes import guesses_in
from qualcode.storage.database import Store
from qualcode.storage.tables import CODING, DECISION, DOCUMENT, JUDGEMENT, READING, SUGGESTION

_CURRENT = DOCUMENT.c.state == "current"
_ASSERTED = SUGGESTION.c.status != Status.NOT_ASSERTED.value
WAITING = (
    select(SUGGESTION.c.id)
    .join(DOCUMENT, DOCUMENT.c.id == SUGGESTION.c.document)
    .outerjoin(DECISION, DECISION.c.suggestion == SUGGESTION.c.id)
    .where(_CURRENT, _ASSERTED, DECISION.c.suggestion.is_(None))
)
"""The suggestions that wait, everywhere in the program: those that assert something of their case and that nobody has decided."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A current document without its text, and what there is of it.

    ``waiting`` counts suggestions that assert something and are not decided; ``readers`` are the coders who have read it to the end.
    """

    id: str
    name: str
    case: str
    wave: str
    date: str
    status: str
    characters: int
    guessed: Mapping[str, str]
    codings: int
    waiting: int
    readers: tuple[str, ...]


def outlines(store: Store) -> tuple[Outline, ...]:
    """Give the outlines of the current documents, in the order of import."""
    d = DOCUMENT.c
    columns = (d.id, d.name, d.case_name, d.wave, d.date, d.status)
    # From the index alone, where no text stands in the way.
    lengths = select(d.id, d.characters, d.guessed)
    coded = select(CODING.c.document, func.count()).group_by(CODING.c.document)
    waiting = WAITING.with_only_columns(SUGGESTION.c.document, func.count()).group_by(SUGGESTION.c.document)
    with store.read() as connection:
        codings = {key: int(number) for key, number in connection.execute(coded)}
        open_ones = {key: int(number) for key, number in connection.execute(waiting)}
        read: dict[str, list[str]] = defaultdict(list)
        for key, coder in connection.execute(select(READING.c.document, READING.c.coder).order_by(READING.c.id)):
            read[key].append(coder)
        known = {key: (int(number), guesses_in(words)) for key, number, words in connection.execute(lengths)}
        rows = connection.execute(select(*columns).where(_CURRENT).order_by(d.number)).all()
    return tuple(
        Outline(*row, *known[row[0]], codings.get(row[0], 0), open_ones.get(row[0], 0), tuple(read.get(row[0], ())))
        for row in rows
    )


def codings_by_document(store: Store, coder: str) -> dict[str, int]:
    """Give how many codings a coder has in each document, by its id; documents without any are left out."""
    of_coder = select(CODING.c.document, func.count()).where(CODING.c.coder == coder).group_by(CODING.c.document)
    with store.read() as connection:
        return {key: int(number) for key, number in connection.execute(of_coder)}


def is_suggested(store: Store) -> bool:
    """Tell whether any suggestion for a current document asserts something."""
    query = select(SUGGESTION.c.id).join(DOCUMENT, DOCUMENT.c.id == SUGGESTION.c.document).where(_CURRENT, _ASSERTED)
    with store.read() as connection:
        return connection.execute(query.limit(1)).first() is not None


def judged_cells(store: Store) -> int:
    """Give the number of cells that somebody has judged."""
    j = JUDGEMENT.c
    cells = select(j.case_name, j.wave, j.code).distinct().subquery()
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(cells)).scalar() or 0)
