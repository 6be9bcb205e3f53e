"""The gate of exports: every file is read as a stranger would read it before it gets its name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.domain.errors import FolderReadOnlyError, Nn_, NoFolderError, RefusedError
from qualcode.domain.finding import Audience, Leak
from qualcode.storage.private_files import PRIVATE
from qualcode.usecases.checking_leaks import check
from qualcode.usecases.project import Project


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and the leaks in it that the project has waived."""

    path: Path
    waived: tuple[Leak, ...] = ()

    def __str__(self) -> str:
        """Give the path."""
        return str(self.path)


class LeakFoundError(RefusedError):
    """A file holds what its audience may not see."""

    sentence = Nn_(
        "{path} was not written: it would show {number} identifying word, listed above; mend it in the texts, "
        "summaries or codebook, or waive what may stay (`qualcode leakcheck --waive ID --reason TEXT`).",
        "{path} was not written: it would show {number} identifying words, listed above; mend them in the texts, "
        "summaries or codebook, or waive what may stay (`qualcode leakcheck --waive ID --reason TEXT`).",
    )

    def __init__(self, path: Path, leaks: Sequence[Leak]) -> None:
        """Keep the leaks for the face to list."""
        super().__init__(path=path, number=len(leaks))
        self.leaks = tuple(leaks)


def publish(
    project: Project,
    target: Path,
    data: bytes,
    *,
    audience: Audience,
    passphrase: str | None,
    exempt: Iterable[str] = (),
    spoken: Iterable[str] = (),
) -> Written:
    """Search a finished file for what its audience may not see, then give it its name; nothing is written otherwise.

    ``exempt`` are labels that may stand by themselves in a cell or paragraph: the codebook's words, for internal files the cases.
    ``spoken`` are sentences that the program made itself, such as notes below a figure: in them the labels may stand as well.

    Raises:
        PassphraseNeededError: when there is a vault and no passphrase; LeakFoundError; FolderReadOnlyError.
    """
    found = check(project, data, target.suffix, audience=audience, passphrase=passphrase, exempt=exempt, spoken=spoken)
    if found.leaks:
        raise LeakFoundError(target, found.leaks)
    return Written(keep_bytes(target, data), found.waived)


def keep_bytes(target: Path, data: bytes, *, private: bool = False) -> Path:
    """Write a file whole or not at all, over an older one of that name; ``private``: for its owner alone, whatever the umask.

    Raises:
        NoFolderError: when its folder is not there; FolderReadOnlyError: when that cannot be written.
    """
    target = target.absolute()
    if not target.parent.is_dir():
        raise NoFolderError(path=target.parent)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".qualcode-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(PRIVATE if private else 0o666 & ~_umask())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise FolderReadOnlyError(path=target) from fault
    return target


def _umask() -> int:
    old = os.umask(0o077)
    os.umask(old)
    return old


def own_words(project: Project) -> tuple[str, ...]:
    """Give the codebook's own words, which may stand by themselves in any export."""
    book = project.codebook
    words = list(book.names.values())
    for code in book.walk():
        words += [*code.names.values(), code.path, code.id, *code.brief.values(), *code.definition.values()]
    return tuple(words)
