from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest

from qualcode.exchange import yaml_tree
from qualcode.exchange.codebook_files import faults, load_alone, parse
from qualcode.exchange.yaml_events import quick_events
from qualcode.exchange.yaml_tree import grow
from qualcode.language.wording import filled

pytest.importorskip("yaml", reason="without PyYAML every text is read by the careful parser")

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted((ROOT / "codebooks").glob("*.yaml"))
FILES = [*BOOKS, *sorted((ROOT / "corpora").rglob("*.yaml"))]
PIECES = [
    *"abc åö:-?,[]{}#&*!|>'\"%@`\\\t\n\n  .0~/=<",
    *("\r", "\u2028", "\x85", "\ufeff", "\xa0", "\U0001f600", "- ", ": ", "\n  ", "\n- ", " #", "''", "---", "...", "\n---"),
    *("\n...\n", "<<", "? a\n: b", "a:b", '"a":b', '{"a": b}', "[a: b]", "{a: , b}", "!x y", "&a b", "*a", "a:\n# c\n", ".5"),
    *("%YAML 1.1\n", "| \n  x\n", ">-\n \n  x\n", "|+\n x\n\n", "0o7", "1e3", "no", "~", "null", '"\\u00e5"', '"\\e"', "|#"),
]  # fmt: skip
HOSTILE = (
    "id: x\nbomb: &a [x, x]\nmore: [*a, *a, *a]\n",
    "id: !!python/object/apply:os.system [ls]\n",
    "id: x\nnames: {sv: Ett}\nnames: {sv: Två}\n",
    "&a id: x\nversion: no\n",
    "id: x\n\tversion: y\n",
    "id: [x\nversion: y\n",
    "id: x\n---\nid: y\n",
    "? [a]\n: b\n",
    "id: *x\n",
    "a: " + "[" * 70 + "]" * 70,
    "id: \x85\n",
    'id: "\\ud800"\n',
    "id: \ud800\n",
    "",
)


def mutated(chance: random.Random, lines: list[str]) -> str:
    """A few lines of real codebooks or of nothing, with pieces put in where they do not belong."""
    if chance.random() < 0.4:
        return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))
    first = chance.randrange(len(lines) - 12)
    text = textwrap.dedent("\n".join(lines[first : first + chance.randint(1, 12)]))
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_quick_parser_reads_every_file_that_comes_along_and_reads_it_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quick = yaml_tree.grow_quickly(text, only_words=False)
    assert quick is not None
    assert quick == yaml_tree.grow_carefully(text, only_words=False)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_codebooks_are_the_same_by_either_parser(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load_alone(path)
    monkeypatch.setattr(yaml_tree, "quick_events", lambda _text: None)
    assert quick == load_alone(path)


def same_by_both(times: int, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    lines = [line for path in BOOKS for line in path.read_text(encoding="utf-8").split("\n")]
    met = 0
    for _ in range(times):
        text = mutated(chance, lines)
        for only_words in (False, True):
            quick = yaml_tree.grow_quickly(text, only_words=only_words)
            if quick is not None:
                met += 1
                assert repr(quick) == repr(yaml_tree.grow_carefully(text, only_words=only_words)), text
    return met


def test_what_the_quick_parser_takes_the_careful_one_reads_the_same() -> None:
    assert same_by_both(1_000, seed=1) > 300


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(2, 7))
def test_what_the_quick_parser_takes_the_careful_one_reads_the_same_many_times(seed: int) -> None:
    assert same_by_both(20_000, seed=seed) > 6_000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_wrong_is_told_as_the_careful_parser_tells_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = parse(text, source="kodbok.yaml")
    assert told[0] is None
    assert told[1]
    monkeypatch.setattr(yaml_tree, "quick_events", lambda _text: None)
    assert told == parse(text, source="kodbok.yaml")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: x\nbomb: &a [x, x]\n", 2, "&a är ett ankare"),
        ("id: x\nmore: [*a]\n", 2, "*a läses som en hänvisning"),
        ("id: x\nnames: {}\n\nnames: {}\n", 4, "names står två gånger här, först på rad 2"),
        ("id: x\nversion: !!str y\n", 2, "är en YAML-tagg"),
        ("id: x\nversion: [y\n", 2, "Det här är inte YAML"),
        ("&a id: x\n", 1, "&a är ett ankare"),
    ],
)
def test_hostile_yaml_is_told_in_swedish_by_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "kodbok.yaml"
    path.write_text(text, encoding="utf-8")
    told = [f"{one.line}: {filled(one.message, 'sv', one.fields)}" for one in faults(path)]
    assert [one for one in told if one.startswith(f"{line}: ") and said in one], told


@pytest.mark.parametrize("text", ["a:\t1\n", "a: 1\n...\n", "? a\n: 1\n", "a: 1\rb: 2\n", "a: |#\n x\n", '{"a":1}\n'])
def test_where_yaml_1_1_may_read_otherwise_the_careful_parser_is_asked(text: str) -> None:
    assert quick_events(text) is None


@pytest.mark.parametrize("quick", [True, False])
def test_nothing_after_a_key_is_told_where_the_key_stands(*, quick: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not quick:
        monkeypatch.setattr(yaml_tree, "quick_events", lambda _text: None)
    tree = grow("a: 1\nb:\n# more\n\nc: 2\n")
    assert tree.value == {"a": 1, "b": None, "c": 2}
    assert (tree.place(("b",)).line, tree.place(("b",)).column) == (2, 1)
