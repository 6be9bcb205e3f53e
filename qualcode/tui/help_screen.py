"""Help: the keys of the screen one came from, by what they are for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.coding import CODABLE
from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, groups
from qualcode.tui.desk import Desk
from qualcode.tui.inks import CODED, MEMO, MORE, SUGGESTED, glyph
from qualcode.tui.status_words import status_in_words
from qualcode.tui.window_keys import MOVES, MovedByKeys

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HelpScreen(MovedByKeys, ModalScreen[None]):
    """Only what can be done is listed, because it comes from the deeds themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("escape,enter,q,question_mark,f1", "leave", show=False)]

    def __init__(self, title: str, deeds: Sequence[Deed], keys: Callable[[Deed], Sequence[str]]) -> None:
        super().__init__()
        self._keys = keys
        self._title = title
        self._deeds = deeds

    def compose(self) -> ComposeResult:
        """Lay out the keys by group, then the signs."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window tall"):
            with VerticalScroll(id="words"):
                yield Static(self._content(desk))
            yield Static(Content(desk.say(N_("↑↓ scrolls · Esc closes"))), id="hint")

    def on_mount(self) -> None:
        """Name the window."""
        desk = cast("Desk", self.app)
        self.query_one(".window").border_title = desk.say(N_("Help: {screen}"), screen=self._title)
        self.query_one("#words").focus()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def _content(self, desk: Desk) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column()
        for heading, deeds in groups(self._deeds).items():
            table.add_row(Text(desk.say(heading), "bold underline"))
            for deed in deeds:
                keys = ", ".join(desk.say(k) for k in self._keys(deed)) or desk.say(N_("(no key)"))
                table.add_row(f"  {keys}", desk.say(deed.told))
            table.add_row()
        table.add_row(Text(desk.say(N_("Signs")), "bold underline"))
        for status in CODABLE:
            table.add_row(f"  {glyph(status)}", status_in_words(desk, status))
        table.add_row(f"  {CODED}", desk.say(N_("coded: the sign in reverse, the words underlined")))
        table.add_row(f"  {SUGGESTED}", desk.say(N_("suggested: the words tinted")))
        table.add_row(f"  {MORE}", desk.say(N_("more codes than the margin has room for")))
        table.add_row(f"  {MEMO}", desk.say(N_("a memo on the coding")))
        return table
