"""Bytes to text: UTF-8 where it is UTF-8, else the old charset whose letters look Swedish; always NFC with LF."""

from __future__ import annotations

import codecs
import re
import unicodedata

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Notice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ("cp1252", "latin-1", "mac_roman", "cp850")
"""Windows, Unix, old Macs and DOS: what Swedish offices wrote in, likeliest first."""
_USUAL = frozenset("åäöÅÄÖéÉèàüÜøØæÆßñç§°·«»’‘”“–—…•½€\u00a0\u00ad")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LATE_CONTROL = re.compile(r"[\x80-\x9f]")
_TWICE = re.compile(r"Ã[¥¤¶…„–©\u0085\u0084\u0096]")


class BinaryFileError(QualcodeError):
    """Bytes that are no text."""

    sentence = N_("{path} is not a text file (byte {byte} is a control character); check its format.")


class CharsetError(QualcodeError):
    """A text in a charset that cannot be told."""

    sentence = N_("The letters of {path} cannot be read in any usual charset; save it again as UTF-8.")


def decode(data: bytes, path: str) -> tuple[str, tuple[Notice, ...]]:
    """Give the text of ``data`` (NFC, LF, no byte-order mark) and what is worth telling about its charset.

    Raises:
        BinaryFileError: for bytes that are no text.
        CharsetError: when no charset makes writing of them.
    """
    text, charset = as_it_stands(data, path)
    met = _CONTROL.search(text.removesuffix("\x1a"))
    if met:
        raise BinaryFileError(path=path, byte=len(text[: met.start()].encode(charset, "replace")) + 1)
    text = unicodedata.normalize("NFC", text.removesuffix("\x1a").replace("\r\n", "\n").replace("\r", "\n"))
    notices = []
    if charset not in ("utf-8", "ascii"):
        notices.append(Notice(N_("Read as {charset}."), {"charset": charset}))
    twice = len(_TWICE.findall(text))
    if twice:
        sentence = N_(
            "Letters that look as if the file had been saved in the wrong charset before (Ã¥ for å): {number}."
        )
        notices.append(Notice(sentence, {"number": twice}))
    return text, tuple(notices)


def charset_of(head: bytes) -> str:
    """Give the charset of several bytes a letter (UTF-16, UTF-32) that the beginning of a file tells, "" for every other."""
    for mark, charset in _MARKS:
        if head.startswith(mark):
            return "" if charset == "utf-8" else charset.removesuffix("-le").removesuffix("-be")
    return _wide(head)


def as_it_stands(data: bytes, path: str) -> tuple[str, str]:
    """Give the text of ``data`` with its line ends and letters as they are, without a byte-order mark, and its charset.

    Raises:
        BinaryFileError, CharsetError.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(charset), charset
            except UnicodeDecodeError as fault:
                raise CharsetError(path=path) from fault
    wide = _wide(data)
    if wide:
        return data.decode(wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _old(data, path)


def _wide(data: bytes) -> str:
    """Tell UTF-16 without its mark: Latin letters leave every other byte zero."""
    head = data[:4096]
    if len(data) % 2 or b"\0" not in head:
        return ""
    for charset, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        others = head[0::2] if charset == "utf-16-le" else head[1::2]
        if zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.05 * len(others):
            try:
                data.decode(charset)
            except UnicodeDecodeError:
                continue
            return charset
    return ""


def _old(data: bytes, path: str) -> tuple[str, str]:
    met = _CONTROL.search(data.removesuffix(b"\x1a").decode("latin-1"))
    if met:
        raise BinaryFileError(path=path, byte=met.start() + 1)
    best: tuple[float, str, str] | None = None
    for charset in _OLD:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if _LATE_CONTROL.search(text):
            continue
        others = [c for c in text if ord(c) > 127]  # noqa: PLR2004 - beyond ASCII
        good = sum(c in _USUAL for c in others) / max(1, len(others))
        if best is None or good > best[0]:
            best = (good, text, charset)
    if best is None or best[0] < 0.5:  # noqa: PLR2004 - fewer than half are letters that Swedish or English uses
        raise CharsetError(path=path)
    return best[1], best[2]
