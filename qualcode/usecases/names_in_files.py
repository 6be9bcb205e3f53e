"""Which files still name somebody: sources, exports, backups and whatever else lies in the project's folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import QualcodeError
from qualcode.domain.finding import HitType
from qualcode.storage.strings_in_file import is_database, strings_in
from qualcode.usecases.backing_up import backups_in
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    import re

_OWN = ("project.db", "project.db-wal", "project.db-shm")
_MOST_RAW = 200 * 1024 * 1024
_CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")


@dataclass(frozen=True, slots=True)
class FilesSearched:
    """Paths of files that still hold the name, in their text or their own name; and of those that could not be searched."""

    naming: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = ()


def search_files(
    project: Project, name: str, kind: HitType, *, also: Iterable[Path] = (), words: Iterable[str] = ()
) -> FilesSearched:
    """Search the project's folder, and the folders or files in ``also``, for a name and for further ``words`` of the same person."""
    from qualcode.anonymise.late_names import LateName, everywhere

    pattern = everywhere(LateName(name, kind))
    exact = tuple(w.casefold() for w in words)
    naming, unsearched = [], []
    own = project.folder / project.settings.database
    for path in _files([project.folder, *also]):
        if path.name.startswith(own.name) and path.parent == own.parent:
            continue
        told = _names(path, pattern, exact, name)
        if told is None:
            unsearched.append(str(path))
        elif told:
            naming.append(str(path))
    return FilesSearched(tuple(naming), tuple(unsearched))


def without_own_copies(project: Project, found: FilesSearched) -> FilesSearched:
    """Let go of the program's own backups that still hold the name, and give what is left for a person to look at.

    They were made without anybody asking, so nobody misses them; a backup made by hand is somebody's to keep or not.
    """
    own = {str(b.path): b.path for b in backups_in(project.folder) if b.automatic}
    for path in found.naming:
        if path in own:
            own[path].unlink()
    return FilesSearched(tuple(p for p in found.naming if p not in own), found.unsearched)


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for root in roots:
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in found:
            if path.is_file() and not path.is_symlink() and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _names(path: Path, pattern: re.Pattern[str], exact: tuple[str, ...], name: str) -> bool | None:
    """Tell whether a file names somebody; None when it cannot be told."""
    if _holds(unicodedata.normalize("NFC", path.name.replace("_", " ")), pattern, exact):
        return True
    texts = _texts(path)
    if texts is not None:
        with suppress(QualcodeError, OSError, ValueError):
            return any(_holds(unicodedata.normalize("NFC", text), pattern, exact) for text in texts)
    return _raw(path, (name, *exact), pattern)


def _holds(text: str, pattern: re.Pattern[str], exact: tuple[str, ...]) -> bool:
    low = text.casefold()
    return pattern.search(text) is not None or any(words in low for words in exact)


def _texts(path: Path) -> Iterator[str] | None:
    """Give the texts of a file of a known format, or None."""
    from qualcode.exchange.read_raw import NotSearchableError, parts

    if is_database(path):
        return strings_in(path)
    try:
        found = list(parts(path))
    except NotSearchableError:
        return _read(path)
    except QualcodeError:
        return None
    return (text for _, text in found)


def _read(path: Path) -> Iterator[str] | None:
    """Read a file as minutes are read, for formats that only that way are known (PDF with text, say)."""
    from qualcode.exchange.reading import read

    try:
        raw = read(path)
    except QualcodeError:
        return None
    told = (raw.name, raw.text, *raw.properties.values(), *(f"{c.author} {c.text}" for c in raw.comments))
    return iter(told)


def _raw(path: Path, words: Iterable[str], pattern: re.Pattern[str]) -> bool | None:
    """Search bytes, and as text what decodes; what is compressed or of a kind unknown cannot be called clean."""
    try:
        if path.stat().st_size > _MOST_RAW:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if b"\0" not in data and pattern.search(unicodedata.normalize("NFC", data.decode("utf-8", "replace"))):
        return True
    for one in words:
        for text in {one, one.casefold(), one.upper()}:
            for form in ("NFC", "NFD"):
                shapes = (unicodedata.normalize(form, text).encode(c, "ignore") for c in _CHARSETS)
                if any(len(shape) > 2 and shape in data for shape in shapes):  # noqa: PLR2004
                    return True
    return None if b"\0" in data[:8192] or data[:4] == b"%PDF" else False
