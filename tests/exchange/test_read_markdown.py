from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.read_markdown import FrontMatterError, blocks, part_front, read


def kinds(text: str) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(text)) for b in blocks(text)]


def test_lines_of_markdown() -> None:
    text = (
        "# Samtal\n\n**Ann:** Hej.\n\n## Mer ##\n- punkt\n    - djupare\n1. ett\n\n| vem | vad |\n|---|:--|\n| Ann | chef |\n\n"
        "Namn | Roll\n--- | ---\nBo | vik\n\n> citat\n> - punkt\n\n"
        "Under\n=====\n\n***\n\n```\n# inte rubrik\n```\n*Utskriften låg.*\n#taggen\n"
    )
    assert kinds(text) == [
        ("title", 0, "Samtal"),
        ("paragraph", 0, "**Ann:** Hej."),
        ("heading", 2, "Mer"),
        ("bullet", 1, "punkt"),
        ("bullet", 3, "djupare"),
        ("bullet", 1, "ett"),
        ("table-row", 0, "vem | vad"),
        ("table-row", 0, "Ann | chef"),
        ("table-row", 0, "Namn | Roll"),
        ("table-row", 0, "Bo | vik"),
        ("paragraph", 0, "citat"),
        ("bullet", 1, "punkt"),
        ("heading", 1, "Under"),
        ("paragraph", 0, "# inte rubrik"),
        ("paragraph", 0, "*Utskriften låg.*"),
        ("paragraph", 0, "#taggen"),
    ]


def test_front_matter_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(
        b"---\r\ncase: Dalarna\r\nwave: 2024\r\ncode: 0710\r\nparticipants:\r\n  - {name: Bo Ek, role: chef}\r\n---\r\n\r\n# Rubrik\r\n"
    )
    raw = read(path)
    assert raw.text == "\n# Rubrik\n"
    assert raw.front == {
        "case": "Dalarna",
        "wave": "2024",
        "code": "0710",
        "participants": [{"name": "Bo Ek", "role": "chef"}],
    }
    assert raw.blocks[0].span.of(raw.text) == "Rubrik"


@pytest.mark.parametrize(
    "text", ["---\nbara en linje\n---\ntext", "---\n\n# Rubrik\n", "text\n---\nmer", "----\na: b\n----\n"]
)
def test_rules_are_not_front_matter(text: str) -> None:
    assert part_front(text, "x") == (text, {})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ncase: a\n  b: c\n---\n", 3),
        ("---\ncase: *a\n---\n", 2),
        ("---\ncase: a\ntext", 1),
        ("---\na: 1\na: 2\n---\n", 3),
    ],
)
def test_faulty_front_matter_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError) as caught:
        part_front(text, "x.md")
    assert str(caught.value).startswith(f"x.md, line {line}: ")


@given(st.text(alphabet="aÅ -*#|>`=:\n\t1.", max_size=150))
def test_blocks_are_in_order_and_apart(text: str) -> None:
    found = blocks(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all("\n" not in b.span.of(text) and b.span.of(text).strip() for b in found)


@pytest.mark.parametrize(
    "line",
    ["-" + " " * 400_000 + "x", "# a" + " #" * 200_000, "|" * 300_000, "- " * 200_000 + "x", "-" * 400_000 + "x"],
)
def test_odd_lines_of_great_length_are_read_at_once(line: str) -> None:
    assert len(blocks(f"{line}\ntext")) in (1, 2)
