"""The codebook of a project is changed by command, compared, written for other programs and read back."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk


def own(desk: Desk) -> Path:
    return desk.folder / "study" / "codebooks" / "small.yaml"


@pytest.fixture
def coded(study: Desk) -> Desk:
    assert study.answer("accept", "--all", "--project", "study").code == 0
    return study


def ask(desk: Desk, *words: str) -> object:
    return desk.answer(*words, "--project", "study", "--lang", "en")


def test_a_code_is_renamed_and_undone(coded: Desk) -> None:
    before = own(coded).read_text(encoding="utf-8")
    told = ask(coded, "codebook", "rename", "county-plan", "lansplan", "--name", "Plan för länet")
    assert (told.code, told.out) == (0, "plans/lansplan\n")
    assert "3 codings" in told.err
    assert "count: plans/lansplan" in own(coded).read_text(encoding="utf-8")
    assert "plans/lansplan" in ask(coded, "matrix", "--level", "code", "--json").json["columns"]
    assert ask(coded, "undo").code == 0
    assert own(coded).read_text(encoding="utf-8") == before
    assert "plans/county-plan" in ask(coded, "matrix", "--level", "code", "--json").json["columns"]


def test_codes_move_merge_split_and_retire(coded: Desk) -> None:
    assert ask(coded, "codebook", "move", "budget", "support").out == "support/budget\n"
    assert ask(coded, "codebook", "move", "budget").code == 2
    assert ask(coded, "codebook", "move", "budget", "--root").out == "budget\n"
    assert ask(coded, "codebook", "merge", "budget", "county-plan").out == "plans/county-plan\n"
    told = ask(coded, "codebook", "split", "county-plan", "budget", "--words", "budget", "--name", "Budget")
    assert told.out == "plans/budget\n"
    assert "2 codings" in told.err
    retired = ask(coded, "codebook", "retire", "training")
    assert retired.code == 0
    assert "What rests on it stays: 1 coding." in retired.err
    assert "retired: true" in own(coded).read_text(encoding="utf-8")
    assert ask(coded, "codebook", "retire", "training", "--back").code == 0
    assert ask(coded, "codebook", "retire", "training", "--back").code == 2
    assert ask(coded, "undo", "6").code == 0
    assert "retired" not in own(coded).read_text(encoding="utf-8")


def test_what_was_done_to_a_code_is_told_in_swedish(coded: Desk) -> None:
    ask(coded, "codebook", "rename", "county-plan", "lansplan", "--name", "Plan för länet")
    ask(coded, "codebook", "edit", "lansplan", "--brief", "En plan.", "--use-when", "Den gäller.")
    ask(coded, "memo", "d1", "en tanke")
    told = coded.answer("history", "--limit", "3", "--project", "study", "--lang", "sv").out
    words = " ".join(told.split())
    assert "till: Plan för länet (plans/lansplan)" in words
    assert "namn: Plan för länet" in words
    assert "vad som sägs: kort definition, när den ska användas" in words
    assert "om: dokumentet Gotlands län (d1)" in words
    assert "parts" not in words
    assert "document:" not in words


def test_a_code_is_added_and_edited(coded: Desk, tmp_path: Path) -> None:
    assert ask(coded, "codebook", "add", "kurser", "--below", "support", "--name", "Kurser").out == "support/kurser\n"
    words = ("--brief", "Kurser hålls.", "--example", "Vi har en kurs.", "--colour", "#aa3366")
    assert ask(coded, "codebook", "edit", "kurser", *words).code == 0
    rules = tmp_path / "rules.yaml"
    rules.write_text("- words: [kurs]\n", encoding="utf-8")
    assert ask(coded, "codebook", "edit", "kurser", "--indicators", str(rules)).code == 0
    rules.write_text("- wrods: [kurs]\n", encoding="utf-8")
    told = ask(coded, "codebook", "edit", "kurser", "--indicators", str(rules))
    assert (told.code, "wrods" in told.err) == (1, True)
    assert ask(coded, "codebook", "edit", "kurser", "--colour", "red").code == 2
    assert ask(coded, "codebook", "edit", "kurser").code == 2
    text = own(coded).read_text(encoding="utf-8")
    assert "Kurser hålls." in text
    assert "- words: [kurs]" in text


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "county-plan"),
        ("rename", "county-plan", "Plan"),
        ("rename", "county-plan", "budget"),
        ("move", "plans", "county-plan"),
        ("merge", "plans", "county-plan"),
        ("split", "county-plan", "x"),
        ("retire", "nothing-like-it"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(coded: Desk, words: tuple[str, ...]) -> None:
    before = own(coded).read_text(encoding="utf-8")
    told = ask(coded, "codebook", *words)
    assert told.code in (1, 2)
    assert told.err.count("\n") == 1
    assert own(coded).read_text(encoding="utf-8") == before


def test_two_codebooks_are_compared(coded: Desk) -> None:
    old = coded.folder / "old.yaml"
    old.write_bytes(own(coded).read_bytes())
    ask(coded, "codebook", "rename", "county-plan", "lansplan")
    ask(coded, "codebook", "merge", "training", "relatives")
    ask(coded, "codebook", "add", "kurser", "--below", "support")
    ask(coded, "codebook", "edit", "budget", "--brief", "Pengar finns.")
    found = ask(coded, "codebook", "diff", str(old), "--json").json
    told = {(row["change"], row["code"], row["part"]) for row in found}
    assert told >= {
        ("moved or renamed", "plans/lansplan", ""),
        ("went up in another", "support/relatives", ""),
        ("changed", "support/relatives", "indicators"),
        ("new", "support/kurser", ""),
        ("changed", "plans/budget", "brief"),
        ("changed", "count:with-plan", "count"),
    }
    assert ask(coded, "codebook", "diff", str(old), str(old), "--json").json == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "qdc"])
def test_a_codebook_goes_out_and_comes_back(coded: Desk, ending: str) -> None:
    out = coded.folder / f"codes.{ending}"
    assert ask(coded, "codebook", "export", str(out)).code == 0
    back = coded.folder / "back.yaml"
    assert ask(coded, "codebook", "import", str(out), "--to", str(back), "--in", "sv").code == 0
    assert ask(coded, "codebook", "check", str(back)).code == 0
    found = ask(coded, "codebook", "diff", str(own(coded)), str(back), "--json").json
    # Indicators and counts have no place in these formats, and REFI-QDA holds one language; all else is as it was.
    lost = {row["part"] for row in found if row["change"] == "changed"}
    assert lost <= ({"indicators", "names", "brief"} if ending == "qdc" else {"indicators"})
    assert all(row["code"].startswith("count:") for row in found if row["change"] != "changed")
    # Over a file that is there nothing is written.
    assert ask(coded, "codebook", "import", str(out), "--to", str(back)).code == 1


def test_codes_of_another_program_come_into_the_projects_codebook(coded: Desk) -> None:
    table = coded.folder / "taguette.csv"
    table.write_text("tag,description\nhopes,What they hope for\nplans,Decided things\n", encoding="utf-8")
    told = ask(coded, "codebook", "import", str(table))
    assert told.err.startswith("Codes: 1 new, 1 filled in.")
    assert "What they hope for" in own(coded).read_text(encoding="utf-8")
    # What stands there stays, and a second time there is nothing to do.
    assert "Vad som är beslutat" in own(coded).read_text(encoding="utf-8")
    assert "0 new, 0 filled" in ask(coded, "codebook", "import", str(table)).err
    assert ask(coded, "undo").code == 0
    assert "hopes" not in own(coded).read_text(encoding="utf-8")


def test_nvivos_paths_and_qualcoders_categories(coded: Desk) -> None:
    nvivo = coded.folder / "nvivo.csv"
    nvivo.write_text("Name;Description;Files\nNodes\\\\Stöd i länet\\\\Första linjen;Om vården;3\n", encoding="utf-8")
    back = coded.folder / "nvivo.yaml"
    assert ask(coded, "codebook", "import", str(nvivo), "--to", str(back)).code == 0
    text = back.read_text(encoding="utf-8")
    assert "Första linjen" in text
    assert "Stöd i länet" in text
    other = coded.folder / "other.csv"
    other.write_text("category,code,memo\nHjälp,Samtal,Om samtal\n", encoding="utf-8")
    target = coded.folder / "other.yaml"
    assert ask(coded, "codebook", "import", str(other), "--to", str(target)).code == 0
    assert ask(coded, "codebook", "check", str(target)).code == 0


def test_what_is_no_codebook(coded: Desk) -> None:
    wrong = coded.folder / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    assert ask(coded, "codebook", "import", str(wrong)).code == 1
    assert ask(coded, "codebook", "import", str(coded.folder / "no.qdc")).code == 1
    assert ask(coded, "codebook", "import", str(own(coded))).code == 2
    assert ask(coded, "codebook", "export", str(coded.folder / "x.pdf")).code == 2


def test_a_word_file_to_read(coded: Desk) -> None:
    out = coded.folder / "codebook.docx"
    assert ask(coded, "codebook", "export", str(out), "--in", "sv").code == 0
    with zipfile.ZipFile(out) as packed:
        text = packed.read("word/document.xml").decode()
    for words in ("Länsplan", "plans/county-plan", "Länet har en plan", "Anhörigstöd"):
        assert words in text


def test_what_is_said_of_a_code_names_nobody(coded: Desk) -> None:
    told = ask(coded, "codebook", "edit", "budget", "--brief", "Klubbad, sade Sixten Åkerlyng på 070-174 06 05.")
    assert told.code == 0
    assert "[telefonnummer]" in told.err
    assert "Åkerlyng" not in told.err + told.out + own(coded).read_text(encoding="utf-8")


def test_names_in_a_codebook_do_not_go_out(coded: Desk) -> None:
    ask(coded, "codebook", "edit", "budget", "--example", "Budgeten klubbades, sade ordföranden.")
    text = own(coded).read_text(encoding="utf-8")
    assert "ordföranden" in text
    named = text.replace("ordföranden", "Sixten Åkerlyng på 070-174 06 05")
    own(coded).write_text(named, encoding="utf-8")
    out = coded.folder / "codes.csv"
    told = ask(coded, "codebook", "export", str(out))
    assert told.code == 4
    assert not out.exists()
