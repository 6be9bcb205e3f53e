"""The page of a Word file: its size, margins, headers and footers, its own or those that a template lends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from qualcode.exchange.word_tags import qn

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LEAST = 5000
"""Twentieths of a point: a page with less room between its margins is none that a table could stand on."""
_SIDES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
LAST_LINE = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
"""A paragraph that takes no room, since a table may not be the last thing on the last page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page: width, height and ``margins`` (of ``_SIDES``) in twentieths of a point, A4 unless told otherwise.

    ``around`` are the headers and footers to refer to: (kind, which pages, relationship id); ``title_page``: the first page has its own.
    """

    width: int = 11906
    height: int = 16838
    margins: tuple[int, ...] = (1134, 1134, 1134, 1134, 567, 567, 0)
    around: tuple[tuple[str, str, str], ...] = ()
    title_page: bool = False

    @property
    def across(self) -> int:
        """Give the width between the margins."""
        _, right, _, left, _, _, gutter = self.margins
        return self.width - left - right - gutter

    @property
    def down(self) -> int:
        """Give the height between the margins; a negative one only keeps the text where a high header would move it."""
        return self.height - abs(self.margins[0]) - abs(self.margins[2])

    def turned(self, *, landscape: bool) -> Section:
        """Give the page upright or on its side; the margins stay, so that there is room for a header above."""
        if (self.width > self.height) == landscape:
            return self
        return replace(self, width=self.height, height=self.width)

    def xml(self) -> str:
        """Give the section as XML."""
        around = "".join(
            f'<w:{kind}Reference w:type="{pages}" r:id={quoteattr(name)}/>' for kind, pages, name in self.around
        )
        orient = ' w:orient="landscape"' if self.width > self.height else ""
        margins = " ".join(f'w:{side}="{size}"' for side, size in zip(_SIDES, self.margins, strict=True))
        return (
            f'<w:sectPr>{around}<w:pgSz w:w="{self.width}" w:h="{self.height}"{orient}/><w:pgMar {margins}/>'
            f"{'<w:titlePg/>' if self.title_page else ''}</w:sectPr>"
        )


def lent_section(document: Element) -> Section:
    """Give the page of a template's last section: a cover's or an appendix's own stay theirs.

    Headers and footers that it does not name are those of the section before, as Word takes them.
    """
    around: dict[tuple[str, str], str] = {}
    made = Section()
    for one in document.iter(qn("w:sectPr")):
        for kind in ("header", "footer"):
            for found in one.iterchildren(qn(f"w:{kind}Reference")):
                around[kind, str(found.get(qn("w:type"), "default"))] = str(found.get(_RELATION, ""))
        title = one.find(qn("w:titlePg"))
        own = title is not None and title.get(qn("w:val"), "1") not in ("0", "false", "off")
        made = replace(_paper(one), title_page=own)
    told = tuple((kind, pages, name) for (kind, pages), name in around.items() if name)
    return replace(made, around=told)


def _paper(section: Element) -> Section:
    """Give size and margins of a section; those that leave no room for text, or are none, are A4's as ours."""
    own = Section()
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    made = replace(
        own,
        width=_number(size, "w", own.width),
        height=_number(size, "h", own.height),
        margins=tuple(_number(margins, side, usual) for side, usual in zip(_SIDES, own.margins, strict=True)),
    )
    return made if min(made.across, made.down, made.turned(landscape=True).down) >= _LEAST else own


def _number(element: Element | None, name: str, usual: int) -> int:
    told = None if element is None else element.get(qn(f"w:{name}"))
    try:
        return usual if told is None else round(float(told))
    except ValueError:
        return usual
