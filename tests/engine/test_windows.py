"""Very long texts are read in parts: nothing is lost, ordinary texts are never cut, and memory does not grow with the text."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from qualcode.domain.minutes import Segment
from qualcode.engine import lines, windows
from qualcode.engine.indicators import CompiledCodebook, compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.engine.windows import LARGEST_PART, parts_of
from qualcode.language.abbreviations import sentences

SENTENCES = "Vi har en plan. Bussen gick sent. Det finns ingen plan. Regnet föll. "


@pytest.fixture
def compiled(make: Any) -> CompiledCodebook:
    book: CompiledCodebook = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    return book


def test_an_ordinary_text_is_one_part() -> None:
    text = "x" * LARGEST_PART
    assert [(p.start, p.end) for p in parts_of(text, ())] == [(0, LARGEST_PART)]


@pytest.mark.parametrize("joint", ["\n\n", " "])
def test_parts_follow_each_other_and_begin_with_a_paragraph_or_a_sentence(
    monkeypatch: pytest.MonkeyPatch, joint: str
) -> None:
    monkeypatch.setattr(windows, "LARGEST_PART", 150)
    text = joint.join(f"Stycke {n} är kort. Det har två meningar." for n in range(30))
    parts = parts_of(text, segment(text))
    assert len(parts) > 5
    assert "".join(part.of(text) for part in parts) == text
    assert all(len(part) <= 150 for part in parts)
    assert all(part.of(text).startswith("Stycke" if joint != " " else ("Stycke", "Det")) for part in parts)


def test_what_is_found_in_parts_is_what_is_found_in_the_whole(
    monkeypatch: pytest.MonkeyPatch, compiled: CompiledCodebook
) -> None:
    text = "\n\n".join(f"{SENTENCES}Stycke {n}." for n in range(60))
    cut = segment(text)
    whole = suggest(text, cut, compiled)
    assert len(whole) > 100
    monkeypatch.setattr(windows, "LARGEST_PART", 700)
    calls: list[int] = []
    real = lines.placed_words
    monkeypatch.setattr(lines, "placed_words", lambda t, a, b: (calls.append(b - a), real(t, a, b))[1])
    assert suggest(text, cut, compiled) == whole
    assert len(calls) >= 7
    assert max(calls) <= 700
    assert sum(calls) == len(text)


def peak(text: str, cut: tuple[Segment, ...], compiled: CompiledCodebook) -> int:
    tracemalloc.start()
    suggest(text, cut, compiled)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_a_line(monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    monkeypatch.setattr(windows, "LARGEST_PART", 50_000)
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["handlingsplan"]))))
    short, long = (SENTENCES * (size // len(SENTENCES)) for size in (100_000, 800_000))
    cut = segment(short), segment(long)
    suggest(short, cut[0], compiled)
    assert peak(long, cut[1], compiled) < 1.5 * peak(short, cut[0], compiled)


@pytest.mark.parametrize("text", ["ord " * 30_000, "o" * 120_000, "ord\t" * 30_000])
def test_what_has_no_full_stop_is_cut_at_spaces(text: str) -> None:
    found = sentences(text)
    assert len(found) > 4
    assert all(0 < len(span) <= 20_000 for span in found)
    assert "".join(span.of(text) for span in found).replace(" ", "").replace("\t", "") == text.replace(" ", "").replace(
        "\t", ""
    )
    assert " " not in text or all(span.of(text).startswith("ord") and span.of(text).endswith("ord") for span in found)
