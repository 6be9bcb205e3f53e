"""Cells: what stands behind a cell of the matrix, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.analysis.matrix import analysed
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.domain.table import Cell
from qualcode.storage.coding_rows import codings, judgements
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project


@dataclass(frozen=True, slots=True)
class CellPassage:
    """A passage behind a cell: its stored text, and who coded it ("" for a suggestion that waits)."""

    id: str
    document: str
    span: Span
    status: Status
    coder: str
    text: str


def passages_of_cell(project: Project, cell: Cell, code: str) -> tuple[CellPassage, ...]:
    """Give the passages behind a cell of ``code``, in the order of the texts."""
    wanted = set(cell.passages)
    found = [(c.id, c.document, c.span, c.status, c.coder) for c in codings(project.store, code=code) if c.id in wanted]
    found += [
        (s.id, s.document, s.suggestion.span, s.suggestion.status, "")
        for s in suggestions(project.store, code=code, waiting=True)
        if s.id in wanted
    ]
    shelf = {d.id: d for d in documents(project.store, ids={row[1] for row in found}, segments=False)}
    order = {key: number for number, key in enumerate(shelf)}
    found.sort(key=lambda row: (order[row[1]], row[2], row[0]))
    return tuple(
        CellPassage(key, document, span, status, coder, " ".join(span.of(shelf[document].text).split()))
        for key, document, span, status, coder in found
    )


def coded_passages(project: Project, code: str) -> tuple[tuple[str, CellPassage], ...]:
    """Give every coding of a code with its case, in the order of the texts, whatever the analysis takes in."""
    found = codings(project.store, code=code)
    shelf = {d.id: d for d in documents(project.store, ids={c.document for c in found}, segments=False)}
    return tuple(
        (
            shelf[c.document].metadata.case,
            CellPassage(
                c.id, c.document, c.span, c.status, c.coder, " ".join(c.span.of(shelf[c.document].text).split())
            ),
        )
        for c in found
    )


def judged_by(project: Project, case: str, code: str, wave: str) -> tuple[tuple[str, str], ...]:
    """Give who has judged a cell and how, the oldest first: (coder, status)."""
    return tuple((p.judgement.coder, p.judgement.status.value) for p in judgements(project.store, (case, wave, code)))


def passages_of_code(
    project: Project,
    code: str,
    *,
    wave: str | None = None,
    status: Status | None = None,
    having: tuple[str, str] | None = None,
) -> tuple[tuple[str, CellPassage], ...]:
    """Give the passages of a code in the analysis of a wave, with their case: codings and suggestions that wait, by case and text.

    ``having``: only those of documents whose attribute, by its name, has the value.

    Raises:
        UnknownWaveError.
    """
    part = analysed(load_material(project, codings_only=True), wave)
    shelf = {d.id: d for d in part.documents}
    place = {case: number for number, case in enumerate(part.cases)}
    found = [(c.id, c.document, c.span, c.status, c.coder) for c in codings(project.store, code=code)]
    found += [
        (s.id, s.document, s.suggestion.span, s.suggestion.status, "")
        for s in suggestions(project.store, code=code, waiting=True)
        if s.suggestion.status is not Status.NOT_ASSERTED
    ]
    rows = [
        (
            shelf[document].metadata.case,
            CellPassage(key, document, span, said, coder, " ".join(span.of(shelf[document].text).split())),
        )
        for key, document, span, said, coder in found
        if document in shelf
        and (status is None or said is status)
        and (having is None or str(shelf[document].metadata.attributes.get(having[0], "")) == having[1])
    ]
    return tuple(sorted(rows, key=lambda row: (place[row[0]], row[1].document, row[1].span, row[1].id)))


def attributes_to_filter(project: Project, wave: str | None = None) -> tuple[tuple[str, str], ...]:
    """Give the attributes of the project's own, name and value, that tell documents in the analysis of a wave apart.

    Raises:
        UnknownWaveError.
    """
    part = analysed(load_material(project, codings_only=True), wave)
    found = sorted({(name, str(value)) for d in part.documents for name, value in d.metadata.attributes.items()})
    names = [name for name, value in found if value.strip()]
    # One that has the same value everywhere, or another in every document, sorts nothing.
    return tuple(
        (name, value) for name, value in found if value.strip() and 1 < names.count(name) < len(part.documents)
    )


def wave_in_view(project: Project, wave: str | None = None) -> str:
    """Give the wave that is analysed: the one asked for, else the latest.

    Raises:
        UnknownWaveError.
    """
    return analysed(load_material(project, codings_only=True), wave).wave
