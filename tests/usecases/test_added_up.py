"""A matrix from passages that the database adds up is the same as one from every passage."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import Material, code_matrix, theme_matrix
from qualcode.analysis.matrix_by import attribute_matrix, with_amounts
from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell, Matrix
from qualcode.usecases.cells import passages_of_cell
from qualcode.usecases.judging import judge
from qualcode.usecases.material import load_added_up, load_material
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.tabulating import matrix, matrix_json
from tests.conftest import CODEBOOK

CODES = ("plans/county-plan", "plans/budget", "support/relatives", "support/training")
STATUSES = ("present", "absent", "planned", "past", "possible", "not-asserted")


def made_document(n: int, chance: random.Random) -> dict[str, object]:
    """Give a row of a document of one of six cases, of two waves, most of them approved and not superseded."""
    return {
        "id": f"d{n}",
        "number": n,
        "name": f"m{n}.md",
        "path": f"p{n}",
        "sha256": f"{n:064x}",
        "case_name": f"Fall {n % 6}",
        "wave": chance.choice(("2024", "2025")),
        "date": "",
        "state": chance.choice(("current", "current", "current", "superseded")),
        "status": chance.choice(("approved", "approved", "draft")),
        "language": "sv",
        "attributes": f'{{"del": "{n % 2}", "kr": "{n}"}}',
        "text": "o" * 400,
        "roles": "[]",
        "participants": 3,
        "version": 1,
        "replaces": "",
        "names_reviewed": False,
        "characters": 400,
    }


def put(plain: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    plain.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 - names of columns


def fill(study: Path, seed: int) -> None:
    """Put documents, codings and suggestions by chance straight into the database, as no project has them all."""
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    with closing(sqlite3.connect(study / "project.db")) as plain, plain:
        for n in range(1, 19):
            put(plain, "document", made_document(n, chance))
            if chance.random() < 0.5:
                plain.execute("INSERT INTO reading VALUES (?, ?, ?)", (f"d{n} a", f"d{n}", "a"))
        for n in range(900):
            at = chance.randrange(12)
            claim = (f"d{chance.randint(1, 18)}", chance.choice(CODES), at, at + 5)
            status, score = chance.choice(STATUSES), chance.choice((1.0, 0.9, 0.41, 0.21))
            corrects = chance.random() < 0.05
            if n % 3:
                row = (f"k{n}", *claim, status if status != "not-asserted" else "past", "a", "manual", corrects, score)
                plain.execute("INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                continue
            waits = (f"s{n}", *claim, status, score, "i", "r", "[]", "[]", corrects)
            plain.execute("INSERT INTO suggestion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", waits)
            if n % 2:
                decided = (f"s{n}", claim[0], "rejected", "", "a", claim[1], at, at + 5, status)
                plain.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", decided)


@pytest.fixture(params=range(4))
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    book = tmp_path / "smått.yaml"
    book.write_text(CODEBOOK, encoding="utf-8")
    study = make_project(tmp_path / "study", codebook=book)
    fill(study, request.param)
    with Project.open(study) as found:
        judge(found, "Fall 1", "plans/budget", "planned", wave="2024", summary="kort")
        yield found


def bare(table: Matrix) -> Matrix:
    """Give a matrix without the ids of its passages."""
    cells = {
        case: {code: replace(c, passages=()) if isinstance(c, Cell) else c for code, c in row.items()}
        for case, row in table.cells.items()
    }
    return replace(table, cells=cells)


@pytest.mark.parametrize("wave", ["2024", "2025"])
def test_every_table_is_the_same(project: Project, wave: str) -> None:
    every = load_material(project)

    def same(make, **kwargs: bool) -> None:  # noqa: ANN001 - one of several functions of a material
        assert make(load_added_up(project, **kwargs)) == make(every)

    def one_by_one(material: Material) -> Matrix:
        return bare(code_matrix(material, wave))

    same(one_by_one, by_case=True)
    same(one_by_one)
    same(lambda m: theme_matrix(m, wave), spans=True)
    same(lambda m: theme_matrix(m, wave), spans=True, by_case=True)
    same(lambda m: attribute_matrix(m, "del", wave=wave))
    same(lambda m: attribute_matrix(m, "wave", level="theme"), spans=True)
    same(lambda m: with_amounts(bare(code_matrix(m, wave)), m, "kr"))
    same(lambda m: count_all(m, wave))


def test_the_tables_are_worth_comparing(project: Project) -> None:
    found = {c.status for row in code_matrix(load_material(project), "2024").cells.values() for c in row.values()}
    assert len(found) >= 4
    table = matrix(project, level="theme", wave="2024", passages=False)
    inner = matrix(project, wave="2024", passages=False)
    for case, row in table.cells.items():
        total = sum(cell.count for code, cell in inner.cells[case].items() if code.startswith("plans/"))
        assert row["plans"].count <= total


def test_only_a_matrix_that_was_asked_for_them_tells_its_passages(project: Project) -> None:
    whole, fast = matrix(project, wave="2024"), matrix(project, wave="2024", passages=False)
    assert matrix_json(whole, "sv") == matrix_json(fast, "sv")
    cells = [c for row in whole.cells.values() for c in row.values() if isinstance(c, Cell) and c.count]
    assert cells
    assert all(len(c.passages) == c.count for c in cells)
    assert not any(c.passages for row in fast.cells.values() for c in row.values() if isinstance(c, Cell))
    case, code = next((case, code) for case, row in whole.cells.items() for code, c in row.items() if c.count)
    cell = whole.cells[case][code]
    assert isinstance(cell, Cell)
    assert len(passages_of_cell(project, cell, code)) == cell.count
    assert cell.status is not CellStatus.NO_MINUTES
