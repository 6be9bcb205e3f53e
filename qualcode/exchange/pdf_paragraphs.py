"""From the lines of a PDF to paragraphs, headings, list items and rows; words that were parted at the end of a line are mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.pdf_layout import Row
from qualcode.exchange.written_lines import Written

_BULLET = re.compile(r"(?:[-*•‣▪◦·–—o\ue000-\uf8ff\u25cf\u25a0]|(?:\d{1,2}|[a-zåäö])[.)])[ \t]+(?=\S)")
_SOFT = "\u00ad"
_HYPHEN = re.compile(r"[-\u00ad\u2010]\Z")
_COORDINATED = frozenset({"och", "eller", "samt", "respektive", "till", "and", "or"})
_LARGER = 1.12
_LONGEST_HEADING = 120
_LEADING = 1.9
"""Lines further apart than so many letter heights belong to different paragraphs."""
_FULL = 0.8
"""A line that ends before this share of its column ends its paragraph."""
_WRAPPED = 0.5
"""A heading goes on in the next line only if its line is at least this full."""
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|fråga\s+\d+|question\s+\d+|§\s*\d+)(?:\s|\Z)", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", "…", "”", ")")


def written_lines(rows: Sequence[Row]) -> list[Written]:
    """Give the paragraphs of a file, each as one line."""
    body = _body_size(rows)
    levels = _levels(rows, body)
    found: list[Written] = []
    last: Row | None = None
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        kind, level, words = _kind(row, last, below, body, levels)
        before = found[-1] if found else None
        if before is not None and last is not None and _goes_on(before, last, row, kind, level):
            before.text = _mended(before.text, words)
        else:
            found.append(Written(kind, level, words))
        last = row
    for line in found:
        line.text = line.text.replace(_SOFT, "")
    return found


def _body_size(rows: Sequence[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += sum(map(len, row.cells))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _levels(rows: Sequence[Row], body: float) -> dict[float, int]:
    """Give the depth of headings by the size of their letters, the largest first."""
    sizes = sorted({row.size for row in rows if row.size > body * _LARGER}, reverse=True)
    return {size: min(level, 6) for level, size in enumerate(sizes, 1)}


def _kind(
    row: Row, last: Row | None, below: Row | None, body: float, levels: dict[float, int]
) -> tuple[BlockKind, int, str]:
    if len(row.cells) > 1 and any(other is not None and len(other.cells) > 1 for other in (last, below)):
        return BlockKind.TABLE_ROW, 0, "\t".join(row.cells)
    words = " ".join(row.cells)
    met = _BULLET.match(words)
    heading = len(words) <= _LONGEST_HEADING and any(c.isalpha() for c in words) and not words.endswith((".", ",", ";"))
    if heading and row.size in levels:
        return BlockKind.HEADING, levels[row.size], words
    if heading and row.bold and row.size >= body and not (below is not None and below.bold and below.size == row.size):
        return BlockKind.HEADING, len(set(levels.values())) + 1, words
    if met:
        return BlockKind.BULLET, 1, words[met.end() :]
    return BlockKind.PARAGRAPH, 0, words


def _goes_on(before: Written, last: Row, row: Row, kind: BlockKind, level: int) -> bool:
    """Tell whether a line goes on with the one before it."""
    if kind is BlockKind.HEADING or before.kind is BlockKind.HEADING:
        close = last.page == row.page and 0 < last.bottom - row.bottom < _LEADING * row.size
        wrapped = last.right - last.column[0] >= _WRAPPED * (last.column[1] - last.column[0])
        numbered = _NUMBERED.match(row.cells[0])
        return (
            kind is before.kind
            and level == before.level
            and close
            and row.size == last.size
            and wrapped
            and not numbered
        )
    if kind is not BlockKind.PARAGRAPH or before.kind is BlockKind.TABLE_ROW or row.size != last.size:
        return False
    if _HYPHEN.search(before.text) or row.cells[0][0].islower():
        return True
    if before.text.endswith(_ENDS) and last.page != row.page:
        return False
    full = last.right - last.column[0] >= _FULL * (last.column[1] - last.column[0])
    if not full or (before.kind is BlockKind.BULLET and row.left <= last.column[0] + 1 and before.text.endswith(_ENDS)):
        return False
    if last.page != row.page or row.bottom > last.bottom:
        return not before.text.endswith(_ENDS)
    return last.bottom - row.bottom < _LEADING * row.size


def _mended(before: str, words: str) -> str:
    """Join a line to the one above: a word parted by a hyphen is made whole, unless the hyphen is its own (IT-, hälso- och)."""
    if not _HYPHEN.search(before):
        return f"{before} {words}"
    head = before[:-1].rsplit(None, 1)[-1] if before[:-1].split() else ""
    first = re.match(r"\w+", words)
    if first and first.group().casefold() in _COORDINATED:
        return f"{before[:-1]}- {words}"
    if head and words[0].islower() and head[-1].isalpha() and not (head.isupper() and len(head) > 1):
        return before[:-1] + words
    return f"{before[:-1]}-{words}" if head else f"{before} {words}"
