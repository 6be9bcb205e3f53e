"""The queue: suggestions of all documents one after the other, each with its passage, to be decided and left behind."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual.content import Content

from qualcode.domain.coding import CODABLE, Status, StoredSuggestion
from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.many_screen import ACCEPT, ManyScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.queue_card import about, named, why
from qualcode.tui.queueing_screen import QueueingScreen
from qualcode.tui.ranked_codes import ranked_codes
from qualcode.tui.status_screen import StatusScreen
from qualcode.tui.why_words import certainty, in_full
from qualcode.usecases.coding_by_hand import memos_on
from qualcode.usecases.deciding import accept, accept_as, by_ids, reject
from qualcode.usecases.queueing import alike, in_place

_NOTHING_WAITS = N_("Nothing waits in the queue. {k:choose} takes another code, {k:leave} goes back.")


class QueueScreen(QueueingScreen):
    """One suggestion at a time, decided and left behind."""

    TITLE_WORDS: ClassVar[str] = N_("queue")
    ROOM: ClassVar[str] = "queue"
    DEEDS = (
        Deed("a", "accept", N_("accept"), N_("Accept the suggestion."), WORK, rank=10),
        Deed("r", "reject", N_("reject"), N_("Reject the suggestion; it never comes again."), WORK, rank=11),
        Deed("t", "status", N_("status"), N_("Accept with another status, or at once with 1–5."), WORK, rank=12),
        Deed("o", "other_code", N_("other code"), N_("Accept with another code."), WORK, rank=13),
        Deed("v", "why", N_("why"), N_("Show why it is suggested, and the code's definition."), WORK, rank=19),
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
            "y",
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
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), LOOK),
    )
    SILENT: ClassVar = {
        "accept": _NOTHING_WAITS,
        "reject": _NOTHING_WAITS,
        "status": _NOTHING_WAITS,
        "give_status": _NOTHING_WAITS,
        "other_code": _NOTHING_WAITS,
        "many": _NOTHING_WAITS,
        "open": _NOTHING_WAITS,
        "why": _NOTHING_WAITS,
        "skip": N_("No other suggestion is left."),
        "back": N_("This is the first one."),
    }
    BINDINGS: ClassVar = [
        *bindings(DEEDS),
        *bindings(Deed(str(n), f"give_status({n})", "", "", WORK) for n in range(1, len(CODABLE) + 1)),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        if action in ("accept", "reject", "status", "give_status", "other_code", "many", "open", "why"):
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
                N_("Accepted, {k:undo} takes it back: {what}"),
            )

    def action_reject(self) -> None:
        """Reject what is shown."""
        if self.now is not None:
            self._decide(
                lambda s: reject(self.desk.project, by_ids(self.desk.project, [s.id])),
                N_("Rejected, {k:undo} takes it back: {what}"),
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

    def action_why(self) -> None:
        """Tell all there is to tell of what is shown: why, and the code's definition."""
        stored = self.now
        if stored is None:
            return
        code = stored.suggestion.code
        place = in_place(self.desk.project, stored)
        lines = [*about(self.desk, stored), why(self.desk, place, stored, certain=False)]
        lines.append(certainty(self.desk, stored.suggestion))
        lines += in_full(self.desk, code, memos_on(self.desk.project, f"code:{code}"))
        self.app.push_screen(NoticeScreen(self.say(N_("Why")), Content("\n").join(lines)))

    def action_many(self) -> None:
        """Show some of the suggestions of the same rule, and let all be decided."""
        if self.now is not None:
            found = alike(self.desk.project, self.now.id)
            self.desk.ask(ManyScreen(found), lambda answer: self._decide_many(found, accepting=answer == ACCEPT))

    def _give_status(self, status: Status) -> None:
        self._decide(
            lambda s: accept_as(self.desk.project, *by_ids(self.desk.project, [s.id]), status=status),
            N_("Accepted, {k:undo} takes it back: {what}"),
            status=status,
        )

    def _give_code(self, path: str) -> None:
        self._decide(
            lambda s: accept_as(self.desk.project, *by_ids(self.desk.project, [s.id]), code=path),
            N_("Accepted, {k:undo} takes it back: {what}"),
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
        if len(found) == 1:
            # It is the one that is shown: its decision is one like any other, and not of many.
            (self.action_accept if accepting else self.action_reject)()
            return
        try:
            # What was decided meanwhile elsewhere stops all: nothing is decided over another's head.
            chosen = by_ids(self.desk.project, [s.id for s in found])
            (accept if accepting else reject)(self.desk.project, chosen, bulk=True)
        except QualcodeError:
            # What waits now is shown, so that the rest can be decided.
            self.reload()
            raise
        self._leave_behind({s.id for s in found})
        sentence = (
            N_("Accepted at once, {k:undo} takes them back: {number}")
            if accepting
            else N_("Rejected at once, {k:undo} takes them back: {number}")
        )
        self.told(self.say(sentence, number=len(chosen)))

    def _leave_behind(self, ids: set[str]) -> None:
        before = sum(s.id in ids for s in self.there[: self.at])
        self.there = [s for s in self.there if s.id not in ids]
        self.at = min(self.at - before, max(0, len(self.there) - 1))
        self.decided |= ids
        self.brought_back -= ids
        self.pace.decided(monotonic(), len(ids))
        self.show()
