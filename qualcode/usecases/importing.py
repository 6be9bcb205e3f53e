"""Importing minutes: read, hide names, cut into segments, keep. One bad file in many stops no other."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Memo
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.minutes import Document, Metadata, Notice, Participant, RawDocument
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_codings, add_memo, codings
from qualcode.storage.document_rows import Shelved, add_document, add_hits, documents, shelved
from qualcode.storage.ledger import Change, change
from qualcode.usecases.front_people import front_people, together
from qualcode.usecases.hiding import hide
from qualcode.usecases.naming_cases import checked_case, nameless
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised
    from qualcode.anonymise.register import Register
    from qualcode.anonymise.vault import Vault

Progress = Callable[[int, int, str], None]

SAME = N_("already in the project as {document}; skipped")
NEW_VERSION = N_("a new version of {document}: codings moved {moved}, not found again {lost}")
GUESSED = N_("no county stands in its name or title, so its case is {case}; --case or --metadata give it another")
ROWS_LEFT = N_("{path}: {number} rows name files that are not among those read: {files}")
_MOST_ROWS = 5


class OneReplacementError(UsageError):
    """Several files are said to be the new version of one document."""

    sentence = N_("--replaces takes one file, the new version of {document}; here are {number}.")


class AlreadyThereError(QualcodeError):
    """A file that shall replace one document is already in the project as another."""

    sentence = N_(
        "{path} is already in the project as {document}; take that import back (`qualcode undo`) before it replaces {replaced}."
    )


class NoFilesError(QualcodeError):
    """A folder without a single file that can be read."""

    sentence = N_("There are no files to import in {paths}.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file.

    ``document`` is "" when it was not taken; ``hits`` counts what was hidden or noted; ``faults`` are why it was not taken and
    ``notices`` what is worth knowing, both to be put into words by the faces. ``skipped``: it was already there.
    """

    path: str
    document: str = ""
    case: str = ""
    wave: str = ""
    status: str = ""
    characters: int = 0
    hits: int = 0
    doubts: int = 0
    faults: tuple[QualcodeError, ...] = ()
    notices: tuple[Notice, ...] = ()
    skipped: bool = False

    def as_json(self, words: Callable[[QualcodeError | Notice], str]) -> dict[str, Any]:
        """Give the fixed JSON form; ``words`` puts an error into the reader's language."""
        return {
            "document": self.document,
            "path": self.path,
            "case": self.case,
            "wave": self.wave,
            "status": self.status,
            "characters": self.characters,
            "hits": self.hits,
            "review": self.doubts,
            "faults": [words(f) for f in self.faults],
            "notices": [words(n) for n in self.notices],
        }


@dataclass
class _Desk:
    """What one import run works with."""

    project: Project
    options: Mapping[str, str]
    table: Mapping[str, Mapping[str, str]]
    replaces: str
    vault: Vault | None
    register: Register
    known: dict[str, Shelved] = field(default_factory=dict)


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
    from qualcode.usecases.material import find_document

    check_options(options or {})
    wanted = list(paths)
    found = find_files(wanted)
    if not found:
        raise NoFilesError(paths=", ".join(map(str, wanted)))
    old = "" if replaces is None else find_document(project, replaces).id
    if old and len(found) > 1:
        raise OneReplacementError(document=old, number=len(found))
    vault = open_vault(project, passphrase, make=True) if passphrase else None
    desk = _Desk(
        project,
        options or {},
        read_table(table) if table else {},
        old,
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


def _import_one(desk: _Desk, path: Path) -> Imported:
    from qualcode.anonymise.roster import roster
    from qualcode.exchange.metadata import is_case_told, resolve, row_of
    from qualcode.exchange.reading import read

    raw = read(path)
    row = row_of(desk.table, path)
    meta = checked_case(path, resolve(raw, options=desk.options, row=row))
    guessed = () if is_case_told(raw, options=desk.options, row=row) else (Notice(GUESSED, {"case": meta.case}),)
    if (skipped := _same(desk, path, raw, meta)) is not None:
        return skipped
    place = _place(desk.project, path)
    people = roster(raw.text, raw.blocks)
    listed = together((*front_people(raw), *people.participants))
    meta = nameless(meta, lambda words: _hide(desk, words, "", participants=listed).text, desk.project.quote_key)
    document, hidden = _document(desk, raw, meta, listed, people.spans)
    vault_ids = _to_vault(desk, hidden)
    about = {"case": meta.case, "wave": meta.wave}
    with change(desk.project.store, desk.project.coder, "import", **about) as step:
        # Nobody else writes now: what another process has brought in since this run began counts as known.
        desk.known = {s.path: s for s in shelved(desk.project.store)}
        if (skipped := _same(desk, path, raw, meta)) is not None:
            return skipped
        earlier = desk.replaces or (desk.known[place].id if place in desk.known else "")
        document = replace(
            document, version=1 + max((s.version for s in desk.known.values() if s.id == earlier), default=0)
        )
        key = add_document(step, document, path=place, replaces=earlier)
        add_hits(step, _stored_hits(key, hidden, vault_ids))
        _keep_comments(desk, step, key, raw, listed)
        notices = (
            *raw.notices,
            *guessed,
            *([_move_codings(desk, step, earlier, key, document.text)] if earlier else []),
        )
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
        notices=notices,
    )


