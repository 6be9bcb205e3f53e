"""The lines to the terminal: whether the app can draw there at all, where it draws, and whether they take what is drawn."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_, QualcodeError

if TYPE_CHECKING:
    from textual.app import App

_DUMB = frozenset({"dumb", "unknown"})


class DumbTerminalError(QualcodeError):
    """A terminal that says of itself that it can only write line below line."""

    sentence = N_(
        "The app cannot draw in a terminal that calls itself {kind} (TERM); start it in a terminal window, or in a browser with "
        "`qualcode tui --web`."
    )


class TerminalCharsetError(QualcodeError):
    """A terminal that is written to in a charset without the signs that the app draws."""

    sentence = N_(
        "The app draws signs that {charset} does not have; set LC_ALL to a language with UTF-8, such as sv_SE.UTF-8 or C.UTF-8, "
        "and start it again."
    )


def ask_terminal() -> None:
    """See that the terminal lets itself be drawn on.

    Raises:
        DumbTerminalError, TerminalCharsetError.
    """
    kind = os.environ.get("TERM", "")
    if kind in _DUMB:
        raise DumbTerminalError(kind=kind)
    charset = "" if sys.__stderr__ is None else sys.__stderr__.encoding
    if charset and not charset.casefold().startswith("utf"):
        raise TerminalCharsetError(charset=charset)


def is_full(app: App[Any]) -> bool:
    """Tell whether the terminal has not taken yet what was painted before; a driver without a thread for that waits by itself."""
    thread = getattr(app._driver, "_writer_thread", None)  # noqa: SLF001 - Textual has no other way to ask
    return thread is not None and not thread._queue.empty()  # noqa: SLF001 - nor for this


@contextmanager
def drawn_on_terminal() -> Iterator[None]:
    """Let the app draw on the terminal while its errors are sent elsewhere (``2>file``): it draws where errors go.

    What is said afterwards goes where it was sent.
    """
    if os.isatty(2) or not os.isatty(1) or sys.__stderr__ is None:
        yield
        return
    sys.__stderr__.flush()
    sent = os.dup(2)
    os.dup2(1, 2)
    try:
        yield
    finally:
        sys.__stderr__.flush()
        os.dup2(sent, 2)
        os.close(sent)
