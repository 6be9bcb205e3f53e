"""The matrix: what silence means, what a judgement does, who is counted, and what themes add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.analysis.matrix import OTHER_WAVE, analysed, code_matrix, statuses_of_documents, theme_matrix
from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus
from qualcode.domain.table import Cell, Matrix, ThemeCell

if TYPE_CHECKING:
    from tests.analysis.conftest import Workshop


def cell(table: Matrix, case: str, code: str) -> Cell:
    found = table.cells[case][code]
    assert isinstance(found, Cell)
    return found


def theme(table: Matrix, case: str, code: str) -> ThemeCell:
    found = table.cells[case][code]
    assert isinstance(found, ThemeCell)
    return found


def test_silence_is_unread_until_somebody_has_read_it(shop: Workshop) -> None:
    one = shop.document("A")
    assert cell(code_matrix(shop.material()), "A", "plans/county").status is CellStatus.UNREAD
    shop.read.add(one)
    assert cell(code_matrix(shop.material()), "A", "plans/county").status is CellStatus.NOT_MENTIONED


def test_silence_is_not_mentioned_only_when_every_document_of_the_case_is_read(shop: Workshop) -> None:
    shop.read.add(shop.document("A"))
    shop.document("A")
    assert cell(code_matrix(shop.material()), "A", "support").status is CellStatus.UNREAD


def test_a_declared_case_without_minutes_says_so(shop: Workshop) -> None:
    shop.read.add(shop.document("A"))
    table = code_matrix(shop.material(cases=("B", "A")))
    assert table.rows == ("B", "A")
    assert cell(table, "B", "support").status is CellStatus.NO_MINUTES
    assert table.denominator == 1


def test_reading_does_not_silence_what_was_said(shop: Workshop) -> None:
    one = shop.document("A")
    shop.read.add(one)
    key = shop.says(one, "support", "absent")
    found = cell(code_matrix(shop.material()), "A", "support")
    assert (found.status, found.judged, found.count, found.passages) == (CellStatus.ABSENT, False, 1, (key,))


def test_what_asserts_nothing_is_neither_counted_nor_shown(shop: Workshop) -> None:
    one = shop.document("A")
    shop.read.add(one)
    shop.says(one, "support", "not-asserted")
    found = cell(code_matrix(shop.material()), "A", "support")
    assert (found.status, found.count, found.passages) == (CellStatus.NOT_MENTIONED, 0, ())


@pytest.mark.parametrize("status", ["absent", "not-asked", "unknown-to-participants", "mixed", "not-mentioned"])
def test_a_judgement_stands_above_the_passages_and_keeps_them(shop: Workshop, status: str) -> None:
    shop.says(shop.document("A"), "support", "present")
    shop.judged("A", "support", status, summary="kort")
    found = cell(code_matrix(shop.material()), "A", "support")
    assert (found.status.value, found.judged, found.count, found.summary) == (status, True, 1, "kort")


def test_the_latest_judgement_stands_whoever_made_it(shop: Workshop) -> None:
    shop.document("A")
    shop.judged("A", "support", "absent", coder="k1")
    shop.judged("A", "support", "past", coder="k2")
    assert cell(code_matrix(shop.material()), "A", "support").status is CellStatus.PAST


def test_a_judgement_of_another_wave_is_not_heard(shop: Workshop) -> None:
    shop.read.add(shop.document("A"))
    shop.judged("A", "support", "present", wave="2019")
    assert cell(code_matrix(shop.material()), "A", "support").status is CellStatus.NOT_MENTIONED


def test_every_case_has_every_code(shop: Workshop) -> None:
    shop.document("A")
    shop.document("B")
    table = code_matrix(shop.material(cases=("C",)))
    assert set(table.cells) == set(table.rows) == {"A", "B", "C"}
    for row in table.cells.values():
        assert list(row) == [c.id for c in table.columns] == ["plans/county", "plans/budget", "support"]


def test_columns_know_their_theme_name_colour_and_kind(shop: Workshop) -> None:
    columns = {c.id: c for c in code_matrix(shop.material(language="en")).columns}
    budget = columns["plans/budget"]
    assert (budget.name, budget.theme, budget.theme_name) == ("Budget", "plans", "Plans")
    assert (budget.colour, budget.kind) == ("#445566", Kind.REQUEST)
    assert (columns["plans/county"].name, columns["plans/county"].colour) == ("County plan", "#112233")
    assert columns["plans/county"].kind is Kind.FINDING
    assert [c.theme_name for c in theme_matrix(shop.material()).columns] == ["Planer", "Stöd"]


def test_the_latest_wave_is_taken_unless_one_is_named(shop: Workshop) -> None:
    old, new = shop.document("A", wave="2019"), shop.document("A", wave="2024")
    shop.says(old, "support", "absent")
    shop.says(new, "support", "present")
    now, then = code_matrix(shop.material()), code_matrix(shop.material(), "2019")
    assert (now.wave, cell(now, "A", "support").status) == ("2024", CellStatus.PRESENT)
    assert (then.wave, cell(then, "A", "support").status) == ("2019", CellStatus.ABSENT)
    assert [(o.document, o.reason) for o in now.left_out] == [(old, OTHER_WAVE)]
    assert [(o.document, o.reason) for o in then.left_out] == [(new, OTHER_WAVE)]


def test_a_case_of_another_wave_only_is_no_row(shop: Workshop) -> None:
    shop.document("A", wave="2019")
    shop.document("B", wave="2024")
    assert code_matrix(shop.material()).rows == ("B",)


def test_drafts_are_left_out_with_a_reason_and_not_counted(shop: Workshop) -> None:
    shop.says(shop.document("A", status="draft"), "support", "present")
    shop.document("B", status="sent")
    shop.document("C")
    table = code_matrix(shop.material())
    assert table.denominator == 1
    assert cell(table, "A", "support") == Cell(CellStatus.NO_MINUTES)
    reasons = {o.document: str(o.reason) for o in table.left_out}
    assert set(reasons) == {"d1", "d2"}
    assert "draft" in reasons["d1"]
    assert "sent" in reasons["d2"]
    assert table.rows == ("A", "B", "C")


def test_settings_may_let_drafts_in_and_approved_ones_out(shop: Workshop) -> None:
    shop.document("A", status="draft")
    shop.document("B")
    part = analysed(shop.material(include=frozenset({"draft"})))
    assert [d.id for d in part.documents] == ["d1"]
    assert [(o.document, "settings" in o.reason) for o in part.left_out] == [("d2", True)]


def test_an_approved_version_beside_a_draft_is_one_case(shop: Workshop) -> None:
    shop.says(shop.document("A", status="draft"), "support", "absent")
    shop.says(shop.document("A"), "support", "present")
    table = code_matrix(shop.material())
    assert table.denominator == 1
    assert cell(table, "A", "support").status is CellStatus.PRESENT


def test_the_denominator_counts_cases_not_documents(shop: Workshop) -> None:
    for case in ("A", "A", "B"):
        shop.document(case)
    assert code_matrix(shop.material(cases=("A", "B", "C"))).denominator == 2


def test_a_project_without_documents_has_an_empty_matrix(shop: Workshop) -> None:
    table = code_matrix(shop.material())
    assert (table.rows, table.denominator, table.wave, table.left_out) == ((), 0, "", ())


def test_a_theme_has_the_tally_of_its_codes_and_no_status(shop: Workshop) -> None:
    one = shop.document("A")
    shop.says(one, "plans/county", "present")
    shop.says(one, "plans/budget", "absent", at=(9, 20))
    found = theme(theme_matrix(shop.material()), "A", "plans")
    assert found == ThemeCell({"absent": 1, "present": 1}, judged=False, count=2)
    assert not hasattr(found, "status")


def test_a_passage_with_two_codes_of_a_theme_is_counted_once(shop: Workshop) -> None:
    one = shop.document("A")
    shop.says(one, "plans/county", at=(3, 9))
    shop.says(one, "plans/budget", at=(3, 9))
    shop.says(one, "plans/budget", at=(3, 10))
    assert theme(theme_matrix(shop.material()), "A", "plans").count == 2


def test_the_same_place_in_two_documents_is_two_passages(shop: Workshop) -> None:
    shop.says(shop.document("A"), "plans/county")
    shop.says(shop.document("A"), "plans/county")
    assert theme(theme_matrix(shop.material()), "A", "plans").count == 2


def test_what_asserts_nothing_or_is_left_out_does_not_count_for_the_theme(shop: Workshop) -> None:
    shop.says(shop.document("A"), "plans/county", "not-asserted")
    shop.says(shop.document("A", status="draft"), "plans/county")
    assert theme(theme_matrix(shop.material()), "A", "plans").count == 0


def test_a_theme_is_judged_when_every_code_is_judged_or_known_not_mentioned(shop: Workshop) -> None:
    one = shop.document("A")
    shop.says(one, "plans/county")
    shop.read.add(one)
    assert not theme(theme_matrix(shop.material()), "A", "plans").judged
    shop.judged("A", "plans/county", "present")
    assert theme(theme_matrix(shop.material()), "A", "plans").judged


def test_a_theme_carries_its_own_summary(shop: Workshop) -> None:
    shop.document("A")
    shop.judged("A", "plans", "present", summary="Planerna finns på papper.")
    assert theme(theme_matrix(shop.material()), "A", "plans").summary == "Planerna finns på papper."


def test_a_single_document_of_a_case_takes_its_judgement(shop: Workshop) -> None:
    one = shop.document("A")
    shop.says(one, "support", "present")
    shop.judged("A", "support", "absent")
    assert statuses_of_documents(shop.material())[one]["support"] is CellStatus.ABSENT


def test_several_documents_of_a_case_each_say_their_own(shop: Workshop) -> None:
    one, two, three = (shop.document("A") for _ in range(3))
    shop.says(one, "support", "present")
    shop.says(two, "support", "absent")
    shop.judged("A", "support", "mixed")
    shop.read.add(three)
    found = statuses_of_documents(shop.material())
    assert [found[d]["support"].value for d in (one, two, three)] == ["present", "absent", "not-mentioned"]
    assert found[one]["plans/county"] is CellStatus.UNREAD
