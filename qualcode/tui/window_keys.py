"""Moving in the lists and texts of small windows by the keys in force, those of vim among them."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import Screen

from qualcode.tui.kept_alive import KeptAlive

MOVES = (
    # The lists' own keys are the arrows; under these names another set of keys moves as well.
    Binding("down", "light(1)", show=False, id="light+1"),
    Binding("up", "light(-1)", show=False, id="light-1"),
    Binding("pagedown", "page(1)", show=False, id="page+1"),
    Binding("pageup", "page(-1)", show=False, id="page-1"),
    Binding("home", "far(0)", show=False, id="far+0"),
    Binding("end", "far(-1)", show=False, id="far-1"),
)


class MovedByKeys(KeptAlive):
    """A window that declares ``MOVES`` among its bindings."""

    def action_light(self, by: int) -> None:
        """Light the next or previous row of the list that has the focus, or scroll a text."""
        self._move("cursor_down" if by > 0 else "cursor_up", "scroll_down" if by > 0 else "scroll_up")

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self._move("page_down" if by > 0 else "page_up")

    def action_far(self, end: int) -> None:
        """Go to the first or last row."""
        self._move("first" if end == 0 else "last", "scroll_home" if end == 0 else "scroll_end")

    def _move(self, *ways: str) -> None:
        there = self.focused if isinstance(self, Screen) else None
        deed = next((found for way in ways if (found := getattr(there, f"action_{way}", None)) is not None), None)
        if deed is not None:
            deed()
