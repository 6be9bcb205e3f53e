"""Typed files read in pieces: lines of text, cells of tables, strings of JSON; a file of any size in the memory of one piece."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.charsets import charset_of, decode

PIECE = 1_000_000
"""Bytes read at a time, and about the characters of a piece."""
_MAX_CELL = 10_000_000
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf\"'/\\]))")
_PLAIN = {"n": "\n", "r": "\n", "t": "\t", "b": " ", "f": "\n"}
_OVERLAP = 120
"""What two pieces of one endless line have in common, so that no name is cut in two."""


class UnclosedCellError(QualcodeError):
    """A table whose quotation marks do not close."""

    sentence = N_(
        "{path} has a cell that does not end (line {line}): a quotation mark is not closed; mend it and try again."
    )


def text_pieces(stream: BinaryIO, path: str) -> Iterator[str]:
    """Give the text of a file in pieces that end at a line's end: each decoded by itself, so that no letter is overlooked.

    Raises:
        BinaryFileError, CharsetError: for bytes that are no text.
    """
    rest = b""
    head = stream.read(PIECE)
    wide = charset_of(head)
    if wide:
        yield from _wide_pieces(stream, head, wide, path)
        return
    waiting = head
    while waiting:
        data = rest + waiting
        waiting = stream.read(PIECE)
        cut = len(data) if not waiting else _cut(data)
        rest = data[cut:]
        yield decode(data[:cut], path)[0]
        if waiting and not data[:cut].endswith((b"\n", b"\r")):
            rest = data[max(0, cut - _OVERLAP) : cut] + rest


def _cut(data: bytes) -> int:
    """Give where a piece may end: after a line; in a line without end, before a word."""
    for mark in (b"\n", b"\r", b" ", b","):
        at = data.rfind(mark)
        if at > _OVERLAP:
            return at + 1
    # Bytes that continue a letter of UTF-8 stay with their first.
    at = len(data)
    while at > len(data) - 4 and data[at - 1] & 0xC0 == 0x80:  # noqa: PLR2004
        at -= 1
    return at - 1 if data[at - 1] & 0xC0 == 0xC0 else len(data)  # noqa: PLR2004


def _wide_pieces(stream: BinaryIO, head: bytes, charset: str, path: str) -> Iterator[str]:
    reader = codecs.getincrementaldecoder(charset)("replace")
    text = ""
    data = head
    while data:
        text += reader.decode(data, not data)
        data = stream.read(PIECE)
        cut = text.rfind("\n") + 1 if data else len(text)
        if cut:
            yield decode(text[:cut].encode("utf-8", "replace"), path)[0]
            text = text[cut:]
    if text:
        yield decode(text.encode("utf-8", "replace"), path)[0]


def json_pieces(pieces: Iterable[str]) -> Iterator[str]:
    """Give pieces of JSON, or of a script, with the escapes of its strings resolved: a letter may be written as its number."""
    for piece in pieces:
        yield _ESCAPE.sub(_unescaped, piece) if "\\" in piece else piece


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        sign = chr(int(code, 16))
        return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign
    return _PLAIN.get(match[3], match[3])


def cell_pieces(pieces: Iterable[str], path: str) -> Iterator[str]:
    """Give the rows of a CSV as lines, its cells parted by tabs, so that a label that fills its cell can be told from a sentence.

    Raises:
        UnclosedCellError: when a cell has no end.
    """
    lines = _lines(pieces)
    first = next(lines, "")
    separator = max(";\t,", key=first.count)
    csv.field_size_limit(_MAX_CELL)
    rows = csv.reader(_again(first, lines), delimiter=separator)
    try:
        yield from joined("\t".join(row) for row in rows)
    except csv.Error as fault:
        raise UnclosedCellError(path=path, line=rows.line_num) from fault


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        yield from piece.splitlines(keepends=True)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Give lines as pieces of about a million characters, each with its last line's end unless it is the last piece."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line) + 1
        if size > PIECE:
            yield "\n".join(held) + "\n"
            held, size = [], 0
    if held:
        yield "\n".join(held)
