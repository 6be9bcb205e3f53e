"""Tables of documents (CSV or Excel): which file belongs to which case, wave and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TypeAlias

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.document_columns import KNOWN, folded, shown
from qualcode.exchange.tables import TableBrokenError, read_grid

Row: TypeAlias = Mapping[str, str]
"""One row of a table of documents: its known columns by their English names, all others as written."""


class NoFileColumnError(QualcodeError):
    """A table of documents that does not say which row belongs to which file."""

    sentence = N_("{path} has no column named file (fil); its columns are {columns}.")


def read_table(path: Path) -> dict[str, Row]:
    """Read a table of documents (CSV or Excel): the file's name or path as written, to its row.

    Raises:
        NoFileColumnError: when no column names the files.
        TableBrokenError: when a file stands twice, with the line.
        QualcodeError: when the table cannot be read.
    """
    grid = read_grid(path)
    names = [KNOWN.get(folded(h), h.strip()) for h in grid.header]
    if "file" not in names:
        raise NoFileColumnError(path=str(path), columns=shown(", ".join(h for h in grid.header if h)) or "–")
    found: dict[str, Row] = {}
    for line, cells in grid.rows:
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
        file = row.pop("file", "")
        if not file:
            continue
        if file in found:
            raise TableBrokenError(path=str(path), line=line, problem=N_("this file stands on an earlier line too"))
        found[file] = row
    return found


def row_of(table: Mapping[str, Row], path: Path) -> Row | None:
    """Give the row of a file: its path or the end of it as written in the table, else its base name."""
    wanted = [folded(p) for p in path.parts]
    best: tuple[int, Row] | None = None
    for name, row in table.items():
        parts = [folded(p) for p in PurePath(name.replace("\\", "/")).parts if p != "."]
        if parts and wanted[-len(parts) :] == parts and (best is None or len(parts) > best[0]):
            best = (len(parts), row)
    return best[1] if best else None


def rows_left(table: Mapping[str, Row], paths: Iterable[Path]) -> list[str]:
    """Give the files that a table names and that are none of ``paths``."""
    wanted = list(paths)
    return [name for name, row in table.items() if not any(row_of({name: row}, path) for path in wanted)]
