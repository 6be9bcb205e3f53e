"""Pieces of text on the pages of a PDF, read by PDFium in a process of its own: `python -m qualcode.exchange.pdf_pages < file`.

A hostile PDF may crash, hang or fill the memory of whatever reads it; here it ends a process that holds nothing else. The file comes
on stdin; on stdout goes one JSON line a page: [width, height, [[left, bottom, right, top, size, bold, words] …]].
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
MEMORY = 1_500_000_000
SECONDS = 60
LOCKED, BROKEN, LARGE = 3, 4, 5
"""How the process ends when the file needs a password, is no good, or holds too much."""

_GAP = 1.1
"""A gap of so many letter heights parts two pieces: another column or cell."""
_BOLD = 600
_BREAKS = "\r\n"
_SOFT = "\ufffe\u0002"
"""What PDFium gives for a hyphen at the end of a line."""


class Piece(NamedTuple):
    """Words in a row on one line, their box in points from the page's lower left corner, and the size of their letters."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    words: str


def main() -> int:
    """Read the file and write its pages."""
    limit()
    import pypdfium2

    data = sys.stdin.buffer.read()
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        return LOCKED if "password" in str(fault).lower() else BROKEN
    if len(file) > MAX_PAGES:
        return LARGE
    total = 0
    for number in range(len(file)):
        try:
            page = file[number]
            width, height = page.get_size()
            pieces = list(_pieces(pypdfium2.raw, page.get_textpage()))
        except pypdfium2.PdfiumError:
            # A page that cannot be shown is told as one without text.
            width, height, pieces = 0.0, 0.0, []
        total += sum(len(p.words) for p in pieces)
        if total > MAX_CHARACTERS:
            return LARGE
        sys.stdout.write(json.dumps([width, height, pieces]) + "\n")
    return 0


def limit() -> None:
    """Set what this process may take, where the system can."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; the time limit of the parent holds there.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


class _Growing:
    """A piece under way."""

    def __init__(self, size: float, *, bold: bool) -> None:
        self.size, self.bold = size, bold
        self.words: list[str] = []
        self.box = [0.0, 0.0, 0.0, 0.0]

    def add(self, letter: str, box: tuple[float, float, float, float]) -> None:
        self.words.append(letter)
        left, bottom, right, top = box
        a = self.box
        self.box = (
            [min(a[0], left), min(a[1], bottom), max(a[2], right), max(a[3], top)] if len(self.words) > 1 else [*box]
        )

    def apart(self, box: tuple[float, float, float, float], size: float) -> bool:
        """Tell whether a letter stands elsewhere: on another line, or beyond a gap."""
        left, bottom, right, top = self.box
        height = max(self.size, 1.0)
        # A full stop lies below and a quotation mark above the letters beside them.
        off_line = box[1] > top + height / 3 or box[3] < bottom - height / 3
        return (
            off_line or box[0] - right > _GAP * height or box[2] < left - height or abs(size - self.size) > height / 4
        )

    def piece(self) -> Piece:
        return Piece(*(round(x, 1) for x in self.box), round(self.size, 1), self.bold, "".join(self.words).strip())  # type: ignore[arg-type, call-arg]


def _pieces(raw: Any, text: Any) -> Iterator[Piece]:  # noqa: ANN401 - PDFium's own
    growing: _Growing | None = None
    corners = [ctypes.c_double() for _ in range(4)]
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"  # noqa: PLR2004 - no half letters
        if letter in _BREAKS:
            if growing:
                yield growing.piece()
            growing = None
        elif letter.isspace():
            if growing:
                growing.words.append(" ")
        else:
            left, right, bottom, top = corners
            raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
            box = (left.value, bottom.value, right.value, top.value)
            size = _size(raw, text, at)
            if growing and growing.apart(box, size):
                yield growing.piece()
                growing = None
            if growing is None:
                growing = _Growing(size, bold=_bold(raw, text, at))
            growing.add("\u00ad" if letter in _SOFT else letter, box)
    if growing:
        yield growing.piece()


def _size(raw: Any, text: Any, at: int) -> float:  # noqa: ANN401 - PDFium's own
    """Give the height of letters as shown: the font's size times the scale of the matrix."""
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(text, at, matrix):
        scale = max(abs(matrix.d), abs(matrix.b)) or 1.0
    return float(raw.FPDFText_GetFontSize(text, at)) * scale


def _bold(raw: Any, text: Any, at: int) -> bool:  # noqa: ANN401 - PDFium's own
    if raw.FPDFText_GetFontWeight(text, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text, at, name, 128, None)
    return b"bold" in name.raw[: min(128, length)].lower()


if __name__ == "__main__":
    sys.exit(main())
