"""What every screen has in common: an error in one of its handlers is told, and the app lives on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen

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

    async def _dispatch_message(self, message: Message) -> None:
        with cast("Desk", self.app).guard():
            await super()._dispatch_message(message)
