"""`suggest`, `accept`, `reject`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk


def waiting(desk: Desk, *words: object) -> list[dict[str, Any]]:
    return list(desk.done("suggest", "--list", "--json", *words).json)


def asserted(desk: Desk) -> list[dict[str, Any]]:
    return [s for s in waiting(desk) if s["status"] != "not-asserted"]


def test_suggestions_say_what_they_met_and_why(study: Desk) -> None:
    found = {(s["document"], s["code"]): s for s in waiting(study)}
    plan = found["d1", "plans/county-plan"]
    assert set(plan) == {"id", "document", "code", "start", "end", "text", "status", "score", "why"}
    assert set(plan["why"]) == {"indicator", "rule", "matched", "cues", "corrects"}
    assert plan["status"] == "present"
    assert plan["why"]["matched"] == ["handlingsplan"]
    assert study.text("d1")[plan["start"] : plan["end"]] == plan["text"]
    assert found["d1", "plans/budget"]["status"] == "absent"
    assert "ingen" in " ".join(found["d1", "plans/budget"]["why"]["cues"])
    assert found["d1", "support/relatives"]["status"] == "planned"
    assert found["d2", "plans/county-plan"]["status"] == "absent"
    assert 0 <= plan["score"] <= 1


def test_the_list_for_people_quotes_words_and_names_the_rule(study: Desk) -> None:
    said = {
        "en": "the indicator plans/county-plan#1 recognises ”",
        "sv": "indikatorn plans/county-plan#1 känner igen ”",
    }
    for language, word in said.items():
        told = study.answer("--project", study.project, "--lang", language, "suggest", "--list", "--document", "d1")
        assert "handlingsplan" in told.out
        assert "plans/county-plan" in told.out
        assert word in told.out


def test_a_run_gives_the_same_suggestions_under_the_same_ids(study: Desk) -> None:
    before = waiting(study)
    told = study.done("suggest", "--json")
    assert told.json == before
    assert "Documents: 3" in told.err


def test_two_processes_find_the_same(study: Desk) -> None:
    before = waiting(study)
    study.done("suggest", "--workers", "2")
    assert waiting(study) == before


def test_suggestions_never_become_codings_by_themselves(study: Desk) -> None:
    study.done("suggest")
    status = study.done("status", "--json").json
    assert status["codings"] == 0
    assert status["waiting"] == len(asserted(study)) > 0


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--code", "plans"), {"plans/county-plan", "plans/budget"}),
        (("--code", "plans/budget"), {"plans/budget"}),
        (("--code", "budget"), {"plans/budget"}),
        (("--document", "d1"), {"plans/county-plan", "plans/budget", "support/relatives"}),
        (("--document", "gotland.md", "--code", "support"), {"support/relatives"}),
        (("--min-score", "0.78"), {"plans/county-plan", "support/relatives", "support/training"}),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_accepting_in_bulk_takes_just_what_was_said(study: Desk, words: tuple[str, ...], codes: set[str]) -> None:
    before = {s["id"] for s in asserted(study)}
    told = study.done("accept", *words)
    left = {s["id"] for s in asserted(study)}
    taken = study.done("status", "--json").json["codings"]
    assert told.out == ""
    assert f"accepted: {taken}" in told.err
    assert len(before) - len(left) == taken > 0
    assert {c["code"] for c in codings(study)} == codes


def codings(desk: Desk) -> list[dict[str, Any]]:
    import sqlite3

    with sqlite3.connect(desk.project / "project.db") as db:
        db.row_factory = sqlite3.Row
        rows = [dict(r) for r in db.execute("select * from coding order by id")]
    db.close()
    return rows


def test_accepting_all_leaves_out_what_asserts_nothing(study: Desk) -> None:
    study.done("accept", "--all")
    assert asserted(study) == []
    assert all(c["status"] != "not-asserted" for c in codings(study))
    assert all(c["origin"] == "suggestion" for c in codings(study))


def test_accepting_in_bulk_keeps_scores_and_singly_counts_as_certain(study: Desk) -> None:
    one, *_ = asserted(study)
    study.done("accept", one["id"])
    study.done("accept", "--document", "d2")
    by_document = {c["document"]: c["score"] for c in codings(study)}
    assert by_document["d1"] == 1
    assert by_document["d2"] < 1
    steps = study.done("history", "--json").json
    assert [s["about"]["bulk"] for s in steps[:2]] == [True, False]


def test_a_decision_stands_when_the_engine_runs_again(study: Desk) -> None:
    first, second, *_ = asserted(study)
    study.done("accept", first["id"])
    study.done("reject", second["id"])
    study.done("suggest")
    assert {first["id"], second["id"]}.isdisjoint(s["id"] for s in waiting(study))
    assert len(codings(study)) == 1


def test_a_decision_can_be_undone_and_done_again(study: Desk) -> None:
    before = waiting(study)
    study.done("accept", "--all")
    study.done("undo")
    assert waiting(study) == before
    assert codings(study) == []
    study.done("redo")
    assert asserted(study) == []


def test_rejecting_makes_no_coding_and_is_remembered(study: Desk) -> None:
    told = study.done("reject", "--code", "plans")
    assert "rejected: 5" in told.err
    assert codings(study) == []
    assert {s["code"] for s in asserted(study)} == {"support/relatives", "support/training"}
    assert study.done("history", "--json").json[0]["action"] == "reject"


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_an_unknown_or_decided_id_decides_nothing(study: Desk, command: str) -> None:
    one, two, *_ = asserted(study)
    study.done("accept", one["id"])
    for wrong in (one["id"], "s0000000000"):
        told = study.run(command, two["id"], wrong)
        assert (told.code, told.out) == (1, "")
        assert wrong in told.err
    assert len(codings(study)) == 1
    assert two["id"] in {s["id"] for s in waiting(study)}


def test_accepting_nothing_leaves_no_step(study: Desk) -> None:
    study.done("accept", "--all")
    before = study.done("history", "--json").json
    assert "accepted: 0" in study.done("accept", "--all").err
    assert study.done("history", "--json").json == before


@pytest.mark.parametrize("words", [("accept", "--code", "plan"), ("suggest", "--list", "--code", "plans/plan")])
def test_an_unknown_code_offers_the_nearest(study: Desk, words: tuple[str, ...]) -> None:
    told = study.run(*words)
    assert (told.code, told.out) == (1, "")
    assert "plans/county-plan" in told.err


def test_a_faulty_codebook_suggests_nothing_and_keeps_what_there_was(study: Desk) -> None:
    before = waiting(study)
    book = study.project / "codebooks" / "small.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(text.replace("words: [budget]", "wodrs: [budget]"), encoding="utf-8")
    told = study.run("suggest")
    assert (told.code, told.out) == (1, "")
    assert "codebook check" in told.err
    book.write_text(text, encoding="utf-8")
    assert waiting(study) == before


def test_a_changed_codebook_takes_the_place_of_the_old_suggestions(study: Desk) -> None:
    book = study.project / "codebooks" / "small.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("words: [budget]", "words: [skolan]"), encoding="utf-8")
    study.done("suggest")
    assert [s["document"] for s in waiting(study, "--code", "plans/budget")] == ["d2"]
    assert "skolan" in waiting(study, "--code", "plans/budget")[0]["text"]


def test_suggesting_works_without_the_vaults_passphrase(guarded: Desk) -> None:
    assert guarded.run("suggest").code == 0
    assert guarded.run("accept", "--all").code == 0
    assert guarded.run("matrix", "--json").code == 0
    assert guarded.run("counts", "--json", "--allow-unjudged").code == 0


def explained(desk: Desk, *words: object) -> dict[str, Any]:
    return dict(desk.done("suggest", "--explain", "--json", *words).json)


def fates(told: dict[str, Any]) -> dict[str, tuple[int, int, int, int]]:
    return {f["indicator"]: (f["accepted"], f["changed"], f["rejected"], f["waiting"]) for f in told["indicators"]}


def test_explaining_tells_what_became_of_each_indicator(study: Desk) -> None:
    budget = [s["id"] for s in waiting(study, "--code", "budget")]
    plans = [s["id"] for s in waiting(study, "--code", "county-plan")]
    study.done("reject", budget[0])
    study.done("accept", plans[0])
    told = explained(study)
    assert fates(told)["plans/budget#1"] == (0, 0, 1, len(budget) - 1)
    assert fates(told)["plans/county-plan#1"] == (1, 0, 0, len(plans) - 1)
    assert told["indicators"][0]["indicator"] == "plans/budget#1"
    assert told["indicators"][0]["line"] > 0
    assert [r["id"] for r in told["rejected"]] == budget[:1]
    assert "budget" in told["rejected"][0]["text"]
    assert told["misses"] == []


def test_explaining_tells_codings_that_no_suggestion_met(study: Desk) -> None:
    text = study.text("d2")
    start = text.index("utbildning")
    study.done("code", "d2", start, start + 19, "plans/budget")
    study.done("code", "d2", start, start + 19, "support/training")
    told = explained(study)
    [miss] = told["misses"]
    assert (miss["document"], miss["code"], miss["start"], miss["origin"]) == ("d2", "plans/budget", start, "manual")
    assert miss["text"] == text[start : start + 19]
    assert miss["nearest"]["stop"] == "nothing"
    study.done("reject", waiting(study, "--code", "budget")[0]["id"])
    shown = study.done("suggest", "--explain", "--lang", "sv").out
    assert "finns" in shown
    assert "present" not in shown
    assert explained(study, "--code", "support")["misses"] == []
    assert explained(study, "--document", "d1")["misses"] == []
    assert {f["code"] for f in explained(study, "--code", "support")["indicators"]} == {
        "support/relatives",
        "support/training",
    }


def test_an_accepted_suggestion_that_a_changed_codebook_no_longer_makes_is_a_miss(study: Desk) -> None:
    study.done("accept", "--code", "budget")
    assert explained(study)["misses"] == []
    book = study.project / "codebooks" / "small.yaml"
    words = book.read_text(encoding="utf-8")
    book.write_text(words.replace("words: [budget]", "sentence: [[budget], [räkenskap]]"), encoding="utf-8")
    study.done("suggest")
    misses = explained(study)["misses"]
    assert len(misses) == len(codings(study)) > 0
    assert {m["nearest"]["stop"] for m in misses} == {"list"}
    assert {tuple(m["nearest"]["terms"]) for m in misses} == {("räkenskap",)}


def test_explaining_does_not_run_the_engine_anew(study: Desk) -> None:
    book = study.project / "codebooks" / "small.yaml"
    before = waiting(study)
    book.write_text(book.read_text(encoding="utf-8").replace("words: [budget]", "words: [skolan]"), encoding="utf-8")
    told = explained(study)
    assert waiting(study) == before
    assert "plans/budget#1" in fates(told)


def test_explaining_for_people(study: Desk) -> None:
    study.done("reject", "--code", "plans")
    for language, rejected, missed in (
        ("en", "Rejected: 5", "Coded, but no suggestion met it: 0"),
        ("sv", "Avvisade: 5", "Kodade utan att något förslag träffade: 0"),
    ):
        told = study.answer("--project", study.project, "--lang", language, "suggest", "--explain", "--most", "2")
        assert told.code == 0
        assert rejected in told.out
        assert missed in told.out
        assert told.out.count("plans/county-plan#1") + told.out.count("plans/budget#1") >= 4
        assert told.out.count("\n  s") == 2
        assert ("3 more" if language == "en" else "Ytterligare 3") in told.out


def test_listing_and_explaining_at_once_is_refused(study: Desk) -> None:
    told = study.run("suggest", "--list", "--explain")
    assert (told.code, told.out) == (2, "")
    assert "--explain" in told.err


def test_what_teaches_most_is_listed_first(study: Desk) -> None:
    told = waiting(study, "--teaching")
    assert sorted(s["id"] for s in told) == sorted(s["id"] for s in asserted(study))
    assert waiting(study, "--teaching") == told


def test_those_of_the_same_rule_are_listed_and_decided(study: Desk) -> None:
    one = asserted(study)[0]
    same = waiting(study, "--like", one["id"])
    assert one["id"] in {s["id"] for s in same}
    assert {(s["code"], s["status"], s["why"]["indicator"], s["why"]["rule"]) for s in same} == {
        (one["code"], one["status"], one["why"]["indicator"], one["why"]["rule"])
    }
    before = len(asserted(study))
    study.done("accept", "--like", one["id"])
    assert study.done("status", "--json").json["codings"] == len(same)
    study.done("undo")
    study.done("reject", "--like", one["id"])
    assert len(asserted(study)) == before - len(same)


def test_one_is_accepted_with_another_status_and_code(study: Desk) -> None:
    first, second = asserted(study)[:2]
    study.done("accept", first["id"], "--as-status", "past")
    study.done("accept", second["id"], "--as-code", "support/training", "--as-status", "possible")
    ids = {s["id"] for s in asserted(study)}
    assert not ids & {first["id"], second["id"]}
    found = study.done("query", "support/training[possible]", "--json").json
    assert found
    assert study.run("accept", "--all", "--as-status", "past").code == 2
    assert study.run("accept", asserted(study)[0]["id"], "--as-code", "nowhere").code == 1


def test_teaching_and_like_go_with_the_list(study: Desk) -> None:
    assert study.run("suggest", "--teaching").code == 2
    assert study.run("suggest", "--like", "s1").code == 2
    assert study.run("suggest", "--list", "--like", "s1").code == 1


@pytest.mark.parametrize("words", [("--document", "d1"), ("--code", "plans"), ("--most", "3"), ("--most", "0")])
def test_what_narrows_a_listing_is_refused_of_a_run(study: Desk, words: tuple[str, ...]) -> None:
    told = study.run("suggest", *words)
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert "--list or --explain" in told.err


def test_without_documents_the_next_step_is_to_import(bare: Desk) -> None:
    told = bare.done("suggest")
    assert "qualcode import" in told.err
    assert "qualcode tui" not in told.err
