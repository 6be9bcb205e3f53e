"""A line with words at its left end and words at its right end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from textual.content import Content

from qualcode.tui.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = 3
"""Cells between the ends where a sentence takes several rows."""
_MOST_ROWS = 3
"""Rows that one sentence at the foot may take."""


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


class SaidLine(EndsLine):
    """What was done last, or what to do, at the foot of a screen.

    It is told ``whole``, in a second and third row where one is too short. Where acts follow each other fast they are cut instead, so that
    nothing moves, and only a hint is told whole (``stretch``).
    """

    def __init__(self, *, whole: bool = True) -> None:
        super().__init__("said")
        self._whole = self._stretched = whole
        self._rows = 1

    def show(self, left: str, right: str = "", *, shorter: Sequence[str] = ()) -> None:
        """Show words at both ends."""
        if left != self._ends[0]:
            self._stretched = self._whole
        super().show(left, right, shorter=shorter)

    def stretch(self) -> None:
        """Tell whole what is told now."""
        if not self._stretched:
            self._stretched = True
            self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        left, right = (Content(end) for end in self._ends)
        if not self._stretched or width <= 0 or left.cell_length + bool(right) + right.cell_length <= width:
            self._take_rows(1)
            super()._draw()
            return
        rows = left.wrap(width)
        if len(rows) > _MOST_ROWS:
            rows = [*rows[: _MOST_ROWS - 1], rows[_MOST_ROWS - 1].truncate(width - 1).append("…")]
        gap = width - rows[-1].cell_length - right.cell_length
        # The right end goes where the last row leaves it no room: what to do comes before how much there is.
        if right and gap >= _APART:
            rows[-1] = Content.assemble(rows[-1], " " * gap, right)
        self._take_rows(len(rows))
        self.put(rows)

    def _take_rows(self, number: int) -> None:
        if self._rows != number:
            self._rows = number
            self.styles.height = number
