"""`judge`, `matrix`, `counts`: the fixed JSON, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

CODES = ["plans/county-plan", "plans/budget", "support/relatives", "support/training"]


def matrix(desk: Desk, *words: object) -> dict[str, Any]:
    return dict(desk.done("matrix", "--json", *words).json)


def test_the_matrix_as_the_contract_says(study: Desk) -> None:
    told = matrix(study)
    assert set(told) == {"rows", "columns", "cells", "denominator", "left_out"}
    assert len(told["rows"]) == 21
    assert told["columns"] == CODES
    assert list(told["cells"]) == told["rows"]
    for row in told["cells"].values():
        assert list(row) == CODES
        assert all({"status", "judged", "count"} <= set(cell) for cell in row.values())
    assert told["denominator"] == 2
    assert told["left_out"] == [{"document": "d3", "case": "Kronobergs län", "reason": "the minutes are a draft"}]
    gotland = told["cells"]["Gotlands län"]
    assert gotland["plans/county-plan"] == {"status": "present", "judged": False, "count": 1}
    assert gotland["plans/budget"] == {"status": "absent", "judged": False, "count": 1}
    assert gotland["support/training"] == {"status": "unread", "judged": False, "count": 0}
    assert told["cells"]["Skåne län"]["plans/budget"]["status"] == "no-minutes"


def test_a_theme_cell_has_a_tally_and_no_status(study: Desk) -> None:
    told = matrix(study, "--level", "theme")
    assert told["columns"] == ["plans", "support"]
    assert told["cells"]["Gotlands län"]["plans"] == {
        "statuses": {"absent": 1, "present": 1},
        "judged": False,
        "count": 2,
    }


def test_the_reasons_follow_the_language(study: Desk) -> None:
    assert "utkast" in matrix(study, "--lang", "sv")["left_out"][0]["reason"]


def test_accepted_suggestions_are_counted_once(study: Desk) -> None:
    before = matrix(study)
    study.done("accept", "--all")
    assert matrix(study) == before


def test_without_a_wave_the_latest_is_shown(study: Desk) -> None:
    path = study.folder / "äldre.txt"
    path.write_text("Gotlands län\n\nLänet saknar handlingsplan.\n")
    study.done("import", path, "--wave", "2019")
    study.done("suggest")
    now, then = matrix(study), matrix(study, "--wave", "2019")
    assert now["cells"]["Gotlands län"]["plans/county-plan"]["status"] == "present"
    assert then["cells"]["Gotlands län"]["plans/county-plan"]["status"] == "absent"
    assert (now["denominator"], then["denominator"]) == (2, 1)
    assert {o["document"] for o in then["left_out"]} == {"d1", "d2", "d3"}


@pytest.mark.parametrize(
    "words",
    [
        ("matrix", "--json", "--wave", "2042"),
        ("matrix", "--wave", "2042"),
        ("counts", "--wave", "2042"),
        ("quotes", "--wave", "2042"),
        ("judge", "Gotland", "plans/budget", "past", "--wave", "2042"),
        ("judge", "--as-proposed", "--wave", "2042"),
    ],
    ids=" ".join,
)
def test_a_wave_that_is_not_there_is_told(study: Desk, words: tuple[str, ...]) -> None:
    told = study.run(*words)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "2042" in told.err
    assert "2024" in told.err


def test_on_the_screen_signs_with_their_meaning(study: Desk) -> None:
    told = study.done("matrix")
    assert "Gotlands län" in told.out
    assert "Cases with minutes in the analysis: 2." in told.out
    assert "draft" in told.err
    assert "support" in study.done("matrix", "--level", "code").out


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".png"])
def test_the_matrix_to_a_file(study: Desk, suffix: str) -> None:
    target = study.folder / "out" / f"matrix{suffix}"
    target.parent.mkdir()
    told = study.done("matrix", "--to", target)
    assert told.out == f"{target}\n"
    assert target.stat().st_size > 200
    assert [p.name for p in target.parent.iterdir()] == [target.name]
    first = target.read_bytes()
    study.done("matrix", "--to", target)
    assert target.read_bytes() == first


def test_the_matrix_as_csv_names_every_case_and_code(study: Desk) -> None:
    target = study.folder / "m.csv"
    study.done("matrix", "--to", target)
    text = target.read_text(encoding="utf-8-sig")
    rows = [r for r in csv.reader(io.StringIO(text), delimiter=";") if r]
    assert sum("Gotlands län" in row for row in rows) == 1
    assert "Länsplan" in text or "plans/county-plan" in text


def test_an_export_speaks_the_language_of_the_settings(study: Desk) -> None:
    swedish, english = study.folder / "sv.csv", study.folder / "en.csv"
    study.done("matrix", "--to", swedish, "--lang", "sv")
    study.done("matrix", "--to", english, "--lang", "en")
    assert swedish.read_bytes() == english.read_bytes()
    for name, lang in (("sv.docx", "sv"), ("en.docx", "en")):
        study.done("counts", "--to", study.folder / name, "--allow-unjudged", "--lang", lang)
    assert (study.folder / "sv.docx").read_bytes() == (study.folder / "en.docx").read_bytes()


def test_an_unknown_ending_names_those_there_are(study: Desk) -> None:
    target = study.folder / "matrix.ods"
    told = study.run("matrix", "--to", target)
    assert (told.code, told.out) == (2, "")
    assert ".docx" in told.err
    assert not target.exists()


def test_an_export_to_where_nothing_can_be_written(study: Desk) -> None:
    (study.folder / "file").write_text("x")
    told = study.run("matrix", "--to", study.folder / "file" / "below" / "matrix.csv")
    assert (told.code, told.out) == (1, "")
    assert "is not there" in told.err
    assert (study.folder / "file").read_text() == "x"


def test_an_export_over_a_folder_leaves_nothing_behind(study: Desk) -> None:
    target = study.folder / "matrix.csv"
    target.mkdir()
    told = study.run("matrix", "--to", target)
    assert (told.code, "cannot be written" in told.err) == (1, True)
    assert not list(study.folder.glob(".qualcode-*"))


def test_judging_a_cell(study: Desk) -> None:
    told = study.done("judge", "gotland", "budget", "unknown-to-participants", "--summary", " Ingen visste. ")
    assert (told.out, "Gotlands län" in told.err) == ("", True)
    assert matrix(study)["cells"]["Gotlands län"]["plans/budget"] == {
        "status": "unknown-to-participants",
        "judged": True,
        "count": 1,
        "summary": "Ingen visste.",
    }
    study.done("judge", "Gotland", "plans/budget", "past")
    assert matrix(study)["cells"]["Gotlands län"]["plans/budget"]["status"] == "past"
    study.done("undo", "2")
    assert matrix(study)["cells"]["Gotlands län"]["plans/budget"]["judged"] is False


def test_a_case_without_minutes_may_be_judged(study: Desk) -> None:
    study.done("judge", "Skåne", "plans/budget", "not-asked")
    cell = matrix(study)["cells"]["Skåne län"]["plans/budget"]
    assert (cell["status"], cell["judged"]) == ("not-asked", True)
    assert matrix(study)["denominator"] == 2


@pytest.mark.parametrize(
    ("words", "exit_code", "named"),
    [
        (("Gotalnd", "plans/budget", "past"), 1, "Gotlands län"),
        (("Gotland", "plans/bugdet", "past"), 1, "plans/budget"),
        (("Gotland", "plans", "past"), 2, "plans/budget"),
        (("Gotland", "plans/budget", "unread"), 2, "not-mentioned"),
        (("Gotland", "plans/budget", "no-minutes"), 2, "not-asked"),
        (("Gotland", "plans/budget", "perhaps"), 2, "possible"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_judging_what_is_not_there(study: Desk, words: tuple[str, ...], exit_code: int, named: str) -> None:
    told = study.run("judge", *words)
    assert (told.code, told.out, told.err.count("\n")) == (exit_code, "", 1)
    assert named in told.err
    assert study.done("status", "--json").json["judged"] == 0


def test_judging_everything_as_proposed_is_one_step_and_leaves_silence_alone(study: Desk) -> None:
    told = study.done("judge", "--as-proposed", "--code", "plans")
    assert "4" in told.err
    cells = matrix(study)["cells"]
    assert cells["Gotlands län"]["plans/budget"] == {"status": "absent", "judged": True, "count": 1}
    assert cells["Gotlands län"]["support/relatives"]["judged"] is False
    study.done("judge", "--as-proposed")
    assert matrix(study)["cells"]["Gotlands län"]["support/relatives"]["judged"] is True
    assert matrix(study)["cells"]["Gotlands län"]["support/training"]["judged"] is False
    study.done("undo", "2")
    assert study.done("status", "--json").json["judged"] == 0


def test_judging_as_proposed_keeps_earlier_judgements(study: Desk) -> None:
    study.done("judge", "Gotland", "plans/budget", "past", "--summary", "min")
    study.done("judge", "--as-proposed")
    assert matrix(study)["cells"]["Gotlands län"]["plans/budget"] == {
        "status": "past",
        "judged": True,
        "count": 1,
        "summary": "min",
    }


def settled(desk: Desk) -> None:
    desk.done("accept", "--all")
    desk.done("read", "--all")
    desk.done("judge", "--as-proposed")


def test_counts_as_the_contract_says(study: Desk) -> None:
    settled(study)
    told = study.done("counts", "--json").json
    assert [set(c) for c in told] == [{"id", "label", "count", "denominator", "bound", "sentence"}] * 3
    assert told[0] == {
        "id": "with-plan",
        "label": "Counties with a plan",
        "count": 1,
        "denominator": 2,
        "bound": "exact",
        "sentence": "Counties with a plan: 1 of 2 counties (about half). The other one: no plan in force.",
    }
    assert (told[1]["count"], told[1]["denominator"]) == (0, 1)
    assert told[2]["id"] == "people"


def test_cases_stand_in_counts_for_the_internal_audience_only(study: Desk) -> None:
    settled(study)
    inside = study.done("counts", "--json", "--audience", "internal").json
    assert inside[0]["cases"] == ["Gotlands län"]
    for words in ((), ("--audience", "published")):
        told = study.done("counts", "--json", *words)
        assert "Gotland" not in told.out
        assert all("cases" not in c for c in told.json)


def test_counts_in_swedish_sentences(study: Desk) -> None:
    settled(study)
    told = study.done("counts", "--lang", "sv").out
    assert "Län med plan: 1 av 2 län (omkring hälften). Övriga ett: ingen plan i kraft." in told
    assert "Plan med budget: 0 av 1 län." in told


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "png"])
def test_a_published_matrix_is_refused_while_cells_are_not_judged(study: Desk, ending: str) -> None:
    target = study.folder / f"matrix.{ending}"
    told = study.run("matrix", "--to", target, "--audience", "published")
    assert (told.code, told.out) == (4, "")
    assert "--allow-unjudged" in told.err
    assert not target.exists()
    study.done("matrix", "--to", target, "--audience", "published", "--allow-unjudged")
    study.done("judge", "--as-proposed")
    study.done("matrix", "--to", target, "--audience", "published")


@pytest.mark.parametrize(
    "words",
    [
        ("matrix",),
        ("counts", "--allow-unjudged"),
        ("quotes",),
        ("frequencies",),
        ("cooccurrence",),
        ("kwic", "plan"),
        ("history",),
    ],
)
def test_a_result_goes_one_way(study: Desk, words: tuple[str, ...]) -> None:
    target = study.folder / "out.docx"
    told = study.run(*words, "--to", target, "--json", "--lang", "en")
    assert (told.code, told.out) == (2, "")
    assert "two ways" in told.err
    assert not target.exists()


def test_published_counts_are_refused_while_cells_are_not_judged(study: Desk) -> None:
    target = study.folder / "counts.docx"
    for words in ((), ("--json",), ("--to", target)):
        told = study.run("counts", *words)
        assert (told.code, told.out) == (4, "")
        assert "“Counties with a plan”" in told.err or "“Län med plan”" in told.err
        assert "--allow-unjudged" in told.err
    assert not target.exists()
    assert study.run("counts", "--allow-unjudged").code == 0
    assert study.run("counts", "--audience", "internal").code == 0


def test_small_counts_are_withheld_from_the_published_when_the_settings_say_so(study: Desk) -> None:
    settled(study)
    settings = study.project / "qualcode.toml"
    settings.write_text(settings.read_text().replace("withhold_below = 0", "withhold_below = 2"))
    told = study.done("counts", "--json").json
    assert (told[0]["count"], told[0]["sentence"]) == (None, "")
    assert told[1] == {
        "id": "plan-and-budget",
        "label": "Plan with a budget",
        "count": None,
        "denominator": None,
        "bound": "exact",
        "sentence": "",
    }
    shown = study.done("counts").out
    assert "withheld" in shown
    assert "1 of 2" not in shown
    assert study.done("counts", "--json", "--audience", "internal").json[0]["count"] == 1


def test_small_counts_are_withheld_from_published_files_too(study: Desk) -> None:
    settled(study)
    settings = study.project / "qualcode.toml"
    settings.write_text(settings.read_text().replace("withhold_below = 0", "withhold_below = 2"))
    words = document_words(study, "counts.docx")
    assert "Deltagare" in words
    assert "Län med plan" not in words
    # Its denominator is the count that is withheld.
    assert "Plan med budget" not in words
    assert "Gotland" not in words
    assert "1 av 2" in document_words(study, "inside.docx", "--audience", "internal")


def document_words(desk: Desk, name: str, *words: object) -> str:
    from docx import Document

    target: Path = desk.folder / name
    desk.done("counts", "--to", target, *words)
    made = Document(str(target))
    return "\n".join(
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t"))
        for p in made.element.body.iter()
        if p.tag.endswith("}p")
    )


def test_counts_to_word_hold_every_sentence(study: Desk) -> None:
    settled(study)
    words = document_words(study, "counts.docx")
    for line in study.done("counts", "--json", "--lang", "sv").json:
        assert line["sentence"] in words
    assert "Gotland" not in words


def test_counts_to_an_ending_without_a_writer(study: Desk) -> None:
    settled(study)
    told = study.run("counts", "--to", study.folder / "counts.pdf")
    assert (told.code, told.out) == (2, "")
    assert ".docx" in told.err


def test_a_codebook_without_counts_says_so(study: Desk) -> None:
    book = study.project / "codebooks" / "small.yaml"
    words = book.read_text(encoding="utf-8")
    book.write_text(words[: words.index("\ncounts:")] + "\n", encoding="utf-8")
    for more in ((), ("--to", study.project / "counts.docx")):
        answer = study.run("counts", *more)
        assert answer.code == 1
        assert "declares no counts" in answer.err
    assert not (study.project / "counts.docx").exists()
    assert study.done("counts", "--json").json == []


def test_a_codebook_whose_counts_close_a_loop_is_refused_by_name(study: Desk) -> None:
    book = study.project / "codebooks" / "small.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(
        text.replace("    count: plans/county-plan\n", "    count: plans/county-plan\n    of: plan-and-budget\n")
    )
    told = study.run("counts", "--json")
    assert (told.code, told.out) == (1, "")
    assert "codebook check" in told.err


def test_json_numbers_are_numbers(study: Desk) -> None:
    told = json.loads(study.done("matrix", "--json").out)
    assert isinstance(told["denominator"], int)
    assert all(isinstance(c["count"], int) for row in told["cells"].values() for c in row.values())


@pytest.fixture
def grouped(study: Desk) -> Desk:
    """Two more minutes of one county, whose table gives a target group and an amount."""
    later = study.folder / "later"
    later.mkdir()
    for name in ("a", "b"):
        (later / f"{name}.txt").write_text(
            f"Minnesanteckningar {name}\n\nStyrning\nVi har en handlingsplan i länet. Nu om {name}.\n", encoding="utf-8"
        )
    (later / "table.csv").write_text(
        "file;case;wave;målgrupp;belopp\na.txt;Skåne;2030;barn;1200\nb.txt;Skåne;2030;vuxna;300,5\n", encoding="utf-8"
    )
    study.done("import", later / "a.txt", later / "b.txt", "--metadata", later / "table.csv")
    study.done("suggest")
    return study


def test_the_matrix_by_a_column_of_the_metadata(grouped: Desk) -> None:
    told = grouped.done("matrix", "--by", "målgrupp", "--json").json
    assert (told["by"], told["rows"], told["denominator"]) == ("målgrupp", ["barn", "vuxna"], 1)
    assert told["cells"]["barn"]["plans/county-plan"]["statuses"] == {"present": 1}
    shown = grouped.done("matrix", "--by", "målgrupp", "--level", "code")
    assert "vuxna" in shown.out
    assert "ålder" in grouped.run("matrix", "--by", "ålder").err


def test_amounts_and_quotes_in_cells(grouped: Desk) -> None:
    told = grouped.done("matrix", "--amount", "belopp", "--values", "status,amount,quote", "--json").json
    cell = told["cells"]["Skåne län"]["plans/county-plan"]
    assert (told["total"], cell["amount"], cell["quote"]) == (1500.5, 1500.5, "Vi har en handlingsplan i länet.")
    target = grouped.folder / "m.csv"
    grouped.done("matrix", "--amount", "belopp", "--values", "status,amount,quote", "--to", target)
    text = target.read_text("utf-8-sig")
    assert "1\u00a0500,50" in text
    assert "”Vi har en handlingsplan i länet.”" in text


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "html", "md", "png", "svg"])
def test_rows_by_attribute_in_every_format_for_everybody(grouped: Desk, ending: str) -> None:
    target = grouped.folder / f"m.{ending}"
    grouped.done("matrix", "--by", "målgrupp", "--audience", "published", "--allow-unjudged", "--to", target)
    assert target.stat().st_size


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--values", "colour"], "--values takes"),
        (["--values", ""], "--values takes"),
        (["--values", "status,amount", "--json"], "go together"),
        (["--amount", "belopp"], "go together"),
        (["--values", "count"], "--values belongs to"),
        (["--values", "quote", "--audience", "published", "--to", "x.csv"], "internal matrix"),
        (["--values", "quote", "--level", "theme", "--json"], "internal matrix"),
    ],
)
def test_values_that_do_not_fit_are_told(study: Desk, words: list[str], said: str) -> None:
    told = study.run("matrix", *words)
    assert (told.code, said in told.err) == (2, True), told.err


def test_an_empty_project_is_told_in_one_sentence(bare: Desk) -> None:
    empty = bare.folder / "tom"
    bare.done("init", empty)
    for words in (["counts"], ["counts", "--to", bare.folder / "x.docx"], ["report", "--to", bare.folder / "r.docx"]):
        told = bare.run("--project", empty, *words)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert "nothing to count" in told.err
    assert bare.done("--project", empty, "counts", "--json").json


def test_a_threshold_that_nothing_withholds_by_is_refused(study: Desk) -> None:
    for words in (["matrix"], ["matrix", "--json"], ["frequencies"]):
        told = study.run(*words, "--k", "3")
        assert (told.code, "--k belongs to" in told.err) == (2, True), told.err


def test_answers_to_a_survey_are_no_dialogues(study: Desk) -> None:
    before = next(c for c in study.done("counts", "--audience", "internal", "--json").json if c["id"] == "people")
    table = study.folder / "enkät.csv"
    table.write_text("id;län;svar\n1;Gotland;Vi har en handlingsplan.\n2;Kalmar;Vi saknar plan och budget.\n", "utf-8")
    study.done("import", table, "--text-column", "svar", "--wave", "2024")
    after = next(c for c in study.done("counts", "--audience", "internal", "--json").json if c["id"] == "people")
    assert after == before
    target = study.folder / "r.docx"
    study.done("report", "--audience", "internal", "--allow-unjudged", "--to", target)
    with zipfile.ZipFile(target) as package:
        words = package.read("word/document.xml").decode()
    assert "Analysen bygger på 2 minnesanteckningar från 2 län." in words
    assert "2 enkätsvar ingår också" in words


@pytest.mark.parametrize("words", [(), ("--to", "m.docx")])
def test_an_empty_matrix_is_refused_as_empty_counts_are(bare: Desk, words: tuple[str, ...]) -> None:
    told = bare.run("matrix", *words)
    assert (told.code, told.out) == (1, "")
    assert told.err == bare.run("counts").err
    assert not (bare.folder / "m.docx").exists()
    assert matrix(bare)["denominator"] == 0


def test_a_judgement_is_told_in_the_reader_s_words(study: Desk) -> None:
    told = study.done("--lang", "sv", "judge", "Gotland", "plans/budget", "planned")
    assert "(plans/budget): planeras." in told.err
    assert ", plans/budget" not in told.err
