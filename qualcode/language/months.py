"""The names of the months in Swedish and English, in small letters."""

from __future__ import annotations

SWEDISH = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORT = ("jan", "feb", "febr", "apr", "aug", "sep", "sept", "okt", "oct", "nov", "dec")
"""How they are shortened, as far as the short form is nothing else ("mar", "jun" and "jul" are left out)."""
BEGINNINGS = (
    "jan", "feb", "mars", "march", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec",
)  # fmt: skip
"""What every name of a month begins with, short or whole, in both languages, and hardly another word after a number."""
