"""`history`, `undo`, `redo`."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES

if TYPE_CHECKING:
    from tests.conftest import Desk


def test_history_says_who_did_what_when_newest_first(study: Desk) -> None:
    study.done("read", "d1", "--coder", "Åsa")
    study.done("judge", "Gotland", "plans/budget", "absent")
    told = study.done("history", "--json").json
    assert [(s["action"], s["coder"], s["state"]) for s in told[:2]] == [
        ("judge", "kodare-1", "done"),
        ("read", "Åsa", "done"),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", s["at"]) for s in told)
    assert [s["id"] for s in told] == sorted((s["id"] for s in told), reverse=True)
    assert len(study.done("history", "--json", "--limit", "1").json) == 1
    assert {s["coder"] for s in study.done("history", "--json", "--by", "Åsa").json} == {"Åsa"}
    shown = study.done("history").out
    assert "Åsa" in shown
    assert "mark as read" in shown


def test_undo_takes_back_only_ones_own_steps(study: Desk) -> None:
    study.done("read", "d1", "--coder", "Åsa")
    study.done("read", "d2", "--coder", "Bo")
    told = study.done("undo", "--coder", "Åsa")
    assert (told.out, "mark as read" in told.err) == ("", True)
    read = {d["id"]: d["read"] for d in study.done("status", "--json").json["documents"]}
    assert read == {"d1": False, "d2": True, "d3": False}
    assert study.done("history", "--json").json[1]["state"] == "undone"


def test_an_import_is_not_undone_under_the_work_of_another_coder(study: Desk) -> None:
    assert study.done("history", "--json", "--limit", "1").json[0]["coder"] == "kodare-1"
    study.done("code", "d3", "0", "10", "budget", "--coder", "bo")
    count = len([s for s in study.done("history", "--json", "--by", "kodare-1").json if s["state"] == "done"])
    told = study.run("undo", str(count))
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "bo" in told.err
    assert "d3" in told.err
    assert len(study.done("status", "--json").json["documents"]) == 3
    study.done("undo", "--coder", "bo")
    study.done("undo", str(count))
    assert study.done("status", "--json").json["documents"] == []


def test_a_mark_of_reading_that_somebody_else_changed_is_told_in_words(study: Desk) -> None:
    from qualcode.storage.document_rows import mark_unread
    from qualcode.storage.ledger import change
    from qualcode.usecases.project import Project

    study.done("read", "d3", "--coder", "lars")
    with Project.open(study.project) as project, change(project.store, "bo", "read") as step:
        mark_unread(step, "lars", ["d3"])
    study.asked = ("--lang", "sv")
    told = study.run("undo", "--coder", "lars")
    assert told.code == 1
    assert "markeringen att lars har läst d3 har sedan dess ändrats" in told.err


def test_undo_several_and_redo_them_in_order(study: Desk) -> None:
    for n in range(3):
        study.done("memo", "project", f"tanke {n}")

    def memos() -> list[str]:
        return [m["text"] for m in study.done("memo", "--list", "--json").json]

    study.done("undo", "2")
    assert memos() == ["tanke 0"]
    study.done("redo")
    assert memos() == ["tanke 0", "tanke 1"]
    study.done("redo")
    assert memos() == ["tanke 0", "tanke 1", "tanke 2"]


def test_more_than_there_is_takes_back_what_there_is(bare: Desk) -> None:
    bare.done("memo", "project", "ett")
    assert bare.done("undo", "99").err.count("\n") == 1
    assert bare.done("memo", "--list", "--json").json == []


def test_nothing_to_undo_or_redo(bare: Desk) -> None:
    for words in (("undo",), ("redo",)):
        told = bare.run(*words)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert "kodare-1" in told.err


def test_a_new_change_ends_the_way_forward(bare: Desk) -> None:
    bare.done("memo", "project", "ett")
    bare.done("undo")
    bare.done("memo", "project", "två")
    assert bare.run("redo").code == 1
    assert [s["state"] for s in bare.done("history", "--json").json] == ["done", "dropped"]


def test_what_another_coder_has_built_on_cannot_be_undone(study: Desk) -> None:
    study.done("code", "d1", 0, 20, "budget", "--coder", "Åsa")
    study.done("uncode", "k1", "--coder", "Bo")
    told = study.run("undo", "--coder", "Åsa")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    study.done("undo", "--coder", "Bo")
    study.done("undo", "--coder", "Åsa")
    assert study.done("status", "--json").json["codings"] == 0


def test_undo_works_after_the_program_has_ended(study: Desk) -> None:
    # Every `run` opens and closes the project anew.
    study.done("accept", "--all")
    study.done("read", "--all")
    study.done("undo", "2")
    told = study.done("status", "--json").json
    assert (told["codings"], any(d["read"] for d in told["documents"])) == (0, False)


def test_every_change_is_told_with_before_and_after(study: Desk) -> None:
    words = "Det finns ingen budget för arbetet"
    study.done("code", "d1", *study.span("d1", words), "budget", "--coder", "Åsa")
    study.done("code", "d1", *study.span("d1", words), "budget", "--status", "absent", "--coder", "Åsa")
    study.done("memo", "k1", "jämför med d2")
    told = study.done("history", "--of", "k1", "--json").json
    assert [(t["action"], t["coder"], t["row"]) for t in told] == [
        ("code a passage", "Åsa", "coding"),
        ("change a coding", "Åsa", "coding"),
        ("write a memo", "kodare-1", "memo"),
    ]
    assert told[0]["before"] == ""
    assert "code: Budget (plans/budget)" in told[0]["after"]
    assert "(d1)" in told[0]["after"]
    assert "status: present" in told[1]["before"]
    assert "status: absent" in told[1]["after"]
    assert "jämför med d2" in told[2]["after"]
    missing = study.run("history", "--of", "k99")
    assert (missing.code, missing.err.count("\n")) == (1, 1)


def test_where_a_coding_came_from_is_told(study: Desk) -> None:
    study.done("accept", "--code", "plans/county-plan")
    told = study.done("history", "--of", "k1", "--json").json
    assert {t["row"] for t in told} == {"coding", "decision on a suggestion"}
    assert "decision: it is right" in next(t for t in told if t["row"].startswith("decision"))["after"]
    study.done("undo")
    assert {t["state"] for t in study.done("history", "--of", "k1", "--json").json} == {"undone"}


@pytest.mark.parametrize("ending", ["md", "csv", "json"])
def test_history_is_written_to_a_file_without_names(study: Desk, ending: str) -> None:
    study.done("judge", "Gotland", "plans/budget", "absent", "--coder", "kodare-2", "--summary", "ingen än")
    study.done("read", "d1")
    target = study.folder / f"historik.{ending}"
    study.done("history", "--to", target)
    text = target.read_text(encoding="utf-8-sig")
    for words in ("kodare-2", "ingen än", "bedöm", "importera"):
        assert words in text
    assert not any(name in text for name in NAMES)


@pytest.mark.parametrize("coder", ["Åsa", "bo", "Eva Berg"])
def test_a_coder_called_by_a_persons_name_is_a_letter_in_files(study: Desk, coder: str) -> None:
    study.done("read", "d1", "--coder", coder)
    study.done("read", "d2")
    study.done("history", "--to", study.folder / "h.json")
    text = (study.folder / "h.json").read_text(encoding="utf-8")
    assert f'"{coder}"' not in text
    assert "kodare A" in text
    assert "kodare-1" in text


def test_a_vault_is_asked_before_history_leaves(guarded: Desk) -> None:
    assert guarded.run("history", "--to", guarded.folder / "h.md").code == 4
    assert not (guarded.folder / "h.md").exists()


def test_each_coders_undo_is_their_own_after_a_restart(study: Desk) -> None:
    for coder, document in (("Åsa", "d1"), ("Bo", "d2"), ("Åsa", "d3")):
        study.done("read", document, "--coder", coder)
    read = [sys.executable, "-m", "qualcode", "--project", str(study.project), "--coder", "Åsa", "undo", "2"]
    done = subprocess.run(read, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {d["id"]: d["read"] for d in study.done("status", "--json").json["documents"]} == {
        "d1": False,
        "d2": True,
        "d3": False,
    }
