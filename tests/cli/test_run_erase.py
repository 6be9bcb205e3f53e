"""`erase`: a person leaves vault, texts and history, codings stay, and the certificate names nobody."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PASSPHRASE, passphrase_fd

if TYPE_CHECKING:
    from tests.conftest import Desk

MINUTES = """\
Minnesanteckningar, dialog med Kalmar län 12 november 2024

Deltagare:
Gunhild Frankelius, samordnare, Region Kalmar, gunhild.frankelius@example.se, 070-174 06 05
Torgny Bodelius, skolchef, Kalmar kommun, 070-174 06 09

Styrning
Länet har en handlingsplan, säger Gunhild Frankelius, och Frankelius förslag om en budget finns.
Gunhild vill ha utbildning. GF: ja. Torgny Bodelius håller med.
"""
OTHER = """\
Minnesanteckningar, dialog med Dalarnas län 13 november 2024

Deltagare:
Gunhild Hammarlyng, rektor, Falu kommun

Styrning
Gunhild Hammarlyng säger att det finns en budget. Gunhild Frankelius var inte med.
"""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give(name: str | None = None) -> None:
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        if name is not None:
            monkeypatch.setattr("sys.stdin", io.StringIO(name + "\n"))

    return give


@pytest.fixture
def desk(bare: Desk, told: Any) -> Desk:
    (bare.folder / "kalmar.txt").write_text(MINUTES, encoding="utf-8")
    (bare.folder / "dalarna2.txt").write_text(OTHER, encoding="utf-8")
    told()
    bare.done("import", bare.folder / "kalmar.txt", bare.folder / "dalarna2.txt")
    bare.done("suggest")
    bare.done("accept", "--all")
    return bare


def originals(desk: Desk) -> set[str]:
    from qualcode.anonymise.vault import Vault

    vault = Vault.open(desk.vaults[0], PASSPHRASE)
    return {o.text for o in vault.originals()} | {k.name for k in vault.register.everyone()}


def everything(folder: Path) -> bytes:
    return b"".join(p.read_bytes() + str(p).encode() for p in sorted(folder.rglob("*")) if p.is_file()).lower()


def codings(desk: Desk) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(desk.project / "project.db")) as db:
        return db.execute(
            "select c.id, c.code, substr(d.text, c.start + 1, c.end - c.start) from coding c "
            "join document d on d.id = c.document order by c.id"
        ).fetchall()


@pytest.mark.parametrize("how", ["name", "hit", "surname"])
def test_a_person_leaves_the_vault_and_others_stay(desk: Desk, told: Any, how: str) -> None:
    assert {"Gunhild Frankelius", "070-174 06 05"} <= originals(desk)
    before = codings(desk)
    asked: tuple[str, ...] = ()
    if how == "hit":
        text = desk.text("d1")
        asked = (next(h["id"] for h in desk.done("anonymise", "list", "d1", "--json").json if h["type"] == "person"),)
        assert text
    told({"name": "Gunhild Frankelius", "surname": "Frankelius", "hit": None}[how])
    done = desk.done("erase", *asked, "--ground", "consent-withdrawn", "--yes", "--json")
    left = originals(desk)
    assert not [o for o in left if "frankelius" in o.casefold() or o in ("GF", "070-174 06 05")], left
    # Another Gunhild of another county, and whoever else was there, can still be found again.
    assert {"Gunhild Hammarlyng", "Torgny Bodelius", "070-174 06 09"} <= left
    assert codings(desk) == before
    assert done.json["ground"] == "consent-withdrawn"
    assert done.json["hits"] >= 5
    assert done.json["codings_kept"] == len(before)
    [step] = [s for s in desk.done("history", "--json").json if s["action"] == "erase"]
    assert (step["state"], step["about"]["ground"]) == ("final", "consent-withdrawn")
    assert b"frankelius" not in everything(desk.project)
    assert "frankelius" not in (done.out + done.err).casefold()


def test_the_certificate_tells_what_was_done_and_names_nobody(desk: Desk, told: Any) -> None:
    import hashlib

    told("Gunhild Frankelius")
    asked = ("--ground", "other", "--reason", "beslut 12 om Gunhild Frankelius", "--yes")
    done = desk.done("erase", *asked, "--json").json
    told_files = list((desk.project / "certificates").iterdir())
    assert {p.suffix for p in told_files} == {".md", ".json"}
    [made] = [json.loads(p.read_text(encoding="utf-8")) for p in told_files if p.suffix == ".json"]
    assert made["reason"].startswith("beslut 12 om ")
    assert made["database_sha256"] == hashlib.sha256((desk.project / "project.db").read_bytes()).hexdigest()
    assert {k: made[k] for k in ("hits", "masked", "originals")} == {
        k: done[k] for k in ("hits", "masked", "originals")
    }
    assert not [p for p in told_files if "frankelius" in p.read_text(encoding="utf-8").casefold()]
    assert "12" in next(p for p in told_files if p.suffix == ".md").read_text(encoding="utf-8")


def test_what_was_released_or_written_is_masked_and_history_has_no_way_back(desk: Desk, told: Any) -> None:
    hit = next(h for h in desk.done("anonymise", "list", "d1", "--json").json if h["type"] == "person")
    told()
    desk.done("anonymise", "reject", hit["id"], "--everywhere")
    assert "Gunhild Frankelius" in desk.text("d1")
    with closing(sqlite3.connect(desk.project / "project.db")) as db, db:
        db.execute("update document set name = 'Samtal med Gunhild Frankelius.txt' where id = 'd2'")
    told("Gunhild Frankelius")
    desk.done("erase", "--ground", "gallring", "--yes")
    assert b"frankelius" not in everything(desk.project)
    before = desk.text("d1")
    desk.run("undo")
    assert "Frankelius" not in desk.text("d1")
    told()
    desk.run("redo")
    assert "Frankelius" not in desk.text("d1")
    assert before.count("handlingsplan") == desk.text("d1").count("handlingsplan")


def test_sources_exports_and_backups_that_hold_the_name_are_listed(desk: Desk, told: Any) -> None:
    from docx import Document
    from openpyxl import Workbook

    exports = desk.project / "exports"
    word = Document()
    word.sections[0].header.paragraphs[0].text = "Antecknat av Gunhild Frankelius"
    word.save(exports / "rapport.docx")
    book = Workbook()
    book.active["B2"] = "FRANKELIUS"
    book.save(exports / "tabell.xlsx")
    (exports / "ren.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (exports / "sida.html").write_text("<p>Gunhild <b>Frankelius</b></p>", encoding="utf-8")
    (desk.project / "corpora" / "kalmar.md").write_text("Frankelius sade ja.\n", encoding="utf-8")
    (desk.project / "okänd.bin").write_bytes(b"\x00\x01" * 40)
    (desk.project / "latin.dat").write_bytes("Möte: Gunhild Frankelius".encode("cp1252"))
    (desk.folder / "reserv").mkdir()
    with closing(sqlite3.connect(desk.folder / "reserv" / "gammal.db")) as db, db:
        db.execute("create table t (a text)")
        db.execute("insert into t values (?)", ("x" * 5000 + " Gunhild Frankelius " + "y" * 5000,))
    told("Gunhild Frankelius")
    done = desk.done(
        "erase",
        "--ground",
        "gallring",
        "--yes",
        "--json",
        "--also",
        desk.folder / "reserv",
        "--also",
        desk.folder / "kalmar.txt",
    )
    naming = {path.rpartition("/")[2] for path in done.json["files"]["naming"]}
    assert naming == {"rapport.docx", "tabell.xlsx", "sida.html", "kalmar.md", "latin.dat", "gammal.db", "kalmar.txt"}
    assert [p.rpartition("/")[2] for p in done.json["files"]["unsearched"]] == ["okänd.bin"]
    assert "rapport.docx" in done.err


@pytest.mark.parametrize(
    ("asked", "name", "code"),
    [
        ((), "Gunhild Frankelius", 2),
        (("--ground", "consent-withdrawn"), "Gunhild Frankelius", 2),
        (("--ground", "other", "--yes"), "Gunhild Frankelius", 2),
        (("--ground", "gallring", "--yes"), "", 2),
        (("--ground", "gallring", "--yes"), "Gunhild", 2),
        (("d9-h9", "--ground", "gallring", "--yes"), None, 1),
        (("--ground", "gallring", "--yes", "--also", "nowhere"), "Gunhild Frankelius", 2),
    ],
)
def test_what_cannot_be_erased_changes_nothing(
    desk: Desk, told: Any, asked: tuple[str, ...], name: str | None, code: int
) -> None:
    before, held = desk.text("d1"), originals(desk)
    told(name)
    answer = desk.run("erase", *asked)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1), answer.err
    assert "frankelius" not in answer.err.casefold()
    assert (desk.text("d1"), originals(desk)) == (before, held)
    assert not (desk.project / "certificates").exists()


def test_the_passphrase_is_needed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Gunhild Frankelius\n"))
    assert desk.run("erase", "--ground", "gallring", "--yes").code == 4


def test_without_a_vault_texts_are_searched_by_the_name(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare.folder / "kalmar.txt").write_text(
        "Kalmar län 2024\n\nKontakten är brumvik i receptionen.\n", encoding="utf-8"
    )
    bare.done("import", bare.folder / "kalmar.txt")
    assert "brumvik" in bare.text("d1"), "the finders know the name by now: choose another"
    monkeypatch.setattr("sys.stdin", io.StringIO("brumvik\n"))
    done = bare.done("erase", "--ground", "gallring", "--yes", "--json").json
    assert done["masked"] == 1
    assert b"brumvik" not in everything(bare.project)


def test_a_question_is_asked_first(desk: Desk, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told("no")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    key = next(h["id"] for h in desk.done("anonymise", "list", "d1", "--json").json if h["type"] == "person")
    told()
    answer = desk.run("erase", key, "--ground", "gallring", "--passphrase-fd", passphrase_fd())
    assert (answer.code, "Nothing was changed" in answer.err) == (1, True)
    assert "Gunhild Frankelius" in originals(desk)


def test_a_name_that_nothing_holds_is_told_and_nothing_certified(desk: Desk, told: Any) -> None:
    before = desk.done("history", "--json").out
    told("Sixten Obefintlig")
    answer = desk.run("erase", "--ground", "gallring", "--yes")
    assert (answer.code, "Nobody called that" in answer.err) == (1, True)
    assert not (desk.project / "certificates").exists()
    assert desk.done("history", "--json").out == before


def test_the_surname_alone_in_a_file_of_any_kind_is_listed(desk: Desk, told: Any) -> None:
    (desk.project / "queries.toml").write_text('"x" = "\\"Frankelius\\""\n', encoding="utf-8")
    told("Gunhild Frankelius")
    files = desk.done("erase", "--ground", "gallring", "--yes", "--json").json["files"]
    assert any(path.endswith("queries.toml") for path in files["naming"])


def test_a_backup_put_back_says_who_is_back_and_no_certificate_is_written_over(desk: Desk, told: Any) -> None:
    desk.done("backup")
    name = desk.done("backup", "--list", "--json").json[0]["name"]
    told("Gunhild Frankelius")
    first = desk.done("erase", "--ground", "gallring", "--yes", "--json").json["certificate"]
    back = desk.done("restore-backup", name)
    assert "(certificates: 1)" in back.err
    kept = [Path(path).read_bytes() for path in first]
    told("Torgny Bodelius")
    second = desk.done("erase", "--ground", "gallring", "--yes", "--json").json["certificate"]
    assert not set(first) & set(second)
    assert [Path(path).read_bytes() for path in first] == kept


STAGES = {
    "before the step lands": "qualcode.usecases.erasing.note_down",
    "before the vault": "qualcode.usecases.erasing.leave_vault",
    "after the vault": "qualcode.storage.database.Store.compact",
    "while files are searched": "qualcode.usecases.erasing.search_files",
    "before the certificate": "qualcode.usecases.erasing._certify",
    "between its two files": "qualcode.exchange.erasure_certificate.as_json",
    "before its note is gone": "qualcode.usecases.erasing.Erased",
}


class Killed(BaseException):
    """Stands for the end of the process: nothing of the program catches it."""


def broken_off(desk: Desk, stage: str, *asked: str) -> None:
    def end(*_: object, **__: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STAGES[stage], end)
        with pytest.raises(Killed):
            desk.run("erase", *asked, "--ground", "consent-withdrawn", "--yes")


def certificates(desk: Desk) -> list[dict[str, Any]]:
    found = sorted((desk.project / "certificates").glob("erasure-*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_broken_off_is_finished_by_the_next_run(desk: Desk, told: Any, stage: str) -> None:
    told("Gunhild Frankelius")
    broken_off(desk, stage)
    landed = stage != "before the step lands"
    assert len(certificates(desk)) == (stage == "before its note is gone")
    notes = list((desk.project / "certificates").glob(".unfinished-*"))
    assert bool(notes) == landed
    assert "frankelius" not in b"".join(p.read_bytes() for p in notes).decode().casefold()
    assert ("broken off" in desk.done("status").err) == landed
    told("Gunhild Frankelius")
    done = desk.done("erase", "--ground", "gallring", "--yes", "--json")
    left = originals(desk)
    assert not [o for o in left if "frankelius" in o.casefold() or o in ("GF", "070-174 06 05")], left
    assert {"Gunhild Hammarlyng", "Torgny Bodelius", "070-174 06 09"} <= left
    assert b"frankelius" not in everything(desk.project)
    [made] = certificates(desk)
    # What was broken off keeps the ground it was begun with, and what it did is counted.
    assert made["ground"] == ("consent-withdrawn" if landed else "gallring")
    assert made["hits"] >= 5
    assert made["originals"] >= 3
    assert done.json["step"] == made["step"]
    assert len([s for s in desk.done("history", "--json").json if s["action"] == "erase"]) == 1
    assert not list((desk.project / "certificates").glob(".unfinished-*"))
    told()
    assert "broken off" not in desk.done("status").err


@pytest.mark.parametrize("stage", ["before the vault", "after the vault"])
def test_another_erasure_finishes_what_was_broken_off_as_far_as_it_can(desk: Desk, told: Any, stage: str) -> None:
    told("Gunhild Frankelius")
    broken_off(desk, stage)
    told("Torgny Bodelius")
    done = desk.done("erase", "--ground", "gallring", "--yes")
    assert not [o for o in originals(desk) if "frankelius" in o.casefold() or o == "070-174 06 05"]
    # Its files can be searched as long as somebody knows the name: the vault, or whoever gives it.
    assert ("broken off" in done.err) == (stage == "before the vault")
    told()
    assert ("broken off" in desk.done("status").err) == (stage == "after the vault")
    told("Gunhild Frankelius")
    last = desk.run("erase", "--ground", "gallring", "--yes")
    assert (last.code == 0) == (stage == "after the vault"), last.err
    assert [made["ground"] for made in certificates(desk)] == ["consent-withdrawn", "gallring"]


def test_an_id_cannot_finish_what_only_a_name_can(desk: Desk, told: Any) -> None:
    told()
    key, *_ = [k.key for k in register_of(desk) if k.name == "Gunhild Frankelius"]
    broken_off(desk, "after the vault", key)
    told()
    refused = desk.run("erase", key, "--ground", "gallring", "--yes")
    assert (refused.code, refused.err.count("\n")) == (1, 1), refused.err
    assert "standard input" in refused.err
    told("Gunhild Frankelius")
    assert desk.done("erase", "--ground", "gallring", "--yes").code == 0


def register_of(desk: Desk) -> Any:
    from qualcode.anonymise.vault import Vault

    return Vault.open(desk.vaults[0], PASSPHRASE).register.everyone()


def test_an_erasure_that_cannot_be_certified_changes_nothing(desk: Desk, told: Any) -> None:
    (desk.project / "certificates").write_text("en fil, ingen mapp", encoding="utf-8")
    before = originals(desk)
    told("Gunhild Frankelius")
    refused = desk.run("erase", "--ground", "gallring", "--yes")
    assert (refused.code, refused.err.count("\n")) == (1, 1), refused.err
    assert originals(desk) == before
    told()
    assert not [s for s in desk.done("history", "--json").json if s["action"] == "erase"]


def test_what_is_being_written_is_thrown_away_with_the_person(desk: Desk, told: Any) -> None:
    from qualcode.usecases.drafting import draft_of, keep_draft
    from qualcode.usecases.project import Project

    with Project.open(desk.project) as project:
        keep_draft(project, "memo:document:d1", {"memo": "Fråga Gunhild Frankelius om budgeten"})
        assert draft_of(project, "memo:document:d1") is not None
        told("Gunhild Frankelius")
        desk.done("erase", "--ground", "gallring", "--yes")
        assert draft_of(project, "memo:document:d1") is None
