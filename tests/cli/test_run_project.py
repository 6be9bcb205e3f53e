"""`init`, `status`, `config show`."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk


def test_init_makes_a_project_with_the_default_codebook(bare: Desk) -> None:
    folder = bare.folder / "new" / "deep"
    told = bare.answer("init", folder, "--lang", "en")
    assert (told.code, told.out) == (0, f"{folder}\n")
    assert "qualcode import" in told.err
    assert sorted(p.name for p in folder.iterdir()) == [
        ".gitignore",
        "codebooks",
        "corpora",
        "exports",
        "project.db",
        "qualcode.toml",
    ]
    assert [p.name for p in (folder / "codebooks").iterdir()] == ["overenskommelsen.yaml"]
    ignored = (folder / ".gitignore").read_text(encoding="utf-8").split()
    assert {"corpora/", "exports/", "project.db*"} <= set(ignored)
    assert "codebooks/" not in ignored


def test_the_next_command_can_be_pasted_whatever_the_folder_is_called(bare: Desk) -> None:
    folder = bare.folder / "å mapp"
    assert f"--project '{folder}'`" in bare.answer("init", folder, "--lang", "sv").err


def test_init_with_a_codebook_of_ones_own(bare: Desk) -> None:
    told = bare.answer("init", "here", "--codebook", bare.codebook)
    assert told.code == 0
    settings = (bare.folder / "here" / "qualcode.toml").read_text(encoding="utf-8")
    assert 'codebooks = ["codebooks/small.yaml"]' in settings


def test_two_projects_have_ids_and_quote_keys_of_their_own(bare: Desk) -> None:
    keys = set()
    ids = set()
    for name in ("one", "two"):
        assert bare.answer("init", name, "--codebook", bare.codebook).code == 0
        ids.add(re.search(r"project_id = (.*)", (bare.folder / name / "qualcode.toml").read_text())[1])  # type: ignore[index]
        with sqlite3.connect(bare.folder / name / "project.db") as db:
            keys.add(db.execute("select value from setting where key = 'quote-key'").fetchone()[0])
        db.close()
    assert len(ids) == len(keys) == 2
    assert all(len(k) == 64 for k in keys)


def test_init_keeps_a_folders_own_files(bare: Desk) -> None:
    folder = bare.folder / "mine"
    folder.mkdir()
    (folder / ".gitignore").write_text("eget\n")
    (folder / "anteckningar.txt").write_text("mina")
    assert bare.answer("init", folder, "--codebook", bare.codebook).code == 0
    assert (folder / ".gitignore").read_text() == "eget\n"
    assert (folder / "anteckningar.txt").read_text() == "mina"


def test_init_never_writes_over_another_codebook(bare: Desk) -> None:
    own = bare.folder / "mine" / "codebooks" / "small.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("mitt eget arbete")
    told = bare.answer("init", "mine", "--codebook", bare.codebook, "--lang", "en")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert own.read_text() == "mitt eget arbete"
    assert [p.name for p in (bare.folder / "mine").iterdir()] == ["codebooks"]


def test_init_around_a_codebook_that_lies_in_its_place_already(bare: Desk) -> None:
    own = bare.folder / "mine" / "codebooks" / "small.yaml"
    own.parent.mkdir(parents=True)
    own.write_bytes(bare.codebook.read_bytes())
    assert bare.answer("init", "mine", "--codebook", own).code == 0
    assert own.read_bytes() == bare.codebook.read_bytes()


def test_init_over_a_project_is_refused_and_changes_nothing(study: Desk) -> None:
    before = (study.project / "qualcode.toml").read_bytes()
    told = study.answer("init", study.project, "--lang", "en")
    assert told.code == 1
    assert "already holds a project" in told.err
    assert (study.project / "qualcode.toml").read_bytes() == before
    assert len(study.done("status", "--json").json["documents"]) == 3


def test_init_with_a_missing_codebook_leaves_no_folder(bare: Desk) -> None:
    told = bare.answer("init", "new", "--codebook", "nowhere.yaml", "--lang", "en")
    assert told.code == 1
    assert "nowhere.yaml" in told.err
    assert not (bare.folder / "new").exists()


def test_init_with_a_faulty_codebook_leaves_no_folder(bare: Desk) -> None:
    (bare.folder / "bad.yaml").write_text("id: bad\nthemes: [{id: a}, {id: a}]\n")
    told = bare.answer("init", "new", "--codebook", "bad.yaml", "--lang", "en")
    assert told.code == 1
    assert "codebook check" in told.err
    assert not (bare.folder / "new").exists()


@pytest.mark.parametrize("place", ["file", "file/below", "file/far/below"])
def test_init_where_no_folder_can_be_made(bare: Desk, place: str) -> None:
    (bare.folder / "file").write_text("x")
    told = bare.answer("init", bare.folder / place, "--codebook", bare.codebook, "--lang", "en")
    assert told.code == 1
    assert "cannot be written" in told.err
    assert told.err.count("\n") == 1
    assert (bare.folder / "file").read_text() == "x"


@pytest.mark.parametrize("name", ["codebooks", "corpora", "exports", "project.db"])
def test_init_over_a_file_in_the_way_takes_back_what_it_made(bare: Desk, name: str) -> None:
    folder = bare.folder / "half"
    folder.mkdir()
    if name == "project.db":
        (folder / name).mkdir()
    else:
        (folder / name).write_text("mitt eget")
    told = bare.answer("init", folder, "--codebook", bare.codebook, "--lang", "en")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "unforeseen" not in told.err
    assert [p.name for p in folder.iterdir()] == [name]


def test_init_when_the_disk_gives_up_takes_back_what_it_made(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qualcode.usecases.project.new_settings", full)
    told = bare.answer("init", bare.folder / "new", "--codebook", bare.codebook, "--lang", "en")
    assert told.code == 1
    assert "cannot be written" in told.err
    assert not (bare.folder / "new").exists()


def test_cells_that_are_not_judged_come_before_the_results(study: Desk) -> None:
    study.done("accept", "--all")
    study.done("read", "--all")
    assert study.done("status", "--json").json["next_step"] == "judge"
    cells = study.done("matrix", "--level", "code", "--json").json["cells"]
    waiting = [(case, code, c["status"]) for case, row in cells.items() for code, c in row.items() if not c["judged"]]
    first = next(one for one in waiting if one[2] not in ("unread", "no-minutes", "not-asked"))
    study.done("judge", *first)
    told = study.done("status", "--json").json
    assert told["next_step"] == "judge"
    assert told["unjudged"] > 0
    assert f"{told['unjudged']} cells of the matrix are not judged" in study.done("status").out
    study.done("judge", "--as-proposed")
    assert study.done("status", "--json").json["next_step"] == "export"


def test_status_of_an_empty_project_says_what_to_do(bare: Desk) -> None:
    told = bare.done("status")
    assert "qualcode import" in told.out
    assert bare.done("status", "--json").json == {
        "documents": [],
        "cases": 0,
        "codings": 0,
        "waiting": 0,
        "judged": 0,
        "next_step": "import",
        "unplaced": 0,
        "ground": "",
        "unjudged": 0,
    }


def test_status_leads_through_the_work(study: Desk) -> None:
    def step() -> str:
        return str(study.done("status", "--json").json["next_step"])

    assert step() == "decide"
    study.done("accept", "--all")
    assert step() == "read"
    study.done("read", "--all")
    assert step() == "judge"
    study.done("judge", "--as-proposed")
    assert step() == "export"


def test_status_before_any_suggestion(study: Desk) -> None:
    folder = study.folder / "fresh"
    assert study.answer("init", folder, "--codebook", study.codebook).code == 0
    assert study.answer("import", study.minutes, "--project", folder).code == 0
    assert study.answer("status", "--json", "--project", folder).json["next_step"] == "suggest"


def test_status_lists_documents_with_what_waits(study: Desk) -> None:
    told = study.done("status", "--json").json
    first = told["documents"][0]
    assert (first["id"], first["case"], first["wave"], first["date"]) == ("d1", "Gotlands län", "2024", "2024-10-17")
    assert (first["codings"], first["waiting"], first["read"]) == (0, 3, False)
    assert told["waiting"] == sum(d["waiting"] for d in told["documents"])
    assert told["cases"] == 3
    shown = study.done("status").out
    for word in ("d1", "d2", "d3", "Gotlands län", "draft"):
        assert word in shown


def test_config_show_gives_every_setting_and_its_origin(bare: Desk) -> None:
    settings = bare.project / "qualcode.toml"
    settings.write_text(
        settings.read_text().replace("withhold_below = 0\n", "").replace("always = []", 'always = ["Å"]')
    )
    told = bare.done("config", "show", "--origin", "--json").json
    assert told["language"] == {"value": "sv", "origin": "qualcode.toml"}
    assert told["withhold_below"]["value"] == 0
    assert told["withhold_below"]["origin"] != "qualcode.toml"
    assert told["always"] == {"value": ["Å"], "origin": "qualcode.toml"}
    assert told["codebooks"]["value"] == ["codebooks/small.yaml"]
    assert told["vault_path"]["value"].startswith(str(bare.data))
    plain = bare.done("config", "show", "--json").json
    assert plain == {name: line["value"] for name, line in told.items()}
    shown = bare.done("config", "show", "--origin").out
    assert 'language = "sv"  # qualcode.toml' in shown
    assert 'always = ["Å"]' in shown


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("withhold_below = -1", "withhold_below"),
        ('language = "de"', "language"),
        ("langauge = 'sv'", "langauge"),
        ("codebooks = []", "codebooks"),
        ('project_id = "../x"', "project_id"),
        ("= 3", "qualcode.toml"),
    ],
)
def test_a_fault_in_the_settings_is_told_by_name(study: Desk, wrong: str, named: str) -> None:
    settings = study.project / "qualcode.toml"
    key = wrong.split(" ", maxsplit=1)[0]
    kept = [line for line in settings.read_text().split("\n") if not line.startswith(f"{key} =")]
    settings.write_text(f"{wrong}\n" + "\n".join(kept))
    told = study.run("status")
    assert (told.code, told.out) == (2, "")
    assert named in told.err
    assert "Traceback" not in told.err


def test_a_project_whose_database_is_gone_or_no_database(study: Desk) -> None:
    database = study.project / "project.db"
    shutil.move(database, study.folder / "away.db")
    told = study.run("status")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "project.db" in told.err
    assert not database.exists()
    database.write_text("this is a letter, not a database, and long enough to look like neither" * 40)
    told = study.run("status")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "not a qualcode database" in told.err


def test_a_project_of_a_newer_version(study: Desk) -> None:
    with sqlite3.connect(study.project / "project.db") as db:
        db.execute("update alembic_version set version_num = '9999'")
    db.close()
    for words in (("status",), ("import", study.minutes), ("matrix", "--json")):
        told = study.run(*words)
        assert (told.code, told.out) == (1, "")
        assert "newer version" in told.err
        assert "9999" in told.err


def test_a_project_without_its_codebook(study: Desk) -> None:
    (study.project / "codebooks" / "small.yaml").unlink()
    told = study.run("matrix", "--json")
    assert (told.code, told.out) == (1, "")
    assert "small.yaml" in told.err
    assert study.run("status").code == 0


def test_status_json_is_written_in_the_order_of_import(study: Desk) -> None:
    told = json.loads(study.done("status", "--json").out)
    assert [d["id"] for d in told["documents"]] == ["d1", "d2", "d3"]


def test_status_says_where_a_project_lies_when_that_is_worth_knowing(
    study: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcode.storage import connecting

    study.done("status")
    monkeypatch.setattr(connecting, "is_on_network", lambda _path: True)
    assert "network drive" in study.done("status").out
    assert study.done("status", "--json").json["ground"] == "network"
    monkeypatch.setattr(connecting, "can_be_written", lambda _path: False)
    assert "can be read, not changed" in study.done("status").out
    told = study.run("memo", "project", "nej")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "copy its folder to your own disk" in told.err


def test_config_set_changes_one_and_keeps_the_comments(bare: Desk) -> None:
    file = bare.project / "qualcode.toml"
    before = file.read_text(encoding="utf-8")
    bare.done("config", "set", "withhold_below", "5")
    bare.done("config", "set", "never", '["Berg", "Sten"]')
    bare.done("config", "set", "keys.accept", "y")
    told = bare.done("config", "show", "--json").json
    assert (told["withhold_below"], told["never"], told["keys"]) == (5, ["Berg", "Sten"], {"accept": "y"})
    after = file.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    bare.done("config", "set", "withhold_below", "--default")
    bare.done("config", "set", "keys.accept", "--default")
    origins = bare.done("config", "show", "--origin", "--json").json
    assert origins["withhold_below"] == {"value": 0, "origin": "default"}
    assert origins["keys"]["value"] == {}


def test_config_set_refuses_a_key_that_another_action_of_the_screen_has(bare: Desk) -> None:
    bare.done("config", "set", "keys.accept", "y")
    told = bare.run("config", "set", "keys.reject", "y")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "y is your own key for accept already" in told.err
    bare.done("config", "set", "keys.indicators", "y")
    bare.done("config", "set", "keys.accept", "Y,y")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("withhold_below", "many", "withhold_below"),
        ("theme", "pink", "high-contrast"),
        ("no_such", "1", "withhold_below"),
        ("project_id", "other", "qualcode.toml"),
        ("policy", "{}", "qualcode.toml"),
        ("keys.accept", "a b", "keys"),
        ("blind", "perhaps", "true or false"),
    ],
)
def test_config_set_refuses_what_cannot_be_and_changes_nothing(bare: Desk, name: str, value: str, said: str) -> None:
    file = bare.project / "qualcode.toml"
    before = file.read_bytes()
    told = bare.run("config", "set", name, value)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert file.read_bytes() == before


def test_config_set_wants_a_value_or_the_default(bare: Desk) -> None:
    assert bare.run("config", "set", "theme").code == 2
    assert bare.run("config", "set", "theme", "dark", "--default").code == 2


def test_config_show_with_a_recogniser_of_ones_own(bare: Desk) -> None:
    with (bare.project / "qualcode.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[recognisers]]\nname = "units"\ntype = "group"\nwords = ["Kajutan"]\n')
    assert bare.done("config", "show", "--json").json["recognisers"][0]["name"] == "units"
