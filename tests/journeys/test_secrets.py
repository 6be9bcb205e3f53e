"""After an import with names no original stands anywhere below the project and data folders, in any usual coding of letters."""

from __future__ import annotations

import io
import sqlite3
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES, PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk

HIDDEN = ("Gunhild", "Frankelius", "Knutlyng", "gunhild.frankelius", "070-174 06 09", "640823-3234")
"""Names of the Word file below, in its text, table, comment, properties and header."""


def forms(words: str) -> set[bytes]:
    made = set()
    for text in (words, words.upper(), words.lower(), words.casefold()):
        for form in ("NFC", "NFD"):
            for charset in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
                made.add(unicodedata.normalize(form, text).encode(charset, "ignore"))
        made.add(text.encode("ascii", "backslashreplace"))
        made.add(text.encode("unicode_escape").replace(b"\\x", b"\\u00"))
    # What loses its letters in a narrow charset would be found anywhere.
    return {m for m in made if len(m) >= 5}


def findings(folders: list[Path], names: tuple[str, ...]) -> list[str]:
    wanted = {name: forms(name) for name in names}
    found = []
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            data = path.read_bytes()
            found += [f"{name} in {path.name}" for name, shapes in wanted.items() if any(s in data for s in shapes)]
            found += [f"{name} names {path.name}" for name in names if name.casefold() in path.name.casefold()]
    return found


