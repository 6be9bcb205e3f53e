"""Merging: the work of a coder who worked apart comes into the project; what both changed differently is shown by passage."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qualcode.domain.errors import FileMissingError, Nn_, QualcodeError
from qualcode.domain.snapshot import Record, Snapshot, coding_ref, in_order
from qualcode.domain.snapshot_merging import OURS, Merged, merge
from qualcode.domain.spans import Span
from qualcode.storage.backups import copy_database
from qualcode.storage.database import Store
from qualcode.storage.ledger import common_steps
from qualcode.storage.rewording import OriginalNeededError, WordsChangedError
from qualcode.storage.row_turning import UndoConflictError
from qualcode.storage.snapshot_rows import records_of
from qualcode.storage.undoing import rewind
from qualcode.usecases.conflicts import ConflictAt, conflict_at, document_names
from qualcode.usecases.project import Project, database_of
from qualcode.usecases.snapshots import put_snapshot, snapshot_of

_SPANNED = ("codings", "decisions", "placements", "names")
_EMPTY = Snapshot({})


class MergeConflictError(QualcodeError):
    """Both sides have changed the same thing differently."""

    sentence = Nn_(
        "Nothing was merged: {number} conflict, listed above; --prefer ours or --prefer theirs decides it, or change one side first.",
        "Nothing was merged: {number} conflicts, listed above; --prefer ours or --prefer theirs decides them all, or "
        "change one side first.",
    )
    exit_code = 3

    def __init__(self, conflicts: tuple[ConflictAt, ...]) -> None:
        """Keep the conflicts for the face to list."""
        super().__init__(number=len(conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class MergedWork:
    """What a merge did.

    ``taken`` counts what came, changed or went because of the other side; ``missing`` are the names of documents that only the
    other has; ``unplaced`` counts passages of theirs whose words differ here; ``based``: both began as one project, so that what
    was taken away there is taken away here.
    """

    taken: int
    conflicts: tuple[ConflictAt, ...]
    missing: tuple[str, ...]
    unplaced: int
    based: bool


def merge_project(project: Project, other: Path, *, prefer: str | None = None) -> MergedWork:
    """Bring the decisions of another copy of the project, or of another project with the same documents, into this one, as one step.

    ``prefer`` ("ours", "theirs") decides conflicts; without it any conflict stops the merge.

    Raises:
        FileMissingError, DatabaseMissingError, NotAProjectDatabaseError, NewerDatabaseError: of ``other``, which is left as it is;
        MergeConflictError; NoRoomForBackupError. Nothing is then merged.
    """
    database = database_of(other)[1] if other.is_dir() else other
    if not database.exists():
        raise FileMissingError(path=database)
    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        copy, own = Path(folder) / "other.db", Path(folder) / "own.db"
        copy_database(database, copy)
        ours = snapshot_of(project, with_text=True)
        with Store.open(copy) as store:
            base = _base(project, store, own)
            theirs = Snapshot(*_told(store))
    missing = [r for r in theirs.of("documents") if r["document"] not in ours.texts]
    theirs, unplaced = _on_our_texts(theirs, ours)
    known = _without_texts(ours)
    merged = merge(_only(base, known) if base else _EMPTY, known, _only(theirs, known), prefer=prefer or OURS)
    conflicts = tuple(conflict_at(c, ours.texts, document_names(ours)) for c in merged.conflicts)
    if conflicts and prefer is None:
        raise MergeConflictError(conflicts)
    if merged.taken or conflicts:
        put_snapshot(project, merged.snapshot, action="merge", taken=merged.taken, conflicts=len(conflicts))
    names = tuple(f"{r['name']} ({r['case']})" for r in missing if r["state"] == "current")
    return MergedWork(merged.taken, conflicts, names, unplaced, base is not None)


def merge_snapshots(
    base: Path, ours: Path, theirs: Path, *, prefer: str | None = None
) -> tuple[Merged, tuple[ConflictAt, ...]]:
    """Merge two snapshots that began as a third, and give the result with its conflicts; nothing is written.

    Raises:
        SnapshotFaultError, UnfinishedSnapshotError, NewerSnapshotError; MergeConflictError: without ``prefer``.
    """
    from qualcode.exchange.snapshot_files import read_snapshot

    sides = [read_snapshot(folder) for folder in (base, ours, theirs)]
    merged = merge(*(side for side, _ in sides), prefer=prefer or OURS)
    left = (*(c for _, conflicts in sides for c in conflicts), *merged.conflicts)
    texts = {key: text for side, _ in sides for key, text in side.texts.items()}
    conflicts = tuple(conflict_at(c, texts, document_names(sides[1][0])) for c in left)
    if conflicts and prefer is None:
        raise MergeConflictError(conflicts)
    return merged, conflicts


def _told(store: Store) -> tuple[Mapping[str, tuple[Record, ...]], dict[str, Any], dict[str, str], dict[str, str]]:
    records, texts = records_of(store, with_text=True)
    return records, {}, {}, texts


def _base(project: Project, theirs: Store, own: Path) -> Snapshot | None:
    """Give the project as it was when the other copy was taken; None when the two never were one, or names were exchanged since."""
    common = common_steps(project.store, theirs)
    if not common:
        return None
    copy_database(project.store.path, own)
    with Store.open(own) as store:
        try:
            rewind(store, common)
        except (OriginalNeededError, WordsChangedError, UndoConflictError):
            return None
        return Snapshot(*_told(store))


def _without_texts(snapshot: Snapshot) -> Snapshot:
    kept = {kind: rows for kind, rows in snapshot.records.items() if kind not in ("segments", "hits")}
    return replace(snapshot, records=kept, texts={})


def _only(side: Snapshot, known: Snapshot) -> Snapshot:
    """Keep what concerns documents that this project knows; the documents themselves and the codebook are its own."""
    here = {r["document"] for r in known.of("documents")}
    records = {
        kind: tuple(r for r in rows if r.get("document", "") in here or "document" not in r)
        for kind, rows in side.records.items()
        if kind not in ("segments", "hits", "documents")
    }
    refs = {f"coding={coding_ref(r)}" for r in records.get("codings", ())} | {f"document={key}" for key in here}
    memos = tuple(
        r
        for r in records.get("memos", ())
        if not r["target"].startswith(("coding=", "document=")) or r["target"] in refs
    )
    return Snapshot({**records, "memos": memos, "documents": known.of("documents")}, known.about, known.codebooks)


def _on_our_texts(theirs: Snapshot, ours: Snapshot) -> tuple[Snapshot, int]:
    """Carry their passages over to our texts where the two differ, as far as that is sure; give the number of those that it is not."""
    from qualcode.engine.anchoring import Anchorer, Anchoring

    other = {
        key: Anchorer(text, ours.texts[key])
        for key, text in theirs.texts.items()
        if key in ours.texts and ours.texts[key] != text
    }
    if not other:
        return theirs, 0
    records: dict[str, tuple[Record, ...]] = dict(theirs.records)
    renamed: dict[str, str] = {}
    lost = 0
    for kind in _SPANNED:
        kept: list[Record] = []
        for record in theirs.of(kind):
            if record["document"] not in other or "start" not in record:
                kept.append(record)
                continue
            anchor = other[record["document"]].anchor(Span(record["start"], record["end"]))
            if anchor.kind is not Anchoring.MOVED or anchor.span is None:
                lost += kind == "codings"
                continue
            moved = {**record, "start": anchor.span.start, "end": anchor.span.end}
            if kind == "codings":
                renamed[coding_ref(record)] = coding_ref(moved)
            kept.append(moved)
        records[kind] = in_order(kind, kept)
    records["decisions"] = tuple({**r, "coding": renamed.get(r["coding"], r["coding"])} for r in records["decisions"])
    records["placements"] = tuple({**r, "coding": renamed.get(r["coding"], r["coding"])} for r in records["placements"])
    records["memos"] = tuple({**r, "target": _renamed(r["target"], renamed)} for r in records["memos"])
    return replace(theirs, records=records), lost


def _renamed(target: str, renamed: Mapping[str, str]) -> str:
    kind, _, ref = target.partition("=")
    return f"{kind}={renamed[ref]}" if ref in renamed else target
