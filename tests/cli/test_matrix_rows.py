"""Rows of an internal matrix: cases without minutes stand in a sentence on pages, in sheets and JSON they have their rows."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import docx
import pytest

from tests.cli.test_run_report import edited, judged, words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

__all__ = ["judged"]

WITHOUT = "Utan anteckningar i analysen, och därför utan rad här (19): "


def written(desk: Desk, name: str, *more: object) -> Path:
    path = desk.folder / name
    desk.done("matrix", *more, "--to", path)
    return path


def first_cells(path: Path) -> set[str]:
    """Give the names of the rows of the tables of a matrix in Word, without the legend."""
    return {row.cells[0].text for table in docx.Document(str(path)).tables[1:] for row in table.rows[1:]}


@pytest.mark.parametrize("level", ["code", "theme"])
def test_a_page_has_rows_for_cases_with_minutes_and_names_the_others_once(judged: Desk, level: str) -> None:
    path = written(judged, "m.docx", "--level", level)
    assert first_cells(path) == {"Gotlands län", "Dalarnas län"}
    told = words(path)
    assert "2 län har anteckningar i analysen." in told
    assert told.count(WITHOUT) == told.count("Blekinge län") == 1
    assert "Kronobergs län (d3): " in told
    markdown = written(judged, "m.md", "--level", level).read_text("utf-8")
    assert (markdown.count("| Gotlands län |") > 0, markdown.count("Blekinge län")) == (True, 1)
    page = written(judged, "m.html", "--level", level).read_text("utf-8")
    assert (page.count('<th scope="row">'), page.count("Blekinge län")) == (2, 1)
    drawn = written(judged, "m.svg", "--level", level).read_text("utf-8")
    assert ("Blekinge län" in drawn, "Ytterligare 19 saknar anteckningar" in drawn) == (False, True)


def test_every_case_has_a_row_when_that_is_asked_for_or_set(judged: Desk) -> None:
    path = written(judged, "m.docx", "--every")
    assert len(first_cells(path)) == 21
    assert WITHOUT not in words(path)
    settings = judged.project / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8").replace('cases = "auto"', 'cases = "lan"'), "utf-8")
    assert written(judged, "m.md").read_text("utf-8").count("Blekinge län") > 1


def test_a_case_without_minutes_that_somebody_judged_has_a_row(judged: Desk) -> None:
    judged.done("judge", "Blekinge", "plans/budget", "present")
    path = written(judged, "m.docx")
    assert first_cells(path) == {"Gotlands län", "Dalarnas län", "Blekinge län"}
    assert "utan rad här (18)" in words(path)


def test_sheets_and_json_have_every_case(judged: Desk) -> None:
    with written(judged, "m.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream, delimiter=";"))) == 22
    told = judged.done("matrix", "--json").json
    assert (len(told["rows"]), len(told["cells"]), told["denominator"]) == (21, 21, 2)


def test_the_screen_names_them_below(judged: Desk) -> None:
    for level in ("code", "theme"):
        told = judged.done("matrix", "--level", level).out
        assert told.count("Blekinge län") == 1
        assert "so without a row here (19)" in told
        assert "without a row" not in judged.done("matrix", "--level", level, "--every").out


@pytest.mark.parametrize("every", [(), ("--every",)])
def test_both_ways_are_verified(judged: Desk, every: tuple[str, ...]) -> None:
    path = written(judged, "m.docx", *every)
    told = judged.done("verify", path, "--json").json
    assert (told["faults"], told["leaks"], told["not_checked"]) == ([], [], [])
    if every:
        return
    changed = judged.run("verify", edited(path, "utan rad här (19)", "utan rad här (18)"))
    assert (changed.code, "counted again it reads" in changed.out) == (3, True)


def test_numbers_by_status_count_those_without_rows(judged: Desk) -> None:
    published = written(judged, "p.md", "--audience", "published").read_text("utf-8")
    heads = next(line for line in published.splitlines() if line.startswith("| Kod |")).split("|")
    line = next(line for line in published.splitlines() if line.startswith("| Länsplan |")).split("|")
    assert line[heads.index(" Inga minnesanteckningar ")].strip() == "19"


@pytest.mark.parametrize("words_", [("--audience", "published"), ("--by", "wave")])
def test_rows_that_there_are_none_of_are_refused(judged: Desk, words_: tuple[str, ...]) -> None:
    target = judged.folder / "x.md"
    told = judged.run("matrix", *words_, "--every", "--to", target)
    assert (told.code, target.exists(), "--every belongs to" in told.err) == (2, False, True)
