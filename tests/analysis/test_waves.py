"""Two waves of three cases, one of which is in the first wave only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import Material, UnknownWaveError, code_matrix
from qualcode.analysis.waves import Turn, compare_waves
from qualcode.domain.codebook import Code, Codebook, CountRule
from qualcode.domain.coding import CellStatus, Judgement
from qualcode.domain.minutes import Document, DocumentStatus, Metadata

CODES = ("stays", "shifts", "appears", "goes", "silent")


def code(name: str, since: str = "") -> Code:
    return Code(name, f"t/{name}", {"sv": name}, since=since)


BOOK = Codebook(
    id="b",
    version="2",
    names={},
    themes=(Code("t", "t", {"sv": "t"}, codable=False, children=(*map(code, CODES), code("late", "2025"))),),
)


def document(case: str, wave: str, status: DocumentStatus = DocumentStatus.APPROVED) -> Document:
    return Document(f"{case}-{wave}", "", Metadata(case, wave, status=status), "text", "")


def judged(wave: str, **statuses: CellStatus) -> list[Judgement]:
    return [Judgement("Åmål", wave, f"t/{k}", v, "Åsa") for k, v in statuses.items()]


MATERIAL = Material(
    codebook=BOOK,
    documents=(
        document("Åmål", "2024"),
        document("Åmål", "2025"),
        document("Bo", "2024"),
        document("Cé", "2025"),
        document("Bo", "2025", DocumentStatus.DRAFT),
    ),
    passages=(),
    judgements=(
        *judged(
            "2024",
            stays=CellStatus.PRESENT,
            shifts=CellStatus.PLANNED,
            goes=CellStatus.PAST,
            late=CellStatus.NOT_MENTIONED,
        ),
        *judged(
            "2025",
            stays=CellStatus.PRESENT,
            shifts=CellStatus.PRESENT,
            appears=CellStatus.ABSENT,
            late=CellStatus.PRESENT,
        ),
    ),
)


def test_every_way_a_cell_may_turn() -> None:
    found = compare_waves(MATERIAL, "2024", "2025")
    assert (found.cases, found.only_before, found.only_after) == (("Åmål",), ("Bo",), ("Cé",))
    assert {c.code.removeprefix("t/"): c.turn for c in found.changes} == {
        "stays": Turn.SAME,
        "shifts": Turn.CHANGED,
        "appears": Turn.NEW,
        "goes": Turn.GONE,
        "silent": Turn.SILENT,
        "late": Turn.NEW_CODE,
    }
    assert found.new_codes == ("t/late",)


def test_backwards_the_new_code_is_a_code_like_any_other() -> None:
    turns = {c.code: c.turn for c in compare_waves(MATERIAL, "2025", "2024").changes}
    assert (turns["t/late"], turns["t/appears"]) == (Turn.GONE, Turn.GONE)


def test_a_wave_that_is_not_there() -> None:
    with pytest.raises(UnknownWaveError):
        compare_waves(MATERIAL, "2024", "2030")


def test_a_wave_is_not_asked_for_a_code_that_came_after_it() -> None:
    unjudged = replace(MATERIAL, judgements=(), read=frozenset({"Åmål-2024", "Åmål-2025"}))
    statuses = {w: {k: c.status for k, c in code_matrix(unjudged, w).cells["Åmål"].items()} for w in ("2024", "2025")}
    assert (statuses["2024"]["t/late"], statuses["2025"]["t/late"]) == (CellStatus.NOT_ASKED, CellStatus.NOT_MENTIONED)
    assert statuses["2024"]["t/stays"] is CellStatus.NOT_MENTIONED


def test_counts_of_a_code_are_left_out_where_nobody_looked_for_it() -> None:
    rules = (
        CountRule("n", {}, "t/stays"),
        CountRule("l", {}, "t/stays and not t/late"),
        CountRule("below", {}, "t/stays", parent="l"),
    )
    material = replace(MATERIAL, codebook=replace(BOOK, counts=rules))
    assert [c.id for c in count_all(material, "2024")] == ["n"]
    assert [c.id for c in count_all(material, "2025")] == ["n", "l", "below"]
