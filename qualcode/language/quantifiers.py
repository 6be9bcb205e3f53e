"""Shares and small numbers in words, by the editable table in data/quantifiers.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def share_words(count: int, denominator: int, language: str) -> str:
    """Give the words for ``count`` of ``denominator`` ("två tredjedelar"); "" when the denominator is 0."""
    if denominator <= 0:
        return ""
    table = _table()[language]
    if count == 0:
        return str(table["none"])
    if count >= denominator:
        return str(table["all"])
    hundredths = min(99, max(1, round(100 * count / denominator)))
    return next(str(row["words"]) for row in table["rows"] if row["from"] <= hundredths <= row["to"])


def number_words(number: int, language: str) -> str:
    """Give a small whole number in words, larger ones in digits."""
    small = _table()[language]["small"]
    return str(small[number]) if 0 <= number < len(small) else str(number)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("qualcode.language").joinpath("data/quantifiers.toml").read_text(encoding="utf-8"))
