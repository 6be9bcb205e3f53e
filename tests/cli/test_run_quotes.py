"""`quotes`: the fixed JSON, opaque ids, what is replaced, and the gate before them."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES, PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk


def ready(desk: Desk) -> None:
    desk.done("accept", "--all")
    desk.done("anonymise", "accept", "--all")


def test_quotes_as_the_contract_says(study: Desk) -> None:
    ready(study)
    told = study.done("quotes", "--json").json
    assert {q["code"] for q in told} == {"plans/county-plan", "plans/budget", "support/relatives", "support/training"}
    assert [q["id"] for q in told] == sorted(q["id"] for q in told)
    for quote in told:
        assert {"id", "code", "text", "elisions", "replacements"} <= set(quote)
        assert re.fullmatch(r"q[0-9a-f]{10}", quote["id"])
        for one in quote["replacements"]:
            assert set(one) == {"start", "end", "type", "replacement"}
            assert quote["text"][one["start"] : one["end"]] == one["replacement"]


def test_quotes_name_no_person_county_or_town(study: Desk) -> None:
    ready(study)
    told = study.done("quotes", "--json", "--per-code", "9")
    assert not [n for n in (*NAMES, "Gotland", "Dalarna", "Falun") if n in told.out]
    [training] = [q for q in told.json if q["code"] == "support/training"]
    assert {r["type"] for r in training["replacements"]} == {"place"}


def test_ids_are_the_same_every_time_and_another_projects_differ(study: Desk) -> None:
    ready(study)
    first = [q["id"] for q in study.done("quotes", "--json").json]
    assert [q["id"] for q in study.done("quotes", "--json").json] == first
    other = study.folder / "other"
    assert study.answer("init", other, "--codebook", study.codebook).code == 0
    for words in (
        ("import", study.minutes / "gotland.md", study.minutes / "dalarna.txt", study.minutes / "kronoberg utkast.txt"),
        ("suggest",),
        ("accept", "--all"),
        ("anonymise", "accept", "--all"),
    ):
        assert study.answer(*words, "--project", other).code == 0
    theirs = study.answer("quotes", "--json", "--project", other).json
    assert {q["text"] for q in theirs} == {q["text"] for q in study.done("quotes", "--json").json}
    assert not {q["id"] for q in theirs} & set(first)


def test_only_so_many_for_a_code_from_different_cases_first(study: Desk) -> None:
    start, end = study.span("d1", "Det finns ingen budget för arbetet")
    study.done("code", "d1", start, end, "plans/county-plan")
    study.done("code", "d1", 33, 60, "plans/county-plan")
    start, end = study.span("d2", "Länet saknar handlingsplan")
    study.done("code", "d2", start, end, "plans/county-plan")
    study.done("anonymise", "accept", "--all")
    assert len(study.done("quotes", "--json", "--per-code", "1").json) == 1
    two = study.done("quotes", "--json", "--per-code", "2").json
    assert "Länet saknar handlingsplan" in {q["text"] for q in two}
    assert len(study.done("quotes", "--json", "--per-code", "9").json) == 3


def test_one_code_or_theme_only(study: Desk) -> None:
    ready(study)
    assert {q["code"] for q in study.done("quotes", "--json", "--code", "plans/budget").json} == {"plans/budget"}
    assert {q["code"] for q in study.done("quotes", "--json", "--code", "support").json} == {
        "support/relatives",
        "support/training",
    }
    assert study.run("quotes", "--code", "plans/bugdet").code == 1


def test_drafts_give_no_quotes(study: Desk) -> None:
    ready(study)
    assert "sedan länge" not in study.done("quotes", "--json", "--per-code", "9").out


def test_unreviewed_documents_are_held_back_unless_asked_for(study: Desk) -> None:
    study.done("accept", "--all")
    study.done("anonymise", "accept", "d2")
    told = study.done("quotes", "--json", "--per-code", "9")
    assert "Anhörigstöd" not in told.out
    assert "1 document gives" in told.err
    asked = study.done("quotes", "--json", "--per-code", "9", "--allow-unreviewed").json
    marks = {q["code"]: q["unreviewed"] for q in asked}
    assert (marks["support/relatives"], marks["support/training"]) == (True, False)
    assert "not reviewed" in study.done("quotes", "--allow-unreviewed").out


def test_markup_is_taken_out_and_cuts_are_counted(study: Desk) -> None:
    path = study.folder / "kalmar.md"
    path.write_text(
        "---\ncase: Kalmar\nwave: '2024'\n---\n- Vi har **ingen** /.../ budget\n  för arbetet [...] alls i dag.\n",
        encoding="utf-8",
    )
    study.done("import", path)
    text = study.text("d4")
    study.done("code", "d4", 0, len(text.rstrip()), "plans/budget")
    study.done("anonymise", "accept", "--all")
    [quote] = study.done("quotes", "--json").json
    assert quote["text"] == "Vi har ingen […] budget för arbetet […] alls i dag."
    assert [quote["text"][at : at + 3] for at in quote["elisions"]] == ["[…]", "[…]"]


def test_the_sign_for_cuts_follows_the_settings(study: Desk) -> None:
    settings = study.project / "qualcode.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('[…]"\n', '/../"\n'), encoding="utf-8")
    (study.folder / "k.txt").write_text("Kalmar län 2024\n\nVi har en budget [...] för arbetet.\n")
    study.done("import", study.folder / "k.txt")
    start, end = study.span("d4", "Vi har en budget [...] för arbetet.")
    study.done("code", "d4", start, end, "plans/budget")
    study.done("anonymise", "accept", "--all")
    [quote] = study.done("quotes", "--json").json
    assert quote["text"] == "Vi har en budget /../ för arbetet."
    assert quote["elisions"] == [17]


def test_for_people_quotes_stand_with_code_and_status(study: Desk) -> None:
    ready(study)
    told = study.done("quotes")
    assert "plans/budget  absent" in told.out
    assert "”" in told.out


def test_nothing_coded_says_what_to_do(study: Desk) -> None:
    told = study.done("quotes")
    assert told.out == ""
    assert "qualcode accept" in told.err


def test_quotes_to_word(study: Desk) -> None:
    ready(study)
    target = study.project / "exports" / "quotes.docx"
    told = study.done("quotes", "--to", target)
    assert told.out == f"{target}\n"
    first = target.read_bytes()
    study.done("quotes", "--to", target)
    assert target.read_bytes() == first
    assert study.run("leakcheck", target).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("quotes",),
        ("quotes", "--json"),
        ("quotes", "--to", "q.docx"),
        ("matrix", "--to", "m.docx"),
        ("matrix", "--to", "m.csv", "--level", "theme", "--audience", "published", "--allow-unjudged"),
        ("counts", "--to", "c.docx", "--allow-unjudged"),
    ],
    ids=" ".join,
)
def test_with_a_vault_the_passphrase_is_needed(guarded: Desk, words: tuple[str, ...]) -> None:
    ready(guarded)
    told = guarded.run(*words)
    assert (told.code, told.out, told.err.count("\n")) == (4, "", 1)
    assert "--passphrase-fd" in told.err
    assert not [p for p in guarded.folder.iterdir() if p.suffix in {".docx", ".csv"} or p.name.startswith(".qualcode")]


@pytest.mark.parametrize(
    "words",
    [
        ("suggest",),
        ("accept", "--all"),
        ("matrix", "--json"),
        ("matrix",),
        ("status",),
        ("code", "d1", 0, 20, "budget"),
    ],
    ids=lambda w: " ".join(map(str, w)),
)
def test_what_shows_no_passages_outside_needs_none(guarded: Desk, words: tuple[object, ...]) -> None:
    assert guarded.run(*words).code == 0


def test_with_the_passphrase_they_are_given_and_it_leaves_the_environment(guarded: Desk, passphrase: str) -> None:
    ready(guarded)
    target = guarded.folder / "q.docx"
    assert os.environ["QUALCODE_PASSPHRASE"] == passphrase
    guarded.done("quotes", "--to", target)
    assert "QUALCODE_PASSPHRASE" not in os.environ
    assert target.stat().st_size > 1000


def test_with_a_wrong_passphrase_nothing_is_given(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(guarded)
    for words in (("quotes", "--json"), ("quotes", "--to", "q.docx"), ("matrix", "--to", "m.csv")):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE + " ")
        told = guarded.run(*words)
        assert (told.code, told.out) == (4, "")
        assert PASSPHRASE not in told.err
    assert not list(guarded.folder.glob("*.docx"))


def test_on_a_terminal_the_passphrase_is_asked_for(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked = []
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt, **_: asked.append(prompt) or PASSPHRASE)
    ready(guarded)
    assert guarded.run("quotes", "--json").code == 0
    assert len(asked) == 1


def test_the_balance_of_quotes_names_who_is_never_quoted(study: Desk) -> None:
    study.done("suggest")
    study.done("accept", "--all")
    study.done("anonymise", "accept", "d1")
    told = study.done("quotes", "--balance", "--json").json
    assert [(c["case"], c["quotes"] > 0) for c in told["cases"]] == [("Dalarnas län", False), ("Gotlands län", True)]
    plan = next(c for c in told["codes"] if c["code"] == "plans/county-plan")
    assert (plan["codings"], plan["main"], plan["share"]) == (2, "absent", 0.5)
    assert (plan["alike"], plan["contrasting"]) == (0, 1)
    shown = study.done("quotes", "--balance").out
    assert "Never quoted: Dalarnas län." in shown
    assert "inte" in next(
        line for line in study.done("quotes", "--balance", "--lang", "sv").out.splitlines() if "county-plan  " in line
    )
    assert "More quotes against than with what is mostly said: plans/county-plan" in shown
    assert study.run("quotes", "--balance", "--to", "x.docx").code == 2


def test_words_that_two_coders_coded_are_quoted_once(study: Desk) -> None:
    start, end = study.span("d2", "Länet saknar handlingsplan")
    study.done("code", "d2", start, end, "plans/county-plan", "--status", "absent")
    study.done("code", "d2", start, end, "plans/county-plan", "--status", "planned", "--coder", "bo")
    study.done("anonymise", "accept", "--all")
    told = study.done("quotes", "--code", "plans/county-plan", "--per-code", 9, "--json").json
    assert [q["text"] for q in told] == ["Länet saknar handlingsplan"]


def test_quotes_picked_by_hand_are_those_and_no_others(study: Desk) -> None:
    ready(study)
    told = study.done("quotes", "--json", "--pick", "k1", "--pick", "k2", "--pick", "k1").json
    assert 1 <= len(told) <= 2
    [one] = study.done("quotes", "--json", "--pick", "k2").json
    assert one in told
    assert study.run("quotes", "--pick", "k1", "--code", "plans").code == 2
    assert study.run("quotes", "--pick", "k999").code != 0


def test_a_picked_quote_of_a_document_nobody_reviewed_is_refused(study: Desk) -> None:
    study.done("accept", "--all")
    told = study.run("quotes", "--pick", "k1")
    assert told.code == 4
    assert "nobody has reviewed" in told.err
    [quote] = study.done("quotes", "--json", "--pick", "k1", "--allow-unreviewed").json
    assert quote["unreviewed"]
