"""Text that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

from qualcode.exchange.xml_letters import storable

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets begin formulas with, full-width forms too (OWASP, CSV injection)."""


def harmless(text: str) -> str:
    """Give a text that no spreadsheet runs: an apostrophe goes before a dangerous first character, as people type it themselves.

    Control characters go, which no file of text may hold and behind which a formula could hide.
    """
    text = storable(text)
    bare = text.lstrip(" \u00a0\ufeff")
    return f"'{text}" if bare.startswith(_DANGEROUS) else text
