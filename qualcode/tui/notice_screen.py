"""A window with words to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.window_keys import MOVES, MovedByKeys

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoticeScreen(MovedByKeys, ModalScreen[None]):
    """Words under a title; Esc or Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("escape,enter,q,v", "leave", show=False)]

    def __init__(self, title: str, words: str | Content) -> None:
        super().__init__()
        self._title = title
        self.words = words if isinstance(words, Content) else Content(words)

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        with VerticalScroll(id="words", classes="window"):
            yield Static(self.words)
            yield Static(Content(cast("Desk", self.app).say(N_("Esc closes"))), id="hint")

    def on_mount(self) -> None:
        """Name the window; words that go on below it are told of."""
        self.query_one(".window").border_title = self._title
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        if self.query_one("#words").max_scroll_y:
            self.query_one("#hint", Static).update(Content(cast("Desk", self.app).say(N_("↑↓ scrolls · Esc closes"))))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
