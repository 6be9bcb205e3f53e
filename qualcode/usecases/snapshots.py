"""Snapshots: a project's decisions as sorted lines of text for version control, and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, Nn_, QualcodeError, RefusedError
from qualcode.domain.finding import Audience
from qualcode.domain.snapshot import FORMAT, Record, Snapshot
from qualcode.storage.ledger import change
from qualcode.storage.snapshot_restoring import add_missing_documents, restore_records
from qualcode.storage.snapshot_rows import records_of, text_marks
from qualcode.usecases.backing_up import FOLDER
from qualcode.usecases.checking_leaks import check_parts
from qualcode.usecases.conflicts import ConflictAt, conflict_at, document_names
from qualcode.usecases.export_gate import LeakFoundError, keep_bytes
from qualcode.usecases.project import Project
from qualcode.usecases.snapshot_folder import write_snapshot

MARK = "Arbetsmaterial"
_SHOWN = 5
_WORDED = {
    "documents": ("name", "attributes", "roles"),
    "judgements": ("summary", "reason"),
    "memos": ("text",),
    "segments": ("label",),
    "hits": ("replacement",),
}
"""The fields that hold people's words; the others hold ids, marks, numbers and the names of cases, codes and coders."""


class PublishedSnapshotError(RefusedError):
    """A snapshot for the public."""

    sentence = N_(
        "A snapshot has a row for every case and is internal; publish `qualcode counts` and `qualcode quotes` instead."
    )


class DocumentsMissingError(QualcodeError):
    """A snapshot of documents that the project does not hold."""

    sentence = Nn_(
        "The snapshot speaks of {number} document that is not in the project: {names}; import it first, or restore a "
        "snapshot taken with --with-text; nothing was restored.",
        "The snapshot speaks of {number} documents that are not in the project: {names}; import them first, or "
        "restore a snapshot taken with --with-text; nothing was restored.",
    )


class OtherTextsError(QualcodeError):
    """Documents whose stored text is not the one that the snapshot was taken from."""

    sentence = Nn_(
        "The stored text of {number} document is not the one that the snapshot was taken from: {names}; nothing was restored.",
        "The stored text of {number} documents is not the one that the snapshot was taken from: {names}; nothing was restored.",
    )


class SnapshotConflictError(QualcodeError):
    """A snapshot in which two sides say different things of the same passage."""

    sentence = Nn_(
        "The snapshot holds {number} conflict, listed above; keep one line of it and restore again.",
        "The snapshot holds {number} conflicts, listed above; keep one line of each and restore again.",
    )
    exit_code = 3

    def __init__(self, conflicts: Iterable[ConflictAt]) -> None:
        """Keep the conflicts for the face to list."""
        self.conflicts = tuple(conflicts)
        super().__init__(number=len(self.conflicts))


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore changed: rows by kind; documents brought in with their texts; codebooks written; documents it said nothing of."""

    changed: Mapping[str, int]
    added: int
    codebooks: tuple[str, ...]
    left: int


def snapshot_of(project: Project, *, with_text: bool = False) -> Snapshot:
    """Give the project's decisions as values."""
    records, texts = records_of(project.store, with_text=with_text)
    about = {"format": FORMAT, "project": project.settings.project_id, "mark": MARK, "codebooks": list(_books(project))}
    return Snapshot(records, about, _books(project), texts)


def take_snapshot(
    project: Project,
    folder: Path,
    *,
    with_text: bool = False,
    audience: Audience = Audience.INTERNAL,
    passphrase: str | None = None,
) -> tuple[Path, ...]:
    """Write a snapshot into a folder, in the place of an earlier one there, and give its files; other files there are left alone.

    Raises:
        PublishedSnapshotError: for the published audience; PassphraseNeededError: when there is a vault and no passphrase;
        LeakFoundError; ProjectFolderError, FolderInUseError, NoFolderError, FolderReadOnlyError: nothing is then written.
    """
    if audience is Audience.PUBLISHED:
        raise PublishedSnapshotError
    snapshot = snapshot_of(project, with_text=with_text)
    _check_leaks(project, folder, snapshot, passphrase)
    return write_snapshot(folder, snapshot)


