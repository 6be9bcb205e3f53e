"""Letters as a reader sees them: composed, without invisible signs, of one alphabet, so that a disguised word is still the word."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u0334-\u0338"
"""Soft hyphens, joiners, marks of direction, variation selectors, strokes through letters."""
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_WIDE = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u2100-\u214f"
"""Ligatures, full-width and mathematical letters: others' shapes of the same letters."""
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES}{_WIDE}\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u2010\u2011]")
_GONE = re.compile(f"[{_INVISIBLE}]")
_SPACE = re.compile(f"[{_SPACES}]")
_COMPATIBLE = re.compile(f"[{_WIDE}]+")
_MIXED = re.compile(r"\w*[\u0370-\u03ff\u0400-\u04ff]\w*")
_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕІЈЅԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲ",
    "ABEKMHOPCTYXaeopcyxijsIJSdhlABEZHIKMNOPTYXovc",
)
"""Cyrillic and Greek letters that look like Latin ones."""


def plain_letters(text: str) -> str:
    """Give a text with its letters as they are read; the same text when there is nothing odd in it. Lines stay lines."""
    if text.isascii() or not _ODD.search(text):
        return text
    # At the end of a line a soft hyphen is one to be seen.
    text = _SPACE.sub(" ", _GONE.sub("", text.replace("\u00ad\n", "-\n"))).replace("\u2010", "-").replace("\u2011", "-")
    text = _COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = unicodedata.normalize("NFC", text)
    return _MIXED.sub(lambda m: _latin(m[0]), text)


def _latin(word: str) -> str:
    """Give a word of mixed alphabets in Latin letters; a word that is wholly of another alphabet stays."""
    latin = word.translate(_ALIKE)
    return latin if any("a" <= c.lower() <= "z" or c in "åäöÅÄÖ" for c in word) else word
