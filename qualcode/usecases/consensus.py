"""Consensus: what coders have agreed on in a cell, with the reason, and who recorded it."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.coding import CONSENSUS, CellStatus, Judgement
from qualcode.storage.coding_rows import judgements
from qualcode.storage.consensus_rows import consensus_rows
from qualcode.usecases.project import Project


@dataclass(frozen=True, slots=True)
class Consensus:
    """What is agreed on in a cell, why, and who recorded it; reason and recorder are "" where it was brought in from elsewhere."""

    status: CellStatus
    reason: str
    recorder: str


def consensus_on(project: Project, case: str, code: str, wave: str) -> Consensus | None:
    """Give what is agreed on in a cell, or None; ``case``, ``code`` and ``wave`` are whole, as stored."""
    return _by_cell(project, Judgement(case, wave, code, CellStatus.UNREAD, CONSENSUS)).get((case, code))


def consensus_by_cell(project: Project, wave: str) -> dict[tuple[str, str], Consensus]:
    """Give what is agreed on in the cells of a wave, by case and code."""
    return _by_cell(project, None, wave)


def standing_summary(project: Project, case: str, code: str, wave: str) -> str:
    """Give the summary that a cell has: of the consensus, else of the latest judgement."""
    there = [p.judgement for p in judgements(project.store, (case, wave, code))]
    there.sort(key=lambda j: j.coder == CONSENSUS)
    return there[-1].summary if there else ""


def _by_cell(project: Project, only: Judgement | None, wave: str = "") -> dict[tuple[str, str], Consensus]:
    return {
        (row.judgement.case, row.judgement.code): Consensus(row.judgement.status, row.reason, row.recorder)
        for row in consensus_rows(project.store, only)
        if only is not None or row.judgement.wave == wave
    }
