"""What a paragraph of a Word file is: heading, list item or text, by its style in any language and by its own marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from qualcode.domain.minutes import BlockKind

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|titre|overskrift|otsikko)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|rubrik|huvudrubrik|dokumenttitel)", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number)|punktlista|numrerad lista", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll|innehållsförteckning)\s*[1-9]", re.IGNORECASE)
_MAX_CHAIN = 12


class Styles:
    """The paragraph styles of one file, by id."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of styles.xml, or None for a file without it."""
        self._styles: dict[str, Element] = {}
        if root is not None:
            self._styles = {str(s.get(qn("w:styleId"))): s for s in root.iter(qn("w:style"))}

    def _chain(self, style_id: str) -> list[Element]:
        found: list[Element] = []
        while style_id in self._styles and len(found) < _MAX_CHAIN:
            style = self._styles[style_id]
            found.append(style)
            based = style.find(qn("w:basedOn"))
            style_id = str(based.get(qn("w:val"))) if based is not None else ""
        return found

    def _names(self, style_id: str) -> list[str]:
        names = [str(n.get(qn("w:val"), "")) for s in self._chain(style_id) for n in s.findall(qn("w:name"))]
        # A file that was cut from another may name styles that it does not define; the id then says what is meant.
        return names or [style_id]

    def is_contents(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is a line of a table of contents, which repeats the headings."""
        return any(_CONTENTS.fullmatch(n.strip()) for n in self._names(_style_id(paragraph))[:1])

    def kind(self, paragraph: Element) -> tuple[BlockKind, int]:
        """Tell what a paragraph is, and the depth of a heading or list item (from 1)."""
        style_id = _style_id(paragraph)
        for name in self._names(style_id):
            met = _HEADING.match(name.strip())
            if met:
                return BlockKind.HEADING, int(met[1])
            if _TITLE.fullmatch(name.strip()):
                return BlockKind.TITLE, 0
        outline = self._property(paragraph, style_id, "w:outlineLvl")
        if outline is not None and outline.isdigit() and int(outline) < 9:  # noqa: PLR2004 - Word's level 9 is body text
            return BlockKind.HEADING, int(outline) + 1
        listed, level = self._numbering(paragraph, style_id)
        if listed:
            return BlockKind.BULLET, level
        return BlockKind.PARAGRAPH, 0

    def _property(self, paragraph: Element, style_id: str, tag: str) -> str | None:
        for holder in (paragraph, *self._chain(style_id)):
            found = holder.find(f"{qn('w:pPr')}/{qn(tag)}")
            if found is not None:
                return str(found.get(qn("w:val"), ""))
        return None

    def _numbering(self, paragraph: Element, style_id: str) -> tuple[bool, int]:
        for holder in (paragraph, *self._chain(style_id)):
            found = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is None:
                continue
            number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
            if number is not None and number.get(qn("w:val")) == "0":
                return False, 0
            depth = str(level.get(qn("w:val"), "0")) if level is not None else "0"
            return True, int(depth) + 1 if depth.isdigit() else 1
        named = next((n for n in self._names(style_id) if _LIST.match(n.strip())), "")
        deeper = re.search(r"([2-9])$", named)
        return bool(named), int(deeper[1]) if deeper else 1


def _style_id(paragraph: Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(found.get(qn("w:val"), "")) if found is not None else ""
