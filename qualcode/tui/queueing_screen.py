"""The queue as it is shown: one suggestion after the other, in one of two orders, with how much is done and left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.domain.coding import StoredSuggestion
from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.code_words import beside_card
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.pace import Pace
from qualcode.tui.queue_card import card, tight_card, where
from qualcode.tui.ranked_codes import ranked_codes
from qualcode.tui.row_list import MOVE
from qualcode.usecases.queueing import Order, in_place, queue

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_BAR = 20
_WIDE = 130
"""From this many cells on what is said of the code stands beside the card."""
_HIGH, _MORE_LINES = 40, 4
"""From this height on, so many lines of the text are shown on each side of the passage."""
_WIDEST_LINE = 100
"""Cells of a line of the card, as its style has them."""
_SCROLLBAR = 2
"""Cells that the scrollbar takes from a card that goes on below."""
SCROLLING = (
    Deed("down", "light(1)", "", N_("Scroll down by a line."), MOVE, palette=False),
    Deed("up", "light(-1)", "", N_("Scroll up by a line."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", "", N_("Scroll down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("Scroll up."), MOVE, palette=False),
)
_ORDERS = {Order.DOCUMENTS: N_("in the order of the documents"), Order.TEACHES: N_("what teaches most first")}


class QueueingScreen(DeskScreen):
    """Showing the queue; what is decided is the child's."""

    BINDINGS: ClassVar = bindings(SCROLLING)

    class Queued(Message):
        """The queue has been gathered."""

        def __init__(self, found: tuple[StoredSuggestion, ...]) -> None:
            super().__init__()
            self.found = found

    def __init__(self) -> None:
        super().__init__()
        self.order = Order.DOCUMENTS
        self.only = ""
        self.there: list[StoredSuggestion] = []
        self.at = 0
        # Decided here and now, and of these what undo has brought back: by these the count and undo find their cards.
        self.decided: set[str] = set()
        self.brought_back: set[str] = set()
        self.pace = Pace()
        self._words = ""
        self._gathered = False
        # Whether there is room for the code beside the card, and for more lines of the text.
        self._room = (False, False)

    def compose(self) -> ComposeResult:
        """Lay out title, progress, the passage, what was done last, keys."""
        yield EndsLine(id="title")
        yield EndsLine(id="progress")
        with Horizontal(id="card-body"):
            with VerticalScroll(id="card", can_focus=False):
                yield Static(id="passage")
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="code")
        yield SaidLine(whole=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Gather the queue."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Tell more of the code and of the text where there is room."""
        self._room = (event.size.width >= _WIDE, event.size.height >= _HIGH)
        self.query_one("#card-body").set_class(self._room[0], "-wide")
        if self._gathered:
            # What is shown first hangs on the room that the card is given, which it does not have yet.
            self.call_after_refresh(self.show)

    @property
    def now(self) -> StoredSuggestion | None:
        """The suggestion that is shown, or None."""
        return self.there[self.at] if self.at < len(self.there) else None

    def is_gathering(self) -> bool:
        """Tell whether nothing has been gathered yet."""
        return not self._gathered

    def reload(self) -> bool:
        """Gather the queue in a thread: a large project takes its time."""
        self.run_worker(self._gather, thread=True, exclusive=True, group="queue", exit_on_error=False)
        return True

    def _gather(self) -> None:
        with self.desk.guard_thread():
            self.desk.load_codebook()
            self.post_message(self.Queued(queue(self.desk.project, self.order, code=self.only or None)))

    def on_queueing_screen_queued(self, message: Queued) -> None:
        """Show what undo has brought back, else what was shown before, else the first."""
        shown = self.now.id if self.now else ""
        found = {s.id for s in message.found}
        back = self.decided & found
        again = (self.brought_back & {s.id for s in self.there}) - found
        self.decided = (self.decided - back) | again
        self.brought_back = (self.brought_back - again) | back
        self.there, self._gathered = list(message.found), True
        wanted = back or {shown}
        self.at = next((n for n, s in enumerate(self.there) if s.id in wanted), 0)
        self.show()
        if words := self.shown_anew():
            self.told(words)

    def told(self, words: str) -> None:
        """Say what was done."""
        self._words = words
        self.query_one("#said", EndsLine).show(words)

    def action_skip(self) -> None:
        """Leave what is shown for later."""
        self.at = (self.at + 1) % len(self.there) if self.there else 0
        self.told(self.say(N_("From the beginning again: these were skipped.")) if self.at == 0 else "")
        self.show()

    def action_back(self) -> None:
        """Go one back."""
        self.at = max(0, self.at - 1)
        self.told("")
        self.show()

    def action_order(self) -> None:
        """Change the order."""
        self.order = Order.TEACHES if self.order is Order.DOCUMENTS else Order.DOCUMENTS
        self.at = 0
        self.there = []
        self.reload()

    def action_choose(self) -> None:
        """Queue the suggestions of one code, or of all when there is one already."""
        if self.only:
            self._choose("")
        else:
            self.desk.ask(ChoiceScreen(self.say(N_("Queue which code?")), ranked_codes(self.desk)), self._choose)

    def action_open(self) -> None:
        """Open the passage in its document."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.now is not None:
            self.desk.places[self.now.document] = self.now.suggestion.span.start
            self.app.push_screen(ReaderScreen(self.now.document), self.come_back)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _choose(self, code: str) -> None:
        self.only, self.at, self.there = code, 0, []
        self.reload()

    def show(self) -> None:
        """Show the suggestion whose turn it is, and how far the work has come."""
        stored = self.now
        self._tell_title(stored)
        self._tell_progress()
        if stored is not None:
            words = self._card(stored)
            wide, _ = self._room
            self.query_one("#code", Static).update(beside_card(self.desk, stored.suggestion.code) if wide else "")
        elif not self._gathered:
            words = Content(self.say(N_("Getting ready …")))
        else:
            words = Content(
                self.say(N_("Nothing waits. {k:leave} goes back to the overview; {k:choose} shows all codes again."))
            )
        if stored is None:
            self.query_one("#code", Static).update("")
        self.query_one("#passage", Static).update(words)
        self.query_one("#card").scroll_home(animate=False)
        self.query_one(KeyLine).update_keys()

    def _tell_title(self, stored: StoredSuggestion | None) -> None:
        only = f" · {self.desk.code_name(self.only)}" if self.only else ""
        left, right = self.say(N_("Queue of suggestions")) + only, self.say(_ORDERS[self.order])
        if stored is not None and self.has_class("-tiny"):
            # One row for both: where the passage stands, and how many wait.
            left = where(in_place(self.desk.project, stored, around=0))
            right = self.say(N_("{left} waiting"), left=len(self.there))
        self.query_one("#title", EndsLine).show(left, right)

    def _card(self, stored: StoredSuggestion) -> Content:
        _, high = self._room
        room = self.query_one("#card").scrollable_content_region
        width = min(room.width, _WIDEST_LINE)
        # Why it is suggested is seen before what stands around it.
        for around in (_MORE_LINES if high else 1, 0):
            place = in_place(self.desk.project, stored, around=around)
            words = card(self.desk, place, stored)
            if not room.width or len(words.wrap(width)) <= room.height:
                return words
        return tight_card(self.desk, place, stored, max(1, width - _SCROLLBAR), room.height)

    def action_light(self, by: int) -> None:
        """Scroll the card by a line."""
        self._scroll(by)

    def action_page(self, by: int) -> None:
        """Scroll the card by most of its height."""
        self._scroll(by * max(1, self.query_one("#card").scrollable_content_region.height - 2))

    def _scroll(self, by: int) -> None:
        there = self.query_one("#card")
        if there.max_scroll_y:
            there.scroll_relative(y=by, animate=False)
        else:
            self.told(self.say(N_("All of it is shown already.")))

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *SCROLLING, *own[len(self.DEEDS) :])

    def _tell_progress(self) -> None:
        done = len(self.decided)
        total = done + len(self.there)
        bar = "█" * (round(_BAR * done / total) if total else 0)
        left = self.say(
            N_("Decided now {done} · waiting {left} {bar}"), done=done, left=len(self.there), bar=f"{bar:░<{_BAR}}"
        )
        minutes = self.pace.minutes_for(len(self.there))
        right = "" if minutes is None else self.say(N_("about {minutes} min left at your pace"), minutes=minutes)
        self.query_one("#progress", EndsLine).show(left, right)
