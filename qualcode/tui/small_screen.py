"""A window that is too small to show anything in: it says so until it is made larger, and what was open is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from qualcode.tui.desk import Desk

LEAST = (36, 9)
"""Cells and rows below which a list, its heading and a line of keys have no room."""


def is_too_small(size: Size) -> bool:
    """Tell whether a window has no room for the app."""
    return size.width < LEAST[0] or size.height < LEAST[1]


class SmallScreen(KeptAlive, ModalScreen[None]):
    """Covers everything, takes no key, and goes when there is room."""

    _goes = False

    def compose(self) -> ComposeResult:
        """Lay out the sentence."""
        with Vertical(id="too-small"):
            yield Static(id="room")

    def on_mount(self) -> None:
        """Say how large the window is."""
        self._tell(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Say it anew, or go."""
        self._tell(event.size)

    def on_screen_resume(self) -> None:
        """Go when there has come to be room while something else lay above."""
        self._tell(self.app.size)

    def _tell(self, size: Size) -> None:
        if not is_too_small(size):
            # Both a new size and coming back to the top may say so.
            if self.is_active and not self._goes:
                self._goes = True
                self.dismiss(None)
            return
        told = N_("Too small: {width}×{height}. Make the window at least {wide}×{high}; Ctrl+Q leaves.")
        wide, high = LEAST
        words = cast("Desk", self.app).say(told, width=size.width, height=size.height, wide=wide, high=high)
        self.query_one("#room", Static).update(Content(words))
