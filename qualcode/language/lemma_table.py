"""The lemma list as a compact table: a million forms in a few megabytes, made once from simplemma's list and kept in the cache folder.

simplemma's own dictionary takes most of a second and a hundred megabytes each time a program starts. The table is derived from it
alone: it holds nothing of any project, may be deleted at any time, and is made again when simplemma changes.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Protocol, Self
from zlib import crc32

import marisa_trie

_FORMAT = 1
_SUM_BYTES = 4


class LemmaList(Protocol):
    """Form → lemma, for casefolded forms."""

    def get(self, form: str, /) -> str | None:
        """Give the lemma of a form, or None when the list lacks it."""


class LemmaTable:
    """A lemma list in a trie."""

    __slots__ = ("_trie",)

    def __init__(self, trie: marisa_trie.BytesTrie) -> None:
        self._trie = trie

    @classmethod
    def made(cls, lemmas: Iterable[Sequence[str]]) -> Self:
        """Make a table of pairs, form and lemma."""
        return cls(marisa_trie.BytesTrie((form, lemma.encode()) for form, lemma in lemmas))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read a table from a file; None when there is none, or when it is not what was written."""
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        told, trie = stored[:_SUM_BYTES], stored[_SUM_BYTES:]
        if told != _sum(trie):
            return None
        return cls(marisa_trie.BytesTrie().frombytes(trie))

    def write(self, path: Path) -> None:
        """Write the table whole or not at all.

        Raises:
            OSError: when the folder or the disk does not allow it.
        """
        trie = self._trie.tobytes()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".lemmas-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_sum(trie) + trie)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def get(self, form: str, /) -> str | None:
        """Give the lemma of a form, or None when the table lacks it."""
        if "\0" in form:
            # No word, and marisa-trie reads past it.
            return None
        found = self._trie.get(form)
        return found[0].decode() if found else None


def lemma_list(language: str) -> LemmaList:
    """Give the lemma list of a language ("sv" or "en") from the cache folder, made and put there when first asked for."""
    path = cache_folder() / f"lemmas-{language}-{version('simplemma')}-{_FORMAT}.trie"
    kept = LemmaTable.read(path)
    if kept is not None:
        return kept
    made = LemmaTable.made(row.decode().rstrip("\n").split("\t") for row in BytesIO(_written_out(language)))
    # A folder that cannot be written costs the time of making the table anew in every program, and nothing else.
    with suppress(OSError):
        made.write(path)
    return made


def _written_out(language: str) -> bytearray:
    """Give simplemma's list as lines of form and lemma, without what took it apart: the dictionary and the table are both large."""
    from simplemma.strategies import DefaultDictionaryFactory

    rows = bytearray()
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        rows += f"{form}\t{lemma}\n".encode()
    # The factory refers to itself, and a run looks for rubbish only now and then.
    gc.collect()
    return rows


def cache_folder() -> Path:
    """Give the folder for what can be made anew, or what QUALCODE_CACHE says."""
    told = os.environ.get("QUALCODE_CACHE")
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_cache_dir("qualcode", appauthor=False))


def _sum(trie: bytes) -> bytes:
    return crc32(trie).to_bytes(_SUM_BYTES, "big")
