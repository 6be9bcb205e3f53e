"""The line at the foot of a screen: the keys that mean something just now, as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.kept_rows import Still, in_its_colours

if TYPE_CHECKING:
    from textual.geometry import Region


class KeyLine(Still, Widget):
    """Keys and what they do; a click on one does it."""

    def __init__(self) -> None:
        super().__init__(id="key-line")
        self._shown: tuple[int, tuple[Deed, ...]] | None = None
        self._painted: dict[tuple[int, tuple[Deed, ...]], tuple[Content, Strip]] = {}
        self.content = Content()
        self._deeds: tuple[Mapping[str, str], Sequence[Deed]] | None = None

    def update_keys(self) -> None:
        """Show the deeds that are possible now; nothing is repainted when they are the same."""
        screen = self.screen
        if not isinstance(screen, DeskScreen) or not self.size.width:
            return
        possible = tuple(d for d in self._ranked(screen) if screen.can(d))
        now = (self.size.width, possible)
        if self._shown == now:
            return
        self._shown = now
        if now not in self._painted:
            self.content = self._content(screen, possible)
            [strip] = Visual.to_strips(self, self.content, self.size.width, 1, self.visual_style, pad=True)
            self._painted[now] = self.content, in_its_colours(self, strip)
        self.content, _ = self._painted[now]
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the line as it was painted for the deeds that are possible."""
        if self._shown is None or crop != self.outer_size.region:
            return super().render_lines(crop)
        _, strip = self._painted[self._shown]
        return [strip]

    def render_line(self, y: int) -> Strip:
        """Give the same for a part of the window, or a blank line."""
        if y or self._shown is None:
            return Strip.blank(self.size.width, self.rich_style)
        _, strip = self._painted[self._shown]
        return strip

    def notify_style_update(self) -> None:
        """Paint anew in other colours."""
        super().notify_style_update()
        self._painted.clear()
        self._shown = None
        self.call_next(self.update_keys)

    def _ranked(self, screen: DeskScreen) -> Sequence[Deed]:
        """Give the deeds that may stand here, in their order; they change with the keys alone, and are asked for at every move."""
        if self._deeds is None or self._deeds[0] is not screen.desk.keymap:
            ranked = sorted((d for d in screen.deeds() if d.rank and screen.keys_of(d)), key=lambda d: d.rank)
            self._deeds = screen.desk.keymap, tuple(ranked)
        return self._deeds[1]

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
