"""The marks of an RTF file one after the other: groups opened and closed, control words, bytes and characters of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?(?P<rest>\d*)[ ]?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0]+|(?P<odd>.)",
    re.DOTALL,
)


class Mark(NamedTuple):
    """One mark: ``kind`` is "{", "}", "word", "sign" or "text" (raw bytes in the charset that holds there)."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def marks(data: bytes) -> Iterator[Mark]:
    """Give the marks of a file; embedded binary data is passed over."""
    at = 0
    while at < len(data):
        met = _MARK.match(data, at)
        if met is None:
            return
        at = met.end()
        if met["word"] is not None:
            number = int(met["number"]) if met["number"] is not None else None
            word = met["word"].decode("ascii")
            if word == "bin":
                at += max(0, number or 0)
            else:
                yield Mark("word", word, number)
        elif met["byte"] is not None:
            yield Mark("text", data=bytes([int(met["byte"], 16)]))
        elif met["sign"] is not None:
            yield Mark("sign", met["sign"].decode("latin-1"))
        elif met["brace"] is not None:
            yield Mark(met["brace"].decode("ascii"))
        elif met["text"] is not None:
            yield Mark("text", data=met["text"])
