"""The queue: suggestions of all documents one after the other, each with its passage, to be decided and left behind."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.domain.coding import CODABLE, Status, StoredSuggestion
from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk import DeskScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.many_screen import ACCEPT, ManyScreen
from qualcode.tui.pace import Pace
from qualcode.tui.queue_card import card, named
from qualcode.tui.status_screen import StatusScreen
from qualcode.tui.theme_screen import ranked_codes
from qualcode.usecases.deciding import accept, accept_as, by_ids, reject
from qualcode.usecases.queueing import Order, alike, in_place, queue

if TYPE_CHECKING:
    from textual.app import ComposeResult

_BAR = 20
_ORDERS = {Order.DOCUMENTS: N_("in the order of the documents"), Order.TEACHES: N_("what teaches most first")}


class QueueScreen(DeskScreen):
    """One suggestion at a time."""

    TITLE_WORDS: ClassVar[str] = N_("queue")
    DEEDS = (
        Deed("a", "accept", N_("accept"), N_("Accept the suggestion."), WORK, rank=10),
        Deed("r", "reject", N_("reject"), N_("Reject the suggestion; it never comes again."), WORK, rank=11),
        Deed("t", "status", N_("status"), N_("Accept with another status, or at once with 1–5."), WORK, rank=12),
        Deed("o", "other_code", N_("other code"), N_("Accept with another code."), WORK, rank=13),
        Deed("n", "skip", N_("skip"), N_("Leave it for later: it comes again at the end."), WORK, rank=14),
        Deed("b", "back", N_("one back"), N_("Back to the one before that was skipped."), WORK),
        Deed(
            "B",
            "many",
            N_("all alike"),
            N_("Decide all of the same rule at once, after looking at some."),
            WORK,
            rank=15,
        ),
        Deed(
            "w",
            "order",
            N_("order"),
            N_("Change between the documents' order and what teaches most."),
            WORK,
            rank=16,
        ),
        Deed(
            "c", "choose", N_("one code"), N_("Queue the suggestions of one code only, or of all again."), WORK, rank=17
        ),
        Deed("enter", "open", N_("open"), N_("Open the passage in its document."), WORK, rank=18),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )
    BINDINGS: ClassVar = [
        *bindings(DEEDS),
        *bindings(Deed(str(n), f"give_status({n})", "", "", WORK) for n in range(1, len(CODABLE) + 1)),
    ]

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

    def compose(self) -> ComposeResult:
        """Lay out title, progress, the passage, what was done last, keys."""
        yield EndsLine(id="title")
        yield EndsLine(id="progress")
        with VerticalScroll(id="card", can_focus=False):
            yield Static(id="passage")
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Gather the queue."""
        self.reload()

    @property
    def now(self) -> StoredSuggestion | None:
        """The suggestion that is shown, or None."""
        return self.there[self.at] if self.at < len(self.there) else None

    def reload(self) -> bool:
        """Gather the queue in a thread: a large project takes its time."""
        self.run_worker(self._gather, thread=True, exclusive=True, group="queue", exit_on_error=False)
        return True

    def _gather(self) -> None:
        with self.desk.guard_thread():
            self.desk.load_codebook()
            self.post_message(self.Queued(queue(self.desk.project, self.order, code=self.only or None)))

    def on_queue_screen_queued(self, message: Queued) -> None:
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
        self._show()

    def told(self, words: str) -> None:
        """Say what was done."""
        self._words = words
        self.query_one("#said", EndsLine).show(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        if action in ("accept", "reject", "status", "give_status", "other_code", "many", "open"):
            return self.now is not None
        if action == "skip":
            return len(self.there) > 1
        if action == "back":
            return self.at > 0
        return True

    def action_accept(self) -> None:
        """Accept what is shown."""
        if self.now is not None:
            self._decide(
                lambda s: accept(self.desk.project, by_ids(self.desk.project, [s.id])),
                N_("Accepted, u takes it back: {what}"),
            )

    def action_reject(self) -> None:
        """Reject what is shown."""
        if self.now is not None:
            self._decide(
                lambda s: reject(self.desk.project, by_ids(self.desk.project, [s.id])),
                N_("Rejected, u takes it back: {what}"),
            )

    def action_status(self) -> None:
        """Let another status be chosen."""
        if self.now is not None:
            told = self.now.suggestion
            window = StatusScreen(self.say(N_("Status")), told.status, self.desk.code(told.code))
            self.desk.ask(window, self._give_status)

    def action_give_status(self, number: int) -> None:
        """Accept with the status of a figure."""
        self._give_status(CODABLE[number - 1])

    def action_other_code(self) -> None:
        """Let another code be chosen."""
        if self.now is not None:
            title = self.say(N_("Another code instead of: {code}"), code=self.desk.code_name(self.now.suggestion.code))
            self.desk.ask(ChoiceScreen(title, ranked_codes(self.desk)), self._give_code)

    def action_skip(self) -> None:
        """Leave what is shown for later."""
        self.at = (self.at + 1) % len(self.there) if self.there else 0
        self.told(self.say(N_("From the beginning again: these were skipped.")) if self.at == 0 else "")
        self._show()

    def action_back(self) -> None:
        """Go one back."""
        self.at = max(0, self.at - 1)
        self.told("")
        self._show()

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

    def action_many(self) -> None:
        """Show some of the suggestions of the same rule, and let all be decided."""
        if self.now is not None:
            found = alike(self.desk.project, self.now.id)
            self.desk.ask(ManyScreen(found), lambda answer: self._decide_many(found, accepting=answer == ACCEPT))

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

    def _give_status(self, status: Status) -> None:
        self._decide(
            lambda s: accept_as(self.desk.project, *by_ids(self.desk.project, [s.id]), status=status),
            N_("Accepted, u takes it back: {what}"),
            status=status,
        )

    def _give_code(self, path: str) -> None:
        self._decide(
            lambda s: accept_as(self.desk.project, *by_ids(self.desk.project, [s.id]), code=path),
            N_("Accepted, u takes it back: {what}"),
            code=path,
        )

    def _decide(
        self, deed: Callable[[StoredSuggestion], object], sentence: str, *, status: Status | None = None, code: str = ""
    ) -> None:
        stored = self.now
        if stored is None:
            return
        try:
            deed(stored)
        except QualcodeError:
            # Somebody else was quicker: what waits now is shown.
            self.reload()
            raise
        self._leave_behind({stored.id})
        told = stored.suggestion
        self.told(self.say(sentence, what=named(self.desk, code or told.code, status or told.status)))

    def _decide_many(self, found: tuple[StoredSuggestion, ...], *, accepting: bool) -> None:
        # What was decided meanwhile elsewhere stops all: nothing is decided over another's head.
        chosen = by_ids(self.desk.project, [s.id for s in found])
        if accepting:
            accept(self.desk.project, chosen, bulk=True)
        else:
            reject(self.desk.project, chosen, bulk=True)
        self._leave_behind({s.id for s in found})
        sentence = (
            N_("Accepted at once, u takes them back: {number}")
            if accepting
            else N_("Rejected at once, u takes them back: {number}")
        )
        self.told(self.say(sentence, number=len(chosen)))

    def _leave_behind(self, ids: set[str]) -> None:
        before = sum(s.id in ids for s in self.there[: self.at])
        self.there = [s for s in self.there if s.id not in ids]
        self.at = min(self.at - before, max(0, len(self.there) - 1))
        self.decided |= ids
        self.brought_back -= ids
        self.pace.decided(monotonic(), len(ids))
        self._show()

    def _show(self) -> None:
        stored = self.now
        self.query_one("#title", EndsLine).show(
            self.say(N_("Queue of suggestions")) + (f" · {self.desk.code_name(self.only)}" if self.only else ""),
            self.say(_ORDERS[self.order]),
        )
        self._tell_progress()
        if stored is not None:
            words = card(self.desk, in_place(self.desk.project, stored), stored)
        elif not self._gathered:
            words = Content(self.say(N_("Getting ready …")))
        else:
            words = Content(self.say(N_("Nothing waits. Esc goes back to the overview; c shows all codes again.")))
        self.query_one("#passage", Static).update(words)
        self.query_one("#card").scroll_home(animate=False)
        self.query_one(KeyLine).update_keys()

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
