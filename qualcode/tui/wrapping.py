"""Rows of a given width, computed once, with maps between the text's code points and the screen's cells.

A cluster (a letter with its combining marks, a wide sign, an emoji of several code points) is never divided.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.tui.pieces import Piece, PieceKind

TAB = " │ "
"""What stands between the cells of a table's row."""

_NARROW = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff‐-―‘-‟•…€]*")
"""Text in which every code point fills one cell; the line's end is shown as a space."""

_LEAST = 8
"""The narrowest row, whatever the window."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen: code points ``start``-``end`` of piece number ``piece``, after ``lead``."""

    piece: int
    start: int
    end: int
    lead: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is shown as one sign: its code points, the cell it begins in (after the lead), its width and what is drawn."""

    start: int
    end: int
    x: int
    width: int
    shown: str


class Layout:
    """The rows of a text at one width."""

    def __init__(self, text: str, pieces: Sequence[Piece], width: int) -> None:
        self.text = text
        self.pieces = pieces
        self.width = max(width, _LEAST)
        self.rows: list[Row] = []
        for number, piece in enumerate(pieces):
            self._wrap(number, piece)
        if not self.rows:
            self.rows.append(Row(0, 0, 0, "", plain=True))
        self._starts = [row.start for row in self.rows]

    def row_of(self, offset: int) -> int:
        """Give the number of the row that holds a code point, or of the one before when none does."""
        found = max(0, bisect_right(self._starts, offset) - 1)
        # Blank rows share their place with the row before or after; words win.
        while found > 0 and self.is_blank(found) and self.rows[found - 1].end >= offset:
            found -= 1
        return found

    def is_blank(self, number: int) -> bool:
        """Tell whether a row holds no words."""
        row = self.rows[number]
        return row.start == row.end

    def kind(self, number: int) -> PieceKind:
        """Give what a row belongs to."""
        return self.pieces[self.rows[number].piece].kind if self.pieces else PieceKind.BLANK

    def clusters(self, number: int) -> tuple[Cluster, ...]:
        """Give the signs of a row, from the left."""
        row = self.rows[number]
        return _clusters(self.text, row.start, row.end)

    def x_of(self, number: int, offset: int) -> int:
        """Give the cell, counted from the row's left edge, in which a code point is drawn; the row's end for one behind it."""
        row = self.rows[number]
        if row.plain:
            return len(row.lead) + min(max(offset, row.start), row.end) - row.start
        x = 0
        for cluster in self.clusters(number):
            if offset < cluster.end:
                return len(row.lead) + cluster.x
            x = cluster.x + cluster.width
        return len(row.lead) + x

    def offset_at(self, number: int, x: int) -> int:
        """Give the code point drawn in a cell: the sign's first; the row's end for a cell behind it."""
        row = self.rows[number]
        x -= len(row.lead)
        if row.plain:
            return min(max(row.start, row.start + x), row.end)
        for cluster in self.clusters(number):
            if x < cluster.x + cluster.width:
                return cluster.start
        return row.end

    def step(self, offset: int, by: int) -> int:
        """Give the border of the sign after (``by`` 1) or before (-1) a code point, so that no sign is divided."""
        number = self.row_of(offset)
        if by > 0:
            row = self.rows[number]
            after = next((c.end for c in self.clusters(number) if c.end > offset), None)
            if after is not None and after < row.end:
                return after
            following = next((r.start for r in self.rows[number + 1 :] if r.start < r.end), None)
            return row.end if following is None else following
        before = [c.start for c in self.clusters(number) if c.start < offset]
        if before:
            return before[-1]
        above = next((n for n in range(number - 1, -1, -1) if not self.is_blank(n)), None)
        return offset if above is None else self.clusters(above)[-1].start

    def _wrap(self, number: int, piece: Piece) -> None:
        if piece.kind is PieceKind.BLANK:
            self.rows.append(Row(number, piece.span.start, piece.span.start, "", plain=True))
            return
        lead = piece.lead if len(piece.lead) < self.width - _LEAST else ""
        room = self.width - len(lead)
        start, end = piece.span.start, piece.span.end
        plain = _NARROW.fullmatch(self.text, start, end) is not None
        cuts = _cuts_plain(self.text, start, end, room) if plain else _cuts(self.text, start, end, room)
        for left, right in cuts:
            self.rows.append(Row(number, left, right, lead if left == start else " " * len(lead), plain))


def _cuts_plain(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Give where rows of one-cell signs begin and end."""
    while start < end:
        at = end
        if end - start > room:
            at = start + room
            while at > start and text[at] not in " \n" and not _divides(text, at):
                at -= 1
            if at == start:
                at = start + room
        stop, after = _trimmed(text, start, at, end)
        yield start, stop
        start = after


def _cuts(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Give where rows begin and end when signs differ in width."""
    best, x = 0, 0
    signs = _clusters(text, start, end)
    number = 0
    while number < len(signs):
        sign = signs[number]
        blank = text[sign.start] in " \n\t"
        if sign.start > start and (blank or _divides(text, sign.start)):
            best = sign.start
        if x + sign.width > room and sign.start > start:
            stop, after = _trimmed(text, start, best if best > start else sign.start, end)
            yield start, stop
            start, best, x = after, 0, 0
            # Back to the sign that begins the next row; it lies at most a row behind.
            while number > 0 and signs[number].start > start:
                number -= 1
            while number < len(signs) and signs[number].start < start:
                number += 1
            continue
        x += sign.width
        number += 1
    if start < end:
        yield start, end


def _divides(text: str, at: int) -> bool:
    """Tell whether a row may end before ``at`` though no space stands there: after a hyphen inside a compound."""
    return text[at - 1] in "-–/" and text[at].isalpha() and at > 1 and text[at - 2].isalpha()


def _trimmed(text: str, start: int, at: int, end: int) -> tuple[int, int]:
    """Leave the white space around a break out of both rows."""
    stop, after = at, at
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while after < end and text[after].isspace():
        after += 1
    return (stop, after) if stop > start else (after, after)


def _clusters(text: str, start: int, end: int) -> tuple[Cluster, ...]:
    from rich.cells import split_graphemes

    found: list[Cluster] = []
    x, at = 0, start
    # White space is drawn as this module says and joins nothing, since rows are cut there; the rest as the terminal measures it.
    for blank, group in groupby(text[start:end], key=lambda c: c in " \n\t"):
        run = "".join(group)
        if blank:
            for sign in run:
                shown = TAB if sign == "\t" else " "
                found.append(Cluster(at, at + 1, x, len(shown), shown))
                x, at = x + len(shown), at + 1
            continue
        spans, _ = split_graphemes(run)
        for left, right, width in spans:
            if width == 0 and found:
                last = found[-1]
                found[-1] = Cluster(last.start, at + right, last.x, last.width, last.shown + run[left:right])
            else:
                found.append(Cluster(at + left, at + right, x, width, run[left:right]))
                x += width
        at += len(run)
    return tuple(found)
