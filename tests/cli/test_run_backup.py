"""`backup` and `restore-backup`, and the backups that precede changes of much."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import NAMES, make_older

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


def memos(desk: Desk) -> list[str]:
    return [m["text"] for m in desk.done("memo", "--list", "--json").json]


def backups(desk: Desk) -> list[dict[str, Any]]:
    found = desk.done("backup", "--list", "--json").json
    assert isinstance(found, list)
    return found


def set_kept(desk: Desk, number: int) -> None:
    file = desk.project / "qualcode.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("backups_kept = 10", f"backups_kept = {number}"), encoding="utf-8"
    )


def test_a_backup_is_put_back_and_what_was_there_is_kept(study: Desk) -> None:
    study.done("memo", "project", "ett")
    made = study.done("backup")
    path = study.project / "backups" / made.out.strip().rpartition(os.sep)[2]
    assert path.is_file()
    study.done("memo", "project", "två")
    told = study.done("restore-backup")
    assert "kept as" in told.err
    assert memos(study) == ["ett"]
    # And back again, by name.
    newest = backups(study)[0]
    assert newest["reason"] == "before-restore-backup"
    study.done("restore-backup", newest["name"].removesuffix(".db"))
    assert memos(study) == ["ett", "två"]


def test_a_backup_is_one_file_with_the_databases_permissions_and_no_names(study: Desk) -> None:
    (study.project / "project.db").chmod(0o640)
    study.done("backup", study.folder / "kopia.db")
    copy = study.folder / "kopia.db"
    assert copy.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in study.folder.glob("kopia*")) == ["kopia.db"]
    assert not any(name.encode() in copy.read_bytes() for name in NAMES)
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("SELECT count(*) FROM document").fetchone() == (3,)


def test_a_backup_goes_into_a_folder_under_its_own_name(study: Desk) -> None:
    (study.folder / "stick").mkdir()
    study.done("backup", study.folder / "stick")
    [made] = (study.folder / "stick").iterdir()
    assert made.name.endswith("_by-hand.db")
    study.done("memo", "project", "efter")
    study.done("restore-backup", made)
    assert memos(study) == []


def test_a_folder_that_is_not_there_gets_no_backup(study: Desk) -> None:
    told = study.run("backup", f"{study.folder / 'stick'}/")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "stick/ is not there" in told.err
    assert not (study.folder / "stick").exists()
    told = study.run("backup", study.folder / "stick" / "kopia.db")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "stick is not there" in told.err
    assert not (study.folder / "stick").exists()


def test_a_command_says_that_it_waits_for_another_program(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.storage.patience._SILENT", 0.0)
    with closing(sqlite3.connect(study.project / "project.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        soon = threading.Timer(1.0, other.rollback)
        soon.start()
        told = study.done("memo", "project", "efteråt")
        soon.join()
    assert told.err.startswith("Another program is writing in the project; waiting for it, at most 30 seconds")
    assert told.err.count("Another program") == 1
    assert memos(study) == ["efteråt"]
    study.done("backup", study.folder / "stick")
    assert (study.folder / "stick").is_file()


def test_changes_of_much_are_preceded_by_backups_and_only_so_many_are_kept(study: Desk) -> None:
    study.done("backup")
    set_kept(study, 2)
    study.done("accept", "--all")
    study.done("judge", "--as-proposed")
    assert [b["reason"] for b in backups(study)] == ["before-judge", "before-accept", "by-hand"]
    study.done("undo", "2")
    study.done("reject", "--all")
    assert [b["reason"] for b in backups(study)] == ["before-reject", "before-judge", "by-hand"]
    study.done("restore-backup", backups(study)[0]["name"])
    assert study.done("status", "--json").json["waiting"] > 0
    shown = study.done("backup", "--list").out
    assert "before suggestions were rejected in bulk" in shown
    assert "made by hand" in shown


def test_single_decisions_need_no_backup_and_none_are_made_when_none_are_wanted(study: Desk) -> None:
    first = study.done("suggest", "--list", "--json").json[0]["id"]
    study.done("accept", first)
    assert backups(study) == []
    set_kept(study, 0)
    study.done("accept", "--all")
    assert backups(study) == []


def test_backups_stay_out_of_version_control(study: Desk) -> None:
    study.done("backup")
    assert "backups/" in (study.project / ".gitignore").read_text(encoding="utf-8")
    assert (study.project / "backups" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_an_update_of_the_database_is_preceded_by_a_backup(study: Desk) -> None:
    make_older(study.project / "project.db")
    study.done("status")
    assert [b["reason"] for b in backups(study)] == ["before-update"]


def test_a_missing_database_is_told_and_put_back(study: Desk) -> None:
    study.done("backup")
    for left in study.project.glob("project.db*"):
        left.unlink()
    told = study.run("status")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "is missing" in told.err
    study.done("restore-backup")
    assert len(study.done("status", "--json").json["documents"]) == 3


def test_a_damaged_database_is_set_aside(study: Desk) -> None:
    study.done("backup")
    (study.project / "project.db").write_bytes(b"skrap " * 5000)
    for left in study.project.glob("project.db-*"):
        left.unlink()
    assert "damaged" in study.run("status").err
    assert "damaged" in study.run("backup").err
    study.done("restore-backup")
    assert len(study.done("status", "--json").json["documents"]) == 3
    [aside] = [b for b in backups(study) if b["reason"] == "damaged"]
    assert (study.project / "backups" / aside["name"]).read_bytes().startswith(b"skrap")


@pytest.mark.parametrize("kind", ["none", "text", "other", "newer"])
def test_what_is_no_backup_of_this_project_is_refused_and_nothing_changes(study: Desk, kind: str) -> None:
    study.done("memo", "project", "kvar")
    wrong = study.folder / "fel.db"
    if kind == "text":
        wrong.write_text("inte en databas " * 999, encoding="utf-8")
    if kind == "other":
        study.answer("init", study.folder / "annan")
        study.answer("--project", study.folder / "annan", "backup", wrong)
    if kind == "newer":
        study.done("backup", wrong)
        with closing(sqlite3.connect(wrong)) as plain, plain:
            plain.execute("UPDATE alembic_version SET version_num = '9999'")
    told = study.run("restore-backup", wrong)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1), told
    assert memos(study) == ["kvar"]


def test_no_room_for_the_backup_means_no_change(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.storage.driver_faults import DatabaseFullError

    def full(_source: Path, target: Path, _patience: object) -> None:
        raise DatabaseFullError(path=target)

    monkeypatch.setattr("qualcode.usecases.backing_up.copy_database", full)
    waiting = study.done("status", "--json").json["waiting"]
    told = study.run("accept", "--all")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "no room for the backup" in told.err
    assert study.done("status", "--json").json["waiting"] == waiting
    assert list((study.project / "backups").glob("*.db")) == []


def test_a_name_hidden_late_takes_the_programs_own_backups_along(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (study.minutes / "sen.md").write_text(
        "---\ncase: Kalmar\nwave: '2024'\n---\n# Dialog\n\nVi frågade brumvik i receptionen om budget.\n",
        encoding="utf-8",
    )
    study.done("import", study.minutes / "sen.md")
    study.done("accept", "--all")
    study.done("backup")
    assert len(backups(study)) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("brumvik\n"))
    told = study.done("anonymise", "add", "--text")
    assert [b["reason"] for b in backups(study)] == ["by-hand"]
    assert "_by-hand.db" in told.err


def test_what_comes_back_follows_the_codes_as_they_are_called_now(study: Desk) -> None:
    study.done("accept", "--all")
    before = study.done("matrix", "--json").json
    code = next(c for row in before["cells"].values() for c, cell in row.items() if cell["count"])
    study.done("backup")
    new = f"{code.rpartition('/')[0]}/annan-kod"
    study.done("codebook", "rename", code, "annan-kod")
    back = study.done("restore-backup", "--json")
    assert back.json["followed"] > 0
    assert back.json["unknown_codes"] == []
    assert "kodningar följer" in back.err or "codings follow" in back.err
    after = study.done("matrix", "--json").json
    told = {
        case: {new if c == code else c: cell["count"] for c, cell in row.items()}
        for case, row in before["cells"].items()
    }
    assert {case: {c: cell["count"] for c, cell in row.items()} for case, row in after["cells"].items()} == told


def test_codings_of_codes_that_the_codebook_never_had_are_told(study: Desk) -> None:
    study.done("accept", "--all")
    study.done("backup")
    with closing(sqlite3.connect(study.project / "project.db")) as db, db:
        db.execute("update coding set code = 'borta/kod' where id = (select min(id) from coding)")
    study.done("backup")
    back = study.done("restore-backup", "--json")
    assert back.json["unknown_codes"] == ["borta/kod"]
    assert "borta/kod" in back.err
    assert study.run("report", "--to", study.project / "exports" / "r.docx").code in {0, 4}


@pytest.mark.parametrize("name", ["minnesanteckning.md", "study/qualcode.toml", "study/project.db", "annan.db"])
def test_a_backup_takes_the_place_of_nothing_but_an_earlier_one(study: Desk, name: str) -> None:
    target = study.folder / name
    if name == "minnesanteckning.md":
        target.write_text("länets eget", encoding="utf-8")
    if name == "annan.db":
        study.answer("init", study.folder / "annat")
        shutil.copyfile(study.folder / "annat" / "project.db", target)
    before = target.read_bytes()
    told = study.run("backup", target)
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert "choose another name" in told.err
    assert target.read_bytes() == before
    assert study.done("status").code == 0
    study.done("backup", study.folder / "kopia.db")
    study.done("memo", "project", "ny")
    study.done("backup", study.folder / "kopia.db")


def test_an_empty_database_is_no_backup(study: Desk) -> None:
    study.done("backup")
    (study.project / "project.db").write_bytes(b"")
    told = study.run("backup")
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert len(list((study.project / "backups").glob("*.db"))) == 1
    study.done("restore-backup")
    assert study.done("status", "--json").json["documents"]


@pytest.mark.parametrize(
    "words",
    [("backup", ""), ("snapshot", ""), ("restore", ""), ("merge", ""), ("import", ""), ("restore-backup", "")],
)
def test_an_empty_path_is_not_the_folder_one_stands_in(study: Desk, words: tuple[str, ...]) -> None:
    told = study.run(*words)
    assert (told.code, told.err.count("\n")) == (1 if words[0] == "restore-backup" else 2, 1), told.err
    assert not list(study.folder.glob("*.jsonl"))


def test_the_database_is_not_put_back_onto_itself(study: Desk) -> None:
    database = study.project / "project.db"
    before = database.read_bytes()
    link = study.folder / "link.db"
    link.symlink_to(database)
    for name in (database, link):
        told = study.run("restore-backup", name)
        assert (told.code, told.out) == (1, "")
        assert "is the project's own database" in told.err
        assert "qualcode backup --list" in told.err
    assert database.read_bytes() == before
    assert list((study.project / "backups").glob("*.db")) == []
