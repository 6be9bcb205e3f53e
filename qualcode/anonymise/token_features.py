"""The rows of features that the statistical recogniser reads: one row for every token of a line."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from qualcode.anonymise.token_facts import UNLISTED, beside, facts, further, signature

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


def rows(tokens: Sequence[str], around: Around, *, small: bool) -> list[list[str]]:
    """Give the features of each token of a line."""
    made = []
    last = len(tokens) - 1
    label = tokens.index(":") if ":" in tokens[:_LABEL] else -1
    opened = 0
    for n, token in enumerate(tokens):
        before, after = tokens[n - 1] if n else _EDGE, tokens[n + 1] if n < last else _EDGE
        row = [*facts(token, small=small), *beside(before, "-1", small=small), *beside(after, "+1", small=small)]
        row += further(tokens[n - 2] if n > 1 else _EDGE, "-2")
        row += further(tokens[n + 2] if n + 1 < last else _EDGE, "+2")
        here = signature(token, small=small)
        row.append(f"gg={here}/{signature(after, small=small)}")
        row.append(f"pg={signature(before, small=small)}/{here}")
        opens = n == 0 or before in _ENDS or not (before[-1].isalnum() or before in ",;)")
        if opens:
            row += ("open", f"og={here}")
        if n < label:
            row.append("label")
        opened += (token == "(") - (token == ")")  # noqa: S105
        if opened > 0:
            row.append("inside")
        low = token.lstrip(UNLISTED).lower()
        if not small and low in around.lower:
            row.append("also-small")
        if low in around.people or low.removesuffix("s") in around.people:
            row.append("listed")
        made.append(row)
    return made
