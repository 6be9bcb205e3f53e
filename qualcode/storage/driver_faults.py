"""What SQLite says when something is wrong, turned into sentences: what, where, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from qualcode.domain.errors import N_, FolderReadOnlyError, QualcodeError


class NotAProjectDatabaseError(QualcodeError):
    """The file is there but is no project database."""

    sentence = N_(
        "{path} is not a qualcode database or is damaged; restore it from a backup (`qualcode restore-backup`)."
    )


class DatabaseMissingError(QualcodeError):
    """A project folder without its database."""

    sentence = N_("{path} is missing; put it back, or restore a backup with `qualcode restore-backup`.")


class DatabaseReplacedError(QualcodeError):
    """While the project was open, an older database took the place of its own."""

    sentence = N_("{path} was replaced by one of an older version; close qualcode and open the project again.")


class NewerDatabaseError(QualcodeError):
    """The project was made by a later version."""

    sentence = N_("{path} was made by a newer version of qualcode (schema {found}); update qualcode to open it.")


class DatabaseBusyError(QualcodeError):
    """Another process holds the database for too long."""

    sentence = N_(
        "{path} is held by another program that is writing, so nothing was done; wait until it is ready, or close it, and try again."
    )


class DatabaseFullError(QualcodeError):
    """The disk is full."""

    sentence = N_(
        "{path} could not be written because the disk is full; nothing was changed: free some space and try again."
    )


class DiskFaultError(QualcodeError):
    """The disk or the network drive does not answer, or has taken less than it was given."""

    sentence = N_(
        "{path} could not be read or written: the disk is full, or the drive does not answer; nothing was changed by this step."
    )


class ReadOnlyProjectError(QualcodeError):
    """A change in a project on media that cannot be written."""

    sentence = N_(
        "{path} lies where nothing can be written, so the project can be read but not changed; copy its folder to your own disk."
    )


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the driver raises inside into one of the errors above; what is no fault of the file goes on as it is."""
    try:
        yield
    except DatabaseError as fault:
        told = _told(path, fault.orig) if isinstance(fault.orig, sqlite3.Error) else None
        if told is None:
            raise
        raise told from fault
    except sqlite3.Error as fault:
        told = _told(path, fault)
        if told is None:
            raise
        raise told from fault


def _told(path: Path, fault: sqlite3.Error) -> QualcodeError | None:
    # The extended name, such as SQLITE_IOERR_WRITE, says more than the words, which differ between versions.
    name = getattr(fault, "sqlite_errorname", "")
    kinds: dict[str, type[QualcodeError]] = {
        "SQLITE_READONLY": FolderReadOnlyError,
        "SQLITE_CANTOPEN": FolderReadOnlyError,
        "SQLITE_PERM": FolderReadOnlyError,
        "SQLITE_BUSY": DatabaseBusyError,
        "SQLITE_LOCKED": DatabaseBusyError,
        "SQLITE_PROTOCOL": DatabaseBusyError,
        "SQLITE_FULL": DatabaseFullError,
        "SQLITE_IOERR": DiskFaultError,
        "SQLITE_CORRUPT": NotAProjectDatabaseError,
        "SQLITE_NOTADB": NotAProjectDatabaseError,
        "SQLITE_FORMAT": NotAProjectDatabaseError,
    }
    base = "_".join(name.split("_")[:2])
    return kinds[base](path=path) if base in kinds else None
