"""Codebooks that extend another: one tree of both files' codes, faults in the file where they stand, and each file written by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain.codebook import Codebook, Kind
from qualcode.exchange.codebook_dumping import dump, essence
from qualcode.exchange.codebook_files import faults, load, parse
from qualcode.exchange.codebook_writing import CodeElsewhereError

BASE = """\
id: grund
version: "1"
names: {sv: Grund}
groups:
  plan: [handlingsplan]
themes:
  - id: a
    names: {sv: Tema A}
    kind: view
    codes:
      - id: ett
        names: {sv: Ett}
        since: "2023"
        indicators:
          - words: [$plan]
      - id: två
  - id: b
counts:
  - id: n
    label: N
    count: a/ett
"""
MORE = """\
# Andra omgången
id: mera
version: "1"
extends: grund
groups:
  brev: [$plan, brev]
themes:
  - id: a
    codes:
      - id: tre   # ny
        names: {sv: Tre}
        since: "2025"
        indicators:
          - words: [$brev]
      - id: ett
        since: "2024"
        codes:
          - id: inre
  - id: c
    names: {sv: Tema C}
counts:
  - id: m
    label: M
    count: a/tre and not a/ett
    of: n
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "grund.yaml").write_text(BASE, encoding="utf-8")
    more = tmp_path / "mera.yaml"
    more.write_text(MORE, encoding="utf-8")
    return more


def told(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [str(f).removeprefix(f"{path}:") for f in faults(path)]


def test_both_files_codes_in_one_tree(path: Path) -> None:
    book = load(path)
    assert [c.path for c in book.walk()] == ["a", "a/ett", "a/ett/inre", "a/två", "a/tre", "b", "c"]
    assert {c.path: c.file for c in book.walk() if c.file == "mera.yaml"}.keys() == {"a/ett/inre", "a/tre", "c"}
    assert book.files()["a/ett"] == "grund.yaml"
    assert (book.extends, [Path(b).name for b in book.bases]) == ("grund", ["grund.yaml"])
    by_path = {c.path: c for c in book.walk()}
    assert (by_path["a/ett"].since, by_path["a/tre"].since) == ("2024", "2025")
    assert by_path["a/ett"].codable
    # A new code is of its theme's kind, and may use the other file's groups.
    assert by_path["a/tre"].kind is Kind.VIEW
    assert by_path["a/tre"].indicators[0].slots == (("handlingsplan", "brev"),)
    assert [(r.id, r.parent) for r in book.counts] == [("n", ""), ("m", "n")]


def test_a_book_by_itself_names_no_files(path: Path) -> None:
    book = load(path.with_name("grund.yaml"))
    assert (book.files(), book.bases, book.extends) == ({}, (), "")


def test_the_digest_covers_both_files(path: Path) -> None:
    before = load(path).sha256
    path.with_name("grund.yaml").write_text(BASE + "# en rad till\n", encoding="utf-8")
    assert load(path).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("extends: grund", "extends: saknas", "4:10: There is no codebook saknas"),
        ("extends: grund", "extends: ../grund", "4:10: There is no codebook ../grund"),
        ("extends: grund", "extends: mera", "4:10: The codebooks extend each other in a circle: mera.yaml → mera.yaml"),
        ('        since: "2024"', "        brief: annat", "16:9: a/ett stands already in grund.yaml, on line 11;"),
        ("  - id: m\n", "  - id: n\n", "22:9: The id n stands already in grund.yaml, on line 19"),
        ("  brev: [$plan, brev]", "  plan: [brev]", "6:9: The group $plan stands already in grund.yaml"),
        ("id: inre", "id: inre\n          - id: inre", "19:17: The id inre stands already on line 18"),
        ("count: a/tre", "count: a/fyra", "24:12: There is no code a/fyra"),
        ("of: n", "of: q", "25:9: There is no count q; counts here: n, m"),
    ],
)
def test_faults_are_told_where_they_stand(path: Path, old: str, new: str, fault: str) -> None:
    assert MORE.count(old) == 1
    assert any(f.startswith(fault) for f in told(path, MORE.replace(old, new)))


