"""From a path to connections: with a log beside the file where that is safe, and as it can be read where nothing can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from qualcode.storage.patience import ONE_TRY_MS, Patience

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs"),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "glusterfs", "ceph", "lustre"),
    }
)
_NEEDED_TO_OPEN = 65_536
_REMOTE = 4
"""What Windows answers for a drive on another machine."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a database lies and how it is opened.

    ``path`` is the file itself, ``opened`` the file that connections read: the same, or a private copy of one that lies where
    nothing can be written but has changes in its log that only writing could bring in. ``network``: on a drive of another machine.
    ``full``: it could be written, were there room on the disk.
    """

    path: Path
    opened: Path
    writable: bool = True
    network: bool = False
    full: bool = False
    borrowed: tempfile.TemporaryDirectory[str] | None = field(default=None, compare=False)


def ground_of(path: Path, *, copied: bool = False, full: bool = False) -> Ground:
    """Look at where a database lies; ``copied``: it needs writing to be read, so a copy is taken where it cannot be written.

    ``full``: the disk has no room for what is kept beside an open database, so it is opened as where nothing can be written.
    """
    if not full and can_be_written(path):
        return Ground(path, path, network=is_on_network(path))
    log = path.with_name(f"{path.name}-wal")
    if not copied and not (log.is_file() and log.stat().st_size):
        return Ground(path, path, writable=False, full=full)
    borrowed = tempfile.TemporaryDirectory(prefix="qualcode-")
    copy = Path(borrowed.name) / path.name
    for source, target in ((path, copy), (log, copy.with_name(log.name))):
        if source.is_file():
            shutil.copyfile(source, target)
            target.chmod(0o600)
    return Ground(path, copy, writable=False, full=full, borrowed=borrowed)


def is_full(path: Path) -> bool:
    """Tell whether the disk has no room left for what an open database needs beside it: its log's index and a page or two."""
    return shutil.disk_usage(path.parent).free < _NEEDED_TO_OPEN


def can_be_written(path: Path) -> bool:
    """Tell whether the file and its folder (where the log comes to lie) let themselves be written."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def is_on_network(path: Path) -> bool:
    """Tell whether a file lies on a drive of another machine, where the log's shared memory would not be shared."""
    if sys.platform == "win32":
        import ctypes

        drive = path.absolute().drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE
    kinds = _mounted()
    place = path.absolute().parent.resolve()
    return next((kinds[str(p)] in _NETWORK for p in (place, *place.parents) if str(p) in kinds), False)


def _mounted() -> dict[str, str]:
    """Give the kind of file system by where it is mounted, as far as the system tells."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return {}
    # Spaces in paths stand there as \040.
    return {p[1].replace("\\040", " "): p[2] for p in (line.split() for line in lines) if len(p) > 2}  # noqa: PLR2004 - device, place, kind


def engine_on(ground: Ground, patience: Patience) -> Engine:
    """Give an engine whose connections are set up for where the database lies, and wait for other programs with ``patience``."""
    # Where nobody can write it is promised not to change: read without a lock and without a log.
    still = not ground.writable and ground.borrowed is None
    address = f"{ground.opened.absolute().as_uri()}?{'mode=ro&immutable=1' if still else 'mode=rwc'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=ONE_TRY_MS / 1000, check_same_thread=False)

    # The connection used last is used next: a long run then writes by one and the same.
    engine = create_engine("sqlite:///" + str(ground.opened), creator=connect, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        # SQLAlchemy, not the driver, decides when a transaction begins (see begin below).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {ONE_TRY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        if not still:
            wanted = "DELETE" if ground.network else "WAL"
            [journal] = patience.hold(lambda: cursor.execute(f"PRAGMA journal_mode = {wanted}").fetchone())
            if journal != "wal":
                # Pages spilled in the middle of a transaction would lock readers out, our own among them.
                cursor.execute("PRAGMA cache_spill = OFF")
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: waiting then replaces failing half-way. A reader takes its view at once, for the same reason.
        if connection.get_execution_options().get("immediate", False):
            patience.hold(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        else:
            connection.exec_driver_sql("BEGIN")
            patience.hold(lambda: connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").close())

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        # Without a log, readers have to let go before a change lands; the driver then finds nothing left to commit.
        patience.hold(lambda: connection.exec_driver_sql("COMMIT"))

    return engine
