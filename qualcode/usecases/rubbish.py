"""When Python looks for cyclic rubbish: work that makes many lasting things need not look through all that was there before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from qualcode.engine import collecting


@contextmanager
def among_the_new_only() -> Iterator[None]:
    """Let Python look for rubbish among what comes from now on only.

    What is loaded already (modules, lists of names, the recogniser) is much and stays; looking through it costs a tenth of a second
    whenever a quarter more has come, as in every round of an import.
    """
    # Whoever has put things aside before, as the terminal app does, goes on with that.
    ours = not gc.get_freeze_count()
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()


collecting_little = collecting.collecting_little
"""Hold the collector off inside."""
