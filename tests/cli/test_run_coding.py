"""`code`, `uncode`, `memo`, `read`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

WORDS = "Det finns ingen budget för arbetet"


def test_coding_a_passage(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    told = study.done("code", "d1", start, end, "plans/budget", "--status", "absent", "--coder", "Åsa", "--json")
    assert told.json == {
        "id": "k1",
        "document": "d1",
        "code": "plans/budget",
        "start": start,
        "end": end,
        "status": "absent",
        "coder": "Åsa",
    }
    assert told.err == ""
    assert study.done("code", "d1", start, end, "support/training").out == "k2\n"


def test_white_space_at_the_borders_is_left_out(study: Desk) -> None:
    start, end = study.span("d1", f"{WORDS}, säger ")
    told = study.done("code", "gotland.md", start - 1, end, "budget", "--json").json
    assert study.text("d1")[told["start"] : told["end"]] == f"{WORDS}, säger"


def test_a_document_is_named_by_id_file_or_case(study: Desk) -> None:
    for name in ("d1", "gotland.md", "Gotland", "Gotlands län"):
        assert study.done("code", name, 0, 20, "budget", "--json").json["document"] == "d1"


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 999_999), (999_998, 999_999)], ids=str)
def test_a_span_outside_the_text_is_refused(study: Desk, start: int, end: int) -> None:
    told = study.run("code", "d1", start, end, "plans/budget")
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert str(len(study.text("d1"))) in told.err
    assert study.done("status", "--json").json["codings"] == 0


def test_a_span_without_words_is_refused(study: Desk) -> None:
    text = study.text("d1")
    at = text.index("\n\n")
    assert study.run("code", "d1", at, at + 2, "plans/budget").code == 1
    assert study.run("code", "d1", len(text) - 2, len(text), "plans/budget").code == 1


@pytest.mark.parametrize(
    ("code", "exit_code", "word"),
    [
        ("plans/budgte", 1, "plans/budget"),
        ("budgets", 1, "plans/budget"),
        ("plans", 2, "plans/county-plan"),
        ("zzz", 1, "zzz"),
    ],
)
def test_an_unknown_code_or_a_heading_offers_codes(study: Desk, code: str, exit_code: int, word: str) -> None:
    told = study.run("code", "d1", 0, 20, code)
    assert (told.code, told.out, told.err.count("\n")) == (exit_code, "", 1)
    assert word in told.err


@pytest.mark.parametrize("status", ["mixed", "not-asserted", "unread", "närvarande"])
def test_a_status_that_no_coding_may_have(study: Desk, status: str) -> None:
    told = study.run("code", "d1", 0, 20, "plans/budget", "--status", status)
    assert (told.code, told.out) == (2, "")
    assert "planned" in told.err


def test_an_unknown_document(study: Desk) -> None:
    told = study.run("code", "d9", 0, 20, "plans/budget")
    assert (told.code, told.out) == (1, "")
    assert "d9" in told.err


def test_taking_codings_away_and_bringing_them_back(study: Desk) -> None:
    for end in (20, 30, 40):
        study.done("code", "d1", 0, end, "budget")
    assert "2" in study.done("uncode", "k1", "k3").err
    assert study.done("status", "--json").json["codings"] == 1
    study.done("undo")
    assert study.done("status", "--json").json["codings"] == 3
    assert study.done("code", "d1", 0, 50, "budget").out == "k4\n"


def test_one_unknown_coding_among_many_takes_none_away(study: Desk) -> None:
    study.done("code", "d1", 0, 20, "budget")
    told = study.run("uncode", "k1", "k77")
    assert (told.code, told.out) == (1, "")
    assert "k77" in told.err
    assert study.done("status", "--json").json["codings"] == 1


def test_memos_on_everything(study: Desk) -> None:
    study.done("code", "d1", 0, 20, "budget")
    for target, kept in (
        ("k1", "coding:k1"),
        ("d2", "document:d2"),
        ("plans/budget", "code:plans/budget"),
        ("support", "code:support"),
        ("Kronobergs län", "document:d3"),
        ("case:Kronoberg", "case:Kronobergs län"),
        ("Skåne", "case:Skåne län"),
        ("project", "project"),
    ):
        assert study.done("memo", target, "  En tanke på åtta språk  ").out.startswith("m")
        assert study.done("memo", "--list", "--json").json[-1]["target"] == kept
    assert len(study.done("memo", "--list", "--json").json) == 8
    [memo] = study.done("memo", "--list", "k1", "--json").json
    assert memo == {"id": "m1", "target": "coding:k1", "text": "En tanke på åtta språk", "coder": "kodare-1"}
    assert "En tanke på åtta språk" in study.done("memo", "--list", "project").out


@pytest.mark.parametrize(
    ("target", "text"), [("d1", ""), ("d1", "  \n"), ("nowhere", "ord"), ("case:Gotlnad", "ord"), ("coding:d1", "ord")]
)
def test_a_memo_without_words_or_place(study: Desk, target: str, text: str) -> None:
    told = study.run("memo", target, text)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert study.done("memo", "--list", "--json").json == []


def test_reading_makes_silence_known(study: Desk) -> None:
    def cell() -> str:
        return str(study.done("matrix", "--json").json["cells"]["Gotlands län"]["support/training"]["status"])

    assert cell() == "unread"
    assert "1" in study.done("read", "Gotland").err
    assert cell() == "not-mentioned"
    study.done("read", "d1", "--undo")
    assert cell() == "unread"
    study.done("read", "--all")
    assert all(d["read"] for d in study.done("status", "--json").json["documents"])
    study.done("undo")
    assert not any(d["read"] for d in study.done("status", "--json").json["documents"])


def test_one_unknown_document_among_many_marks_none(study: Desk) -> None:
    assert study.run("read", "d1", "d77").code == 1
    assert not any(d["read"] for d in study.done("status", "--json").json["documents"])


def test_the_same_passage_coded_again_counts_once_and_takes_the_new_status(study: Desk) -> None:
    start, end = study.span("d1", "handlingsplan")
    first = study.done("code", "d1", start, end, "plans/county-plan")
    again = study.done("code", "d1", start, end, "plans/county-plan", "--status", "past")
    assert first.out == again.out
    assert study.done("code", "d1", start, end, "plans/county-plan", "--status", "past").out == first.out
    other = study.done("code", "d1", start, end, "plans/county-plan", "--coder", "kodare-2")
    assert other.out != first.out
    study.done("undo", "1")
    assert study.done("status", "--json").json["codings"] == 2


def test_a_coding_is_changed(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    study.done("code", "d1", start, end, "plans/budget")
    told = study.done("recode", "k1", "--status", "absent", "--code", "training", "--end", end - 1, "--json")
    [made] = told.json
    assert (made["code"], made["status"], made["start"], made["end"]) == ("support/training", "absent", start, end - 1)
    study.done("recode", "k1", "--start", start + 4)
    study.done("undo")
    assert study.done("recode", "k1", "--status", "past").out == f"k1  d1 {start}–{end - 1}  support/training  past\n"


def test_a_coding_is_split_and_undo_joins_it(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    study.done("code", "d1", start, end, "plans/budget", "--status", "absent")
    told = study.done("recode", "k1", "--split", start + len("Det finns "), "--json").json
    text = study.text("d1")
    assert [(c["id"], text[c["start"] : c["end"]]) for c in told] == [
        ("k1", "Det finns"),
        ("k2", "ingen budget för arbetet"),
    ]
    assert {c["status"] for c in told} == {"absent"}
    study.done("undo")
    assert study.done("status", "--json").json["codings"] == 1


def test_a_split_outside_the_coding_is_refused(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    study.done("code", "d1", start, end, "plans/budget")
    for at in (start, end, end + 5):
        told = study.run("recode", "k1", "--split", at)
        assert (told.code, told.err.count("\n")) == (2, 1)
        assert str(at) in told.err


@pytest.mark.parametrize("words", [(), ("--split", 3, "--status", "past")], ids=str)
def test_recode_wants_to_know_what(study: Desk, words: tuple[object, ...]) -> None:
    assert study.run("recode", "k1", *words).code == 2


def test_recode_refuses_what_is_not_there(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    assert study.run("recode", "k9", "--status", "past").code == 1
    study.done("code", "d1", start, end, "plans/budget")
    assert study.run("recode", "k1", "--end", 999_999).code == 1
    assert study.run("recode", "k1", "--code", "nowhere").code == 1


def test_several_codings_are_changed_as_one_step(study: Desk) -> None:
    start, end = study.span("d1", WORDS)
    study.done("code", "d1", start, end, "plans/budget")
    study.done("code", "d1", start, end, "support/training")
    told = study.done("recode", "k1", "k2", "k1", "--status", "past", "--json").json
    assert [(c["id"], c["status"]) for c in told] == [("k1", "past"), ("k2", "past")]
    study.done("undo")
    again = study.done("recode", "k1", "k2", "--code", "support/training", "--json").json
    assert [(c["id"], c["code"], c["status"]) for c in again] == [
        ("k1", "support/training", "present"),
        ("k2", "support/training", "present"),
    ]
    assert study.run("recode", "k1", "k2", "--end", end).code == 2
    assert study.run("recode", "k1", "k999", "--status", "past").code == 1
    assert study.run("recode", "--status", "past").code == 2


def test_ones_own_memo_is_changed_and_taken_away(study: Desk) -> None:
    words = study.text("d1").split("\n")[0].strip("# ")
    study.done("memo", "d1", "varför?", "--passage", words)
    study.done("memo", "--change", "m1", "därför, säger Karin Hallgren")
    [memo] = study.done("memo", "--list", "--json").json
    head, note = memo["text"].split("\n")
    assert words in head
    assert note.startswith("därför, säger")
    assert "Hallgren" not in note
    assert study.run("memo", "--change", "m1", "mitt", "--coder", "Åsa").code == 1
    assert study.run("memo", "--change", "m9", "mitt").code == 1
    for wrong in (("--change", "m1"), ("--remove", "m1", "x"), ("--remove", "m1", "--list"), ("--change", "m1", " ")):
        assert study.run("memo", *wrong).code == 2
    study.done("memo", "--remove", "m1")
    assert study.done("memo", "--list", "--json").json == []
    study.done("undo")
    assert len(study.done("memo", "--list", "--json").json) == 1


def test_a_memo_on_words_of_a_document(study: Desk) -> None:
    words = study.text("d1").split("\n")[0].strip("# ")
    study.done("memo", "d1", "why?", "--passage", words)
    [memo] = study.done("memo", "--list", "--json").json
    assert memo["target"] == "document:d1"
    assert memo["text"].endswith("\nwhy?")
    told = study.run("memo", "d1", "why?", "--passage", "words that nobody said")
    assert told.code == 2
    assert "does not stand in d1" in told.err
