"""Memos and summaries are an analyst's own words; names in them reach the database no more than those of the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Desk

SAID = "Fråga Birgitta Lundgren om budgeten, 070-174 06 05"


def stored(desk: Desk) -> str:
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in desk.project.glob("project.db*"))


def test_a_memo(study: Desk) -> None:
    told = study.done("memo", "project", SAID)
    assert "replaced" in told.err
    [memo] = study.done("memo", "--list", "--json").json
    assert "om budgeten" in memo["text"]
    for word in ("Birgitta", "Lundgren", "070-174"):
        assert word not in memo["text"]
        assert word not in stored(study)


def test_a_summary(study: Desk) -> None:
    told = study.done("judge", "Gotland", "plans/budget", "absent", "--summary", SAID)
    assert "replaced" in told.err
    for word in ("Birgitta", "Lundgren", "070-174"):
        assert word not in stored(study)


def test_words_without_names_are_kept_as_they_are(study: Desk) -> None:
    told = study.done("memo", "project", " Jämför med GAP-analysen i d2. ")
    assert "replaced" not in told.err
    assert study.done("memo", "--list", "--json").json[0]["text"] == "Jämför med GAP-analysen i d2."
