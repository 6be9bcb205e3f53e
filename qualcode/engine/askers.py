"""Who asks in a talk: told by how often a speaker's turns are questions, since minutes label the moderator in many ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_FEWEST_TURNS = 3
_MOSTLY = 0.6
_SELDOM = 0.3


def asking(turns: Iterable[tuple[str, str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the labels whose turns (label, what is said) are questions mostly, and those whose turns seldom are; rare labels are neither."""
    asked: defaultdict[str, list[bool]] = defaultdict(list)
    for label, said in turns:
        asked[label].append("?" in said)
    shares = {label: sum(each) / len(each) for label, each in asked.items() if len(each) >= _FEWEST_TURNS}
    return (
        frozenset(label for label, share in shares.items() if share >= _MOSTLY),
        frozenset(label for label, share in shares.items() if share < _SELDOM),
    )
