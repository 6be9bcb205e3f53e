"""The first-run tour: what the app is for and where its keys are, read in a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.kept_alive import KeptAlive
from qualcode.tui.tour_mark import remember_tour

if TYPE_CHECKING:
    from textual.app import ComposeResult

PAGES = (
    (
        N_("Welcome"),
        N_(
            "Here you read minutes, give passages codes, and decide what the codebook suggests. "
            "All is saved at once: close the app whenever you like."
        ),
    ),
    (
        N_("Keys"),
        N_(
            "The line at the foot shows the keys that mean something just now. {k:help} shows all, "
            "{k:palette} finds a command by name, "
            "{k:undo} takes back what you did last, {k:leave} goes back."
        ),
    ),
    (
        N_("Suggestions"),
        N_(
            "{k:suggest} lets the codebook suggest. {k:queue} goes through them one by one: {k:accept} "
            "accepts, {k:reject} rejects, 1-5 accept with another status. "
            "Nothing counts before you have decided it."
        ),
    ),
    (
        N_("Reading and coding"),
        N_(
            "{k:open} opens a document. {k:take-sentence} selects the sentence, {k:code} gives it a code, {k:why} "
            "tells why something is suggested. "
            "{k:read} marks the document as read: what it does not mention then counts as not mentioned."
        ),
    ),
    (
        N_("The matrix"),
        N_(
            "{k:matrix} shows cases by themes. A cell opens on its passages, where you judge it. Every number "
            "leads back to the minutes."
        ),
    ),
    (
        N_("Settings"),
        N_(
            "{k:settings} changes colours, keys and what blind coding hides; {k:tour} shows this tour again. Now: Enter, and begin."
        ),
    ),
)


class TourScreen(KeptAlive, ModalScreen[None]):
    """A page at a time; Esc ends it anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space,pagedown", "turn(1)", show=False),
        Binding("left,pageup", "turn(-1)", show=False),
        Binding("escape,q", "leave", show=False),
        # The tour names these keys: who tries one meant what it does, on the screen that the tour lies over.
        Binding("ctrl+p", "go_on('palette')", show=False, id="palette"),
        Binding("question_mark,f1", "go_on('help')", show=False, id="help"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.page = 0

    def compose(self) -> ComposeResult:
        """Lay out a page and the keys."""
        with VerticalScroll(classes="window tour"):
            yield Static(id="page")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Show the first page, and remember that it was shown."""
        if (folder := remember_tour()) is not None:
            told = N_("The tour will come again: {folder} cannot be written, so that nothing can be noted there.")
            desk = cast("Desk", self.app)
            desk.notify(desk.say(told, folder=folder), severity="warning", markup=False)
        self._show()

    def action_turn(self, by: int) -> None:
        """Turn the page; after the last one the tour is over."""
        if self.page + by >= len(PAGES):
            self.dismiss(None)
        else:
            self.page = max(0, self.page + by)
            self._show()

    def action_leave(self) -> None:
        """End the tour."""
        self.dismiss(None)

    def action_go_on(self, deed: str) -> None:
        """End the tour and show the commands, or the help, of the screen below."""
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        below.call_later(self.app.run_action, deed, below)

    def _show(self) -> None:
        desk = cast("Desk", self.app)
        title, words = PAGES[self.page]
        self.query_one(".window").border_title = desk.say(title)
        self.query_one("#page", Static).update(Content(desk.say(words)))
        told = desk.say(
            N_("{at} of {all} · Enter goes on · ← back · Esc ends the tour"), at=self.page + 1, all=len(PAGES)
        )
        self.query_one("#hint", Static).update(Content(told))
