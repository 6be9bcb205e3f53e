"""Choosing a status: a small window with the five, by arrows or figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.domain.codebook import Code
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.inks import glyph
from qualcode.tui.status_words import status_in_words
from qualcode.tui.window_keys import MOVES, MovedByKeys

if TYPE_CHECKING:
    from textual.app import ComposeResult


class StatusScreen(MovedByKeys, ModalScreen[Status]):
    """Gives the status chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        *MOVES,
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, len(CODABLE) + 1)),
    ]

    def __init__(self, title: str, now: Status, code: Code | None) -> None:
        super().__init__()
        self._title = title
        self._now = now
        self._code = code

    def compose(self) -> ComposeResult:
        """Lay out the statuses with figure, sign and word."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window narrow"):
            yield OptionList(
                *(
                    Option(Content(f"{n}  {glyph(s)}  {status_in_words(desk, s, self._code)}"))
                    for n, s in enumerate(CODABLE, start=1)
                ),
                id="choices",
            )
            yield Static(Content(desk.say(N_("Enter or 1–5 chooses · Esc closes"))), id="hint")

    def on_mount(self) -> None:
        """Light the status as it is."""
        self.query_one(".window").border_title = self._title
        there = self.query_one("#choices", OptionList)
        there.highlighted = CODABLE.index(self._now) if self._now in CODABLE else 0
        there.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was chosen."""
        self.dismiss(CODABLE[event.option_index])

    def action_take(self, number: int) -> None:
        """Take the status of that figure."""
        self.dismiss(CODABLE[number - 1])

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
