"""Every word in a package, wherever it hides: body, margins, notes, deleted text, cells, names of sheets, properties, pictures, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import machine_part
from qualcode.exchange.packages import MAX_TOTAL, BombError, BrokenPackageError, EntityError, Package
from qualcode.exchange.raw_images import DRAWINGS, PICTURES, drawing_words, image_words
from qualcode.exchange.raw_text import joined
from qualcode.exchange.raw_xml import XmlWords, chunks, local, plain

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

PACKAGES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".qdpx", ".zip", ".dotx", ".xltx")
"""What is a zip of parts."""
_XML = (".xml", ".rels", ".vml", ".qde", ".rdf", ".qdc")
_WORDLESS = (".odttf", ".ttf", ".otf", ".fntdata", ".woff", ".woff2", "mimetype", "layout-cache")
"""Fonts, and what OpenDocument keeps beside its words."""
_PRINTERS = "printersettings"
MAX_DEPTH = 4
_MAX_STRINGS = 30_000_000
"""Bytes of an Excel file's shared strings that are put back into their cells; more are searched where they stand."""
_WIDEST = 200
_HIGHEST = 2_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
Read = Callable[[BinaryIO, str, str, "Budget", int], Iterator[tuple[str, str]]]


class UnsearchedPartError(QualcodeError):
    """A file inside a file that nobody can search."""

    sentence = N_(
        "{path} holds {part}, which cannot be searched, so it cannot be called clean; take it out and try again."
    )


class Budget:
    """How many bytes a file and all the files inside it may unpack to, taken together."""

    def __init__(self, total: int = 2 * MAX_TOTAL) -> None:
        self._left = total

    def take(self, size: int, path: str) -> None:
        """Count ``size`` bytes.

        Raises:
            BombError: when there is no more room for them.
        """
        self._left -= size
        if self._left < 0:
            raise BombError(path=path, what=N_("too many bytes"))


def package_words(package: Package, read: Read, budget: Budget, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Give (part, text) for each part that holds words; a line for each paragraph or row, cells parted by tabs.

    ``read`` reads the files inside, whatever their format.

    Raises:
        UnsearchedPartError: for a part that nobody can search. BombError, BrokenPackageError, EntityError: as their sentences say.
    """
    yield "names of parts", "\n".join(package.names())
    strings = _Strings(package)
    for name, info in package.infos.items():
        if name.endswith("/") or not info.file_size:
            continue
        budget.take(info.file_size, package.path)
        yield from _part_words(package, name, strings, read, budget, depth)
    yield from strings.unused()


def _part_words(
    package: Package, name: str, strings: _Strings, read: Read, budget: Budget, depth: int
) -> Iterator[tuple[str, str]]:
    low = name.lower()
    suffix = PurePosixPath(low).suffix
    if low.endswith(_XML):
        yield from _xml_words(package, name, strings)
    elif suffix in PICTURES:
        yield from ((f"{name} {part}", text) for part, text in image_words(package.part(name), package.path))
    elif suffix in DRAWINGS or (suffix == ".bin" and _PRINTERS in low):
        yield machine_part(name), drawing_words(package.part(name))
    elif low in _WORDLESS or suffix in _WORDLESS:
        return
    elif depth < MAX_DEPTH:
        try:
            data = BytesIO(package.part(name))
            yield from (
                (f"{name}/{part}", text)
                for part, text in read(data, f"{package.path}/{name}", suffix, budget, depth + 1)
            )
        except BombError:
            raise
        except QualcodeError as fault:
            raise UnsearchedPartError(path=package.path, part=name) from fault
    else:
        raise UnsearchedPartError(path=package.path, part=name)


def _xml_words(package: Package, name: str, strings: _Strings) -> Iterator[tuple[str, str]]:
    if name.startswith("docProps/"):
        yield from _properties(package, name)
        return
    if name == _Strings.PART and strings.held:
        return
    sheet = name.startswith("xl/worksheets/") and "/_rels/" not in name
    words = XmlWords(strings.row if sheet else None)
    for piece in _lines(package, name, words, chunks):
        yield name, piece
        yield from _told(name, words)
    if words.margins:
        yield f"{name} margins", "\n".join(words.margins)
    yield from _told(name, words)
    strings.row_number = 0


def _told(name: str, words: XmlWords) -> Iterator[tuple[str, str]]:
    if words.told:
        yield f"{name} attributes", "\n".join(words.told)
    if words.marks:
        yield machine_part(name), "\n".join(words.marks)
    words.told, words.marks = {}, {}


def _lines(
    package: Package, name: str, words: XmlWords, shaped: Callable[[Iterable[str]], Iterator[str]]
) -> Iterator[str]:
    with package.opened(name) as stream:
        try:
            yield from shaped(words.lines(stream, refuse=lambda: EntityError(path=package.path, part=name)))
        except SyntaxError as fault:
            raise BrokenPackageError(path=package.path, part=name) from fault


def _properties(package: Package, name: str) -> Iterator[tuple[str, str]]:
    for one in package.xml(name).iterchildren():
        text = " ".join(str(t).strip() for t in one.itertext()).strip()
        if text:
            yield f"{name} {one.get('name') or local(one)}", text
        if one.get("name"):
            yield f"{name} attributes", str(one.get("name"))


class _Strings:
    """The strings that an Excel file's cells point to, and the rows made with them."""

    PART = "xl/sharedStrings.xml"

    def __init__(self, package: Package) -> None:
        self._strings: list[str] = []
        self._used: set[int] = set()
        self.row_number = 0
        info = package.infos.get(self.PART)
        self.held = info is not None and info.file_size <= _MAX_STRINGS
        if self.held:
            self._strings = [plain(si) for si in package.xml(self.PART) if local(si) == "si"]

    def unused(self) -> Iterator[tuple[str, str]]:
        """Give the strings that no cell shows: a program keeps those of deleted cells, too."""
        left = [text for at, text in enumerate(self._strings) if at not in self._used and text]
        yield from ((self.PART, piece) for piece in joined(left))

    def row(self, row: Element) -> str:
        """Give a sheet's row as a line, its cells parted by tabs, with the empty rows and cells before: places are told by them."""
        told = str(row.get("r") or "")
        number = int(told) if told.isdigit() else self.row_number + 1
        gap = min(max(0, number - self.row_number - 1), _HIGHEST)
        self.row_number = number
        cells: list[str] = []
        for cell in row:
            found = _REFERENCE.fullmatch(str(cell.get("r") or ""))
            column = _column(found[1]) if found else len(cells) + 1
            cells += [""] * min(max(0, column - len(cells) - 1), _WIDEST)
            cells.append(self._cell(cell))
        return "\n" * gap + "\t".join(cells)

    def _cell(self, cell: Element) -> str:
        value, formula = "", ""
        for inside in cell:
            kind = local(inside)
            if kind == "v":
                value = value or str(inside.text or "")
            elif kind == "f":
                formula = formula or str(inside.text or "")
        form = cell.get("t")
        if form == "s" and value.isdigit() and int(value) < len(self._strings):
            self._used.add(int(value))
            value = self._strings[int(value)]
        elif form == "inlineStr":
            value = "".join(str(t.text or "") for t in cell.iter() if local(t) == "t")
        return f"{value} {formula}".strip() if formula else value


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
