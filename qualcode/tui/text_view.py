"""The text of a document on the screen: rows painted one by one, with a cursor, a selection and a chosen mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.geometry import Size
from textual.strip import Strip

from qualcode.domain.spans import Span
from qualcode.tui.desk import Desk
from qualcode.tui.inks import Inks
from qualcode.tui.kept_rows import KeptRows, in_its_colours
from qualcode.tui.pieces import Piece, PieceKind, pieces
from qualcode.tui.row_painting import GUTTER, NAMES_GAP, Canvas, Look
from qualcode.tui.stripes import Stripes
from qualcode.tui.units import Unit, Units
from qualcode.tui.wrapping import Layout
from qualcode.usecases.passage_memos import memos_on_passages
from qualcode.usecases.viewing import Mark, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

_WIDEST = 84
"""Cells of the longest row: longer ones are hard to read."""
_NAMES = (20, 34)
"""The least and most cells for the names in the right margin."""
_TYPED = (".md", ".markdown")
"""Endings of files whose emphasis is typed."""
_REMEMBERED = 2000
"""Rows that are kept as they were painted."""
_CONTEXT = 3
"""Rows that stay visible above and below a passage that is gone to."""


def same_place(old: str, new: str, place: int) -> int:
    """Give where a place of a text lies now that some of its words were exchanged: in the same line, as far from the nearest end."""
    number, before = old.count("\n", 0, place), old[:place].rpartition("\n")[2]
    lines = new.split("\n")
    if number >= len(lines):
        return max(0, len(new) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    line, was = lines[number], old.split("\n")[number]
    column = len(before)
    if not line.startswith(before):
        # Something before it was exchanged: it is as far from the end of the line as it was.
        column += len(line) - len(was)
    return start + min(max(0, column), max(0, len(line) - 1))


class TextView(KeptRows, can_focus=True):
    """A document's text with its marks; what keys and mouse do to it is its child's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"minutes--{k.value}" for k in PieceKind} | {
        "minutes--label",
        "minutes--moderator",
        "minutes--lead",
        "minutes--ground",
    }
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="minutes")
        # Called at once, not by a message, so that text and panel are repainted together.
        self.moved: Callable[[], None] = lambda: None
        self.reading: Reading | None = None
        self.chosen: Mark | None = None
        self.unit: Unit | None = None
        self.units: Units | None = None
        self._pieces: tuple[Piece, ...] = ()
        self.canvas: Canvas | None = None
        self._strips: dict[Look, Strip] = {}
        self._cursor = 0
        self._anchor: int | None = None
        self._wanted_x: int | None = None

    # What is shown

    def show(self, reading: Reading, *, cursor: int | None = None) -> None:
        """Show a document, or the same one with other marks; the cursor stays unless told."""
        fresh = self.reading is None or self.reading.document is not reading.document
        same_text = self.reading is not None and self.reading.document.text == reading.document.text
        kept = 0
        if self.reading is not None and self.reading.document.id == reading.document.id:
            kept = same_place(self.reading.document.text, reading.document.text, self._cursor)
        self.reading = reading
        if fresh:
            self._pieces = pieces(reading.document)
            self.units = Units(reading.document, self._pieces)
        if not same_text or cursor is not None:
            self._cursor, self._anchor, self.unit = cursor if cursor is not None else kept, None, None
        self._lay_out()
        self.rechoose()

    def show_changed(self, reading: Reading, gone: Sequence[Mark], come: Sequence[Mark]) -> None:
        """Show the same document and memos with some marks gone and others come: only the rows that they touch are laid out and painted."""
        self.reading = reading
        if self.canvas is None:
            self._lay_out()
        elif gone or come:
            desk = cast("Desk", self.app)
            self.canvas.names |= {m.code: desk.code_name(m.code) for m in come}
            rows = self.canvas.stripes.change(gone, come)
            for look in [look for look in self._strips if look[0] in rows]:
                del self._strips[look]
            self.refresh_lines(rows.start, len(rows))
        self.rechoose()

    def show_at(self, reading: Reading, place: int) -> None:
        """Show a document with the cursor at ``place``, and scroll until the passage that begins there can be seen."""
        self.show(reading, cursor=place)
        chosen = self.chosen
        self.show_span(chosen.span if chosen is not None and chosen.span.start == place else self.here)

    def on_mount(self) -> None:
        """Repaint when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._lay_out())

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._lay_out()
        self.show_cursor()

    def _lay_out(self) -> None:
        if self.reading is None or not self.size.width:
            return
        room = self.scrollable_content_region.width
        width = min(_WIDEST, room - GUTTER - 1)
        spare = room - GUTTER - width - NAMES_GAP
        names = min(spare, _NAMES[1]) if spare >= _NAMES[0] else 0
        old = self.canvas.layout if self.canvas else None
        if old is None or old.width != width or old.text != self.reading.document.text:
            old = Layout(self.reading.document.text, self._pieces, width)
        _, ground = self.background_colors
        desk = cast("Desk", self.app)
        self.canvas = Canvas(
            layout=old,
            stripes=Stripes(old, self.reading.marks),
            inks=Inks(ground, self.styles.color, desk.colour),
            base=self._base_styles(),
            names={code: desk.code_name(code) for code in {m.code for m in self.reading.marks}},
            names_width=names,
            noted=frozenset(self.reading.memos),
            noted_rows=frozenset(old.row_of(m.span.start) for m in memos_on_passages(self.reading)),
            chosen=self.chosen,
            cursor=self._cursor,
            selection=self.selection,
            typed=self.reading.document.name.lower().endswith(_TYPED),
        )
        self._strips.clear()
        self.virtual_size = Size(self.canvas.width, len(old.rows))
        self.refresh()

    def _base_styles(self) -> dict[str, Style]:
        names = [*(k.value for k in PieceKind), "label", "moderator", "lead", "ground"]
        return {name: self.get_component_rich_style(f"minutes--{name}") for name in names}

    def render_line(self, y: int) -> Strip:
        """Paint a row of the window, or give it as it was painted before."""
        if self.canvas is None:
            return in_its_colours(self, Strip.blank(self.row_width, self.rich_style))
        number = y + self.scroll_offset.y
        if number >= len(self.canvas.layout.rows):
            return in_its_colours(self, Strip.blank(self.row_width, self.canvas.base["ground"]))
        look = self.canvas.look(number)
        strip = self._strips.get(look)
        if strip is None:
            if len(self._strips) >= _REMEMBERED:
                self._strips.clear()
            painted = self.canvas.row(number).adjust_cell_length(self.row_width, self.canvas.base["ground"])
            strip = self._strips[look] = in_its_colours(self, painted)
        return strip

    # Cursor, selection, chosen mark

    @property
    def cursor(self) -> int:
        """The code point that the cursor stands on."""
        return self._cursor

    @property
    def selection(self) -> Span | None:
        """The selected code points, or None."""
        if self._anchor is None or self._anchor == self._cursor:
            return None
        return Span(min(self._anchor, self._cursor), max(self._anchor, self._cursor))

    @property
    def here(self) -> Span:
        """The selection, else the code point under the cursor."""
        return self.selection or Span(self._cursor, self._cursor + 1)

    def marks_here(self) -> tuple[Mark, ...]:
        """Give the marks under the cursor or selection."""
        if self.reading is None:
            return ()
        if self.selection is not None or self.canvas is None:
            return self.reading.at(self.here.start, self.here.end)
        # Only the marks of one row are looked at: a document may have thousands.
        on_row = tuple(s.mark for s in self.canvas.stripes.on(self._row(self._cursor)))
        return Reading(self.reading.document, on_row).at(self._cursor, self._cursor + 1)

    def put(self, cursor: int, *, anchor: int | None = None, unit: Unit | None = None) -> None:
        """Move the cursor, with a selection from ``anchor`` or without; repaint only the rows that change."""
        before = self.selection or Span(self._cursor, self._cursor + 1)
        self._cursor, self._anchor, self.unit = cursor, anchor, unit
        self._wanted_x = None
        self._repaint(before, self.here)
        self.rechoose()
        self.show_cursor()

    def choose(self, mark: Mark | None) -> None:
        """Make a mark the one that deeds are about."""
        before, self.chosen = self.chosen, mark
        if self.canvas is not None:
            self.canvas.chosen = mark
            touched = [span for m in (before, mark) if m is not None for span in self.canvas.told_of(m)]
            if (before and before.id) != (mark and mark.id):
                self._repaint(*touched)
        self.moved()

    def rechoose(self) -> None:
        """Keep the chosen mark while it lies under the cursor, else choose the first there: a suggestion before a coding."""
        there = self.marks_here()
        kept = next((m for m in there if self.chosen is not None and m.id == self.chosen.id), None)
        self.choose(kept or next(iter(there), None))

    def go_to(self, mark: Mark) -> None:
        """Put the cursor on a mark and choose it."""
        self.put(mark.span.start)
        self.choose(mark)
        self.show_span(mark.span)

    def show_cursor(self) -> None:
        """Scroll until the cursor can be seen."""
        if self.canvas is not None:
            self._show_rows(self._row(self._cursor), self._row(self._cursor))

    def show_span(self, span: Span) -> None:
        """Scroll until a passage can be seen with some rows around it."""
        if self.canvas is not None:
            last = len(self.canvas.layout.rows) - 1
            self._show_rows(max(0, self._row(span.start) - _CONTEXT), min(last, self._row(span.end - 1) + _CONTEXT))

    def _show_rows(self, first: int, last: int) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if height <= 0:
            return
        target = top
        if last >= top + height:
            target = last - height + 1
        target = min(target, first)
        if target != top:
            self.scroll_to(y=target, animate=False, immediate=True)

    def _repaint(self, *spans: Span) -> None:
        if self.canvas is None:
            return
        self.canvas.cursor, self.canvas.selection = self._cursor, self.selection
        for span in spans:
            first, last = self._row(span.start), self._row(max(span.start, span.end - 1))
            self.refresh_lines(first, last - first + 1)

    def _row(self, offset: int) -> int:
        return self.canvas.layout.row_of(offset) if self.canvas else 0
