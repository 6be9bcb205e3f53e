"""Word files: the text as a reader of the page sees it, with tracked changes accepted and comments kept aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from qualcode.domain.minutes import Comment, RawDocument
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, check_lines, plain_name, take
from qualcode.exchange.packages import MacroContentError, Package, WrongKindError, guarded_xml
from qualcode.exchange.read_notices import walk_notices
from qualcode.exchange.written_lines import distinct_lines, joined

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.exchange.word_styles import Styles
    from qualcode.exchange.word_text import Walk
    from qualcode.exchange.written_lines import Written

_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_STYLES: dict[bytes, Styles] = {}
_MOST_STYLES = 4
_ALONE = Lock()
"""Held while styles are put in and taken out."""
_LARGEST_STYLES = 2_000_000
_MOST_RUNNING = 6
"""Heads and feet of pages that are read: those of the first pages, of the left and the right ones."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(path: Path, *, original: bool = False) -> RawDocument:
    """Read a Word file: paragraphs and rows in order, one line each, cells joined by TAB.

    ``original``: as it stood before its tracked changes.

    Raises:
        QualcodeError: when it is no Word file, dangerous, damaged or too big.
    """
    from qualcode.exchange.word_text import Walk

    data = take(path, limit=MAX_PACKAGE_BYTES)
    package = Package(data, str(path), ".docx")
    main = main_part(package)
    body = package.xml(main).find(_w("body"))
    if body is None:
        raise WrongKindError(path=str(path), kind=".docx")
    styles = package.related(main, "/styles")
    walk = Walk(_styles(package, styles), original=original)
    written = list(walk.lines(body))
    written += _footnotes(package, main, walk)
    text, blocks, anchors = joined(written)
    check_lines(text, str(path))
    comments = _comments(package, main, anchors, len(text))
    return RawDocument(
        name=plain_name(path),
        format="docx",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        comments=comments,
        properties=properties(package),
        notices=walk_notices(
            (len(walk.inserted), len(walk.deleted), len(walk.moved)), walk.seen, len(comments), original=walk.original
        ),
        running=_running(package, main),
    )


def _styles(package: Package, name: str) -> Styles:
    """Give a file's styles. Files of one template share theirs, and they are the largest part of most: worked out once."""
    from qualcode.exchange.word_styles import Styles, paragraph_styles

    if not name:
        return Styles(None)
    data = package.part(name)
    known = _STYLES.get(data)
    if known is None:
        known = Styles(guarded_xml(paragraph_styles(data), package.path, name))
        if len(data) <= _LARGEST_STYLES:
            with _ALONE:
                while len(_STYLES) >= _MOST_STYLES:
                    del _STYLES[next(iter(_STYLES))]
                _STYLES[data] = known
    return known


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


def main_part(package: Package) -> str:
    """Find the document's part and refuse other kinds of packages."""
    types = package.xml("[Content_Types].xml") if "[Content_Types].xml" in package.infos else None
    main = package.related("", "/officeDocument")
    if types is None or not main:
        raise WrongKindError(path=package.path, kind=".docx")
    declared = {
        str(o.get("PartName", "")).lstrip("/"): str(o.get("ContentType", "")) for o in types.iter() if o.get("PartName")
    }
    kind = declared.get(main, "")
    if "macroEnabled" in kind or any("vbaProject" in k for k in declared.values()):
        raise MacroContentError(path=package.path)
    if kind not in _MAIN or _STRICT in package.part(main)[:4000]:
        raise WrongKindError(path=package.path, kind=".docx")
    return main


def _footnotes(package: Package, main: str, walk: Walk) -> list[Written]:
    """Give the notes that the text refers to, as lines of their own after it."""
    found: list[Written] = []
    for kind in ("footnote", "endnote"):
        wanted = [number for of, number in walk.footnotes if of == kind]
        name = package.related(main, f"/{kind}s") if wanted else ""
        if not name:
            continue
        notes = {str(n.get(_w("id"))): n for n in package.xml(name).iter(_w(kind))}
        for number in wanted:
            if number in notes:
                lines = [line for line in walk.lines(notes[number]) if line.text.strip()]
                walk.seen["notes"] += 1
                found += lines
    return found


def _running(package: Package, main: str) -> tuple[str, ...]:
    """Give the lines at the head and foot of the pages, each once."""
    names = [name for kind in ("/header", "/footer") for name in package.all_related(main, kind)]
    lines = (p for name in names[:_MOST_RUNNING] for p in package.xml(name).iter(_w("p")))
    return distinct_lines("".join(str(t.text or "") for t in p.iter(_w("t"))) for p in lines)


def _comments(package: Package, main: str, anchors: Mapping[str, int], end: int) -> tuple[Comment, ...]:
    name = package.related(main, "/comments")
    if not name:
        return ()
    found = []
    for one in package.xml(name).iter(_w("comment")):
        rows = ["".join(str(t.text or "") for t in p.iter(_w("t"))) for p in one.iter(_w("p"))]
        at = anchors.get(str(one.get(_w("id"))), end)
        found.append(Comment(str(one.get(_w("author"), "")), unicodedata.normalize("NFC", "\n".join(rows)), at))
    return tuple(sorted(found, key=lambda c: c.at))


def properties(package: Package) -> dict[str, str]:
    """Give the file's own properties (creator, title, company …) by their XML names; empty ones are left out."""
    found: dict[str, str] = {}
    for ending in ("/core-properties", "/extended-properties", "/custom-properties"):
        name = package.related("", ending)
        if not name:
            continue
        for one in package.xml(name).iterchildren():
            if not isinstance(one.tag, str):
                continue
            key = str(one.get("name") or one.tag.rsplit("}", 1)[-1])
            value = "".join(str(t) for t in one.itertext()).strip()
            if value:
                found[key] = value
    return found
