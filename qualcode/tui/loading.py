"""What is loaded behind the list of documents, without holding up a key."""

from __future__ import annotations

import gc
from importlib import import_module
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.tui.desk_screen import DeskScreen

_REST = 0.25
"""Seconds without a key after which the codebook is read."""
PATIENCE = 30.0
"""Seconds after which it is read all the same."""


def load_rest(desk: Desk, screen: DeskScreen) -> None:
    """Load what the first document wants, in a thread: the codebook takes most of a second to read, the screens half as long.

    ``screen`` is the one that this is done behind.
    """
    first = not desk.codebook_is_read
    try:
        import_module("qualcode.tui.reader_screen")
        _wait_for_rest(desk, screen)
        desk.load_codebook()
    finally:
        if first:
            # What is loaded now stays: looking through it for garbage again and again would hold up one key in twenty.
            gc.freeze()
        gc.enable()


def _wait_for_rest(desk: Desk, screen: DeskScreen) -> None:
    """Wait until no key has come for a moment: who moves in the list, or opens a document, is not held up by what is read meanwhile."""
    latest = monotonic() + PATIENCE
    while desk.is_running and not desk.codebook_is_read and (now := monotonic()) < latest:
        # A screen that is opened reads the codebook itself, when its text is there.
        if screen.is_current and now - desk.pressed_at >= _REST:
            return
        sleep(_REST / 5)
