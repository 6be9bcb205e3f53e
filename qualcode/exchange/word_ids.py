"""The ids of what stands in a Word file, by which `verify` finds it in the project again.

They are the tags of content controls: around a quote, a count's sentence, a sentence of the method, a cell's status, a passage. A table
has one around the number of its caption, since a control for each of its cells would make large tables slow to open. Word takes at most
64 letters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

QUOTE, COUNT, TABLE = "qualcode:quote:", "qualcode:count:", "qualcode:table:"
CELL, PASSAGE = "qualcode:cell:", "qualcode:passage:"
METHOD = "method."
"""What the id of a sentence begins with that is no declared count; their ids hold no full stop."""
_MOST = 12
_PLAIN = re.compile(rf"[A-Za-z0-9_-]{{1,{_MOST}}}")
_LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopabcdef")
_DIGITS = str.maketrans("ghijklmnopabcdef", "0123456789abcdef")
_HEXADECIMAL = frozenset("0123456789abcdef")


QUOTES = f"{TABLE}quotes:::"
"""The tag of the table of quotes' ids."""


@dataclass(frozen=True, slots=True)
class TableTag:
    """What a table's tag says: its kind, the wave and what it shows (each in short), and which table of them it is."""

    kind: str
    wave: str = ""
    view: str = ""
    key: str = ""

    def __str__(self) -> str:
        """Give the tag."""
        return f"{TABLE}{self.kind}:{self.wave}:{self.view}:{self.key}"


def table_tag(kind: str, *, wave: str, view: str = "", key: str = "") -> str:
    """Give the tag of a table: ``kind``, wave, what it shows, and which table of the file it is."""
    return str(TableTag(kind, short(wave), view, short(key)))


def read_table_tag(tag: str) -> TableTag | None:
    """Give what a table's tag says, or None when it is none."""
    parts = tag.removeprefix(TABLE).split(":")
    return TableTag(*parts) if tag.startswith(TABLE) and len(parts) == len(TableTag.__slots__) else None


def short(words: str) -> str:
    """Give words as a tag holds them: themselves when they are short and plain, else a digest of letters alone."""
    if not words or _PLAIN.fullmatch(words):
        return words
    return digest(words)


def digest(*words: str) -> str:
    """Give a digest in eight letters: digits might look like somebody's number to the leak check."""
    told = "\x1f".join(words).encode()
    return hashlib.blake2s(told, digest_size=4).hexdigest().translate(_LETTERS)


def letters_of(number: int) -> str:
    """Give a whole number in letters alone."""
    return f"{number:x}".translate(_LETTERS)


def number_of(letters: str) -> int:
    """Give the number that ``letters_of`` told, and 0 for other words."""
    told = letters.translate(_DIGITS)
    return int(told, 16) if letters and told.translate(_LETTERS) == letters and set(told) <= _HEXADECIMAL else 0


def view(level: str, by: str, values: Sequence[str], amount: str) -> str:
    """Give what a matrix shows as a digest."""
    return digest(level, by, ",".join(values), amount)


def cell_tag(wave: str, case: str, code: str) -> str:
    """Give the tag of a cell's status on a case's page; the case is not told."""
    return f"{CELL}{short(wave)}:{digest(case)}:{digest(code)}"
