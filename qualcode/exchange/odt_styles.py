"""What a paragraph of an OpenDocument text is by its style: title, heading, list item, line of contents, hidden words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HEADING = re.compile(r"(?:heading|rubrik)[_ ]?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|rubrik|huvudrubrik)", re.IGNORECASE)
_LIST = re.compile(r"(?:list[_ ](?:bullet|number)|punktlista|numrerad lista)", re.IGNORECASE)
_MAX_CHAIN = 12


class OdtStyles:
    """The styles of one file, by name; automatic ones stand in the content and rest on those of the styles part."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Take the roots of styles.xml and content.xml."""
        self._styles: dict[str, Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles[str(style.get(f"{STYLE}name"))] = style

    def _chain(self, name: str) -> list[Element]:
        found: list[Element] = []
        while name in self._styles and len(found) < _MAX_CHAIN:
            found.append(self._styles[name])
            name = str(self._styles[name].get(f"{STYLE}parent-style-name") or "")
        return found

    def kind(self, paragraph: Element) -> tuple[BlockKind, int]:
        """Tell what a paragraph outside a list is, and the depth of a heading."""
        name = str(paragraph.get(f"{TEXT}style-name") or "")
        if paragraph.tag == f"{TEXT}h":
            level = str(paragraph.get(f"{TEXT}outline-level") or "1")
            return BlockKind.HEADING, min(int(level), 9) if level.isdecimal() and int(level) else 1
        chain = self._chain(name)
        for said in [str(s.get(f"{STYLE}display-name") or s.get(f"{STYLE}name")) for s in chain] or [name]:
            plain = said.replace("_20_", " ").strip()
            met = _HEADING.fullmatch(plain)
            if met:
                return BlockKind.HEADING, int(met[1])
            if _TITLE.fullmatch(plain):
                return BlockKind.TITLE, 0
            if _LIST.match(plain):
                return BlockKind.BULLET, 1
        for style in chain:
            level = str(style.get(f"{STYLE}default-outline-level") or "")
            if level.isdecimal() and int(level):
                return BlockKind.HEADING, min(int(level), 9)
        return BlockKind.PARAGRAPH, 0

    def hidden(self, name: str) -> bool:
        """Tell whether a style hides its words."""
        for style in self._chain(name):
            for words in style.iter(f"{STYLE}text-properties"):
                shown = words.get(f"{TEXT}display")
                if shown is not None:
                    return bool(shown == "none")
        return False
