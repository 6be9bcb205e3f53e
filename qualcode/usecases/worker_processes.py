"""Processes that share a long piece of work: started wherever the program runs, and gone when it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


def processors() -> int:
    """Give how many processors this process may use; a container often has fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def sharing(workers: int, prepare: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Lend ``workers`` processes, each of which has called ``prepare`` first; they end with the block, and with this process.

    Fresh processes and no copies of this one, since a copy of threads and open databases is not safe.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context, resource_tracker

    # What watches over the processes writes to the standard errors; the terminal app puts something without a file in their place.
    with redirect_stderr(sys.__stderr__), _quiet_watch():
        resource_tracker.ensure_running()
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (prepare,)) as pool:
        yield pool


@contextmanager
def _quiet_watch() -> Iterator[None]:
    """Let what watches over the processes, when begun here, clear up after a killed program without a word, which helps nobody."""
    # It is begun with the options on warnings that this program was begun with.
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")
    try:
        yield
    finally:
        sys.warnoptions.pop()


def _begin(prepare: Callable[[], None]) -> None:
    # A killed program cannot tell its workers to stop, and they would wait for work for ever, a quarter of a gigabyte each.
    Thread(target=_end_with_parent, daemon=True).start()
    prepare()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
