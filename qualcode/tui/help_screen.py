"""Help: the keys of the screen one came from, by what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.coding import CODABLE
from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, groups
from qualcode.tui.desk import Desk
from qualcode.tui.inks import CODED, MEMO, SUGGESTED, glyph
from qualcode.tui.status_words import status_in_words

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEYS_WIDTH = 18


class HelpScreen(ModalScreen[None]):
    """Only what can be done is listed, because it comes from the deeds themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,question_mark,f1", "leave", show=False)]

    def __init__(self, title: str, deeds: Sequence[Deed]) -> None:
        super().__init__()
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

    def _content(self, desk: Desk) -> Content:
        parts: list[Content] = []
        for heading, deeds in groups(self._deeds).items():
            parts.append(Content.styled(desk.say(heading), "bold $text-accent"))
            for deed in deeds:
                keys = ", ".join(desk.say(k) for k in deed.shown_keys)
                parts.append(Content.assemble(Content.styled(f"  {keys:<{_KEYS_WIDTH}}", "bold"), desk.say(deed.told)))
            parts.append(Content(""))
        parts.append(Content.styled(desk.say(N_("Signs")), "bold $text-accent"))
        statuses = "   ".join(f"{glyph(s)} {status_in_words(desk, s)}" for s in CODABLE)
        parts.append(Content(f"  {statuses}"))
        margin = N_(
            "{coded} coded (sign in reverse, words underlined)   {suggested} suggested (words tinted)   {memo} memo"
        )
        parts.append(Content("  " + desk.say(margin, coded=CODED, suggested=SUGGESTED, memo=MEMO)))
        return Content("\n").join(parts)
