"""Files of a project that are nobody else's business: made so whatever the umask, and taken back from everybody else."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
_OTHERS = 0o007
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, with the database's own permissions when it makes them."""


def make_private(path: Path) -> None:
    """Make an empty file that only its owner reads, where there is none yet.

    Raises:
        OSError: when it cannot be made.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))


def private(mode: int) -> int:
    """Give permissions without those that only the umask gave.

    Where everybody may read, nobody chose who does: the owner stays, and a group that may write too, since it works in it. Permissions
    that leave everybody else out were chosen by somebody and stay.
    """
    mode = stat.S_IMODE(mode)
    if not mode & _OTHERS:
        return mode
    return mode & 0o660 if mode & stat.S_IWGRP else mode & PRIVATE


def take_back(path: Path) -> None:
    """Take a database, and what lies beside it, back from everybody who was never meant to read it, as far as it is ours."""
    for ending in _BESIDE:
        one = path.with_name(path.name + ending)
        # Of another user's file, or on a read-only disk, the permissions are not ours to change; what is gone needs none.
        with suppress(OSError):
            mode = stat.S_IMODE(one.stat().st_mode)
            if mode != private(mode):
                one.chmod(private(mode))
