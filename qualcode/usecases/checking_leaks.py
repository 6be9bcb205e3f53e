"""Checking a finished file, from here or elsewhere, for what its audience may not see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from qualcode.domain.errors import FileMissingError, NotAFileError
from qualcode.domain.finding import Audience, Leak
from qualcode.storage.document_rows import documents
from qualcode.usecases.hiding import policy_of
from qualcode.usecases.hit_states import hidden_originals
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import open_vault
from qualcode.usecases.waiving import waivers

MOST = 10_000
"""Leaks listed of one file; a file with more is no export but minutes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file shows that its audience may not see, and what of that the project has waived, with the reason by id.

    ``cut``: there is more than is listed. ``painted``: the file is a picture, whose painted words nobody has read.
    """

    leaks: tuple[Leak, ...]
    waived: tuple[Leak, ...] = ()
    cut: bool = False
    painted: bool = False


def check_file(project: Project | None, path: Path, *, audience: Audience, passphrase: str | None) -> Checked:
    """Give what a file shows that its audience may not see; without a project by the finders alone.

    The file is read piece by piece, in bounded memory.

    Raises:
        FileMissingError, NotAFileError: when there is no such file
        QualcodeError: when it cannot be searched, and so cannot be called clean;
        PassphraseNeededError: when the project has a vault and no passphrase came.
    """
    if not path.exists():
        raise FileMissingError(path=path)
    if not path.is_file():
        raise NotAFileError(path=path)
    return check(project, path, path.suffix, audience=audience, passphrase=passphrase)


def check(
    project: Project | None,
    source: bytes | Path,
    suffix: str,
    *,
    audience: Audience,
    passphrase: str | None,
    exempt: Iterable[str] = (),
    spoken: Iterable[str] = (),
) -> Checked:
    """Give what a finished file shows that its audience may not see; without a project by the finders alone, and without ids.

    ``exempt`` are labels that may stand by themselves in a cell or paragraph, and in the program's own sentences, ``spoken``.

    Raises:
        As ``check_file``.
    """
    from qualcode.exchange.raw_images import PICTURES
    from qualcode.exchange.read_raw import parts

    found = check_parts(
        project,
        parts(source, suffix),
        suffix,
        audience=audience,
        passphrase=passphrase,
        exempt=exempt,
        spoken=spoken,
    )
    return replace(found, painted=suffix.lower() in PICTURES)


def check_parts(
    project: Project | None,
    parts: Iterable[tuple[str, str]],
    suffix: str,
    *,
    audience: Audience,
    passphrase: str | None,
    exempt: Iterable[str] = (),
    spoken: Iterable[str] = (),
) -> Checked:
    """Give what the parts of a file, or of several, show that their audience may not see: as ``check``, the words given as they are.

    Raises:
        PassphraseNeededError: when the project has a vault and no passphrase came.
    """
    from qualcode.anonymise.leakcheck import LeakChecker
    from qualcode.anonymise.own_recognisers import recognisers_beside

    vault = None if project is None else open_vault(project, passphrase)
    settings = None if project is None else project.settings
    checker = LeakChecker(
        hidden_originals(project, vault) if project is not None and vault else (),
        audience,
        frozenset(exempt),
        policy=policy_of(settings),
        key=b"" if project is None else project.quote_key,
        kind=suffix.lower(),
        always=settings.always if settings else (),
        never=settings.never if settings else (),
        recognisers=recognisers_beside(settings.recognisers, settings.spacy) if settings else (),
        spoken=spoken,
        cases=() if project is None else sorted({d.metadata.case for d in documents(project.store, segments=False)}),
    )
    allowed = set() if project is None else {one.id for one in waivers(project)}
    found = list(islice(checker.check(parts), MOST + 1))
    return Checked(
        tuple(leak for leak in found[:MOST] if leak.id not in allowed),
        tuple(leak for leak in found[:MOST] if leak.id in allowed),
        len(found) > MOST,
    )
