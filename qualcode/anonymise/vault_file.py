"""The vault's file: written whole or not at all, by one process at a time, readable by its owner alone."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_UNFINISHED = ".vault-"


def mark(path: Path) -> tuple[int, int, int]:
    """Give what changes whenever the file is put anew: every save makes another file."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Keep other processes from saving meanwhile, where the system can lock folders (and tell so); elsewhere taking in must do."""
    try:
        import fcntl
    except ImportError:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield True
    finally:
        os.close(descriptor)


def clear_leftovers(folder: Path) -> None:
    """Remove what killed processes left half-written: old states under old passphrases. Nobody else writes while the folder is locked."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):
            path.unlink()


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 beside the old one, force it to disk and put it in the old one's place in one step."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o600)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    with contextlib.suppress(OSError):
        # The folder's own entry must reach the disk too, where the system lets folders be opened.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
