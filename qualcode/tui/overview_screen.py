"""The overview: the documents, how far the work has come, and what to do next."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import WORK, Deed, bindings
from qualcode.tui.desk import DeskScreen
from qualcode.tui.document_list import LISTING, DocumentList
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.usecases.surveying import Survey, survey

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.usecases.run_suggestions import Run

NEXT_HERE = {
    "import": N_(
        "There are no minutes yet. Bring them in with `qualcode import FILES` in another window, then press F5."
    ),
    "suggest": N_("Press g: the codebook suggests codes in every document. Or open one with Enter and code by hand."),
    "decide": N_("{waiting} suggestions wait. Press n to open the next document that has some, and decide them there."),
    "read": N_("No suggestion waits. Read what is unread to the end and mark it with f, so that silence counts."),
    "judge": N_("All is decided and read. Press m: the matrix shows the cells, and there they are judged."),
    "export": N_("All is decided and read. Write the results: `qualcode matrix --to`, `qualcode quotes --to`."),
}
"""What to do next, as this screen can do it; the keys are those of ``surveying.NEXT``."""

_BAR = 24


class OverviewScreen(DeskScreen):
    """The project on one page."""

    TITLE_WORDS = N_("overview")
    DEEDS = (
        Deed(
            "n",
            "next",
            N_("next with suggestions"),
            N_("Open the next document with suggestions that wait."),
            WORK,
            rank=11,
        ),
        Deed("g", "suggest", N_("suggest"), N_("Let the codebook suggest codes in every document."), WORK, rank=20),
        Deed("f", "read", N_("read"), N_("Mark the document as read to the end, or not."), WORK, rank=30),
        Deed("m", "matrix", N_("matrix"), N_("Show cases by themes, and judge."), WORK, rank=25),
        Deed("M", "memo", N_("memo"), N_("Write a memo on the document."), WORK, rank=40),
        Deed("t", "theme", N_("theme review"), N_("Read the passages of one code across all cases."), WORK, rank=27),
        Deed(
            "q", "queue", N_("queue"), N_("Decide the suggestions of all documents one after the other."), WORK, rank=12
        ),
        Deed("p", "names", N_("names"), N_("Review what was hidden in the documents."), WORK, rank=28),
        Deed("slash", "query", N_("query"), N_("Look for passages by codes, words and attributes."), WORK, rank=29),
        Deed("k", "codebook", N_("codebook"), N_("Write and rearrange the codebook."), WORK, rank=29),
        Deed("c", "agreement", N_("agreement"), N_("Show where coders differ, and settle it."), WORK, rank=45),
        Deed("f3", "settings", N_("settings"), N_("Show the settings, and change them."), WORK, rank=85),
        Deed("f2", "tour", N_("tour"), N_("Show the tour of one minute."), WORK),
        Deed("h", "history", N_("history"), N_("Show what was done, and take back up to a point."), WORK),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
    )
    BINDINGS: ClassVar = bindings(DEEDS)

    class Surveyed(Message):
        """The project has been looked over."""

        def __init__(self, found: Survey) -> None:
            super().__init__()
            self.found = found

    def __init__(self) -> None:
        super().__init__()
        self.found: Survey | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, what to do next, documents, what was done last, keys."""
        yield EndsLine(id="title")
        with Vertical(id="next-box"):
            yield Static(id="next")
            yield EndsLine(id="progress")
        yield DocumentList()
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look the project over."""
        self.query_one("#title", EndsLine).show(f"qualcode · {self.desk.project.folder.name}", self.desk.project.coder)
        self.query_one(DocumentList).focus()
        self.reload()

    def reload(self) -> bool:
        """Look the project over in a thread: a large one takes its time."""
        self.run_worker(self._survey, thread=True, exclusive=True, group="survey", exit_on_error=False)
        return True

    def _survey(self) -> None:
        desk = self.desk
        with desk.guard_thread():
            self.post_message(self.Surveyed(survey(desk.project)))
            # The codebook takes most of a second to read, the screens nearly as long: all is ready when the first document opens.
            import_module("qualcode.tui.reader_screen")
            desk.load_codebook()

    def on_overview_screen_surveyed(self, message: Surveyed) -> None:
        """Show what was found."""
        self.found = message.found
        self.query_one(DocumentList).show(message.found.documents)
        words = self.say(NEXT_HERE[message.found.next_step], waiting=message.found.waiting)
        self.query_one("#next", Static).update(Content.assemble(Content.styled(self.say(N_("Next: ")), "bold"), words))
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

    def told(self, words: str) -> None:
        """Say what was done, below the documents."""
        self.query_one("#said", EndsLine).show(words)

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
        if action in ("suggest", "read", "memo", "open", "matrix", "theme", "names"):
            return bool(lines)
        return True

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
            mark_documents_read(self.desk.project, [line.id], read=not line.read)
            self.reload()
            sentence = N_("No longer marked as read: {case}.") if line.read else N_("Marked as read: {case}.")
            self.told(self.say(sentence, case=line.case or line.name))

    def action_memo(self) -> None:
        """Write a memo on the lit document."""
        from qualcode.tui.memo_screen import MemoScreen
        from qualcode.usecases.coding_by_hand import memos_on, rewrite_memo, write_memo

        line = self.query_one(DocumentList).lit_line
        if line is None:
            return
        mine = [m for m in memos_on(self.desk.project, f"document:{line.id}") if m.coder == self.desk.project.coder]
        old = mine[-1] if mine else None

        def keep(text: str) -> None:
            if old is not None:
                rewrite_memo(self.desk.project, old.id, text, passphrase=self.desk.passphrase)
            elif text.strip():
                write_memo(self.desk.project, f"document:{line.id}", text, passphrase=self.desk.passphrase)
            self.told(self.say(N_("The memo is saved.")) if text.strip() else "")

        self.desk.ask(MemoScreen(self.say(N_("Memo on the document")), old.text if old else "", about=line.name), keep)

    def action_theme(self) -> None:
        """Let a code be chosen, and show its passages across all cases."""
        fault = self.desk.codebook_fault
        if fault is not None:
            raise fault
        from qualcode.tui.theme_screen import ranked_codes

        title = self.say(N_("Review which code?"))
        if self.may_look():
            self.desk.ask(ChoiceScreen(title, ranked_codes(self.desk)), self._review)

    def _review(self, code: str) -> None:
        from qualcode.tui.theme_screen import ThemeScreen

        self.app.push_screen(ThemeScreen(code), lambda _: self._back(""))

    def action_queue(self) -> None:
        """Go through the suggestions of all documents."""
        from qualcode.tui.queue_screen import QueueScreen

        if self.may_look():
            self.app.push_screen(QueueScreen(), lambda _: self._back(""))

    def action_agreement(self) -> None:
        """Show where coders differ."""
        from qualcode.tui.agreement_screen import AgreementScreen

        if self.may_look():
            self.app.push_screen(AgreementScreen(), lambda _: self._back(""))

    def action_settings(self) -> None:
        """Show the settings; the language may have been changed there, so all is laid out anew."""
        from qualcode.tui.settings_screen import SettingsScreen

        def come_back(_: None) -> None:
            self.call_later(self._lay_out_anew)

        self.app.push_screen(SettingsScreen(), come_back)

    async def _lay_out_anew(self) -> None:
        await self.recompose()
        self.on_mount()

    def action_tour(self) -> None:
        """Show the tour."""
        from qualcode.tui.tour_screen import TourScreen

        self.app.push_screen(TourScreen())

    def action_history(self) -> None:
        """Show what was done, newest first; a step of one's own that is chosen is taken back, with those after it."""
        from qualcode.tui.history_choice import ranked_steps

        title = self.say(N_("What was done, newest first"))
        self.desk.ask(ChoiceScreen(title, ranked_steps(self.desk)), self._take_back)

    def _take_back(self, number: str) -> None:
        from qualcode.usecases.recalling import take_back

        if not number:
            self.told(self.say(N_("Only your own steps that stand can be taken back here.")))
            return
        done = take_back(self.desk.project, int(number))
        self.reload()
        self.told(self.say(N_("Steps taken back: {number}; U does them again."), number=len(done)))

    def action_query(self) -> None:
        """Look for passages by codes, words and attributes."""
        from qualcode.tui.query_screen import QueryScreen

        if self.may_look():
            self.app.push_screen(QueryScreen(), lambda _: self._back(""))

    def action_codebook(self) -> None:
        """Write and rearrange the codebook."""
        from qualcode.tui.codebook_screen import CodebookScreen

        self.app.push_screen(CodebookScreen(), lambda _: self._back(""))

    def action_names(self) -> None:
        """Review what was hidden."""
        from qualcode.tui.names_screen import NamesScreen

        self.app.push_screen(NamesScreen(), lambda _: self._back(""))

    def action_matrix(self) -> None:
        """Show the matrix."""
        from qualcode.tui.matrix_screen import MatrixScreen

        if self.may_look():
            self.app.push_screen(MatrixScreen(), lambda _: self._back(""))

    def action_reload(self) -> None:
        """Look the project over again."""
        self.reload()

    def _open(self, key: str, *, at_suggestion: bool) -> None:
        from qualcode.tui.reader_screen import ReaderScreen

        self.told("")
        self.app.push_screen(ReaderScreen(key, at_suggestion=at_suggestion), lambda _: self._back(key))

    def _back(self, key: str) -> None:
        del key
        self.reload()

    def _suggested(self, run: Run) -> None:
        self.reload()
        self.told(self.say(N_("The codebook suggests {count} passages."), count=run.suggestions - run.not_asserted))
