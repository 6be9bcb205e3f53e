"""A line with words at its left end and words at its right end."""

from __future__ import annotations

from rich.cells import set_cell_size
from textual.content import Content

from qualcode.tui.painted import Painted


class EndsLine(Painted):
    """One row: what it is to the left, where it stands to the right; the right end has its place when both do not fit."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id)
        self._ends = ("", "")

    def show(self, left: str, right: str = "") -> None:
        """Show words at both ends."""
        if (left, right) != self._ends:
            self._ends = (left, right)
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
        if left.cell_length > room:
            left = left.truncate(room, ellipsis=True)
        gap = width - left.cell_length - right.cell_length
        self.put([Content.assemble(left, set_cell_size("", max(0, gap)), right)])
