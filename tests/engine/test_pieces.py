"""Pieces of a sentence that names several things."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from qualcode.engine.indicators import compile_codebook
from qualcode.engine.lines import Lines
from qualcode.engine.pieces import pieces
from qualcode.engine.segmenting import segment


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Vi har en plan.", []),
        ("Vi har en plan och ett nätverk.", ["Vi har en plan", "och ett nätverk"]),
        ("En samordnare, ett nätverk samt kurser för alla.", ["En samordnare", "ett nätverk", "samt kurser för alla"]),
        ("Plan: finns, men ingen analys", ["men ingen analys"]),
        ("Nätverket (fyra möten) – det rullar", ["fyra möten", "det rullar"]),
        ("Det kostar 3,5 miljoner.", []),
        ("We have a plan and no network.", ["We have a plan", "and no network"]),
    ],
)
def test_a_sentence_is_cut_at_signs_and_before_joining_words(make: SimpleNamespace, text: str, cut: list[str]) -> None:
    lines = Lines(text, segment(text), compile_codebook(make.book(make.code("t/a"))).lexicon)
    told = pieces(lines, 0)
    assert [text[lines.starts[first] : lines.ends[last - 1]] for first, last in told] == cut
