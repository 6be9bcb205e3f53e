"""Rows of a CSV or Excel file with a header, as text, whatever separator and charset an office program chose."""

from __future__ import annotations

import csv
import unicodedata
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, MAX_TEXT_BYTES, EmptyFileError, printable, take
from qualcode.exchange.packages import EntityError, Package, WrongKindError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_CELL = 100_000
"""Characters; Excel's own cells hold a third of it."""
_MOST_ABOVE = 4
_LONG_CELL = N_("a cell is longer than a table of documents has")


class TableFormatError(QualcodeError):
    """A table in a format that is not read."""

    sentence = N_("{path} is no table that can be read; save it as .csv or .xlsx.")


class TableBrokenError(QualcodeError):
    """A table whose rows do not hold together."""

    sentence = N_("{path}, line {line}: {problem}.")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read: its header and, for each row with content, the line in the file and the cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_grid(path: Path) -> Grid:
    """Read the first sheet of an Excel file, or a CSV file separated by semicolons, commas or tabs.

    Raises:
        QualcodeError: when it is no table, dangerous, too big or empty.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        lines = _excel(path)
    elif suffix in (".csv", ".tsv", ".txt"):
        lines = _typed(path)
    else:
        raise TableFormatError(path=str(path))
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise EmptyFileError(path=str(path))
    filled = filled[_above_header(filled) :]
    header = filled[0][1]
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MAX_COLUMNS or len(filled) > MAX_ROWS:
        raise TableBrokenError(path=str(path), line=1, problem=N_("more rows or columns than a table of documents has"))
    return Grid(header, tuple(filled[1:]))


def _above_header(filled: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """Give how many rows stand above the header: titles, of a single cell, as programs for surveys put them."""
    for number, (_, cells) in enumerate(filled[: _MOST_ABOVE + 1]):
        told = [cell for cell in cells if cell]
        if len(told) > 1:
            # A row with figures is no header: the only column that has a name is then named above it.
            return number if not any(cell.replace(",", ".").replace(".", "", 1).isdigit() for cell in told) else 0
    return 0


def _typed(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    text, _ = decode(take(path, limit=MAX_TEXT_BYTES), str(path))
    lines = [line for line in text.split("\n", 10 * _MOST_ABOVE) if line.strip()]
    # Titles above the header hold no separator.
    first = next(
        (line for line in lines[: _MOST_ABOVE + 1] if any(s in line for s in ";\t,")), lines[0] if lines else ""
    )
    # Excel may tell its separator in a line of its own.
    told = first[4:5] if first.lower().startswith("sep=") else ""
    separator = told or max(";\t,", key=lambda s: (first.count(s), s == ";"))
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    found = []
    try:
        for cells in reader:
            if told and reader.line_num == 1:
                continue
            # The csv module's own limit is one for the whole process and may have been lifted elsewhere.
            if any(len(c) > MAX_CELL for c in cells):
                raise TableBrokenError(path=str(path), line=reader.line_num, problem=_LONG_CELL)
            found.append((reader.line_num, tuple(c.strip() for c in cells)))
    except csv.Error as fault:
        problem = _LONG_CELL if "limit" in str(fault) else N_("a quotation mark is not closed, or stands inside a cell")
        raise TableBrokenError(path=str(path), line=reader.line_num, problem=problem) from fault
    return found


def _excel(path: Path) -> Iterable[tuple[int, tuple[str, ...]]]:
    import warnings
    from io import BytesIO

    from openpyxl import load_workbook

    data = take(path, limit=MAX_PACKAGE_BYTES)
    package = Package(data, str(path), ".xlsx")
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            declared = package.part(name)
            if (
                b"<!DOCTYPE" in declared.replace(b"\0", b"").upper()
                or b"<!ENTITY" in declared.replace(b"\0", b"").upper()
            ):
                raise EntityError(path=str(path), part=printable(name))
    if not any(name.startswith("xl/workbook") for name in package.names()):
        raise WrongKindError(path=str(path), kind=".xlsx")
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            # openpyxl tells, some of it by print, of styles and extensions that it drops; only the cells matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            # A file may claim a million rows; only those that are there are read.
            sheet.reset_dimensions()
            return [
                (number, tuple(_cell(c) for c in row[:MAX_COLUMNS]))
                for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS), 1)
            ]
    except Exception as fault:
        raise WrongKindError(path=str(path), kind=".xlsx") from fault


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute) == (0, 0) else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
