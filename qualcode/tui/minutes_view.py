"""Moving and selecting in the text of a document, by keys and by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.row_painting import GUTTER
from qualcode.tui.text_view import TextView
from qualcode.tui.units import Unit

if TYPE_CHECKING:
    from textual import events

MOVE = N_("Move")
SELECT = N_("Select")
MOVING = (
    Deed("down", "row(1)", "", N_("A row down."), MOVE, palette=False),
    Deed("up", "row(-1)", "", N_("A row up."), MOVE, palette=False),
    Deed("right", "sign(1)", "", N_("A letter to the right."), MOVE, palette=False),
    Deed("left", "sign(-1)", "", N_("A letter to the left."), MOVE, palette=False),
    Deed("ctrl+right", "word(1)", "", N_("To the next word."), MOVE, palette=False),
    Deed("ctrl+left", "word(-1)", "", N_("To the previous word."), MOVE, palette=False),
    Deed("home", "edge(-1)", "", N_("To the beginning of the row."), MOVE, palette=False),
    Deed("end", "edge(1)", "", N_("To the end of the row."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", "", N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("A page up."), MOVE, palette=False),
    Deed("ctrl+home", "border(-1)", "", N_("To the beginning of the document."), MOVE, palette=False),
    Deed("ctrl+end", "border(1)", "", N_("To the end of the document."), MOVE, palette=False),
    Deed("w", "take('word')", N_("select word"), N_("Select the word; again: one more word."), SELECT),
    Deed("s", "take('sentence')", N_("sentence"), N_("Select the sentence; again: one more."), SELECT, rank=18),
    Deed("p", "take('paragraph')", N_("select paragraph"), N_("Select the paragraph; again: one more."), SELECT),
    Deed("plus", "reach(0,1)", "", N_("Take one more unit at the end."), SELECT, palette=False),
    Deed("minus", "reach(0,-1)", "", N_("Leave out one unit at the end."), SELECT, palette=False),
    Deed("less_than_sign", "reach(-1,0)", "", N_("Take one more unit at the beginning."), SELECT, palette=False),
    Deed("greater_than_sign", "reach(1,0)", "", N_("Leave out one unit at the beginning."), SELECT, palette=False),
    Deed("shift+right", "free_sign(1)", "", N_("Select freely: a letter more."), SELECT, palette=False),
    Deed("shift+left", "free_sign(-1)", "", N_("Select freely: a letter less, or to the left."), SELECT, palette=False),
    Deed("shift+down", "free_row(1)", "", N_("Select freely: a row down."), SELECT, palette=False),
    Deed("shift+up", "free_row(-1)", "", N_("Select freely: a row up."), SELECT, palette=False),
)


class MinutesView(TextView):
    """A document's text that is moved and selected in."""

    BINDINGS: ClassVar = bindings(MOVING)

    def __init__(self) -> None:
        super().__init__()
        self._dragging = False
        self.visual = False

    # Keys

    def begin_visual(self) -> None:
        """Let every move select, from here on, until the selection is let go."""
        self.visual = True
        anchor = self._cursor if self._anchor is None else self._anchor
        self.put(self._cursor if self._anchor is not None else self._step(1), anchor=anchor, unit=self.unit)

    def _step(self, by: int) -> int:
        return self._cursor if self.canvas is None else self.canvas.layout.step(self._cursor, by)

    def _held(self) -> int | None:
        """Give where the selection began while moves select, else None."""
        if not self.visual:
            return None
        return self._cursor if self._anchor is None else self._anchor

    def action_row(self, by: int) -> None:
        """Move by rows, over empty ones."""
        self._leave_selection(by)
        self._move_rows(by, self._held())

    def action_free_row(self, by: int) -> None:
        """Select by rows."""
        self._move_rows(by, self._cursor if self._anchor is None else self._anchor)

    def action_sign(self, by: int) -> None:
        """Move by letters."""
        if self.canvas is not None and not self._leave_selection(by):
            self.put(self._step(by), anchor=self._held())

    def action_free_sign(self, by: int) -> None:
        """Select by letters."""
        if self.canvas is not None:
            anchor = self._cursor if self._anchor is None else self._anchor
            self.put(self.canvas.layout.step(self._cursor, by), anchor=anchor)

    def action_word(self, by: int) -> None:
        """Move by words."""
        if self.units is None or self._leave_selection(by):
            return
        there = self.units.spans(Unit.WORD)
        place = self.units.place(Unit.WORD, self._cursor)
        if place < 0:
            return
        if by > 0 and self.visual:
            # A selection takes words to their ends.
            ahead = there[place] if there[place].end > self._cursor else there[min(place + 1, len(there) - 1)]
            self.put(ahead.end, anchor=self._held())
            return
        if by > 0 and there[place].start > self._cursor:
            by = 0
        if by < 0 and there[place].start < self._cursor < there[place].end:
            by = 0
        self.put(there[min(max(0, place + by), len(there) - 1)].start, anchor=self._held())

    def action_edge(self, by: int) -> None:
        """Go to the beginning or the last letter of the row."""
        if self.canvas is not None:
            row = self.canvas.layout.rows[self._row(self._cursor)]
            last = row.end if self.visual or row.end == row.start else self.canvas.layout.step(row.end, -1)
            self.put(row.start if by < 0 else last, anchor=self._held())

    def action_page(self, by: int) -> None:
        """Move by pages."""
        height = max(1, self.scrollable_content_region.height - 2)
        self._leave_selection(by)
        self._move_rows(by * height, self._held())

    def action_border(self, by: int) -> None:
        """Go to the beginning or the end of the document."""
        if self.canvas is not None and self.reading is not None:
            end = len(self.reading.document.text)
            last = end if self.visual else self.canvas.layout.step(end, -1)
            self.put(0 if by < 0 else last, anchor=self._held())

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
        self.visual = False
        if span is not None:
            self.put(span.start)
        return span is not None

    def _leave_selection(self, by: int) -> bool:
        span = self.selection
        if span is None or self.canvas is None or self.visual:
            return False
        self.put(span.start if by < 0 else self.canvas.layout.step(span.end, -1))
        return True

    def _move_rows(self, by: int, anchor: int | None) -> None:
        if self.canvas is None:
            return
        layout = self.canvas.layout
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
            self._dragging, self.visual = True, False
            self.capture_mouse()
            self.put(offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is drawn."""
        if self._dragging and self.canvas is not None:
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
        if self.canvas is None:
            return None
        layout = self.canvas.layout
        number = min(max(0, at.y + self.scroll_offset.y), len(layout.rows) - 1)
        offset = layout.offset_at(number, at.x - GUTTER)
        return offset if self.reading is None else min(offset, len(self.reading.document.text))
