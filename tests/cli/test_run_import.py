"""`import`: what a document belongs to, what comes again, new versions, and several bad files among good ones."""

from __future__ import annotations

import io
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import GOTLAND, PASSPHRASE, write_minutes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

KEYS = {"document", "path", "case", "wave", "status", "characters", "hits", "faults"}


def documents(desk: Desk) -> list[dict[str, object]]:
    return list(desk.done("status", "--json").json["documents"])


def test_json_as_the_contract_says(bare: Desk) -> None:
    told = bare.done("import", bare.minutes, "--json")
    assert all(set(line) >= KEYS for line in told.json)
    by_name = {line["path"].rsplit("/", 1)[-1]: line for line in told.json}
    gotland = by_name["gotland.md"]
    assert (gotland["case"], gotland["wave"], gotland["status"]) == ("Gotlands län", "2024", "approved")
    assert gotland["hits"] >= 4
    assert gotland["faults"] == []
    assert by_name["dalarna.txt"]["case"] == "Dalarnas län"
    assert by_name["kronoberg utkast.txt"]["status"] == "draft"
    for line in told.json:
        assert line["characters"] == len(bare.text(line["document"]))


def test_without_json_a_table_goes_to_stdout_and_messages_to_stderr(bare: Desk) -> None:
    told = bare.done("import", bare.minutes)
    assert "Gotlands län" in told.out
    assert "qualcode suggest" in told.err
    assert "no originals are kept" in told.err
    assert "originals" not in told.out


@pytest.mark.parametrize(
    ("lang", "heads"), [("sv", ("dolt", "kanske namn", "väntar")), ("en", ("hidden", "perhaps names", "wait"))]
)
def test_import_and_review_say_the_same_of_what_waits(bare: Desk, lang: str, heads: tuple[str, ...]) -> None:
    told = bare.done("import", bare.minutes, "--lang", lang)
    states = bare.done("anonymise", "status", "--json").json
    waits = (
        [s for s in states["documents"] if s["open"]] if isinstance(states, dict) else [s for s in states if s["open"]]
    )
    hidden = sum(s["open"] for s in waits)
    said = {
        "sv": f"{len(waits)} dokument väntar, med {hidden} dolda ord",
        "en": f"{len(waits)} documents wait, with {hidden} hidden words",
    }
    assert said[lang] in " ".join(told.err.split())
    assert all(head in told.out for head in heads[:2])
    shown = bare.done("anonymise", "status", "--lang", lang).out
    assert all(head in shown for head in heads)


def test_without_a_passphrase_no_vault_is_made(bare: Desk) -> None:
    bare.done("import", bare.minutes)
    assert bare.vaults == []
    assert bare.done("vault", "status", "--json").json["exists"] is False


@pytest.mark.usefixtures("passphrase")
def test_an_import_that_stores_nothing_leaves_no_vault_behind(bare: Desk) -> None:
    broken = bare.folder / "trasig.docx"
    broken.write_bytes(b"PK\x03\x04 no package")
    assert bare.run("import", broken).code == 1
    assert bare.vaults == []
    assert bare.run("vault", "status", "--json").json["exists"] is False


@pytest.mark.usefixtures("passphrase")
def test_a_passphrase_in_the_environment_makes_a_vault_and_leaves_the_environment(bare: Desk) -> None:
    told = bare.done("import", bare.minutes)
    assert "QUALCODE_PASSPHRASE" not in os.environ
    assert "no originals" not in told.err
    [vault] = bare.vaults
    assert vault.stat().st_mode & 0o777 == 0o600
    assert bare.project not in vault.parents
    assert bare.run("quotes").code == 4


