"""The words inside pictures: what programs and cameras write beside the pixels."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import machine_part

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp")
"""The endings of pictures whose words can be read."""
DRAWINGS = (".emf", ".wmf")
"""Drawings of Windows: their text stands in them in clear, in letters of two bytes."""
_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = b"GIF8"
_MOST = 1_000_000
_WORDS = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")


class NoPictureError(QualcodeError):
    """A file with a picture's ending that is none, or is cut short before its words."""

    sentence = N_("{path} is no picture that can be read, whatever its name says, so it cannot be called clean.")


def image_words(data: bytes, path: str = "") -> Iterator[tuple[str, str]]:
    """Give each text in a picture (comments, EXIF, XMP, keywords) with the name of the part that holds it; its pixels are not read.

    Raises:
        NoPictureError: for bytes that are no picture.
    """
    if data.startswith(_PNG):
        yield from _png(data, path)
    elif data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    else:
        yield from _other(data, path)


def drawing_words(data: bytes) -> str:
    """Give the runs of two-byte letters in a drawing or another binary part, a line each."""
    return "\n".join(dict.fromkeys(run.decode("utf-16-le") for run in _WIDE.findall(data)))


def _png(data: bytes, path: str) -> Iterator[tuple[str, str]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if at + 8 + length > len(data):
            raise NoPictureError(path=path)
        body = data[at + 8 : at + 8 + length]
        at += length + 12
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield kind.decode("ascii"), _png_text(kind, body)
        elif kind == b"eXIf":
            yield "eXIf", _readable(body)
        elif kind == b"IEND" and data[at:].strip(b"\0"):
            yield "after the picture", _readable(data[at : at + _MOST])


def _png_text(kind: bytes, body: bytes) -> str:
    key, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        return f"{key.decode('latin-1')}: {_inflated(rest[1:]).decode('latin-1')}"
    if kind == b"tEXt":
        return f"{key.decode('latin-1')}: {_letters(rest)}"
    packed = rest[:1] == b"\1"
    text = rest[2:].split(b"\0", 2)[-1]
    return f"{key.decode('latin-1')}: {(_inflated(text) if packed else text).decode('utf-8', 'replace')}"


def _letters(data: bytes) -> str:
    """Give text that should be Latin-1 and is often UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


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
            name = f"APP{kind - 0xE0}" if kind != 0xFE else "COM"  # noqa: PLR2004
            # A colour profile names itself in a dozen languages.
            yield machine_part(name) if body.startswith(b"ICC_PROFILE") else name, _readable(body)


def _other(data: bytes, path: str) -> Iterator[tuple[str, str]]:
    """Give what Pillow tells of a GIF, WebP, TIFF or BMP beside its pixels, which stay packed."""
    from PIL import Image, UnidentifiedImageError
    from PIL.ExifTags import IFD

    try:
        with Image.open(BytesIO(data)) as picture:
            told = [*picture.info.values(), *getattr(picture, "tag_v2", {}).values()]
            exif = picture.getexif()
            told += [*exif.values(), *(v for part in IFD for v in exif.get_ifd(part).values())]
            kind = (picture.format or "picture").lower()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise NoPictureError(path=path) from fault
    words = [_readable(v) if isinstance(v, bytes) else v for v in told if isinstance(v, str | bytes)]
    if data.startswith(_GIF):
        # A comment may follow any frame; Pillow tells that of the first.
        words += [_letters(c) for c in _gif_comments(data)]
    text = "\n".join(dict.fromkeys(w for w in words if w.strip()))
    if text:
        yield kind, text[:_MOST]


def _gif_comments(data: bytes) -> Iterator[bytes]:
    at = data.find(b"\x21\xfe")
    while at >= 0:
        blocks, here = [], at + 2
        while here < len(data) and data[here]:
            blocks.append(data[here + 1 : here + 1 + data[here]])
            here += 1 + data[here]
        yield b"".join(blocks)[:_MOST]
        at = data.find(b"\x21\xfe", at + 2)


def _readable(data: bytes) -> str:
    """Give the runs of letters in bytes of an unknown layout, of both one and two bytes a letter."""
    wide = data.replace(b"\0", b"")
    found = dict.fromkeys(run.decode("utf-8", "replace") for source in (data, wide) for run in _WORDS.findall(source))
    return "\n".join(found)