def test_a_fault_of_the_other_file_is_told_by_its_name(path: Path) -> None:
    path.with_name("grund.yaml").write_text(BASE.replace("kind: view", "kind: slump"), encoding="utf-8")
    [fault] = told(path, MORE)
    assert fault.startswith("4:10: grund.yaml has mistakes of its own, the first on line 9")


def test_a_circle_of_two(path: Path) -> None:
    text = BASE.replace('version: "1"', 'version: "1"\nextends: mera')
    path.with_name("grund.yaml").write_text(text, encoding="utf-8")
    [fault] = [str(f) for f in faults(path.with_name("grund.yaml"))]
    assert "mera.yaml has mistakes of its own" in fault
    [fault] = told(path, MORE)
    assert "grund.yaml has mistakes" in fault


def test_three_generations(path: Path) -> None:
    third = path.with_name("tredje.yaml")
    third.write_text(
        'id: tredje\nversion: "1"\nextends: mera\nthemes: [{id: c, codes: [{id: ny}]}]\n', encoding="utf-8"
    )
    book = load(third)
    assert dict(book.files()).items() >= {"c/ny": "tredje.yaml", "c": "mera.yaml", "b": "grund.yaml"}.items()
    assert [Path(b).name for b in book.bases] == ["mera.yaml", "grund.yaml"]


def test_the_shipped_codebook_is_found_from_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "vår.yaml"
    path.write_text(
        'id: vår\nversion: "1"\nextends: overenskommelsen\nthemes: [{id: eget, codes: [{id: nytt}]}]\n',
        encoding="utf-8",
    )
    book = load(path)
    assert len(book.codes()) == 49
    assert book.opinion is not None
    assert "eget/nytt" not in book.opinion.codes


def test_the_codebook_of_the_second_wave() -> None:
    folder = Path(__file__).resolve().parents[2] / "codebooks"
    first, second = load(folder / "overenskommelsen.yaml"), load(folder / "overenskommelsen-2025.yaml")
    new = [c for c in second.codes() if c.file == "overenskommelsen-2025.yaml"]
    assert [c.path for c in second.codes() if c not in new] == [c.path for c in first.codes()]
    assert {c.path.split("/")[1] for c in new} == {"operative-groups", "funding-basis"}
    assert second.opinion_name == first.opinion_name
    for code in new:
        assert code.since == "2025"
        assert code.indicators
        assert code.definition["sv"]
        assert code.definition["en"]
        assert code.use_when
        assert code.not_when
        assert len(code.examples["sv"]) == 3


def edited(book: Codebook, path: str, **changes: object) -> Codebook:
    def walk(codes):  # noqa: ANN001, ANN202 - a tree of codes
        return tuple(replace(c, **changes) if c.path == path else replace(c, children=walk(c.children)) for c in codes)

    return replace(book, themes=walk(book.themes))


def test_nothing_changed_nothing_lost(path: Path) -> None:
    assert dump(load(path), like=MORE) == MORE


def test_only_its_own_file_is_written(path: Path) -> None:
    book = edited(load(path), "a/tre", names={"sv": "Tredje"})
    text = dump(book, like=MORE)
    assert text == MORE.replace("names: {sv: Tre}", "names:\n          sv: Tredje")
    fresh = dump(book)
    assert "två" not in fresh
    again, wrong = parse(fresh, source=str(path))
    assert wrong == ()
    assert again is not None
    assert essence(again) == essence(book)


def test_a_first_wave_may_be_changed_here(path: Path) -> None:
    text = dump(edited(load(path), "a/två", since="2026"), like=MORE)
    path.write_text(text, encoding="utf-8")
    code = load(path).find("a/två")
    assert code is not None
    assert (code.since, code.file) == ("2026", "grund.yaml")
    assert path.with_name("grund.yaml").read_text(encoding="utf-8") == BASE


def test_a_change_of_the_other_files_code_is_refused(path: Path) -> None:
    with pytest.raises(CodeElsewhereError, match=r"a/två stands in grund\.yaml"):
        dump(edited(load(path), "a/två", names={"sv": "Annat"}), like=MORE)
    book = load(path)
    with pytest.raises(CodeElsewhereError, match=r"b stands in grund\.yaml"):
        dump(replace(book, themes=tuple(t for t in book.themes if t.id != "b")), like=MORE)
