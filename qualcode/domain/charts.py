"""Figures as values: what is drawn, in numbers and words, before anything is drawn.

``notes`` stand below a figure; ``described`` is the same figure in words, for those who cannot see it.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.coding import CellStatus
from qualcode.domain.wave_chart import WaveChart


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the number of cases by series, None for one that is withheld.

    ``whole`` is what they are counted of, ``told`` the words beside the bar; ``low`` and ``high`` are the ends of a declared range, 0
    without one.
    """

    group: str
    name: str
    numbers: tuple[int | None, ...]
    whole: int
    told: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars by group, each cut into series: statuses with their words, or none where the bar is one number."""

    title: str
    axis: str
    series: tuple[tuple[CellStatus, str], ...]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]
    described: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One document on a curve of saturation: its name, the codes that no document before had, the codes seen by then."""

    name: str
    new: int
    seen: int


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Documents in the order of time, and how many different codes they hold together; ``curve`` and ``step`` name the two signs."""

    title: str
    across: str
    axis: str
    curve: str
    step: str
    points: tuple[CurvePoint, ...]
    notes: tuple[str, ...]
    described: str


@dataclass(frozen=True, slots=True)
class PairChart:
    """Codes that come together: ``pairs`` gives (row, column, together, coefficient) by places in ``names``, the row the later one."""

    title: str
    names: tuple[str, ...]
    pairs: tuple[tuple[int, int, int, float], ...]
    scale: str
    notes: tuple[str, ...]
    described: str


@dataclass(frozen=True, slots=True)
class SetChart:
    """Sets of cases and how they meet: each meeting is the places of its sets in ``sets`` and how many cases lie in just these.

    ``whole`` is the number of cases; a meeting of no set holds those that lie in none.
    """

    title: str
    sets: tuple[tuple[str, int], ...]
    meetings: tuple[tuple[tuple[int, ...], int], ...]
    whole: int
    axis: str
    size: str
    notes: tuple[str, ...]
    described: str


Chart = BarChart | CurveChart | PairChart | SetChart | WaveChart
