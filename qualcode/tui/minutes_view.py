"""The text of a document on the screen: rows painted one by one, a cursor, a selection, the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.inks import Inks
from qualcode.tui.pieces import PieceKind, pieces
from qualcode.tui.row_painting import GUTTER, NAMES_GAP, Canvas
from qualcode.tui.stripes import Stripes
from qualcode.tui.units import Unit, Units
from qualcode.tui.wrapping import Layout
from qualcode.usecases.viewing import Mark, Reading

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

MOVE = N_("Move")
SELECT = N_("Select")
MOVING = (
    Deed("down", "row(1)", N_("down"), N_("A row down."), MOVE, palette=False),
    Deed("up", "row(-1)", N_("up"), N_("A row up."), MOVE, palette=False),
    Deed("right", "sign(1)", N_("right"), N_("A letter to the right."), MOVE, palette=False),
    Deed("left", "sign(-1)", N_("left"), N_("A letter to the left."), MOVE, palette=False),
    Deed("ctrl+right", "word(1)", N_("next word"), N_("To the next word."), MOVE, palette=False),
    Deed("ctrl+left", "word(-1)", N_("previous word"), N_("To the previous word."), MOVE, palette=False),
    Deed("home", "edge(-1)", N_("beginning of row"), N_("To the beginning of the row."), MOVE, palette=False),
    Deed("end", "edge(1)", N_("end of row"), N_("To the end of the row."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", N_("page down"), N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", N_("page up"), N_("A page up."), MOVE, palette=False),
    Deed("ctrl+home", "border(-1)", N_("beginning"), N_("To the beginning of the document."), MOVE, palette=False),
    Deed("ctrl+end", "border(1)", N_("end"), N_("To the end of the document."), MOVE, palette=False),
    Deed("w", "take('word')", N_("select word"), N_("Select the word; again: one more word."), SELECT),
    Deed("s", "take('sentence')", N_("sentence"), N_("Select the sentence; again: one more."), SELECT, rank=15),
    Deed("p", "take('paragraph')", N_("select paragraph"), N_("Select the paragraph; again: one more."), SELECT),
    Deed("plus", "reach(0,1)", N_("extend"), N_("Take one more unit at the end."), SELECT, palette=False),
    Deed("minus", "reach(0,-1)", N_("shrink"), N_("Leave out one unit at the end."), SELECT, palette=False),
    Deed(
        "less_than_sign",
        "reach(-1,0)",
        N_("extend backwards"),
        N_("Take one more unit at the beginning."),
        SELECT,
        palette=False,
    ),
    Deed(
        "greater_than_sign",
        "reach(1,0)",
        N_("shrink from the left"),
        N_("Leave out one unit at the beginning."),
        SELECT,
        palette=False,
    ),
    Deed("shift+right", "free_sign(1)", N_("select right"), N_("Select freely: a letter more."), SELECT, palette=False),
    Deed(
        "shift+left",
        "free_sign(-1)",
        N_("select left"),
        N_("Select freely: a letter less, or to the left."),
        SELECT,
        palette=False,
    ),
    Deed("shift+down", "free_row(1)", N_("select down"), N_("Select freely: a row down."), SELECT, palette=False),
    Deed("shift+up", "free_row(-1)", N_("select up"), N_("Select freely: a row up."), SELECT, palette=False),
)
_WIDEST = 84
"""Cells of the longest row: longer ones are hard to read."""
_NAMES = (20, 34)
"""The least and most cells for the names in the right margin."""
_CONTEXT = 3
"""Rows that stay visible above and below a passage that is gone to."""


class MinutesView(ScrollView, can_focus=True):
    """A document's text with its marks."""

    BINDINGS: ClassVar = bindings(MOVING)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"minutes--{k.value}" for k in PieceKind} | {
        "minutes--label",
        "minutes--moderator",
        "minutes--lead",
        "minutes--ground",
    }
    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor, the selection or the chosen mark is another."""

    def __init__(self) -> None:
        super().__init__(id="minutes")
        self.reading: Reading | None = None
        self.chosen: Mark | None = None
        self.unit: Unit | None = None
        self.units: Units | None = None
        self._canvas: Canvas | None = None
        self._strips: dict[int, Strip] = {}
        self._cursor = 0
        self._anchor: int | None = None
        self._wanted_x: int | None = None
        self._dragging = False

    # What is shown

    def show(self, reading: Reading, *, cursor: int | None = None) -> None:
        """Show a document, or the same one with other marks; the cursor stays unless told."""
        fresh = self.reading is None or self.reading.document is not reading.document
        same_text = self.reading is not None and self.reading.document.text == reading.document.text
        self.reading = reading
        if fresh:
            self.units = Units(reading.document, pieces(reading.document))
        if not same_text or cursor is not None:
            self._cursor, self._anchor, self.unit = cursor or 0, None, None
        self._lay_out()
        self.rechoose()

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
        width = min(_WIDEST, room - GUTTER)
        spare = room - GUTTER - width - NAMES_GAP
        names = min(spare, _NAMES[1]) if spare >= _NAMES[0] else 0
        old = self._canvas.layout if self._canvas else None
        if old is None or old.width != width or old.text != self.reading.document.text:
            old = Layout(self.reading.document.text, pieces(self.reading.document), width)
        _, ground = self.background_colors
        desk = cast("Desk", self.app)
        self._canvas = Canvas(
            layout=old,
            stripes=Stripes(old, self.reading.marks),
            inks=Inks(ground, self.styles.color, desk.colour),
            base=self._base_styles(),
            names={m.code: desk.code_name(m.code) for m in self.reading.marks},
            names_width=names,
            noted=frozenset(self.reading.memos),
            chosen=self.chosen,
            cursor=self._cursor,
            selection=self.selection,
        )
        self._strips.clear()
        self.virtual_size = Size(self._canvas.width, len(old.rows))
        self.refresh()

    def _base_styles(self) -> dict[str, Style]:
        names = [*(k.value for k in PieceKind), "label", "moderator", "lead", "ground"]
        return {name: self.get_component_rich_style(f"minutes--{name}") for name in names}

    def render_line(self, y: int) -> Strip:
        """Paint a row of the window, or give it as it was painted before."""
        if self._canvas is None:
            return Strip.blank(self.size.width, self.rich_style)
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            if number >= len(self._canvas.layout.rows):
                return Strip.blank(self.size.width, self._canvas.base["ground"])
            strip = self._strips[number] = self._canvas.row(number)
        return strip.adjust_cell_length(self.size.width, self._canvas.base["ground"])

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
        return self.reading.at(self.here.start, self.here.end) if self.reading else ()

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
        if self._canvas is not None:
            self._canvas.chosen = mark
            touched = [m.span for m in (before, mark) if m is not None]
            if (before and before.id) != (mark and mark.id):
                self._repaint(*touched)
        self.post_message(self.Moved())

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
        if self._canvas is not None:
            self._show_rows(self._row(self._cursor), self._row(self._cursor))

    def show_span(self, span: Span) -> None:
        """Scroll until a passage can be seen with some rows around it."""
        if self._canvas is not None:
            last = len(self._canvas.layout.rows) - 1
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
        if self._canvas is None:
            return
        self._canvas.cursor, self._canvas.selection = self._cursor, self.selection
        for span in spans:
            first, last = self._row(span.start), self._row(max(span.start, span.end - 1))
            for row in range(first, last + 1):
                self._strips.pop(row, None)
            self.refresh_lines(first, last - first + 1)

    def _row(self, offset: int) -> int:
        return self._canvas.layout.row_of(offset) if self._canvas else 0

    # Keys

    def action_row(self, by: int) -> None:
        """Move by rows, over empty ones."""
        self._leave_selection(by)
        self._move_rows(by, None)

    def action_free_row(self, by: int) -> None:
        """Select by rows."""
        self._move_rows(by, self._cursor if self._anchor is None else self._anchor)

    def action_sign(self, by: int) -> None:
        """Move by letters."""
        if self._canvas is not None and not self._leave_selection(by):
            self.put(self._canvas.layout.step(self._cursor, by))

    def action_free_sign(self, by: int) -> None:
        """Select by letters."""
        if self._canvas is not None:
            anchor = self._cursor if self._anchor is None else self._anchor
            self.put(self._canvas.layout.step(self._cursor, by), anchor=anchor)

    def action_word(self, by: int) -> None:
        """Move by words."""
        if self.units is None or self._leave_selection(by):
            return
        there = self.units.spans(Unit.WORD)
        place = self.units.place(Unit.WORD, self._cursor)
        if place < 0:
            return
        if by > 0 and there[place].start > self._cursor:
            by = 0
        if by < 0 and there[place].start < self._cursor < there[place].end:
            by = 0
        self.put(there[min(max(0, place + by), len(there) - 1)].start)

    def action_edge(self, by: int) -> None:
        """Go to the beginning or the last letter of the row."""
        if self._canvas is not None:
            row = self._canvas.layout.rows[self._row(self._cursor)]
            self.put(row.start if by < 0 or row.end == row.start else self._canvas.layout.step(row.end, -1))

    def action_page(self, by: int) -> None:
        """Move by pages."""
        height = max(1, self.scrollable_content_region.height - 2)
        self._leave_selection(by)
        self._move_rows(by * height, None)

    def action_border(self, by: int) -> None:
        """Go to the beginning or the end of the document."""
        if self._canvas is not None and self.reading is not None:
            end = len(self.reading.document.text)
            self.put(0 if by < 0 else self._canvas.layout.step(end, -1))

    def action_take(self, unit: str) -> None:
        """Select the word, sentence or paragraph here; the same again takes one more."""
        if self.units is None:
            return
        wanted = Unit(unit)
        span = self.selection
        if span is not None and self.unit is wanted:
            grown: Span | None = self.units.reach(wanted, span, right=1)
        else:
            grown = self.units.around(wanted, self.here)
        if grown is not None:
            self.select(grown, wanted)

    def action_reach(self, left: int, right: int) -> None:
        """Move the borders of the selection by its unit; by sentences when it has none."""
        if self.units is None:
            return
        unit = self.unit or (Unit.WORD if self.selection else Unit.SENTENCE)
        span = self.selection or self.units.around(unit, self.here)
        if span is not None:
            self.select(self.units.reach(unit, span, left=left, right=right), unit)

    def select(self, span: Span, unit: Unit | None = None) -> None:
        """Select a passage."""
        self.put(span.end, anchor=span.start, unit=unit)

    def unselect(self) -> bool:
        """Let the selection go; tell whether there was one."""
        span = self.selection
        if span is not None:
            self.put(span.start)
        return span is not None

    def _leave_selection(self, by: int) -> bool:
        span = self.selection
        if span is None or self._canvas is None:
            return False
        self.put(span.start if by < 0 else self._canvas.layout.step(span.end, -1))
        return True

    def _move_rows(self, by: int, anchor: int | None) -> None:
        if self._canvas is None:
            return
        layout = self._canvas.layout
        now = self._row(self._cursor)
        wanted_x = layout.x_of(now, self._cursor) if self._wanted_x is None else self._wanted_x
        step = 1 if by > 0 else -1
        target = min(max(0, now + by), len(layout.rows) - 1)
        while 0 < target < len(layout.rows) - 1 and layout.is_blank(target):
            target += step
        if layout.is_blank(target):
            return
        offset = layout.offset_at(target, wanted_x)
        row = layout.rows[target]
        if offset >= row.end > row.start and anchor is None:
            offset = layout.step(row.end, -1)
        self.put(offset, anchor=anchor)
        self._wanted_x = wanted_x

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse points, and begin to select."""
        offset = self._offset(event)
        if offset is not None and event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self.put(offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is drawn."""
        if self._dragging and self._canvas is not None:
            offset = self._offset(event)
            anchor = self._cursor if self._anchor is None else self._anchor
            if offset is not None and offset != self._cursor:
                self.put(offset, anchor=anchor)

    def on_mouse_up(self) -> None:
        """End selecting."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word on the second click, the sentence on the third, the paragraph on the fourth."""
        unit = {2: Unit.WORD, 3: Unit.SENTENCE, 4: Unit.PARAGRAPH}.get(event.chain)
        offset = self._offset(event)
        if unit is not None and offset is not None and self.units is not None:
            span = self.units.around(unit, Span(offset, offset + 1))
            if span is not None:
                self.select(span, unit)

    def _offset(self, event: events.MouseEvent) -> int | None:
        at = event.get_content_offset_capture(self)
        if self._canvas is None:
            return None
        layout = self._canvas.layout
        number = min(max(0, at.y + self.scroll_offset.y), len(layout.rows) - 1)
        offset = layout.offset_at(number, at.x - GUTTER)
        return offset if self.reading is None else min(offset, len(self.reading.document.text))
