"""What is told in a corner: it lies over the screen, and is not to lie over the next one as well."""

from __future__ import annotations

from time import monotonic, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk


def forget_told(desk: Desk) -> None:
    """Take away what was told before the key that left the screen; what that key itself brought about stands."""
    before = monotonic() - desk.pressed_at
    for told in list(desk._notifications):  # noqa: SLF001 - Textual has no other way to ask, nor to take one away
        if time() - told.raised_at > before:
            desk._unnotify(told, refresh=False)  # noqa: SLF001
    desk._refresh_notifications()  # noqa: SLF001
