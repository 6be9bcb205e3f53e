"""The practice passages: they can be learnt from, and none of them is a held-out one in other clothes."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from qualcode.domain.coding import Status
from qualcode.exchange.codebook_files import load

ROOT = Path(__file__).resolve().parents[2]
MINUTES = sorted((ROOT / "corpora" / "practice").glob("*/*.txt"))
FILES = sorted((ROOT / "corpora" / "practice").glob("*.jsonl"))
ALIKE = 88
"""Of a hundred; passages that share a common phrase stay below it."""


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_names_codes_and_statuses_that_exist(path: Path) -> None:
    codes = {code.path for code in load(ROOT / "codebooks" / "overenskommelsen.yaml").codes()}
    statuses = {status.value for status in Status}
    told = lines(path)
    assert len({one["id"] for one in told}) == len(told)
    for one in told:
        assert one["text"].strip(), one["id"]
        assert "codes" in one or one["themes"] is not None, one["id"]
        assert set(one.get("codes", ())) <= codes, one["id"]
        assert set(one.get("codes", {}).values()) <= statuses, one["id"]
        assert {*one.get("themes", ()), *one.get("also", ())} <= {code.partition("/")[0] for code in codes}, one["id"]


@pytest.mark.parametrize("path", MINUTES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_marks_of_whole_minutes_can_be_read_and_name_codes_that_exist(path: Path) -> None:
    sys.path.insert(0, str(ROOT / "corpora"))
    try:
        from marks import read_marks, read_source
    finally:
        sys.path.pop(0)
    codes = {code.path for code in load(ROOT / "codebooks" / "overenskommelsen.yaml").codes()}
    source = read_source(path, frozenset({"case", "format"}))
    told = [read_marks(line, str(path), word=False) for line in source.lines]
    assert {one.code for line in told for one in line.evidence} <= codes
    assert any(line.personal for line in told)


def test_every_code_and_status_is_practised() -> None:
    seen = Counter(pair for path in FILES for one in lines(path) for pair in one.get("codes", {}).items())
    by_code = Counter[str]()
    for (code, _), number in seen.items():
        by_code[code] += number
    assert len(by_code) == 48
    assert min(by_code.values()) >= 100


def test_no_practice_passage_is_a_held_out_one() -> None:
    practised = [one["text"] for path in FILES for one in lines(path)]
    held_out = [one["text"] for one in lines(ROOT / "tests" / "heldout" / "passages.jsonl")]
    for text in held_out:
        met = process.extractOne(text, practised, scorer=fuzz.ratio, score_cutoff=ALIKE)
        assert met is None
