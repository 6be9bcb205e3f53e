"""What a screen shows, gathered in a thread: keys are heard meanwhile, the latest asked for is shown, what it overtook is dropped."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from qualcode.usecases.rubbish import collecting_little

if TYPE_CHECKING:
    from qualcode.tui.desk_screen import DeskScreen

Found = TypeVar("Found")


_MANY = 100_000
"""Objects; looking through so many more for garbage holds up a key."""


@contextmanager
def kept_from_collecting() -> Iterator[None]:
    """Hold the collector off while much is made that stays, since each of its looks would hold up a key.

    Where it was much, later looks leave it out as well; what nobody knows any more is freed all the same, as it lies in no ring.
    """
    with collecting_little():
        yield
        if gc.get_count()[0] > _MANY:
            gc.freeze()


class Gathering:
    """The work behind one screen, one job at a time; what is not the latest when it is done is never shown.

    ``changed`` is called when work begins and when the last of it has ended, before what was found is shown.
    """

    def __init__(self, screen: DeskScreen, changed: Callable[[], None] = lambda: None) -> None:
        self._screen = screen
        self._changed = changed
        self._number = 0
        self._at_work = False
        self._next: Callable[[], None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether something is being gathered."""
        return self._at_work

    def begin(self, job: Callable[[], Found], then: Callable[[Found], None]) -> None:
        """Do a job in a thread, then something on the screen with what came of it.

        A job that is under way is overtaken: this one begins when it ends, since a thread cannot be stopped and two would each take
        twice the time. Of several that wait the last one alone is begun.
        """
        self._number += 1
        start = partial(self._start, self._number, job, then)
        if self._at_work:
            self._next = start
            return
        self._at_work = True
        start()
        self._changed()

    def drop(self) -> None:
        """Show nothing of what is under way: who left the screen, or began something else, does not want it any more."""
        self._number += 1
        self._next = None

    def _start(self, number: int, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        screen = self._screen

        def work() -> None:
            found: Any = None
            fault: Exception | None = None
            try:
                with kept_from_collecting():
                    found = job()
            except Exception as told:  # noqa: BLE001 - told on the screen by the app's own thread
                fault = told
            # Heard by nobody when the screen has been left.
            screen.call_later(self._done, number, then, found, fault)

        screen.run_worker(work, thread=True, group="gathering", exit_on_error=False)

    def _done(self, number: int, then: Callable[[Any], None], found: Any, fault: Exception | None) -> None:  # noqa: ANN401 - whatever the job gives
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting()
            return
        self._at_work = False
        self._changed()
        if number != self._number:
            return
        with self._screen.desk.guard():
            if fault is not None:
                raise fault
            then(found)
