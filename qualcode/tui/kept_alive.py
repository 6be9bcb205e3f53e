"""What every screen has in common: an error in one of its handlers is told and the app lives on, and a slow line gets fewer pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.keys import key_to_character
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from qualcode.tui.terminal_lines import is_full

if TYPE_CHECKING:
    from textual.message import Message

    from qualcode.tui.desk import Desk


_GLANCE = 2.0
"""Seconds that the line about the keys stays lit."""


class KeptAlive(MessagePump):
    """A screen, full or a window, whose handlers cannot end the app.

    Actions are guarded by the app; without this an error in a handler of messages would end screen and app.
    """

    def tell_silence(self, key: str) -> None:
        """Light the line that names the keys of a small window: ``key`` is none of them."""
        del key
        for line in cast("Screen[object]", self).query("#hint"):
            line.add_class("-asked")
            self.set_timer(_GLANCE, partial(line.remove_class, "-asked"))

    def type_ahead(self, key: str) -> bool:
        """Take a sign that was typed while this window was still opening; tell whether it is one to be written in its first field."""
        sign = "-" if key == "minus" else key_to_character(key) or ""
        if not sign.isprintable() or not sign or not isinstance(self, ModalScreen):
            return False
        # The window's own queue: by then its fields are there.
        self.call_later(self._write_ahead, key, sign)
        return True

    def _write_ahead(self, key: str, sign: str) -> None:
        screen = cast("Screen[object]", self)
        field = next((f for f in screen.query("Input, TextArea") if f.focusable), None)
        if field is None or (screen.focused is not None and screen.focused is not field):
            self.tell_silence(key)
        elif isinstance(field, TextArea):
            # What is being saved is not written on.
            if field.read_only:
                self.tell_silence(key)
            else:
                field.insert(sign)
        elif isinstance(field, Input):
            if field.select_on_focus:
                # What stood there was to be written anew, and the rest of what is typed is to stand behind this.
                field.select_on_focus = False
                field.clear()
            field.insert_text_at_cursor(sign)

    async def _dispatch_message(self, message: Message) -> None:
        with cast("Desk", self.app).guard():
            await super()._dispatch_message(message)

    def _on_timer_update(self) -> None:
        # Pictures would wait in a row before a slow line, and keys behind them; painted later, one shows what came of all.
        # Textual asks again at its next tick.
        if not is_full(self.app):
            Screen._on_timer_update(cast("Screen[object]", self))  # noqa: SLF001 - what this stands in for
