"""The door to the database: from a path to an engine with the right pragmas, and driver errors turned into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self

from sqlalchemy import Connection, inspect, text

from qualcode.domain.errors import FolderReadOnlyError
from qualcode.storage.connecting import Ground, engine_on, ground_of, is_full
from qualcode.storage.driver_faults import (
    DatabaseFullError,
    DatabaseMissingError,
    DatabaseReplacedError,
    DiskFaultError,
    NewerDatabaseError,
    NotAProjectDatabaseError,
    ReadOnlyProjectError,
    sentences,
)
from qualcode.storage.kept_tallies import count_anew, miscounted
from qualcode.storage.patience import ONE_TRY_MS, Patience, is_held
from qualcode.storage.private_files import make_private, take_back

HEAD = "0007"
"""The newest migration that this version knows."""

_BUSY_CLEARING_MS = 3_000
Before = Callable[[Path], None]
"""What is to be done with a database's path before its schema is changed."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A look at the database, by which a later look tells whether others have changed it.

    ``connection``: the one that looked; ``version``: of the file, as that connection counts; ``writes``: begun by this store until then.
    """

    connection: object
    version: int
    writes: int

    def follows(self, earlier: Sight, *, but: int) -> bool:
        """Tell whether nothing but ``but`` writes of this store was done since an earlier look.

        True is sure; it may be False though nothing was done, since two connections cannot be compared.
        """
        same = self.connection is earlier.connection and self.version == earlier.version
        return same and self.writes - earlier.writes <= but


class Store:
    """An open project database.

    ``read()`` and ``write()`` give connections; a write is one immediate transaction that lands whole or not at all. ``patience``
    says how long another program's hold is waited for, and who is told; it may be changed while the store is open.
    """

    _made_whole: ClassVar[str] = "qualcode"

    def __init__(self, ground: Ground, patience: Patience | None = None) -> None:
        self.path = ground.path
        self.ground = ground
        self.patience = patience or Patience()
        self.engine = engine_on(ground, self.patience)
        self._file: tuple[int, int] | None = None
        self._writes = 0

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new database with the newest schema.

        Raises:
            FolderReadOnlyError: when the folder does not let itself be written.
        """
        store = cls(ground_of(path))
        if not store.writable:
            raise FolderReadOnlyError(path=path)
        make_private(path)
        store._migrate()
        return store

    @classmethod
    def open(cls, path: Path, *, before: Before | None = None, patience: Patience | None = None) -> Self:
        """Open a database and bring its schema up to date; where it cannot be written, it is opened for reading.

        ``before`` is called with the path before the schema of an older database is changed.

        Raises:
            DatabaseMissingError, NotAProjectDatabaseError, NewerDatabaseError, DatabaseBusyError, DiskFaultError.
        """
        if not path.is_file():
            raise DatabaseMissingError(path=path)
        take_back(path)
        store = cls(ground_of(path), patience)
        try:
            old = store._is_older()
        except (DatabaseFullError, DiskFaultError):
            store.close()
            if not is_full(path):
                raise
            # What is there can be read all the same: nobody else has it open, or the log's index would be there.
            store = cls(ground_of(path, full=True), patience)
            old = store._is_older()
        except BaseException:
            store.close()
            raise
        if not old:
            return store
        if not store.writable:
            # A private copy is brought up to date instead, and read.
            store.close()
            copy = cls(ground_of(path, copied=True, full=store.ground.full), patience)
            copy._migrate()
            return copy
        if before is not None:
            before(path)
        store._migrate()
        return store

    def _is_older(self) -> bool:
        revision = self._revision()
        if revision is None:
            raise NotAProjectDatabaseError(path=self.path)
        if revision > HEAD:
            raise NewerDatabaseError(path=self.path, found=revision)
        return revision < HEAD

    @property
    def writable(self) -> bool:
        """Whether the project lets itself be changed where it lies."""
        return self.ground.writable

    def ask_to_write(self) -> None:
        """See that the project lets itself be changed.

        Raises:
            ReadOnlyProjectError, DatabaseFullError: where it was opened to be read only.
        """
        if not self.writable:
            raise DatabaseFullError(path=self.path) if self.ground.full else ReadOnlyProjectError(path=self.path)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()
        if self.ground.borrowed is not None:
            self.ground.borrowed.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading: one consistent view.

        Raises:
            DatabaseMissingError, DatabaseReplacedError: when the file has been taken away or replaced by an older one meanwhile.
        """
        self._hold_on()
        with sentences(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose work is one transaction.

        Raises:
            ReadOnlyProjectError: where nothing can be written; DatabaseBusyError, DatabaseFullError, DiskFaultError;
            DatabaseMissingError, DatabaseReplacedError as in ``read``. Nothing is then changed.
        """
        self.ask_to_write()
        self._hold_on()
        self._writes += 1
        with self._writing() as connection:
            yield connection

    def look(self) -> Sight:
        """Look at the database as it is now."""
        with self.read() as connection:
            version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            return Sight(connection.connection.driver_connection, int(version), self._writes)

    def _hold_on(self) -> None:
        """See that the file is still the one that was opened, and go over to another that has taken its place.

        An open connection would go on with a file that was deleted or moved away, and all that it writes would be lost with it.
        """
        if self.ground.opened != self.path:
            return
        try:
            there = self.path.stat()
        except FileNotFoundError as fault:
            if self._file is None:
                # It is about to be made.
                return
            raise DatabaseMissingError(path=self.path) from fault
        except OSError as fault:
            raise DiskFaultError(path=self.path) from fault
        now = (there.st_dev, there.st_ino)
        before, self._file = self._file, now
        if before is not None and before != now:
            self.engine.dispose()
            if self._is_older():
                self._file = before
                raise DatabaseReplacedError(path=self.path)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sentences(self.path), self.engine.connect() as connection:
            connection.execution_options(immediate=True)
            with connection.begin():
                yield connection
                count_anew(connection)

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
            raw.cursor().execute(f"PRAGMA busy_timeout = {ONE_TRY_MS}")
            raw.close()

    def is_free(self) -> bool:
        """Tell whether nobody else is writing just now; tries once, for a quarter of a second at most.

        Raises:
            ReadOnlyProjectError, DatabaseMissingError, DatabaseReplacedError, DiskFaultError: as ``write``.
        """
        if not self.writable:
            raise ReadOnlyProjectError(path=self.path)
        self._hold_on()
        with sentences(self.path):
            raw = self.engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("ROLLBACK")
            except sqlite3.OperationalError as fault:
                if is_held(fault):
                    return False
                raise
            finally:
                raw.close()
        return True

    def check(self) -> str:
        """Give SQLite's own account of the file's health, and whether the kept tallies are those of a recount: "ok" or the first fault."""
        with self.read() as connection:
            health = str(connection.execute(text("PRAGMA integrity_check(1)")).scalar())
            return health if health != "ok" else miscounted(connection) or "ok"

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
        with self._writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
