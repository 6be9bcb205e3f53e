"""Backing up: copies of the project's database, by hand and before every change that touches much, and putting one back."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, FolderReadOnlyError, NoFolderError, QualcodeError
from qualcode.storage.backups import check_copy, copy_database, is_copy_of, put_back
from qualcode.storage.driver_faults import (
    DatabaseFullError,
    DatabaseMissingError,
    DiskFaultError,
    NotAProjectDatabaseError,
    sentences,
)
from qualcode.storage.patience import Patience, Told
from qualcode.storage.private_files import take_back

FOLDER = "backups"
BY_HAND = "by-hand"
_NAME = re.compile(r"(?P<at>\d{4}-\d\d-\d\dT\d{6}Z)(?:-(?P<number>\d+))?_(?P<reason>[a-z-]+)\.db")
REASONS = {
    BY_HAND: N_("made by hand"),
    "before-accept": N_("before suggestions were accepted in bulk"),
    "before-reject": N_("before suggestions were rejected in bulk"),
    "before-judge": N_("before cells were judged in bulk"),
    "before-merge": N_("before another coder's work was merged"),
    "before-restore": N_("before a snapshot was restored"),
    "before-restore-backup": N_("before a backup was put back"),
    "before-demo": N_("before the demonstration was made anew"),
    "before-update": N_("before the database was brought up to date"),
    "damaged": N_("a damaged database, set aside"),
}
"""Why a backup was made, in words."""


class NoBackupError(QualcodeError):
    """A backup that is not there."""

    sentence = N_("There is no backup {name}; `qualcode backup --list` shows those there are.")


class NoBackupThereError(QualcodeError):
    """A backup in the place of a file that is something else."""

    sentence = N_(
        "{path} is there already and is no backup of this project, so nothing was written; choose another name."
    )


class OwnDatabaseError(QualcodeError):
    """The project's database, named as the backup to put in its own place."""

    sentence = N_(
        "{path} is the project's own database, so there is nothing to put back; `qualcode backup --list` shows the backups there are."
    )


class NoRoomForBackupError(QualcodeError):
    """The disk has no room for the copy that precedes a change of much."""

    sentence = N_(
        "There is no room for the backup {path} that precedes this change, so nothing was changed; free some space, "
        "or set backups_kept = 0 in qualcode.toml to go without."
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database. ``at`` is UTC in ISO 8601; ``reason`` a key of ``REASONS``; ``automatic`` ones are replaced in turn."""

    name: str
    path: Path
    at: str
    reason: str
    bytes: int

    @property
    def automatic(self) -> bool:
        """Whether the program made it and may take it away when newer ones come."""
        return self.reason.startswith("before-")

    def as_json(self) -> dict[str, Any]:
        """Give it for machines."""
        return {**asdict(self), "path": str(self.path), "automatic": self.automatic}


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Give the backups of a project folder, newest first."""
    found = []
    for path in (folder / FOLDER).glob("*.db"):
        told = _NAME.fullmatch(path.name)
        if told is not None:
            day, _, clock = told["at"].partition("T")
            at = f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:6]}+00:00"
            found.append(
                (told["at"], int(told["number"] or 0), Backup(path.name, path, at, told["reason"], path.stat().st_size))
            )
    return tuple(one for *_, one in sorted(found, key=lambda f: f[:2], reverse=True))


def back_up(folder: Path, database: Path, target: str | None = None, waiting: Told | None = None) -> Path:
    """Copy the database of a project to ``target`` (a file, or a folder), by default among the project's backups; give the path.

    ``waiting`` is told when another program holds the database, with the seconds that it is waited for at most.

    Raises:
        NoFolderError: when ``target``, or the folder it is to lie in, is not there: it is not made, since a stick that is not
        plugged in would then get its backup on the very disk that it is to save from;
        NoBackupThereError: when a file of that name is something else, or the database itself;
        DatabaseMissingError, NotAProjectDatabaseError: when it is damaged; DatabaseFullError, FolderReadOnlyError, DatabaseBusyError.
    """
    if not database.is_file():
        raise DatabaseMissingError(path=database)
    goal = Path(target) if target else _own(folder)
    if goal.is_dir():
        goal = _fresh(goal, BY_HAND)
    elif target and target.endswith(("/", os.sep)):
        raise NoFolderError(path=target)
    elif target and not goal.absolute().parent.is_dir():
        raise NoFolderError(path=goal.parent)
    if goal.exists() and not is_copy_of(goal, database):
        raise NoBackupThereError(path=goal)
    _copy(database, goal, Patience(told=waiting))
    return goal


