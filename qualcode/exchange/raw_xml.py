"""XML of office programs as lines of words, read element by element: a part of any size in the memory of one paragraph or row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

TELLING = frozenset(
    {
        "descr",
        "title",
        "alt",
        "author",
        "initials",
        "userId",
        "name",
        "Target",
        "tooltip",
        "display",
        "displayName",
        "tag",
    }
    | {"lastModifiedBy", "desc", "creatingUser", "modifyingUser", "href", "label", "caption", "prompt", "promptTitle"}
)
"""Attributes in which people write."""
_VALUED = frozenset({"tblCaption", "tblDescription", "tag", "alias", "docVar", "placeholder", "listItem", "person"})
_BLOCKS = frozenset({"p", "h", "tr", "si", "comment", "row", "table-row", "text", "PlainText", "Description"})
_WORDS = frozenset({"t", "delText", "instrText", "delInstrText", "v", "f"})
_CODES = frozenset({"instrText", "delInstrText"})
_SPACES = frozenset({"tab", "br", "cr", "s", "line-break"})
_MARGINS = frozenset({f"{page}{place}" for page in ("odd", "even", "first") for place in ("Header", "Footer")})
_ASIDE = frozenset({"annotation", "note"})
_CELLS = frozenset({"tc", "table-cell", "covered-table-cell"})
_NO_NAMES = frozenset({"font", "style", "name", "lsdException", "compatSetting"})
_FEWEST = 2
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]{2}")
Row = Callable[["Element"], str]


class XmlWords:
    """A part's words, gathered as it is read.

    ``lines`` gives them, ``told`` and ``marks`` are what attributes said on the way, ``margins`` the headers and footers of a sheet
    (so that lines stay rows); ``row`` makes the line of a spreadsheet's row.
    """

    def __init__(self, row: Row | None = None) -> None:
        self.told: dict[str, None] = {}
        self.marks: dict[str, None] = {}
        self.margins: list[str] = []
        self._row = row

    def lines(self, stream: IO[bytes], *, refuse: Callable[[], Exception]) -> Iterator[str]:
        """Give a line for each paragraph or row, cells parted by tabs; text outside any paragraph is a line of its own.

        Raises:
            What ``refuse`` makes: when the XML declares a document type or entities.
            SyntaxError: when it is no XML.
        """
        from lxml import etree

        depth = 0
        first = True
        for event, one in etree.iterparse(
            stream, events=("start", "end", "comment", "pi"), resolve_entities=False, no_network=True
        ):
            # Whether an element is a block is asked of each, millions of times: once for each name is enough.
            tag = one.tag
            block = _block_tag(tag) if isinstance(tag, str) else False
            if event == "start":
                if first and one.getroottree().docinfo.doctype:
                    raise refuse()
                first = False
                depth += block
                continue
            depth -= block
            if depth:
                continue
            if event == "end":
                self._attributes(one)
                if local(one) in _MARGINS:
                    self.margins += _own(one)
                else:
                    yield from self._block(one) if block else _own(one)
            elif one.text and one.text.strip():
                yield str(one.text).strip()
            yield from _forgotten(one)

    def _block(self, one: Element) -> Iterator[str]:
        for below in one.iterdescendants():
            self._attributes(below)
        if local(one) == "row" and self._row is not None:
            yield self._row(one)
        else:
            yield from _lines(one)

    def _attributes(self, one: Element) -> None:
        kind = local(one)
        for key, value in one.items():
            text = str(value)
            # A sheet's cells have three attributes each, nearly all of them single letters and numbers.
            if len(text) < _FEWEST or not _LETTERS.search(text):
                continue
            name = _bare(str(key))
            telling = name in TELLING or (name in ("val", "value", "v") and kind in (*_VALUED, "s"))
            if telling and kind not in _NO_NAMES:
                self.told[text] = None
            elif _CAPITALISED.search(text):
                self.marks[text] = None


def local(element: Element) -> str:
    """Give an element's name without its namespace; "" for comments."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return name.rsplit("}", 1)[-1]


