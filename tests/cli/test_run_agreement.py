"""`agreement` on a tiny study that two coders code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


@pytest.fixture
def coded(study: Desk) -> Desk:
    """Two coders, who agree on the plan of Gotland and differ on the budget of Dalarna; Kronoberg's draft is left out."""
    for who in ("Åsa", "Bo"):
        study.done("code", "d1", *study.span("d1", "länet har en handlingsplan"), "plans/county-plan", "--coder", who)
        study.done(
            "code",
            "d2",
            *study.span("d2", "Länet saknar handlingsplan"),
            "plans/county-plan",
            "--status",
            "absent",
            "--coder",
            who,
        )
    study.done("code", "d2", *study.span("d2", "vi har en budget för arbetet"), "plans/budget", "--coder", "Åsa")
    return study


def test_agreement_by_cell(coded: Desk) -> None:
    told = coded.done("agreement", "--json").json
    assert (told["unit"], told["coders"]) == ("cell", ["Bo", "Åsa"])
    codes = {c["code"]: c for c in told["codes"]}
    assert (codes["plans/county-plan"]["units"], codes["plans/county-plan"]["used"]) == (2, 2)
    assert codes["plans/county-plan"]["krippendorff_alpha"]["value"] == 1
    assert codes["plans/budget"]["percent"]["value"] == pytest.approx(0.5)
    assert (told["overall"]["units"], told["overall"]["used"]) == (8, 3)
    assert told["overall"]["percent"]["value"] == pytest.approx(7 / 8)
    # Units of (absent, absent), (present, present), (–, present) and five of (–, –): 16 values, n− = 11, n+ = 3, n○ = 2.
    expected = (16**2 - 16 - (11 * 10 + 3 * 2 + 2 * 1)) / (16 - 1)
    assert told["overall"]["krippendorff_alpha"]["value"] == pytest.approx(1 - 2 / expected)
    assert told["suggested"] == 0


def test_all_adds_the_other_coefficients(coded: Desk) -> None:
    told = coded.done("agreement", "--all", "--json").json["overall"]
    assert {"scott_pi", "fleiss_kappa", "conger_kappa", "brennan_prediger", "gwet_ac1", "holsti"} <= set(told)
    assert told["holsti"]["value"] == pytest.approx(2 * 2 / 5)
    by_span = coded.done("agreement", "--all", "--unit", "span", "--json").json["overall"]
    assert 0 < by_span["krippendorff_alpha_unitised"]["value"] < 1
    assert by_span["units"] == 4 * sum(len(coded.text(d)) for d in ("d1", "d2"))
    by_segment = coded.done("agreement", "--all", "--unit", "segment", "--json").json["overall"]
    assert by_segment["krippendorff_alpha_masi"]["value"] < 1
    by_document = coded.done("agreement", "--unit", "document", "--json").json["overall"]
    assert by_document["percent"]["value"] == pytest.approx(7 / 8)


def test_a_code_that_all_rated_alike_is_said_to_have_no_kappa(coded: Desk) -> None:
    shown = coded.done("agreement").out
    codes = coded.done("agreement", "--json").json["codes"]
    alike = [c["code"] for c in codes if c["units"] and c["cohen_kappa"]["value"] is None]
    assert "support/training" in alike
    assert f"κ and α of {len(alike)} codes are not defined" in shown
    assert coded.run("agreement", "--unit", "span").code == 0


def test_coders_are_named_one_after_the_other(coded: Desk) -> None:
    coded.done("read", "d1", "--coder", "Cecilia")
    assert coded.done("agreement", "--coders", "Åsa", "Bo", "--json").json["coders"] == ["Åsa", "Bo"]
    assert coded.done("agreement", "--json").json["coders"] == ["Bo", "Cecilia", "Åsa"]
    assert "reader" in coded.run("agreement", "--coders", "Åsa", "reader").err
    assert coded.run("agreement", "Åsa", "Bo").code == 2
    alone = coded.run("agreement", "--coders", "Åsa")
    assert (alone.code, "only Åsa was named; name one more after --coders: Bo, Cecilia" in alone.err) == (1, True)


