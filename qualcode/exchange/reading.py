"""Files to documents: which reader takes which file, and which files of a folder are minutes at all."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, FileMissingError, NotAFileError, QualcodeError
from qualcode.exchange.file_guards import EmptyFileError, UnreadableFileError

if TYPE_CHECKING:
    from qualcode.domain.minutes import RawDocument

READERS = {
    ".txt": "qualcode.exchange.read_text",
    ".md": "qualcode.exchange.read_markdown",
    ".markdown": "qualcode.exchange.read_markdown",
    ".docx": "qualcode.exchange.read_docx",
    ".odt": "qualcode.exchange.read_odt",
    ".rtf": "qualcode.exchange.read_rtf",
    ".vtt": "qualcode.exchange.read_subtitles",
    ".srt": "qualcode.exchange.read_subtitles",
    ".pdf": "qualcode.exchange.read_pdf",
}
"""Suffix to the module whose ``read(path)`` takes such files; imported when the first one comes."""

TABLES = (".csv", ".tsv", ".xlsx")
"""Tables of answers, one row one document; only when they are named themselves, as a folder's tables may be of any kind."""

_FIGURES = re.compile(r"([0-9]+)")
REVISED = frozenset({".docx", ".odt", ".rtf"})
"""Formats with tracked changes, whose readers take ``original``."""
_SAVE_AS = {
    ".doc": ".docx",
    ".dot": ".docx",
    ".dotx": ".docx",
    ".wps": ".docx",
    ".fodt": ".odt",
    ".ott": ".odt",
    ".pages": ".docx",
    ".html": ".txt",
    ".htm": ".txt",
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
}
_TOLD = frozenset({".doc", ".wps", ".pages", ".docm"})
"""Kinds that minutes are written in though none is read: in a folder too they are told, as minutes would else be missing without a word."""
_MACROS = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx"}


class UnknownFormatError(QualcodeError):
    """A file of a kind that no reader takes."""

    sentence = N_("{path} has no format that can be read; readable are {known}.")


class SaveAsError(QualcodeError):
    """A file whose program can save it in a format that is read."""

    sentence = N_("{path} is a {suffix} file, which is not read; open it and save it as {better}.")


class MacroFileError(QualcodeError):
    """A file that may carry programs."""

    sentence = N_("{path} can carry macros and is not opened; save it as a file without macros ({better}).")


class ManyDocumentsError(QualcodeError):
    """A table of answers where one document is wanted."""

    sentence = N_("{path} is a table, whose rows are documents; give a file that holds one document.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are read: ``original`` undoes tracked changes; ``columns`` tells a table's columns by role ("text", "case" …)."""

    original: bool = False
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read(path: Path, manner: Manner | None = None) -> RawDocument:
    """Read one file of minutes; the decoded text is NFC with LF and offsets into it are code points.

    Raises:
        QualcodeError: with a sentence that says why the file is not read.
    """
    suffix = _checked(path)
    if suffix in TABLES:
        raise ManyDocumentsError(path=str(path))
    if suffix not in READERS:
        raise UnknownFormatError(path=str(path), known=", ".join(sorted((*READERS, *TABLES))))
    original = manner is not None and manner.original and suffix in REVISED
    reader = import_module(READERS[suffix])
    document: RawDocument = reader.read(path, original=True) if original else reader.read(path)
    if not document.text.strip():
        raise EmptyFileError(path=str(path))
    return document


def read_all(path: Path, manner: Manner | None = None) -> tuple[RawDocument, ...]:
    """Read the documents of a file: one, or one for each row of a table of answers.

    Raises:
        QualcodeError: with a sentence that says why the file is not read.
    """
    if path.suffix.lower() not in TABLES:
        return (read(path, manner),)
    _checked(path)
    from qualcode.exchange.read_survey import read_rows

    return read_rows(path, manner.columns if manner is not None else {})


def _checked(path: Path) -> str:
    """Give a file's ending in small letters, when files of that kind may be opened at all."""
    if not path.exists():
        raise FileMissingError(path=str(path))
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            raise UnreadableFileError(path=str(path), reason=os.strerror(errno.EACCES))
        raise NotAFileError(path=str(path))
    suffix = path.suffix.lower()
    if suffix in _MACROS:
        raise MacroFileError(path=str(path), better=_MACROS[suffix])
    if suffix in _SAVE_AS:
        raise SaveAsError(path=str(path), suffix=suffix, better=_SAVE_AS[suffix])
    return suffix


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files to read: those named as they are, those of folders recursively, each once and in order.

    In folders, hidden files and folders, Word's ``~$`` lock files, project folders (they hold a qualcode.toml), the results
    of a project that is itself named, tables, and files of unknown formats are passed over. A file that is named itself is always
    given, and so are a path that does not exist, a folder that may not be entered, and minutes of an old kind (.doc), so that
    reading them can say what is wrong.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                found.setdefault(file.absolute(), file)
        else:
            found.setdefault(path.absolute(), path)
    return tuple(found.values())


def _is_project(folder: Path) -> bool:
    return os.path.exists(folder / "qualcode.toml")  # noqa: PTH110 - Path.exists raises where a folder may not be entered


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []

    def closed(fault: OSError) -> None:
        # Given as if it were a file, so that it is told among those that could not be read.
        found.append(Path(fault.filename))

    for here, folders, files in os.walk(folder, onerror=closed):
        place = Path(here)
        ours = {"exports"} if _is_project(place) else set()
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in ours and not _is_project(place / f)
        )
        kept = (f for f in files if not f.startswith((".", "~$")))
        found += [place / f for f in kept if (suffix := Path(f).suffix.lower()) in READERS or suffix in _TOLD]
    return sorted(found, key=_in_order)


def _in_order(path: Path) -> list[list[tuple[int, str]]]:
    """Order files as people do: "dialog 2" before "dialog 10"."""
    return [[(int(part), "") if part.isdecimal() else (-1, part) for part in _FIGURES.split(one)] for one in path.parts]
