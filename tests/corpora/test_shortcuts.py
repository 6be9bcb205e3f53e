"""What the engine leaves out for speed changes nothing: with every shortcut and without, minutes give the same suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.coding import Suggestion
from qualcode.engine import suggesting
from qualcode.engine.indicators import CompiledCodebook, compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.exchange.codebook_files import load

ROOT = Path(__file__).parents[2]
TOGETHER = 60
"""Passages joined to one document, so that findings stand near others."""


@pytest.fixture(scope="module")
def compiled() -> CompiledCodebook:
    return compile_codebook(load(ROOT / "codebooks" / "overenskommelsen.yaml"))


def minutes() -> Iterator[str]:
    for name in ("minutes-a", "talk", "follow-ups", "english-minutes"):
        rows = (ROOT / "corpora" / "practice" / f"{name}.jsonl").read_text("utf-8").splitlines()
        yield "\n\n".join(json.loads(row)["text"] for row in rows[:TOGETHER])


def proposed(compiled: CompiledCodebook) -> list[tuple[Suggestion, ...]]:
    return [suggest(text, segment(text), compiled, case="Kalmar län") for text in minutes()]


def test_findings_below_their_limit_that_stand_alone_change_nothing(
    compiled: CompiledCodebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out = 0

    def counted(found: list[object], limits: list[float]) -> list[object]:
        nonlocal left_out
        left_out += len(found) - len(lasting(found, limits))  # type: ignore[arg-type]
        return found

    quick, lasting = proposed(compiled), suggesting.lasting
    monkeypatch.setattr(suggesting, "lasting", counted)
    assert proposed(compiled) == quick
    assert left_out > 0
    assert sum(map(len, quick)) > TOGETHER
