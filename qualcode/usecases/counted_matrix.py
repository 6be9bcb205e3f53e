"""The matrix as the app shows it: codes and themes counted together, one cell counted anew, and the passages behind one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.analysis.matrix import analysed, code_matrix, one_cell, theme_cell, theme_matrix
from qualcode.domain.coding import Status
from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.storage.coding_rows import codings, judgements
from qualcode.storage.document_rows import readings
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.cells import CellPassage, with_words
from qualcode.usecases.material import latest_above, load_added_up, passage_of
from qualcode.usecases.project import Project
from qualcode.usecases.tabulating import is_proposed


@dataclass(frozen=True, slots=True)
class Counted:
    """The matrix of a wave by codes and by themes.

    ``documents``: those in the analysis by their case; ``left``: how many cells nobody has judged, by case and by theme for its codes,
    under "" for the themes.
    """

    codes: Matrix
    themes: Matrix
    documents: Mapping[str, tuple[str, ...]]
    left: Mapping[str, Mapping[str, int]]

    @property
    def wave(self) -> str:
        """The wave."""
        return self.codes.wave

    def of(self, theme: str) -> tuple[Matrix, tuple[Column, ...]]:
        """Give the matrix that shows a theme's codes, and their columns; for "" that of all themes."""
        if not theme:
            return self.themes, self.themes.columns
        return self.codes, tuple(c for c in self.codes.columns if c.theme == theme)


def count_matrix(project: Project, wave: str | None = None) -> Counted:
    """Count the matrix of a wave, by default the latest, by codes and by themes in one go.

    Raises:
        UnknownWaveError.
    """
    material = load_added_up(project, by_case=True, spans=True)
    codes = code_matrix(material, wave)
    documents: dict[str, list[str]] = defaultdict(list)
    for document in analysed(material, wave).documents:
        documents[document.metadata.case].append(document.id)
    themes = theme_matrix(material, codes=codes)
    left = {case: _left(codes, row, themes.cells[case]) for case, row in codes.cells.items()}
    return Counted(codes, themes, {c: tuple(d) for c, d in documents.items()}, left)


def _left(codes: Matrix, row: Mapping[str, Cell | ThemeCell], themes: Mapping[str, Cell | ThemeCell]) -> dict[str, int]:
    found = {"": sum(map(is_proposed, themes.values()))}
    for column in codes.columns:
        if is_proposed(row[column.id]):
            found[column.theme] = found.get(column.theme, 0) + 1
    return found


def cell_now(project: Project, case: str, code: str, wave: str, documents: Sequence[str]) -> Cell:
    """Count one cell: ``documents`` are those of the case in the analysis of the wave."""
    store = project.store
    found = [passage_of(c) for d in documents for c in codings(store, document=d, code=code)]
    found += [passage_of(s) for d in documents for s in suggestions(store, document=d, code=code, waiting=True)]
    standing = latest_above(judgements(store, (case, wave, code)))
    known = project.codebook.find(code)
    asked = project.guide.asked(wave, code) and not (known is not None and known.later_than(wave))
    read = frozenset(readings(store, documents))
    cell = one_cell(found, standing[-1] if standing else None, documents, read, asked=asked)
    # The matrix that the cell goes into does not tell which passages stand behind it either.
    return replace(cell, passages=())


def with_cell(counted: Counted, case: str, code: str, cell: Cell) -> Counted:
    """Give the matrix with another cell of a code, its theme's cell added up anew."""
    codes = _put(counted.codes, case, code, cell)
    theme = next(c.theme for c in codes.columns if c.id == code)
    row = codes.cells[case]
    old = counted.themes.cells[case][theme]
    inside = [row[c.id] for c in codes.columns if c.theme == theme]
    themes = _put(counted.themes, case, theme, theme_cell(inside, old.count, old.summary))
    return Counted(codes, themes, counted.documents, {**counted.left, case: _left(codes, row, themes.cells[case])})


def _put(matrix: Matrix, case: str, column: str, cell: Cell | ThemeCell) -> Matrix:
    return replace(matrix, cells={**matrix.cells, case: {**matrix.cells[case], column: cell}})


def passages_behind(project: Project, documents: Sequence[str], code: str) -> tuple[CellPassage, ...]:
    """Give the passages of a code in the ``documents`` of a case, in the order of the texts: codings and suggestions that wait."""
    store = project.store
    found = [
        (c.id, c.document, c.span, c.status, c.coder) for d in documents for c in codings(store, document=d, code=code)
    ]
    found += [
        (s.id, s.document, s.suggestion.span, s.suggestion.status, "")
        for d in documents
        for s in suggestions(store, document=d, code=code, waiting=True)
    ]
    return with_words(project, [row for row in found if row[3] is not Status.NOT_ASSERTED])
