"""Lines whose words were set wide apart to fill a narrow column, made whole again; the cells of a table stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.exchange.pdf_pages import Piece

_WIDEST = 4.0
"""Heights of letters between two words of a line, at most."""
_NEAR = 2.2
"""Heights of letters from a line to those that are looked at beside it."""
_ALIGNED = 2.0
"""Points by which the left edges of cells of one column may differ."""
_AROUND = 2
_FIGURE = re.compile(r"[-–—+±]?\s?\d[\d\s.,]*\s?(?:%|kr|tkr|mnkr)?|[-–—]", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    middle: float
    pieces: list[Piece]


def whole_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the pieces of each line that stand apart only because the line was spread."""
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom), p.left)):
        middle = (piece.top + piece.bottom) / 2
        if lines and abs(lines[-1].middle - middle) < piece.size / 2:
            lines[-1].pieces.append(piece)
        else:
            lines.append(_Line(middle, [piece]))
    for line in lines:
        line.pieces.sort(key=lambda p: p.left)
    return [piece for n, line in enumerate(lines) for piece in _joined(line, _beside(lines, n))]


def _beside(lines: Sequence[_Line], number: int) -> list[_Line]:
    """Give the lines closely above and below one: of two columns that do not stand level, more than two."""
    line = lines[number]
    near = _NEAR * max(p.size for p in line.pieces)
    around = [*lines[max(0, number - 4) : number], *lines[number + 1 : number + 5]]
    return [other for other in around if abs(other.middle - line.middle) <= near]


def _joined(line: _Line, near: Sequence[_Line]) -> list[Piece]:
    found = [line.pieces[0]]
    for piece in line.pieces[1:]:
        before = found[-1]
        gap = piece.left - before.right
        if (
            0 < gap <= _WIDEST * piece.size
            and piece.size == before.size
            and not _FIGURE.fullmatch(piece.words)
            and not _is_border(before, piece, near)
        ):
            low, high = min(before.bottom, piece.bottom), max(before.top, piece.top)
            bold = before.bold and piece.bold
            found[-1] = Piece(before.left, low, piece.right, high, piece.size, bold, f"{before.words} {piece.words}")
        else:
            found.append(piece)
    return found


def _is_border(before: Piece, piece: Piece, near: Sequence[_Line]) -> bool:
    """Tell whether a column begins here: in the lines beside it too something begins at this place, or all of them are white there."""
    if any(abs(other.left - piece.left) <= _ALIGNED for line in near for other in line.pieces):
        return True
    x = (before.right + piece.left) / 2
    white = [_is_white(line.pieces, x) for line in near]
    return len(white) >= _AROUND and all(white)


def _is_white(pieces: Sequence[Piece], x: float) -> bool:
    return (
        any(p.right < x for p in pieces)
        and any(p.left > x for p in pieces)
        and not any(p.left <= x <= p.right for p in pieces)
    )
