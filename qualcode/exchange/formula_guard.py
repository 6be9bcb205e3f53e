"""Text that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets begin formulas with, full-width forms too (OWASP, CSV injection)."""


def harmless(text: str) -> str:
    """Give a text that no spreadsheet runs: an apostrophe goes before a dangerous first character, as people type it themselves."""
    bare = text.lstrip(" \u00a0\ufeff")
    return f"'{text}" if bare.startswith(_DANGEROUS) else text
