"""The lemma list as a compact table: a million forms in a few megabytes, made once from simplemma's list and kept in the cache folder.

simplemma's own dictionary takes most of a second and a hundred megabytes each time a program starts. The table is derived from it
alone: it holds nothing of any project, may be deleted at any time, and is made again when simplemma changes.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Self
from zlib import crc32

import marisa_trie

_FORMAT = 2
_NUMBER = 4
"""Bytes of the sum of a stored table, and of the length of each of its parts."""


class LemmaTable:
    """A lemma list: a trie of forms written backwards, so that the words that a form ends in are found in one pass over its letters.

    A lemma is kept as what is done to its form: letters cut off, letters put on. Two thousand of these do for a million forms.
    """

    __slots__ = ("_edit_of", "_edits", "_forms")

    def __init__(self, forms: marisa_trie.Trie, edits: Sequence[Sequence[int | str]], edit_of: array[int]) -> None:
        self._forms = forms
        self._edits = [(int(cut), str(put)) for cut, put in edits]
        self._edit_of = edit_of

    @classmethod
    def made(cls, lemmas: Callable[[], Iterable[Sequence[str]]]) -> Self:
        """Make a table of pairs, form and lemma; they are asked for twice, since all of them at once take much memory."""
        forms = marisa_trie.Trie(form[::-1] for form, _ in lemmas())
        numbers: dict[tuple[int, str], int] = {}
        edit_of = array("H", bytes(2 * len(forms)))
        for form, lemma in lemmas():
            shared = _shared(form, lemma)
            edit_of[forms[form[::-1]]] = numbers.setdefault((len(form) - shared, lemma[shared:]), len(numbers))
        return cls(forms, list(numbers), edit_of)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read a table from a file; None when there is none, or when it is not what was written."""
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        if stored[:_NUMBER] != _number(crc32(stored[_NUMBER:])):
            return None
        edits, edit_of, forms = _parts(stored[_NUMBER:])
        return cls(marisa_trie.Trie().frombytes(forms), json.loads(edits), array("H", edit_of))

    def write(self, path: Path) -> None:
        """Write the table whole or not at all.

        Raises:
            OSError: when the folder or the disk does not allow it.
        """
        parts = (json.dumps(self._edits).encode(), self._edit_of.tobytes(), self._forms.tobytes())
        table = b"".join(_number(len(part)) + part for part in parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".lemmas-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_number(crc32(table)) + table)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def get(self, form: str) -> str | None:
        """Give the lemma of a form, or None when the table lacks it."""
        if "\0" in form:
            # No word, and marisa-trie reads past it.
            return None
        found = self._forms.get(form[::-1])
        return None if found is None else self.lemma(form, found)

    def endings(self, form: str) -> list[tuple[str, str]]:
        """Give the words that a form ends in, itself among them, and their lemmas, the longest first."""
        ends = self.ends(form)
        ends.reverse()
        return [(end[::-1], self.lemma_by(end[::-1], end)) for end in ends]

    def ends(self, form: str) -> list[str]:
        """Give the words that a form ends in, written backwards, the longest last."""
        found: list[str] = [] if "\0" in form else self._forms.prefixes(form[::-1])
        return found

    def lemma_by(self, form: str, end: str) -> str:
        """Give what becomes of a form when the word that it ends in (``end``, written backwards) becomes its lemma."""
        return self.lemma(form, self._forms[end])

    def lemma(self, form: str, place: int) -> str:
        """Give the lemma of a form at a place."""
        cut, put = self._edits[self._edit_of[place]]
        return form[: len(form) - cut] + put


def lemma_list(language: str) -> LemmaTable:
    """Give the lemma list of a language ("sv" or "en") from the cache folder, made and put there when first asked for."""
    path = cache_folder() / f"lemmas-{language}-{version('simplemma')}-{_FORMAT}.trie"
    kept = LemmaTable.read(path)
    if kept is not None:
        return kept
    rows = _written_out(language)
    made = LemmaTable.made(lambda: (row.decode().rstrip("\n").split("\t") for row in BytesIO(rows)))
    # A folder that cannot be written costs the time of making the table anew in every program, and nothing else.
    with suppress(OSError):
        made.write(path)
    return made


def _written_out(language: str) -> bytes:
    """Give simplemma's list as lines of form and lemma, without what took it apart: the dictionary and the table are both large."""
    from simplemma.strategies import DefaultDictionaryFactory

    rows = bytearray()
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        rows += f"{form}\t{lemma}\n".encode()
    # The factory refers to itself, and a run looks for rubbish only now and then.
    gc.collect()
    return bytes(rows)


def cache_folder() -> Path:
    """Give the folder for what can be made anew, or what QUALCODE_CACHE says."""
    told = os.environ.get("QUALCODE_CACHE")
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_cache_dir("qualcode", appauthor=False))


def _shared(form: str, lemma: str) -> int:
    """Count the first letters that a form and its lemma have in common."""
    pairs = enumerate(zip(form, lemma, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(form), len(lemma)))


def _number(value: int) -> bytes:
    return value.to_bytes(_NUMBER, "big")


def _parts(table: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(table):
        begin = at + _NUMBER
        at = begin + int.from_bytes(table[at:begin], "big")
        yield table[begin:at]
