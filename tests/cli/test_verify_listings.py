"""`verify` on the tables that analyses write to Word: a changed number in any of them is found, and what is not checked is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.cli.test_run_report import W, cells, edited, judged, with_cell, words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

__all__ = ["judged"]

ASKED = {
    "frequencies": ("frequencies",),
    "published": ("frequencies", "--audience", "published", "--k", "2"),
    "themes": ("frequencies", "--level", "theme"),
    "pairs": ("cooccurrence", "--in", "case"),
    "of-a-theme": ("cooccurrence", "--in", "document", "--code", "plans", "--with-suggested"),
    "codes": ("compare", "2024", "2025", "--by", "code", "--audience", "published", "--allow-unjudged"),
    "query": ("query", "plans[saknas] eller support inom dokument"),
    "kwic": ("kwic", "handlingsplan*", "--every"),
    "disclosure": ("disclosure",),
    "history": ("history",),
    "latest": ("history", "--limit", "3"),
}
"""Commands that write listings, by the name of the file."""


@pytest.fixture
def waves(judged: Desk) -> Desk:
    later = judged.folder / "senare.txt"
    later.write_text(
        "Anteckningar\n\nStyrning\nLänet har ingen handlingsplan.\n\nVi har en budget.\n", encoding="utf-8"
    )
    judged.done("import", later, "--case", "Gotland", "--wave", "2025", "--status", "approved", "--date", "2025-10-01")
    judged.done("suggest")
    judged.done("accept", "--all")
    judged.done("read", "--all")
    return judged


def listed(desk: Desk, name: str) -> Path:
    path = desk.folder / f"{name}.docx"
    wave = () if name in ("codes", "history", "latest") else ("--wave", "2024")
    desk.done(*ASKED[name], *wave, "--to", path)
    return path


@pytest.mark.parametrize("name", ASKED)
def test_a_listing_verifies_and_a_changed_number_in_it_is_found(waves: Desk, name: str) -> None:
    path = listed(waves, name)
    told = waves.done("verify", path, "--json").json
    assert (told["faults"], told["leaks"], told["not_checked"], told["tables"]) == ([], [], [], 1)
    places = [place for place in cells(path) if place[2]]
    assert places
    for place in places[:: max(1, len(places) // 4)]:
        found = waves.run("verify", with_cell(path, place))
        assert (found.code, "counted again it reads" in found.out) == (3, True), place


def test_numbers_in_the_notes_of_a_listing_are_checked(waves: Desk) -> None:
    path = listed(waves, "frequencies")
    assert "2 län har anteckningar" in words(path)
    told = waves.run("verify", edited(path, "2 län har anteckningar", "3 län har anteckningar"))
    assert (told.code, "frequencies-1: counted again it reads" in told.out) == (3, True)


def test_a_listing_is_checked_against_what_was_judged_since(waves: Desk) -> None:
    path = listed(waves, "codes")
    waves.done("judge", "Gotland", "plans/county-plan", "present", "--wave", "2025")
    told = waves.run("verify", path)
    assert (told.code, "counted again it reads" in told.out) == (3, True)


def test_a_changed_status_in_a_comparison_by_cell_is_found(waves: Desk) -> None:
    path = waves.folder / "changes.docx"
    waves.done("compare", "2024", "2025", "--to", path)
    assert waves.done("verify", path, "--json").json["tables"] == 1
    told = waves.run("verify", edited(path, ">annan status<", ">ny<"))
    assert (told.code, "counted again it reads “annan status”" in told.out) == (3, True)


def test_later_steps_are_no_fault_of_a_history(waves: Desk) -> None:
    path = listed(waves, "history")
    waves.done("judge", "Gotland", "plans/county-plan", "absent", "--wave", "2024")
    assert waves.done("verify", path, "--json").json["faults"] == []
    waves.done("undo", "2")
    told = waves.run("verify", path)
    assert (told.code, "undone" in told.out or "ångrat" in told.out) == (3, True)


def test_signs_that_no_file_holds_are_no_difference(waves: Desk) -> None:
    odd = waves.folder / "tecken.txt"
    odd.write_text("Styrning\nVi har \ufffe en handlingsplan \ufdd0 i länet.\n", encoding="utf-8")
    waves.done("import", odd, "--case", "Kalmar", "--wave", "2024", "--status", "approved", "--date", "2024-10-01")
    waves.done("suggest")
    waves.done("accept", "--all")
    path = waves.folder / "citat.docx"
    waves.done("quotes", "--wave", "2024", "--per-code", "9", "--allow-unreviewed", "--to", path)
    told = waves.done("verify", path, "--json").json
    assert (told["faults"], told["quotes"] > 0) == ([], True)


def test_rows_left_out_or_moved_are_no_fault(waves: Desk) -> None:
    path = listed(waves, "frequencies")
    document = docx.Document(str(path))
    body = document.element.body.find(f"{W}tbl")
    rows = list(body.iterchildren(f"{W}tr"))
    body.remove(rows[1])
    body.append(rows[2])
    document.save(str(path))
    assert waves.done("verify", path, "--json").json["faults"] == []


SETS = {
    "codes": ("plans/county-plan", "budget"),
    "statuses": ("plans/county-plan", "budget", "--status", "planned,absent,present"),
    "one's own": ("Plan=county-plan or budget[planned]", "support", "not (training and budget)", "budget[saknas]"),
    "counts": ("count:with-plan", "Båda=count:plan-and-budget", "plans"),
    "published": ("county-plan", "support", "--audience", "published"),
}


@pytest.mark.parametrize("name", SETS)
def test_combinations_are_made_again_from_the_sentence_on_their_sets(waves: Desk, name: str) -> None:
    path = waves.folder / "mängder.docx"
    waves.done("combinations", *SETS[name], "--wave", "2024", "--to", path)
    assert "Mängder: " in words(path)
    told = waves.done("verify", path, "--json").json
    assert (told["faults"], told["leaks"], told["not_checked"], told["tables"]) == ([], [], [], 1)
    for place in [place for place in cells(path) if place[2]]:
        found = waves.run("verify", with_cell(path, place))
        assert (found.code, "counted again it reads" in found.out) == (3, True), place
    found = waves.run("verify", edited(path, "analysen: 2.", "analysen: 9."))
    assert (found.code, "counted again it reads" in found.out) == (3, True)


def test_combinations_of_what_the_codebook_has_no_more_are_told(waves: Desk) -> None:
    path = waves.folder / "mängder.docx"
    waves.done("combinations", "county-plan", "budget", "--wave", "2024", "--to", path)
    waves.done("codebook", "rename", "plans/budget", "money")
    book = waves.project / "codebooks" / "small.yaml"
    book.write_text(book.read_text("utf-8").replace("sv: Budget", "sv: Pengar"), "utf-8")
    told = waves.run("verify", path)
    assert (told.code, "the project has no such table now" in told.out) == (3, True)


def test_a_saved_query_is_asked_again_whatever_its_caption_says(waves: Desk) -> None:
    path = waves.folder / "fråga.docx"
    waves.done("query", "plans[saknas] eller support inom dokument", "--save", "min")
    waves.done("query", "--name", "min", "--wave", "2024", "--to", path)
    changed = edited(path, ". Fråga: plans", ". Fråga: support")
    told = waves.run("verify", changed, "--json").json
    assert (told["not_checked"], told["tables"], len(told["faults"])) == ([], 1, 1)
    assert "the caption asks for something else" in waves.run("verify", changed).out


def test_what_nobody_can_count_again_is_told(waves: Desk) -> None:
    path = waves.folder / "mängder.docx"
    waves.done("combinations", "plans/county-plan", "plans/budget", "--wave", "2024", "--to", path)
    told = waves.done("verify", edited(path, "Mängder: Länsplan;", "Mängder: Anhörigstöd;"), "--json").json
    assert (len(told["not_checked"]), told["tables"]) == (1, 0)
    query = listed(waves, "query")
    told = waves.done("verify", edited(query, ". Fråga: plans", ". Fråga: support"), "--json")
    # The digest of the question tells that its words are others.
    assert len(told.json["not_checked"]) == 1


def test_every_table_of_a_report_a_matrix_and_quotes_has_an_id(waves: Desk) -> None:
    made = {name: waves.folder / f"{name}.docx" for name in ("report", "matrix", "quotes")}
    for name, path in made.items():
        more = ("--allow-unjudged",) if name == "report" else ()
        waves.done(name, "--wave", "2024", *more, "--to", path)
        told = waves.done("verify", path, "--wave", "2024", "--json").json
        assert (told["faults"], told["tables_without_id"], told["not_checked"]) == ([], 0, []), name
    told = waves.run(
        "verify", edited(made["quotes"], ">Länsplan</w:t></w:r></w:p></w:tc>", ">Budget</w:t></w:r></w:p></w:tc>")
    )
    assert (told.code, "counted again it reads" in told.out) == (3, True)
