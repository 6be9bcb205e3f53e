"""The matrix by an attribute instead of by case, and amounts of money in its cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from qualcode.analysis.matrix import Material, analysed, code_matrix, theme_matrix
from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document
from qualcode.domain.table import Cell, Matrix, ThemeCell

WAVE = "wave"
"""The attribute that every document has: rows are then the waves, whatever wave was asked for."""
NONE = "–"
"""The row of documents without a value."""
_SAID = (Status.PRESENT, Status.PLANNED, Status.POSSIBLE, Status.PAST)
"""What an amount is spent on; what is said to be absent costs nothing."""


class UnknownAttributeError(QualcodeError):
    """An attribute that no document has."""

    sentence = N_("No document has an attribute {attribute}; there are {known}.")
    exit_code = 2


class BadAmountError(QualcodeError):
    """A value that should be an amount and is none."""

    sentence = N_(
        "{document}: “{value}” in the column {attribute} is not an amount; mend the table and import it again."
    )


def attribute_matrix(material: Material, attribute: str, *, level: str = "code", wave: str | None = None) -> Matrix:
    """Give the matrix with a row for each value of an attribute; a cell is the tally of its cases' statuses.

    A case counts in every row in which it has a document. Its judgement counts when all its documents of the wave have that value;
    else the passages of those that have it, since a judgement of the whole case does not say which of them it rests on. The
    denominator is the number of cases with documents in the analysis.

    Raises:
        UnknownAttributeError: with the attributes there are; UnknownWaveError.
    """
    if attribute == WAVE:
        parts = {w: (material, w) for w in sorted({d.metadata.wave for d in material.documents})}
        chosen = ""
    else:
        part = analysed(material, wave)
        values = _values(part.documents, attribute)
        chosen = part.wave
        parts = {value: (_only(material, part.documents, inside), chosen) for value, inside in values.items()}
    make = code_matrix if level == "code" else theme_matrix
    tables = {value: make(some, w) for value, (some, w) in parts.items()}
    rows = tuple(sorted(tables, key=_order))
    first = make(material, wave)
    cells = {value: _tallied(tables[value], *parts[value]) for value in rows}
    return replace(first, rows=rows, cells=cells, wave=chosen, by=attribute)


def with_amounts(matrix: Matrix, material: Material, attribute: str) -> Matrix:
    """Give a matrix whose cells tell the sum of a numeric attribute over the documents that speak of the code.

    A document counts once in a cell, however many passages it has; what it only says is absent does not count. ``total`` of the
    matrix is the sum over all documents of the analysis, so that a share can be told.

    Raises:
        UnknownAttributeError; BadAmountError: when a value is no number.
    """
    shelf = {d.id: d for d in analysed(material, matrix.wave or None).documents}
    if not any(attribute in d.metadata.attributes for d in shelf.values()):
        _values(tuple(shelf.values()), attribute)
    amounts = {key: _amount(d, attribute) for key, d in shelf.items()}
    speaking: dict[str, set[str]] = defaultdict(set)
    for passage in material.passages:
        if passage.document in shelf and passage.status in _SAID:
            speaking[passage.code].add(passage.document)
            speaking[passage.code.split("/")[0]].add(passage.document)

    def row_of(document: Document) -> str:
        meta = document.metadata
        if matrix.by == "case":
            return meta.case
        return (meta.wave if matrix.by == WAVE else str(meta.attributes.get(matrix.by, ""))) or NONE

    sums: Counter[tuple[str, str]] = Counter()
    for column in matrix.columns:
        for key in speaking.get(column.id, ()):
            sums[row_of(shelf[key]), column.id] += amounts[key]  # type: ignore[assignment]  # a sum of amounts
    cells = {
        row: {code: replace(cell, amount=float(sums[row, code])) for code, cell in line.items()}
        for row, line in matrix.cells.items()
    }
    return replace(matrix, cells=cells, total=float(sum(amounts.values())), amount=attribute)


def _values(documents: tuple[Document, ...], attribute: str) -> Mapping[str, tuple[Document, ...]]:
    known = sorted({name for d in documents for name in d.metadata.attributes})
    if attribute not in known:
        raise UnknownAttributeError(attribute=attribute, known=", ".join([WAVE, *known]))
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        found[str(document.metadata.attributes.get(attribute, "")) or NONE].append(document)
    return {value: tuple(some) for value, some in found.items()}


def _only(material: Material, documents: tuple[Document, ...], inside: tuple[Document, ...]) -> Material:
    """Give the material of some documents of a wave, with the judgements that can only be about them."""
    kept = {d.id for d in inside}
    split = {d.metadata.case for d in documents if d.id not in kept}
    return replace(
        material,
        documents=inside,
        judgements=tuple(j for j in material.judgements if j.case not in split),
        cases=(),
    )


def _tallied(table: Matrix, material: Material, wave: str) -> dict[str, Cell | ThemeCell]:
    there = {d.metadata.case for d in analysed(material, wave).documents}
    row: dict[str, Cell | ThemeCell] = {}
    for column in table.columns:
        statuses: Counter[str] = Counter()
        judged, count = True, 0
        for case in there:
            cell = table.cells[case][column.id]
            statuses.update({cell.status.value: 1} if isinstance(cell, Cell) else cell.statuses)
            judged = judged and cell.judged
            count += cell.count
        row[column.id] = ThemeCell(dict(sorted(statuses.items())), judged, count)
    return row


def _amount(document: Document, attribute: str) -> float:
    value = str(document.metadata.attributes.get(attribute, "")).strip()
    bare = value.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").removesuffix("kr").replace(",", ".")
    try:
        return float(bare) if bare else 0.0
    except ValueError as fault:
        raise BadAmountError(document=document.id, value=value, attribute=attribute) from fault


def _order(value: str) -> tuple[bool, float, str]:
    """Sort numbers by size and words by letter; documents without a value come last."""
    try:
        return value == NONE, float(value.replace(",", ".")), value
    except ValueError:
        return value == NONE, float("inf"), value
