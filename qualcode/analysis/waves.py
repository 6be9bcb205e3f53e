"""Waves against each other: what is new, gone or of another status in the cases that both waves hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.analysis.matrix import Material, code_matrix
from qualcode.domain.codebook import Code
from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell

SILENT = frozenset(
    {CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED, CellStatus.NO_MINUTES, CellStatus.UNKNOWN, CellStatus.UNREAD}
)
"""What says nothing of the matter; that something did not come up in a wave does not mean that it was not so."""


class Turn(StrEnum):
    """How a cell differs between two waves."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    SILENT = "silent"
    NEW_CODE = "new-code"


@dataclass(frozen=True, slots=True)
class Change:
    """One case and code in two waves. NEW came up only in the later one, GONE only in the earlier one, SILENT in neither.

    NEW_CODE: the earlier wave was coded before there was such a code, so nothing can be said of the change.
    """

    case: str
    code: str
    before: Cell
    after: Cell
    turn: Turn


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two waves: the cases in both, those in one only, and a change for each case in both and each code."""

    before: str
    after: str
    cases: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changes: tuple[Change, ...]
    new_codes: tuple[str, ...]


def compare_waves(material: Material, before: str, after: str) -> Comparison:
    """Compare two waves, cell by cell, over the cases that have minutes in both.

    Raises:
        UnknownWaveError: when no document belongs to one of them.
    """
    first, second = code_matrix(material, before), code_matrix(material, after)
    there = [
        {
            d.metadata.case
            for d in material.documents
            if d.metadata.wave == m.wave and d.metadata.status.value in material.include
        }
        for m in (first, second)
    ]
    both = tuple(case for case in first.rows if case in there[0] & there[1])
    codes = material.codebook.codes()
    changes = []
    for case in both:
        for code in codes:
            one, two = first.cells[case][code.path], second.cells[case][code.path]
            if isinstance(one, Cell) and isinstance(two, Cell):
                changes.append(Change(case, code.path, one, two, _turn(code, before, one.status, two.status)))
    return Comparison(
        before,
        after,
        both,
        _only(first.rows, there[0] - there[1]),
        _only(second.rows, there[1] - there[0]),
        tuple(changes),
        tuple(c.path for c in codes if c.later_than(before)),
    )


def _only(rows: Sequence[str], cases: set[str]) -> tuple[str, ...]:
    return tuple(case for case in rows if case in cases)


def _turn(code: Code, before: str, one: CellStatus, two: CellStatus) -> Turn:
    if code.later_than(before):
        return Turn.NEW_CODE
    if one in SILENT and two in SILENT:
        return Turn.SILENT
    if one in SILENT:
        return Turn.NEW
    if two in SILENT:
        return Turn.GONE
    return Turn.SAME if one is two else Turn.CHANGED