def _same(desk: _Desk, path: Path, raw: RawDocument, meta: Metadata) -> Imported | None:
    """Tell that a file is already there, or give None.

    Raises:
        AlreadyThereError: when it was to replace another document than the one it is.
    """
    same = next((s for s in desk.known.values() if s.sha256 == raw.sha256), None)
    if same is None:
        return None
    if desk.replaces and same.id != desk.replaces:
        raise AlreadyThereError(path=path, document=same.id, replaced=desk.replaces)
    notice = Notice(SAME, {"document": same.id})
    return Imported(str(path), same.id, meta.case, meta.wave, meta.status.value, skipped=True, notices=(notice,))


def _document(
    desk: _Desk,
    raw: RawDocument,
    meta: Metadata,
    listed: Sequence[Participant],
    roster_spans: Sequence[Span],
) -> tuple[Document, Pseudonymised]:
    from qualcode.engine.segmenting import segment

    hidden = _hide(desk, raw.text, meta.case, blocks=raw.blocks, participants=listed)
    blocks = tuple(replace(b, span=hidden.edits.forward(b.span)) for b in raw.blocks)
    spans = tuple(hidden.edits.forward(s) for s in roster_spans)
    roles = {_hide(desk, p.role, "", participants=listed).text for p in listed if p.role and not p.agency}
    document = Document(
        id="",
        name=_hide(desk, raw.name, meta.case, participants=listed).text,
        metadata=meta,
        text=hidden.text,
        sha256=raw.sha256,
        segments=segment(hidden.text, blocks, roster=spans),
        roles=tuple(sorted(roles)),
        participants=sum(not p.agency for p in listed),
    )
    return document, hidden


def _hide(desk: _Desk, text: str, case: str, **known: Any) -> Pseudonymised:  # noqa: ANN401 - blocks and participants
    return hide(text, settings=desk.project.settings, case=case, register=desk.register, **known)


def _to_vault(desk: _Desk, hidden: Pseudonymised) -> list[str]:
    """Put what was hidden into the vault, before the project sees the text, and give its ids: hits, doubts, kept."""
    if desk.vault is None:
        return []
    ids = [desk.vault.put(h.text, h.type) for h in hidden.hits]
    ids += [desk.vault.put(d.text, HitType.PERSON) for d in hidden.doubts]
    desk.vault.save()
    return ids


def _stored_hits(key: str, hidden: Pseudonymised, vault_ids: list[str]) -> list[StoredHit]:
    """Give the hits at their places in the stored text; the words themselves are in the vault or nowhere.

    Hits and doubts were replaced and lie where the edits put them; what was kept lies where it is said to.
    """
    ids = iter(vault_ids)
    lines: list[tuple[Span, HitType, str, str, str, bool]] = []
    for hit in hidden.hits:
        span = hidden.edits.forward(Span(hit.start, hit.end))
        lines.append((span, hit.type, hit.replacement, hit.rule, next(ids, ""), False))
    for doubt in hidden.doubts:
        span = hidden.edits.forward(Span(doubt.start, doubt.end))
        lines.append((span, HitType.PERSON, "", "doubt", next(ids, ""), True))
    lines += [(Span(h.start, h.end), h.type, h.replacement, h.rule, "", False) for h in hidden.kept]
    return [
        StoredHit(f"{key}-h{number}", key, span.start, span.end, kind, new, rule, vault_id, doubt)
        for number, (span, kind, new, rule, vault_id, doubt) in enumerate(
            sorted(lines, key=lambda one: one[0]), start=1
        )
    ]


def _keep_comments(desk: _Desk, step: Change, key: str, raw: RawDocument, listed: Sequence[Participant]) -> None:
    from qualcode.anonymise.functions import is_function

    # Whoever wrote a comment is a person, whatever the name looks like; a function ("Länssamordnaren") is none.
    authors = {c.author for c in raw.comments if c.author and not is_function(c.author)}
    known = (*listed, *(Participant(author, agency=True) for author in sorted(authors)))
    for comment in raw.comments:
        said = f"{comment.author}: {comment.text}" if comment.author else comment.text
        text = _hide(desk, said, "", participants=known).text
        add_memo(step, Memo("", f"document:{key}", text, desk.project.coder))


def _move_codings(desk: _Desk, step: Change, old: str, new: str, text: str) -> Notice:
    """Carry codings over to a corrected version where their words stand there just once; the others stay with the old version."""
    before = documents(desk.project.store, ids=[old], segments=False)[0]
    moved = []
    lost = 0
    for coding in codings(desk.project.store, document=old):
        words = coding.span.of(before.text)
        at = text.find(words)
        if at < 0 or text.find(words, at + 1) >= 0:
            lost += 1
            continue
        moved.append(replace(coding, document=new, span=coding.span.shifted(at - coding.span.start)))
    add_codings(step, moved)
    return Notice(NEW_VERSION, {"document": old, "moved": len(moved), "lost": lost})


def _place(project: Project, path: Path) -> str:
    """Give a keyed hash of the file's path, which recognises the file when it comes again and tells nobody its name."""
    relative = os.path.relpath(path.absolute(), project.folder)
    return hmac.new(project.quote_key, relative.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
