"""From pieces on pages to lines in reading order: running heads and page numbers gone, columns one after the other."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.exchange.pdf_justified import whole_lines
from qualcode.exchange.pdf_pages import Piece

_MARGIN = 0.12
"""Running heads and page numbers stand within this share of a page's height from its edges."""
_FEWEST_PAGES = 2
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:sidan?|page|s\.?|p\.?)\s*)?\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?[-–—|\s]*", re.IGNORECASE
)
_SIGN = re.compile(r"\W{1,2}|[\ue000-\uf8ffo]|(?:\d{1,2}|[a-zåäö])[.)]")
"""What opens an item of a list."""
_FEWEST_LINES = 4
"""Lines that each of two columns has at least."""
_FILLED = 0.55
"""Lines of a column of text fill on average this share of its width; cells of a table do not."""
_CLOSE = 1.9
_MOSTLY = 0.75
_GUTTER = 8.0
"""Points between two columns."""
_STEP = 4.0


@dataclass(slots=True)
class Row:
    """One line of a column: its cells from left to right, the box and the size of its letters, and the edges of its column."""

    cells: list[str]
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    column: tuple[float, float]
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its size in points and its pieces."""

    width: float
    height: float
    pieces: Sequence[Piece]


def rows_of(pages: Sequence[Page]) -> list[Row]:
    """Give the lines of all pages in reading order."""
    running = _running(pages)
    found: list[Row] = []
    for number, page in enumerate(pages):
        kept = [p for p in page.pieces if p.words and not _is_margin(page, p, running)]
        for column in _columns(whole_lines(kept)):
            found += _rows(column, number)
    return found


def _mark(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.split()).casefold())


def _edge(page: Page, piece: Piece) -> str:
    if piece.bottom > page.height * (1 - _MARGIN):
        return "head"
    return "foot" if piece.top < page.height * _MARGIN else ""


def _running(pages: Sequence[Page]) -> frozenset[tuple[str, str]]:
    """Give what stands at the edge of at least half of the pages, figures aside."""
    times: Counter[tuple[str, str]] = Counter()
    for page in pages:
        times.update({(edge, _mark(p.words)) for p in page.pieces if (edge := _edge(page, p))})
    # Left and right pages may have heads of their own.
    fewest = max(_FEWEST_PAGES, (len(pages) + 1) // 3 if len(pages) > 3 else len(pages))  # noqa: PLR2004 - a few pages share them all
    return frozenset(one for one, number in times.items() if number >= fewest)


def _is_margin(page: Page, piece: Piece, running: frozenset[tuple[str, str]]) -> bool:
    edge = _edge(page, piece)
    return bool(edge) and ((edge, _mark(piece.words)) in running or _PAGE_NUMBER.fullmatch(piece.words) is not None)


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part a page's pieces into columns in reading order; what goes across them stands between those above and below."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [list(pieces)] if pieces else []
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: -p.top)
    found: list[list[Piece]] = []
    rest = [p for p in pieces if not p.left < gutter < p.right]
    for wide in [*across, None]:
        above = [p for p in rest if wide is None or p.bottom >= wide.top - 1]
        rest = [p for p in rest if p not in above] if wide is not None else []
        for side in ([p for p in above if p.right <= gutter], [p for p in above if p.left >= gutter]):
            if side:
                found += _columns(side) if len(side) < len(pieces) else [side]
        if wide is not None:
            found.append([wide])
    return _joined(found)


def _joined(columns: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Join lines that go across one after the other: they are one stretch of text."""
    found: list[list[Piece]] = []
    for column in columns:
        if found and len(column) == 1 and len(found[-1]) >= 1 and _below(found[-1], column[0]):
            found[-1].append(column[0])
        else:
            found.append(list(column))
    return found


