"""The words of a PDF: pages, notes, form fields, bookmarks, properties and XMP, read in a process of its own as imports are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.pdf_pages import BROKEN, LARGE, LOCKED
from qualcode.exchange.pdf_words import ATTACHED, PICTURES

LONGEST = 90
"""Seconds that a file may take."""
_PACKET = re.compile(rb"<x:xmpmeta.{0,1000000}?</x:xmpmeta>", re.DOTALL)
_REASONS = {
    LOCKED: N_("it is protected by a password"),
    LARGE: N_("it has too many pages or words"),
    ATTACHED: N_("it has files attached"),
    PICTURES: N_("it has pages that are pictures"),
}


class NoPdfReaderError(QualcodeError):
    """PDF files need a package that is not installed."""

    sentence = N_(
        '{path} cannot be searched without what reads PDF files, so it cannot be called clean: `pip install "qualcode[pdf]"`.'
    )


class UnsearchedPdfError(QualcodeError):
    """A PDF that is damaged, locked, or has more than text."""

    sentence = N_("{path} cannot be searched ({reason}), so it cannot be called clean.")


def pdf_words(data: bytes, path: str) -> Iterator[tuple[str, str]]:
    """Give (part, text) of a PDF: a part for each page, for its notes, the properties, bookmarks and XMP.

    Raises:
        NoPdfReaderError: when the extra is not installed.
        UnsearchedPdfError: when the file cannot be read, is locked, or has pages without text (scanned ones) or attached files.
    """
    if find_spec("pypdfium2") is None:
        raise NoPdfReaderError(path=path)
    words = [sys.executable, "-P", "-m", "qualcode.exchange.pdf_words"]
    try:
        done = subprocess.run(words, input=data, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired as fault:
        raise UnsearchedPdfError(path=path, reason=_REASONS[LARGE]) from fault
    if done.returncode:
        broken = N_("it is damaged")
        raise UnsearchedPdfError(
            path=path, reason=broken if done.returncode == BROKEN else _REASONS.get(done.returncode, broken)
        )
    for line in done.stdout.splitlines():
        part, text = json.loads(line)
        yield part, text
    from qualcode.exchange.raw_markup import markup_parts

    for packet in _PACKET.findall(data):
        yield from ((f"XMP {part}", text) for part, text in markup_parts([packet.decode("utf-8", "replace")]))
