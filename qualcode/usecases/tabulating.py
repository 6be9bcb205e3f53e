"""Tabulating: the matrix and the counts, as values, as JSON, and as pandas tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.analysis.counting import UNKNOWN, count_all
from qualcode.analysis.matrix import Material, code_matrix, theme_matrix
from qualcode.analysis.matrix_by import attribute_matrix, with_amounts
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError, RefusedError
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Count, Matrix, ThemeCell
from qualcode.exchange import export_words, matrix_shape
from qualcode.language.glyphs import GLYPHS
from qualcode.language.wording import translator
from qualcode.storage.document_rows import document_waves, documents
from qualcode.usecases.material import load_added_up, load_material
from qualcode.usecases.project import Project
from qualcode.usecases.small_numbers import with_small_marked

if TYPE_CHECKING:
    import pandas as pd


class UnjudgedCountError(RefusedError):
    """A published count that rests on proposals."""

    sentence = N_(
        "The count “{label}” rests on cells that are proposed, not judged ({number}): judge them (`qualcode judge`), or ask for "
        "the count with --allow-unjudged; nothing was written.",
    )


class NoCountsError(QualcodeError):
    """A codebook without declared counts."""

    sentence = N_(
        "The codebook {codebook} declares no counts; write them under counts: in its file, or count codes with `qualcode frequencies`."
    )


def matrix(
    project: Project,
    *,
    level: str = "code",
    wave: str | None = None,
    by: str = "case",
    amount: str | None = None,
    quotes: bool = False,
    passages: bool = True,
) -> Matrix:
    """Give the matrix of cases by codes (``level`` "code") or themes ("theme"), of the latest wave unless told.

    ``by`` is an attribute whose values are the rows instead of the cases; ``amount`` one whose sums the cells tell; ``quotes`` puts
    the words of one passage, at the stored level, into the cells of cases and codes. Without ``passages`` the cells do not tell which
    passages stand behind them, and the database adds these up.

    Raises:
        UnknownWaveError, UnknownAttributeError, BadAmountError.
    """
    if quotes or passages:
        material = load_material(project)
    else:
        material = load_added_up(project, by_case=by == "case" and amount is None, spans=level == "theme")
    if by != "case":
        found = attribute_matrix(material, by, level=level, wave=wave)
    else:
        found = code_matrix(material, wave) if level == "code" else theme_matrix(material, wave)
    if amount is not None:
        found = with_amounts(found, material, amount)
    return _quoted(project, found, material) if quotes else found


def proposed_in_wave(project: Project, wave: str | None) -> int:
    """Give how many cells of a wave are proposals, by default of the latest.

    Raises:
        UnknownWaveError.
    """
    return matrix_shape.proposed_cells(matrix(project, wave=wave, passages=False))


def _quoted(project: Project, found: Matrix, material: Material) -> Matrix:
    """Put the words of the surest passage into each cell, of those as sure the one that stands first."""
    texts = {d.id: d.text for d in documents(project.store, segments=False)}
    known = {p.id: p for p in material.passages}

    def with_quote(cell: Cell | ThemeCell) -> Cell | ThemeCell:
        if not isinstance(cell, Cell) or not cell.passages:
            return cell
        best = max((known[key] for key in cell.passages), key=lambda p: p.score)
        return replace(cell, quote=" ".join(texts[best.document][best.start : best.end].split()))

    cells = {row: {code: with_quote(cell) for code, cell in line.items()} for row, line in found.cells.items()}
    return replace(found, cells=cells)


def counts(
    project: Project,
    *,
    wave: str | None = None,
    audience: Audience = Audience.PUBLISHED,
    allow_unjudged: bool = False,
    below: int | None = None,
) -> tuple[Count, ...]:
    """Give the declared counts of the codebook; for the published audience those to withhold are marked.

    ``below`` is the threshold k (by default that of the settings; 0 withholds nothing).

    Raises:
        UnjudgedCountError: for the published audience, when a count rests on cells that nobody has judged.
    """
    found = count_all(load_added_up(project), wave)
    if audience is Audience.PUBLISHED and not allow_unjudged:
        for count in found:
            if count.unjudged:
                raise UnjudgedCountError(id=count.id, label=count.label, number=count.unjudged)
    k = project.settings.withhold_below if below is None else below
    return found if audience is Audience.INTERNAL else with_small_marked(found, project.codebook, k)


def matrix_json(table: Matrix, language: str) -> dict[str, Any]:
    """Give a matrix in the fixed JSON form."""
    say = translator(language)
    told: dict[str, Any] = {} if table.by == "case" else {"by": table.by}
    if table.total is not None:
        told["total"] = table.total
    return {
        **told,
        "rows": list(table.rows),
        "columns": [c.id for c in table.columns],
        "cells": {case: {code: _cell_json(cell) for code, cell in row.items()} for case, row in table.cells.items()},
        "denominator": table.denominator,
        "left_out": [{"document": o.document, "case": o.case, "reason": say(o.reason)} for o in table.left_out],
    }


def counts_json(found: tuple[Count, ...], audience: Audience) -> list[dict[str, Any]]:
    """Give counts in the fixed JSON form; cases for the internal audience only, small counts withheld from the published one."""
    rows = []
    for count in found:
        row: dict[str, Any] = {
            "id": count.id,
            "label": count.label,
            "count": None if count.bound == UNKNOWN else count.count,
            "denominator": count.denominator,
            "bound": count.bound,
        }
        if audience is Audience.INTERNAL:
            row["cases"] = list(count.cases)
        row["sentence"] = count.sentence
        if count.withheld:
            row |= {"count": None, "sentence": ""}
            row["denominator"] = None if count.parent_withheld else count.denominator
        rows.append(row)
    return rows


def frame(table: Matrix) -> pd.DataFrame:
    """Give a matrix as a table of pandas: cases (or an attribute's values) as rows, codes as columns, the statuses' names as values.

    A theme's value is its tally, as a dict, and so is any by an attribute.
    """
    import pandas as pd

    values = {case: {code: _value(cell) for code, cell in row.items()} for case, row in table.cells.items()}
    return pd.DataFrame.from_dict(values, orient="index", columns=[c.id for c in table.columns]).rename_axis(table.by)


def _value(cell: Cell | ThemeCell) -> object:
    return cell.status.value if isinstance(cell, Cell) else dict(cell.statuses)


def _cell_json(cell: Cell | ThemeCell) -> dict[str, Any]:
    if isinstance(cell, ThemeCell):
        told: dict[str, Any] = {"statuses": dict(cell.statuses), "judged": cell.judged, "count": cell.count}
    else:
        told = {"status": cell.status.value, "judged": cell.judged, "count": cell.count}
    if cell.summary:
        told["summary"] = cell.summary
    if cell.amount is not None:
        told["amount"] = cell.amount
    if isinstance(cell, Cell) and cell.quote:
        told["quote"] = cell.quote
    return told


is_proposed = matrix_shape.is_proposed
"""Whether a cell rests on proposals that nobody has judged."""
silent_note = export_words.silent_note
"""Which cases have no row since they have no minutes."""
TINTS = matrix_shape.FILLS
"""The tint of each status, rrggbb; the sign carries the meaning."""


def waves(project: Project) -> tuple[str, ...]:
    """Give the waves of the project, in order."""
    return document_waves(project.store)


def tally(cell: Cell | ThemeCell) -> str:
    """Give a cell as signs: a code's glyph, a theme's glyphs each with its number.

    What nobody has read yet is told beside what was said; that a theme was not mentioned, where nothing else is to be told.
    """
    if isinstance(cell, Cell):
        return GLYPHS[cell.status]
    silent = CellStatus.NOT_MENTIONED
    said = [f"{GLYPHS[s]}{cell.statuses[s]}" for s in GLYPHS if cell.statuses.get(s) and s is not silent]
    return " ".join(said) or (GLYPHS[silent] if cell.statuses.get(silent) else "")
