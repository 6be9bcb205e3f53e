"""What singles out a case."""

from __future__ import annotations

import pytest

from qualcode.analysis.singling_out import (
    AMOUNT,
    ATTRIBUTE,
    COMBINATION,
    DATE,
    dates_and_amounts,
    rare_attributes,
    rare_functions,
    small_cells,
    small_counts,
    words_by_case,
)
from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell, Column, Count, Matrix


def test_counts_of_few_and_of_all_but_few() -> None:
    counts = [
        Count("a", "A", 1, 4, "exact", ("x",), "", "", ("y", "z", "w")),
        Count("b", "B", 3, 4, "exact", ("x", "y", "z"), "", "", ("w",)),
        Count("c", "C", 2, 4, "exact", ("x", "y"), "", "", ("z", "w")),
        Count("p", "People", 2, 4, "exact", (), ""),
    ]
    found = [(one.where, one.cases, one.left_over) for one in small_counts(counts, 2)]
    assert found == [("a", ("x",), False), ("b", ("w",), True)]
    assert len(list(small_counts(counts, 3))) == 4


def test_cells_that_somebody_spoke_of() -> None:
    cells = {
        "x": {"a": Cell(CellStatus.PRESENT)},
        "y": {"a": Cell(CellStatus.PRESENT)},
        "z": {"a": Cell(CellStatus.PLANNED)},
        "w": {"a": Cell(CellStatus.NOT_MENTIONED)},
    }
    table = Matrix("code", "", tuple(cells), (Column("a", "A", "t"),), cells, 4)
    assert [(one.what, one.cases) for one in small_cells(table, 2)] == [("planned", ("z",))]


def test_attributes_alone_and_together() -> None:
    rows = {
        "x": [{"size": "big", "coast": "yes"}],
        "y": [{"size": "big", "coast": "no"}],
        "z": [{"size": "small", "coast": "no"}],
        "w": [{"size": "small", "coast": "no", "diary": "12/24"}],
    }
    found = {(one.kind, one.where, one.what): one.cases for one in rare_attributes(rows, 2)}
    assert found == {
        (ATTRIBUTE, "coast", "yes"): ("x",),
        (ATTRIBUTE, "diary", "12/24"): ("w",),
        (COMBINATION, "coast × size", "no, big"): ("y",),
    }


def test_functions_that_few_cases_have() -> None:
    found = rare_functions({"x": ["samordnare", "biskop"], "y": ["samordnare", "Deltagaren D"]}, 2)
    assert [(one.what, one.cases) for one in found] == [("biskop", ("x",))]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("beslutet kom den 17 oktober 2023 i nämnden", DATE, "den 17 oktober 2023"),
        ("mötet 2024-05-06 var kort", DATE, "2024-05-06"),
        ("sedan maj 2023 finns den", DATE, "maj 2023"),
        ("vi fick 640 000 kronor", AMOUNT, "640 000 kronor"),
        ("vi fick 1,5 miljoner till", AMOUNT, "1,5 miljoner"),
        ("ungefär 12 % svarade", AMOUNT, "12 %"),
        ("tre möten om året", DATE, ""),
        ("majoriteten 2023 sade ja", DATE, ""),
    ],
)
def test_dates_and_amounts(text: str, kind: str, words: str) -> None:
    found = [(one.kind, one.what) for one in dates_and_amounts("q1", text, "x")]
    assert found == ([(kind, words)] if words else [])


def test_words_and_the_cases_that_use_them() -> None:
    held = words_by_case({"x": ["Visstidare och plan"], "y": ["planen", "Plan"]})
    assert held["visstidare"] == {"x"}
    assert held["plan"] == {"x", "y"}
