"""What ends empty says what was asked for, what there is, and the command that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

MENDED = "`--wave 2024` shows another; a wrong wave is corrected by `qualcode describe d3 --wave 2024`"


@pytest.fixture
def mistyped(study: Desk) -> Desk:
    """Give a project with two minutes of 2024 and a draft whose year somebody has mistyped."""
    study.done("describe", "d1", "d2", "--wave", "2024")
    study.done("describe", "d3", "--wave", "2042")
    return study


@pytest.mark.parametrize(
    "words",
    [
        ["matrix"],
        ["matrix", "--wave", "2042"],
        ["matrix", "--by", "wave"],
        ["counts", "--audience", "internal"],
        ["frequencies"],
        ["cooccurrence"],
        ["saturation"],
        ["disclosure"],
        ["kwic", "plan"],
    ],
)
def test_a_wave_of_drafts_names_itself_and_the_others(mistyped: Desk, words: list[str]) -> None:
    told = mistyped.run(*words)
    assert (told.code, told.out) == (1, "")
    assert "No document of wave 2042 is in the analysis" in told.err
    assert "left out are d3, since the minutes are a draft" in told.err
    assert f"Other waves have documents in it: 2024 (2). {MENDED}" in told.err


def test_the_command_that_is_told_mends_it(mistyped: Desk) -> None:
    mistyped.done("describe", "d3", "--wave", "2024")
    assert "Cases with minutes in the analysis: 2." in mistyped.done("matrix").out


def test_the_report_tells_the_same_and_writes_nothing(mistyped: Desk) -> None:
    told = mistyped.run("report", "--audience", "internal", "--to", mistyped.folder / "r.docx")
    assert told.code == 1
    assert "No document of wave 2042" in told.err
    assert not (mistyped.folder / "r.docx").exists()


def test_json_of_a_wave_without_documents_stays_as_it_is(mistyped: Desk) -> None:
    assert mistyped.done("matrix", "--json").json["denominator"] == 0
    assert mistyped.done("frequencies", "--json").json


def test_a_project_of_drafts_says_how_they_get_in(study: Desk) -> None:
    study.done("describe", "--all", "--status", "sent")
    told = study.run("matrix")
    assert told.code == 1
    assert "left out are d1, d2, d3, since the minutes are sent, not yet approved" in told.err
    assert "`qualcode describe d1 --status approved`" in told.err
    assert "include in qualcode.toml" in told.err


def test_a_latest_wave_that_holds_few_is_told_beside_the_matrix(mistyped: Desk) -> None:
    mistyped.done("describe", "d3", "--status", "approved")
    several = mistyped.folder / "fler"
    several.mkdir()
    (several / "Halland 2024-10-01.md").write_text("# Dialog\n\nDet finns ett nätverk.\n", encoding="utf-8")
    mistyped.done("import", several)
    told = mistyped.done("matrix").err
    assert "Shown is wave 2042, the latest, with 1 document; other waves hold more: 2024 (3)." in told
    assert "Left out: 3 documents of other waves than 2042." in told
    asked = mistyped.done("matrix", "--wave", "2042").err
    assert "the latest" not in asked


def test_a_choice_of_suggestions_that_meets_none_tells_what_waits(study: Desk) -> None:
    told = study.done("accept", "--min-score", "0.999").err
    assert "None of the suggestions that wait is what was asked for. There are " in told
    assert "Suggestions accepted: 0." in told
    study.done("reject", "--all")
    assert "No suggestion waits for a decision." in study.done("reject", "--all").err


def test_a_query_that_meets_none_tells_how_often_each_part_holds(mistyped: Desk) -> None:
    told = mistyped.done("query", 'wave=2024 and case=Kronoberg and "dialog*"').err
    assert "Looked through: 2 documents, those in the analysis." in told
    assert "wave=2024: 2; case=Kronobergs län: 0; " in told
    met = mistyped.done("query", "wave=2024 and case=Gotland").err
    assert "Looked through" not in met


def test_a_query_for_a_case_outside_the_analysis_says_so(mistyped: Desk) -> None:
    told = mistyped.done("query", "case=Gotland").err
    assert "Gotlands län lies outside what was looked through: its documents are d" in told
    assert "`--wave` looks through another wave" in told
    assert "Örebro län has no document in the project." in mistyped.done("query", "case=Örebro").err
    assert "outside" not in mistyped.done("query", "wave=2024 and case=Gotland").err
