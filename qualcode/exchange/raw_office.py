"""Every word in an Office package, wherever it hides: body, margins, deleted text, cells, names of sheets, properties, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.exchange.raw_images import image_words

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element, Package

_TELLING = frozenset(
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
        "lastModifiedBy",
    }
)
_VALUED = frozenset({"tblCaption", "tblDescription", "tag", "alias", "docVar", "placeholder", "listItem"})
_PARAGRAPHS = frozenset({"p", "si", "comment", "row"})
_WORDS = frozenset(
    {
        "t",
        "delText",
        "instrText",
        "delInstrText",
        "v",
        "f",
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    }
)
_CODES = frozenset({"instrText", "delInstrText"})
_NESTED = (".docx", ".xlsx", ".pptx", ".odt", ".ods")
MAX_DEPTH = 3


def package_words(package: Package, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Give (part, text) for each part that holds words; a line for each paragraph or row, cells parted by tabs."""
    from qualcode.exchange.packages import Package

    yield "names of parts", "\n".join(package.names())
    strings = _shared(package)
    for name in package.names():
        low = name.lower()
        if low.endswith((".xml", ".rels", ".vml")):
            yield from _xml_words(package, name, strings)
        elif low.endswith((".png", ".jpg", ".jpeg")):
            yield from ((f"{name} {part}", text) for part, text in image_words(package.part(name)))
        elif low.endswith(_NESTED) and depth < MAX_DEPTH:
            inner = Package(package.part(name), f"{package.path}/{name}", "." + low.rsplit(".", 1)[1])
            yield from ((f"{name}/{part}", text) for part, text in package_words(inner, depth + 1))
        elif low.endswith((".txt", ".csv", ".html", ".json")):
            yield name, package.part(name).decode("utf-8", "replace")


def _shared(package: Package) -> list[str]:
    """Give the strings that an Excel file's cells point to."""
    name = "xl/sharedStrings.xml"
    if name not in package.infos:
        return []
    return [
        "".join(str(t.text or "") for t in si.iter() if _local(t) == "t")
        for si in package.xml(name)
        if _local(si) == "si"
    ]


def _xml_words(package: Package, name: str, strings: list[str]) -> Iterator[tuple[str, str]]:
    root = package.xml(name)
    if name.startswith("docProps/"):
        for one in root.iterchildren():
            text = "".join(str(t) for t in one.itertext()).strip()
            if text:
                yield f"{name} {one.get('name') or _local(one)}", text
        return
    if name.startswith("xl/worksheets/") and _local(root) == "worksheet":
        rows = (_row(row, strings) for row in root.iter() if _local(row) == "row")
        others = (str(e.text or "") for e in root.iter() if _local(e) in _WORDS - {"t", "v", "f"})
        text = "\n".join(line for line in (*rows, *others) if line.strip())
    elif name == "xl/sharedStrings.xml":
        text = "\n".join(strings)
    else:
        text = "\n".join(_lines(root))
    if text.strip():
        yield name, text
    told = dict.fromkeys(_attributes(root))
    if told:
        yield f"{name} attributes", "\n".join(told)


def _row(row: Element, strings: list[str]) -> str:
    cells = []
    for cell in row:
        kind = cell.get("t")
        value = next((str(v.text or "") for v in cell if _local(v) == "v"), "")
        if kind == "s" and value.isdigit() and int(value) < len(strings):
            value = strings[int(value)]
        elif kind == "inlineStr":
            value = "".join(str(t.text or "") for t in cell.iter() if _local(t) == "t")
        formula = next((str(f.text or "") for f in cell if _local(f) == "f"), "")
        cells += [value, formula] if formula else [value]
    return "\t".join(cells)


def _lines(root: Element) -> Iterator[str]:
    """Give the paragraphs of a part, rows of tables as one line; text outside any paragraph comes at the end."""
    rest: list[str] = []
    waiting = [root]
    while waiting:
        one = waiting.pop()
        kind = _local(one)
        if kind == "tr":
            cells = [" ".join(_paragraphs(cell)) for cell in one.iterchildren() if _local(cell) == "tc"]
            yield "\t".join(cells) if cells else _joined(one)
            yield from _older(one)
        elif kind in _PARAGRAPHS:
            yield _joined(one)
            yield from _older(one)
            # A text box lies inside a paragraph: its words are in the joined line, and once more by themselves.
            boxes = [b for b in one.iter() if _local(b) == "txbxContent"]
            for box in boxes:
                yield from _paragraphs(box)
        elif kind in _WORDS or (len(one) == 0 and one.text and one.text.strip()):
            rest.append(str(one.text or ""))
        else:
            waiting += reversed(list(one.iterchildren()))
    yield from rest


def _paragraphs(cell: Element) -> list[str]:
    return [_joined(p) for p in cell.iter() if _local(p) == "p"]


def _joined(paragraph: Element, *, before: bool = False) -> str:
    """Give a paragraph's words joined across runs, as they stand now or ``before`` the tracked changes; tabs and breaks are spaces.

    Deleted words are not joined with those that took their place: a name at the seam would no longer be a word of its own.
    """
    pieces = []
    waiting = [paragraph]
    while waiting:
        one = waiting.pop()
        kind = _local(one)
        if kind == ("ins" if before else "del") and len(one):
            continue
        if kind in _WORDS - _CODES and (before or kind != "delText"):
            pieces.append(str(one.text or ""))
        elif kind in ("tab", "br", "cr") and one.getparent() is not None and _local(one.getparent()) == "r":
            pieces.append(" ")
        else:
            waiting += reversed(list(one.iterchildren()))
    return "".join(pieces)


def _older(paragraph: Element) -> Iterator[str]:
    """Give a paragraph as it stood before its tracked changes, and the codes of its fields, where it has any."""
    if any(_local(e) in ("delText", "del") for e in paragraph.iter()):
        yield _joined(paragraph, before=True)
    for one in paragraph.iter():
        if _local(one) in _CODES and one.text:
            yield str(one.text)


def _attributes(root: Element) -> Iterator[str]:
    for one in root.iter():
        kind = _local(one)
        for key, value in one.attrib.items():
            local = str(key).rsplit("}", 1)[-1]
            text = str(value)
            telling = local in _TELLING or (local == "val" and kind in _VALUED)
            if (
                telling
                and kind not in ("font", "style", "name", "lsdException", "compatSetting")
                and re.search(r"[^\W\d_]{2}", text)
            ):
                yield text


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