def test_a_passphrase_by_descriptor_beats_the_environment(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_PASSPHRASE", "en annan")
    with (tmp_path / "secret").open("w+") as stream:
        stream.write(f"{PASSPHRASE}\n")
        stream.flush()
        stream.seek(0)
        bare.done("import", bare.minutes, "--passphrase-fd", stream.fileno())
    assert "QUALCODE_PASSPHRASE" not in os.environ
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    assert bare.done("vault", "status", "--json").json["originals"] > 0


def test_a_descriptor_that_is_not_open(bare: Desk) -> None:
    told = bare.run("import", bare.minutes, "--passphrase-fd", "217")
    assert (told.code, told.out) == (2, "")
    assert "217" in told.err
    assert documents(bare) == []


def test_a_wrong_passphrase_imports_nothing(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (guarded.minutes / "ny.txt").write_text("Kalmar län 2024\n\nVi har en budget.\n")
    before = guarded.vaults[0].read_bytes()
    monkeypatch.setenv("QUALCODE_PASSPHRASE", "fel")
    told = guarded.run("import", guarded.minutes / "ny.txt")
    assert (told.code, told.out) == (4, "")
    assert told.err.count("\n") == 1
    assert len(documents(guarded)) == 3
    assert guarded.vaults[0].read_bytes() == before


def test_the_same_files_again_are_told_and_skipped(study: Desk) -> None:
    before = study.done("history", "--json").json
    told = study.done("import", study.minutes, "--json")
    assert sorted(line["document"] for line in told.json) == ["d1", "d2", "d3"]
    assert all("skipped" in " ".join(line["notices"]) for line in told.json)
    assert "already there: 3" in told.err
    assert study.done("history", "--json").json == before


def test_a_case_given_to_a_document_that_is_there_is_told_as_not_taken(study: Desk) -> None:
    path = study.minutes / "gotland.md"
    [plain] = study.done("import", path, "--json").json
    [line] = study.done("import", path, "--case", "Kalmar", "--wave", "2031", "--json").json
    assert (line["case"], line["wave"]) == (plain["case"], plain["wave"])
    assert not any("not taken" in notice for notice in plain["notices"])
    [told] = [notice for notice in line["notices"] if "not taken" in notice]
    assert plain["case"] in told


def test_the_same_text_under_another_name_is_skipped_too(study: Desk) -> None:
    shutil.copy(study.minutes / "gotland.md", study.minutes / "kopia.md")
    [line] = study.done("import", study.minutes / "kopia.md", "--json").json
    assert line["document"] == "d1"
    assert len(documents(study)) == 3


def test_a_file_named_twice_is_read_once(bare: Desk) -> None:
    path = bare.minutes / "gotland.md"
    told = bare.done("import", path, path, bare.minutes / ".." / "minutes" / "gotland.md", "--json").json
    assert {line["document"] for line in told} == {"d1"}
    assert len(documents(bare)) == 1


def test_the_same_path_with_other_words_is_a_new_version_and_codings_move(study: Desk) -> None:
    study.done("accept", "--document", "d1")
    before = {c["code"]: c for c in codings(study, "d1")}
    assert set(before) == {"plans/county-plan", "plans/budget", "support/relatives"}
    path = study.minutes / "gotland.md"
    path.write_text(
        GOTLAND.replace("## Stöd\n", "En mening till, som rättelse.\n\n## Stöd\n").replace(
            "ingen budget", "nästan ingen"
        ),
        encoding="utf-8",
    )
    told = study.done("import", path, "--json")
    [line] = told.json
    assert line["document"] == "d4"
    assert "moved 2, to be decided 1, not found again 0" in " ".join(line["notices"])
    assert "moved 2" in told.err
    assert [d["id"] for d in documents(study)] == ["d2", "d3", "d4"]
    text = study.text("d4")
    for coding in codings(study, "d4"):
        old = before[coding["code"]]
        assert text[coding["start"] : coding["end"]] == study.text("d1")[old["start"] : old["end"]]
        assert coding["status"] == old["status"]
        assert coding["start"] >= old["start"]
    assert {c["code"] for c in codings(study, "d4")} == {"plans/county-plan", "support/relatives"}


def codings(desk: Desk, document: str) -> list[dict[str, object]]:
    import sqlite3

    with sqlite3.connect(desk.project / "project.db") as db:
        db.row_factory = sqlite3.Row
        rows = [dict(r) for r in db.execute("select * from coding where document = ?", [document])]
    db.close()
    return rows


def test_undoing_a_new_version_brings_the_old_one_back(study: Desk) -> None:
    study.done("accept", "--document", "d1")
    path = study.minutes / "gotland.md"
    path.write_text(GOTLAND + "\nEn rad till.\n", encoding="utf-8")
    study.done("import", path)
    study.done("undo")
    assert [d["id"] for d in documents(study)] == ["d1", "d2", "d3"]
    assert {d["id"]: d["codings"] for d in documents(study)}["d1"] == 3
    study.done("redo")
    assert [d["id"] for d in documents(study)] == ["d2", "d3", "d4"]


def test_replaces_makes_a_new_version_from_another_path(study: Desk) -> None:
    study.done("accept", "--document", "d3")
    path = study.folder / "rättad.txt"
    path.write_text(
        "Kronobergs län 2024, minnesanteckningar, godkänd\n\nVi har en handlingsplan i länet sedan länge.\n"
    )
    [line] = study.done("import", path, "--replaces", "d3", "--json").json
    assert (line["document"], line["status"]) == ("d4", "approved")
    assert [d["id"] for d in documents(study)] == ["d1", "d2", "d4"]
    assert [c["code"] for c in codings(study, "d4")] == ["plans/county-plan"]
    assert study.done("matrix", "--json").json["denominator"] == 3


def test_replaces_names_a_document_by_id_file_or_case(study: Desk) -> None:
    path = study.folder / "ny.txt"
    path.write_text("Kronobergs län 2024\n\nEn helt annan text.\n")
    study.done("import", path, "--replaces", "Kronoberg")
    assert [d["id"] for d in documents(study)] == ["d1", "d2", "d4"]


def test_replaces_with_an_unknown_document_imports_nothing(study: Desk) -> None:
    told = study.run("import", study.minutes / "gotland.md", "--replaces", "d99")
    assert (told.code, told.out) == (1, "")
    assert "d99" in told.err
    assert len(documents(study)) == 3


def test_one_document_cannot_be_replaced_by_several_files(study: Desk) -> None:
    for name in ("a.txt", "b.txt"):
        (study.folder / name).write_text(f"Kalmar län 2024\n\nText {name}.\n")
    told = study.run("import", study.folder / "a.txt", study.folder / "b.txt", "--replaces", "d1")
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert "--replaces" in told.err
    assert [d["id"] for d in documents(study)] == ["d1", "d2", "d3"]


def test_any_number_of_documents_share_case_and_wave(study: Desk) -> None:
    (study.folder / "till.txt").write_text("Ett möte till.\n\nVi har en budget.\n")
    study.done("import", study.folder / "till.txt", "--case", "Gotland", "--wave", "2024")
    assert [d["case"] for d in documents(study)].count("Gotlands län") == 2
    assert study.done("matrix", "--json").json["denominator"] == 2


def test_options_beat_the_table_that_beats_front_matter_that_beats_the_name(bare: Desk) -> None:
    path = bare.minutes / "Kalmar 2019-05-06 utkast.md"
    path.write_text("---\ncase: Hallands län\nwave: w-front\n---\n# Möte\n\nVi har en budget.\n", encoding="utf-8")

    def imported(*words: object) -> dict[str, object]:
        [line] = bare.done("import", path, *words, "--json").json
        shown = documents(bare)[-1]
        bare.done("undo")
        return {**line, "date": shown["date"]}

    (bare.folder / "table.csv").write_text(
        f"file;case;wave;status\n{path.name};Skåne;w-table;skickad\n", encoding="utf-8"
    )
    table = ("--metadata", bare.folder / "table.csv")
    options = ("--case", "Örebro", "--wave", "w-option", "--status", "godkänd", "--date", "2021-02-03")
    name = path.read_text(encoding="utf-8")
    front = imported()
    assert (front["case"], front["wave"], front["status"], front["date"]) == (
        "Hallands län",
        "w-front",
        "draft",
        "2019-05-06",
    )
    tabled = imported(*table)
    assert (tabled["case"], tabled["wave"], tabled["status"]) == ("Skåne län", "w-table", "sent")
    told = imported(*table, *options)
    assert (told["case"], told["wave"], told["status"], told["date"]) == (
        "Örebro län",
        "w-option",
        "approved",
        "2021-02-03",
    )
    path.write_text(name.split("---\n")[2], encoding="utf-8")
    named = imported()
    assert (named["case"], named["wave"], named["status"]) == ("Kalmar län", "2019", "draft")


def test_other_columns_of_the_table_become_attributes(bare: Desk) -> None:
    from qualcode.storage.document_rows import documents as stored
    from qualcode.usecases.project import Project

    (bare.folder / "table.csv").write_text("fil,län,storlek\ngotland.md,Gotland,liten\n", encoding="utf-8")
    bare.done("import", bare.minutes / "gotland.md", "--metadata", bare.folder / "table.csv")
    with Project.open(bare.project) as project:
        assert dict(stored(project.store)[0].metadata.attributes) == {"storlek": "liten"}


def test_folders_are_read_without_hidden_lock_and_project_files(bare: Desk) -> None:
    inner = bare.minutes / "2023" / "norr"
    inner.mkdir(parents=True)
    (inner / "norrbotten.txt").write_text("Norrbottens län 2023\n\nVi har en budget.\n")
    (bare.minutes / ".dold.txt").write_text("Kalmar län\n\nText.\n")
    (bare.minutes / "~$gotland.txt").write_text("lås")
    (bare.minutes / "bild.jpg").write_bytes(b"\xff\xd8")
    write_minutes(bare.minutes / "inner-project")
    (bare.minutes / "inner-project" / "qualcode.toml").write_text("project_id = 'x'")
    told = bare.done("import", bare.minutes, "--json").json
    assert sorted(line["path"].rsplit("/", 1)[-1] for line in told) == [
        "dalarna.txt",
        "gotland.md",
        "kronoberg utkast.txt",
        "norrbotten.txt",
    ]


def test_every_import_is_a_step_that_can_be_undone_and_done_again(bare: Desk) -> None:
    bare.done("import", bare.minutes)
    assert [s["action"] for s in bare.done("history", "--json").json] == ["import"] * 3
    bare.done("undo", "2")
    assert len(documents(bare)) == 1
    bare.done("redo", "2")
    assert len(documents(bare)) == 3
    bare.done("undo", "3")
    told = bare.done("import", bare.minutes, "--json").json
    assert sorted(line["document"] for line in told) == ["d4", "d5", "d6"]


def test_bad_files_among_good_ones_are_told_and_stop_no_other(bare: Desk) -> None:
    (bare.minutes / "tom.txt").write_bytes(b"")
    (bare.minutes / "trasig.docx").write_bytes(b"PK\x03\x04" + b"x" * 80)
    (bare.minutes / "bytes.txt").write_bytes(bytes(range(256)))
    told = bare.run("import", bare.minutes, "--json")
    assert told.code == 3
    faults = {line["path"].rsplit("/", 1)[-1]: line for line in told.json if line["faults"]}
    assert set(faults) == {"tom.txt", "trasig.docx", "bytes.txt"}
    for name, line in faults.items():
        assert line["document"] == ""
        assert name in line["faults"][0]
        assert line["faults"][0] in told.err
    assert "taken: 3" in told.err
    assert "not taken: 3" in told.err
    assert len(documents(bare)) == 3


def test_a_path_that_does_not_exist_stops_no_other(bare: Desk) -> None:
    good, missing = bare.minutes / "gotland.md", bare.minutes / "saknas.docx"
    told = bare.run("import", missing, good, "--json")
    assert told.code == 3
    assert [(line["document"], bool(line["faults"])) for line in told.json] == [("", True), ("d1", False)]
    assert f"{missing} does not exist" in told.err
    assert len(documents(bare)) == 1
    told = bare.run("import", missing)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)


def test_a_bad_project_file_among_others_stops_no_other(bare: Desk) -> None:
    (bare.folder / "trasig.qdpx").write_bytes(b"PK\x03\x04" + b"x" * 80)
    told = bare.run("import", bare.folder / "trasig.qdpx", bare.folder / "saknas.qdpx", bare.minutes / "gotland.md")
    assert told.code == 3
    assert "trasig.qdpx" in told.err
    assert "saknas.qdpx does not exist" in told.err
    assert "taken: 1" in told.err
    assert "not taken: 2" in told.err
    assert len(documents(bare)) == 1
    told = bare.run("import", bare.folder / "trasig.qdpx")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    told = bare.run("import", bare.folder / "trasig.qdpx", bare.folder / "saknas.docx")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 3)


