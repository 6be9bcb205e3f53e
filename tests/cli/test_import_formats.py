"""`import` of every format: the text comes in, and no name reaches the database in clear, wherever the file holds it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

SECRET = ("Orrfot", "Tranmark", "Malin", "Gullvi")
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>'
    "<text:h>Dialog Gotland 2024</text:h><text:h>Malin Orrfot berättar</text:h><text:p>Länet har en handlingsplan, säger Malin Orrfot."
    "<office:annotation><dc:creator>Gullvi Tranmark</dc:creator><text:p>Sade Malin Orrfot så?</text:p></office:annotation></text:p>"
    "</office:text></office:body></office:document-content>"
)
RTF = (
    r"{\rtf1\ansi{\info{\author Gullvi Tranmark}}\pard Dialog Gotland 2024\par Malin Orrfot ber\'e4ttar att l\'e4net har en "
    r"handlingsplan.{\*\atnauthor Gullvi Tranmark}\chatn{\*\annotation \pard Sade Malin Orrfot s\'e5?}\par}"
)
VTT = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v Malin Orrfot>Länet har en handlingsplan.</v>

00:00:03.000 --> 00:00:04.000
<v gullvi tranmark>Det visste inte jag, Malin.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:02,000
Malin Orrfot: Länet har en handlingsplan.

2
00:00:03,000 --> 00:00:04,000
Gullvi Tranmark: Det visste inte jag, Malin.
"""
CSV = """Namn;Län;E-post;Kontakt hos oss;Svar
Malin Orrfot;Gotland;malin.orrfot@exempel.se;Gullvi Tranmark;"Länet har en handlingsplan, jag Malin Orrfot vet."
"""


def odt() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
    return target.getvalue()


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".odt", odt()),
        (".rtf", RTF.encode("ascii")),
        (".vtt", VTT.encode()),
        (".srt", SRT.encode("cp1252")),
        (".csv", CSV.encode("cp1252")),
        (".txt", "Dialog Gotland\n\nLänet har en handlingsplan, säger Malin Orrfot.\n".encode("utf-16")),
    ],
    ids=["odt", "rtf", "vtt", "srt", "csv", "utf-16"],
)
def test_no_name_reaches_the_database(bare: Desk, suffix: str, data: bytes) -> None:
    path = bare.folder / f"Gotland intervju Malin Orrfot{suffix}"
    path.write_bytes(data)
    [line] = bare.done("import", path, "--case", "Gotland", "--json").json
    assert "handlingsplan" in bare.text(line["document"])
    kept = (bare.project / "project.db").read_bytes().decode("utf-8", "replace")
    assert "handlingsplan" in kept
    assert not [name for name in SECRET if name.casefold() in kept.casefold()]


def test_turns_of_a_transcript_have_functions_for_speakers(bare: Desk) -> None:
    path = bare.folder / "gotland.vtt"
    path.write_text(VTT, encoding="utf-8")
    bare.done("import", path, "--case", "Gotland")
    assert bare.text("d1").split("\n") == [
        "Deltagaren A: Länet har en handlingsplan.",
        "Deltagaren B: Det visste inte jag, deltagaren A.",
    ]


def test_moderators_and_nobody_keep_their_labels(bare: Desk) -> None:
    path = bare.folder / "gotland.vtt"
    path.write_text(VTT.replace("gullvi tranmark", "Moderator").replace("Malin Orrfot", "Talare 2"), encoding="utf-8")
    bare.done("import", path, "--case", "Gotland")
    assert [line.partition(":")[0] for line in bare.text("d1").split("\n")] == ["Talare 2", "Moderator"]


def test_a_survey_is_one_step_and_rows_that_come_again_are_skipped(bare: Desk) -> None:
    path = bare.folder / "enkät.csv"
    rows = [f"R{n};Gotland;{n} tkr;Vi har en handlingsplan nummer {n}." for n in range(1, 4)]
    path.write_text("id;län;belopp;svar\n" + "\n".join(rows) + "\n", encoding="utf-8")
    told = bare.done("import", path, "--json").json
    assert [line["path"].rpartition("#")[2] for line in told] == ["R1", "R2", "R3"]
    assert len(bare.done("history", "--json").json) == 1
    rows[1] = "R2;Gotland;7 tkr;Vi har ingen handlingsplan."
    path.write_text("id;län;belopp;svar\n" + "\n".join(rows) + "\n", encoding="utf-8")
    again = bare.done("import", path, "--json")
    assert "already there: 2" in again.err
    assert "a new version of d2" in again.err
    assert [d["id"] for d in bare.done("status", "--json").json["documents"]] == ["d1", "d3", "d4"]
    bare.done("undo", "2")
    assert bare.done("status", "--json").json["documents"] == []


def test_a_row_with_a_fault_stops_no_other(bare: Desk) -> None:
    path = bare.folder / "enkät.csv"
    path.write_text("id;län;svar\nR1;Gotalnds län;Vi har en plan.\nR2;Kalmar;Vi har en budget.\n", encoding="utf-8")
    told = bare.run("import", path, "--json")
    assert told.code == 3
    assert [line["document"] for line in told.json] == ["", "d1"]
    assert "enkät.csv #R1" in told.json[0]["faults"][0]


def test_a_table_in_a_folder_is_no_survey_and_columns_can_be_told(bare: Desk) -> None:
    (bare.minutes / "tabell.csv").write_text("a;b\nVi har en plan.;Gotland\n", encoding="utf-8")
    assert len(bare.done("import", bare.minutes, "--json").json) == 3
    told = bare.run("import", bare.minutes / "tabell.csv")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "--text-column" in told.err
    [line] = bare.done("import", bare.minutes / "tabell.csv", "--text-column", "A", "--case-column", "b", "--json").json
    assert line["case"] == "Gotlands län"
    (bare.minutes / "tabell.csv").write_text("a;b\nVi har en plan.;Gotland\nNej.;Gotland\n", encoding="utf-8")
    several = bare.run("import", bare.minutes / "tabell.csv", "--replaces", "d1", "--text-column", "a")
    assert (several.code, several.err.count("--replaces takes one file")) == (2, 1)


def test_revisions_as_they_were(bare: Desk) -> None:
    path = bare.folder / "gotland.rtf"
    path.write_text(r"{\rtf1\pard Dialog Gotland\par Vi har {\deleted ingen}{\revised en} plan.\par}", encoding="ascii")
    told = bare.done("import", path, "--revisions", "original", "--json")
    assert "Vi har ingen plan." in bare.text("d1")
    assert "read as not made" in told.json[0]["notices"][0]
    path.write_text(path.read_text(encoding="ascii") + " ", encoding="ascii")
    bare.done("import", path)
    assert "Vi har en plan." in bare.text("d2")
    assert bare.run("import", path, "--revisions", "båda").code == 2


def test_one_bad_file_in_a_hundred_stops_no_other(bare: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "hundred"
    folder.mkdir()
    for number in range(99):
        (folder / f"Skåne {number:02}.txt").write_text(
            f"Dialog Skåne\n\nGrupp {number} talade om annat {number}.\n", "utf-8"
        )
    (folder / "trasig.rtf").write_bytes(b"{\\rtf1 {")
    told = bare.run("import", folder, "--json")
    assert told.code == 3
    assert [line["path"].rpartition("/")[2] for line in told.json if line["faults"]] == ["trasig.rtf"]
    assert sum(bool(line["document"]) for line in told.json) == 99