def _below(above: Sequence[Piece], piece: Piece) -> bool:
    last = above[-1]
    return (
        abs(last.left - piece.left) < last.size
        and 0 < last.bottom - piece.bottom < 2 * piece.size
        and last.size == piece.size
    )


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Give where a white stretch parts two columns of text, or None."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    steps = int((right - left) / _STEP) + 1
    crossed = [0] * (steps + 1)
    for piece in pieces:
        for step in range(int((piece.left - left) / _STEP), min(steps, int((piece.right - left) / _STEP)) + 1):
            crossed[step] += 1
    # Titles and figures may go across the columns; most lines do not.
    most = max(1, len(pieces) // 5)
    best: tuple[float, float] | None = None
    at = 0
    while at <= steps:
        if crossed[at] > most:
            at += 1
            continue
        end = at
        while end <= steps and crossed[end] <= most:
            end += 1
        x = left + (at + end) / 2 * _STEP
        lowest = min(crossed[at:end])
        narrow = [step for step in range(at, end) if crossed[step] == lowest]
        x = left + (narrow[0] + narrow[-1] + 1) / 2 * _STEP
        score = (end - at) * _STEP
        if score >= _GUTTER and _parts(pieces, x) and (best is None or score > best[0]):
            best = (score, x)
        at = end
    return best[1] if best else None


def _parts(pieces: Sequence[Piece], x: float) -> bool:
    """Tell whether columns of text, not of a table, stand on both sides of ``x``, beside each other."""
    sides = [[p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]]
    if any(len(side) < _FEWEST_LINES for side in sides):
        return False
    if not all(_filled(side) and _wordy(side) and _dense(side) for side in sides):
        return False
    (low, high), (low2, high2) = ((min(p.bottom for p in s), max(p.top for p in s)) for s in sides)
    return min(high, high2) - max(low, low2) > _FEWEST_LINES * statistics.median(p.size for p in pieces)


def _filled(side: Sequence[Piece]) -> bool:
    """Tell whether most lines are about as long as the longer ones: those of cells differ."""
    widths = sorted(p.right - p.left for p in side)
    return statistics.fmean(widths) >= _FILLED * widths[-1 - len(widths) // 5]


def _dense(side: Sequence[Piece]) -> bool:
    """Tell whether lines follow each other closely; beside the long cell of a table stands white."""
    bottoms = sorted({round(p.bottom) for p in side}, reverse=True)
    near = _CLOSE * statistics.median(p.size for p in side)
    gaps = [above - below for above, below in pairwise(bottoms)]
    return bool(gaps) and sum(gap <= near for gap in gaps) >= _MOSTLY * len(gaps)


def _wordy(side: Iterable[Piece]) -> bool:
    """Tell whether lines hold words in a row, as running text does and figures and labels do not."""
    return statistics.fmean(len(p.words.split()) for p in side) > 2.5  # noqa: PLR2004 - a label has one or two


def _rows(pieces: Sequence[Piece], page: int) -> list[Row]:
    """Join the pieces of a column that stand on one line."""
    if not pieces:
        return []
    # A title above a column may be wider than its lines.
    rights = sorted(p.right for p in pieces)
    edges = (min(p.left for p in pieces), rights[-1 - len(rights) // 5])
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom), p.left)):
        last = found[-1] if found else None
        if last is not None and _same_line(last, piece):
            last.append(piece)
        else:
            found.append([piece])
    return [_row(sorted(line, key=lambda p: p.left), edges, page) for line in found]


def _same_line(line: Sequence[Piece], piece: Piece) -> bool:
    middle = (piece.top + piece.bottom) / 2
    first = line[0]
    return abs((first.top + first.bottom) / 2 - middle) < max(first.size, piece.size) / 2 and all(
        piece.left >= p.right - 1 or piece.right <= p.left + 1 for p in line
    )


def _row(line: Sequence[Piece], edges: tuple[float, float], page: int) -> Row:
    cells: list[str] = []
    before: Piece | None = None
    for piece in line:
        # A bullet, a number or a change of letters is no cell of its own.
        joins = before is not None and (
            (len(cells) == 1 and _SIGN.fullmatch(cells[0]) is not None)
            or piece.left - before.right < 1.2 * max(piece.size, before.size)
        )
        if joins:
            cells[-1] += " " + piece.words
        else:
            cells.append(piece.words)
        before = piece
    letters: Counter[tuple[float, bool]] = Counter()
    for piece in line:
        letters[piece.size, piece.bold] += len(piece.words)
    (size, bold), _ = letters.most_common(1)[0]
    return Row(cells, line[0].left, max(p.right for p in line), min(p.bottom for p in line), size, bold, edges, page)
