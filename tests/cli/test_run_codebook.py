"""`codebook check`, `try`, `evaluate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CODEBOOK

if TYPE_CHECKING:
    from tests.conftest import Desk

PASSAGES = [
    {"id": "a", "text": "Länet har en handlingsplan för arbetet."},
    {"id": "b", "text": "Det finns ingen budget."},
    {"id": "c", "text": "Vi talade om vädret."},
    {"id": "d", "text": "Finns det en handlingsplan i länet?"},
]


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n\n", encoding="utf-8")
    return path


@pytest.fixture
def passages(bare: Desk) -> Path:
    return lines(bare.folder / "passages.jsonl", [dict(p) for p in PASSAGES])


def test_a_good_codebook(bare: Desk) -> None:
    told = bare.answer("codebook", "check", bare.codebook, "--lang", "en")
    assert (told.code, told.out, told.err) == (0, "", "Faults: 0.\n")
    assert bare.answer("codebook", "check", bare.codebook, "--json").json == []


MORE = """\
id: mera
version: "1"
extends: {name}
themes:
  - id: support
    codes:
      - id: weather
        since: "2025"
        indicators:
          - words: [vädret]
"""


def test_a_codebook_that_extends_another(bare: Desk, passages: Path) -> None:
    more = bare.codebook.with_name("mera.yaml")
    more.write_text(MORE.format(name=bare.codebook.stem), encoding="utf-8")
    told = bare.answer("codebook", "check", more, "--lang", "en")
    assert told.code == 0
    assert told.err == f"Faults: 0.\nCodes in mera.yaml: 1.\nCodes in {bare.codebook.name}: 4.\n"
    found = [json.loads(line) for line in bare.answer("codebook", "try", more, passages).out.splitlines()]
    files = {s["code"]: s["why"]["file"] for line in found for s in line["codes"]}
    assert files == {
        "plans/county-plan": bare.codebook.name,
        "plans/budget": bare.codebook.name,
        "support/weather": "mera.yaml",
    }
    gold = lines(bare.folder / "gold.jsonl", [{"id": "c", "text": "Vi talade om vädret.", "themes": [], "also": []}])
    assert "mera.yaml:10" in bare.answer("codebook", "evaluate", more, gold).out
    # A project takes both files along.
    assert bare.answer("init", "new", "--codebook", more).code == 0
    kept = {path.name for path in (bare.folder / "new" / "codebooks").iterdir()}
    assert kept == {"mera.yaml", bare.codebook.name}


FAULTS = [
    ("  - id: support\n", "  - id: plans\n", "id", "plans"),
    ("      - id: budget\n", "      - id: county-plan\n", "double id", "county-plan"),
    ("words: [budget]", "regex: '(budget'", "regex", ""),
    ("words: [budget]", "wodrs: [budget]", "unknown key", "wodrs"),
    ("    of: with-plan\n", "    of: plan-and-budget\n", "loop of counts", "plan-and-budget"),
    ("count: plans/county-plan\n", "count: plans/plan\n", "unknown code", "plans/plan"),
    ("words: [budget]", "words: [$pengar]", "unknown group", "pengar"),
    ("themes:\n", "groups:\n  a: [$b]\n  b: [$a]\nthemes:\n", "loop of groups", "a"),
    ('version: "1"\n', "version: 1\n", "a number", "1"),
    ("id: smått", "id: [", "no YAML", ""),
]


@pytest.mark.parametrize(("old", "new", "kind", "named"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_fault_is_told_by_file_line_and_column(bare: Desk, old: str, new: str, kind: str, named: str) -> None:
    assert kind
    path = bare.folder / "bad.yaml"
    assert old in CODEBOOK
    path.write_text(CODEBOOK.replace(old, new, 1), encoding="utf-8")
    told = bare.answer("codebook", "check", path, "--lang", "en")
    assert told.code == 3
    assert "Traceback" not in told.err
    first = told.out.splitlines()[0]
    place = first.removeprefix(f"{path}:").split(":")
    line, column = int(place[0]), int(place[1])
    assert named in told.out
    changed = next(
        n
        for n, (a, b) in enumerate(zip(CODEBOOK.split("\n"), path.read_text("utf-8").split("\n"), strict=False), 1)
        if a != b
    )
    # A loop or a double id may be told at either end of it.
    assert column >= 1
    assert line >= changed or "loop" in kind or kind == "no YAML"
    found = bare.answer("codebook", "check", path, "--json", "--lang", "en")
    assert found.code == 3
    assert [set(f) for f in found.json] == [{"line", "column", "message"}] * len(told.out.splitlines())
    assert (found.json[0]["line"], found.json[0]["column"]) == (line, column)
    swedish = bare.answer("codebook", "check", path, "--lang", "sv")
    assert swedish.out != told.out
    assert swedish.out.count("\n") == told.out.count("\n")


@pytest.mark.parametrize("command", ["check", "try", "evaluate"])
def test_a_missing_codebook(bare: Desk, passages: Path, command: str) -> None:
    words = () if command == "check" else (passages,)
    told = bare.answer("codebook", command, "nowhere.yaml", *words)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "nowhere.yaml" in told.err


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a: b: c", b"- 1\n- 2\n", b"&a [*a]", b"\x00\x01"])
def test_what_is_no_codebook_at_all(bare: Desk, passages: Path, data: bytes) -> None:
    path = bare.folder / "bad.yaml"
    path.write_bytes(data)
    told = bare.answer("codebook", "check", path)
    assert told.code == 3
    assert told.out.startswith(f"{path}:1:")
    told = bare.answer("codebook", "try", path, passages)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)


def test_try_gives_a_line_for_a_line(
    bare: Desk, passages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = bare.answer("codebook", "try", bare.codebook, passages)
    assert (told.code, told.err) == (0, "")
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert [r["id"] for r in rows] == ["a", "b", "c", "d"]
    texts = {p["id"]: p["text"] for p in PASSAGES}
    for row in rows:
        assert set(row) == {"id", "codes"}
        for code in row["codes"]:
            assert {"code", "start", "end", "status", "score", "why"} <= set(code)
            assert 0 <= code["start"] < code["end"] <= len(texts[row["id"]])
    found = {r["id"]: [(c["code"], c["status"]) for c in r["codes"]] for r in rows}
    assert found == {
        "a": [("plans/county-plan", "present")],
        "b": [("plans/budget", "absent")],
        "c": [],
        "d": [("plans/county-plan", "not-asserted")],
    }


def test_ids_may_be_numbers_and_letters_stay(bare: Desk) -> None:
    path = lines(bare.folder / "p.jsonl", [{"id": 7, "text": "Åtgärd: handlingsplan finns."}, {"id": "ö", "text": ""}])
    told = bare.answer("codebook", "try", bare.codebook, path)
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == ["7", "ö"]
    assert "\\u" not in told.out


BAD_LINES = ["{", "[]", '"x"', '{"id": "a"}', '{"text": "a"}', '{"id": "a", "text": 3}', "[" * 9999]


@pytest.mark.parametrize("line", BAD_LINES, ids=range(len(BAD_LINES)))
@pytest.mark.parametrize("command", ["try", "evaluate"])
def test_a_bad_line_is_told_by_number(bare: Desk, line: str, command: str) -> None:
    path = bare.folder / "bad.jsonl"
    path.write_text(f'{{"id": "a", "text": "b"}}\n\n{line}\n', encoding="utf-8")
    told = bare.answer("codebook", command, bare.codebook, path, "--lang", "en")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "line 3" in told.err


def test_missing_passages(bare: Desk) -> None:
    for command in ("try", "evaluate"):
        told = bare.answer("codebook", command, bare.codebook, "nowhere.jsonl")
        assert (told.code, told.out) == (1, "")
        assert "nowhere.jsonl" in told.err


GOLD: list[dict[str, object]] = [
    {"id": "a", "text": "Länet har en handlingsplan.", "themes": ["plans"], "also": []},
    {"id": "b", "text": "Det finns ingen budget.", "themes": ["plans", "support"]},
    {"id": "c", "text": "Finns det en handlingsplan?", "themes": ["plans"]},
    {"id": "d", "text": "Budget för utbildning.", "themes": ["support"], "also": ["plans"]},
    {"id": "e", "text": "Vi hade utbildning.", "themes": []},
]


def test_evaluate(bare: Desk) -> None:
    gold = lines(bare.folder / "gold.jsonl", GOLD)
    told = bare.answer("codebook", "evaluate", bare.codebook, gold, "--json")
    assert (told.code, told.err) == (0, "")
    # Found of what must be found: plans in a, b and (not asserted) c, support in d; missed support in b; false support in e.
    micro = told.json["micro"]
    assert (micro["precision"], micro["recall"], micro["f1"]) == pytest.approx((0.8, 0.8, 0.8), abs=0.001)
    assert told.json["themes"]["plans"]["recall"] == 1
    assert told.json["themes"]["support"]["recall"] == 0.5
    assert "b" in json.dumps(told.json["misses"])


def test_evaluate_for_people_lists_the_misses(bare: Desk) -> None:
    gold = lines(bare.folder / "gold.jsonl", GOLD)
    told = bare.answer("codebook", "evaluate", bare.codebook, gold, "--lang", "en")
    assert told.code == 0
    assert "0.800" in told.out
    assert "plans" in told.out
    assert "missed  b  support" in told.out
    assert "left out" not in told.out


CODED: list[dict[str, object]] = [
    {"id": "f", "text": "Budget för " + "många år framåt i länet " * 20, "themes": [], "codes": {}},
    {"id": "g", "text": "Vi pratade om pengar.", "themes": ["plans"], "codes": {"plans/budget": "present"}},
    {
        "id": "h",
        "text": "Länet har ingen handlingsplan.",
        "codes": {"plans/county-plan": "planned"},
        "themes": ["plans"],
    },
    {"id": "i", "text": "Vår plan gäller.", "codes": {"support/relatives": "present"}, "themes": ["support"]},
]
MENDABLE = CODEBOOK.replace("- words: [anhörigstöd]", "- sentence: [[plan], [antas, antogs]]")


@pytest.fixture
def slips(bare: Desk) -> tuple[Path, Path]:
    assert MENDABLE != CODEBOOK
    bare.codebook.write_text(MENDABLE, encoding="utf-8")
    return bare.codebook, lines(bare.folder / "gold.jsonl", CODED)


def test_evaluate_tells_why(bare: Desk, slips: tuple[Path, Path]) -> None:
    told = bare.answer("codebook", "evaluate", *slips, "--json").json
    assert {"lines", "micro", "themes", "codes", "misses", "code_misses", "false_finds"} <= set(told)
    found = {s["id"]: s for s in told["slips"]}
    line_of = {name: number for number, name in enumerate(MENDABLE.splitlines(), 1)}
    budget = line_of["          - words: [budget]"]
    false = found["f"]
    assert (false["kind"], false["name"]) == ("false", "plans/budget")
    assert (false["found"]["why"]["indicator"], false["found"]["line"]) == ("plans/budget#1", budget)
    assert false["found"]["why"]["matched"] == ["Budget"]
    assert false["passage"].startswith("Budget för många år")
    assert len(false["passage"]) <= 150
    assert found["g"]["nearest"]["stop"] == "nothing"
    wrong = found["h"]
    assert (wrong["kind"], wrong["status"], wrong["found"]["status"]) == ("status", "planned", "absent")
    assert (wrong["found"]["why"]["rule"], wrong["found"]["why"]["cues"]) == ("negation", ["ingen"])
    near = found["i"]["nearest"]
    assert (near["stop"], near["met"], near["failed"], near["terms"]) == ("list", ["plan"], [2], ["antas", "antogs"])
    worst = told["indicators"][0]
    assert (worst["indicator"], worst["hits"], worst["false"]) == ("plans/budget#1", 0, 1)


def test_evaluate_tells_why_to_people_in_both_languages(bare: Desk, slips: tuple[Path, Path]) -> None:
    english = bare.answer("codebook", "evaluate", *slips, "--lang", "en").out
    assert "plans/budget: missed 1, false finds 1, wrong status 0" in english
    assert "but not list 2 of 2 (antas, antogs)" in english
    assert "h  plans/county-plan  planned → absent" in english
    assert "negated, because of ”ingen”" in english
    assert english.index("plans/budget: ") < english.index("plans/county-plan: ")
    swedish = bare.answer("codebook", "evaluate", *slips, "--lang", "sv").out
    assert "men inte lista 2 av 2 (antas, antogs)" in swedish
    assert swedish.count("\n") == english.count("\n")


def test_evaluate_lists_so_many_and_says_what_is_left_out(bare: Desk, slips: tuple[Path, Path]) -> None:
    told = bare.answer("codebook", "evaluate", *slips, "--most", "1", "--lang", "en").out
    assert "3 more are left out" in told
    assert "missed  g" not in told
    found = bare.answer("codebook", "evaluate", *slips, "--most", "1", "--json").json
    assert (len(found["slips"]), found["left_out"]) == (1, 3)
    assert bare.answer("codebook", "evaluate", *slips, "--json").json["left_out"] == 0
    assert bare.answer("codebook", "evaluate", *slips, "--most", "-1").code == 2


@pytest.mark.parametrize(
    "line",
    [
        {"id": "a", "text": "x", "themes": "plans"},
        {"id": "a", "text": "x", "themes": ["plan"]},
        {"id": "a", "text": "x", "themes": [], "codes": ["plans/budget"]},
        {"id": "a", "text": "x", "themes": [], "codes": {"plans/bugdet": "present"}},
        {"id": "a", "text": "x", "themes": [["plans"]]},
    ],
)
def test_gold_that_does_not_fit_the_codebook(bare: Desk, line: dict[str, object]) -> None:
    told = bare.answer("codebook", "evaluate", bare.codebook, lines(bare.folder / "g.jsonl", [line]))
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert "unforeseen" not in told.err
    assert "oförutsett" not in told.err


def test_a_fault_within_a_sentence_is_told_in_the_reader_s_language(bare: Desk) -> None:
    book = bare.folder / "trasig.yaml"
    book.write_text("id: x\nthemes: [a, b\nnames: {sv: å}\n", encoding="utf-8")
    told = bare.answer("codebook", "check", book, "--lang", "sv").out
    assert "trasig.yaml:2:" in told
    assert "en parentes som börjar här" in told
    assert "bracket" not in told
