"""A corrected version takes its codings along; what is not sure waits and counts nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

PLAN = "länet har en handlingsplan som beslutades i våras"
BUDGET = "Det finns ingen budget för arbetet"
SUPPORT = "Anhörigstöd ska byggas upp under nästa år."


@pytest.fixture
def corrected(study: Desk) -> Desk:
    """Give a study with four codings in d1, and a corrected version of its file that is not imported yet."""
    for words, code in (
        (PLAN, "county-plan"),
        (BUDGET, "budget"),
        (SUPPORT, "relatives"),
        ("Frågor till", "training"),
    ):
        study.done("code", "d1", *study.span("d1", words), code)
    study.done("memo", "k3", "Kolla vad nästa år betyder.")
    text = (study.minutes / "gotland.md").read_text(encoding="utf-8")
    text = text.replace("## Styrning\n", "## Styrning\n\nDialogen hölls digitalt.\n")
    text = text.replace("ska byggas upp under nästa år", "ska byggas ut under nästa år").replace("Frågor till ", "")
    (study.folder / "rättad.md").write_text(text, encoding="utf-8")
    return study


def codings(desk: Desk) -> dict[str, tuple[str, str]]:
    """Give, for each coding of a current document, the document and its words."""
    from qualcode.storage.coding_rows import codings
    from qualcode.storage.document_rows import documents
    from qualcode.usecases.project import Project

    with Project.open(desk.project) as project:
        texts = {d.id: d.text for d in documents(project.store, segments=False)}
        return {c.id: (c.document, c.span.of(texts[c.document])) for c in codings(project.store)}


def cell(desk: Desk, code: str) -> Any:
    return desk.done("matrix", "--level", "code", "--json").json["cells"]["Gotlands län"][code]


def test_what_is_sure_moves_and_the_rest_is_told(corrected: Desk) -> None:
    told = corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1", "--json")
    carried = told.json[0]["carried"]
    assert carried["moved"] == ["k1", "k2"]
    assert carried["uncertain"] == ["k3"]
    assert carried["lost"] == ["k4"]
    assert "Frågor till" in told.err
    assert codings(corrected) == {"k1": ("d4", PLAN), "k2": ("d4", BUDGET)}


def test_an_unsure_place_counts_nowhere_until_it_is_accepted(corrected: Desk) -> None:
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    assert cell(corrected, "support/relatives")["count"] == 0
    assert "wait for a place" in corrected.done("status").out
    [waiting] = corrected.done("versions", "list", "--json").json
    assert (waiting["coding"], waiting["replaced"], waiting["document"]) == ("k3", "d1", "d4")
    assert waiting["words"] == SUPPORT
    assert waiting["new_words"] == "Anhörigstöd ska byggas ut under nästa år."
    assert 80 < waiting["score"] < 100
    assert waiting["new_words"] in corrected.done("versions", "list").out
    corrected.done("versions", "accept", "k3")
    assert codings(corrected)["k3"] == ("d4", waiting["new_words"])
    assert cell(corrected, "support/relatives")["count"] == 1
    assert corrected.done("versions", "list", "--json").json == []
    # The memo on it has come along.
    assert [m["text"] for m in corrected.done("memo", "k3", "--list", "--json").json] == ["Kolla vad nästa år betyder."]


def test_a_place_turned_down_leaves_the_coding_with_the_old_version(corrected: Desk) -> None:
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    corrected.done("versions", "reject", "--all")
    left = corrected.done("versions", "list", "--lost", "--json").json
    assert [(c["coding"], c["words"]) for c in left] == [("k3", SUPPORT), ("k4", "Frågor till")]
    corrected.done("undo")
    assert [w["coding"] for w in corrected.done("versions", "list", "--json").json] == ["k3"]


def test_a_lost_coding_gets_a_place_by_hand(corrected: Desk) -> None:
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    corrected.done("versions", "place", "k4", *corrected.span("d4", "Dialogen hölls digitalt."))
    assert codings(corrected)["k4"] == ("d4", "Dialogen hölls digitalt.")


def test_undo_of_the_import_brings_everything_back(corrected: Desk) -> None:
    before = codings(corrected)
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    corrected.done("undo")
    assert codings(corrected) == before
    assert corrected.done("versions", "list", "--json").json == []
    corrected.done("redo")
    assert set(codings(corrected)) == {"k1", "k2"}
    assert [w["coding"] for w in corrected.done("versions", "list", "--json").json] == ["k3"]


def test_the_same_path_with_other_words_is_a_new_version(corrected: Desk) -> None:
    (corrected.folder / "rättad.md").replace(corrected.minutes / "gotland.md")
    told = corrected.done("import", corrected.minutes / "gotland.md", "--json").json
    assert told[0]["carried"]["replaced"] == "d1"


def test_decisions_on_unchanged_sentences_are_not_asked_again(study: Desk) -> None:
    waiting = {s["id"]: s for s in study.done("suggest", "--list", "--json").json if s["document"] == "d1"}
    rejected = next(k for k, s in waiting.items() if s["code"] == "plans/budget")
    study.done("reject", rejected)
    study.done("accept", "--code", "county-plan")
    text = (study.minutes / "gotland.md").read_text(encoding="utf-8") + "\nMötet avslutades.\n"
    (study.folder / "rättad.md").write_text(text, encoding="utf-8")
    told = study.done("import", study.folder / "rättad.md", "--replaces", "d1", "--json").json
    assert told[0]["carried"]["decisions"] == 2
    study.done("suggest")
    codes = {s["code"] for s in study.done("suggest", "--list", "--json").json if s["document"] == "d4"}
    assert "plans/budget" not in codes
    assert "plans/county-plan" not in codes
    assert "support/relatives" in codes


def test_accepting_a_place_takes_the_suggestion_that_stands_there(corrected: Desk) -> None:
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    corrected.done("suggest")
    assert "support/relatives" in {s["code"] for s in corrected.done("suggest", "--list", "--json").json}
    corrected.done("versions", "accept", "--all")
    open_ones = corrected.done("suggest", "--list", "--json").json
    assert ("d4", "support/relatives") not in {(s["document"], s["code"]) for s in open_ones}
    assert cell(corrected, "support/relatives")["count"] == 1


def test_a_third_version_looks_for_waiting_codings_by_their_first_words(corrected: Desk) -> None:
    first = (corrected.minutes / "gotland.md").read_text(encoding="utf-8")
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    (corrected.folder / "tredje.md").write_text(first + "\nMötet avslutades.\n", encoding="utf-8")
    told = corrected.done("import", corrected.folder / "tredje.md", "--replaces", "d4", "--json").json
    assert told[0]["carried"]["moved"] == ["k1", "k2", "k3"]
    assert codings(corrected)["k3"] == ("d5", SUPPORT)
    assert corrected.done("versions", "list", "--json").json == []


def test_reading_goes_along_only_when_no_word_has_changed(study: Desk) -> None:
    study.done("read", "d1", "d2")
    text = (study.minutes / "gotland.md").read_text(encoding="utf-8")
    (study.folder / "a.md").write_text(text.replace("\n## Stöd", "\n\n## Stöd"), encoding="utf-8")
    study.done("import", study.folder / "a.md", "--replaces", "d1")
    (study.folder / "b.md").write_text(text.replace("varje år", "vartannat år"), encoding="utf-8")
    study.done("import", study.folder / "b.md", "--replaces", "d4")
    read = {d["id"]: d["read"] for d in study.done("status", "--json").json["documents"]}
    assert read == {"d2": True, "d3": False, "d5": False}
    study.done("undo")
    assert {d["id"]: d["read"] for d in study.done("status", "--json").json["documents"]}["d4"] is True


def test_wrong_choices_get_a_sentence(corrected: Desk) -> None:
    corrected.done("import", corrected.folder / "rättad.md", "--replaces", "d1")
    for words, code in ((("accept",), 2), (("accept", "k1"), 1), (("place", "k1", "0", "4"), 1), (("reject", "k9"), 1)):
        told = corrected.run("versions", *words)
        assert (told.code, told.out, told.err.count("\n")) == (code, "", 1), told