def safety_copy(folder: Path, database: Path, reason: str, *, kept: int) -> Path | None:
    """Copy the database before a change that touches much, and let go of the oldest such copies beyond ``kept``; 0: none is made.

    Raises:
        NoRoomForBackupError: the change must then not be made.
    """
    if kept == 0:
        return None
    goal = _fresh(_own(folder), f"before-{reason}")
    try:
        _copy(database, goal)
    except (DatabaseFullError, DiskFaultError) as fault:
        raise NoRoomForBackupError(path=goal) from fault
    for old in [b for b in backups_in(folder) if b.automatic][kept:]:
        old.path.unlink(missing_ok=True)
    return goal


def put_backup_back(
    folder: Path, database: Path, name: str | None = None, waiting: Told | None = None
) -> tuple[Path, Path | None]:
    """Put a backup (the newest by default, else by name or path) in the place of the database; give it and the copy of what was there.

    What was there is always copied first, whatever the settings say; a damaged database is set aside as it is.

    Raises:
        NoBackupError, OwnDatabaseError, NotAProjectDatabaseError, NewerDatabaseError, AnotherProjectError, NoRoomForBackupError,
        DatabaseBusyError. The database is then as it was.
    """
    chosen = _chosen(folder, name)
    if database.is_file() and chosen.samefile(database):
        raise OwnDatabaseError(path=chosen)
    with sentences(chosen):
        check_copy(chosen)
    patience = Patience(told=waiting)
    aside = _set_aside(folder, database, patience)
    put_back(chosen, database, patience)
    return chosen, aside


def _set_aside(folder: Path, database: Path, patience: Patience) -> Path | None:
    if not database.is_file():
        return None
    goal = _fresh(_own(folder), "before-restore-backup")
    try:
        _copy(database, goal, patience)
    except NotAProjectDatabaseError:
        goal = _fresh(_own(folder), "damaged")
        database.rename(goal)
    except (DatabaseFullError, DiskFaultError) as fault:
        raise NoRoomForBackupError(path=goal) from fault
    return goal


def _chosen(folder: Path, name: str | None) -> Path:
    found = backups_in(folder)
    if name is None:
        newest = next((b for b in found if b.reason != "damaged"), None)
        if newest is None:
            raise NoBackupError(name="–")
        return newest.path
    by_name = next((b.path for b in found if b.name in (name, f"{name}.db")), None)
    path = by_name or Path(name)
    if not path.is_file():
        raise NoBackupError(name=name)
    return path


def _own(folder: Path) -> Path:
    """Give the project's folder of backups, kept out of version control wherever the project's own rules are older."""
    own = folder / FOLDER
    try:
        own.mkdir(exist_ok=True)
        if not (own / ".gitignore").exists():
            (own / ".gitignore").write_text("*\n", encoding="utf-8")
        for copy in own.glob("*.db"):
            take_back(copy)
    except OSError as fault:
        raise FolderReadOnlyError(path=own) from fault
    return own


def _fresh(folder: Path, reason: str) -> Path:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    names = (f"{at}{f'-{n}' if n else ''}_{reason}.db" for n in range(10_000))
    taken = {p.name.partition("_")[0] for p in folder.glob(f"{at}*")}
    return next(folder / name for name in names if name.partition("_")[0] not in taken)


def _copy(database: Path, goal: Path, patience: Patience | None = None) -> None:
    try:
        copy_database(database, goal, patience)
    except OSError as fault:
        raise FolderReadOnlyError(path=goal) from fault


def erased_since(folder: Path, backup: Path) -> int:
    """Give how many erasures were certified after a backup was made: what it holds of those people is back when it is put back."""
    found = next((b.at for b in backups_in(folder) if b.path.absolute() == backup.absolute()), None)
    made = found or datetime.fromtimestamp(backup.stat().st_mtime, UTC).isoformat(timespec="seconds")
    since = 0
    for path in (folder / "certificates").glob("erasure-*.json"):
        try:
            at = json.loads(path.read_text(encoding="utf-8")).get("at", "")
        except (OSError, ValueError, AttributeError):
            # What cannot be read may tell of an erasure as well as not.
            at = made
        since += _moment(at or made) >= _moment(made)
    return since


def _moment(at: str) -> datetime:
    told = datetime.fromisoformat(at)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
