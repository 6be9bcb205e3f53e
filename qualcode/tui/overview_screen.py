"""The overview: the documents, how far the work has come, and what to do next."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.domain.errors import N_, Nn_
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk_screen import UNDER_WAY
from qualcode.tui.document_list import LISTING, DocumentList
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.loading import PATIENCE, load_rest
from qualcode.tui.next_words import BLIND, NEXT_HERE, NO_MINUTES, UNJUDGED
from qualcode.tui.rooms_screen import ROOMS, RoomsScreen
from qualcode.tui.row_list import MOVES_IN_ROWS
from qualcode.usecases.blind_work import seen_by
from qualcode.usecases.surveying import Survey, survey
from qualcode.usecases.viewing import unread_when_blind

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.usecases.run_suggestions import Run

_OF_DOCUMENTS = frozenset({"suggest", "read", "memo", "open", "matrix", "theme", "names"})
_BAR = 24


class OverviewScreen(RoomsScreen):
    """The project on one page."""

    TITLE_WORDS = N_("overview")
    DEEDS = (
        Deed("n", "next", N_("next with suggestions"), N_("Open the next document with suggestions that wait."), WORK, rank=11),
        Deed("g", "suggest", N_("suggest"), N_("Let the codebook suggest codes in every document."), WORK, rank=20),
        Deed("f", "read", N_("read"), N_("Mark the document as read to the end, or not."), WORK, rank=30),
        Deed("M", "memo", N_("memo"), N_("Write a memo on the document."), WORK, rank=40),
        *ROOMS,
        Deed("ctrl+e", "results", N_("results"), N_("Write report, counts, quotes, a case's page; copy the database."), WORK, rank=46),
        Deed("f3", "settings", N_("settings"), N_("Show the settings, and change them."), LOOK, rank=85),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), LOOK),
    )  # fmt: skip
    SILENT: ClassVar = {
        "next": N_("No suggestion waits; {k:suggest} lets the codebook suggest."),
        "queue": N_("No suggestion waits; {k:suggest} lets the codebook suggest."),
        "leave": N_("This is the first screen; {k:quit} leaves the app."),
    }
    BINDINGS: ClassVar = [*bindings(DEEDS), Binding("escape", "leave", show=False, id="leave")]

    class Surveyed(Message):
        """The project has been looked over."""

        def __init__(self, found: Survey, widths: Mapping[tuple[str, bool], int]) -> None:
            super().__init__()
            self.found = found
            self.widths = widths

    class Unjudged(Message):
        """Cells of the matrix that is shown first wait for a judgement, though some have one."""

        def __init__(self, found: Survey, number: int) -> None:
            super().__init__()
            self.found = found
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self.found: Survey | None = None
        self._words, self._told_of = "", -1

    def compose(self) -> ComposeResult:
        """Lay out title, what to do next, documents, what was done last, keys."""
        yield EndsLine(id="title")
        with Vertical(id="next-box"):
            yield Static(id="next")
            yield EndsLine(id="progress")
        yield DocumentList()
        yield SaidLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Look the project over."""
        self.query_one("#title", EndsLine).show(f"qualcode · {self.desk.project.folder.name}", self.desk.project.coder)
        self.query_one(DocumentList).focus()
        # Starting leaves garbage where it lies; whatever becomes of what is loaded behind the list, it is looked for from then on.
        self.set_timer(2 * PATIENCE, gc.enable)
        self.reload()

    def reload(self) -> bool:
        """Look the project over in a thread: a large one takes its time."""
        self.run_worker(self._survey, thread=True, exclusive=True, group="survey", exit_on_error=False)
        return True

    def _survey(self) -> None:
        desk, there = self.desk, self.query_one(DocumentList)
        with desk.guard_thread():
            found = seen_by(desk.project, survey(desk.project))
            self.post_message(self.Surveyed(found, there.measured(found.documents)))

    def _load(self, found: Survey) -> None:
        desk = self.desk
        with desk.guard_thread():
            load_rest(desk, self)
            # The results are written when every cell is judged: the matrix is put together only where all else is done.
            if found.next_step == "export" and desk.codebook_fault is None:
                from qualcode.usecases.tabulating import proposed_in_wave

                if number := proposed_in_wave(desk.project, None):
                    self.post_message(self.Unjudged(found, number))

    def on_overview_screen_surveyed(self, message: Surveyed) -> None:
        """Show what was found, and load the rest when it is seen."""
        self.found = message.found
        self.query_one(DocumentList).show(message.found.documents, message.widths)
        mine = self.desk.project.coder
        unread = sum(mine not in line.readers for line in message.found.documents)
        if self.desk.project.settings.blind and unread and message.found.next_step == "decide":
            self._tell_next(self.say(BLIND, number=unread))
        else:
            self._tell_next(self.say(NEXT_HERE[message.found.next_step], waiting=message.found.waiting))
        read, every = sum(line.read for line in message.found.documents), len(message.found.documents)
        bar = "█" * round(_BAR * read / every) if every else ""
        self.query_one("#progress", EndsLine).show(
            self.say(N_("Read {read} of {all} {bar}"), read=read, all=every, bar=f"{bar:░<{_BAR}}"),
            self.say(
                N_("codings: {codings} · suggestions that wait: {waiting}"),
                codings=message.found.codings,
                waiting=message.found.waiting,
            ),
        )
        self.query_one(KeyLine).update_keys()
        if words := self.shown_anew():
            self.told(words)
        load = partial(self._load, message.found)
        self.call_after_refresh(self.run_worker, load, thread=True, exclusive=True, group="load", exit_on_error=False)

    def on_overview_screen_unjudged(self, message: Unjudged) -> None:
        """Say that cells are left to judge, unless the project has been looked over anew."""
        if message.found is self.found:
            self._tell_next(self.say(UNJUDGED, number=message.number))

    def _tell_next(self, words: str) -> None:
        self.query_one("#next", Static).update(Content.assemble(Content.styled(self.say(N_("Next: ")), "bold"), words))

    def told(self, words: str) -> None:
        """Say what was done, below the documents."""
        self._words, self._told_of = words, self.query_one(DocumentList).lit
        self.on_row_list_lit()

    def on_row_list_lit(self) -> None:
        """Tell of the document that is lit what its row has no room for; what was said of another is gone."""
        there = self.query_one(DocumentList)
        if there.lit != self._told_of:
            self._words = ""
        self.query_one("#said", EndsLine).show(self._words or there.guesses(), there.beside())

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *LISTING, *own[len(self.DEEDS) :])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        lines = self.found.documents if self.found else ()
        if action in ("next", "queue"):
            return any(line.waiting for line in lines)
        if action == "results":
            return bool(lines) and not self.busy
        return bool(lines) if action in _OF_DOCUMENTS else action != "leave"

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: most often there are no documents."""
        if action in _OF_DOCUMENTS or action in ("next", "queue", "results", *MOVES_IN_ROWS):
            if self.found is None:
                return UNDER_WAY
            if not self.found.documents:
                return NO_MINUTES
            # Suggestions may wait all the same: whoever codes blind is not to be told that there are none.
            if action in ("next", "queue") and (left := unread_when_blind(self.desk.project)):
                return self.say(BLIND, number=left)
        return super().why_silent(action)

    def on_document_list_opened(self, message: DocumentList.Opened) -> None:
        """Open a document."""
        self._open(message.key, at_suggestion=False)

    def action_next(self) -> None:
        """Open the next document with suggestions: the lit one, or the first after it."""
        there = self.query_one(DocumentList)
        ahead = [*there.lines[there.lit :], *there.lines[: there.lit]]
        found = next((line for line in ahead if line.waiting), None)
        if found is not None:
            self._open(found.id, at_suggestion=True)

    def action_suggest(self) -> None:
        """Let the codebook suggest."""
        from qualcode.tui.suggesting_screen import SuggestingScreen

        self.desk.ask(SuggestingScreen(), self._suggested)

    def action_read(self) -> None:
        """Mark the lit document as read, or take the mark away."""
        from qualcode.usecases.coding_by_hand import mark_documents_read

        line = self.query_one(DocumentList).lit_line
        if line is not None:
            mine = self.desk.project.coder in line.readers
            mark_documents_read(self.desk.project, [line.id], read=not mine)
            self.reload()
            sentence = N_("No longer marked as read: {case}.") if mine else N_("Marked as read: {case}.")
            self.told(self.say(sentence, case=line.case or line.name))

    def action_memo(self) -> None:
        """Write a memo on the lit document."""
        from qualcode.tui.memo_asking import ask_memo

        line = self.query_one(DocumentList).lit_line
        if line is not None:
            ask_memo(self, N_("Memo on the document"), f"document:{line.id}", line.name)

    def action_results(self) -> None:
        """Let a result be chosen and written; what others did stands in it."""
        from qualcode.tui.results_choice import ask_result

        line = self.query_one(DocumentList).lit_line
        if self.may_look():
            ask_result(self, line.case if line else "")

    def action_settings(self, lit: str = "") -> None:
        """Show the settings, one of them lit; the language may have been changed there, so all is laid out anew."""
        from qualcode.tui.settings_screen import SettingsScreen

        def come_back(_: None) -> None:
            self.call_later(self._lay_out_anew)

        self.app.push_screen(SettingsScreen(lit), come_back)

    async def _lay_out_anew(self) -> None:
        await self.recompose()
        self.on_mount()

    def _open(self, key: str, *, at_suggestion: bool) -> None:
        from qualcode.tui.reader_screen import ReaderScreen

        self.told("")
        self.app.push_screen(ReaderScreen(key, at_suggestion=at_suggestion), self.come_back)

    def _suggested(self, run: Run) -> None:
        self.reload()
        if run.suggestions == run.not_asserted:
            nothing = N_(
                "The codebook finds nothing to suggest. {k:open} opens a document, where you code by hand; {k:codebook} shows what "
                "points to the codes."
            )
            self.tell_hint(self.say(nothing))
            return
        waiting = survey(self.desk.project).waiting
        self.told(
            self.say(
                Nn_(
                    "The codebook suggests {count} passage; suggestions that wait: {waiting}.",
                    "The codebook suggests {count} passages; suggestions that wait: {waiting}.",
                    by="count",
                ),
                count=run.suggestions - run.not_asserted,
                waiting=waiting,
            )
        )
