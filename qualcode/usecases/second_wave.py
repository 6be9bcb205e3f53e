"""The demonstration's waves: how right each is against what its minutes truly say, and the second beside the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Matrix
from qualcode.usecases.comparing import waves_by_cell, waves_by_code, waves_chart
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import write_figure, write_listing
from qualcode.usecases.recorded_decisions import Played
from qualcode.usecases.tabulating import matrix

if TYPE_CHECKING:
    from qualcode.domain.listing import Listing
    from qualcode.exchange.decisions_file import Truth

_SILENT = (CellStatus.UNREAD, CellStatus.NOT_MENTIONED)


@dataclass(frozen=True, slots=True)
class SecondWave:
    """What the second wave gave: how right its cells were, how many of its true findings were proposed, and the waves side by side."""

    cells: int
    right_alone: int
    right_decided: int
    findings: int
    proposed: int
    played: Played
    codes: Listing
    changes: Listing


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave under way: its minutes, what is recorded of them, and its matrix by the engine alone."""

    name: str
    source: Path
    truth: tuple[Truth, ...]
    alone: Matrix


def compared(project: Project, before: str, wave: Wave, played: Played) -> SecondWave:
    """Give what a wave gave, and set it against the one ``before`` it."""
    after = matrix(project, wave=wave.name)
    found = [(told.case, code, status) for told in wave.truth for code, status in told.judgements.items()]
    cells = {(case, code): cell for case, row in wave.alone.cells.items() for code, cell in row.items()}
    return SecondWave(
        cells=asked(after, wave.truth),
        right_alone=right(wave.alone, wave.truth),
        right_decided=right(after, wave.truth),
        findings=len(found),
        proposed=sum(
            isinstance(cell := cells[case, code], Cell) and cell.status.value == status for case, code, status in found
        ),
        played=played,
        codes=waves_by_code(project, before, wave.name),
        changes=waves_by_cell(project, before, wave.name),
    )


def export_waves(project: Project, before: str, after: str, passphrase: str) -> tuple[Path, ...]:
    """Write the two waves side by side, for internal use by cell and for publication by code, in the project's language."""
    out = project.folder / "exports"
    inside, outside = Audience.INTERNAL, Audience.PUBLISHED
    source = project.speaking(project.settings.language)
    cells, codes = waves_by_cell(source, before, after), waves_by_code(source, before, after)
    chart = waves_chart(source, before, after)
    return (
        write_listing(project, cells, out / "waves.docx", audience=inside, passphrase=passphrase).path,
        write_listing(project, codes, out / "waves-published.docx", audience=outside, passphrase=passphrase).path,
        write_figure(project, chart, out / "waves.png", audience=outside, passphrase=passphrase).path,
    )


def asked(table: Matrix, truth: Sequence[Truth]) -> int:
    """Count the cells of the minutes' cases, save those of codes that came after the wave."""
    rows = [table.cells[told.case].values() for told in truth]
    return sum(isinstance(c, Cell) and c.status is not CellStatus.NOT_ASKED for row in rows for c in row)


def right(table: Matrix, truth: Sequence[Truth]) -> int:
    """Count the cells that say what is true; where nothing is true of a code, silence is right."""
    right = 0
    for told in truth:
        for code, cell in table.cells[told.case].items():
            if isinstance(cell, Cell):
                wanted = told.judgements.get(code)
                right += cell.status in _SILENT if wanted is None else cell.status.value == wanted
    return right
