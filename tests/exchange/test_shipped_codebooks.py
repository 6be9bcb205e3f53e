"""The shipped codebooks: what people read in them is prose, without the signs of the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parents[2] / "codebooks"
PROSE = ("names", "brief", "definition", "use_when", "not_when", "examples", "label", "remainder")
SIGNS = re.compile(r"(?<!\w)=\w|\$\w|(?<!\w)\*\w|\w\*|\s…\s|\w\|\w")


def prose(node: Any, key: str = "", *, inside: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from prose(value, name if name in PROSE else key, inside=inside or name in PROSE)
    elif isinstance(node, list):
        for value in node:
            yield from prose(value, key, inside=inside)
    elif isinstance(node, str) and inside:
        yield key, node


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda p: p.stem)
def test_prose_holds_no_signs_of_the_indicators(path: Path) -> None:
    found = list(prose(YAML(typ="safe").load(path.read_text(encoding="utf-8"))))
    assert {key for key, _ in found} >= {"names", "definition", "examples"}
    assert [text for _, text in found if SIGNS.search(text)] == []


@pytest.mark.parametrize(
    "text", ['vård, "=äldre", samsjuklighet', "en $plan", "suicid*", "*plan", "ta … fram", "ta|tog"]
)
def test_the_signs_are_known(text: str) -> None:
    assert SIGNS.search(text)
