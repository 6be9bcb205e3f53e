"""`codebook learn` and `learn`: what is learnt is measured, kept beside the codebook, used, and refused when it does not help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

BIRDS = ("måsen", "tärnan", "svanen", "ugglan", "sparven")
VERBS = ("landar", "flyger", "ropar", "häckar", "sover", "simmar")


def practice(path: Path, rows: int = 150) -> Path:
    """Passages of a code whose indicator ("budget") never stands in them."""
    told = []
    for number in range(rows):
        bird, verb = BIRDS[number % 5], VERBS[number % 6]
        coded = number % 2 == 0
        text = f"I viken {verb} {bird} just nu." if coded else f"Bussen {verb} vid torget i byn."
        codes = {"plans/budget": "present"} if coded else {}
        told.append({"id": f"p{number}", "text": text, "codes": codes, "group": f"w{number % 7}"})
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in told), encoding="utf-8")
    return path


@pytest.fixture
def passages(bare: Desk) -> Path:
    return practice(bare.folder / "övning.jsonl")


def test_learning_from_passages_is_measured_kept_and_used(bare: Desk, passages: Path) -> None:
    told = bare.answer("codebook", "learn", bare.codebook, passages, "--json")
    assert told.code == 0
    assert told.json["passages"] == 150
    assert told.json["f1"]["indicators"] == 0
    assert told.json["f1"]["joint"] > 0.9
    kept = Path(told.json["path"])
    assert kept == bare.codebook.with_suffix(".opinion")
    first = kept.read_bytes()
    text = {"id": "x", "text": "I viken ropar svanen just nu."}
    (bare.folder / "new.jsonl").write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    assert json.loads(bare.answer("codebook", "try", bare.codebook, bare.folder / "new.jsonl").out)["codes"] == []
    bare.codebook.write_text(
        bare.codebook.read_text("utf-8").replace("names:", f"opinion: {kept.stem}\nnames:", 1), "utf-8"
    )
    found = json.loads(bare.answer("codebook", "try", bare.codebook, bare.folder / "new.jsonl").out)["codes"]
    assert [(c["code"], c["why"]["indicator"]) for c in found] == [("plans/budget", "second-opinion")]
    assert "svanen" in found[0]["why"]["matched"] or "viken" in found[0]["why"]["matched"]
    assert bare.answer("codebook", "learn", bare.codebook, passages).code == 0
    assert kept.read_bytes() == first


def test_an_opinion_goes_along_into_a_new_project(bare: Desk, passages: Path) -> None:
    bare.answer("codebook", "learn", bare.codebook, passages)
    bare.codebook.write_text(
        bare.codebook.read_text("utf-8").replace("names:", f"opinion: {bare.codebook.stem}\nnames:", 1), "utf-8"
    )
    assert bare.answer("init", bare.folder / "ny", "--codebook", bare.codebook).code == 0
    assert (bare.folder / "ny" / "codebooks" / f"{bare.codebook.stem}.opinion").is_file()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"id": "a", "text": "b", "codes": []}', "codes is an object"),
        ('{"id": "a", "text": "b", "codes": {"plans/none": "present"}}', "plans/none"),
        ('{"id": "a", "text": "b", "codes": {"plans/budget": "perhaps"}}', "perhaps"),
        ('{"id": "a", "text": "b", "codes": {"plans/budget": ["present"]}}', "present"),
        ('{"id": "a"}', "text"),
        ("nothing", "JSON"),
    ],
)
def test_bad_passages_are_told_by_line(bare: Desk, passages: Path, row: str, said: str) -> None:
    passages.write_text(passages.read_text("utf-8") + f"\n{row}", encoding="utf-8")
    told = bare.answer("codebook", "learn", bare.codebook, passages, "--lang", "en")
    assert told.code == 1
    assert said in told.err
    assert "line 151" in told.err
    assert not bare.codebook.with_suffix(".opinion").exists()


def test_too_few_passages(bare: Desk) -> None:
    few = practice(bare.folder / "few.jsonl", rows=20)
    told = bare.answer("codebook", "learn", bare.codebook, few, "--lang", "en")
    assert told.code == 1
    assert "20 passages are too few" in told.err


def test_an_opinion_that_is_not_there_or_no_good(bare: Desk, passages: Path) -> None:
    bare.codebook.write_text(bare.codebook.read_text("utf-8").replace("names:", "opinion: saga\nnames:", 1), "utf-8")
    told = bare.answer("codebook", "try", bare.codebook, passages, "--lang", "en")
    assert (told.code, told.out) == (1, "")
    assert "saga.opinion" in told.err
    broken = bare.codebook.with_name("saga.opinion")
    for data in (b"", b"not a zip", b"PK\x03\x04 not much of one"):
        broken.write_bytes(data)
        told = bare.answer("codebook", "try", bare.codebook, passages, "--lang", "en")
        assert (told.code, told.out) == (1, "")
        assert "Traceback" not in told.err
        assert "saga.opinion" in told.err


def test_a_project_learns_nothing_from_too_little(study: Desk) -> None:
    told = study.run("learn")
    assert told.code == 1
    assert "too few" in told.err


def test_a_project_learns_from_its_decisions(study: Desk) -> None:
    minutes = study.folder / "fler"
    minutes.mkdir()
    for number, case in enumerate(("Skåne", "Kalmar", "Uppsala", "Halland", "Blekinge", "Värmland")):
        rows = [
            f"I viken {VERBS[(n + number) % 6]} {BIRDS[(n + number) % 5]} just nu."
            if n % 2
            else f"Bussen {VERBS[n % 6]} vid torget i byn."
            for n in range(24)
        ]
        (minutes / f"{case}.md").write_text(
            f"---\ncase: {case}\nwave: 2024\nstatus: godkänd\n---\n" + "\n\n".join(rows), "utf-8"
        )
    assert study.run("import", minutes).code == 0
    for document in json.loads(study.done("status", "--json").out)["documents"]:
        if "I viken" not in (text := study.text(document["id"])):
            continue
        for part in text.split("\n\n"):
            if part.startswith("I viken"):
                start = text.index(part)
                study.done("code", document["id"], str(start), str(start + len(part)), "plans/budget")
    study.done("read", "--all")
    told = study.run("learn", "--json")
    assert told.code == 0, told.err
    learnt = json.loads(told.out)
    assert learnt["passages"] >= 144, "of documents that are read, paragraphs without codes count, too"
    assert learnt["f1"]["joint"] > learnt["f1"]["indicators"]
    book = next((study.project / "codebooks").glob("*.yaml"))
    assert f"opinion: {book.stem}" in book.read_text("utf-8")
    assert book.with_suffix(".opinion").is_file()
    assert study.run("suggest").code == 0
    made = json.loads(study.done("suggest", "--list", "--code", "plans/budget", "--json").out)
    assert "second-opinion" in json.dumps(made)


def test_learning_again_is_not_measured_on_what_the_first_learning_read(study: Desk) -> None:
    test_a_project_learns_from_its_decisions(study)
    again = study.run("learn", "--json")
    assert again.code == 0, again.err


def test_a_codebook_is_never_overwritten_by_an_opinion(bare: Desk, passages: Path) -> None:
    before = bare.codebook.read_bytes()
    told = bare.answer("codebook", "learn", bare.codebook, passages, "--to", bare.codebook, "--lang", "en")
    assert (told.code, told.out) == (1, "")
    assert ".opinion" in told.err
    assert bare.codebook.read_bytes() == before


def test_an_opinion_is_written_whole_or_not_at_all(bare: Desk, passages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bare.answer("codebook", "learn", bare.codebook, passages).code == 0
    kept = bare.codebook.with_suffix(".opinion")
    before, files = kept.read_bytes(), sorted(kept.parent.iterdir())

    def fail(_descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr("qualcode.usecases.export_gate.os.fsync", fail)
    told = bare.answer("codebook", "learn", bare.codebook, passages)
    assert told.code == 1
    assert kept.read_bytes() == before
    assert sorted(kept.parent.iterdir()) == files


def test_an_opinion_of_another_codebook_or_folder_is_refused(bare: Desk, passages: Path) -> None:
    assert bare.answer("codebook", "learn", bare.codebook, passages).code == 0
    text = bare.codebook.read_text("utf-8").replace("names:", f"opinion: {bare.codebook.stem}\nnames:", 1)
    bare.codebook.write_text(text.replace("- id: plans", "- id: plots").replace("plans/", "plots/"), "utf-8")
    told = bare.answer("codebook", "try", bare.codebook, passages, "--lang", "en")
    assert (told.code, told.out) == (1, "")
    assert "none of the codes" in told.err
    inner = bare.codebook.parent / "inner"
    inner.mkdir()
    moved = inner / "book.yaml"
    moved.write_text(text.replace("opinion: ", "opinion: ../"), "utf-8")
    told = bare.answer("codebook", "try", moved, passages, "--lang", "en")
    assert (told.code, told.out) == (1, "")
    assert "no file" in told.err


def test_measuring_against_nothing_or_unknown_statuses_is_refused(bare: Desk) -> None:
    gold = bare.folder / "gold.jsonl"
    for told, said in (
        ("", "no passages"),
        ('{"id": "a", "text": "b", "codes": {"plans/budget": "perhaps"}}', "perhaps"),
    ):
        gold.write_text(told, "utf-8")
        answer = bare.answer("codebook", "evaluate", bare.codebook, gold, "--lang", "en")
        assert (answer.code, answer.out) == (1, "")
        assert said in answer.err
    answer = bare.answer("codebook", "evaluate", bare.codebook, bare.folder, "--lang", "en")
    assert (answer.code, answer.out) == (1, "")
    assert "not a file" in answer.err
