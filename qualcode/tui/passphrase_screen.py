"""The vault's passphrase: asked for in a window that stays until it opens the vault, or is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual.app import ComposeResult


_WITHOUT = N_(
    "With the vault open, whoever it knows is hidden in what you wrote; without it only the names that are found in other ways."
)


class PassphraseScreen(KeptAlive, ModalScreen[None]):
    """Hands every passphrase written to ``given``, and stays: what is typed meanwhile never reaches the screen below.

    Who asked closes it, or says with ``wrong`` that another is wanted. ``without`` is done when the window is left, where the work goes
    on without the vault.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, given: Callable[[str], None], without: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._given = given
        self._without = without
        self.trying = False

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the field, what is told of it, and the keys."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window"):
            about = _WITHOUT if self._without else N_("The names stand in the vault alone.")
            yield Static(Content(desk.say(about)), classes="about")
            yield Input(id="typed", compact=True, password=True)
            told = desk.say(N_("It is asked for once, kept while the app runs, and written nowhere."))
            yield Static(Content(told), id="line-told")
            keys = N_("Enter takes it · Esc leaves it as it was")
            if self._without:
                keys = N_("Enter takes it · Esc goes on without the vault")
            yield Static(Content(desk.say(keys)), id="hint")

    def on_mount(self) -> None:
        """Name the window."""
        self.query_one(".window").border_title = cast("Desk", self.app).say(N_("Passphrase of the vault"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Let the passphrase be tried; one at a time."""
        if self.trying:
            return
        if not event.value.strip():
            self.app.bell()
            self.tell_silence("enter")
            return
        self.trying = True
        self._tell(cast("Desk", self.app).say(N_("Opening the vault …")))
        self._given(event.value)

    def wrong(self, told: str) -> None:
        """Say why another passphrase is wanted."""
        self.trying = False
        self._tell(told)
        field = self.query_one("#typed", Input)
        field.clear()
        field.focus()

    def action_leave(self) -> None:
        """Close and do nothing; not while the vault is being opened."""
        if self.trying:
            return
        self.dismiss(None)
        if self._without is not None:
            self._without()

    def _tell(self, words: str) -> None:
        self.query_one("#line-told", Static).update(Content(words))
