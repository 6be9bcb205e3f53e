"""Names of WordprocessingML's elements, made once: a file asks for them by the thousand."""

from __future__ import annotations

from functools import cache

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def qn(name: str) -> str:
    """Give lxml's name of an element or attribute ("w:p")."""
    return _W + name.removeprefix("w:")
