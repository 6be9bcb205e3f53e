"""A grid of cells with a head row and a head column that stay, painted row by row; one cell is lit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.grid_cells import Cells, GridCell, MadeCells, Needs, closed_up, measured_labels, measured_texts

if TYPE_CHECKING:
    from textual import events

MOVE = N_("Move")
GRID = (
    Deed("down", "light(1, 0)", "", N_("A row down."), MOVE, palette=False),
    Deed("up", "light(-1, 0)", "", N_("A row up."), MOVE, palette=False),
    Deed("right", "light(0, 1)", "", N_("A column to the right."), MOVE, palette=False),
    Deed("left", "light(0, -1)", "", N_("A column to the left."), MOVE, palette=False),
    Deed("pagedown", "page(1)", "", N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("A page up."), MOVE, palette=False),
    Deed("home", "far(0)", "", N_("To the first column."), MOVE, palette=False),
    Deed("end", "far(-1)", "", N_("To the last column."), MOVE, palette=False),
)
_GAP = 1
_WIDEST_HEAD = 40
"""Cells that a head makes its column wide at most."""
_MORE_LEFT, _MORE_RIGHT = "‹", "›"
"""Stand in the head where there are further columns at that side."""


class GridView(ScrollView, can_focus=True):
    """Rows and columns of short texts."""

    BINDINGS: ClassVar = bindings(GRID)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--head", "grid--row", "grid--lit", "grid--lit-head"}

    class Lit(Message):
        """Another cell is lit."""

    class Moved(Message):
        """Other rows or columns are seen."""

    def __init__(self) -> None:
        super().__init__(id="grid")
        self.heads: Sequence[str] = ()
        self.labels: Sequence[str] = ()
        self.corner = ""
        self.cells: Cells = MadeCells(())
        self._needs = Needs(0, (), ())
        self.row = 0
        self.column = 0
        self._widths: tuple[int, ...] = ()
        self._first = 0
        self._left = 0
        self._right = 0
        self._tight = False
        self._room = 0

    def show(
        self, corner: str, heads: Sequence[str], labels: Sequence[str], cells: Sequence[Sequence[GridCell]]
    ) -> None:
        """Show a grid whose cells are all there; what is lit stays lit as far as it is there."""
        texts = [{row[n].text for row in cells} for n in range(len(heads))]
        plain, tight = zip(*map(measured_texts, texts), strict=True) if texts else ((), ())
        self.show_made(corner, heads, labels, MadeCells(cells), Needs(measured_labels(labels), plain, tight))

    def show_made(
        self,
        corner: str,
        heads: Sequence[str],
        labels: Sequence[str],
        cells: Cells,
        needs: Needs,
        *,
        lit: tuple[int, int] | None = None,
    ) -> None:
        """Show a grid of cells that are made as they come into view; ``lit``: the row and column to light, by default what is lit."""
        self.corner, self.heads, self.labels, self.cells, self._needs = corner, heads, labels, cells, needs
        row, column = lit or (self.row, self.column)
        self.row = min(row, max(0, len(labels) - 1))
        self.column = min(column, max(0, len(heads) - 1))
        self._fit()
        self._show_row()
        self.refresh()
        self.post_message(self.Lit())

    def on_resize(self) -> None:
        """Fit the new size."""
        self._fit()
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show other rows, and say so."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    @property
    def beyond(self) -> tuple[int, int, int, int]:
        """How many columns there are to the left and right, and rows above and below, that are not seen."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height - 1
        below = max(0, len(self.labels) - top - max(0, height))
        return (self._left, len(self.heads) - self._right, min(top, len(self.labels)), below)

    def light(self, row: int, column: int) -> None:
        """Light a cell and make sure that it is seen."""
        row = min(max(0, row), max(0, len(self.labels) - 1))
        column = min(max(0, column), max(0, len(self.heads) - 1))
        if (row, column) == (self.row, self.column):
            return
        moved = column != self.column
        before, self.row, self.column = self.row, row, column
        left = self._left
        self._show_column()
        if moved and left != self._left:
            self.refresh()
        else:
            for line in {before, row}:
                self.refresh_lines(line + 1, 1)
            if moved:
                self.refresh()
        self._show_row()
        self.post_message(self.Lit())

    def _show_row(self) -> None:
        """Scroll until the lit row is seen; the head stays."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height - 1
        if self.row < top:
            self.scroll_to(y=self.row, animate=False, immediate=True)
        elif height > 0 and self.row >= top + height:
            self.scroll_to(y=self.row - height + 1, animate=False, immediate=True)

    def action_light(self, rows: int, columns: int) -> None:
        """Light a neighbour."""
        self.light(self.row + rows, self.column + columns)

    def action_page(self, by: int) -> None:
        """Move by pages."""
        self.light(self.row + by * max(1, self.scrollable_content_region.height - 2), self.column)

    def action_far(self, end: int) -> None:
        """Light the first or last column."""
        self.light(self.row, 0 if end == 0 else len(self.heads) - 1)

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked."""
        at = event.get_content_offset(self)
        if at is None or at.y == 0:
            return
        place = self._first + _GAP
        for number in range(self._left, self._right):
            if place <= at.x < place + self._widths[number] + _GAP:
                self.light(self.scroll_offset.y + at.y - 1, number)
                return
            place += self._widths[number] + _GAP

    def render_line(self, y: int) -> Strip:
        """Paint the head or a row."""
        width = self.size.width
        ground = self.get_component_rich_style("grid--row")
        if y == 0:
            style = self.get_component_rich_style("grid--head")
            lit = self.get_component_rich_style("grid--lit-head")
            corner = set_cell_size(self.corner, self._first) + (_MORE_LEFT if self._left else " ")
            parts = [Segment(corner, style)]
            for number in range(self._left, self._right):
                parts.append(Segment(self._fitted(self.heads[number], number), lit if number == self.column else style))
                parts.append(Segment(" " * _GAP, style))
            strip = Strip(parts).adjust_cell_length(width, style)
            if self._right == len(self.heads):
                return strip
            # Beside the bar at the side, which would lie over it.
            seen = self.virtual_size.width
            return Strip([*strip.crop(0, seen - 1), Segment(_MORE_RIGHT, lit)]).adjust_cell_length(width, style)
        number = self.scroll_offset.y + y - 1
        if number >= len(self.labels):
            return Strip.blank(width, ground)
        return self._painted(number, ground).adjust_cell_length(width, ground)

    def _painted(self, row: int, ground: Style) -> Strip:
        lit = self.get_component_rich_style("grid--lit")
        label = self.labels[row]
        if cell_len(label) > self._first:
            label = set_cell_size(label, self._first - 1) + "…"
        head = ground + Style(bold=True) if row == self.row else ground
        parts = [Segment(set_cell_size(label, self._first + _GAP), head)]
        for number in range(self._left, self._right):
            cell = self.cells.cell(row, number)
            style = ground
            if cell.tint:
                style = ground + Style(bgcolor=f"#{cell.tint}", color="#000000")
            if (row, number) == (self.row, self.column):
                style = lit
            parts += [Segment(self._fitted(self._text(cell), number), style), Segment(" " * _GAP, ground)]
        return Strip(parts)

    def _fitted(self, text: str, column: int) -> str:
        room = self._widths[column]
        return set_cell_size(text, room) if cell_len(text) <= room else set_cell_size(text, room - 1) + "…"

    def _text(self, cell: GridCell) -> str:
        return closed_up(cell.text) if self._tight else cell.text

    def _fit(self) -> None:
        """Give the columns their widths: what the widest cell needs, heads cut short when there are many.

        What is told in several signs stands without space between them before a column is left out.
        """
        rows = len(self.labels) + 1
        bar = self.styles.scrollbar_size_vertical if rows > self.content_region.height else 0
        room = max(0, self.content_region.width - bar)
        self._first = min(max(cell_len(self.corner), self._needs.labels), max(12, room * 26 // 100))
        self._tight = False
        if sum(w + _GAP for w in self._wanted()) > room - self._first - _GAP:
            self._tight = True
        wanted = self._wanted()
        spare = room - self._first - sum(w + _GAP for w in wanted) - _GAP
        wider = [max(0, min(cell_len(h), _WIDEST_HEAD) - w) for w, h in zip(wanted, self.heads, strict=True)]
        self._widths = tuple(w + more for w, more in zip(wanted, _shared(max(0, spare), wider), strict=True))
        self._room = room - self._first - _GAP
        self._show_column()
        self.virtual_size = Size(room, rows)

    def _wanted(self) -> list[int]:
        return [max(2, width) for width in (self._needs.tight if self._tight else self._needs.plain)]

    def _show_column(self) -> None:
        """Scroll sideways until the lit column is seen in whole; the labels stay."""
        if not self.heads or not self._widths:
            self._left = self._right = 0
            return
        self._left = min(self._left, self.column)
        while (
            self._left < self.column and sum(w + _GAP for w in self._widths[self._left : self.column + 1]) > self._room
        ):
            self._left += 1
        # When all that follows has room, what stands before it is shown as well.
        while self._left and sum(w + _GAP for w in self._widths[self._left - 1 :]) <= self._room + _GAP:
            self._left -= 1
        self._right = self._left + 1
        while self._right < len(self.heads):
            last = self._right == len(self.heads) - 1
            # The last column needs no gap after it; before others the sign of more needs a cell.
            taken = sum(w + _GAP for w in self._widths[self._left : self._right + 1])
            if taken - (_GAP if last else 0) > self._room:
                break
            self._right += 1


def _shared(spare: int, wanted: Sequence[int]) -> list[int]:
    """Give each what it wants of the spare cells, or an even share where there are too few: who wants little leaves more to others."""
    given = [0] * len(wanted)
    for left, number in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        given[number] = min(wanted[number], spare // left)
        spare -= given[number]
    return given
