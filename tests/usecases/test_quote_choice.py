"""Which passages are chosen: main status, one contrast, what stands by itself, nothing that tells the county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.anonymise.name_lists import word_set
from qualcode.usecases.quote_choice import is_loose
from qualcode.usecases.quoting import missing_marks

if TYPE_CHECKING:
    from tests.conftest import Desk

LINES = (
    "Det finns en budget som räcker för hela arbetet under de kommande tre åren.",
    "Regionen har en budget som räcker för hela arbetet under de kommande tre åren.",
    "Kommunerna har en budget som räcker gott för arbetet under de kommande åren.",
    "Föreningarna har ingen budget alls för arbetet under de kommande tre åren.",
    "Budgeten räcker till allt som ska göras i år, även för dem här på ön.",
)


def _coded(desk: Desk, lines: tuple[str, ...] = LINES) -> None:
    (desk.folder / "k.txt").write_text("Kalmar län 2024\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    desk.done("import", desk.folder / "k.txt")
    for line in lines:
        start, end = desk.span("d4", line)
        status = ("--status", "absent") if "ingen" in line else ()
        desk.done("code", "d4", start, end, "plans/budget", *status)
    desk.done("anonymise", "accept", "--all")


@pytest.mark.parametrize(
    ("passage", "marks"),
    [
        ('Chefen sa: "Det finns en budget.', ("", '"')),
        ('"Det finns en budget.', ("", '"')),
        ('Det finns en budget", och log.', ('"', "")),
        ("Chefen sa: ”Det finns en budget.", ("", "”")),
        ("Chefen (”vi har budget.", ("", "”")),
        ("Det finns “budget”, sa chefen.", ("", "")),
        ('Chefen sa: "Det finns en budget."', ("", "")),
    ],
)
def test_a_quotation_cut_by_the_passage_gets_its_mark(passage: str, marks: tuple[str, str]) -> None:
    assert missing_marks(passage) == marks


def test_a_quote_is_printed_with_the_mark_that_its_passage_lacks(study: Desk) -> None:
    line = 'Chefen i Kalmar sa: "Det finns en budget som räcker. Den är stor."'
    (study.folder / "k.txt").write_text(f"Kalmar län 2024\n\n{line}\n", encoding="utf-8")
    study.done("import", study.folder / "k.txt")
    start, end = study.span("d4", line.removesuffix(' Den är stor."'))
    study.done("code", "d4", start, end, "plans/budget")
    study.done("anonymise", "accept", "--all")
    [quote] = study.done("quotes", "--json").json
    assert quote["text"] == 'Chefen i en kommun sa: "Det finns en budget som räcker."'
    assert [quote["text"][r["start"] : r["end"]] for r in quote["replacements"]] == ["en kommun"]


def test_main_status_first_then_a_contrast_and_no_loose_beginning(study: Desk) -> None:
    _coded(study)
    [one] = study.done("quotes", "--json", "--per-code", "1").json
    assert one["text"] in LINES[1:3]
    two = study.done("quotes", "--json", "--per-code", "2").json
    assert {q["status"] for q in two} == {"present", "absent"}
    three = study.done("quotes", "--json", "--per-code", "3").json
    assert {q["text"] for q in three} == set(LINES[1:4])


def test_what_may_tell_the_county_is_held_back_and_counted(study: Desk) -> None:
    _coded(study)
    told = study.done("quotes", "--json", "--per-code", "5")
    assert "på ön" not in told.out
    assert "1 quote is held back" in told.err
    assert "held back" not in study.done("quotes", "--json", "--per-code", "4").err
    asked = study.done("quotes", "--json", "--per-code", "5", "--allow-disclosing")
    assert [q["text"] for q in asked.json if q["disclosing"]] == [LINES[4]]
    assert len(asked.json) == len(LINES)
    assert "may tell the county" in study.done("quotes", "--per-code", "5", "--allow-disclosing").out


def test_no_two_quotes_share_a_name(study: Desk) -> None:
    _coded(
        study,
        (
            "Regionen följer upp budgeten enligt planen Kompass 2031 varje år i februari.",
            "Kommunerna antog Kompass 2031 i fjol och har en budget för arbetet.",
        ),
    )
    asked = study.done("quotes", "--json", "--per-code", "5", "--allow-disclosing")
    assert len(asked.json) == 1
    assert "1 quote is held back" in asked.err


@pytest.mark.parametrize(
    ("passage", "loose"), [("”Men vi vill.", True), ("- Det är så.", True), ("Rådet vill.", False)]
)
def test_loose_beginnings(passage: str, loose: bool) -> None:
    assert is_loose(passage, word_set("quoting.loose")) is loose
    assert not is_loose(" … ", word_set("quoting.loose"))
