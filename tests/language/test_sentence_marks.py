"""Sentences parted as a reader marked them, in two halves: see benchmarks/sentences.py for the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.language.abbreviations import sentences

MARKS = Path(__file__).with_name("sentences")


def letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


@pytest.mark.parametrize("half", ["seen", "heldout"])
def test_borders_are_where_a_reader_sets_them(half: str) -> None:
    right = found = true = 0
    for line in (MARKS / f"{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        pieces = line.split("‖")
        borders = {letters("".join(pieces[:n])) for n in range(1, len(pieces))}
        text = "".join(pieces)
        got = {letters(text[: span.end]) for span in sentences(text)[:-1]}
        right, found, true = right + len(got & borders), found + len(got), true + len(borders)
    assert true > 90
    assert 2 * right / (found + true) >= 0.98


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hur har ni det? ”blåsigt.” Sedan kaffe.", 3),
        ("”Varför då?” undrade hon.", 1),
        ("Alla säger ”när den kommer”. har sagt så i två år.", 2),
        ("Ser ni frågan som någon annans? (tystnad, någon försvinner)", 2),
        ("Planen gäller t.o.m. 2027, bl.a. för barn m.fl. grupper.", 1),
        ("Mötet är den 3. mars kl. 13.30 hos A. Berg.", 1),
        ("Vi … tänkte att … nej.", 1),
    ],
)
def test_quotations_remarks_and_abbreviations(text: str, count: int) -> None:
    assert len(sentences(text)) == count
