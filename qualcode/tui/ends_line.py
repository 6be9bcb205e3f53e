"""A line with words at its left end and words at its right end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from textual.content import Content

from qualcode.tui.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence


class EndsLine(Painted):
    """One row: what it is to the left, where it stands to the right; the right end has its place when both do not fit."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id)
        self._ends = ("", "")
        self._shorter: tuple[str, ...] = ()

    def show(self, left: str, right: str = "", *, shorter: Sequence[str] = ()) -> None:
        """Show words at both ends; ``shorter`` are ever fewer words for the left one, where it has no room."""
        if (left, right, *shorter) != (*self._ends, *self._shorter):
            self._ends, self._shorter = (left, right), tuple(shorter)
            self._draw()

    @property
    def ends(self) -> tuple[str, str]:
        """The words at both ends."""
        return self._ends

    def on_resize(self) -> None:
        """Fit the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        left, right = (Content(end) for end in self._ends)
        room = width - right.cell_length - (1 if right else 0)
        if room <= 0 or width <= 0:
            self.put([right.truncate(max(1, width), ellipsis=True) if right else left])
            return
        if left.cell_length > room and self._shorter:
            ways = [Content(way) for way in self._shorter]
            left = next((way for way in ways if way.cell_length <= room), ways[-1])
        if left.cell_length > room:
            left = left.truncate(room, ellipsis=True)
        gap = width - left.cell_length - right.cell_length
        self.put([Content.assemble(left, set_cell_size("", max(0, gap)), right)])
