"""The words inside pictures: what programs and cameras write beside the pixels."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST = 1_000_000
_WORDS = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")


def image_words(data: bytes) -> Iterator[tuple[str, str]]:
    """Give each text in a PNG or JPEG (comments, EXIF, XMP) with the name of the part that holds it."""
    if data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)


def _png(data: bytes) -> Iterator[tuple[str, str]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        at += length + 12
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield kind.decode("ascii"), _png_text(kind, body)
        elif kind == b"eXIf":
            yield "eXIf", _readable(body)


def _png_text(kind: bytes, body: bytes) -> str:
    key, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        return f"{key.decode('latin-1')}: {_inflated(rest[1:]).decode('latin-1')}"
    if kind == b"tEXt":
        return f"{key.decode('latin-1')}: {rest.decode('latin-1')}"
    packed = rest[:1] == b"\1"
    text = rest[2:].split(b"\0", 2)[-1]
    return f"{key.decode('latin-1')}: {(_inflated(text) if packed else text).decode('utf-8', 'replace')}"


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return data


def _jpeg(data: bytes) -> Iterator[tuple[str, str]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every JPEG marker begins with it
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xDA:  # noqa: PLR2004 - the pixels begin
            return
        body = data[at + 4 : at + 2 + length]
        at += 2 + max(2, length)
        if kind == 0xFE or 0xE1 <= kind <= 0xEF:  # noqa: PLR2004 - comments and what applications write
            yield f"APP{kind - 0xE0}" if kind != 0xFE else "COM", _readable(body)  # noqa: PLR2004


def _readable(data: bytes) -> str:
    """Give the runs of letters in bytes of an unknown layout, of both one and two bytes a letter."""
    wide = data.replace(b"\0", b"")
    found = dict.fromkeys(run.decode("utf-8", "replace") for source in (data, wide) for run in _WORDS.findall(source))
    return "\n".join(found)
