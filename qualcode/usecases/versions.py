"""Versions of a document: a file that comes again, one that replaces another, and one that only looks like another."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError, UnknownDocumentError, UsageError
from qualcode.domain.minutes import Document, RawDocument, SegmentKind, plain_segments
from qualcode.storage.document_rows import Shelved, documents
from qualcode.storage.version_rows import successor
from qualcode.usecases.import_desk import Desk
from qualcode.usecases.material import find_document
from qualcode.usecases.project import Project

SAME = N_("already in the project as {document}; skipped")
AS_THERE = N_("{document} keeps its case ({case}) and wave ({wave}); what was given now was not taken")
ALIKE = N_(
    "looks like another version of {document}, and both now count; "
    "if it is one, take it back (`qualcode undo`) and import it with --replaces {document}"
)
_LONG_ENOUGH = 25
"""Characters of a sentence that two texts must share; shorter ones are shared by any two minutes."""
_FEWEST = 3
_ALIKE = 0.5


class OneReplacementError(UsageError):
    """Several files are said to be the new version of one document."""

    sentence = N_("--replaces takes one file, the new version of {document}; here are {number}.")


class AlreadyThereError(QualcodeError):
    """A file that shall replace one document is already in the project as another."""

    sentence = N_(
        "{path} is already in the project as {document}; take that import back (`qualcode undo`) before it replaces {replaced}."
    )


class ReplacedBeforeError(QualcodeError):
    """A document that shall be replaced has been replaced already."""

    sentence = N_("{document} has already been replaced by {newer}; to replace that one, write --replaces {newer}.")


def to_replace(project: Project, words: str | None) -> tuple[str, str]:
    """Give the current document that ``words`` name ("" for None), and ``words`` when they name one that was replaced before.

    Raises:
        UnknownDocumentError: when there is none.
    """
    if words is None:
        return "", ""
    try:
        return find_document(project, words).id, ""
    except UnknownDocumentError:
        newer = successor(project.store, words)
        if not newer:
            raise
        return newer, words


def same_file(desk: Desk, path: Path, raw: RawDocument) -> Shelved | None:
    """Give the current document that a file already is, or None.

    Raises:
        AlreadyThereError: when it was to replace another document than the one it is.
        ReplacedBeforeError: when the document that it was to replace has been replaced by another file.
    """
    same = desk.hashes.get(raw.sha256)
    if same is not None and desk.replaces and same.id != desk.replaces:
        raise AlreadyThereError(path=path, document=same.id, replaced=desk.replaces)
    if same is None and desk.late:
        raise ReplacedBeforeError(document=desk.late, newer=desk.replaces)
    return same


def looks_like(desk: Desk, document: Document) -> str:
    """Give the current document of the same case that a new one is probably a version of, by its words or by name and wave; or ""."""
    meta = document.metadata
    shape = _shape(document)
    # The next document of the case is compared with this one.
    desk.latest = (document.sha256, shape)
    for other in desk.of_case(meta.case):
        if other.name == document.name and other.wave == meta.wave:
            return other.id
        known = desk.shapes.get(other.id)
        if known is None:
            before = desk.fresh.get(other.id) or documents(desk.project.store, ids=[other.id])[0]
            known = desk.shapes[other.id] = _shape(before)
        fewest = min(len(shape), len(known))
        if fewest >= _FEWEST and len(shape & known) >= _ALIKE * fewest:
            return other.id
    return ""


def _shape(document: Document) -> frozenset[int]:
    """Give numbers for the document's sentences, which stand as they were where nothing was corrected."""
    text, wanted = document.text, SegmentKind.SENTENCE.value
    places = ((row[1], row[2]) for row in plain_segments(document.segments) if row[0] == wanted)
    return frozenset(hash(text[start:end]) for start, end in places if end - start >= _LONG_ENOUGH)


def place_of(project: Project, path: Path, part: str = "") -> str:
    """Give a keyed hash of the file's path (and row), which recognises the file when it comes again and tells nobody its name."""
    relative = os.path.relpath(path.absolute(), project.folder)
    said = f"{relative}\n{part}" if part else relative
    return hmac.new(project.quote_key, said.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
