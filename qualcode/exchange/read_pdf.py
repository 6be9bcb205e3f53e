"""PDF files with text, read in a process of its own that is limited in time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Notice, RawDocument
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, WrongContentError, check_lines, plain_name, take
from qualcode.exchange.packages import LockedPackageError
from qualcode.exchange.pdf_layout import Page, rows_of
from qualcode.exchange.pdf_pages import BROKEN, LARGE, LOCKED, Piece
from qualcode.exchange.pdf_paragraphs import written_lines
from qualcode.exchange.written_lines import joined

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 90
"""Seconds that a file may take; a thousand pages take ten."""
PAGES_WITHOUT_TEXT = N_("Pages without text, perhaps pictures of it: {number}.")
_HEAD = 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class PdfExtraError(QualcodeError):
    """The library for PDF files is not installed."""

    sentence = N_(
        '{path} is a PDF file; install what reads it with `pip install "qualcode[pdf]"`, or save it as .docx.'
    )


class NoTextPdfError(QualcodeError):
    """Pages that are pictures."""

    sentence = N_(
        "{path} holds pictures of pages and no text; recognise its text first (OCR), or get the file it was made from."
    )


class BrokenPdfError(QualcodeError):
    """A file that PDFium cannot open."""

    sentence = N_("{path} is damaged and cannot be opened as PDF; fetch it again or save it anew in its program.")


class HeavyPdfError(QualcodeError):
    """A file beyond what minutes take."""

    sentence = N_(
        "{path} takes more time or memory than minutes do and is not read; print it to a new PDF or save it as .docx."
    )


def read(path: Path) -> RawDocument:
    """Read the text of a PDF file: paragraphs in reading order, without running heads and page numbers.

    Raises:
        QualcodeError: when it is no PDF, holds no text, is locked, damaged or too big, or the extra is not installed.
    """
    data = take(path, limit=MAX_PACKAGE_BYTES)
    if b"%PDF-" not in data[:_HEAD]:
        raise WrongContentError(path=str(path), kind=".pdf")
    if find_spec("pypdfium2") is None:
        raise PdfExtraError(path=str(path))
    pages = _pages(data, str(path))
    rows = rows_of(pages)
    if not rows:
        raise NoTextPdfError(path=str(path))
    lines = written_lines(rows)
    for line in lines:
        line.text = _CONTROL.sub(" ", line.text) if line.text.isascii() or _CONTROL.search(line.text) else line.text
    text, blocks, _ = joined(lines)
    check_lines(text, str(path))
    bare = sum(not page.pieces for page in pages)
    return RawDocument(
        name=plain_name(path),
        format="pdf",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        notices=(Notice(PAGES_WITHOUT_TEXT, {"number": bare}),) if bare else (),
    )


def _pages(data: bytes, path: str) -> list[Page]:
    """Have the pages read by a process that a hostile file may end without harm."""
    # -P keeps the folder in use out of what is imported; nothing of the file comes near a disk.
    words = [sys.executable, "-P", "-m", "qualcode.exchange.pdf_pages"]
    try:
        done = subprocess.run(words, input=data, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired as fault:
        raise HeavyPdfError(path=path) from fault
    if done.returncode == LOCKED:
        raise LockedPackageError(path=path)
    if done.returncode == BROKEN:
        raise BrokenPdfError(path=path)
    if done.returncode == LARGE or done.returncode:
        raise HeavyPdfError(path=path)
    found = []
    for line in done.stdout.splitlines():
        width, height, pieces = json.loads(line)
        found.append(Page(width, height, [Piece(*one) for one in pieces]))
    return found
