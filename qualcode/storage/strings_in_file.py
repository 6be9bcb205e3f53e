"""Every string in a database file that is not open here: a backup, or another coder's copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

_HEADER = b"SQLite format 3\0"


def is_database(path: Path) -> bool:
    """Tell whether a file is a SQLite database."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER
    return False


def strings_in(path: Path) -> Iterator[str]:
    """Give every string of every table; the file is opened for reading only and left as it is.

    Raises:
        ValueError: when the file is damaged.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                quoted = name.replace('"', '""')
                for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name from the file's own list
                    yield from (value for value in row if isinstance(value, str))
    except sqlite3.Error as fault:
        message = f"{path} is damaged"
        raise ValueError(message) from fault