def test_one_bad_file_is_one_sentence(bare: Desk) -> None:
    (bare.minutes / "tom.txt").write_bytes(b"")
    told = bare.run("import", bare.minutes / "tom.txt")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)


def test_several_bad_files_are_a_sentence_each_and_a_sum(bare: Desk) -> None:
    for name in ("tom.txt", "tom.md"):
        (bare.folder / name).write_bytes(b"")
    told = bare.run("import", bare.folder / "tom.txt", bare.folder / "tom.md")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 3)
    assert "not taken: 2" in told.err


def test_sentences_of_faults_are_in_the_language(bare: Desk) -> None:
    (bare.minutes / "tom.txt").write_bytes(b"")
    english = bare.run("import", bare.minutes / "tom.txt", "--json").json[0]["faults"]
    swedish = bare.run("--lang", "sv", "import", bare.minutes / "tom.txt", "--json").json[0]["faults"]
    assert "holds no text" in english[0]
    assert swedish != english
    assert "tom.txt" in swedish[0]


def test_a_prompt_is_shown_only_on_a_terminal(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr("getpass.getpass", ask)
    monkeypatch.setattr("sys.stdin", io.StringIO("hemligt\n"))
    bare.done("import", bare.minutes)
    assert bare.vaults == []


def test_what_was_imported_is_whole_after_a_round_trip(bare: Desk) -> None:
    bare.done("import", bare.minutes)
    text = bare.text("d1")
    assert "\r" not in text
    assert json.loads(json.dumps(text)) == text
    for document in documents(bare):
        assert document["characters"] == len(bare.text(str(document["id"])))


def test_a_listed_surname_in_a_file_s_name_is_not_stored(bare: Desk) -> None:
    path = bare.folder / "bodelius_dialog.md"
    path.write_text((bare.minutes / "gotland.md").read_text(encoding="utf-8"), encoding="utf-8")
    bare.done("import", path)
    assert bare.done("status", "--json").json["documents"][0]["name"] == "deltagare_dialog.md"
    assert b"bodelius" not in (bare.project / "project.db").read_bytes().lower()
