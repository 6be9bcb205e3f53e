"""Importing minutes: read, hide names, cut into segments, keep. One bad file in many stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document, Metadata, Notice, Participant, RawDocument, Source
from qualcode.storage.document_rows import Shelved, add_document, add_hits, documents, shelved
from qualcode.storage.driver_faults import DatabaseBusyError
from qualcode.storage.ledger import Change, Changes, changes
from qualcode.usecases.carrying_over import carry_over
from qualcode.usecases.front_people import those_there
from qualcode.usecases.import_desk import Desk
from qualcode.usecases.import_results import Imported, already_there
from qualcode.usecases.made_documents import keep_comments, make_document, stored_hits, to_vault
from qualcode.usecases.naming_cases import checked_case, nameless
from qualcode.usecases.project import Project
from qualcode.usecases.rubbish import among_the_new_only
from qualcode.usecases.unforeseen import fault_of_file
from qualcode.usecases.vault_keeping import open_vault
from qualcode.usecases.versions import (
    ALIKE,
    AS_THERE,
    SAME,
    OneReplacementError,
    looks_like,
    place_of,
    same_file,
    to_replace,
)

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised
    from qualcode.exchange.reading import Manner

Progress = Callable[[int, int, str], None]

GUESSED = N_(
    "no county stands in its name, title or first lines, so its case is {case}; --case or --metadata give it another"
)
DRAFT = N_("its own text says that it is a draft, so its status is draft; --status or --metadata give it another")
ROWS_LEFT = N_("{path}: rows that name files that are not among those read: {number} ({files})")
_MOST_ROWS = 5
_AT_ONCE = 20
"""Files that are read before any of them is stored: the more, the seldomer vault and database are written, and the more a crash
takes back."""
_Held = Sequence[tuple["Imported | Ready", list[str]]]
"""What came of a file, document by document, with the vault's ids of what was hidden in each."""


class NoFilesError(QualcodeError):
    """A folder without a single file that can be read."""

    sentence = N_("There are no files to import in {paths}.")


def import_files(
    project: Project,
    paths: Iterable[Path],
    *,
    options: Mapping[str, str] | None = None,
    table: Path | None = None,
    replaces: str | None = None,
    passphrase: str | None = None,
    manner: Manner | None = None,
    progress: Progress | None = None,
    notify: Callable[[Notice], None] | None = None,
) -> tuple[Imported, ...]:
    """Bring files and folders of minutes into the project, one step of the ledger each.

    ``options`` (case, wave, date, status) beat the metadata ``table``, that beats front matter, that the file's name and title.
    ``replaces`` is the id of the document that the one file is a new version of. With a ``passphrase`` the originals go into the
    vault, which is made when there is none; without one they are kept nowhere. ``manner`` says how tracked changes and tables of
    answers are read. ``notify`` is told what concerns no single file.

    Raises:
        BadDateError, BadStatusError: for options that mean nothing; NoFilesError: when there is nothing to read;
        UnknownDocumentError: when ``replaces`` is not there; OneReplacementError;
        WrongPassphraseError and other faults of the vault; the table's own faults. Faults of single files are told in their result.
    """
    from qualcode.anonymise.register import Register
    from qualcode.exchange.document_table import read_table, rows_left
    from qualcode.exchange.metadata import check_options
    from qualcode.exchange.reading import find_files

    check_options(options or {})
    # A fault of the question guide is told before anything is read.
    _ = project.guide
    wanted = list(paths)
    found = find_files(wanted)
    if not found:
        raise NoFilesError(paths=", ".join(map(str, wanted)))
    old, late = to_replace(project, replaces)
    if old and len(found) > 1:
        raise OneReplacementError(document=old, number=len(found))
    vault = open_vault(project, passphrase, make=True) if passphrase else None
    desk = Desk(
        project,
        options or {},
        read_table(table) if table else {},
        old,
        late,
        vault,
        vault.register if vault else Register(),
        manner,
    )
    left = rows_left(desk.table, found)
    if notify is not None and table is not None and left:
        shown = ", ".join(left[:_MOST_ROWS]) + (" …" if len(left) > _MOST_ROWS else "")
        notify(Notice(ROWS_LEFT, {"path": table, "number": len(left), "files": shown}))
    desk.know(shelved(project.store))
    with among_the_new_only():
        return _in_rounds(desk, found, progress)


