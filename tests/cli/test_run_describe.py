"""What is guessed of a document is told, shown, and can be corrected or confirmed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.conftest import Desk, make_older

MINUTES = "# Dialog med Dalarnas län\n\n## Deltagare\n\n- Gun Ek, samordnare\n- Bo Al, socialchef\n\n## Plan\n\nDet finns en plan.\n"


@pytest.fixture
def guessed(bare: Desk) -> Desk:
    """Give a project with minutes that say little of themselves, in three files."""
    folder = bare.folder / "nya"
    folder.mkdir()
    (folder / "a 2024-10-17 godkänd.md").write_text(MINUTES, encoding="utf-8")
    (folder / "b.md").write_text(MINUTES.replace("Dalarnas", "Uppsala") + "Mer om annat.\n", encoding="utf-8")
    (folder / "c.md").write_text("Utkast\n\n" + MINUTES.replace("Dalarnas", "Kalmar") + "Allt.\n", encoding="utf-8")
    bare.done("import", folder)
    return bare


def _line(desk: Desk, number: int) -> dict[str, Any]:
    found: dict[str, Any] = desk.done("status", "--json").json["documents"][number]
    return found


def test_import_tells_what_was_guessed_and_from_what(bare: Desk) -> None:
    path = bare.folder / "a 2024-10-17 godkänd.md"
    path.write_text(MINUTES, encoding="utf-8")
    told = bare.done("import", path)
    assert "approved?" in told.out
    assert "Dalarnas län?" in told.out
    for line in (
        "status, from the file's name: d1",
        "case, from the title: d1",
        "date, from the file's name: d1",
        "wave, from the date: d1",
        "participants, from the text: d1",
    ):
        assert line in told.err, told.err
    assert "`qualcode describe" in told.err


def test_what_was_said_is_no_guess(bare: Desk) -> None:
    path = bare.folder / "x.md"
    path.write_text("---\nparticipants:\n- name: Gun Ek\n---\n" + MINUTES, encoding="utf-8")
    told = bare.done("import", path, "--case", "Dalarna", "--date", "2024-10-17", "--wave", "2024", "--status", "sent")
    assert "?" not in told.out
    assert "Guessed" not in told.err
    [line] = bare.done("import", path, "--json").json
    assert (line["status"], line["date"], line["guessed"]) == ("sent", "2024-10-17", {})


def test_status_shows_guesses(guessed: Desk) -> None:
    told = guessed.done("status")
    assert told.out.count("approved?") == 2
    assert "draft?" in told.out
    assert "status, from the file's name: d1" in told.err
    assert "status, from the text: d3" in told.err
    assert "status, from nothing that says it: d2" in told.err
    assert _line(guessed, 1)["guessed"] == {"status": "nothing", "case": "title", "participants": "text"}


def test_a_guess_is_corrected_in_one_step_that_can_be_undone(guessed: Desk) -> None:
    guessed.done("describe", "d1", "d2", "--status", "utkast", "--case", "gotland", "--date", "5 november 2024")
    first = _line(guessed, 0)
    assert (first["case"], first["date"], first["status"]) == ("Gotlands län", "2024-11-05", "draft")
    assert first["guessed"] == {"wave": "date", "participants": "text"}
    assert guessed.done("import", guessed.folder / "nya" / "b.md", "--json").json[0]["status"] == "draft"
    guessed.done("undo")
    assert _line(guessed, 0)["status"] == "approved"
    assert _line(guessed, 0)["guessed"] == {
        "status": "file", "case": "title", "date": "file", "wave": "date", "participants": "text",
    }  # fmt: skip


def test_a_wave_that_was_read_from_the_date_goes_with_it(guessed: Desk) -> None:
    guessed.done("describe", "d1", "--date", "2023-05-05")
    assert (_line(guessed, 0)["wave"], _line(guessed, 0)["guessed"]["wave"]) == ("2023", "date")
    guessed.done("describe", "d1", "--date", "2022-05-05", "--wave", "våren")
    assert _line(guessed, 0)["wave"] == "våren"


def test_a_guess_is_confirmed(guessed: Desk) -> None:
    told = guessed.done("describe", "d1", "--status", "approved")
    assert "confirmed: 1." in told.err
    assert "confirmed: 0." in guessed.done("describe", "d1", "--status", "approved").err
    assert "status" not in _line(guessed, 0)["guessed"]
    assert "guessed: case, date, participants, status, wave" in " ".join(
        json.dumps(guessed.done("history", "--of", "d1", "--json").json, ensure_ascii=False).split()
    )


def test_names_do_not_become_cases(guessed: Desk) -> None:
    guessed.done("describe", "d1", "--case", "Margareta Lindqvist")
    with closing(sqlite3.connect(guessed.project / "project.db")) as plain:
        dump = "\n".join(plain.iterdump())
    assert "Lindqvist" not in dump


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("d1",), "--case, --wave, --date or --status"),
        (("--status", "draft"), "--all"),
        (("d1", "--all", "--status", "draft"), "--all"),
        (("d1", "--status", "klar"), "klar"),
        (("d1", "--date", "i våras"), "i våras"),
        (("d1", "--case", " "), "empty"),
    ],
)
def test_what_means_nothing_is_refused(guessed: Desk, words: tuple[str, ...], said: str) -> None:
    told = guessed.run("describe", *words)
    assert (told.code, said in told.err) == (2, True), told.err
    assert guessed.run("describe", "d77", "--status", "draft").code == 1


def test_guesses_are_kept_by_a_snapshot(guessed: Desk) -> None:
    guessed.done("snapshot", guessed.folder / "snap", "--with-text")
    guessed.done("describe", "d1", "--status", "draft")
    guessed.done("restore", guessed.folder / "snap")
    assert _line(guessed, 0)["guessed"]["status"] == "file"


def test_of_documents_of_an_older_project_nothing_is_said(guessed: Desk) -> None:
    make_older(guessed.project / "project.db")
    told = guessed.done("status")
    assert "?" not in told.out
    assert "Guessed" not in told.err


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Närvarande: 9 personer", 9),
        ("Deltagare: nio personer från regionen", 9),
        ("Antal deltagare: 12", 12),
        ("Present: nine people", 9),
        ("Deltagare: 2024-10-08", 0),
        ("Deltagare: personer från regionen", 0),
    ],
)
def test_a_number_of_those_who_were_there_is_taken_where_nobody_is_listed(bare: Desk, line: str, number: int) -> None:
    path = bare.folder / "Kalmar.txt"
    path.write_text(f"Länsdialog Kalmar\nDatum: 2024-10-08\n{line}\n\nDet finns en plan för alla.\n", encoding="utf-8")
    [told] = bare.done("import", path, "--json").json
    assert told["participants"] == number
    assert told["guessed"].get("participants", "") == ("text" if number else "")


def test_minutes_that_share_case_and_wave_are_told(bare: Desk) -> None:
    folder = bare.folder / "nya"
    folder.mkdir()
    (folder / "Kalmar 2024-10-08.txt").write_text("Det finns en plan.\n", encoding="utf-8")
    (folder / "Kalmar 2024-11-20.txt").write_text("Ett helt annat samtal om nätverk.\n", encoding="utf-8")
    (folder / "Halland 2024-10-03.txt").write_text("Vi saknar en analys.\n", encoding="utf-8")
    told = bare.done("import", folder).err
    assert "Minutes of one case and wave count together, as one row: Kalmar län 2024 (d2, d3)." in told
    assert "count together" not in bare.done("import", folder).err
