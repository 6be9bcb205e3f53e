"""A second opinion on codes: how much each part of a word speaks for each code, learnt from passages coded by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]


FACTS = 13
"""What ``voice`` joins into one probability, besides the constant."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Weights as they are stored: ``whole`` numbers of steps, shape (rows, columns), and the ``size`` of a step for each column.

    A quarter of the memory that the weights themselves take, and of what a look at a few rows has to fetch.
    """

    whole: NDArray[Any]
    size: Floats

    @property
    def shape(self) -> tuple[int, ...]:
        """Give the numbers of rows and columns."""
        return self.whole.shape

    def take(self, rows: Numbers, axis: Literal[0]) -> Floats:
        """Give the weights of some rows, shape (rows, columns), as an array's own ``take`` does along its first axis."""
        found: Floats = self.whole.take(rows, axis=axis).astype("f4")
        found *= self.size
        return found

    def written_out(self) -> Floats:
        """Give the weights of all rows."""
        written: Floats = self.whole * self.size
        return written

    def tobytes(self) -> bytes:
        """Give what the weights are made of, for a digest."""
        return self.whole.tobytes() + self.size.tobytes()


@dataclass(frozen=True, slots=True, eq=False)
class SecondOpinion:
    """Weights of word parts for codes and statuses; immutable by convention, since arrays cannot be frozen cheaply.

    ``parts`` are the word parts known, sorted (see ``engine.word_parts``); ``rarity`` has a figure for each of them, shape (parts,).
    ``weights`` has shape (parts, codes + themes + 1 + statuses), ``bias`` a figure for each of these columns; the one between themes and
    statuses tells whether anything is stated at all. ``pairs`` are the pairs of stems
    known, sorted, with ``pair_rarity`` and ``pair_weights``, shape (pairs, codes + themes + 1). ``voice`` joins the score
    of a code or theme with what the indicators say (``engine.evidence``): coefficients of score, indicator met, indicator's score, score
    of its theme, that of anything being stated (as it is, its part below 0, and times the score),
    best score of another code, what the best sentence alone has more of score, of rivals and of anything stated, what the best piece of
    a sentence has more than that of score and of rivals, and a constant; shape (codes + themes + 1, ``FACTS`` + 1), nothing in the last
    row, and for a theme only the first three. ``facts`` are what the status rules found (``engine.tone``), and ``fact_weights`` how much
    each speaks for each status; shape (facts, statuses).
    ``passages`` is how many it was learnt from. ``project`` is the id of the project whose decisions it was learnt from, if any.
    Without ``statuses`` the rules alone decide the status.
    """

    codes: tuple[str, ...]
    parts: tuple[str, ...]
    rarity: Floats
    weights: Floats | Steps
    bias: Floats
    voice: Floats
    pairs: tuple[str, ...] = ()
    pair_rarity: Floats | None = None
    pair_weights: Floats | Steps | None = None
    themes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    fact_weights: Floats | None = None
    passages: int = 0
    project: str = ""
