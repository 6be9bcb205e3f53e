"""When the terminal goes: its window was closed, the line to another machine broke, or the web server that serves the app was killed."""

from __future__ import annotations

import os
import select
import stat
import sys
import threading
from collections.abc import Callable

PATIENCE = 10.0
"""Seconds that an app without a terminal has to end by itself; what it has under way is then broken off, and leaves no trace."""

_SEEN = threading.Event()
"""Set as soon as the end of the line was seen: what is read from then on is something else."""


def terminal_is_gone() -> bool:
    """Tell whether the terminal that is read from is no longer there; no when what is read from is none, or the system cannot tell."""
    if _SEEN.is_set():
        return True
    asked = _asked()
    return asked is not None and bool(_gone(asked.poll(0)))


def watch_terminal(end: Callable[[], None]) -> None:
    """Call ``end`` in a thread when the terminal goes, and end the process when it is still there some seconds later.

    Without this an app reads the end of its input without end, as fast as it can. Until it has ended it writes into nothing.
    """
    asked = _asked()
    if asked is None:
        return
    lines = [number for number in (0, 1, 2) if os.isatty(number)]

    def watch() -> None:
        if not _gone(asked.poll()):
            return
        _SEEN.set()
        quiet, kept_open = os.pipe()
        # Who was about to read the end of the line is told that there is nothing, instead of waiting here.
        os.set_blocking(quiet, False)
        nothing = os.open(os.devnull, os.O_WRONLY)
        for number in lines:
            # Nothing ever comes from a pipe that nobody writes into; the end of a file would come again and again.
            os.dup2(nothing if number else quiet, number)
        end()
        threading.Event().wait(PATIENCE)
        os.close(kept_open)
        os._exit(1)

    threading.Thread(target=watch, name="qualcode-terminal", daemon=True).start()


def _asked() -> select.poll | None:
    if sys.platform == "win32" or not hasattr(select, "poll") or not (os.isatty(0) or _is_served()):
        return None
    asked = select.poll()
    # Nothing is asked for: the end of a line is told all the same.
    asked.register(0, 0)
    return asked


def _is_served() -> bool:
    """Tell whether the server of the app in a browser is at the other end of what is read from."""
    if not os.environ.get("TEXTUAL_DRIVER"):
        return False
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _gone(told: list[tuple[int, int]]) -> bool:
    return any(what & (select.POLLHUP | select.POLLERR) and not what & select.POLLNVAL for _, what in told)