@pytest.mark.parametrize("unit", ["cell", "segment", "span"])
def test_ids_of_codes_stand_whole_beside_all_coefficients(coded: Desk, unit: str) -> None:
    shown = coded.done("agreement", "--all", "--unit", unit).out
    listed = coded.done("agreement", "--all", "--unit", unit, "--json").json
    ids = [c["code"] for c in listed["codes"] if c["units"]]
    tables = -(-len(set(listed["overall"]) - {"units", "used"}) // 4)
    firsts = [words[0] for words in map(str.split, shown.splitlines()) if words]
    assert [firsts.count(one) for one in ids] == [tables] * len(ids)


def test_work_that_began_with_suggestions_is_left_out_and_said(coded: Desk) -> None:
    coded.done("suggest")
    coded.done("accept", "--code", "support/relatives", "--coder", "Bo")
    told = coded.done("agreement", "--json")
    assert told.json["left_out"] == [{"document": "d1", "coder": "Bo"}]
    assert told.json["overall"]["units"] == 4
    assert told.json["suggested"] == pytest.approx(1 / 6)
    taken = coded.done("agreement", "--with-suggested", "--json").json
    assert (taken["left_out"], taken["overall"]["units"]) == ([], 8)
    assert any("began as suggestions" in s for s in taken["meaning"])


def test_judgements_made_as_proposed_are_not_blind(coded: Desk) -> None:
    coded.done("judge", "--as-proposed", "--coder", "Cecilia")
    told = coded.run("agreement", "--coders", "Åsa", "Cecilia")
    assert told.code == 1
    assert "nothing in common" in told.err
    assert coded.done("agreement", "--coders", "Åsa", "Cecilia", "--with-suggested", "--json").json["overall"]["units"]


def test_a_judgement_stands_for_the_coder_in_place_of_the_codings(coded: Desk) -> None:
    coded.done("judge", "Dalarna", "plans/budget", "present", "--coder", "Bo")
    assert coded.done("agreement", "--json").json["overall"]["percent"]["value"] == 1


def test_differences_are_listed_and_settled(coded: Desk) -> None:
    [one] = coded.done("agreement", "--disagreements", "--json").json
    assert (one["case"], one["code"]) == ("Dalarnas län", "plans/budget")
    assert one["statuses"] == {"Bo": "not-mentioned", "Åsa": "present"}
    assert one["consensus"] is None
    coded.done("judge", "Dalarna", "plans/budget", "present", "--consensus", "står i andra stycket")
    told = coded.done("judge", "Dalarna", "plans/budget", "absent", "--coder", "Bo")
    assert "What the coders have agreed on stands above it: present." in told.err
    cell = coded.done("matrix", "--json").json["cells"]["Dalarnas län"]["plans/budget"]
    assert (cell["status"], cell["judged"]) == ("present", True)
    [one] = coded.done("agreement", "--disagreements", "--json").json
    assert (one["consensus"], one["reason"]) == ("present", "står i andra stycket")
    step = coded.done("history", "--json").json[1]
    assert (step["action"], step["about"]["reason"]) == ("settle", "står i andra stycket")
    shown = coded.done("agreement", "--disagreements").out
    assert "Dalarnas län, plans/budget: present, recorded by kodare-1: står i andra stycket" in shown


def test_a_consensus_brings_its_reason_along(coded: Desk, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    before = tmp_path / "before.db"
    coded.done("backup", str(before))
    coded.done("judge", "Dalarna", "plans/budget", "present", "--consensus", "står i andra stycket", "--coder", "Bo")
    coded.done("backup", str(theirs))
    coded.done("snapshot", str(tmp_path / "kept"))
    coded.done("restore-backup", str(before))
    assert coded.done("agreement", "--disagreements", "--json").json[0]["consensus"] is None
    coded.done("merge", str(theirs))
    told = "Dalarnas län, plans/{code}: present, recorded by Bo: står i andra stycket"
    assert told.format(code="budget") in coded.done("agreement", "--disagreements").out
    coded.done("codebook", "rename", "plans/budget", "means")
    assert told.format(code="means") in coded.done("agreement", "--disagreements").out
    coded.done("undo", "2")
    coded.done("restore", str(tmp_path / "kept"))
    assert told.format(code="budget") in coded.done("agreement", "--disagreements").out


def test_a_consensus_takes_over_the_summary_of_its_cell(coded: Desk) -> None:
    coded.done("judge", "Dalarna", "plans/budget", "absent", "--summary", "saknas helt")
    coded.done("judge", "Dalarna", "plans/budget", "present", "--consensus", "står i andra stycket")
    cell = coded.done("matrix", "--values", "status,summary", "--json").json["cells"]["Dalarnas län"]["plans/budget"]
    assert (cell["status"], cell["summary"]) == ("present", "saknas helt")


def test_names_in_the_reason_are_hidden(coded: Desk) -> None:
    coded.done("judge", "Dalarna", "plans/budget", "present", "--consensus", "Birgitta Hammarlyng sade så")
    assert "Hammarlyng" not in coded.done("history", "--json").out


def test_one_coder_is_too_few(study: Desk) -> None:
    study.done("read", "d1")
    told = study.run("agreement")
    assert (told.code, "at least two coders" in told.err) == (1, True)


def test_a_table_with_words_in_swedish(coded: Desk) -> None:
    coded.asked = ("--lang", "sv")
    told = coded.done("agreement")
    assert "plans/county-plan" in told.out
    assert "0,88" in told.out
    assert "Samstämmighet säger att" in told.out


def test_differences_come_with_each_coders_passages(coded: Desk) -> None:
    told = coded.done("agreement", "--disagreements", "--spans", "--json").json
    [cell] = told
    [passage] = cell["passages"]
    assert passage["document"] == "d2"
    assert passage["coders"]["Bo"] == []
    assert [s["text"] for s in passage["coders"]["Åsa"]] == ["vi har en budget för arbetet"]
    shown = coded.done("agreement", "--disagreements", "--spans").out
    assert "Åsa: present ”vi har en budget för arbetet”" in shown
    assert "Bo: –" in shown
    assert coded.run("agreement", "--spans").code == 2


def test_what_one_shared_case_says_has_no_interval(study: Desk) -> None:
    for who in ("Åsa", "Bo"):
        study.done("code", "d1", *study.span("d1", "länet har en handlingsplan"), "plans/county-plan", "--coder", who)
    study.done("code", "d1", *study.span("d1", "beslutades i våras"), "plans/budget", "--coder", "Bo")
    # Only Åsa has coded the other case: it is in the table, and says nothing of agreement.
    study.done("code", "d2", *study.span("d2", "Länet saknar handlingsplan"), "plans/county-plan", "--coder", "Åsa")
    overall = study.done("agreement", "--json").json["overall"]
    assert overall["percent"]["value"] is not None
    assert overall["percent"]["low"] is overall["percent"]["high"] is None
