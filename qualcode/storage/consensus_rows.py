"""What coders have agreed on, with the reason and who recorded it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from qualcode.domain.coding import CONSENSUS, CellStatus, Judgement
from qualcode.storage.coding_rows import judgement_key
from qualcode.storage.database import Store
from qualcode.storage.tables import JUDGEMENT


@dataclass(frozen=True, slots=True)
class ConsensusRow:
    """A consensus, its reason and who recorded it; both "" where it was merged in before these came along."""

    judgement: Judgement
    reason: str
    recorder: str


def consensus_rows(store: Store, only: Judgement | None = None) -> tuple[ConsensusRow, ...]:
    """Give every consensus, or that of the cell of ``only``, oldest first."""
    query = (
        select(JUDGEMENT)
        .where(JUDGEMENT.c.coder == CONSENSUS)
        .order_by(JUDGEMENT.c.at, JUDGEMENT.c.step, JUDGEMENT.c.id)
    )
    if only is not None:
        query = query.where(JUDGEMENT.c.id == judgement_key(only))
    with store.read() as connection:
        return tuple(
            ConsensusRow(
                Judgement(r["case_name"], r["wave"], r["code"], CellStatus(r["status"]), r["coder"], r["summary"]),
                r["reason"],
                r["recorder"],
            )
            for r in connection.execute(query).mappings()
        )
