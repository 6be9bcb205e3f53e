"""Writing a memo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.desk import Desk
from qualcode.tui.holding_words import SAVED_BY_KEY, HoldsWords
from qualcode.usecases.hiding import get_ready

if TYPE_CHECKING:
    from textual.app import ComposeResult

SAVING = N_("Saving …")
SUMMARY_KEYS = N_("Ctrl+S saves · empty, it is taken away · Esc leaves it as it was")
_KEYS = N_("Ctrl+S saves · an empty memo is taken away · Esc leaves it as it was")


Shown = Callable[[], None]
"""What is done on the screen below when words are stored."""


def show(shown: Shown) -> None:
    """Do it: the window has closed."""
    shown()


class MemoScreen(HoldsWords, ModalScreen[Shown]):
    """Stores the words written, "" when they were all taken away, and then gives what is to be shown; nothing when left.

    ``store`` works in a thread, since hiding the names takes seconds the first time. The window stays until it is done, so that what is
    typed meanwhile reaches no screen below, and stays with its words when they could not be stored.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]
    BEFORE_LEAVING: ClassVar[str] = SAVED_BY_KEY

    def __init__(
        self, title: str, text: str = "", *, store: Callable[[str], Shown], about: str = "", keys: str = _KEYS
    ) -> None:
        super().__init__()
        self.saving = False
        self._store = store
        self._shown: Shown | None = None
        self._title = title
        self._text = text
        self._about = about
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out what the memo is about, the field and the keys."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window"):
            if self._about:
                yield Static(Content(self._about), classes="about")
            yield TextArea(self._text, id="memo", soft_wrap=True, show_line_numbers=False)
            yield Static(Content(desk.say(self._keys)), id="hint")

    def on_mount(self) -> None:
        """Write on where the text ends."""
        self.query_one(".window").border_title = self._title
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        self.run_worker(self._get_ready, thread=True, exit_on_error=False)

    def action_keep(self) -> None:
        """Store the words, then close."""
        if self.saving:
            return
        area = self.query_one(TextArea)
        area.read_only = self.saving = True
        self._tell(SAVING)
        self.run_worker(partial(self._work, area.text), thread=True, exit_on_error=False)

    def action_leave(self) -> None:
        """Close and change nothing; not while the words are being stored."""
        if self.saving:
            self.tell_silence("escape")
        else:
            super().action_leave()

    def unwritten(self) -> bool:
        """Tell whether the words are others than when the window was opened."""
        return self.query_one(TextArea).text.strip() != self._text.strip()

    def on_screen_resume(self) -> None:
        """Close when the words were stored while another window lay above."""
        self._close()

    def _get_ready(self) -> None:
        # While the words are being written, there is time; what is wrong is told when they are stored.
        with suppress(QualcodeError):
            get_ready(cast("Desk", self.app).project.settings)

    def _work(self, words: str) -> None:
        desk = cast("Desk", self.app)
        try:
            get_ready(desk.project.settings)
            shown = self._store(words)
        except Exception as fault:  # noqa: BLE001 - told on the screen by the app's own thread
            desk.call_from_thread(self._failed, fault)
        else:
            desk.call_from_thread(self._saved, shown)

    def _saved(self, shown: Shown) -> None:
        self.stored()
        self._shown = shown
        self._close()

    def _close(self) -> None:
        if self._shown is not None and self.is_active:
            self.dismiss(self._shown)

    def _failed(self, fault: Exception) -> None:
        """Let the words be changed or saved again; when another program was writing, they are saved once that is ready."""
        if not self.is_attached:
            return
        self.query_one(TextArea).read_only = self.saving = False
        self._tell(self._keys)
        faults = [fault]

        def step() -> None:
            if faults:
                raise faults.pop()
            self.action_keep()

        cast("Desk", self.app).attempt(step)

    def _tell(self, words: str) -> None:
        self.query_one("#hint", Static).update(Content(cast("Desk", self.app).say(words)))
