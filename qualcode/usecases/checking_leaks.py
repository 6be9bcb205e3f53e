"""Checking a finished file, from here or elsewhere, for what its audience may not see."""

from __future__ import annotations

from pathlib import Path

from qualcode.domain.errors import FileMissingError, NotAFileError
from qualcode.domain.finding import Audience, Leak
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import leaks_in


def check_file(project: Project | None, path: Path, *, audience: Audience, passphrase: str | None) -> tuple[Leak, ...]:
    """Give what a file shows that its audience may not see; without a project by the finders alone.

    Raises:
        FileMissingError, NotAFileError: when there is no such file
        PassphraseNeededError: when the project has a vault and no passphrase came.
    """
    if not path.exists():
        raise FileMissingError(path=path)
    if not path.is_file():
        raise NotAFileError(path=path)
    return leaks_in(project, path, path.suffix, audience=audience, passphrase=passphrase)
