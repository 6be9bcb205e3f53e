"""What a finder found, and which of several that overlap is kept."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from qualcode.domain.finding import HitType
from qualcode.language.places import Place


class Found(NamedTuple):
    """Words found at ``start``-``end``. ``type`` is None for words that are known to be harmless and shield what lies in them.

    ``strength`` decides between overlapping finds (100 is certain); ``person`` is a register key, ``place`` what a place word
    stands for, ``head`` the word that stands for a group or organisation, ``instead`` the whole replacement where its finder says it.
    """

    start: int
    end: int
    type: HitType | None
    rule: str
    strength: int
    person: str = ""
    place: Place | None = None
    head: str = ""
    instead: str = ""

    @classmethod
    def scored(cls, start: int, end: int, kind: HitType, rule: str, score: float, *, instead: str = "") -> Found:
        """Make a find with a score from 0 to 1, as recognisers of other packages give it."""
        return cls(start, end, kind, rule, round(score * 100), instead=instead)


def settle(found: Iterable[Found]) -> list[Found]:
    """Keep the strongest of those that overlap, the longest of equals, and give them in the order of the text."""
    kept: list[Found] = []
    near: list[Found] = []
    until = 0
    for one in sorted(found, key=_START):
        if one.start < until:
            near.append(one)
            until = max(until, one.end)
            continue
        kept += near if len(near) < 2 else _strongest(near)  # noqa: PLR2004
        near = [one]
        until = one.end
    kept += near if len(near) < 2 else _strongest(near)  # noqa: PLR2004
    return kept


_START = itemgetter(0)


def _strongest(found: list[Found]) -> list[Found]:
    """Give those of a few finds that stand, in the order of the text."""
    if len(found) == 2:  # noqa: PLR2004
        # They overlap, and the first begins first.
        first, second = found
        if first.strength == second.strength:
            return [second if second.end - second.start > first.end - first.start else first]
        return [first if first.strength > second.strength else second]
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.strength, f.start - f.end, f.start)):
        if all(other.end <= one.start or one.end <= other.start for other in kept):
            kept.append(one)
    return sorted(kept, key=_START) if len(kept) > 1 else kept
