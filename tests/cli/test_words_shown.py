"""What people read is words of their language: ids of statuses, columns and types stay in JSON, an empty answer says that it is empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

_STATUSES = re.compile(r"  (present|absent|planned|past|possible|not-asserted)  ")
_TYPES = re.compile(r"\b(stored|published|place|county)\b")


def _coded(study: Desk, status: str = "past") -> str:
    return str(study.done("code", "d1", 0, 20, "plans/budget", "--status", status).out.strip())


def test_a_recoded_passage_tells_its_status_in_words(study: Desk) -> None:
    key = _coded(study)
    assert "planeras" in study.done("recode", key, "--status", "planned", "--lang", "sv").out
    assert study.done("recode", key, "--status", "past", "--json").json[0]["status"] == "past"


def test_suggestions_are_listed_with_statuses_in_words(study: Desk) -> None:
    study.done("suggest")
    told = study.done("suggest", "--list", "--lang", "sv")
    heads = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert heads
    assert not [line for line in heads if _STATUSES.search(line)]
    assert {s["status"] for s in study.done("suggest", "--list", "--json").json} <= {
        "present",
        "absent",
        "planned",
        "past",
        "possible",
        "not-asserted",
    }


def test_a_step_tells_its_status_in_words(study: Desk) -> None:
    study.done("judge", "Gotland", "plans/budget", "planned")
    assert "status: planeras" in study.done("history", "--lang", "sv").out


def test_a_memos_target_is_told_in_words(study: Desk) -> None:
    key = _coded(study)
    study.done("memo", key, "en tanke")
    study.done("memo", "project", "en till")
    told = study.done("memo", "--list", "--lang", "sv").out
    assert f"kodningen {key}" in told
    assert "projektet" in told
    assert study.done("memo", "--list", "--json").json[0]["target"] == f"coding:{key}"


@pytest.mark.parametrize(
    "words",
    [
        ("memo", "--list"),
        ("query", "--list"),
        ("anonymise", "list"),
    ],
    ids=" ".join,
)
def test_an_empty_list_says_so_and_prints_no_data(bare: Desk, words: tuple[str, ...]) -> None:
    told = bare.done(*words, "--lang", "sv")
    assert (told.out, told.err) == ("", "Det finns inget att visa.\n")
    assert bare.done(*words, "--json").json in ([], {})


def test_saving_and_forgetting_a_query_is_told(study: Desk) -> None:
    assert "--name plan" in study.done("query", "budget", "--save", "plan").err
    assert study.done("query", "--list", "--json").json == {"plan": "budget"}
    assert "plan" in study.done("query", "--forget", "plan").err


def test_taking_a_mark_away_is_not_told_as_marking(study: Desk) -> None:
    study.done("read", "d1")
    assert study.done("read", "d1", "--undo", "--lang", "sv").err == "Borttagna märken: 1.\n"


def test_an_option_that_is_missing_is_named(study: Desk) -> None:
    assert study.run("report", "--lang", "sv").err.startswith("--to FILE saknas.")
    assert study.run("erase", "d1-h1").err.startswith("--ground ")


def test_a_key_for_what_the_app_cannot_do_is_refused_with_what_is_near(bare: Desk) -> None:
    before = (bare.project / "qualcode.toml").read_bytes()
    told = bare.run("config", "set", "keys.acept", "y")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "accept" in told.err.partition("acept")[2]
    assert (bare.project / "qualcode.toml").read_bytes() == before
    bare.done("config", "set", "keys.quick+4", "y")


def test_a_refused_value_is_told_of_the_value_and_not_of_the_files_line(bare: Desk) -> None:
    told = bare.run("config", "set", "withhold_below", "abc", "--lang", "sv").err
    assert told == "withhold_below kan inte vara abc: här väntas ett heltal. Inget har ändrats.\n"
    told = bare.run("config", "set", "theme", "pink", "--lang", "sv").err
    assert told == "theme kan inte vara pink. Möjliga värden: dark, light, high-contrast. Inget har ändrats.\n"


def test_differences_between_codebooks_name_the_parts_in_words(study: Desk) -> None:
    old = study.folder / "old.yaml"
    book = next((study.project / "codebooks").glob("*.yaml"))
    old.write_bytes(book.read_bytes())
    study.done("codebook", "edit", "plans/budget", "--brief", "Pengar.", "--in", "sv")
    study.done("codebook", "retire", "plans/budget")
    told = study.done("codebook", "diff", old, "--lang", "sv").out
    assert "kort definition" in told
    assert re.search(r"ur bruk\s+nej\s+ja", told)
    assert {d["part"] for d in study.done("codebook", "diff", old, "--json", "--lang", "sv").json} == {
        "brief",
        "retired",
    }


def test_what_another_policy_would_do_is_told_in_words(study: Desk) -> None:
    told = study.done("anonymise", "preview", "--policy", "county=replace,place=replace", "--lang", "sv")
    assert told.out
    assert not _TYPES.search(told.out.splitlines()[0])


def test_without_lang_a_projects_language_is_spoken_throughout(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    study.done("config", "set", "language", "sv")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    study.asked = ()
    told = study.done("read", "d1")
    assert told.err == "Märkta dokument: 1.\n"
    assert "märka som läst" in study.done("history").out
