"""The demonstration corpus says what its truth file says, and its truth adds up to the published counts."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qualcode.exchange.reading import find_files, read
from qualcode.exchange.yaml_tree import grow

ROOT = Path(__file__).resolve().parents[2] / "corpora"
CORPUS = ROOT / "lansdialoger-2024"
STATUSES = {"present", "absent", "planned", "past", "possible"}


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    tree = grow((CORPUS / "truth.yaml").read_text(encoding="utf-8"))
    assert tree.faults == []
    value: dict[str, Any] = tree.value
    return value


def having(truth: dict[str, Any], code: str, *statuses: str) -> set[str]:
    return {d["case"] for d in truth["documents"] if d["judgements"].get(code) in (statuses or ("present",))}


def test_every_offset_gives_its_words(truth: dict[str, Any]) -> None:
    for document in truth["documents"] + truth["drafts"]:
        text = read(CORPUS / document["file"]).text
        marks = document["evidence"] + document["pii"]
        assert marks
        for mark in marks:
            assert text[mark["start"] : mark["end"]] == mark["text"] != "", (document["file"], mark)


def test_blocks_cover_the_words_of_every_file(truth: dict[str, Any]) -> None:
    for document in truth["documents"]:
        raw = read(CORPUS / document["file"])
        outside = list(raw.text)
        for block in raw.blocks:
            outside[block.span.start : block.span.end] = " " * len(block.span)
        left = "".join(outside)
        assert not re.search(r"[^\W\d_]", left), (document["file"], left.split())


def test_files_and_formats(truth: dict[str, Any]) -> None:
    assert Counter(d["format"] for d in truth["documents"]) == {
        "docx": 10,
        "docx-tracked": 1,
        "md": 6,
        "txt": 2,
        "txt-cp1252": 1,
        "txt-crlf": 1,
    }
    assert len({d["case"] for d in truth["documents"]}) == 21
    named = {d["file"] for d in truth["documents"] + truth["drafts"]}
    assert named == {p.relative_to(CORPUS).as_posix() for p in find_files([CORPUS])}


def test_metadata_lists_every_file(truth: dict[str, Any]) -> None:
    with (CORPUS / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {r["file"] for r in rows} == {d["file"] for d in truth["documents"] + truth["drafts"]}
    assert Counter(r["status"] for r in rows)["approved"] == 21
    assert all(re.fullmatch(r"2024-1[012]-\d\d", r["date"]) for r in rows)


def test_charsets_and_line_ends_differ(truth: dict[str, Any]) -> None:
    by_format = {d["format"]: (CORPUS / d["file"]).read_bytes() for d in truth["documents"]}
    with pytest.raises(UnicodeDecodeError):
        by_format["txt-cp1252"].decode("utf-8")
    assert b"\r\n" in by_format["txt-crlf"]
    assert b"\n" not in by_format["txt-crlf"].replace(b"\r\n", b"")
    assert b"\r" not in by_format["txt"]


def test_tracked_minutes_keep_the_accepted_view_and_the_comments(truth: dict[str, Any]) -> None:
    document = next(d for d in truth["documents"] if d["format"] == "docx-tracked")
    raw = read(CORPUS / document["file"])
    assert any("Tracked changes" in n.sentence for n in raw.notices)
    assert raw.comments
    assert all(c.author for c in raw.comments)
    assert all(c.text not in raw.text for c in raw.comments)


def test_judgements_follow_the_evidence(truth: dict[str, Any]) -> None:
    for document in truth["documents"]:
        shown: dict[str, set[str]] = {}
        for one in document["evidence"]:
            assert one["status"] in STATUSES
            shown.setdefault(one["code"], set()).add(one["status"])
        for code, status in document["judgements"].items():
            wanted = {"present", "absent"} if status == "mixed" else {status}
            assert wanted <= shown[code], (document["file"], code)
        assert set(shown) == set(document["judgements"])


def test_the_published_counts(truth: dict[str, Any]) -> None:
    integrated = having(truth, "governance/integrated-leadership")
    political = having(truth, "governance/political-decision")
    group = having(truth, "governance/leadership-decision")
    several = having(truth, "governance/several-groups")
    assert (len(integrated), len(political), len(group), len(several)) == (19, 4, 15, 2)
    assert political | group == integrated
    assert not several & integrated
    assert len(having(truth, "governance/joint-forum")) == 14

    county = having(truth, "action-plans/county-plan")
    suicide = having(truth, "action-plans/suicide-plan")
    without = {d["case"] for d in truth["documents"]} - county
    assert (len(county), len(without)) == (11, 10)
    assert len(having(truth, "action-plans/county-plan", "planned") & without) == 4
    assert len(having(truth, "action-plans/other-plan") & without) == 2
    assert len(having(truth, "action-plans/narrower-plan") & without) == 4
    assert (len(suicide), len(county & suicide), len(county | suicide)) == (12, 7, 16)

    assert len(having(truth, "suicide-prevention/means-restriction", "present", "planned")) == 11
    assert 10 <= len(having(truth, "agreement-changes/youth-clinics-kept")) <= 12


def test_participants(truth: dict[str, Any]) -> None:
    numbers = [d["participants"] for d in truth["documents"]]
    assert (sum(numbers), min(numbers), max(numbers)) == (105, 2, 14)


def test_the_minutes_are_of_real_length(truth: dict[str, Any]) -> None:
    for document in truth["documents"]:
        words = len(read(CORPUS / document["file"]).text.split())
        assert 850 <= words <= 1700, (document["file"], words)


@pytest.mark.parametrize(("wave", "marked"), [("2024", "marked"), ("2025", "marked-2025")])
def test_building_again_gives_the_same_bytes(tmp_path: Path, wave: str, marked: str) -> None:
    spec = importlib.util.spec_from_file_location("corpus_build", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    try:
        spec.loader.exec_module(module)
        names = module.build(tmp_path / "corpus", ROOT / marked, wave)
        made = {
            p.relative_to(tmp_path / "corpus"): p.read_bytes() for p in (tmp_path / "corpus").rglob("*") if p.is_file()
        }
        (tmp_path / "corpus" / "eget.yaml").write_text("stays", encoding="utf-8")
        module.build(tmp_path / "corpus", ROOT / marked, wave)
    finally:
        sys.path[:] = before
    assert len(made) == len(names) + 2
    assert (tmp_path / "corpus" / "eget.yaml").exists()
    for name, data in made.items():
        assert (ROOT / f"lansdialoger-{wave}" / name).read_bytes() == data, name
        assert (tmp_path / "corpus" / name).read_bytes() == data, name


SECOND = ROOT / "lansdialoger-2025"


@pytest.fixture(scope="module")
def second() -> dict[str, Any]:
    tree = grow((SECOND / "truth.yaml").read_text(encoding="utf-8"))
    assert tree.faults == []
    value: dict[str, Any] = tree.value
    return value


def test_the_second_wave_is_what_its_truth_says(truth: dict[str, Any], second: dict[str, Any]) -> None:
    assert (second["wave"], second["drafts"]) == ("2025", [])
    assert Counter(d["format"] for d in second["documents"]) == {"docx": 2, "md": 2, "odt": 1, "txt": 1}
    assert {d["case"] for d in second["documents"]} < {d["case"] for d in truth["documents"]}
    for document in second["documents"]:
        text = read(SECOND / document["file"]).text
        assert 500 <= len(text.split()) <= 1000, document["file"]
        for mark in document["evidence"] + document["pii"]:
            assert text[mark["start"] : mark["end"]] == mark["text"] != "", (document["file"], mark)
        shown: dict[str, set[str]] = {}
        for one in document["evidence"]:
            shown.setdefault(one["code"], set()).add(one["status"])
        for code, status in document["judgements"].items():
            assert ({"present", "absent"} if status == "mixed" else {status}) <= shown[code], (document["file"], code)
        assert set(shown) == set(document["judgements"])
    with (SECOND / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {r["file"] for r in rows} == {d["file"] for d in second["documents"]}
    assert {(r["wave"], r["status"], r["date"][:4]) for r in rows} == {("2025", "approved", "2025")}
    assert not (SECOND / "published.yaml").exists()
