"""Any finished file as (place, text) pairs, piece by piece, so that it can be searched for what should not be in it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from qualcode.domain.errors import N_, FileMissingError, NotAFileError, QualcodeError
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, EmptyFileError, TooBigError, UnreadableFileError
from qualcode.exchange.raw_images import PICTURES, image_words
from qualcode.exchange.raw_office import PACKAGES, Budget, package_words
from qualcode.exchange.raw_text import cell_pieces, json_pieces, text_pieces

_MARKUP = (".html", ".htm", ".xhtml", ".svg", ".xml", ".qdc", ".graphml")
_JSON = (".json", ".jsonl", ".ndjson", ".ipynb", ".geojson")
_TYPED = (".txt", ".md", ".markdown", ".yaml", ".yml", ".toml", ".tex", ".bib", ".vtt", ".srt", ".log", ".rst")
_TABLES = (".csv", ".tsv")
_PDF = ".pdf"


class NotSearchableError(QualcodeError):
    """A file that cannot be searched, and so cannot be called clean."""

    sentence = N_(
        "{path} has no format that can be searched ({suffix}), so it cannot be called clean; searched are Word, Excel, PowerPoint, "
        "OpenDocument, PDF, CSV, JSON, text, web pages, pictures, REFI-QDA and zip files of these."
    )


def parts(source: Path | bytes, suffix: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in a file with its place; text is joined across runs, a line for each paragraph or row, cells parted by tabs.

    A long part comes as several pieces of about a million characters that follow each other, so that a file of any size is read in
    bounded memory. ``suffix`` says what bytes are (".docx"); a path has its own.

    Raises:
        NotSearchableError: for a format that is not known.
        QualcodeError: for a damaged or dangerous file.
    """
    if isinstance(source, bytes):
        yield from _parts(BytesIO(source), f"export{suffix}", suffix.lower(), Budget(), 0)
        return
    path = str(source)
    if not source.exists():
        raise FileMissingError(path=path)
    if not source.is_file():
        raise NotAFileError(path=path)
    try:
        with source.open("rb") as stream:
            if source.stat().st_size == 0:
                raise EmptyFileError(path=path)
            yield from _parts(stream, path, (suffix or source.suffix).lower(), Budget(), 0)
    except OSError as fault:
        raise UnreadableFileError(path=path, reason=fault.strerror or "?") from fault


def _parts(stream: BinaryIO, path: str, kind: str, budget: Budget, depth: int) -> Iterator[tuple[str, str]]:
    if kind in PACKAGES:
        from qualcode.exchange.packages import Package

        yield from package_words(Package(stream, path, kind), _parts, budget, depth)
    elif kind in PICTURES:
        yield from image_words(_whole(stream, path), path)
    elif kind in _TABLES:
        yield from (("cells", piece) for piece in cell_pieces(text_pieces(stream, path), path))
    elif kind in _MARKUP:
        from qualcode.exchange.raw_markup import markup_parts

        yield from markup_parts(text_pieces(stream, path))
    elif kind in _JSON:
        yield from (("text", piece) for piece in json_pieces(text_pieces(stream, path)))
    elif kind in _TYPED:
        yield from (("text", piece) for piece in text_pieces(stream, path))
    elif kind == _PDF:
        from qualcode.exchange.raw_pdf import pdf_words

        yield from pdf_words(_whole(stream, path), path)
    else:
        raise NotSearchableError(path=path, suffix=kind or "–")


def _whole(stream: BinaryIO, path: str) -> bytes:
    data = stream.read(MAX_PACKAGE_BYTES + 1)
    if len(data) > MAX_PACKAGE_BYTES:
        limit = MAX_PACKAGE_BYTES // 1_000_000
        raise TooBigError(path=path, megabytes=limit + 1, limit=limit)
    return data
