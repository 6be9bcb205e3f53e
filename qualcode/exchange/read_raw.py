"""Any finished file as (place, text) pairs, so that it can be searched for what should not be in it, format by format."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, take
from qualcode.exchange.raw_images import image_words

_PACKAGES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".qdpx", ".zip")
_PICTURES = (".png", ".jpg", ".jpeg")
_MARKUP = (".html", ".htm", ".svg", ".xml", ".qdc")
_TYPED = (".txt", ".md", ".markdown", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".tex")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"""\b(?:title|alt|content|name|author|aria-label|href|data-[\w-]+)\s*=\s*("[^"]*"|'[^']*')""")


class NotSearchableError(QualcodeError):
    """A file that cannot be searched, and so cannot be called clean."""

    sentence = N_(
        "{path} has no format that can be searched ({suffix}); searched are Word, Excel, CSV, text, web pages and pictures."
    )


def parts(source: Path | bytes, suffix: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in a file with its place; text is joined across runs, a line for each paragraph or row, cells parted by tabs.

    ``suffix`` says what bytes are (".docx"); a path has its own.

    Raises:
        NotSearchableError: for a format that is not known.
        QualcodeError: for a damaged or dangerous file.
    """
    path = str(source) if isinstance(source, Path) else f"export{suffix}"
    kind = (suffix or (source.suffix if isinstance(source, Path) else "")).lower()
    data = take(source, limit=MAX_PACKAGE_BYTES) if isinstance(source, Path) else source
    if kind in _PACKAGES:
        from qualcode.exchange.packages import Package
        from qualcode.exchange.raw_office import package_words

        yield from package_words(Package(data, path, kind))
    elif kind in _PICTURES:
        yield from image_words(data)
    elif kind in (".csv", ".tsv"):
        yield "cells", _cells(decode(data, path)[0])
    elif kind in _MARKUP:
        yield from _marked_up(decode(data, path)[0])
    elif kind in _TYPED:
        yield "text", decode(data, path)[0]
    else:
        raise NotSearchableError(path=path, suffix=kind or "–")


def _cells(text: str) -> str:
    """Give the cells of a CSV parted by tabs, so that a label that fills its cell can be told from one inside a sentence."""
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    csv.field_size_limit(MAX_PACKAGE_BYTES)
    return "\n".join("\t".join(row) for row in csv.reader(StringIO(text, newline=""), delimiter=separator))


def _marked_up(text: str) -> Iterator[tuple[str, str]]:
    words = html.unescape(_TAG.sub("\n", text))
    yield "text", "\n".join(line.strip() for line in words.split("\n") if line.strip())
    told = [html.unescape(value[1:-1]) for value in _ATTRIBUTE.findall(text)]
    if told:
        yield "attributes", "\n".join(dict.fromkeys(told))
