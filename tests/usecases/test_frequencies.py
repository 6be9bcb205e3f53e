"""Frequencies: what a matrix withholds stays withheld in the table and in the figure."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell, Column, Matrix
from qualcode.usecases.frequencies import frequency_chart, frequency_listing, theme_listing

SWEDISH = SimpleNamespace(language="sv")


def matrix(present: int, *, hidden: bool) -> Matrix:
    columns = tuple(Column(f"plan/{n}", f"Plan {n}", "plan", "", "Planer") for n in "ab")
    told = [CellStatus.PRESENT] * present + [CellStatus.ABSENT] * (5 - present) + [CellStatus.NOT_MENTIONED] * 4
    cells = {
        f"Fall {n}": {"plan/a": Cell(status, judged=True, count=1 + n), "plan/b": Cell(CellStatus.NOT_MENTIONED)}
        for n, status in enumerate(told)
    }
    withheld = frozenset({("plan/a", "present"), ("plan/a", "absent")}) if hidden else frozenset()
    return Matrix("code", "2024", tuple(cells), columns, cells, 9, withheld=withheld, below=5 if hidden else 0)


@pytest.mark.parametrize("make", [frequency_listing, frequency_chart])
def test_a_withheld_number_leaves_no_trace(make) -> None:  # noqa: ANN001 - one of two
    assert make(SWEDISH, matrix(1, hidden=True)) == make(SWEDISH, matrix(4, hidden=True))
    assert make(SWEDISH, matrix(1, hidden=False)) != make(SWEDISH, matrix(4, hidden=False))


def test_numbers_and_what_nobody_mentions() -> None:
    found = frequency_listing(SWEDISH, matrix(2, hidden=False))
    one, other = found.objects()
    assert (one["mentioned"], one["present"], one["absent"], one["not-mentioned"]) == (5, 2, 3, 4)
    assert one["passages"] == sum(range(1, 10))
    assert other["mentioned"] == 0
    assert "Koder som ingen nämner: Plan b." in found.notes
    assert [b.name for b in frequency_chart(SWEDISH, matrix(2, hidden=False)).bars] == ["Plan a"]


def test_a_case_counts_once_per_theme() -> None:
    table = matrix(2, hidden=False)
    both = {
        case: dict(row) | {"plan/b": Cell(CellStatus.PRESENT, judged=True, count=1)}
        for case, row in table.cells.items()
    }
    whole = Matrix("code", "2024", table.rows, table.columns, both, 9)
    [theme] = theme_listing(SWEDISH, whole).objects()
    assert (theme["mentioned"], theme["present"], theme["codes_mentioned"]) == (9, 9, 2)
