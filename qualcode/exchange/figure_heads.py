"""Heads that stand upright over the columns of a figure, in lines and as large as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.exchange.figure_page import LETTER, Plot

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD_SIZES = (7.0, 6.0, 5.0)
HEAD_HEIGHT = 2.0
"""What the heads over the columns may take, in inches; they are written smaller and in lines before they would take more."""


def standing_heads(axes: Plot, heads: Sequence[str], letters: float) -> None:
    """Write heads upright over columns that are one wide."""
    for x, head in enumerate(heads):
        axes.annotate(
            head,
            (x + 0.5, 0),
            (0, 3),
            textcoords="offset points",
            annotation_clip=False,
            fontsize=letters,
            linespacing=1,
            rotation=90,
            ha="center",
            va="bottom",
        )


def stood(heads: Sequence[str], width: float) -> tuple[list[str], float, float]:
    """Give the heads as they stand over columns that share ``width``: in lines, their size, and the height they take (inches).

    The largest size at which all stand whole in the lines that a column has room for; at the least size a longer one loses its middle,
    since names that are alike differ at their ends.
    """
    import textwrap

    column = width * 72 / max(1, len(heads))
    for size in _HEAD_SIZES:
        most = max(1, int(column / (size * 1.2)))
        letters = int((HEAD_HEIGHT - 0.1) * 72 / (size * LETTER))
        stands = [textwrap.wrap(h, letters) or [""] for h in heads]
        if all(len(lines) <= most for lines in stands):
            break
    else:
        half = (most * letters - most * 8) // 2
        short = [h if len(h) <= 2 * half else f"{h[:half]}…{h[-half:]}" for h in heads]
        stands = [textwrap.wrap(h, letters)[:most] or [""] for h in short]
    longest = max((len(line) for lines in stands for line in lines), default=0)
    return ["\n".join(lines) for lines in stands], size, longest * size * LETTER * 1.1 / 72 + 0.1
