"""Copies of a database by SQLite's own way, whole or not at all, beside work that goes on; and putting one back."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.connecting import ground_of, is_on_network
from qualcode.storage.database import HEAD
from qualcode.storage.driver_faults import DatabaseBusyError, NewerDatabaseError, NotAProjectDatabaseError, sentences
from qualcode.storage.patience import ONE_TRY_MS, Patience
from qualcode.storage.private_files import private

_UNFINISHED = ".part"
_FORGOTTEN = 3600
"""Seconds after which an unfinished copy belongs to nobody any more."""


class AnotherProjectError(QualcodeError):
    """A copy of another project's database."""

    sentence = N_("{path} is a copy of another project; nothing was put back.")


def copy_database(source: Path, target: Path, patience: Patience | None = None) -> None:
    """Write a copy of a database that may be in use, for the same people to read, checked; an older file of that name is replaced.

    Raises:
        DatabaseFullError, DiskFaultError: nothing is then left; NotAProjectDatabaseError: when the source is damaged;
        DatabaseBusyError: when another program has held it for longer than ``patience`` says.
    """
    with sentences(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".qualcode-", suffix=_UNFINISHED)
        os.close(handle)
        part = Path(name)
        try:
            _fill(source, part, patience or Patience())
            part.chmod(private(source.stat().st_mode))
            _settle(part)
            part.replace(target)
        except BaseException:
            for left in (part, *part.parent.glob(f"{part.name}-*")):
                left.unlink(missing_ok=True)
            raise


def put_back(copy: Path, target: Path, patience: Patience | None = None) -> None:
    """Put a copy in the place of a database, in one transaction; programs that have it open go on with what was put back.

    A target that is missing, or no database any more, is replaced as a file.

    Raises:
        NotAProjectDatabaseError, NewerDatabaseError: when the copy is none of ours or damaged; AnotherProjectError; DatabaseBusyError.
        The target is then as it was.
    """
    with sentences(copy):
        check_copy(copy)
    if _is_sound(target):
        with sentences(target):
            if _project(copy) != _project(target):
                raise AnotherProjectError(path=copy)
            with closing(_opened(copy, "mode=ro")) as ours, closing(_writing(target)) as theirs:
                _pour(ours, theirs, target, patience or Patience())
        return
    for left in (target, *target.parent.glob(f"{target.name}-*")):
        if left.is_file():
            left.unlink()
    copy_database(copy, target, patience)


def check_copy(copy: Path) -> None:
    """See that a file is a whole database of a project that this version can read.

    Raises:
        NotAProjectDatabaseError, NewerDatabaseError.
    """
    with closing(_opened(copy, "mode=ro")) as connection:
        try:
            [(found,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            health = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except (sqlite3.OperationalError, ValueError) as fault:
            raise NotAProjectDatabaseError(path=copy) from fault
    if health != "ok":
        raise NotAProjectDatabaseError(path=copy)
    if found > HEAD:
        raise NewerDatabaseError(path=copy, found=found)


def _fill(source: Path, part: Path, patience: Patience) -> None:
    ground = ground_of(source)
    how = "mode=ro" if ground.writable or ground.borrowed else "mode=ro&immutable=1"
    with closing(_opened(ground.opened, how)) as ours, closing(_writing(part)) as theirs:
        try:
            patience.hold(lambda: ours.execute("SELECT count(*) FROM sqlite_master").fetchone())
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorname in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
                raise NotAProjectDatabaseError(path=source) from fault
            raise
        _pour(ours, theirs, source, patience)
        # One file, without a log beside it.
        theirs.execute("PRAGMA journal_mode = DELETE")
        if theirs.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok" or not _is_ours(theirs):
            raise NotAProjectDatabaseError(path=source)


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether a database is a project's: an empty file is a database as well, of nothing."""
    tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('alembic_version', 'setting')"
    return bool(connection.execute(tables).fetchone()[0] == 2)  # noqa: PLR2004 - both of them


def is_copy_of(path: Path, database: Path) -> bool:
    """Tell whether a file is a copy of this project's database, which a newer copy may replace; the database itself is none."""
    if not path.is_file() or path.samefile(database):
        return False
    with suppress(sqlite3.DatabaseError):
        return _project(path) == _project(database)
    return False


def _pour(ours: sqlite3.Connection, theirs: sqlite3.Connection, held: Path, patience: Patience) -> None:
    """Copy one open database into another; the driver itself would try for ever as long as another program holds one of them."""
    patient = patience.waiting()

    def tried(status: int, *_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and not patient():
            raise DatabaseBusyError(path=held)

    ours.backup(theirs, progress=tried, sleep=ONE_TRY_MS / 1000)


def _opened(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, timeout=ONE_TRY_MS / 1000, isolation_level=None
    )


def _writing(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=ONE_TRY_MS / 1000, isolation_level=None)
    connection.execute("PRAGMA secure_delete = ON")
    if is_on_network(path):
        connection.execute("PRAGMA journal_mode = DELETE")
    return connection


def _is_sound(path: Path) -> bool:
    if not path.is_file():
        return False
    with suppress(sqlite3.DatabaseError), closing(_opened(path, "mode=ro")) as connection:
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    return False


def _project(path: Path) -> str:
    with closing(_opened(path, "mode=ro")) as connection:
        row = connection.execute("SELECT value FROM setting WHERE key = 'quote-key'").fetchone()
    return "" if row is None else str(row[0])


def _settle(part: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _clear_up(folder: Path) -> None:
    """Take away what a killed run has left unfinished."""
    for left in folder.glob(f".qualcode-*{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                left.unlink()
