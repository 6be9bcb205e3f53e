"""How fast a coder decides, and from it how long the rest takes."""

from __future__ import annotations

from collections import deque
from math import ceil
from statistics import median

_FEWEST = 3
"""Decisions before an estimate is given."""
_LATELY = 25
_LONGEST = 120.0
"""Seconds: who takes longer has left the desk."""


class Pace:
    """The times between the latest decisions, each of one suggestion or of many at once."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._taken: deque[float] = deque(maxlen=_LATELY)

    def decided(self, at: float, number: int = 1) -> None:
        """Take note that ``number`` suggestions were decided at a second ``at``."""
        if self._last is not None and number:
            self._taken.append(min(at - self._last, _LONGEST) / number)
        self._last = at

    def minutes_for(self, waiting: int) -> int | None:
        """Give the minutes that ``waiting`` suggestions take at this pace, or None before it is known."""
        if len(self._taken) < _FEWEST or not waiting:
            return None
        return max(1, ceil(median(self._taken) * waiting / 60))
