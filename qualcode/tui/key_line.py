"""The line at the foot of a screen: the keys that mean something just now, as many as there is room for."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen


class KeyLine(Static):
    """Keys and what they do; a click on one does it."""

    def __init__(self) -> None:
        super().__init__(id="key-line")
        self._shown: tuple[int, tuple[Deed, ...]] | None = None

    def update_keys(self) -> None:
        """Show the deeds that are possible now; nothing is repainted when they are the same."""
        screen = self.screen
        if not isinstance(screen, DeskScreen) or not self.size.width:
            return
        ranked = sorted((d for d in screen.deeds() if d.rank), key=lambda d: d.rank)
        possible = tuple(d for d in ranked if screen.can(d) and screen.keys_of(d))
        if self._shown == (self.size.width, possible):
            return
        self._shown = (self.size.width, possible)
        self.update(self._content(screen, possible), layout=False)

    def on_resize(self) -> None:
        """Fit the new width."""
        self.update_keys()

    def _content(self, screen: DeskScreen, possible: tuple[Deed, ...]) -> Content:
        # Help always has its place; the others come in their order, as far as there is room.
        *others, last = possible
        kept: list[Content] = []
        room = self.size.width - 1 - self._one(screen, last).cell_length
        for deed in others:
            part = self._one(screen, deed)
            if part.cell_length <= room:
                kept.append(part)
                room -= part.cell_length
        return Content.assemble(*kept, self._one(screen, last))

    @staticmethod
    def _one(screen: DeskScreen, deed: Deed) -> Content:
        key = Content.styled(f" {screen.say(screen.keys_of(deed)[0])} ", "bold $footer-key-foreground")
        words = Content.styled(f"{screen.say(deed.short)} ", "$footer-foreground")
        action = deed.action if "." in deed.action else f"screen.{deed.action}"
        return Content.assemble(key, words).stylize(f"@click={action}" if "(" in action else f"@click={action}()")
