"""Where people are listed and nothing else is told: what stands beside the names in a table, or behind them in a line, may be findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.roster_tables import cells_of
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_finite_verb

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?][)\"”*_]*\s+(?=[\"”*_(]*[A-ZÅÄÖ])")
_TELLING_HEAD = re.compile(
    r"\b(?:fråga|frågor|svar|läge|läget|nuläge|status|område|insats|insatser|åtgärd|åtgärder|kommentar|iakttagelse|punkt|tema"
    r"|question|answer|situation|area|measures?|comments?|topic|theme)\b",
    re.IGNORECASE,
)
"""Headings of columns that tell of matters, beside one that tells who told of them."""
_PEOPLE_HEAD = re.compile(r"\b(?:namn|deltagare|närvarande|medverkande|name|participant)", re.IGNORECASE)
_TELLING = 4
"""Words of a cell, or of what follows the names, that tell something when one of them is a verb, and letters of such a verb."""
_RELATIVE = frozenset({"som", "who", "that"})


def only_listing(text: str, spans: Sequence[Span], names: Sequence[str]) -> list[Span]:
    """Give of the ``spans`` of participants' lists what lists people, line by line; ``names`` are those of everybody listed."""
    found: list[Span] = []
    for span in spans:
        lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, span.start, span.end)]
        if lines and _tells_of_matters(lines[0].of(text)):
            continue
        if all(_lists(line.of(text), names) == len(line) for line in lines):
            found.append(span)
        else:
            found += _trimmed(text, lines, names)
    return found


def _trimmed(text: str, lines: Sequence[Span], names: Sequence[str]) -> Iterator[Span]:
    for line in lines:
        length = _lists(line.of(text), names)
        if length:
            yield Span(line.start, line.start + length)


def _tells_of_matters(head: str) -> bool:
    cells = cells_of(head)
    return len(cells) > 1 and not any(map(_PEOPLE_HEAD.search, cells)) and any(map(_TELLING_HEAD.search, cells))


def _lists(line: str, names: Sequence[str]) -> int:
    """Give how many characters of a line list people: all, those before a sentence that tells something, or none of a row that does."""
    cells = cells_of(line)
    if len(cells) > 1:
        return 0 if any(map(_tells, cells)) else len(line)
    last = max((line.rfind(name) + len(name) for name in names if name and name in line), default=0)
    for stop in _STOP.finditer(line, last):
        if _tells(line[stop.end() :]):
            return stop.start() + 1
    return len(line)


def _tells(words: str) -> bool:
    said = [word.lower() for word in _WORD.findall(words)]
    if len(said) < _TELLING:
        return False
    # "… som ansvarar för elevhälsan" is a title still.
    title = next((place for place, word in enumerate(said) if word in _RELATIVE), len(said))
    # "för" is a verb as well.
    return any(is_finite_verb(word) for word in said[:title] if len(word) >= _TELLING)
