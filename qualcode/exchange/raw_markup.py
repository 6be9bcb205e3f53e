"""Web pages, SVG and other mark-up as a stranger could read them: text joined across inline tags, attributes, comments, scripts."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

from qualcode.domain.finding import machine_part
from qualcode.exchange.raw_images import image_words
from qualcode.exchange.raw_text import joined, json_pieces

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
    }
    | {"q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "tt", "u", "var", "wbr"}
)
_CELLS = frozenset({"td", "th"})
_TELLING = frozenset(
    {"title", "alt", "content", "name", "author", "href", "src", "value", "placeholder", "summary", "label", "download"}
    | {"inkscape:label", "sodipodi:docname", "xlink:title", "xlink:href", "guid"}
)
_HIDDEN = ("script", "style")
_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_NAME_LIKE = re.compile(r"[^\W\d_]{2}")
_MOST_HELD = 20_000
"""Pieces of text, attributes or comments held before they are given."""


def markup_parts(pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give (part, text) of mark-up: "text", "attributes", "comments", scripts and styles; broken mark-up is read as browsers do."""
    reader = _Reader()
    for piece in pieces:
        reader.feed(piece)
        if reader.full:
            yield from reader.given()
    reader.close()
    yield from reader.given()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text: list[str] = []
        self._told: dict[str, dict[str, None]] = {"attributes": {}, "comments": {}, machine_part("scripts"): {}}
        self._pictures: list[tuple[str, str]] = []
        self._inside = ""

    @property
    def full(self) -> bool:
        return max(len(self._text), *map(len, self._told.values())) > _MOST_HELD

    def given(self) -> Iterator[tuple[str, str]]:
        """Give what was read so far, and forget it."""
        lines = (line.strip() for line in "".join(self._text).split("\n"))
        for text in joined(line for line in lines if line):
            yield "text", text
        for part, words in self._told.items():
            for text in json_pieces(joined(words)) if part == machine_part("scripts") else joined(words):
                yield part, text
            words.clear()
        yield from self._pictures
        self._text, self._pictures = [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in _HIDDEN else self._inside
        self._text.append("" if tag in _INLINE else "\t" if tag in _CELLS else "\n")
        for key, value in attrs:
            if value and (match := _PICTURE.search(value)):
                self._picture(match[1])
            elif value and _NAME_LIKE.search(value):
                telling = key in _TELLING or key.startswith(("data-", "aria-"))
                self._told["attributes" if telling else machine_part("scripts")][unquote(value)] = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag in _HIDDEN else self._inside
        self._text.append("" if tag in (*_INLINE, *_CELLS) else "\n")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._told[machine_part("scripts")][data] = None
            for match in _PICTURE.finditer(data):
                self._picture(match[1])
        else:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self._told["comments"][data.strip()] = None

    def handle_decl(self, decl: str) -> None:
        self._told[machine_part("scripts")][decl] = None

    def handle_pi(self, data: str) -> None:
        self._told[machine_part("scripts")][data] = None

    def unknown_decl(self, data: str) -> None:
        # CDATA is text for a reader of XML.
        self._text.append(data.removeprefix("CDATA["))

    def _picture(self, coded: str) -> None:
        try:
            data = base64.b64decode(re.sub(r"\s", "", coded), validate=False)
        except binascii.Error:
            # What cannot be decoded shows nothing to anybody.
            return
        self._pictures += [(f"picture {part}", text) for part, text in image_words(data)]
