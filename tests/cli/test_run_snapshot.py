"""`snapshot`, `restore` and `merge` as commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

BUDGET = "Det finns ingen budget för arbetet"


def lines(folder: Path, kind: str) -> list[str]:
    return (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def worked(study: Desk) -> Desk:
    study.done("code", "d1", *study.span("d1", BUDGET), "budget", "--status", "absent")
    study.done("accept", "--document", "d2")
    study.done("judge", "Gotland", "plans/budget", "absent", "--summary", "ingen budget än")
    study.done("memo", "k1", "jämför med d2")
    study.done("read", "d1")
    return study


def test_a_snapshot_holds_decisions_and_neither_texts_nor_names(worked: Desk) -> None:
    told = worked.done("snapshot", "bild")
    folder = worked.folder / "bild"
    assert told.out.strip() == "bild"
    assert '"status": "absent"' in lines(folder, "codings")[-1] or any(
        '"absent"' in line for line in lines(folder, "codings")
    )
    assert len(lines(folder, "documents")) == 3
    assert "ingen budget än" in lines(folder, "judgements")[0]
    assert lines(folder, "memos")[0].startswith('{"target": "coding=c')
    assert (folder / "codebook" / "small.yaml").read_bytes() == (
        worked.project / "codebooks" / "small.yaml"
    ).read_bytes()
    assert "Arbetsmaterial" in (folder / "project.json").read_text(encoding="utf-8")
    assert not (folder / "texts").exists()
    whole = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert BUDGET.encode() not in whole
    assert not any(name.encode() in whole for name in NAMES)


def test_taken_again_it_writes_only_what_changed_and_leaves_other_files_alone(worked: Desk) -> None:
    folder = worked.folder / "bild"
    worked.done("snapshot", folder, "--with-text")
    (folder / "README.md").write_text("vårt", encoding="utf-8")
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
    worked.done("memo", "project", "ny")
    worked.done("snapshot", folder)
    after = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
    assert {p.name for p in before if p in after and before[p] != after[p]} == {"memos.jsonl", "project.json"}
    assert not list(folder.glob("texts/*"))
    assert not (folder / "segments.jsonl").exists()
    assert (folder / "README.md").is_file()


def test_restore_brings_decisions_back_and_can_be_undone(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    before = worked.done("matrix", "--level", "code", "--json").json
    worked.done("uncode", "k1")
    worked.done("judge", "Gotland", "plans/budget", "planned")
    told = worked.done("restore", "bild")
    assert "1 coding, 1 judgement" in told.err
    assert worked.done("matrix", "--level", "code", "--json").json == before
    assert "before a snapshot was restored" in worked.done("backup", "--list").out
    assert worked.done("memo", "k1", "--list", "--json").json[0]["text"] == "jämför med d2"
    worked.done("undo")
    assert worked.done("matrix", "--level", "code", "--json").json != before


def test_restore_into_a_new_project_needs_the_documents_or_their_texts(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    worked.done("snapshot", "med-text", "--with-text")
    worked.answer("init", worked.folder / "ny", "--codebook", worked.codebook)
    told = worked.answer("--project", worked.folder / "ny", "--lang", "en", "restore", "bild")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "3 documents that are not in the project" in told.err
    assert worked.answer("--project", worked.folder / "ny", "--lang", "en", "restore", "med-text").code == 0
    want = worked.done("matrix", "--level", "code", "--json").json
    # Suggestions are no decisions: they are made again.
    worked.answer("--project", worked.folder / "ny", "suggest")
    new = worked.answer("--project", worked.folder / "ny", "--lang", "en", "matrix", "--level", "code", "--json").json
    assert new == want


def test_a_changed_codebook_is_put_back_and_the_other_one_kept(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    book = worked.project / "codebooks" / "small.yaml"
    old = book.read_text(encoding="utf-8")
    book.write_text(old.replace("Länsplan", "Plan i länet"), encoding="utf-8")
    worked.done("restore", "bild")
    assert book.read_text(encoding="utf-8") == old
    [kept] = (worked.project / "backups").glob("small-*.yaml")
    assert "Plan i länet" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("codings.jsonl", "<<<<<<< HEAD\n", "line 1: a conflict of version control"),
        ("codings.jsonl", "{\n", "line 1: this is no record"),
        ("codings.jsonl", '{"document": "a", "start": -1, "end": 3, "code": "x", "coder": "y"}\n', "line 1: a field"),
        ("codings.jsonl", '{"start": 1}\n', "line 1: a field"),
        ("project.json", '{"format": 99}', "newer version"),
        ("project.json", "[]", "line 1: a field"),
        ("memos.jsonl", "[" * 100_000, "line 1: this is no record"),
        ("memos.jsonl", r'{"target": "project", "coder": "bo", "text": "\ud800"}' + "\n", "line 1: this is no record"),
        ("codings.jsonl", '{"score": NaN}\n', "line 1: this is no record"),
        ("codings.jsonl", '{"document": "a", "start": 1, "end": 3, "code": 5, "coder": "y"}\n', "line 1: a field"),
        ("project.json", '{"format": ' + "9" * 400 + "}", "line 1: a field"),
    ],
)
def test_files_that_are_not_understood_change_nothing(worked: Desk, file: str, text: str, said: str) -> None:
    worked.done("snapshot", "bild")
    (worked.folder / "bild" / file).write_text(text, encoding="utf-8")
    before = worked.done("history", "--json").json
    told = worked.run("restore", "bild")
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert said in told.err
    assert worked.done("history", "--json").json == before


def test_an_unfinished_snapshot_is_told(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    (worked.folder / "bild" / "project.json").unlink()
    assert "no whole snapshot" in worked.run("restore", "bild").err
    assert worked.run("restore", "finns-inte").code == 1


def test_a_vault_asks_for_its_passphrase_and_the_public_gets_none(guarded: Desk, passphrase: str) -> None:
    assert passphrase
    guarded.done("snapshot", "bild")
    told = guarded.run("snapshot", "bild2")
    assert told.code == 4
    assert not (guarded.folder / "bild2").exists()
    told = guarded.run("snapshot", "bild3", "--audience", "published")
    assert (told.code, told.err.count("\n")) == (4, 1)


def test_two_copies_under_git_merge_line_by_line_and_a_clash_is_shown_by_passage(worked: Desk) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    repo = worked.folder / "repo"
    repo.mkdir()

    def git(*words: str) -> None:
        name = ("-c", "user.name=Test", "-c", "user.email=test@example.se", "-c", "init.defaultBranch=main")
        subprocess.run(("git", *name, *words), cwd=repo, check=True, capture_output=True)

    worked.done("snapshot", repo)
    git("init")
    git("add", ".")
    git("commit", "-m", "start")
    git("checkout", "-b", "bo")
    worked.done("memo", "project", "från andra kodaren", "--coder", "Bo")
    worked.done("judge", "Dalarna", "plans/budget", "present", "--coder", "Bo")
    worked.done("judge", "Gotland", "plans/budget", "planned")
    worked.done("snapshot", repo)
    git("commit", "-am", "Bo")
    worked.done("undo")
    worked.done("undo", "2", "--coder", "Bo")
    git("checkout", "main")
    worked.done("memo", "project", "från första kodaren", "--coder", "Åsa")
    worked.done("snapshot", repo)
    git("commit", "-am", "Åsa")
    git("merge", "bo")
    worked.done("restore", repo)
    assert {m["text"] for m in worked.done("memo", "--list", "--json").json} == {
        "jämför med d2",
        "från andra kodaren",
        "från första kodaren",
    }
    assert worked.done("matrix", "--level", "code", "--json").json["cells"]["Dalarnas län"]["plans/budget"]["judged"]
    # Both change one judgement: both lines are there, and restoring tells which cell.
    worked.done("judge", "Gotland", "plans/budget", "past")
    worked.done("snapshot", repo)
    git("commit", "-am", "ena")
    git("checkout", "-b", "andra", "HEAD~1")
    worked.done("undo")
    worked.done("judge", "Gotland", "plans/budget", "present")
    worked.done("snapshot", repo)
    git("commit", "-am", "andra")
    git("merge", "main")
    told = worked.run("restore", repo)
    assert told.code == 3
    assert "Gotlands län" in told.err
    assert "past" in told.err
    assert "present" in told.err


def test_snapshots_merge_three_ways_with_the_conflicts_by_passage(worked: Desk) -> None:
    worked.done("snapshot", "bas", "--with-text")
    worked.done("uncode", "k1")
    worked.done("snapshot", "ena", "--with-text")
    worked.done("undo")
    # Coded again, the same passage gets its other status.
    worked.done("code", "d1", *worked.span("d1", BUDGET), "budget", "--status", "planned")
    worked.done("memo", "project", "andra")
    worked.done("snapshot", "andra", "--with-text")
    told = worked.run("snapshot", "ihop", "--merge", "bas", "ena", "andra")
    assert told.code == 3
    assert BUDGET in told.err
    assert "ours: – | theirs: planned" in told.err
    assert not (worked.folder / "ihop").exists()
    worked.done("snapshot", "ihop", "--merge", "bas", "ena", "andra", "--prefer", "theirs")
    worked.done("restore", "ihop")
    assert len(worked.done("memo", "--list", "--json").json) == 2
    assert worked.run("snapshot", "ihop", "--prefer", "ours").code == 2


def test_merge_brings_in_the_work_of_a_copy(worked: Desk) -> None:
    other = worked.folder / "bos"
    shutil.copytree(worked.project, other)
    worked.done("memo", "project", "härifrån")
    bo = ("--project", other, "--coder", "Bo")
    worked.answer(
        *bo, "code", "d1", *worked.span("d1", "Anhörigstöd ska byggas upp"), "relatives", "--status", "planned"
    )
    worked.answer(*bo, "memo", "project", "från andra kodaren")
    worked.answer("--project", other, "uncode", "k1")
    before = (other / "project.db").read_bytes()
    told = worked.done("merge", other, "--json").json
    assert told["common"] is True
    assert told["taken"] >= 3
    assert (other / "project.db").read_bytes() == before
    found = worked.done("memo", "--list", "--json").json
    assert {m["text"] for m in found} >= {"härifrån", "från andra kodaren"}
    assert len({m["id"] for m in found}) == len(found)
    assert worked.run("uncode", "k1").code == 1
    assert worked.done("merge", other / "project.db", "--json").json["taken"] == 0
    worked.done("undo")
    assert {m["text"] for m in worked.done("memo", "--list", "--json").json} == {"jämför med d2", "härifrån"}


def test_a_conflict_stops_the_merge_until_a_side_is_chosen(worked: Desk) -> None:
    other = worked.folder / "bos"
    shutil.copytree(worked.project, other)
    worked.done("judge", "Gotland", "plans/budget", "planned")
    worked.answer("--project", other, "judge", "Gotland", "plans/budget", "past")
    told = worked.run("merge", other)
    assert told.code == 3
    assert "ours: planned" in told.err
    assert "theirs: past" in told.err
    worked.done("merge", other, "--prefer", "theirs")
    cells = worked.done("matrix", "--level", "code", "--json").json["cells"]
    assert cells["Gotlands län"]["plans/budget"]["status"] == "past"


def test_another_project_with_the_same_documents_merges_by_their_hash(worked: Desk) -> None:
    other = worked.folder / "annan"
    worked.answer("init", other, "--codebook", worked.codebook)
    there = ("--project", other, "--coder", "Bo")
    worked.answer(*there, "import", worked.minutes / "dalarna.txt")
    worked.answer(*there, "import", worked.minutes / "gotland.md")
    worked.answer(*there, "code", "d2", *worked.span("d1", BUDGET), "budget")
    told = worked.done("merge", other, "--json").json
    assert (told["common"], told["conflicts"], told["missing"]) == (False, [], [])
    from tests.cli.test_run_versions import codings

    assert ("d1", BUDGET) in codings(worked).values()


def test_what_is_no_project_is_not_merged(worked: Desk) -> None:
    (worked.folder / "fel.db").write_text("nej " * 2000, encoding="utf-8")
    for other in ("fel.db", "finns-inte.db", "minutes"):
        told = worked.run("merge", worked.folder / other)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1), told


def test_a_project_to_merge_that_is_not_there_is_named(worked: Desk) -> None:
    told = worked.run("merge", worked.folder / "finns-inte")
    assert (told.code, told.out) == (1, "")
    assert "finns-inte does not exist" in told.err


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_folder_of_a_project_is_no_folder_for_a_snapshot_but_one_in_it_is(worked: Desk) -> None:
    before = everything(worked.project)
    for way in (worked.project, worked.project / "codebooks" / ".."):
        told = worked.run("snapshot", way)
        assert (told.code, told.err.count("\n")) == (2, 1), told.err
        assert "decisions" in told.err
    kept = {name: data for name, data in everything(worked.project).items() if not name.startswith("project.db")}
    assert kept == {name: data for name, data in before.items() if not name.startswith("project.db")}
    worked.done("snapshot", worked.project / "decisions")
    assert worked.done("restore", worked.project / "decisions").code == 0


@pytest.mark.parametrize("name", ["texts/ab12.txt", "codebook/mine.yaml", "memos.jsonl", "project.json"])
def test_what_is_somebodys_own_is_never_taken_away_for_a_snapshot(worked: Desk, name: str) -> None:
    own = worked.folder / "mapp" / name
    own.parent.mkdir(parents=True)
    own.write_text("{}\n", encoding="utf-8")
    told = worked.run("snapshot", "mapp")
    assert (told.code, told.err.count("\n")) == (2, 1), told.err
    assert str(own.relative_to(worked.folder)) in told.err
    assert everything(worked.folder / "mapp") == {name: b"{}\n"}


def test_rules_for_git_that_were_there_stay_and_texts_of_other_names_too(worked: Desk) -> None:
    folder = worked.folder / "bild"
    folder.mkdir()
    (folder / ".gitattributes").write_text("*.docx binary", encoding="utf-8")
    worked.done("snapshot", "bild")
    rules = (folder / ".gitattributes").read_text(encoding="utf-8")
    assert rules.startswith("*.docx binary\n# Two people's")
    assert rules.endswith("*.jsonl merge=union text eol=lf\n")
    (folder / "texts").mkdir()
    (folder / "texts" / "protokoll.txt").write_text("mitt", encoding="utf-8")
    (folder / ".gitattributes").write_text(f"{rules}*.md text\n", encoding="utf-8")
    worked.done("memo", "project", "ny")
    worked.done("snapshot", "bild")
    assert (folder / ".gitattributes").read_text(encoding="utf-8") == f"{rules}*.md text\n"
    assert (folder / "texts" / "protokoll.txt").is_file()


def test_a_snapshot_that_was_broken_off_is_taken_again(worked: Desk) -> None:
    folder = worked.folder / "bild"
    worked.done("snapshot", folder, "--with-text")
    (folder / "project.json").unlink()
    worked.done("snapshot", folder)
    assert not list(folder.glob("texts/*"))
    assert worked.done("restore", folder).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_snapshot_is_for_its_owner_alone(worked: Desk) -> None:
    worked.done("snapshot", "bild", "--with-text")
    modes = {p.name: p.stat().st_mode & 0o777 for p in (worked.folder / "bild").rglob("*") if p.is_file()}
    assert {mode for name, mode in modes.items() if name != ".gitattributes"} == {0o600}


def test_merged_snapshots_take_no_options_of_a_taken_one_and_a_file_is_no_snapshot(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    told = worked.run("snapshot", "ny", "--with-text", "--merge", "bild", "bild", "bild")
    assert (told.code, told.err.count("\n")) == (2, 1), told.err
    assert not (worked.folder / "ny").exists()
    assert "no whole snapshot" in worked.run("restore", worked.codebook).err


def test_a_database_to_merge_that_is_none_is_called_by_its_own_name(worked: Desk) -> None:
    (worked.folder / "tom.db").write_bytes(b"")
    told = worked.run("merge", "tom.db")
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert "tom.db" in told.err
    assert "other.db" not in told.err


def test_a_codebook_that_cannot_be_used_is_not_put_in_the_place_of_one_that_can(worked: Desk) -> None:
    worked.done("snapshot", "bild")
    worked.done("memo", "project", "efter")
    book = worked.folder / "bild" / "codebook" / "small.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "themes: [\n", encoding="utf-8")
    before = worked.done("history", "--json").json
    told = worked.run("restore", "bild")
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert str(book.relative_to(worked.folder)) in told.err
    assert worked.done("history", "--json").json == before
    assert worked.done("matrix").code == 0
