"""Rows of Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable


def row_of(cells: Iterable[str]) -> str:
    """Give a row: bars escaped, line breaks as spaces, asterisks as they are meant."""
    return "| " + " | ".join(" ".join(c.replace("|", "\\|").replace("*", "\\*").split()) for c in cells) + " |"
