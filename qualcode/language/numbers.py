"""Numbers as each language writes them."""

from __future__ import annotations


def decimal(number: float, language: str) -> str:
    """Give a number with two decimals, with the language's decimal sign and a true minus."""
    written = f"{number:.2f}".replace("-0.00", "0.00").replace("-", "−")
    return written.replace(".", ",") if language == "sv" else written


def percent_words(share: float, language: str) -> str:
    """Give a share (0–1) as a whole percentage; Swedish sets a space before the sign."""
    return f"{100 * share:.0f} %" if language == "sv" else f"{100 * share:.0f}%"


def written(value: str | float | None, language: str) -> str:
    """Give a value of a table as it is printed: decimals as the language writes them, nothing as nothing."""
    if value is None:
        return ""
    return decimal(value, language) if isinstance(value, float) else str(value)
