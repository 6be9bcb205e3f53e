"""What every reader refuses before it begins: files that are missing, empty, too big or not what they claim."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from qualcode.domain.errors import N_, FileMissingError, NotAFileError, QualcodeError

MAX_TEXT_BYTES = 20_000_000
"""About ten thousand pages; minutes and interviews are a thousandth of it."""
MAX_PACKAGE_BYTES = 100_000_000
"""Word and Excel files may carry pictures."""
MAX_LINE = 1_000_000
"""Code points in one line; a longer one is data, not writing."""


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class EmptyFileError(QualcodeError):
    """A file of no bytes, or without any words."""

    sentence = N_("{path} holds no text; save it again from the program that made it.")


class TooBigError(QualcodeError):
    """A file beyond what can be minutes."""

    sentence = N_("{path} is {megabytes} MB, and at most {limit} MB are read; divide it or save it without pictures.")


class WrongContentError(QualcodeError):
    """A file whose bytes are not of the kind that its name says."""

    sentence = N_(
        "{path} is not a {kind} file, whatever its name says; open it in the program that made it and save it as {kind}."
    )


class LongLineError(QualcodeError):
    """A line that is no writing."""

    sentence = N_(
        "{path} has {characters} characters on line {line}, and at most {limit} are read; check that it is a text."
    )


class UnreadableFileError(QualcodeError):
    """The system does not let the file be read."""

    sentence = N_("{path} cannot be read: {reason}; check its permissions and close it in other programs.")


def take(path: Path, *, limit: int) -> bytes:
    """Read a file whole; the one place where readers touch the disk.

    Raises:
        FileMissingError, NotAFileError, EmptyFileError, TooBigError, UnreadableFileError: each with its sentence.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotAFileError(path=str(path))
        if found.st_size == 0:
            raise EmptyFileError(path=str(path))
        if found.st_size > limit:
            raise TooBigError(path=str(path), megabytes=-(-found.st_size // 1_000_000), limit=limit // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise FileMissingError(path=str(path)) from fault
    except OSError as fault:
        raise UnreadableFileError(path=str(path), reason=fault.strerror or "?") from fault


def plain_name(path: Path) -> str:
    """Give a file's name as it can be kept and printed: old archives bring names that are not UTF-8, or hold control characters."""
    data = os.fsencode(path.name)
    try:
        name = data.decode("utf-8")
    except UnicodeDecodeError:
        # Of the old charsets, the one of Windows is likeliest, as for texts.
        name = data.decode("cp1252", "replace")
    return printable(name)


def printable(words: str) -> str:
    """Give words that a file brings as a sentence can hold them: without orders to a terminal."""
    return _UNPRINTABLE.sub("\ufffd", words)


def check_lines(text: str, path: str) -> None:
    """Refuse lines that are no writing: later steps look at a line at a time.

    Raises:
        LongLineError: naming the line.
    """
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise LongLineError(path=path, characters=len(line), line=number, limit=MAX_LINE)
