"""`anonymise try`, `status`, `list`, `accept`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES

if TYPE_CHECKING:
    from tests.conftest import Desk


def test_try_needs_no_project_and_keeps_nothing(bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    told = bare.answer("anonymise", "try", bare.minutes / "dalarna.txt", "--json")
    assert (told.code, told.err) == (0, "")
    assert set(told.json) == {"text", "hits", "review"}
    assert not [n for n in (*NAMES, "Dalarna") if n in told.json["text"]]
    assert list(empty.iterdir()) == []
    assert bare.vaults == []


def test_hits_have_offsets_in_the_text_as_it_was(bare: Desk) -> None:
    text = (bare.minutes / "dalarna.txt").read_bytes().decode("cp1252").replace("\r\n", "\n")
    told = bare.answer("anonymise", "try", bare.minutes / "dalarna.txt", "--text-only", "--json").json
    assert told["hits"]
    for hit in told["hits"]:
        assert set(hit) == {"start", "end", "type", "text", "replacement", "rule"}
        assert text[hit["start"] : hit["end"]] == hit["text"]
    for doubt in told["review"]:
        assert set(doubt) == {"start", "end", "text", "reason"}
        assert text[doubt["start"] : doubt["end"]] == doubt["text"]
    kinds = {h["text"]: h["type"] for h in told["hits"]}
    assert kinds["Birgitta Hammarlyng"] == "person"
    assert kinds["640823-3234"] == "personnummer"
    assert kinds["Dalarnas län"] == "county"


def test_the_published_level_is_the_default_and_hides_more(bare: Desk) -> None:
    path = bare.minutes / "dalarna.txt"
    published = bare.answer("anonymise", "try", path, "--json").json
    assert published == bare.answer("anonymise", "try", path, "--level", "published", "--json").json
    stored = bare.answer("anonymise", "try", path, "--level", "stored", "--json").json
    assert "Dalarnas län" in stored["text"]
    assert "Dalarnas län" not in published["text"]
    assert "Hammarlyng" not in stored["text"]


def test_standard_input(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ((), ("-",), ("-", "--text-only")):
        stream = io.TextIOWrapper(io.BytesIO("Ring 070-174 06 05.\r\n".encode("utf-8-sig")))
        monkeypatch.setattr("sys.stdin", stream)
        told = bare.answer("anonymise", "try", *words, "--json").json
        assert told["text"] == "Ring [telefonnummer].\n"
        assert [(h["start"], h["end"], h["type"]) for h in told["hits"]] == [(5, 18, "phone")]


def test_text_only_takes_front_matter_as_text(bare: Desk) -> None:
    path = bare.minutes / "gotland.md"
    assert bare.answer("anonymise", "try", path, "--text-only", "--json").json["text"].startswith("---\n")
    assert bare.answer("anonymise", "try", path, "--json").json["text"].startswith("# ")


def test_for_people_the_text_goes_to_stdout_and_the_sum_to_stderr(bare: Desk) -> None:
    told = bare.answer("anonymise", "try", bare.minutes / "dalarna.txt", "--lang", "en")
    assert "Hammarlyng" not in told.out
    assert "Hidden: " in told.err
    assert "Hidden" not in told.out


@pytest.mark.parametrize("words", [(), ("--text-only",)])
@pytest.mark.parametrize(
    ("name", "data"), [("nowhere.txt", None), ("tom.txt", b""), ("bytes.txt", bytes(range(256))), ("folder", None)]
)
def test_what_cannot_be_read(bare: Desk, words: tuple[str, ...], name: str, data: bytes | None) -> None:
    if data is not None:
        (bare.folder / name).write_bytes(data)
    if name == "folder":
        (bare.folder / name).mkdir()
    told = bare.answer("anonymise", "try", bare.folder / name, *words, "--json")
    if data == b"" and words:
        assert told.json == {"text": "", "hits": [], "review": []}
        return
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert name in told.err


def test_status_counts_what_is_hidden_and_to_review(study: Desk) -> None:
    told = {s["document"]: s for s in study.done("anonymise", "status", "--json").json}
    assert set(told["d1"]) == {"document", "case", "hits", "doubts", "open", "reviewed"}
    assert told["d1"]["hits"] >= 4
    assert told["d1"]["reviewed"] is False
    assert told["d1"]["open"] == told["d1"]["hits"] + told["d1"]["doubts"]
    assert "Gotlands län" in study.done("anonymise", "status").out


def test_list_shows_words_around_and_never_originals(guarded: Desk) -> None:
    told = guarded.done("anonymise", "list", "d2", "--json")
    text = guarded.text("d2")
    assert told.json
    for hit in told.json:
        around = {"start", "end", "before", "replacement", "after"}
        assert set(hit) == {"id", "document", "type", *around, "rule", "doubt", "review", "standing"}
        assert hit["replacement"] in text
    assert {"person", "personnummer"} <= {h["type"] for h in told.json}
    assert not [n for n in NAMES if n in told.out + guarded.done("anonymise", "list", "d2").out]
    doubts = guarded.done("anonymise", "list", "d2", "--doubts", "--json").json
    assert doubts == [h for h in told.json if h["doubt"]]


def test_accepting_lets_quotes_come(study: Desk) -> None:
    study.done("accept", "--all")
    assert study.done("quotes", "--json").json == []
    assert "1" in study.done("anonymise", "accept", "Gotland").err
    assert study.done("quotes", "--json").json != []
    states = {s["document"]: (s["reviewed"], s["open"]) for s in study.done("anonymise", "status", "--json").json}
    assert states["d1"] == (True, 0)
    assert states["d2"][0] is False
    study.done("undo")
    assert study.done("quotes", "--json").json == []


def test_one_unknown_document_among_many_accepts_none(study: Desk) -> None:
    told = study.run("anonymise", "accept", "d1", "d77")
    assert (told.code, told.out) == (1, "")
    assert not any(s["reviewed"] for s in study.done("anonymise", "status", "--json").json)
    assert study.run("anonymise", "list", "d77").code == 1


def test_a_projects_own_words_are_hidden_and_left(bare: Desk) -> None:
    settings = bare.project / "qualcode.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(told.replace("always = []", 'always = ["Projekt Grinden"]'), encoding="utf-8")
    (bare.folder / "n.txt").write_text("I Projekt Grinden finns en budget.\n")
    with_project = bare.done("anonymise", "try", bare.folder / "n.txt", "--json").json
    assert "Grinden" not in with_project["text"]
    bare.done("import", bare.folder / "n.txt", "--case", "Gotland")
    assert "Grinden" not in bare.text("d1")


def test_another_policy_is_tried_on_a_text(bare: Desk) -> None:
    path = bare.minutes / "dalarna.txt"
    kept = bare.answer("anonymise", "try", path, "--policy", "county=keep", "--policy", "person=keep", "--json").json
    assert "Dalarnas län" in kept["text"]
    assert "Birgitta Hammarlyng" in kept["text"]
    assert "640823-3234" not in kept["text"]
    one = bare.answer(
        "anonymise", "try", path, "--policy", "stored.county=replace,published.county=keep", "--json"
    ).json
    assert "Dalarnas län" in one["text"]
    stored = ("--level", "stored", "--policy", "stored.county=replace")
    assert "Dalarnas län" not in bare.answer("anonymise", "try", path, *stored, "--json").json["text"]


@pytest.mark.parametrize("words", ["county", "län=keep", "county=hide", "middle.county=keep"])
def test_a_policy_that_means_nothing(bare: Desk, words: str) -> None:
    for command in (("try", bare.minutes / "dalarna.txt"), ("preview",)):
        told = bare.run("anonymise", *command, "--policy", words)
        assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)


def test_a_preview_tells_what_would_change_and_writes_nothing(study: Desk) -> None:
    before = (study.project / "project.db").read_bytes()
    told = study.done("anonymise", "preview", "--policy", "county=replace,person=keep", "--json").json
    by = {(e["document"], e["level"], e["type"]): e for e in told}
    assert by["d2", "stored", "county"]["becomes"] == "replace"
    assert ("d2", "published", "county") not in by
    persons = by["d2", "published", "person"]
    assert (persons["becomes"], persons["number"]) == ("keep", by["d2", "stored", "person"]["number"])
    example = by["d2", "stored", "county"]["examples"][0]
    assert example["now"] in study.text("d2")
    assert example["then"] not in ("", example["now"])
    assert not [n for n in NAMES if n in str(told)]
    assert study.run("anonymise", "preview").code == 2
    assert "d2" in study.done("anonymise", "preview", "--policy", "county=replace").out
    assert "Nothing would change" in study.done("anonymise", "preview", "--policy", "person=replace").err
    assert (study.project / "project.db").read_bytes() == before


def test_what_the_policy_keeps_is_kept_in_quotes(study: Desk) -> None:
    study.done("accept", "--all")
    study.done("anonymise", "accept", "--all")
    settings = study.project / "qualcode.toml"
    told = settings.read_text(encoding="utf-8")
    assert "Falun" not in study.done("quotes", "--json", "--per-code", "9").out
    line = 'place         = { stored = "keep", published = "replace" }'
    assert line in told
    settings.write_text(told.replace(line, line.replace("replace", "keep")), encoding="utf-8")
    assert "Falun" in study.done("quotes", "--json", "--per-code", "9", "--allow-disclosing").out
