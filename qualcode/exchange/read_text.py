"""Plain text files, in whatever charset an office once saved them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.minutes import RawDocument
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import MAX_TEXT_BYTES, check_lines, plain_name, take
from qualcode.exchange.line_marks import plain_blocks

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> RawDocument:
    """Read a text file as it is; lines are told apart by the marks that typists use.

    Raises:
        QualcodeError: when it is too big, no text, or in an unknown charset.
    """
    data = take(path, limit=MAX_TEXT_BYTES)
    text, notices = decode(data, str(path))
    check_lines(text, str(path))
    return RawDocument(
        name=plain_name(path),
        format="txt",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=plain_blocks(text),
        notices=notices,
    )
