"""How high a table of a Word page will stand, nearly: no program but the one that lays out the page knows its letters' widths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

MOST_ROWS = 26
"""Tables of more rows are not kept on one page."""
ABOVE = 1400
"""Height of a heading and a caption."""
_LETTER = 0.5
"""Width of a letter as a share of its size, nearly: a table kept together that does not fit parts from its heading."""
_LINE = 1.25
_PADDING, _BESIDE = 40, 120
"""Twentieths of a point that a row keeps free above and below, and a cell at its sides."""


def height(rows: Iterable[Sequence[str]], widths: Sequence[int], size: int) -> int:
    """Give about how high rows of words stand in columns of ``widths`` (twentieths of a point); ``size`` is in half-points."""
    letter, line = size * 10 * _LETTER, size * 10 * _LINE
    high = 0.0
    for row in rows:
        lines = max(
            sum(max(1, math.ceil(len(words) * letter / (width - _BESIDE))) for words in cell.split("\n"))
            for cell, width in zip(row, widths, strict=True)
        )
        high += lines * line + _PADDING
    return round(high)
