"""The door to the database: from a path to an engine with the right pragmas, and driver errors turned into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from qualcode.domain.errors import N_, FolderReadOnlyError, QualcodeError

HEAD = "0002"
"""The newest migration that this version knows."""

_BUSY_MS = 30_000
_BUSY_CLEARING_MS = 3_000


class NotAProjectDatabaseError(QualcodeError):
    """The file is there but is no project database."""

    sentence = N_("{path} is not a qualcode database or is damaged; restore it from a backup.")


class NewerDatabaseError(QualcodeError):
    """The project was made by a later version."""

    sentence = N_("{path} was made by a newer version of qualcode (schema {found}); update qualcode to open it.")


class DatabaseBusyError(QualcodeError):
    """Another process holds the database for too long."""

    sentence = N_("{path} is held by another program; close that program and try again.")


class DatabaseFullError(QualcodeError):
    """The disk is full."""

    sentence = N_(
        "{path} could not be written because the disk is full; nothing was changed: free some space and try again."
    )


class Store:
    """An open project database.

    ``read()`` and ``write()`` give connections; a write is one immediate transaction that lands whole or not at all.
    """

    _made_whole: ClassVar[str] = "qualcode"

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new database with the newest schema.

        Raises:
            FolderReadOnlyError: when the folder does not let itself be written.
        """
        store = cls(path, _engine(path))
        store._migrate()
        return store

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a database and bring its schema up to date.

        Raises:
            NotAProjectDatabaseError, NewerDatabaseError, FolderReadOnlyError, DatabaseBusyError.
        """
        if not path.is_file():
            raise NotAProjectDatabaseError(path=path)
        store = cls(path, _engine(path))
        revision = store._revision()
        if revision is None:
            raise NotAProjectDatabaseError(path=path)
        if revision > HEAD:
            raise NewerDatabaseError(path=path, found=revision)
        if revision < HEAD:
            store._migrate()
        return store

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading: one consistent view."""
        with _sentences(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose work is one transaction."""
        with _sentences(self.path), self.engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                yield connection

    def compact(self) -> bool:
        """Write the file anew and empty the log, so that no byte of what was overwritten is left; tell whether that could be done.

        False when another program holds the database open in the middle of something: what it still reads cannot be cleared yet.
        """
        # On the driver's own connection: neither is possible inside a transaction, and the engine begins one for everything.
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            # Somebody who reads on and on is told of, not waited for.
            cursor.execute(f"PRAGMA busy_timeout = {_BUSY_CLEARING_MS}")
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as fault:
            if "locked" in str(fault):
                return False
            raise FolderReadOnlyError(path=self.path) from fault
        else:
            return not busy
        finally:
            raw.cursor().execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            raw.close()

    def check(self) -> str:
        """Give SQLite's own account of the file's health: "ok" or the first fault."""
        with self.read() as connection:
            return str(connection.execute(text("PRAGMA integrity_check(1)")).scalar())

    def _revision(self) -> str | None:
        with self.read() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def _migrate(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as fault:
        said = str(fault.orig).lower()
        if "readonly" in said or "unable to open" in said:
            raise FolderReadOnlyError(path=path) from fault
        if "locked" in said or "busy" in said:
            raise DatabaseBusyError(path=path) from fault
        if "full" in said:
            raise DatabaseFullError(path=path) from fault
        raise
    except DatabaseError as fault:
        if (
            isinstance(fault.orig, sqlite3.DatabaseError) and "not a database" in str(fault.orig)
        ) or "malformed" in str(fault.orig):
            raise NotAProjectDatabaseError(path=path) from fault
        raise


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        # SQLAlchemy, not the driver, decides when a transaction begins (see begin below).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: waiting then replaces failing half-way.
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
