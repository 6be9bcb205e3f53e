"""Importing minutes: read, hide names, cut into segments, keep. One bad file in many stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Metadata, Notice, RawDocument
from qualcode.storage.document_rows import add_document, add_hits, shelved
from qualcode.storage.ledger import change
from qualcode.usecases.front_people import front_people, together
from qualcode.usecases.import_desk import Desk
from qualcode.usecases.import_results import Imported
from qualcode.usecases.made_documents import keep_comments, make_document, stored_hits, to_vault
from qualcode.usecases.naming_cases import checked_case, nameless
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import open_vault
from qualcode.usecases.versions import (
    ALIKE,
    SAME,
    OneReplacementError,
    looks_like,
    move_codings,
    place_of,
    same_file,
    to_replace,
)

Progress = Callable[[int, int, str], None]

GUESSED = N_("no county stands in its name or title, so its case is {case}; --case or --metadata give it another")
ROWS_LEFT = N_("{path}: {number} rows name files that are not among those read: {files}")
_MOST_ROWS = 5


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
    progress: Progress | None = None,
    notify: Callable[[Notice], None] | None = None,
) -> tuple[Imported, ...]:
    """Bring files and folders of minutes into the project, one step of the ledger each.

    ``options`` (case, wave, date, status) beat the metadata ``table``, that beats front matter, that the file's name and title.
    ``replaces`` is the id of the document that the one file is a new version of. With a ``passphrase`` the originals go into the
    vault, which is made when there is none; without one they are kept nowhere. ``notify`` is told what concerns no single file.

    Raises:
        BadDateError, BadStatusError: for options that mean nothing; NoFilesError: when there is nothing to read;
        UnknownDocumentError: when ``replaces`` is not there; OneReplacementError;
        WrongPassphraseError and other faults of the vault; the table's own faults. Faults of single files are told in their result.
    """
    from qualcode.anonymise.register import Register
    from qualcode.exchange.metadata import check_options, read_table, rows_left
    from qualcode.exchange.reading import find_files

    check_options(options or {})
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
    )
    left = rows_left(desk.table, found)
    if notify is not None and table is not None and left:
        shown = ", ".join(left[:_MOST_ROWS]) + (" …" if len(left) > _MOST_ROWS else "")
        notify(Notice(ROWS_LEFT, {"path": table, "number": len(left), "files": shown}))
    desk.known = {s.path: s for s in shelved(project.store)}
    results = []
    for number, path in enumerate(found):
        if progress is not None:
            progress(number, len(found), path.name)
        try:
            results.append(_import_one(desk, path))
        except QualcodeError as fault:
            results.append(Imported(str(path), faults=(fault,)))
    return tuple(results)


def _import_one(desk: Desk, path: Path) -> Imported:
    from qualcode.anonymise.roster import roster
    from qualcode.exchange.metadata import is_case_told, resolve, row_of
    from qualcode.exchange.reading import read

    raw = read(path)
    row = row_of(desk.table, path)
    meta = checked_case(path, resolve(raw, options=desk.options, row=row))
    guessed = () if is_case_told(raw, options=desk.options, row=row) else (Notice(GUESSED, {"case": meta.case}),)
    if (skipped := _skipped(desk, path, raw, meta)) is not None:
        return skipped
    place = place_of(desk.project, path)
    people = roster(raw.text, raw.blocks)
    listed = together((*front_people(raw), *people.participants))
    meta = nameless(meta, lambda words: desk.hide(words, "", participants=listed).text, desk.project.quote_key)
    document, hidden = make_document(desk, raw, meta, listed, people.spans)
    vault_ids = to_vault(desk, hidden)
    notices = [*raw.notices, *guessed]
    with change(desk.project.store, desk.project.coder, "import", case=meta.case, wave=meta.wave) as step:
        # Nobody else writes now: what another process has brought in since this run began counts as known.
        desk.known = {s.path: s for s in shelved(desk.project.store)}
        if (skipped := _skipped(desk, path, raw, meta)) is not None:
            return skipped
        earlier = desk.replaces or (desk.known[place].id if place in desk.known else "")
        alike = "" if earlier else looks_like(desk, document)
        document = replace(
            document, version=1 + max((s.version for s in desk.known.values() if s.id == earlier), default=0)
        )
        key = add_document(step, document, path=place, replaces=earlier)
        add_hits(step, stored_hits(key, hidden, vault_ids))
        keep_comments(desk, step, key, raw, listed)
        if earlier:
            notices.append(move_codings(desk, step, earlier, key, document.text))
        if alike:
            notices.append(Notice(ALIKE, {"document": alike}))
        step.about["document"] = key
    return Imported(
        path=str(path),
        document=key,
        case=meta.case,
        wave=meta.wave,
        status=meta.status.value,
        characters=len(document.text),
        hits=len(hidden.hits) + len(hidden.kept),
        doubts=len(hidden.doubts),
        notices=tuple(notices),
    )


def _skipped(desk: Desk, path: Path, raw: RawDocument, meta: Metadata) -> Imported | None:
    same = same_file(desk, path, raw)
    if same is None:
        return None
    notice = Notice(SAME, {"document": same.id})
    return Imported(str(path), same.id, meta.case, meta.wave, meta.status.value, skipped=True, notices=(notice,))
