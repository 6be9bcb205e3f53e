"""Moving in the lists and texts of small windows by the keys in force, those of vim among them."""

from __future__ import annotations

from textual.binding import Binding
from textual.screen import Screen

from qualcode.tui.kept_alive import KeptAlive

MOVES = (
    # The lists' own keys are the arrows; under these names another set of keys moves as well.
    Binding("down", "light(1)", show=False, id="light+1"),
    Binding("up", "light(-1)", show=False, id="light-1"),
)


class MovedByKeys(KeptAlive):
    """A window that declares ``MOVES`` among its bindings."""

    def action_light(self, by: int) -> None:
        """Light the next or previous row of the list that has the focus, or scroll a text."""
        there = self.focused if isinstance(self, Screen) else None
        ways = ("action_cursor_down", "action_scroll_down") if by > 0 else ("action_cursor_up", "action_scroll_up")
        deed = next((found for way in ways if (found := getattr(there, way, None)) is not None), None)
        if deed is not None:
            deed()
