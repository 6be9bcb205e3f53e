"""`query`, `kwic`, `cooccurrence` and `saturation` on the tiny study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import NAMES, PASSPHRASE

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.fixture
def coded(study: Desk) -> Desk:
    study.done("suggest")
    study.done("accept", "--all")
    return study


def test_a_query_gives_its_places(coded: Desk) -> None:
    told = coded.done("query", "county-plan[absent] within sentence", "--json").json
    assert [(r["case"], r["document"]) for r in told] == [("Dalarnas län", "d2")]
    assert told[0]["text"] == coded.text("d2")[told[0]["start"] : told[0]["end"]]
    assert told[0]["codes"] == "plans/county-plan (absent)"
    assert "1 place in 1 document" in coded.done("query", "county-plan[absent]").err


def test_saved_queries(coded: Desk) -> None:
    coded.done("query", "plans/budget and case=Gotland", "--save", "gotländska")
    assert (coded.project / "queries.toml").read_text("utf-8") == '"gotländska" = "plans/budget and case=Gotland"\n'
    assert coded.done("query", "--list").out == "gotländska: plans/budget and case=Gotland\n"
    assert len(coded.done("query", "--name", "gotländska", "--json").json) == 1
    assert "gotländska" in coded.run("query", "--name", "annan").err
    coded.done("query", "--forget", "gotländska")
    assert coded.done("query", "--list").out == ""
    assert coded.run("query", '"Torgny Bodelius"', "--save", "x").code == 1
    assert (coded.project / "queries.toml").read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["query"], 2, "Give a QUERY"),
        (["query", "a", "--list"], 2, "Give a QUERY"),
        (["query", "plans/nothing"], 1, "There is no code plans/nothing"),
        (["query", "case=Atlantis"], 1, "Atlantis"),
        (["query", "budget and"], 2, "is not understood at character 11"),
        (["query", "budget", "--wave", "1999"], 1, "There is no wave 1999"),
        (["kwic", "*"], 2, "holds no word"),
        (["cooccurrence", "--code", "nothing"], 1, "There is no code nothing"),
        (["kwic", "budget", "--to", "x.pdf"], 2, "no writer for this ending"),
    ],
)
def test_what_goes_wrong_is_told(coded: Desk, words: list[str], code: int, said: str) -> None:
    told = coded.run(*words, *(["--passphrase-fd", "0"] if "--to" in words else []))
    assert (told.code, said in told.err) == (code, True), told.err


def test_a_broken_file_of_queries_is_told(coded: Desk) -> None:
    (coded.project / "queries.toml").write_text("a = 1\n", encoding="utf-8")
    told = coded.run("query", "--list")
    assert (told.code, "queries.toml" in told.err) == (2, True)


def test_kwic_shows_where_a_word_stands_and_no_names(coded: Desk) -> None:
    rows = coded.done("kwic", "budget*", "--json").json
    assert [r["document"] for r in rows] == ["d1", "d2"]
    assert all(coded.text(r["document"])[r["start"] : r["end"]] == r["term"] for r in rows)
    shown = coded.done("kwic", "handlingsplan", "--every")
    assert "Kronobergs län" in shown.out
    assert not any(name in shown.out for name in NAMES)


def test_codes_that_come_together(coded: Desk) -> None:
    pairs = coded.done("cooccurrence", "--in", "case", "--code", "county-plan", "--json").json
    [pair] = [p for p in pairs if p["first"] == "plans/budget"]
    assert (pair["second"], pair["together"]) == ("plans/county-plan", 2)
    assert all("plans/county-plan" in (p["first"], p["second"]) for p in pairs)
    assert pair["coefficient"] == 1.0
    assert "1.00" in coded.done("cooccurrence", "--in", "document").out


def test_saturation_counts_what_is_new(coded: Desk) -> None:
    rows = coded.done("saturation", "--json").json
    assert [r["seen"] for r in rows] == sorted(r["seen"] for r in rows)
    assert rows[0]["new"] == rows[0]["codes"] == rows[0]["seen"]


@pytest.mark.parametrize(
    "words", [["frequencies"], ["frequencies", "--level", "theme"], ["cooccurrence"], ["saturation"]]
)
def test_what_counts_codes_says_when_nothing_is_coded(bare: Desk, words: list[str]) -> None:
    told = bare.done(*words)
    assert "Nothing is coded yet in the documents of the analysis" in told.err


@pytest.mark.parametrize("words", [["frequencies"], ["cooccurrence", "--in", "case"], ["saturation"]])
def test_what_is_coded_is_not_said_to_be_nothing(coded: Desk, words: list[str]) -> None:
    assert "Nothing is coded" not in coded.done(*words).err


def test_codes_that_never_meet_are_told(study: Desk) -> None:
    start, end = study.span("d2", "Länet saknar handlingsplan")
    study.done("code", "d2", start, end, "plans/county-plan", "--status", "absent")
    assert "No two codes come together there." in study.done("cooccurrence").err


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "md", "json"])
def test_listings_leave_through_the_gate(coded: Desk, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    target = coded.folder / f"utdrag.{ending}"
    coded.done("query", "plans", "--to", target)
    first = target.read_bytes()
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    coded.done("query", "plans", "--to", target)
    assert target.read_bytes() == first
    assert not any(name.encode() in first for name in NAMES)


def test_without_the_passphrase_nothing_is_written(guarded: Desk) -> None:
    told = guarded.run("kwic", "budget", "--to", guarded.folder / "x.csv")
    assert (told.code, (guarded.folder / "x.csv").exists()) == (4, False)


def test_two_waves_by_cell_and_by_code(coded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    later = coded.folder / "later"
    later.mkdir()
    text = (coded.minutes / "gotland.md").read_text(encoding="utf-8").replace('wave: "2024"', 'wave: "2025"')
    (later / "gotland 2025.md").write_text(text.replace("ingen budget", "en budget"), encoding="utf-8")
    coded.done("import", later)
    coded.done("suggest")
    rows = coded.done("compare", "2024", "2025", "--json").json
    assert {(r["case"], r["code"], r["before"], r["after"], r["turn"]) for r in rows} == {
        ("Gotlands län", "plans/budget", "absent", "present", "changed")
    }
    assert coded.done("compare", "2024", "2025", "--lang", "sv", "--json").json == rows
    assert rows[0]["judged"] is False
    assert "finns inte" in coded.done("compare", "2024", "2025", "--lang", "sv").out
    by_code = {r["code"]: r for r in coded.done("compare", "2024", "2025", "--by", "code", "--json").json}
    assert (by_code["plans/budget"]["present_before"], by_code["plans/budget"]["present_after"]) == (0, 1)
    assert by_code["plans/county-plan"]["same"] == 1
    shown = coded.done("compare", "2024", "2025", "--every")
    assert "county-plan" in shown.out
    assert "Only in 2024: Dalarnas län." in shown.err
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    target = coded.folder / "waves.csv"
    told = coded.run("compare", "2024", "2025", "--by", "code", "--audience", "published", "--to", target)
    assert (told.code, "proposed, not judged" in told.err, target.exists()) == (4, True, False)
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    published = ("--audience", "published", "--allow-unjudged", "--to")
    coded.done("compare", "2024", "2025", "--by", "code", *published, target)
    assert "Gotland" not in target.read_text("utf-8")
    assert by_code["plans/budget"]["happened"] == "absent → present (1)"
    drawn = coded.folder / "waves.svg"
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    coded.done("compare", "2024", "2025", *published, drawn)
    svg = drawn.read_text("utf-8")
    assert "<desc>Koder 2024 och 2025." in svg
    assert "Gotland" not in svg
    assert coded.run("compare", "2024", "2025", "--every", "--to", coded.folder / "every.png").code == 2
    page = coded.folder / "waves.md"
    coded.done("compare", "2024", "2025", "--to", page)
    assert "plans/budget" not in page.read_text("utf-8")
    assert "| Budget |" in page.read_text("utf-8")
    assert coded.run("compare", "2024", "2025", "--audience", "published").code == 2
    assert coded.run("compare", "2024", "2030").code == 1


def test_published_tables_and_figures_of_small_numbers_are_refused_where_these_are_withheld(
    coded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = coded.project / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8").replace("withhold_below = 0", "withhold_below = 3"), "utf-8")
    for words in (
        ("compare", "2024", "2024", "--by", "code", "--to", coded.folder / "w.csv"),
        ("compare", "2024", "2024", "--to", coded.folder / "w.svg"),
        ("cooccurrence", "--in", "case", "--to", coded.folder / "c.csv"),
    ):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = coded.run(*words, "--audience", "published")
        assert (told.code, "proposed, not judged" in told.err) == (4, True)
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = coded.run(*words, "--audience", "published", "--allow-unjudged")
        assert (told.code, "withholds numbers below 3" in told.err) == (4, True), told.err
        assert not (coded.folder / str(words[-1])).exists()
        coded.done(*words)


def test_an_audience_that_would_change_nothing_is_told(coded: Desk) -> None:
    told = coded.run("cooccurrence", "--audience", "published")
    assert (told.code, "belongs to --to FILE" in told.err) == (2, True)


def test_a_query_to_save_is_searched_for_names_of_the_vault(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert guarded.run("query", '"handlingsplan*"', "--save", "planer").code == 4
    for words in (['"Bodelius"', "--save", "x"], ['"budget"', "--save", "Hammarlyng"]):
        monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
        told = guarded.run("query", *words)
        assert (told.code, "may name somebody" in told.err) == (1, True), told.err
    assert not (guarded.project / "queries.toml").exists()
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    guarded.done("query", '"handlingsplan*"', "--save", "planer")
