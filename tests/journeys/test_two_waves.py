"""The demonstration's two waves: what the comparison says is exactly what the true findings of the two differ by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.analysis.matrix import code_matrix
from qualcode.analysis.waves import Turn, compare_waves
from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell
from qualcode.exchange.decisions_file import read_truth
from qualcode.exchange.read_raw import parts
from qualcode.usecases.demonstrating import Demonstration, demonstrate
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project
from qualcode.usecases.tabulating import counts

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return demonstrate(tmp_path_factory.mktemp("demo") / "waves", lambda _: None, waves=True)


@pytest.fixture
def project(shown: Demonstration) -> Iterator[Project]:
    with Project.open(shown.folder) as opened:
        yield opened


def told(wave: str) -> dict[str, dict[str, str]]:
    return {t.case: dict(t.judgements) for t in read_truth(CORPORA / f"lansdialoger-{wave}" / "truth.yaml")}


def expected(before: str | None, after: str | None) -> Turn:
    if before is None:
        return Turn.SILENT if after is None else Turn.NEW
    if after is None:
        return Turn.GONE
    return Turn.SAME if before == after else Turn.CHANGED


def test_the_changes_are_those_of_the_truth(project: Project) -> None:
    first, second = told("2024"), told("2025")
    found = compare_waves(load_material(project), "2024", "2025")
    assert set(found.cases) == set(second)
    assert set(found.only_before) == set(first) - set(second)
    new = {code.path for code in project.codebook.codes() if code.since == "2025"}
    wanted = {
        (case, code.path): Turn.NEW_CODE
        if code.path in new
        else expected(first[case].get(code.path), second[case].get(code.path))
        for case in second
        for code in project.codebook.codes()
    }
    assert {(c.case, c.code): c.turn for c in found.changes} == wanted
    assert set(found.new_codes) == new
    assert len(new) == 8
    # The minutes were written to show every way a cell may turn, in every county.
    for case in second:
        turns = {turn for (where, _), turn in wanted.items() if where == case}
        assert turns == set(Turn), case


def test_the_cells_of_both_waves_are_true(project: Project, shown: Demonstration) -> None:
    assert shown.second is not None
    assert shown.right_decided == shown.cells == 21 * 48
    assert shown.second.right_decided == shown.second.cells == 6 * 56
    assert all(line.reproduced for line in shown.lines)
    material = load_material(project)
    for wave in ("2024", "2025"):
        table = code_matrix(material, wave)
        for case, judgements in told(wave).items():
            cells = {k: c.status.value for k, c in table.cells[case].items() if isinstance(c, Cell) and c.count}
            assert cells == judgements


def test_the_suggestions_alone_propose_most_findings(shown: Demonstration) -> None:
    second = shown.second
    assert second is not None
    assert second.findings == sum(len(j) for j in told("2025").values())
    assert second.proposed > 0.8 * second.findings
    assert second.right_alone > 0.85 * second.cells
    assert second.played.idle == 0


def test_the_first_wave_was_not_asked_for_the_new_codes(project: Project) -> None:
    table = code_matrix(load_material(project), "2024")
    for code in project.codebook.codes():
        if code.since:
            assert {table.cells[case][code.path].status for case in told("2024")} == {CellStatus.NOT_ASKED}  # type: ignore[union-attr]
    before, after = ({c.id for c in counts(project, wave=w)} for w in ("2024", "2025"))
    assert after - before == {r.id for r in project.codebook.counts if "operative-groups" in r.expression} | {
        "funds-by-agreement",
        "funds-by-strategy",
    }


def test_the_published_file_names_no_county(shown: Demonstration) -> None:
    files = {path.name: path for path in shown.files}
    words = {name: "\n".join(text for _, text in parts(files[name])) for name in ("waves.docx", "waves-published.docx")}
    for case in told("2024"):
        assert case.split()[0].removesuffix("s") not in words["waves-published.docx"]
    assert all(case in words["waves.docx"] for case in told("2025"))
