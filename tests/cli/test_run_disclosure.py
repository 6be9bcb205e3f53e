"""`disclosure`, and what --k withholds from published files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk


def settled(desk: Desk) -> None:
    desk.done("accept", "--all")
    desk.done("read", "d1")
    desk.done("read", "d2")
    desk.done("judge", "--as-proposed")


def test_what_holds_for_one_county_is_listed_with_how_to_word_it(study: Desk) -> None:
    settled(study)
    rows = study.done("disclosure", "--json").json
    assert {"kind", "where", "what", "number", "cases", "suggestion"} == set(rows[0])
    plan = [r for r in rows if r["where"] == "with-plan" and r["kind"] == "declared count"]
    assert {r["cases"] for r in plan} == {"Gotlands län", "Dalarnas län"}
    assert any("in one county" in r["suggestion"] for r in plan)
    assert any(r["kind"] == "function" and "folkhälsostrateg" in r["what"] for r in rows)
    told = study.done("disclosure")
    assert f"Found: {len(rows)}." in told.err
    assert "ett län" in study.done("disclosure", "--lang", "sv").out.replace("\n", " ")


def test_the_report_is_internal_and_can_be_written(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(guarded)
    for suffix in ("docx", "csv", "md"):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        target = guarded.folder / f"d.{suffix}"
        told = guarded.done("disclosure", "--k", "3", "--to", target)
        assert told.out.strip() == str(target)
        assert target.stat().st_size > 100
    assert "Arbetsmaterial" in (guarded.folder / "d.md").read_text(encoding="utf-8")
    assert "Åkerlyng" not in (guarded.folder / "d.md").read_text(encoding="utf-8")
    assert guarded.run("disclosure", "--k", "0").code == 2


def numbers(desk: Desk, *words: object) -> list[list[str]]:
    target = desk.folder / "m.csv"
    desk.done("matrix", "--to", target, "--audience", "published", "--allow-unjudged", *words)
    with target.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_published_matrices_withhold_small_numbers_and_what_would_tell_them(study: Desk) -> None:
    settled(study)
    open_ = numbers(study)
    head = open_[0]
    closed = numbers(study, "--k", "3")
    assert ".." in closed[-1][0]
    changed = 0
    for before, after in zip(open_[1:], closed[1:], strict=False):
        gone = [at for at in range(2, len(head) - 1) if after[at] == ".."]
        shown = [at for at in range(2, len(head) - 1) if at not in gone]
        assert [after[at] for at in shown] == [before[at] for at in shown]
        assert all(not 0 < int(before[at]) < 3 for at in shown)
        assert len(gone) != 1
        changed += len(gone)
    assert changed
    for suffix in ("docx", "xlsx", "png"):
        study.done(
            "matrix", "--to", study.folder / f"m.{suffix}", "--audience", "published", "--allow-unjudged", "--k", "3"
        )
    themes = numbers(study, "--k", "3", "--level", "theme")
    assert any(".." in row for row in themes[1:-1])


@pytest.mark.parametrize(
    "words", [("matrix",), ("matrix", "--audience", "internal"), ("counts", "--audience", "internal"), ("frequencies",)]
)
def test_a_threshold_for_internal_eyes_is_refused_since_it_withholds_nothing(
    study: Desk, words: tuple[str, ...]
) -> None:
    for target in [study.folder / f"m.{ending}" for ending in ("csv", "docx", "png")]:
        told = study.run(*words, "--k", "5", "--to", target)
        assert (told.code, told.err.count("\n"), target.exists()) == (2, 1, False), told.err
        assert "--audience published" in told.err


def test_a_published_matrix_by_an_attribute_is_refused_while_small_numbers_are_withheld(study: Desk) -> None:
    settled(study)
    target = study.folder / "m.csv"
    told = study.run(
        "matrix", "--by", "wave", "--audience", "published", "--allow-unjudged", "--k", "5", "--to", target
    )
    assert (told.code, target.exists()) == (4, False)
    study.done("matrix", "--audience", "internal", "--to", target)
    assert ".." not in target.read_text(encoding="utf-8-sig")


def test_counts_withhold_by_option_and_say_so(study: Desk) -> None:
    settled(study)
    assert study.done("counts", "--json").json[0]["count"] == 1
    told = study.done("counts", "--k", "2", "--json").json
    assert (told[0]["count"], told[1]["count"], told[1]["denominator"]) == (None, None, None)
    assert "withheld" in study.done("counts", "--k", "2").out
    target = study.folder / "c.docx"
    told_ = study.done("counts", "--k", "2", "--to", target)
    assert told_.err.count("withheld") == 2
    from docx import Document

    words = "\n".join(p.text for p in Document(str(target)).paragraphs)
    assert "inte redovisas" in words
    assert study.done("counts", "--audience", "internal", "--json").json[0]["count"] == 1
    assert study.run("counts", "--k", "2", "--audience", "internal", "--json").code == 2


@pytest.mark.parametrize("command", ["matrix", "counts", "quotes"])
def test_published_files_name_no_county_and_internal_ones_are_marked(
    guarded: Desk, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcode.exchange.read_raw import parts

    settled(guarded)
    guarded.done("anonymise", "accept", "--all")
    extra = () if command == "quotes" else ("--allow-unjudged",)
    for audience in ("internal", "published"):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        target = guarded.folder / f"{audience}.docx"
        guarded.done(command, "--to", target, "--audience", audience, *extra)
        text = "\n".join(words for _, words in parts(target))
        assert ("Arbetsmaterial" in text) == (audience == "internal")
        if audience == "published":
            assert "Gotland" not in text
            assert "Dalarna" not in text


def test_the_ids_of_quotes_tell_nothing_of_their_county(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(guarded)
    guarded.done("anonymise", "accept", "--all")
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    before = guarded.done("quotes", "--json").json
    ids = [q["id"] for q in before]
    assert ids == sorted(ids)
    assert len({i[:4] for i in ids}) > 1
    # Another project's key gives the same passages other ids.
    from qualcode.storage.kept_settings import keep_setting
    from qualcode.usecases.project import Project

    with Project.open(guarded.project) as project:
        keep_setting(project.store, "quote-key", "00" * 32)
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    after = guarded.done("quotes", "--json").json
    assert {q["text"] for q in after} == {q["text"] for q in before}
    assert not {q["id"] for q in after} & set(ids)


def test_the_report_withholds_as_its_tables_do(study: Desk) -> None:
    from qualcode.exchange.read_raw import parts

    settled(study)
    settings = study.project / "qualcode.toml"
    settings.write_text(settings.read_text().replace("withhold_below = 0", "withhold_below = 3"))
    target = study.folder / "r.docx"
    study.done("report", "--to", target, "--allow-unjudged")
    text = "\n".join(words for _, words in parts(target))
    assert ".. redovisas inte: färre än 3" in text
    assert "1 av 2" not in text
    counted = [line.split("\t")[1:] for line in text.split("\n") if line.startswith(("Länsplan\t", "Budget\t"))]
    assert counted
    assert all(cell not in ("1", "2") for line in counted for cell in line)
