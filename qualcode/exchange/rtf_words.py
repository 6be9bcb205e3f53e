"""What the words of an RTF file mean: characters, charsets, destinations to pass over, and the state that groups hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.written_lines import Written

CHARSETS = {0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
SIGNS = {"~": "\xa0", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\t": "\t", "\\": "\\", "{": "{", "}": "}"}
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "emspace": " ",
    "enspace": " ",
    "lbr": "\n",
}
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|rubrik|huvudrubrik)", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|innehåll)\s*[1-9]", re.IGNORECASE)


@cache
def skipped() -> frozenset[str]:
    """Give the destinations whose words are not on the page."""
    rows = files("qualcode.exchange").joinpath("data", "rtf_skipped.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if row and not row.startswith("#"))


@dataclass(slots=True)
class State:
    """What holds inside a group; a copy is made when the next one opens."""

    into: str = "body"
    charset: str = "cp1252"
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    starred: bool = False
    style: str = ""
    first: bool = False
    entered: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph under way and its properties."""

    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    boxes: list[Written] = field(default_factory=list)
    width: int = 0
    listed: bool = False
    table: bool = False
    level: int = 0
    style: str = ""


def kind_of(paragraph: Paragraph, style: str) -> tuple[BlockKind, int]:
    """Tell what a paragraph is, by the name of its style and its own properties."""
    met = _HEADING.match(style)
    if met:
        return BlockKind.HEADING, int(met[1])
    if _TITLE.fullmatch(style):
        return BlockKind.TITLE, 0
    if paragraph.level:
        return BlockKind.HEADING, paragraph.level
    return (BlockKind.BULLET, 1) if paragraph.listed else (BlockKind.PARAGRAPH, 0)


def code_page(number: int) -> str:
    """Give Python's name for a code page of Windows."""
    name = "utf-8" if number == 65001 else "mac_roman" if number == 10000 else f"cp{number}"  # noqa: PLR2004 - Windows' own numbers
    try:
        codecs.lookup(name)
    except LookupError:
        # The code page of Word in western Europe, which a file without one means as well.
        return "cp1252"
    return name
