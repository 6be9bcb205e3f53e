"""Windows in which words are written: leaving them asks first when nobody has those words yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from qualcode.domain.errors import N_
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.tui.desk import Desk

NOT_SAVED = N_("What you have written is not saved. Leave without it?")
SAVED_BY_KEY = N_("What you have written is not saved. Leave without it? (Ctrl+S saves it.)")


class HoldsWords(KeptAlive):
    """A screen, full or a window, that is left with ``leave``; it asks as leaving the app does."""

    BEFORE_LEAVING: ClassVar[str] = NOT_SAVED

    def unwritten(self) -> bool:
        """Tell whether there are words that are lost when it closes."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Close and change nothing; ask when something was written."""
        from qualcode.tui.line_screen import AskScreen

        if self.unwritten():
            desk = cast("Desk", self.app)
            window = AskScreen(desk.say(N_("Not written")), desk.say(self.BEFORE_LEAVING))
            desk.ask(window, self._go)
        else:
            self._go(True)

    def _go(self, _: bool) -> None:
        cast("Screen[Any]", self).dismiss(None)
