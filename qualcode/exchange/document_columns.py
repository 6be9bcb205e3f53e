"""The columns that say what a document is, by the names that tables and front matter give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from qualcode.exchange.file_guards import printable

COLUMNS = {
    "file": ("fil", "filnamn", "filename", "dokument", "document", "path", "sökväg"),
    "case": ("fall", "län", "länet", "county", "ärende"),
    "wave": ("omgång", "våg", "år", "year", "round"),
    "date": ("datum", "dag"),
    "status": ("läge",),
    "language": ("språk", "lang"),
}
KNOWN = {name: key for key, names in COLUMNS.items() for name in (key, *names)}
_ASIDE = frozenset({"title", "titel"})
_LONGEST_SHOWN = 200


def told(values: Mapping[str, object]) -> dict[str, str]:
    """Give the single values under their English names; lists and empty ones say nothing here."""
    found: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, (str, int, float)) and str(value).strip() and folded(key) not in _ASIDE:
            found[KNOWN.get(folded(key), key.strip())] = str(value).strip()
    found.pop("file", None)
    return found


def shown(words: str) -> str:
    """Give words from a file as a sentence can hold them: on one line, without orders to a terminal, no longer than anybody reads."""
    line = printable(" ".join(words.split()))
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def folded(text: str) -> str:
    """Give words as headers are compared: composed, without space around them, in small letters."""
    return unicodedata.normalize("NFC", text).strip().casefold()
