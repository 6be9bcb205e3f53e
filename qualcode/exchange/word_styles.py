"""What a paragraph of a Word file is: heading, list item or text, by its style in any language and by its own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.word_tags import qn

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|titre|overskrift|otsikko)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|rubrik|huvudrubrik|dokumenttitel)", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number)|punktlista|numrerad lista", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll|innehållsförteckning)\s*[1-9]", re.IGNORECASE)
_STYLE, _END = b"<w:style ", b"</w:style>"
_OTHERS = re.compile(rb"<w:style [^<>]*w:type=\"(?:table|character|numbering)\"")
_MAX_CHAIN = 12
_LONGEST_DEPTH = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """What a style says, alone or by those it rests on.

    ``named``: heading or title by its name, which nothing of the paragraph changes; ``outline`` and ``numbering``: what holds where
    the paragraph says nothing itself; ``contents``: it is a line of a table of contents.
    """

    named: tuple[BlockKind, int] | None
    outline: str | None
    numbering: tuple[bool, int]
    contents: bool


def paragraph_styles(data: bytes) -> bytes:
    """Give styles.xml without the styles of tables, characters and lists: most of it, and nothing that tells what a paragraph is."""
    end = data.rfind(_END)
    # Where comments or CDATA stand between styles, what looks like the end of one need not be it.
    if end < 0 or b"<!" in data[:end]:
        return data
    kept = []
    for piece in data[:end].split(_END):
        start = piece.rfind(_STYLE)
        others = start >= 0 and _OTHERS.match(piece, start) is not None
        kept.append(piece[:start] if others else piece + _END)
    return b"".join((*kept, data[end + len(_END) :]))


class Styles:
    """The paragraph styles of one file, by id; what each says is worked out once."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of styles.xml, or None for a file without it."""
        self._styles: dict[str, Element] = {}
        self._told: dict[str, _Told] = {}
        if root is not None:
            self._styles = {str(s.get(qn("w:styleId"))): s for s in root.iterchildren(qn("w:style"))}

    def is_contents(self, own: Element | None) -> bool:
        """Tell whether a paragraph with these properties is a line of a table of contents, which repeats the headings."""
        return self._of(_style_id(own)).contents

    def kind(self, own: Element | None) -> tuple[BlockKind, int]:
        """Tell what a paragraph with these properties (None: without any) is, and the depth of a heading or list item (from 1)."""
        told = self._of(_style_id(own))
        if own is None and told.named is None and told.outline is None and not told.numbering[0]:
            return BlockKind.PARAGRAPH, 0
        if told.named is not None:
            return told.named
        outline = _outline(own) or told.outline
        if outline is not None and outline.isdigit() and int(outline) < 9:  # noqa: PLR2004 - Word's level 9 is body text
            return BlockKind.HEADING, int(outline) + 1
        listed, level = _numbering(own) or told.numbering
        return (BlockKind.BULLET, level) if listed else (BlockKind.PARAGRAPH, 0)

    def _of(self, style_id: str) -> _Told:
        known = self._told.get(style_id)
        if known is None:
            chain = self._chain(style_id)
            own = [s.find(qn("w:pPr")) for s in chain]
            names = [str(n.get(qn("w:val"), "")).strip() for s in chain for n in s.findall(qn("w:name"))]
            # A file that was cut from another may name styles that it does not define; the id then says what is meant.
            names = names or [style_id]
            known = self._told[style_id] = _Told(
                next((kind for kind in map(_by_heading, names) if kind is not None), None),
                next((o for o in map(_outline, own) if o is not None), None),
                next((n for n in map(_numbering, own) if n is not None), None) or _by_name(names),
                _CONTENTS.fullmatch(names[0]) is not None,
            )
        return known

    def _chain(self, style_id: str) -> list[Element]:
        found: list[Element] = []
        while style_id in self._styles and len(found) < _MAX_CHAIN:
            style = self._styles[style_id]
            found.append(style)
            based = style.find(qn("w:basedOn"))
            style_id = str(based.get(qn("w:val"))) if based is not None else ""
        return found


def _outline(properties: Element | None) -> str | None:
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    return None if found is None else str(found.get(qn("w:val"), ""))


def _numbering(properties: Element | None) -> tuple[bool, int] | None:
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    if number is not None and number.get(qn("w:val")) == "0":
        return False, 0
    depth = str(level.get(qn("w:val"), "0")) if level is not None else "0"
    return True, int(depth) + 1 if depth.isdigit() and len(depth) < _LONGEST_DEPTH else 1


def _by_heading(name: str) -> tuple[BlockKind, int] | None:
    met = _HEADING.match(name)
    if met:
        return BlockKind.HEADING, int(met[1])
    return (BlockKind.TITLE, 0) if _TITLE.fullmatch(name) else None


def _by_name(names: Sequence[str]) -> tuple[bool, int]:
    named = next((n for n in names if _LIST.match(n)), "")
    deeper = re.search(r"([2-9])$", named)
    return bool(named), int(deeper[1]) if deeper else 1


def _style_id(properties: Element | None) -> str:
    found = properties.find(qn("w:pStyle")) if properties is not None else None
    return str(found.get(qn("w:val"), "")) if found is not None else ""
