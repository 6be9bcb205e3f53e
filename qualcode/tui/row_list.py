"""Rows with columns, painted one by one: quick with ten of them and with ten thousand. One row is lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.kept_rows import KeptRows, in_its_colours

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

MOVE = N_("Move")
ROWING = (
    Deed("down", "light(1)", "", N_("A row down."), MOVE, palette=False),
    Deed("up", "light(-1)", "", N_("A row up."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", "", N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("A page up."), MOVE, palette=False),
    Deed("home,ctrl+home", "far(0)", "", N_("To the first row."), MOVE, palette=False),
    Deed("end,ctrl+end", "far(-1)", "", N_("To the last row."), MOVE, palette=False),
)
MOVES_IN_ROWS = frozenset({"light", "page", "far"})
GAP = "  "
_LEAST = 8
"""Cells below which a column that takes what is left says nothing, and is left out."""


_REMEMBERED = 500
"""Rows that are kept as they were painted."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is painted: its head and its cells' width."""

    head: str
    width: int
    right: bool = False


class RowList(KeptRows, can_focus=True):
    """The ground of lists; a child says how many rows there are, what stands in each, and in what tone."""

    BINDINGS: ClassVar = bindings(ROWING)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in ("head", "row", "lit", "muted", "strong")}
    HEADED: ClassVar[bool] = True

    class Lit(Message):
        """Another row is lit."""

    class Chosen(Message):
        """The lit row is wanted: Enter, or a second click."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.lit = 0
        self.columns: tuple[Column, ...] = ()
        self._painted: dict[object, Strip] = {}

    # What a child says

    def row_count(self) -> int:
        """Give how many rows there are."""
        raise NotImplementedError

    def fitted(self, room: int) -> tuple[Column, ...]:
        """Give the columns that ``room`` cells have place for."""
        raise NotImplementedError

    def cells(self, number: int) -> Sequence[str]:
        """Give what stands in a row, a text for each column."""
        raise NotImplementedError

    def tone(self, number: int) -> str:
        """Give how a row is painted: row, muted or strong."""
        del number
        return "row"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something: no move does in a list that is shown and has no rows."""
        if action in MOVES_IN_ROWS and self.columns and not self.row_count():
            return False
        return super().check_action(action, parameters)

    # Showing

    def renew(self, lit: int) -> None:
        """Show the rows as they are now."""
        self.lit = min(max(0, lit), max(0, self.row_count() - 1))
        self._fit()
        self._show_lit()
        self.post_message(self.Lit())

    def light(self, number: int) -> None:
        """Light a row and scroll until it is seen."""
        number = min(max(0, number), self.row_count() - 1)
        if number < 0 or number == self.lit:
            return
        before, self.lit = self.lit, number
        for row in (before, number):
            self.refresh_lines(row + self.HEADED, 1)
        self._show_lit()
        self.post_message(self.Lit())

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """Paint the head or a row."""
        if y == 0 and self.HEADED:
            style = self.get_component_rich_style("rows--head")
            return self._strip(tuple(c.head for c in self.columns), "  ", style)
        number = self.scroll_offset.y + y - self.HEADED
        if number >= self.row_count():
            return in_its_colours(self, Strip.blank(self.row_width, self.get_component_rich_style("rows--row")))
        style, sign = self.get_component_rich_style(f"rows--{self.tone(number)}"), "  "
        if number == self.lit:
            style, sign = self.get_component_rich_style("rows--lit"), "▸ "
        return self._strip(tuple(self.cells(number)), sign, style)

    def _strip(self, cells: tuple[str, ...], sign: str, style: Style) -> Strip:
        """Give a row with these words, as it was painted before if it was."""
        look = (cells, sign, style, self.columns, self.row_width)
        found = self._painted.get(look)
        if found is None:
            if len(self._painted) >= _REMEMBERED:
                self._painted.clear()
            words = self._joined(cells, sign)
            painted = Strip([Segment(words, style)]).adjust_cell_length(self.row_width, style)
            found = self._painted[look] = in_its_colours(self, painted)
        return found

    def action_light(self, by: int) -> None:
        """Light the next or previous row."""
        self.light(self.lit + by)

    def action_page(self, by: int) -> None:
        """Move by pages."""
        self.light(self.lit + by * max(1, self.scrollable_content_region.height - 2))

    def action_far(self, end: int) -> None:
        """Light the first or last row."""
        self.light(0 if end == 0 else self.row_count() - 1)

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked; want it on the second click."""
        at = event.get_content_offset(self)
        if at is None or (self.HEADED and at.y == 0):
            return
        number = self.scroll_offset.y + at.y - self.HEADED
        if number < self.row_count():
            self.light(number)
            if event.chain > 1:
                self.post_message(self.Chosen())

    def _fit(self) -> None:
        # The bar at the side is there or not by what is shown now, and not by what was: a row is never cut by it.
        rows = self.row_count() + self.HEADED
        bar = self.styles.scrollbar_size_vertical if rows > self.content_region.height else 0
        room = max(0, self.content_region.width - bar)
        self.columns = self.fitted(room - 2)
        self.virtual_size = Size(room, rows)
        self.refresh()

    def _show_lit(self) -> None:
        # The first row of the window is the head, which stays.
        top, height = self.scroll_offset.y, self.scrollable_content_region.height - self.HEADED
        if self.lit < top:
            self.scroll_to(y=self.lit, animate=False, immediate=True)
        elif height > 0 and self.lit >= top + height:
            self.scroll_to(y=self.lit - height + 1, animate=False, immediate=True)

    def _joined(self, cells: Sequence[str], sign: str = "  ") -> str:
        parts = []
        for column, cell in zip(self.columns, cells, strict=False):
            room = column.width
            cut = cell if cell_len(cell) <= room else set_cell_size(cell, room - 1) + "…"
            space = " " * (room - cell_len(cut))
            parts.append(space + cut if column.right else cut + space)
        return sign + GAP.join(parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is wanted: its head, the most cells that it may take, and whether its cells stand to the right."""

    words: str
    most: int = 28
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row to show: its cells, the last of which takes the room that is left, and its tone."""

    cells: tuple[str, ...]
    tone: str = "row"


class RowTable(RowList):
    """A list whose columns are as wide as what stands in them; the last takes what is left."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id)
        self.headings: tuple[Heading, ...] = ()
        self.rows: Sequence[Row] = ()
        self._widths: tuple[int, ...] = ()

    def show(
        self,
        headings: Sequence[Heading],
        rows: Sequence[Row],
        lit: int | None = None,
        *,
        widest: Sequence[int] | None = None,
    ) -> None:
        """Show rows; the lit place stays lit unless told. ``widest``: what the columns' cells take, where that is known already."""
        self.headings, self.rows = tuple(headings), rows
        if widest is None:
            widest = [max((cell_len(r.cells[n]) for r in rows), default=0) for n in range(len(self.headings) - 1)]
        self._widths = tuple(
            min(h.most, max(cell_len(h.words), width)) for h, width in zip(self.headings[:-1], widest, strict=True)
        )
        self.renew(self.lit if lit is None else lit)

    def row_count(self) -> int:
        """Give how many rows there are."""
        return len(self.rows)

    def fitted(self, room: int) -> tuple[Column, ...]:
        """Give the columns that there is room for."""
        if not self.headings:
            return ()
        found = [Column(h.words, w, h.right) for h, w in zip(self.headings, self._widths, strict=False)]
        last = self.headings[-1]
        rest = room - sum(c.width + len(GAP) for c in found)
        return (*found, Column(last.words, rest, last.right)) if rest >= _LEAST else tuple(found)

    def cells(self, number: int) -> Sequence[str]:
        """Give what stands in a row."""
        return self.rows[number].cells

    def tone(self, number: int) -> str:
        """Give a row's tone."""
        return self.rows[number].tone
