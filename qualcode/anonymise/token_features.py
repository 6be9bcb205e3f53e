"""The rows of features that the statistical recogniser reads: one row for every token of a line."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.anonymise.token_facts import told

TOKEN = re.compile(r"\w+(?:[-‑'’.:@/]\w+)*|[^\w\s]")
"""A word, hyphens and the like inside it included, or a mark."""
_ENDS = frozenset(".!?:…")
_LABEL = 6
"""A speaker's label is over within so many tokens."""
_EDGE = "|"
"""What stands beyond the first and the last token."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the document tells of its words: those it writes in small letters, and those that name its people."""

    lower: Container[str] = ()
    people: Container[str] = ()


def brackets(tokens: Sequence[str]) -> list[int]:
    """Give for each token how many brackets more were opened than closed before it; one more for the end."""
    return [0, *accumulate((token == "(") - (token == ")") for token in tokens)]  # noqa: S105


def rows(
    tokens: Sequence[str], around: Around, *, small: bool, wanted: range | None = None, opened: int = 0
) -> list[list[str]]:
    """Give the features of each token of a line, or of those in ``wanted``, before which so many brackets were ``opened``."""
    wanted = range(len(tokens)) if wanted is None else wanted
    edge = told(_EDGE, small)
    begin, end = max(0, wanted.start - 2), min(len(tokens), wanted.stop + 2)
    held = [edge, edge, *(told(token, small) for token in tokens[begin:end]), edge, edge]
    label = tokens.index(":") if ":" in tokens[:_LABEL] else -1
    made = []
    for n in wanted:
        token = tokens[n]
        at = n - begin + 2
        here, before, after = held[at], held[at - 1], held[at + 1]
        row = [*here.own, *before.before, *after.after, *held[at - 2].far_before, *held[at + 2].far_after]
        row.append(f"gg={here.sign}/{after.sign}")
        row.append(f"pg={before.sign}/{here.sign}")
        last = tokens[n - 1] if n else _EDGE
        if n == 0 or last in _ENDS or not (last[-1].isalnum() or last in ",;)"):
            row += ("open", f"og={here.sign}")
        if n < label:
            row.append("label")
        opened += (token == "(") - (token == ")")  # noqa: S105
        if opened > 0:
            row.append("inside")
        if not small and here.low in around.lower:
            row.append("also-small")
        if here.low in around.people or here.low.removesuffix("s") in around.people:
            row.append("listed")
        made.append(row)
    return made
