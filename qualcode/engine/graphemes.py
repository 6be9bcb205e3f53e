"""Keeps spans from splitting what a reader sees as one character: a letter with its accents, an emoji of several parts, a flag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from qualcode.domain.coding import Suggestion
from qualcode.domain.spans import Span

_MAY_JOIN = re.compile("\r\n|[\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u302a-\u309a\ua66f-\U0010ffff]")
"""A quick look: most texts have nothing of the kind, and dashes and quotation marks do not count."""


def whole(text: str, found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Give suggestions whose spans take in every character that they would have split."""
    if not _may_join(text):
        return tuple(found)
    joined = [met.span() for met in _characters().finditer(text) if met.end() - met.start() > 1]
    starts = [start for start, _ in joined]

    def widened(span: Span) -> Span:
        if not len(span):
            return span
        return Span(_around(span.start, 0), _around(span.end, 1))

    def _around(place: int, side: int) -> int:
        at = bisect_right(starts, place) - 1
        return joined[at][side] if at >= 0 and joined[at][0] < place < joined[at][1] else place

    def _whole(one: Suggestion) -> Suggestion:
        matched = tuple(dict.fromkeys(map(widened, one.why.matched)))
        cues = tuple(dict.fromkeys(map(widened, one.why.cues)))
        return replace(one, span=widened(one.span), why=replace(one.why, matched=matched, cues=cues))

    return tuple(map(_whole, found))


def _may_join(text: str) -> bool:
    # Western letters alone, or with dashes and quotation marks: by far the quickest looks, and enough for most texts.
    for letters in ("latin-1", "cp1252"):
        with suppress(UnicodeEncodeError):
            return b"\r\n" in text.encode(letters)
    return _MAY_JOIN.search(text) is not None


@cache
def _characters() -> Any:  # noqa: ANN401 - the regex package's compiled pattern
    import regex

    return regex.compile(r"\X")
