"""Two waves as a figure shows them: for each code in how many cases it was present in each, and what changed in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One code: numbers of cases with it present, ``before`` None where the earlier wave was not coded with it."""

    theme: str
    name: str
    before: int | None
    after: int
    happened: str


@dataclass(frozen=True, slots=True)
class WaveChart:
    """The codes that either wave speaks of, in the order of the codebook; ``cases`` is how many cases both waves hold.

    ``axis`` says what the numbers are, ``new`` what a code is called that only the later wave was coded with; ``described`` is the same
    figure in words, for those who cannot see it.
    """

    before: str
    after: str
    cases: int
    title: str
    axis: str
    new: str
    rows: tuple[WaveRow, ...]
    notes: tuple[str, ...]
    described: str
