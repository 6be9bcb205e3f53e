"""Cells: what stands behind a cell of the matrix, passage by passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from qualcode.analysis.matrix import Analysed
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.domain.table import Cell
from qualcode.storage.coding_rows import codings, judgements
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.material import in_analysis
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
    return with_words(project, found)


def with_words(project: Project, found: Sequence[tuple[str, str, Span, Status, str]]) -> tuple[CellPassage, ...]:
    """Give passages with their words, in the order of the texts: each found as id, document, place, status and coder."""
    shelf = {d.id: d for d in documents(project.store, ids={row[1] for row in found}, segments=False)}
    order = {key: number for number, key in enumerate(shelf)}
    return tuple(
        CellPassage(key, document, span, status, coder, " ".join(span.of(shelf[document].text).split()))
        for key, document, span, status, coder in sorted(found, key=lambda row: (order[row[1]], row[2], row[0]))
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
    among: Analysed | None = None,
    inside: Collection[str] | None = None,
) -> tuple[tuple[str, CellPassage], ...]:
    """Give the passages of a code in the analysis of a wave, with their case: codings and suggestions that wait, by case and text.

    ``having``: only those of documents whose attribute, by its name, has the value; ``inside``: only those of these documents;
    ``among``: what enters the analysis, where that is known already.

    Raises:
        UnknownWaveError.
    """
    part = among or in_analysis(project, wave)
    store = project.store
    home = {d.id: d.metadata for d in part.documents}
    coded = (
        codings(store, code=code) if inside is None else chain(*(codings(store, document=d, code=code) for d in inside))
    )
    hinted = (
        suggestions(store, code=code, waiting=True)
        if inside is None
        else chain(*(suggestions(store, document=d, code=code, waiting=True) for d in inside))
    )
    found = [(c.id, c.document, c.span, c.status, c.coder) for c in coded]
    found += [
        (s.id, s.document, s.suggestion.span, s.suggestion.status, "")
        for s in hinted
        if s.suggestion.status is not Status.NOT_ASSERTED
    ]
    wanted = [
        row
        for row in found
        if row[1] in home
        and (status is None or row[3] is status)
        and (having is None or str(home[row[1]].attributes.get(having[0], "")) == having[1])
    ]
    return by_case(part, ((home[p.document].case, p) for p in with_words(project, wanted)))


def by_case(part: Analysed, rows: Iterable[tuple[str, CellPassage]]) -> tuple[tuple[str, CellPassage], ...]:
    """Give passages with their case in the order of the cases and texts."""
    place = {case: number for number, case in enumerate(part.cases)}
    return tuple(sorted(rows, key=lambda row: (place[row[0]], row[1].document, row[1].span, row[1].id)))


def attributes_to_filter(part: Analysed) -> tuple[tuple[str, str], ...]:
    """Give the attributes of the project's own, name and value, that tell documents in the analysis of a wave apart."""
    found = sorted({(name, str(value)) for d in part.documents for name, value in d.metadata.attributes.items()})
    names = [name for name, value in found if value.strip()]
    # One that has the same value everywhere, or another in every document, sorts nothing.
    return tuple(
        (name, value) for name, value in found if value.strip() and 1 < names.count(name) < len(part.documents)
    )