def restore_snapshot(project: Project, folder: Path) -> Restored:
    """Make the project's decisions those of a snapshot, as one step; what is there is backed up first.

    Raises:
        SnapshotFaultError, UnfinishedSnapshotError, NewerSnapshotError; SnapshotConflictError: when a merge by version control
        left two lines of one thing; DocumentsMissingError, OtherTextsError; NoRoomForBackupError; CodebookFaultsError: when a
        codebook in it cannot be used. Nothing is then changed.
    """
    from qualcode.exchange.snapshot_files import read_snapshot

    snapshot, conflicts = read_snapshot(folder)
    if conflicts:
        texts = snapshot_of(project, with_text=True).texts
        raise SnapshotConflictError(conflict_at(c, texts, document_names(snapshot)) for c in conflicts)
    _check_codebooks(project, folder, snapshot)
    return put_snapshot(project, snapshot, action="restore")


def _check_codebooks(project: Project, folder: Path, snapshot: Snapshot) -> None:
    """See that the codebooks that are to replace the project's can be used: another codebook they extend lies here or there."""
    from qualcode.exchange.codebook_files import CodebookFaultsError, parse

    for name, text in snapshot.codebooks.items():
        here = folder / "codebook" / name
        _, faults = parse(text, source=str(here))
        if faults and parse(text, source=str(project.folder / "codebooks" / Path(name).name))[1]:
            raise CodebookFaultsError(here, faults)


def put_snapshot(project: Project, snapshot: Snapshot, *, action: str, **about: Any) -> Restored:  # noqa: ANN401 - goes into JSON
    """Make the project's decisions those of a snapshot.

    Raises:
        As ``restore_snapshot``.
    """
    marks = text_marks(project.store)
    _check_documents(snapshot, marks)
    project.keep_copy(action)
    with change(project.store, project.coder, action, **about) as step:
        added = add_missing_documents(step, snapshot)
        changed = restore_records(step, snapshot)
        step.about.update({kind: number for kind, number in changed.items() if number})
    books = tuple(_keep_codebooks(project, snapshot.codebooks))
    told = {record["document"] for record in snapshot.of("documents")}
    return Restored(changed, added, books, len(marks.keys() - told))


def _check_documents(snapshot: Snapshot, marks: Mapping[str, str]) -> None:
    missing = [
        r for r in snapshot.of("documents") if r["document"] not in marks and r["document"] not in snapshot.texts
    ]
    if missing:
        raise DocumentsMissingError(number=len(missing), names=_named(missing))
    other = [r for r in snapshot.of("documents") if marks.get(r["document"], r["text"]) != r["text"]]
    if other:
        raise OtherTextsError(number=len(other), names=_named(other))


def _named(records: list[Record]) -> str:
    shown = ", ".join(f"{r['name']} ({r['case']})" for r in records[:_SHOWN])
    return shown + (" …" if len(records) > _SHOWN else "")


def _check_leaks(project: Project, folder: Path, snapshot: Snapshot, passphrase: str | None) -> None:
    cases = {record["case"] for kind in ("documents", "judgements") for record in snapshot.of(kind)}
    parts = [(f"{kind}.jsonl", words) for kind in _WORDED for words in _words(snapshot, kind)]
    parts += [(f"texts/{key}.txt", text) for key, text in snapshot.texts.items()]
    found = check_parts(project, parts, ".jsonl", audience=Audience.INTERNAL, passphrase=passphrase, exempt=cases).leaks
    if found:
        raise LeakFoundError(folder, found)


def _words(snapshot: Snapshot, kind: str) -> Iterable[str]:
    said: dict[str, None] = {}
    for record in snapshot.of(kind):
        for name in _WORDED[kind]:
            value = record.get(name, "")
            words = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else (value,)
            said |= dict.fromkeys(str(one) for one in words if one)
    return said


def _books(project: Project) -> dict[str, str]:
    paths = [project.folder / name for name in project.settings.codebooks]
    return {path.name: path.read_text(encoding="utf-8") for path in paths if path.is_file()}


def _keep_codebooks(project: Project, books: Mapping[str, str]) -> Iterable[str]:
    """Write the snapshot's codebooks where the project's differ; what stood there is kept among the backups."""
    for name, text in books.items():
        target = project.folder / "codebooks" / Path(name).name
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        if target.is_file():
            aside = project.folder / FOLDER
            aside.mkdir(exist_ok=True)
            number = len(list(aside.glob(f"{target.stem}-*.yaml"))) + 1
            shutil.copyfile(target, aside / f"{target.stem}-{number}.yaml")
        target.parent.mkdir(exist_ok=True)
        keep_bytes(target, text.encode())
        yield name
