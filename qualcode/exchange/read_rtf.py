"""RTF files, as older word processors and record systems write them."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.minutes import Comment, RawDocument
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, WrongContentError, check_lines, plain_name, take
from qualcode.exchange.read_notices import walk_notices
from qualcode.exchange.rtf_text import RtfWalk
from qualcode.exchange.written_lines import joined

if TYPE_CHECKING:
    from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read(path: Path, *, original: bool = False) -> RawDocument:
    """Read an RTF file; ``original``: as it stood before its tracked changes.

    Raises:
        QualcodeError: when it is no such file, damaged, nested too deep or too big.
    """
    data = take(path, limit=MAX_PACKAGE_BYTES)
    if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        raise WrongContentError(path=str(path), kind=".rtf")
    walk = RtfWalk(str(path), original=original)
    walk.walk(data)
    lines = [*walk.lines, *walk.after]
    for line in lines:
        line.text = _CONTROL.sub(" ", line.text)
    text, blocks, anchors = joined(lines)
    check_lines(text, str(path))
    comments = tuple(
        Comment(author, unicodedata.normalize("NFC", said), min(anchors.get(key, len(text)), len(text)))
        for key, (author, said) in walk.comments.items()
    )
    return RawDocument(
        name=plain_name(path),
        format="rtf",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        comments=tuple(sorted(comments, key=lambda c: c.at)),
        properties=walk.properties,
        notices=walk_notices(
            (walk.seen["inserted"], walk.seen["deleted"], 0), walk.seen, len(comments), original=walk.original
        ),
    )
