"""The folder of a snapshot: written in the place of an earlier one, and never over anything that is somebody's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualcode.domain.errors import N_, FolderReadOnlyError, NoFolderError, QualcodeError
from qualcode.domain.snapshot import Snapshot
from qualcode.exchange.settings_file import FILE_NAME
from qualcode.usecases.export_gate import keep_bytes


class ProjectFolderError(QualcodeError):
    """A snapshot into the folder of a project."""

    sentence = N_(
        "{path} is the folder of a project; give the snapshot a folder of its own, such as {folder}: under version control it lies as "
        "well there."
    )
    exit_code = 2


class FolderInUseError(QualcodeError):
    """A snapshot into a folder that holds something else under the names it needs."""

    sentence = N_(
        "{path} is somebody's own and no part of a snapshot, and would be lost; give the snapshot a folder of its own."
    )
    exit_code = 2


def write_snapshot(folder: Path, snapshot: Snapshot) -> tuple[Path, ...]:
    """Write a snapshot's files; the one that completes it goes first and comes last, so that a killed run leaves none that looks whole.

    Raises:
        ProjectFolderError, FolderInUseError; NoFolderError: when the folder that it is to lie in is not there; FolderReadOnlyError.
    """
    from qualcode.exchange.snapshot_files import ABOUT, RULES, files_of, own_files, with_rules

    files = {folder / name: data for name, data in files_of(snapshot).items()}
    earlier = tuple(own_files(folder))
    _ask(folder, (*earlier, *files))
    files[folder / RULES] = with_rules(folder / RULES)
    stale = [path for path in earlier if path not in files]
    written = [path for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    if not written and not stale:
        return tuple(files)
    if not folder.absolute().parent.is_dir():
        raise NoFolderError(path=folder.absolute().parent)
    try:
        for one in sorted({path.parent for path in files}):
            one.mkdir(exist_ok=True)
    except OSError as fault:
        raise FolderReadOnlyError(path=folder) from fault
    if folder / RULES in written:
        # By its rules an unfinished snapshot is known as one, so they come before anything is taken away.
        keep_bytes(folder / RULES, files[folder / RULES])
    (folder / ABOUT).unlink(missing_ok=True)
    for path in stale:
        path.unlink(missing_ok=True)
    for path in [p for p in written if p.name not in (ABOUT, RULES)]:
        keep_bytes(path, files[path], private=True)
    keep_bytes(folder / ABOUT, files[folder / ABOUT], private=True)
    return tuple(files)


def _ask(folder: Path, wanted: Iterable[Path]) -> None:
    """See that the files of a snapshot may be written and replaced in a folder."""
    from qualcode.exchange.snapshot_files import RULES, is_snapshot

    if (folder / FILE_NAME).is_file():
        raise ProjectFolderError(path=folder.absolute(), folder=folder / "decisions")
    taken = next((path for path in wanted if path.exists() and path.name != RULES), None)
    if taken is not None and not is_snapshot(folder):
        raise FolderInUseError(path=taken)
