"""Keeps Python from looking for cyclic rubbish while there is none: the engine cuts its rings itself, and makes many things that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_little() -> Iterator[None]:
    """Hold the collector off, and let it go on afterwards where it was at work before; one inside another, the outermost counts."""
    was = gc.isenabled()
    if was:
        gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
