"""Waiting for another program that writes: politely, with a word when it takes a while, and not for ever."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

_T = TypeVar("_T")
Told = Callable[[float], None]
"""Who is told of a wait, with the seconds that it may take at most."""

ONE_TRY_MS = 250
"""How long SQLite itself waits before the caller has a say: short, so that a word can be said and Ctrl+C is heard."""
_SILENT = 1.0
"""Seconds of waiting that nobody notices."""
_ON_SCREEN = 0.5
"""Seconds that a screen may stand still; what the coder did then waits in a window, which another thread watches."""
_PAUSE = 0.01
_HELD = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"})


@dataclass
class Patience:
    """How long a database that another program holds is waited for.

    ``told`` is called once in a wait, after the first second of it, with the ``seconds`` that it may take at most. ``screen`` is the
    thread that keeps a screen alive, 0: none; it waits for half a second at most, without a word: the fault is the word.
    """

    seconds: float = 30.0
    told: Told | None = None
    screen: int = 0

    def behind_screen(self, told: Told) -> None:
        """Be the patience of an app whose screen the calling thread keeps alive; ``told`` is called from its other threads."""
        self.told = told
        self.screen = threading.get_ident()

    def hold(self, work: Callable[[], _T]) -> _T:
        """Do something as soon as the database lets it.

        Raises:
            The driver's own error when the wait was in vain, or at once when it is none of waiting.
        """
        patient = self.waiting()
        while True:
            try:
                return work()
            except (sqlite3.Error, DatabaseError) as fault:
                if not is_held(fault) or not patient():
                    raise

    def waiting(self) -> Callable[[], bool]:
        """Begin a wait: what is given tells, each time it is called after another try in vain, whether to try again."""
        start = time.monotonic()
        on_screen = threading.get_ident() == self.screen
        longest = min(self.seconds, _ON_SCREEN) if on_screen else self.seconds
        said = on_screen

        def again() -> bool:
            nonlocal said
            waited = time.monotonic() - start
            if waited >= longest:
                return False
            if not said and waited >= _SILENT and self.told is not None:
                said = True
                self.told(longest)
            # Some locks answer at once instead of waiting.
            time.sleep(_PAUSE)
            return True

        return again


def is_held(fault: sqlite3.Error | DatabaseError) -> bool:
    """Tell whether another program's hold on the database is all that is wrong."""
    told = fault.orig if isinstance(fault, DatabaseError) else fault
    name = getattr(told, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2]) in _HELD
