"""Lines that hold what a pattern cannot do without: what is quick to look for tells where a slower pattern is worth its time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from qualcode.anonymise.searching import held, lowered, places_of

Anchor = re.Pattern[str] | str | tuple[str, ...] | Callable[[str], Iterable[int]]
"""Words, a pattern that is quick to search for, several words in lower case, which any case fits, or what gives the places in a text."""
DIGIT = "[" + "".join(chr(c) for c in range(1 << 16) if chr(c).isdecimal()) + "]"
"""A digit for the beginning of a pattern: a class is sooner searched for than what asks for the kind of each character."""
_FROM_DIGIT = re.compile(rf"{DIGIT}[^\n]*")


def lines_with(anchor: Anchor, text: str, reach: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of the runs of lines that hold the anchor, ``reach`` lines around them included; they do not overlap."""
    return _runs(_each(anchor, text), text, reach)


def lines_of(held: Iterable[str], text: str, reach: int = 0) -> Iterator[tuple[int, int]]:
    """Give the bounds of the runs of lines that hold one of some pieces of the text, ``reach`` lines around them included."""
    return _runs(sorted([at for piece in held for at in places_of(text, piece)]), text, reach)


def spans_of(held: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Give where some pieces of the text stand between spaces."""
    for piece in held:
        for at in places_of(text, piece):
            end = at + len(piece)
            if (not at or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
                yield at, end


def _runs(places: Iterable[int], text: str, reach: int) -> Iterator[tuple[int, int]]:
    run: tuple[int, int] | None = None
    since = 0
    for at in places:
        if at < since:
            continue
        begin, end = at, at - 1
        for _ in range(reach + 1):
            begin = text.rfind("\n", 0, begin) if begin >= 0 else begin
            end = _line_end(text, end + 1)
        begin += 1
        since = _line_end(text, at)
        if run and begin <= run[1]:
            run = run[0], end
            continue
        if run:
            yield run
        run = begin, end
    if run:
        yield run


def lines_with_figures(anchor: Anchor, text: str) -> Iterator[tuple[int, int]]:
    """Give the bounds of the lines that hold the anchor and a digit."""
    together, ends, bounds = _lines_with_digits(text)
    if not isinstance(anchor, re.Pattern):
        if stands(anchor, together):
            yield from (line for line in bounds if stands(anchor, text, *line))
        return
    # Mostly the anchor is in none of them, or in few.
    at = anchor.search(together)
    while at:
        line = bisect_left(ends, at.end())
        yield bounds[line]
        at = anchor.search(together, ends[line])


@lru_cache(2)
def _lines_with_digits(text: str) -> tuple[str, Sequence[int], Sequence[tuple[int, int]]]:
    """Give the lines that hold a digit, which are few, as one text with where each of them ends there, and their bounds in the whole."""
    bounds = [(text.rfind("\n", 0, at) + 1, end) for at, end in [rest.span() for rest in _FROM_DIGIT.finditer(text)]]
    ends = list(accumulate([end - begin + 1 for begin, end in bounds], initial=-1))[1:]
    return "\n".join([text[begin:end] for begin, end in bounds]), ends, bounds


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def stands(anchor: Anchor, text: str, begin: int = 0, end: int | None = None) -> bool:
    """Tell whether the anchor stands in a text, or in a stretch of it, at all."""
    end = len(text) if end is None else end
    if isinstance(anchor, re.Pattern):
        return anchor.search(text, begin, end) is not None
    if isinstance(anchor, str):
        return text.find(anchor, begin, end) >= 0
    if callable(anchor):
        return any(begin <= at < end for at in anchor(text))
    if not (words := held(text, anchor)):
        return False
    low = lowered(text)
    return any(low.find(word, begin, end) >= 0 for word in words)


def _each(anchor: Anchor, text: str) -> Iterable[int]:
    """Give where the anchor stands, in order; of several in one line the first at least."""
    if isinstance(anchor, tuple):
        words = held(text, anchor)
        low = lowered(text) if words else ""
        return sorted([at for word in words for at in places_of(low, word)])
    if callable(anchor):
        return sorted(anchor(text))
    return _line_by_line(anchor, text)


def _line_by_line(anchor: re.Pattern[str] | str, text: str) -> Iterator[int]:
    since = 0
    while True:
        if isinstance(anchor, str):
            at = text.find(anchor, since)
        else:
            found = anchor.search(text, since)
            at = found.start() if found else -1
        if at < 0:
            return
        yield at
        since = max(at + 1, _line_end(text, at))
