"""The matrix by attribute, and amounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.analysis.matrix import Material, code_matrix, theme_matrix
from qualcode.analysis.matrix_by import BadAmountError, UnknownAttributeError, attribute_matrix, with_amounts
from qualcode.analysis.proposing import Passage
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import CellStatus, Judgement, Status
from qualcode.domain.minutes import Document, Metadata

A, B = "t/a", "t/b"
BOOK = Codebook(
    id="b",
    version="1",
    names={},
    themes=(
        Code("t", "t", {"sv": "t"}, codable=False, children=(Code("a", A, {"sv": "a"}), Code("b", B, {"sv": "b"}))),
    ),
)


def document(key: str, case: str, group: str, money: str = "", wave: str = "2024") -> Document:
    return Document(key, "", Metadata(case, wave, attributes={"målgrupp": group, "belopp": money}), "text", "")


def passage(document: str, code: str, status: Status = Status.PRESENT) -> Passage:
    return Passage(f"{document}{code}", document, code, status)


MATERIAL = Material(
    codebook=BOOK,
    documents=(
        document("d1", "Åmål", "barn", "1 000 kr"),
        document("d2", "Åmål", "vuxna", "250,50"),
        document("d3", "Bo", "barn", "3000"),
        document("d4", "Cé", "", ""),
        document("d5", "Åmål", "barn", "9", wave="2023"),
    ),
    passages=(
        passage("d1", A),
        passage("d1", B),
        passage("d2", A, Status.ABSENT),
        passage("d3", A, Status.PLANNED),
        passage("d5", A),
    ),
    judgements=(
        Judgement("Bo", "2024", A, CellStatus.PAST, "Åsa"),
        Judgement("Åmål", "2024", B, CellStatus.ABSENT, "Åsa"),
    ),
    read=frozenset({"d1", "d2", "d3", "d4"}),
)


def test_a_row_for_each_value_with_the_tally_of_its_cases() -> None:
    table = attribute_matrix(MATERIAL, "målgrupp")
    assert (table.rows, table.by, table.denominator) == (("barn", "vuxna", "–"), "målgrupp", 3)
    assert table.cells["barn"][A].statuses == {"past": 1, "present": 1}
    assert table.cells["vuxna"][A].statuses == {"absent": 1}
    assert table.cells["–"][A].statuses == {"not-mentioned": 1}


def test_a_judgement_of_a_case_in_several_rows_decides_none_of_them() -> None:
    table = attribute_matrix(MATERIAL, "målgrupp")
    assert table.cells["barn"][B].statuses == {"not-mentioned": 1, "present": 1}
    assert table.cells["vuxna"][B].statuses == {"not-mentioned": 1}
    assert not table.cells["barn"][B].judged


def test_themes_and_waves() -> None:
    themes = attribute_matrix(MATERIAL, "målgrupp", level="theme")
    assert themes.cells["barn"]["t"].statuses == {"not-mentioned": 1, "past": 1, "present": 2}
    waves = attribute_matrix(MATERIAL, "wave")
    assert waves.rows == ("2023", "2024")
    assert waves.cells["2023"][A].statuses == {"present": 1}
    assert sum(waves.cells["2024"][A].statuses.values()) == 3


def test_amounts_are_summed_once_a_document_and_not_where_it_says_no() -> None:
    table = with_amounts(code_matrix(MATERIAL), MATERIAL, "belopp")
    assert table.total == 4250.5
    assert (table.cells["Åmål"][A].amount, table.cells["Bo"][A].amount, table.cells["Cé"][A].amount) == (1000, 3000, 0)
    themes = with_amounts(theme_matrix(MATERIAL), MATERIAL, "belopp")
    assert themes.cells["Åmål"]["t"].amount == 1000
    groups = with_amounts(attribute_matrix(MATERIAL, "målgrupp"), MATERIAL, "belopp")
    assert (groups.cells["barn"][A].amount, groups.cells["vuxna"][A].amount) == (4000, 0)


def test_what_is_not_there_or_no_number_is_told() -> None:
    with pytest.raises(UnknownAttributeError, match="wave, belopp, målgrupp"):
        attribute_matrix(MATERIAL, "ålder")
    with pytest.raises(UnknownAttributeError):
        with_amounts(code_matrix(MATERIAL), MATERIAL, "kostnad")
    wrong = replace(MATERIAL, documents=(document("d1", "Åmål", "barn", "mycket"),))
    with pytest.raises(BadAmountError, match="mycket"):
        with_amounts(code_matrix(wrong), wrong, "belopp")
