"""Letters that XML cannot hold, whatever they are written as: most control characters, halves of pairs, what Unicode calls no letter."""

from __future__ import annotations

import re

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def storable(text: str) -> str:
    """Give a text without the letters that no XML file (Word, Excel, SVG) may hold."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Give a text as it stands between the tags of XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