def _in_rounds(desk: Desk, found: Sequence[Path], progress: Progress | None) -> tuple[Imported, ...]:
    """Read and store files by the twenty."""
    results: list[Imported] = []
    for start in range(0, len(found), _AT_ONCE):
        files: list[list[Imported | Ready]] = []
        try:
            for number, path in enumerate(found[start : start + _AT_ONCE], start):
                if progress is not None:
                    progress(number, len(found), path.name)
                files.append(_prepare_file(desk, path))
        except KeyboardInterrupt:
            # What was read before somebody broke off is kept, as the message says.
            _keep(desk, files)
            raise
        results += _keep(desk, files)
    return tuple(results)


def _keep(desk: Desk, files: Sequence[Sequence[Imported | Ready]]) -> list[Imported]:
    """Store what was read of several files; the vault is written whole, once for all of them, and before the project sees any text."""
    ready = [one for file in files for one in file if isinstance(one, Ready)]
    vault_ids = iter(to_vault(desk, [one.hidden for one in ready]))
    held: list[_Held] = [[(one, next(vault_ids) if isinstance(one, Ready) else []) for one in file] for file in files]
    try:
        return _store_files(desk, held)
    except KeyboardInterrupt:
        # Broken off while it was stored: it is read, and the vault holds its names. What did get in is known again and skipped.
        desk.forget()
        _store_files(desk, held)
        raise


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that waits to be stored, with what was hidden in it and what is worth telling."""

    raw: RawDocument
    path: str
    place: str
    document: Document
    hidden: Pseudonymised
    listed: tuple[Participant, ...]
    notices: tuple[Notice, ...]


def manner_of(revisions: str, columns: Mapping[str, Sequence[str]]) -> Manner:
    """Say how files are read: ``revisions`` "accepted" or "original", ``columns`` of tables by role ("text", "case" …)."""
    from qualcode.exchange.reading import Manner

    return Manner(original=revisions == "original", columns=dict(columns))


def _prepare_file(desk: Desk, path: Path) -> list[Imported | Ready]:
    """Read the document of a file, or those of a table's rows, and hide their names; what cannot be done is told in its place."""
    from qualcode.exchange.reading import read_all

    try:
        raws = read_all(path, desk.manner)
        if desk.replaces and len(raws) > 1:
            raise OneReplacementError(document=desk.replaces, number=len(raws))  # noqa: TRY301
    except Exception as fault:  # noqa: BLE001 - told of its file, or raised again; the other files go on
        return [Imported(str(path), faults=(fault_of_file(fault),))]
    results: list[Imported | Ready] = []
    for raw in raws:
        said = f"{path} #{raw.name.rpartition('#')[2]}" if raw.part else str(path)
        try:
            results.append(prepared(desk, path, raw, said))
        except Exception as fault:  # noqa: BLE001 - told of its file, or raised again; the other files go on
            results.append(Imported(said, faults=(fault_of_file(fault),)))
    return results


def _store_files(desk: Desk, files: Sequence[_Held]) -> list[Imported]:
    """Bring the documents of files in, a step of the ledger each file, in one transaction; where that cannot be, each in its own."""
    if not any(isinstance(one, Ready) for file in files for one, _ in file):
        return [one for file in files for one, _ in file if isinstance(one, Imported)]
    try:
        with changes(desk.project.store, desk.project.coder) as steps:
            # Nobody else writes now: what another process has brought in since the last transaction counts as known.
            mark = steps.mark()
            if mark != desk.mark:
                desk.know(shelved(desk.project.store))
            desk.mark = mark
            desk.fresh.clear()
            return [one for file in files for one in _store_file(desk, steps, file)]
    except QualcodeError as fault:
        # What was learnt of documents in this transaction is not so: they did not get in.
        desk.forget()
        if len(files) > 1 and not isinstance(fault, DatabaseBusyError):
            return [one for file in files for one in _store_files(desk, [file])]
        return [
            one if isinstance(one, Imported) else Imported(one.path, faults=(fault,))
            for file in files
            for one, _ in file
        ]


