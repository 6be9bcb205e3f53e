"""`import` says what an analyst would otherwise not notice, and which file a fault belongs to."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


@pytest.fixture
def plain(bare: Desk) -> Path:
    path = bare.folder / "anteckningar.txt"
    path.write_text("Länet har en handlingsplan.\nDet finns ingen budget.\n", encoding="utf-8")
    return path


def test_a_case_that_is_only_the_name_of_the_file_is_told(bare: Desk, plain: Path) -> None:
    told = bare.done("import", plain)
    assert "its case is anteckningar" in told.err
    assert "its case is" not in bare.done("import", bare.minutes).err


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("UTKAST – ej justerade", "draft"),
        ("Minnesanteckningar, utkast, 5 november 2024", "draft"),
        ("Anteckningarna är ännu inte justerade.", "draft"),
        ("Draft", "draft"),
        ("| Status | Utkast |", "draft"),
        ("Minnesanteckningar: utkast", "draft"),
        ("| Plan för suicidprevention | Utkast, två ansvariga |", "approved"),
        ("Handlingsplan: utkast", "approved"),
        ("Vi har ett utkast till handlingsplan, men den är inte godkänd.", "approved"),
        ("Länet tog fram ett utkast i våras.", "approved"),
    ],
)
def test_minutes_that_call_themselves_a_draft_come_in_as_one_and_that_is_told(
    bare: Desk, line: str, status: str
) -> None:
    path = bare.folder / "Kalmar 2024.txt"
    path.write_text(f"Dialog med Kalmar län\n\n{line}\n\nDet finns ingen budget.\n", encoding="utf-8")
    told = bare.done("import", path)
    assert bare.done("status", "--json").json["documents"][0]["status"] == status
    assert ("says that it is a draft" in told.err) is (status == "draft")


def test_a_status_that_is_given_beats_what_the_text_says(bare: Desk) -> None:
    path = bare.folder / "Kalmar 2024.txt"
    path.write_text("UTKAST – ej justerade\n\nDet finns ingen budget.\n", encoding="utf-8")
    assert "a draft" not in bare.done("import", path, "--status", "approved").err
    assert bare.done("status", "--json").json["documents"][0]["status"] == "approved"


def test_rows_of_a_table_that_name_no_file_are_told(bare: Desk, plain: Path) -> None:
    table = bare.folder / "table.csv"
    table.write_text("fil,län\nantekningar.txt,Gotland\nanteckningar.txt,Kalmar\n", encoding="utf-8")
    told = bare.done("import", plain, "--metadata", table)
    assert "rows that name files that are not among those read: 1 (antekningar.txt)" in told.err


@pytest.mark.parametrize(("column", "value"), [("datum", "hej"), ("status", "foo")])
def test_a_fault_of_a_row_names_the_file(bare: Desk, plain: Path, column: str, value: str) -> None:
    table = bare.folder / "table.csv"
    table.write_text(f"fil,län,{column}\nanteckningar.txt,Gotland,{value}\n", encoding="utf-8")
    told = bare.run("import", plain, "--metadata", table)
    assert told.code == 2
    assert told.err.startswith("anteckningar.txt: ")


@pytest.mark.parametrize(("option", "value"), [("--date", "hej"), ("--status", "foo")])
def test_a_fault_of_an_option_is_told_once_and_nothing_is_read(bare: Desk, option: str, value: str) -> None:
    told = bare.run("import", bare.minutes, option, value)
    assert (told.code, told.err.count(value), told.err.count("\n")) == (2, 1, 1)


def test_the_next_step_is_told_only_when_something_is_there(bare: Desk) -> None:
    assert "Next:" not in bare.run("import", bare.minutes, "--case", "Gotalnd").err
    assert "Next:" in bare.done("import", bare.minutes).err


def test_what_a_new_version_is_no_more_is_told(study: Desk) -> None:
    path = study.folder / "nytt.md"
    path.write_text("# Dialog med Gotlands län 2024\n\nDet finns en annan plan nu.\n", encoding="utf-8")
    study.done("anonymise", "accept", "d1")
    study.done("read", "d1")
    told = study.done("import", path, "--replaces", "d1", "--status", "sent", "--lang", "sv").err
    assert "dess status är nu skickad, den förra versionens var godkänd" in told
    assert "inte märkt som läst" in told
    assert "väntar på att granskas på nytt" in told
    later = study.folder / "senare.md"
    later.write_text("# Dialog med Gotlands län 2024\n\nDet finns en annan plan nu!\n", encoding="utf-8")
    again = study.done("import", later, "--replaces", "d4", "--status", "sent").err
    assert "its status is now" not in again
    assert "not marked as read" not in again


def test_a_file_that_is_already_another_document_replaces_nothing(bare: Desk, plain: Path) -> None:
    bare.done("import", plain, "--case", "Gotland")
    copy = bare.folder / "rättad.txt"
    copy.write_text(plain.read_text(encoding="utf-8") + "Till.\n", encoding="utf-8")
    bare.done("import", copy, "--case", "Gotland")
    told = bare.run("import", copy, "--case", "Gotland", "--replaces", "d1")
    assert told.code == 1
    assert "already in the project as d2" in told.err


def test_the_same_replacement_again_is_skipped(study: Desk) -> None:
    path = study.folder / "rättad.txt"
    path.write_text("Kronobergs län 2024\n\nVi har en handlingsplan i länet sedan länge.\n", encoding="utf-8")
    study.done("import", path, "--replaces", "d3")
    for name in ("d3", "kronoberg utkast.txt", "Kronoberg", "d4"):
        told = study.done("import", path, "--replaces", name, "--json")
        assert [(line["document"], line["faults"]) for line in told.json] == [("d4", [])], name
        assert "already in the project as d4; skipped" in told.err
    path.write_text("Kronobergs län 2024\n\nEn tredje version.\n", encoding="utf-8")
    late = study.run("import", path, "--replaces", "d3")
    assert (late.code, late.err.count("\n")) == (1, 1)
    assert "d3 has already been replaced by d4" in late.err
    study.done("import", path, "--replaces", "d4")
    path.write_text("Kronobergs län 2024\n\nEn fjärde version.\n", encoding="utf-8")
    assert "d3 has already been replaced by d5" in study.run("import", path, "--replaces", "d3").err


def test_a_corrected_version_from_another_folder_is_told(study: Desk) -> None:
    folder = study.folder / "rättade"
    folder.mkdir()
    text = (study.minutes / "gotland.md").read_text(encoding="utf-8")
    renamed = folder / "Gotland slutlig.md"
    renamed.write_text(text.replace("ingen budget", "nästan ingen budget alls"), encoding="utf-8")
    told = study.done("import", renamed)
    assert "looks like another version of d1" in told.err
    assert "--replaces d1" in told.err
    study.done("undo")
    named = folder / "gotland.md"
    named.write_text("# Dialog med Gotlands län 2024\n\nEn helt omskriven text om något annat.\n", encoding="utf-8")
    assert "looks like another version of d1" in study.done("import", named).err
    study.done("undo")
    other = folder / "gotland grupp 2.md"
    other.write_text(
        "# Dialog med Gotlands län 2024, grupp 2\n\nEn annan grupp sade annat än den första.\n", encoding="utf-8"
    )
    assert "another version" not in study.done("import", other).err


def test_the_results_of_a_project_are_not_its_minutes(bare: Desk) -> None:
    (bare.project / "corpora" / "gotland.txt").write_text("Dialog Gotland\n\nLänet har en plan.\n", encoding="utf-8")
    (bare.project / "exports" / "skåne.txt").write_text("Dialog Skåne\n\nLänet har en plan.\n", encoding="utf-8")
    told = bare.done("import", bare.project, "--json")
    assert [line["case"] for line in told.json] == ["Gotlands län"]


def test_participants_as_lines_of_front_matter_are_hidden(bare: Desk) -> None:
    path = bare.folder / "kalmar.md"
    path.write_text(
        "---\nlän: Kalmar\ndeltagare:\n- Stellan Orrfot, länssamordnare\n- Gullvi Tranmark\n---\n"
        "Deltagare: Stellan Orrfot (länssamordnare)\n\nOrrfot sade hej. Tranmark teg.\n",
        encoding="utf-8",
    )
    [line] = bare.done("import", path, "--json").json
    text = bare.text(line["document"])
    assert "Orrfot" not in text
    assert "Tranmark" not in text
    assert "Länssamordnaren sade hej." in text


def test_two_processes_that_read_the_same_folder_bring_each_file_in_once(bare: Desk) -> None:
    folder = bare.folder / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"Skåne {number}.txt").write_text(f"Dialog Skåne {number}\n\nVi har ingen plan {number}.\n", "utf-8")
    words = [sys.executable, "-m", "qualcode", "--project", str(bare.project), "import", str(folder)]
    at_work = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(120) for process in at_work] == [0, 0]
    assert len(bare.done("status", "--json").json["documents"]) == 12


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
def test_a_files_name_gives_no_orders_to_the_terminal(bare: Desk) -> None:
    path = bare.folder / "a\x1b[2J\x07b.md"
    path.write_text("Länet har en plan.\n", encoding="utf-8")
    for told in (bare.done("import", path), bare.done("import", path), bare.done("status")):
        assert not set("\x1b\x07") & set(told.out + told.err)
    path.write_bytes(b"\x00")
    assert "\x1b" not in bare.run("import", path).err
