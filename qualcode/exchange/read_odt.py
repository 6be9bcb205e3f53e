"""OpenDocument texts: paragraphs and rows in order, tracked changes accepted or undone, comments and notes kept apart."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.minutes import Comment, RawDocument
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, check_lines, plain_name, take
from qualcode.exchange.packages import LockedPackageError, MacroContentError, Package, WrongKindError
from qualcode.exchange.read_notices import walk_notices
from qualcode.exchange.written_lines import distinct_lines, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.exchange.packages import Element


_MIME = "application/vnd.oasis.opendocument.text"
_STYLE, _TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}" for space in ("style", "text"))
_META = {
    "{http://purl.org/dc/elements/1.1/}": frozenset({"title", "creator", "subject"}),
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}": frozenset({"initial-creator"}),
}


def read(path: Path, *, original: bool = False) -> RawDocument:
    """Read an OpenDocument text; ``original``: as it stood before its tracked changes.

    Raises:
        QualcodeError: when it is no such file, dangerous, damaged or too big.
    """
    from qualcode.exchange.odt_styles import OdtStyles
    from qualcode.exchange.odt_text import OFFICE, OdtWalk

    data = take(path, limit=MAX_PACKAGE_BYTES)
    package = Package(data, str(path), ".odt")
    _check(package)
    content = package.xml("content.xml", blanks=True)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise WrongKindError(path=str(path), kind=".odt")
    roots = [package.xml("styles.xml", blanks=True)] if "styles.xml" in package.infos else []
    walk = OdtWalk(OdtStyles([*roots, content]), original=original)
    text, blocks, anchors = joined(walk.whole(body))
    check_lines(text, str(path))
    comments = tuple(
        sorted(
            (
                Comment(author, unicodedata.normalize("NFC", said), min(anchors.get(key, len(text)), len(text)))
                for key, (author, said) in walk.comments.items()
            ),
            key=lambda c: c.at,
        )
    )
    return RawDocument(
        name=plain_name(path),
        format="odt",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        comments=comments,
        properties=_properties(package),
        notices=walk_notices((len(walk.inserted), len(walk.deleted), 0), walk.seen, len(comments), original=original),
        running=_running(roots),
    )


def _running(roots: Sequence[Element]) -> tuple[str, ...]:
    """Give the lines at the head and foot of the pages, each once."""
    parts = (one for root in roots for kind in ("header", "footer") for one in root.iter(f"{_STYLE}{kind}"))
    return distinct_lines("".join(map(str, p.itertext())) for part in parts for p in part.iter(f"{_TEXT}p"))


def _check(package: Package) -> None:
    """Refuse what is no text, lies behind a password or carries programs."""
    names = package.names()
    kind = package.part("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
    if kind not in ("", _MIME) or "content.xml" not in names:
        raise WrongKindError(path=package.path, kind=".odt")
    if "META-INF/manifest.xml" in names:
        declared = package.xml("META-INF/manifest.xml", blanks=True)
        if any(str(e.tag).endswith("}encryption-data") for e in declared.iter()):
            raise LockedPackageError(path=package.path)
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise MacroContentError(path=package.path)


def _properties(package: Package) -> dict[str, str]:
    if "meta.xml" not in package.infos:
        return {}
    found: dict[str, str] = {}
    for one in package.xml("meta.xml", blanks=True).iter():
        tag = str(one.tag)
        for space, names in _META.items():
            value = str(one.text or "").strip()
            if tag.startswith(space) and tag.removeprefix(space) in names and value:
                found[tag.removeprefix(space)] = value
    return found
