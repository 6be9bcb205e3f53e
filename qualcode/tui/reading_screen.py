"""Reading: one document on the screen, moving between its suggestions and to the next document."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from qualcode.domain.errors import N_
from qualcode.tui.deeds import LOOK, Deed
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.kept_rows import Still
from qualcode.tui.key_line import KeyLine
from qualcode.tui.mark_panel import MarkPanel
from qualcode.tui.minutes_view import MOVE, MOVING
from qualcode.tui.opened_screen import OpenedScreen
from qualcode.usecases.passage_memos import PassageMemo
from qualcode.usecases.surveying import STATUS_WORDS, survey
from qualcode.usecases.viewing import Mark, Reading, place_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_WIDE = 104
"""From this many cells on the panel stands beside the text instead of below it."""

GOING = (
    Deed("n", "next(1)", N_("next"), N_("To the next suggestion that waits."), MOVE, rank=10),
    Deed("b", "next(-1)", N_("previous suggestion"), N_("To the previous suggestion that waits."), MOVE),
    Deed("tab", "other_here(1)", N_("other code here"), N_("Choose among the codes that overlap here."), MOVE, rank=45),
    Deed(
        "N",
        "next_document",
        N_("next document"),
        N_("Open the next document with suggestions that wait."),
        MOVE,
        rank=11,
    ),
    Deed("escape", "leave", N_("back"), N_("Let the selection go; then back to the overview."), LOOK, rank=70),
    Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), LOOK),
)


class Body(Still, Vertical):
    """The text, and what is told of it."""


_NONE_ANYWHERE = N_("No suggestion waits in any document; {k:leave} goes back.")
_NONE_BUT_UNREAD = N_("No suggestion waits in any document; {k:read} marks this one as read, {k:leave} goes back.")


class ReadingScreen(OpenedScreen):
    """A document with its marks, a panel about what lies under the cursor, and what was done last."""

    TITLE_WORDS: ClassVar[str] = N_("reader")

    def __init__(self, document: str, *, at_suggestion: bool = False) -> None:
        super().__init__(document, at_suggestion=at_suggestion)
        self._words = ""
        self.shaped: Mark | None = None
        self.view.moved = self._moved

    def compose(self) -> ComposeResult:
        """Lay out title, text, what was done last, panel and keys."""
        yield EndsLine(id="title")
        with Body(id="body"):
            yield MarkPanel()
            yield self.view
            yield SaidLine(whole=False)
        yield KeyLine()

    def on_resize(self, event: events.Resize) -> None:
        """Put the panel where there is room."""
        self.query_one("#body").set_class(event.size.width >= _WIDE, "-wide")

    def told(self, words: str) -> None:
        """Say what was done, below the text; it stays until something else lies under the cursor."""
        self._words = words
        self._tell_place()

    def _tell_place(self) -> None:
        waiting = self.waiting
        chosen = self.view.chosen
        at = 0 if chosen is None or chosen.suggestion is None else place_of(chosen, waiting) + 1
        if at:
            where = self.say(N_("suggestion {at} of {all}"), at=at, all=len(waiting))
        else:
            where = self.say(N_("suggestions: {all}"), all=len(waiting))
        self.query_one("#said", EndsLine).show(self._words, where)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done: the work first, then moving and selecting."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *MOVING, *own[len(self.DEEDS) :])

    def _moved(self) -> None:
        """Tell of what is under the cursor, when that is something else than before."""
        if self.reading is None:
            return
        with self.desk.guard():
            here = self.view.marks_here()
            selection = self.view.selection
            selected = selection.of(self.reading.document.text) if selection else ""
            notes = self.notes_here()
            now = (self.reading, tuple(m.id for m in here), self.view.chosen, selected, self.shaped, notes)
            if now != self._shown:
                self._shown = now
                self.query_one(MarkPanel).show(
                    self.reading,
                    here,
                    self.view.chosen,
                    selected,
                    self.lately,
                    shaping=self.shaped is not None,
                    notes=tuple(n.note for n in notes),
                )
                self._words = ""
                self._tell_place()
                self.query_one(KeyLine).update_keys()

    def notes_here(self) -> tuple[PassageMemo, ...]:
        """Give the memos on passages that lie under the cursor or the selection."""
        here = self.view.here
        return tuple(n for n in self.noted if n.span.start < here.end and here.start < n.span.end)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        if action == "next":
            return self.reading is None or bool(self.waiting)
        if action == "next_document":
            return self.reading is None or not self.waiting
        if action == "other_here":
            return len(self.view.marks_here()) > 1
        return True

    def action_leave(self) -> None:
        """Let the selection go, else go back to the overview."""
        if not self.view.unselect():
            self.desk.places[self._key] = self.view.cursor
            self.dismiss(None)

    def no_suggestions(self) -> str:
        """Give the sentence on a document without suggestions that wait; it names no key that does nothing just now."""
        if self.reading is not None and self.reading.blind:
            return N_("You code blind: suggestions are shown when {k:read} has marked the document as read.")
        read = self.reading is not None and self.reading.read
        if not any(line.waiting for line in survey(self.desk.project).documents if line.id != self._key):
            return _NONE_ANYWHERE if read else _NONE_BUT_UNREAD
        if read:
            return N_("No suggestions here. {k:next_document} opens the next document.")
        return N_("No suggestions here. {k:read} marks as read, {k:next_document} opens the next document.")

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now; that on suggestions says what is left to do."""
        return self.no_suggestions() if action == "next" else super().why_silent(action)

    def action_next(self, by: int) -> None:
        """Go to the next suggestion; after the last comes the first."""
        waiting = self.waiting
        if not waiting:
            self.tell_hint(self.say(self.no_suggestions()))
            return
        chosen = self.view.chosen
        here = self._order(chosen) if chosen is not None else (self.view.cursor, self.view.cursor, "", "")
        # Places before and after here; the chosen one is neither.
        place = bisect_left(waiting, here, key=self._order)
        after = place + (place < len(waiting) and chosen is not None and waiting[place].id == chosen.id)
        ahead = waiting[after : after + 1] if by > 0 else waiting[max(0, place - 1) : place]
        if ahead:
            self.view.go_to(ahead[0])
        else:
            self.view.go_to(waiting[0 if by > 0 else -1])
            self.told(self.say(N_("From the beginning again.") if by > 0 else N_("From the end again.")))

    def action_other_here(self, by: int) -> None:
        """Choose the next of the marks that overlap here."""
        there = self.view.marks_here()
        if there:
            at = next((n for n, m in enumerate(there) if self.view.chosen and m.id == self.view.chosen.id), -by)
            self.view.choose(there[(at + by) % len(there)])

    def action_next_document(self) -> None:
        """Open the next document with suggestions."""
        lines = survey(self.desk.project).documents
        at = next((n for n, line in enumerate(lines) if line.id == self._key), -1)
        ahead = [*lines[at + 1 :], *lines[: max(at, 0)]]
        found = next((line for line in ahead if line.waiting), None)
        if found is None:
            self.tell_hint(self.say(N_("No other document has suggestions that wait; {k:leave} goes back.")))
        else:
            self.open(found.id, at_suggestion=True)

    def _retitle(self) -> None:
        if self.reading is None:
            return
        meta = self.reading.document.metadata
        named = [p for p in (meta.case or self.reading.document.name, meta.wave) if p]
        blind = [self.say(N_("blind"))] if self.reading.blind else []
        status, bare = self.say(STATUS_WORDS[meta.status]), self._read(self.reading, days=False)
        full = self._read(self.reading)
        # At the last only whether the coder at the desk has read it: a name cut short tells less than none.
        ways = [([status], full), ([status], bare), ([], full), ([], bare), ([], bare[:1])]
        left, *shorter = (" · ".join([*named, *about, *read, *blind]) for about, read in ways)
        codings = len(self.reading.marks) - len(self.waiting)
        right = self.say(N_("codings: {count}"), count=codings)
        self.query_one("#title", EndsLine).show(left, right, shorter=shorter)
        self.query_one(KeyLine).update_keys()

    def _read(self, reading: Reading, *, days: bool = True) -> list[str]:
        """Tell who has read the document, and on which days: the coder at the desk first, then the others."""
        mine, day = self.desk.project.coder, 10 if days else 0
        when = reading.readers.get(mine, "")[:day]
        own = f"{self.say(N_('✓ read'))} {when}".rstrip() if reading.read else self.say(N_("not marked as read"))
        others = [f"{coder} {at[:day]}".rstrip() for coder, at in reading.readers.items() if coder != mine]
        return [own, *([self.say(N_("read by {coders}"), coders=", ".join(others))] if others else [])]

    @staticmethod
    def _order(mark: Mark) -> tuple[int, int, str, str]:
        return (mark.span.start, mark.span.end, mark.code, mark.id)
