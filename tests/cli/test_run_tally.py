"""`frequencies` and `combinations` on the tiny study, and the figures of the commands that list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES, PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.fixture
def coded(study: Desk) -> Desk:
    study.done("suggest")
    study.done("accept", "--all")
    for case in ("Gotland", "Dalarna"):
        for code in ("plans/county-plan", "plans/budget", "support/relatives", "support/training"):
            study.done("judge", case, code, "present" if code != "support/training" else "not-mentioned")
    return study


@pytest.fixture
def opened(coded: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    return coded


def test_frequencies_by_code_and_by_theme(study: Desk) -> None:
    study.done("suggest")
    study.done("accept", "--all")
    rows = {r["code"]: r for r in study.done("frequencies", "--json").json}
    assert (rows["plans/county-plan"]["mentioned"], rows["plans/county-plan"]["present"]) == (2, 1)
    assert rows["plans/county-plan"]["absent"] == 1
    assert rows["plans/county-plan"]["passages"] == 2
    themes = {r["theme"]: r for r in study.done("frequencies", "--level", "theme", "--json").json}
    # Gotland has a plan and no budget, Dalarna no plan and a budget: each counts once.
    assert (themes["plans"]["mentioned"], themes["plans"]["present"]) == (2, 2)


def test_a_theme_that_nobody_has_read_yet_is_told_apart_from_one_that_is_not_mentioned(study: Desk) -> None:
    study.done("suggest")
    study.done("reject", "--all")
    unread = study.done("matrix").out
    assert "·2" in unread
    study.done("read", "d1", "d2")
    silent = study.done("matrix").out
    assert "·2" not in silent
    assert silent.count("–") > unread.count("–")


def test_a_table_of_themes_says_that_it_is_one(study: Desk) -> None:
    study.done("suggest")
    assert "themes come up" in study.done("frequencies", "--level", "theme").out
    assert "codes come up" in study.done("frequencies").out


def test_what_nobody_mentions_is_named_when_the_minutes_were_read(study: Desk) -> None:
    study.done("suggest")
    study.done("reject", "--all")
    assert "nobody mentions" not in study.done("frequencies").err
    study.done("read", "d1", "d2")
    assert "Themes that nobody mentions: Plans, Support." in study.done("frequencies").err


def test_a_code_that_nobody_mentions_is_named_beside_others(coded: Desk) -> None:
    assert "Codes that nobody mentions: Training." in coded.done("frequencies").err


def test_combinations_name_cases_for_internal_readers_only(opened: Desk) -> None:
    rows = opened.done("combinations", "county-plan", "support/training", "--json").json
    assert [(r["just"], r["at_least"]) for r in rows] == [(2, 2)]
    assert set(rows[0]["cases"].split(", ")) == {"Gotlands län", "Dalarnas län"}
    target = opened.folder / "sets.csv"
    opened.done("combinations", "county-plan", "training", "--audience", "published", "--to", target)
    assert "Gotland" not in target.read_text("utf-8")
    named = opened.done("combinations", "Plan=county-plan and budget", "count:with-plan", "relatives", "--json").json
    assert named[0]["sets"].startswith("Plan; ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["combinations", "budget"], 2, "Say from 2 to 12"),
        (["combinations", "budget", "budget"], 2, "given twice"),
        (["combinations", "budget", "nothing"], 1, "There is no code nothing"),
        (["combinations", "budget", "count:nothing"], 2, "There is no count nothing"),
        (["combinations", "budget", "count:people"], 2, "counts no cases"),
        (["combinations", "budget", "training and"], 2, "is not understood at character"),
        (["combinations", "budget", "training", "--status", "hm"], 2, "There is no status hm"),
        (["combinations", "budget", "training", "--to", "x.pdf"], 2, ".png, .svg"),
        (["counts", "--audience", "internal", "--to", "x.pdf"], 2, ".docx, .xlsx"),
        (["frequencies", "--wave", "1999"], 1, "There is no wave 1999"),
        (["frequencies", "--level", "theme", "--to", "x.png"], 2, "The figure shows codes"),
        (["frequencies", "--audience", "published"], 2, "belongs to --to FILE"),
    ],
)
def test_what_goes_wrong_is_told(opened: Desk, words: list[str], code: int, said: str) -> None:
    told = opened.run(*words)
    assert (told.code, said in told.err) == (code, True), told.err


FIGURES = {
    "frequencies": ("frequencies",),
    "combinations": ("combinations", "county-plan", "budget", "relatives"),
    "counts": ("counts", "--audience", "internal"),
    "cooccurrence": ("cooccurrence", "--in", "case"),
    "saturation": ("saturation",),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_leave_through_the_gate(opened: Desk, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in ("png", "svg"):
        target = opened.folder / f"figur.{ending}"
        opened.done(*FIGURES[name], "--to", target)
        first = target.read_bytes()
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        opened.done(*FIGURES[name], "--to", target)
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        assert target.read_bytes() == first
        assert not any(person.encode() in first for person in NAMES)
    drawn = (opened.folder / "figur.svg").read_text("utf-8")
    assert "<desc>" in drawn
    assert "Arbetsmaterial" in drawn
    assert "{" not in drawn.split("<desc>")[1].split("</desc>")[0]


@pytest.mark.parametrize("ending", ["csv", "svg"])
def test_published_figures_withhold_as_tables_do(opened: Desk, ending: str) -> None:
    target = opened.folder / f"koder.{ending}"
    opened.done("frequencies", "--audience", "published", "--k", "3", "--to", target)
    words = target.read_text("utf-8-sig")
    assert "Gotland" not in words
    assert ".." in words


@pytest.mark.parametrize("name", ["combinations", "cooccurrence"])
def test_what_is_full_of_small_numbers_is_not_published_while_they_are_withheld(opened: Desk, name: str) -> None:
    settings = opened.project / "qualcode.toml"
    words = settings.read_text("utf-8").replace("withhold_below = 0", "withhold_below = 3")
    assert "withhold_below = 3" in words
    settings.write_text(words, encoding="utf-8")
    target = opened.folder / "x.svg"
    told = opened.run(*FIGURES[name], "--audience", "published", "--to", target)
    assert (told.code, target.exists()) == (4, False)
    assert "withholds numbers below 3" in told.err


def test_published_combinations_rest_on_no_proposals(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    study.done("suggest")
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    target = study.folder / "x.md"
    words = ("combinations", "county-plan", "budget", "--audience", "published", "--to", target)
    told = study.run(*words)
    assert (told.code, target.exists()) == (4, False)
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    study.done(*words, "--allow-unjudged")
    assert "föreslagna" in target.read_text("utf-8")


def test_what_withholds_nothing_is_refused(coded: Desk) -> None:
    target = coded.folder / "teman.csv"
    told = coded.run("frequencies", "--level", "theme", "--audience", "published", "--k", "2", "--to", target)
    assert (told.code, "--level theme" in told.err, target.exists()) == (2, True, False)
