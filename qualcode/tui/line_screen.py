"""Writing one line: words, a name, a file; and a question to be answered with yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.holding_words import HoldsWords
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LineScreen(HoldsWords, ModalScreen[str]):
    """Gives the line written; nothing when left.

    An empty line is given only where ``empty`` says that it means something. What stands there to begin with is selected, so that
    typing writes it ``anew``; without, it is gone on with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self, title: str, text: str = "", *, about: str = "", told: str = "", empty: bool = False, anew: bool = True
    ) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._about = about
        self._told = told
        self._empty = empty
        self._anew = anew

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the field, what is told of it, and the keys."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window"):
            if self._about:
                yield Static(Content(self._about), classes="about")
            yield Input(self._text, id="typed", compact=True, select_on_focus=self._anew)
            if self._told:
                yield Static(Content(self._told), id="line-told")
            yield Static(Content(desk.say(N_("Enter takes it · Esc leaves it as it was"))), id="hint")

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = self._title

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the line."""
        if event.value.strip() or self._empty:
            self.dismiss(event.value)
        else:
            self.app.bell()
            self.tell_silence("enter")

    def again(self, text: str, told: str = "") -> LineScreen:
        """Give the same window once more, with what was written there to go on with, and why it was not taken where that is ``told``."""
        return LineScreen(self._title, text, about=self._about, told=told or self._told, empty=self._empty, anew=False)

    def unwritten(self) -> bool:
        """Tell whether the line is another than the one that stood there."""
        return self.query_one(Input).value.strip() != self._text.strip()


_YES = N_("What is asked is done; {k:undo} takes it back.")
_NO = N_("Nothing is changed.")


class AskScreen(KeptAlive, ModalScreen[bool]):
    """A question to be answered with yes; anything else is no. ``yes`` and ``no`` say what comes of each, for who asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "answer(True)", show=False),
        Binding("n,escape", "answer(False)", show=False),
        Binding("question_mark,f1", "tell", show=False),
    ]

    def __init__(self, title: str, words: str, *, yes: str = _YES, no: str = _NO) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the question and the keys."""
        with VerticalScroll(classes="window"):
            yield Static(Content(self._words), id="words")
            yield Static(id="line-told")
            yield Static(Content(cast("Desk", self.app).say(N_("y yes · n or Esc no · ? what they do"))), id="hint")

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = self._title
        self.query_one("#line-told").display = False

    def action_tell(self) -> None:
        """Say what comes of each answer."""
        say = cast("Desk", self.app).say
        told = say(N_("Yes: {yes}\nNo: {no}"), yes=say(self._yes), no=say(self._no))
        line = self.query_one("#line-told", Static)
        line.update(Content(told))
        line.display = True

    def action_answer(self, yes: bool) -> None:
        """Close with the answer; a no is no answer, so that nothing is done."""
        self.dismiss(True if yes else None)
