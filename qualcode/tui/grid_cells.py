"""The cells of a grid, and how much room they want."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell shows, and its tint as rrggbb ("" for none)."""

    text: str
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """Cells of the screen that a grid wants: for its labels, and for what stands in each column, with spaces between signs and without."""

    labels: int
    plain: Sequence[int]
    tight: Sequence[int]


class Cells:
    """The cells of a grid, asked for as they come into view: a large one has hundreds of thousands."""

    def cell(self, row: int, column: int) -> GridCell:
        """Give one cell."""
        raise NotImplementedError


class MadeCells(Cells):
    """Cells that are all there."""

    def __init__(self, rows: Sequence[Sequence[GridCell]]) -> None:
        self._rows = rows

    def cell(self, row: int, column: int) -> GridCell:
        """Give one cell."""
        return self._rows[row][column]


def measured_labels(labels: Iterable[str]) -> int:
    """Give the cells that the widest label takes."""
    return max(map(cell_len, labels), default=0)


def measured_texts(texts: Collection[str]) -> tuple[int, int]:
    """Give the cells that the widest text of a column takes, with its spaces and without."""
    return max(map(cell_len, texts), default=0), max((cell_len(closed_up(text)) for text in texts), default=0)


def closed_up(text: str) -> str:
    """Give a text of several signs without the spaces between them."""
    return text.replace(" ", "")