@lru_cache(maxsize=4096)
def _block_tag(tag: str) -> bool:
    # OpenDocument's body of a text bears the name of SVG's line of text.
    return _bare(tag) in _BLOCKS and not tag.endswith(":office:1.0}text")


def _forgotten(one: Element) -> Iterator[str]:
    """Let go of an element that was read, and of those before it; give what text stood after them."""
    if isinstance(one.tag, str):
        one.clear(keep_tail=True)
    parent = one.getparent()
    while parent is not None and (before := one.getprevious()) is not None:
        if before.tail and before.tail.strip():
            yield str(before.tail).strip()
        parent.remove(before)


def _own(one: Element) -> Iterator[str]:
    """Give what stands in an element that is no paragraph, outside the elements in it."""
    for text in (one.text, *(below.tail for below in one)):
        if text and text.strip():
            yield str(text).strip()


def _lines(one: Element) -> Iterator[str]:
    kind = local(one)
    if kind in ("tr", "table-row"):
        cells = [c for c in one.iterchildren() if local(c) in _CELLS]
        yield "\t".join(" ".join(_paragraphs(cell)) for cell in cells) if cells else plain(one)
    else:
        yield plain(one)
        # A text box, note or comment may lie inside a paragraph: its words are lines of their own.
        for box in one.iterdescendants():
            if local(box) == "txbxContent":
                yield from _paragraphs(box)
            elif local(box) in _ASIDE:
                yield from (str(e.text) for e in box.iter() if local(e) not in ("p", "h") and (e.text or "").strip())
                yield from _paragraphs(box)
    yield from _older(one)


def _paragraphs(cell: Element) -> list[str]:
    return [plain(p) for p in cell.iter() if local(p) in ("p", "h")]


def plain(paragraph: Element, *, before: bool = False) -> str:
    """Give a paragraph's words joined across runs, as they stand now or ``before`` the tracked changes; tabs and breaks are spaces.

    Deleted words are not joined with those that took their place: a name at the seam would no longer be a word of its own.
    """
    office = any(local(e) in _WORDS for e in paragraph.iterdescendants())
    return "".join(_office_pieces(paragraph, before=before) if office else _pieces(paragraph))


def _office_pieces(paragraph: Element, *, before: bool) -> Iterator[str]:
    waiting = [paragraph]
    while waiting:
        one = waiting.pop()
        kind = local(one)
        if kind == ("ins" if before else "del") and len(one):
            continue
        if kind in _WORDS - _CODES and (before or kind != "delText"):
            yield str(one.text or "")
        elif kind in _SPACES and one.getparent() is not None and local(one.getparent()) == "r":
            yield " "
        else:
            waiting += reversed(list(one.iterchildren()))


def _pieces(paragraph: Element) -> Iterator[str]:
    """Give the words of mark-up that keeps text in any element, as OpenDocument and SVG do."""
    yield str(paragraph.text or "") if isinstance(paragraph.tag, str) else ""
    for one in paragraph:
        kind = local(one)
        if kind in _SPACES or kind in _BLOCKS:
            yield " "
        yield from _pieces(one) if kind and kind not in _ASIDE else ()
        yield str(one.tail or "")


def _older(paragraph: Element) -> Iterator[str]:
    """Give a paragraph as it stood before its tracked changes, the codes of its fields joined, and comments of the XML itself."""
    if any(local(e) in ("delText", "del") for e in paragraph.iterdescendants()):
        yield plain(paragraph, before=True)
    codes = [str(e.text) for e in paragraph.iterdescendants() if local(e) in _CODES and e.text]
    if codes:
        yield "".join(codes)
    yield from (str(e.text) for e in paragraph.iterdescendants() if not isinstance(e.tag, str) and e.text)


def chunks(lines: Iterable[str]) -> Iterator[str]:
    """Give lines as pieces of about a million characters; nothing for lines that hold nothing."""
    from qualcode.exchange.raw_text import joined

    yield from (piece for piece in joined(lines) if piece.strip())