def word_file(path: Path) -> None:
    from docx import Document

    made = Document()
    made.core_properties.author = "Gunhild Frankelius"
    made.core_properties.title = "Dialog med Kalmar län 2024-11-12, Gunhild Frankelius"
    made.sections[0].header.paragraphs[0].text = "Antecknat av Gunhild Frankelius"
    made.add_heading("Dialog med Kalmar län 2024-11-12", 1)
    table = made.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Namn", "Roll", "Organisation"), strict=True):
        cell.text = words
    for row in (
        ("Gunhild Frankelius", "ersätter Olle Knutlyng", "kommunen"),
        ("Olle Knutlyng", "samordnare", "regionen"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    paragraph = made.add_paragraph("Länet har en handlingsplan, säger Gunhild Frankelius (070-174 06 09).")
    made.add_comment(paragraph.runs, text="Stäm av med Gunhild Frankelius, 640823-3234.", author="Olle Knutlyng")
    made.save(path)


@pytest.mark.parametrize("secret", [None, PASSPHRASE])
def test_no_original_stands_in_any_file(bare: Desk, secret: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    word_file(bare.minutes / "Kalmar Gunhild Frankelius.docx")
    (bare.folder / "table.csv").write_text(
        "fil;län;kontakt\nKalmar Gunhild Frankelius.docx;Kalmar;Gunhild Frankelius, gunhild.frankelius@example.se\n",
        encoding="utf-8",
    )
    if secret:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", secret)
    reader = sqlite3.connect(bare.project / "project.db")
    reader.execute("begin")
    reader.execute("select count(*) from document").fetchone()
    told = bare.run("import", bare.minutes, "--metadata", bare.folder / "table.csv", "--json")
    assert told.code == 0, told.err
    assert {line["case"] for line in told.json} >= {"Kalmar län", "Gotlands län", "Dalarnas län"}
    bare.done("suggest")
    bare.done("accept", "--all")
    assert (bare.project / "project.db-wal").stat().st_size > 0
    assert bool(bare.vaults) is bool(secret)
    assert findings([bare.project, bare.data] if secret else [bare.project], (*NAMES, *HIDDEN)) == []
    reader.close()
    assert findings([bare.project], (*NAMES, *HIDDEN)) == []
    shown = bare.done("status").out + bare.done("history", "--json").out + bare.done("memo", "--list", "--json").out
    assert [n for n in (*NAMES, *HIDDEN) if n in shown] == []


def test_the_search_itself_finds_what_is_there(bare: Desk) -> None:
    for charset in ("utf-8", "utf-16-le", "cp1252"):
        (bare.project / "exports" / "läcka.bin").write_bytes(b"\x00\x01" + "hos STÅHLKVIST".encode(charset))
        assert findings([bare.project], NAMES) == ["Ståhlkvist in läcka.bin"], charset


def test_a_case_named_after_a_person_is_hidden(bare: Desk) -> None:
    """An interview study names its files after those who were met; without a county the name of the file is the case."""
    path = bare.folder / "Intervju Gunhild Frankelius 2024.txt"
    path.write_text("Intervju med Gunhild Frankelius\n\nJag heter Gunhild Frankelius. Vi har en budget för arbetet.\n")
    told = bare.done("import", path, "--json")
    [line] = told.json
    assert "Frankelius" not in line["case"]
    assert findings([bare.project], HIDDEN) == []
    bare.done("import", path)
    assert findings([bare.project], HIDDEN) == []


def test_two_people_are_two_cases_even_when_their_names_are_hidden(bare: Desk) -> None:
    for name in ("Gunhild Frankelius", "Olle Knutlyng"):
        (bare.folder / f"Intervju {name}.txt").write_text(f"Jag heter {name}. Vi har en budget för arbetet.\n")
        bare.done("import", bare.folder / f"Intervju {name}.txt")
    assert bare.done("status", "--json").json["cases"] == 2
    assert findings([bare.project], HIDDEN) == []


def test_front_matter_holds_no_names_in_the_database(bare: Desk) -> None:
    path = bare.folder / "möte.md"
    path.write_text(
        "---\ncase: Kalmar\nwave: '2024'\nsekreterare: Gunhild Frankelius\n"
        "participants:\n  - {name: Olle Knutlyng, role: vikarie för Gunhild Frankelius}\n---\nVi har en budget.\n",
        encoding="utf-8",
    )
    bare.done("import", path)
    assert findings([bare.project], HIDDEN) == []


@pytest.mark.parametrize("name", ["Ragnhild Stålqvist", "Gunhild Fransdotter", "Olle Knutåsen", "Birgitta Hammarplog"])
def test_a_surname_made_of_two_ordinary_words_is_hidden_with_its_given_name(bare: Desk, name: str) -> None:
    (bare.folder / "kalmar.txt").write_text(f"Kalmar län 2024\n\nEnligt {name} saknas en budget.\n", encoding="utf-8")
    bare.done("import", bare.folder / "kalmar.txt")
    assert findings([bare.project], (name.split()[1],)) == []


def test_a_late_name_and_an_erased_person_leave_no_byte(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Added, taken back and added again, then erased: the name is in no file of project and data, whatever was in the log."""
    (bare.folder / "kalmar.txt").write_text(
        "Kalmar län 2024\n\nKontakten heter brumvik i dag. Brumvik har en budget. Det sade Gunhild Frankelius.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    bare.done("import", bare.folder / "kalmar.txt")
    bare.done("suggest")
    bare.done("accept", "--all")
    bare.done("memo", "d1", "fråga brumvik")
    reader = sqlite3.connect(bare.project / "project.db")
    reader.execute("begin")
    reader.execute("select count(*) from document").fetchone()
    start, _ = bare.span("d1", "brumvik i dag")
    folders = [bare.project, bare.data]

    def done(*words: object) -> None:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = bare.done(*words)
        assert "brumvik" not in (told.out + told.err).casefold()

    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    assert "Another program has the project open" in bare.done("anonymise", "add", "d1", start, start + 7).err
    reader.close()
    for step in (("undo",), ("redo",), ("undo",), ("redo",)):
        done(*step)
    assert findings(folders, ("brumvik", *HIDDEN)) == []
    monkeypatch.setattr("sys.stdin", io.StringIO("Gunhild Frankelius\n"))
    done("erase", "--ground", "gallring", "--yes")
    assert findings(folders, ("brumvik", *HIDDEN)) == []
    done("undo")
    shown = bare.text("d1") + bare.done("memo", "--list").out
    assert "brumvik" in shown, "the vault gives it back to who has the passphrase"
    done("redo")
    assert findings(folders, ("brumvik", *HIDDEN)) == []


def test_what_is_written_beside_the_database_names_nobody(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups, snapshots, certificates, the history as a file, a restored project, and what a crash prints."""
    word_file(bare.minutes / "kalmar.docx")

    def done(*words: object) -> str:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = bare.done(*words)
        return str(told.out + told.err)

    said = done("import", bare.minutes)
    said += done("suggest") + done("accept", "--all") + done("memo", "d1", "fråga frankelius och knutlyng")
    said += done("backup") + done("snapshot", bare.project / "snapshot")
    said += done("history", "--to", bare.project / "exports" / "history.md")
    monkeypatch.setattr("sys.stdin", io.StringIO("Gunhild Frankelius\n"))
    said += done("erase", "--ground", "gallring", "--yes", "--json")
    written = {path.suffix for path in bare.project.rglob("*") if path.is_file()}
    assert {".db", ".md", ".json"} <= written
    assert list(bare.project.glob("backups/*")), "no backup was made"
    assert list(bare.project.glob("certificates/*")), "no certificate was written"
    assert findings([bare.project, bare.data], (*NAMES, *HIDDEN)) == []
    monkeypatch.setattr("qualcode.usecases.hiding.policy_of", _crash)
    crashed = bare.run("anonymise", "try", bare.minutes / "kalmar.docx")
    assert crashed.code != 0
    said += crashed.out + crashed.err
    assert [name for name in (*NAMES, *HIDDEN) if name.casefold() in said.casefold()] == []


def _crash(_settings: object) -> object:
    words = "Gunhild Frankelius"
    message = f"a fault whose message names {words}"
    raise RuntimeError(message)
