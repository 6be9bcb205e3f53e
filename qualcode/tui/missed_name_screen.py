"""A name that was missed: found in the text by reading, and hidden from there in the whole project."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from qualcode.domain.amounts import DOCUMENTS, OTHER_PLACES, PLACES
from qualcode.domain.errors import N_
from qualcode.domain.finding import HitType
from qualcode.domain.spans import Span
from qualcode.language.wording import sentence_of
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk_screen import UNDER_WAY, DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.hit_words import ranked_types
from qualcode.tui.key_line import KeyLine
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.minutes_view import MOVING, MinutesView
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.units import Unit
from qualcode.tui.vault_door import in_worker, with_vault
from qualcode.usecases.deciding_names import BadReplacementError
from qualcode.usecases.hiding_late import HiddenLate, hide_late
from qualcode.usecases.looking_for_late import FoundLate, look_for_late
from qualcode.usecases.viewing import Reading, open_reading

if TYPE_CHECKING:
    from textual.app import ComposeResult


_MOST_WORDS, _MOST_LETTERS = 4, 40
"""What a name has at most: of more it is asked whether all of it is one."""
_FEWEST_OF_SENTENCE = 2
_SHOWN = 400
"""Letters of a long name that are shown in the question."""


def is_long(words: str) -> bool:
    """Tell whether words are more than a name usually has: many, more than one line, or a sentence."""
    number = len(words.split())
    sentence = number > _FEWEST_OF_SENTENCE and words.rstrip().endswith((".", "!", "?"))
    return number > _MOST_WORDS or len(words) > _MOST_LETTERS or "\n" in words or sentence


class MissedNameScreen(DeskScreen):
    """The text of a document without its codes, to be read for names."""

    TITLE_WORDS: ClassVar[str] = N_("a missed name")
    DEEDS = (
        Deed(
            "enter",
            "hide",
            N_("hide"),
            N_("Hide the selected name, else the word, in every document, memo and line of history."),
            WORK,
            rank=10,
            palette=False,
        ),
        Deed("escape", "leave", N_("back"), N_("Let the selection go; then back."), LOOK, rank=70),
    )
    SILENT: ClassVar = {"hide": UNDER_WAY}
    BINDINGS: ClassVar = bindings(DEEDS)

    def __init__(self, document: str, start: int = 0) -> None:
        super().__init__()
        self.document = document
        self._start = start
        self._selected = ""
        # The one in which other words were asked for last; it comes again when they cannot stand there.
        self._window = LineScreen("")
        self.view = MinutesView()
        self.view.moved = self._moved

    def compose(self) -> ComposeResult:
        """Lay out title, text, what was done last, keys."""
        yield EndsLine(id="title")
        with Vertical(id="body"):
            yield self.view
            yield SaidLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the text."""
        self.view.focus()
        self.query_one("#title", EndsLine).show(self.say(N_("A missed name: select it, {k:hide} hides it everywhere")))
        self.call_after_refresh(self.reload)

    def reload(self) -> bool:
        """Show the text as it is now."""
        in_worker(self, lambda: open_reading(self.desk.project, self.document), self._show)
        return True

    def _show(self, reading: Reading) -> None:
        first = self.view.reading is None
        self.view.show(Reading(reading.document, ()), cursor=self._start if first else None)
        self.view.show_cursor()
        meta = reading.document.metadata
        left = self.say(N_("A missed name: select it, {k:hide} hides it everywhere"))
        self.query_one("#title", EndsLine).show(left, meta.case or reading.document.name)
        self.query_one(KeyLine).update_keys()

    def told(self, words: str) -> None:
        """Say what was done."""
        self.query_one("#said", EndsLine).show(words)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *MOVING, *own[len(self.DEEDS) :])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        return not self.busy and self.view.reading is not None if action == "hide" else True

    def _moved(self) -> None:
        selection, reading = self.view.selection, self.view.reading
        words = selection.of(reading.document.text) if selection and reading else ""
        if words == self._selected:
            return
        self._selected = words
        self.told(self.say(N_("Selected: {words}. {k:hide} hides it everywhere."), words=words) if words else "")

    def action_hide(self) -> None:
        """Ask what the name is and what shall stand in its place, and hide it."""
        if self.view.selection is None:
            self.view.action_take(Unit.WORD.value)
        span, reading = self.view.selection, self.view.reading
        if span is None or reading is None:
            return
        words = f"”{span.of(reading.document.text)}”"
        window = ChoiceScreen(self.say(N_("What is it?")), ranked_types(self.desk), about=words)
        self.desk.ask(window, lambda kind: self._ask_words(span, words, HitType(kind)))

    def _ask_words(self, span: Span, name: str, kind: HitType) -> None:
        self._ask_in(
            LineScreen(
                self.say(N_("What shall stand in its place?")),
                about=name,
                told=self.say(
                    N_("A function or a plain word, such as rektorn. Nothing: as the program would write it.")
                ),
                empty=True,
            ),
            span,
            kind,
        )

    def _ask_in(self, window: LineScreen, span: Span, kind: HitType) -> None:
        self._window = window
        self.desk.ask(window, lambda words: self._ask_if_long(span, kind, words.strip() or None))

    def _ask_if_long(self, span: Span, kind: HitType, words: str | None) -> None:
        reading = self.view.reading
        if reading is None or not is_long(span.of(reading.document.text)):
            self._ask_if_final(span, kind, words)
            return
        project, at = self.desk.project, (self.document, span.start, span.end)

        def ask(found: FoundLate) -> None:
            self.told("")
            question = self.say(
                N_(
                    "That is long for a name, and is hidden whole, in {hits} of {documents}:\n\n”{words}”\n\nHide all of it?"
                ),
                hits=PLACES.of(found.hits),
                documents=DOCUMENTS.of(len(found.documents)),
                words=found.words if len(found.words) <= _SHOWN else f"{found.words[:_SHOWN]} […]",
            )
            yes = N_("All of it is hidden, wherever it stands.")
            window = AskScreen(self.say(N_("Is all of it a name?")), question, yes=yes)
            self.desk.ask(window, lambda _: self._ask_if_final(span, kind, words))

        self.told(self.say(N_("Looking for it in the whole project …")))
        with_vault(self, lambda secret: look_for_late(project, at=at, kind=kind, passphrase=secret), ask)

    def _ask_if_final(self, span: Span, kind: HitType, words: str | None) -> None:
        if self.desk.project.vault_path.exists() or self.desk.passphrase is not None:
            self._hide(span, kind, words)
            return
        question = self.say(N_("There is no vault: the name will be kept nowhere, and this cannot be undone. Hide it?"))
        window = AskScreen(self.say(N_("No vault")), question, yes=N_("The name is hidden, and kept nowhere."))
        self.desk.ask(window, lambda _: self._hide(span, kind, words))

    def _hide(self, span: Span, kind: HitType, words: str | None) -> None:
        project, at = self.desk.project, (self.document, span.start, span.end)
        self.told(self.say(N_("Hiding it in the whole project …")))
        refused: list[BadReplacementError] = []

        def job(secret: str | None) -> HiddenLate | None:
            try:
                return hide_late(project, at=at, kind=kind, replacement=words, passphrase=secret)
            except BadReplacementError as fault:
                refused.append(fault)
                return None

        def done(found: HiddenLate | None) -> None:
            if found is None:
                self.told("")
                self._ask_in(self._window.again(words or "", sentence_of(refused[-1], project.language)), span, kind)
            else:
                self._hidden(found)

        with_vault(self, job, done)

    def _hidden(self, done: HiddenLate) -> None:
        self.view.unselect()
        self.reload()
        self.told(
            self.say(
                N_("Hidden: {hits} in {documents}, and in {elsewhere}."),
                hits=done.hits,
                documents=DOCUMENTS.of(len(done.documents)),
                elsewhere=OTHER_PLACES.of(done.elsewhere),
            )
        )
        left = [*done.files.naming, *done.files.unsearched]
        if left:
            head = self.say(N_("These files lie beside the project and still hold the name, or could not be searched:"))
            self.app.push_screen(NoticeScreen(self.say(N_("Still to do")), "\n".join([head, *left])))

    def action_leave(self) -> None:
        """Let the selection go, else go back."""
        if not self.view.unselect():
            self.dismiss(None)
