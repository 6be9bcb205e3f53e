"""What every screen has in common: an error in one of its handlers is told, and the app lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.message import Message

    from qualcode.tui.desk import Desk


class KeptAlive(MessagePump):
    """A screen, full or a window, whose handlers cannot end the app.

    Actions are guarded by the app; without this an error in a handler of messages would end screen and app.
    """

    async def _dispatch_message(self, message: Message) -> None:
        with cast("Desk", self.app).guard():
            await super()._dispatch_message(message)