def _store_file(desk: Desk, steps: Changes, held: _Held) -> list[Imported]:
    ready = [one for one, _ in held if isinstance(one, Ready)]
    if not ready:
        return [one for one, _ in held if isinstance(one, Imported)]
    meta = ready[0].document.metadata
    with steps.step("import", case=meta.case, wave=meta.wave) as step:
        kept = [stored(desk, step, one, ids) if isinstance(one, Ready) else one for one, ids in held]
        step.about["document"] = next((one.document for one in kept if one.document and not one.skipped), "")
        if len(ready) > 1:
            step.about["documents"] = len(ready)
    return kept


def prepared(desk: Desk, path: Path, raw: RawDocument, said: str) -> Imported | Ready:
    """Say what a document belongs to and hide its names, or tell that it is already there."""
    from qualcode.exchange.document_table import row_of
    from qualcode.exchange.metadata import resolve

    row = row_of(desk.table, path)
    meta = checked_case(Path(said), resolve(raw, options=desk.options, row=row))
    guessed: tuple[Notice, ...] = (
        (Notice(GUESSED, {"case": meta.case}),) if meta.guessed.get("case") == Source.NOTHING else ()
    )
    guessed += meta.doubts
    guessed += (Notice(DRAFT),) if meta.guessed.get("status") == Source.TEXT else ()
    if (same := same_file(desk, path, raw)) is not None:
        return _skipped(desk, said, same, meta)
    there = those_there(raw)
    listed = there.listed
    if there.guessed:
        meta = replace(meta, guessed={**meta.guessed, "participants": Source.TEXT})
    meta = nameless(meta, lambda words: desk.hide(words, "", participants=listed).text, desk.project.quote_key)
    document, hidden = make_document(desk, raw, meta, listed, there.spans)
    document = replace(document, participants=document.participants or there.number)
    place = place_of(desk.project, path, raw.part)
    return Ready(raw, said, place, document, hidden, listed, (*raw.notices, *guessed))


def stored(desk: Desk, step: Change, one: Ready, vault_ids: list[str]) -> Imported:
    """Store a prepared document in a step, in the place of its earlier version if it has one, and tell what became of it."""
    if (same := same_file(desk, Path(one.path), one.raw)) is not None:
        return _skipped(desk, one.path, same, one.document.metadata)
    # Asked before this one is there: those that are stored with it come after.
    desk.of_case(one.document.metadata.case)
    known = desk.known.get(one.place)
    earlier = desk.replaces or (known.id if known else "")
    alike = "" if earlier or one.raw.part else looks_like(desk, one.document)
    version = 1 + max((s.version for s in desk.known.values() if s.id == earlier), default=0) if earlier else 1
    document = replace(one.document, version=version)
    key = add_document(step, document, path=one.place, replaces=earlier)
    add_hits(step, stored_hits(key, one.hidden, vault_ids))
    keep_comments(desk, step, key, one.raw, one.listed)
    desk.add(Shelved(key, one.place, document.sha256, version), document, replaced=earlier)
    notices = list(one.notices)
    carried = carry_over(desk.project, step, earlier, key, document) if earlier else None
    notices += carried.notices if carried else ()
    if alike:
        notices.append(Notice(ALIKE, {"document": alike}))
    meta = document.metadata
    return Imported(
        path=one.path,
        document=key,
        case=meta.case,
        wave=meta.wave,
        date=meta.date,
        status=meta.status.value,
        participants=document.participants,
        guessed=meta.guessed,
        characters=len(document.text),
        hits=len(one.hidden.hits) + len(one.hidden.kept),
        doubts=len(one.hidden.doubts),
        notices=tuple(notices),
        carried=carried,
    )


def _skipped(desk: Desk, said: str, same: Shelved, meta: Metadata) -> Imported:
    """Tell that a document is there, as it is there; a case or wave that was asked for and is another is told as not taken."""
    kept = next(iter(documents(desk.project.store, ids=[same.id], segments=False)), None)
    there = meta if kept is None else kept.metadata
    notices = [Notice(SAME, {"document": same.id})]
    if (there.case, there.wave) != (meta.case, meta.wave):
        notices.append(Notice(AS_THERE, {"document": same.id, "case": there.case or "–", "wave": there.wave or "–"}))
    return already_there(said, same.id, there, notices)
