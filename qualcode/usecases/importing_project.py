"""Bringing in another program's project (REFI-QDA): its codes, its texts without their names, its codings where their words now stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.amounts import CODINGS, MEMOS
from qualcode.domain.coding import Coding, Memo
from qualcode.domain.edits import Edits
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.exchanged import Exchanged, Note, Source
from qualcode.domain.minutes import Document, Notice, RawDocument
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_codings, add_new_memo, codings, codings_within
from qualcode.storage.document_rows import documents, shelved
from qualcode.storage.ledger import Change, change
from qualcode.usecases.adding_codes import added_codes
from qualcode.usecases.import_desk import Desk
from qualcode.usecases.import_results import Imported, already_there
from qualcode.usecases.importing import Ready, prepared, stored
from qualcode.usecases.made_documents import make_document, to_vault
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import open_vault
from qualcode.usecases.versions import SAME

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised

SUFFIXES = (".qdpx", ".qde")
_CODES = Nn_("{number} code was added to {path}.", "{number} codes were added to {path}.")
_CODERS = N_("The coders of the file are called {names} here; what they are called there is kept nowhere.")
_ELSEWHERE = Nn_(
    "{number} coding was left out: the stored text of {document} is another.",
    "{number} codings were left out: the stored text of {document} is another.",
)
_HEADINGS = Nn_(
    "{number} coding was left out: its code is a heading in the project's codebook.",
    "{number} codings were left out: their code is a heading in the project's codebook.",
)
_EMPTY = Nn_(
    "{number} coding was left out: no words of its passage are left.",
    "{number} codings were left out: no words of their passage are left.",
)
_CODED = N_("Taken from {path}: {codings} and {memos}; {known} had been taken before.")


@dataclass
class _Job:
    """One import of a project file: what it reads, where its codes and coders lead to, and what is counted."""

    project: Project
    desk: Desk
    read: Exchanged
    codes: Mapping[str, str]
    coders: Mapping[str, str]
    headings: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)


def import_projects(
    project: Project,
    paths: Sequence[Path],
    *,
    alone: bool,
    options: Mapping[str, str] | None = None,
    passphrase: str | None = None,
    progress: Callable[[int, int, str], None],
    notify: Callable[[Notice], None] | None = None,
) -> tuple[Imported, ...]:
    """Bring in project files one after the other; one that cannot be read is told in its result and stops no other.

    Raises:
        As ``import_project``, when the file stands ``alone``; BadDateError, BadStatusError: for options that mean nothing.
    """
    from qualcode.exchange.metadata import check_options

    check_options(options or {})
    results: tuple[Imported, ...] = ()
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        try:
            results += import_project(project, path, options=options, passphrase=passphrase, notify=notify)
        except QualcodeError as fault:
            if alone:
                raise
            results += (Imported(str(path), faults=(fault,)),)
    return results


def import_project(
    project: Project,
    path: Path,
    *,
    options: Mapping[str, str] | None = None,
    passphrase: str | None = None,
    notify: Callable[[Notice], None] | None = None,
) -> tuple[Imported, ...]:
    """Bring in a .qdpx (or .qde) file as one step of the ledger; codes that the codebook lacks are added to it first.

    A text that is already there, word for word as stored, gets the file's codings; any other is hidden and cut as minutes are.
    ``notify`` is told what could not be kept.

    Raises:
        QualcodeError: when the file cannot be read; ReadOnlyProjectError, DatabaseFullError; CodebookChangedError,
        FolderReadOnlyError. Nothing is then changed. Faults of single texts are told in their result.
    """
    from qualcode.anonymise.register import Register
    from qualcode.exchange.metadata import check_options
    from qualcode.exchange.read_refi import read_project

    check_options(options or {})
    # The codebook is written first, and must not be when the codings cannot follow.
    project.store.ask_to_write()
    tell = notify or (lambda _: None)
    read = read_project(path, project.settings.language)
    vault = open_vault(project, passphrase, make=True) if passphrase else None
    desk = Desk(project, options or {}, {}, "", "", vault, vault.register if vault else Register())
    desk.know(shelved(project.store))
    for notice in read.left:
        tell(notice)
    codes, added, book = added_codes(project, read)
    if added:
        tell(Notice(_CODES, {"number": added, "path": book}))
    coders = _coders(project, read)
    if renamed := [new for old, new in coders.items() if new != old]:
        tell(Notice(_CODERS, {"names": ", ".join(renamed)}))
    headings = frozenset(c.path for c in project.codebook.walk() if not c.codable)
    job = _Job(project, desk, read, codes, coders, headings)
    results = _bring_in(job, path)
    job.notices.append(
        Notice(
            _CODED,
            {
                "codings": CODINGS.of(job.counts["new"]),
                "memos": MEMOS.of(job.counts["memos"]),
                "known": CODINGS.of(job.counts["known"]),
                "path": path.name,
            },
        )
    )
    for name, sentence in (("headings", _HEADINGS), ("empty", _EMPTY)):
        if job.counts[name]:
            job.notices.append(Notice(sentence, {"number": job.counts[name]}))
    for notice in job.notices:
        tell(notice)
    return results


def _bring_in(job: _Job, path: Path) -> tuple[Imported, ...]:
    by_text = {d.text: d for d in documents(job.project.store)}
    ready: list[tuple[Source, Ready | Imported | Document]] = []
    for source in job.read.sources:
        same = by_text.get(source.text)
        try:
            ready.append((source, same or prepared(job.desk, path, _raw(source, job.read), f"{path} #{source.name}")))
        except QualcodeError as fault:
            ready.append((source, Imported(f"{path} #{source.name}", faults=(fault,))))
    vault_ids = iter(to_vault(job.desk, [one.hidden for _, one in ready if isinstance(one, Ready)]))
    results = []
    with change(job.project.store, job.project.coder, "import", file=path.name.rpartition(".")[2]) as step:
        for source, one in ready:
            if isinstance(one, Document):
                results.append(_there(f"{path} #{source.name}", one))
                _code(job, step, source, one.id, Edits(()))
                continue
            taken = stored(job.desk, step, one, next(vault_ids)) if isinstance(one, Ready) else one
            results.append(taken)
            if not taken.document:
                continue
            edits = (
                one.hidden.edits
                if isinstance(one, Ready) and not taken.skipped
                else _again(job, source, taken.document)
            )
            if edits is not None:
                _code(job, step, source, taken.document, edits)
        for target, note in job.read.notes:
            head, _, rest = target.partition(":")
            known = {"project": target, "case": target, "code": f"code:{job.codes.get(rest, rest)}"}
            _memo(job, step, known[head], note)
        step.about["documents"] = sum(bool(r.document and not r.skipped) for r in results)
    return tuple(results)


def _raw(source: Source, read: Exchanged) -> RawDocument:
    """Give a text as a reader of minutes would; what the file's variables say is told as front matter tells it."""
    from qualcode.exchange.line_marks import plain_blocks

    return RawDocument(
        name=source.name,
        format="qdpx",
        sha256=sha256(source.text.encode("utf-8", "replace")).hexdigest(),
        text=source.text,
        blocks=plain_blocks(source.text),
        front=_told(source, own=read.own),
        part=source.key,
    )


def _told(source: Source, *, own: bool) -> dict[str, str]:
    """Give a source's values by name; another program's "Status" or "Date" that means nothing here is an attribute like any other."""
    from qualcode.exchange.document_columns import COLUMNS, folded
    from qualcode.exchange.metadata import check_options

    known = {name: key for key, names in COLUMNS.items() for name in (key, *names)}
    told = {}
    for name, value in source.told.items():
        key = known.get(folded(name), name)
        try:
            check_options({key: value})
        except QualcodeError:
            if own:
                raise
            key = f"{name} (REFI-QDA)"
        told[key] = value
    return told


def _there(said: str, document: Document) -> Imported:
    return already_there(said, document.id, document.metadata, [Notice(SAME, {"document": document.id})])


def _again(job: _Job, source: Source, document: str) -> Edits | None:
    """Give what was hidden in a text that is there already; None, and tell it, when its stored text has become another."""
    [kept] = documents(job.project.store, ids=[document], segments=False)
    raw = _raw(source, job.read)
    hidden: Pseudonymised
    _, hidden = make_document(job.desk, raw, kept.metadata, (), ())
    if hidden.text == kept.text:
        return hidden.edits
    if source.marks:
        job.notices.append(Notice(_ELSEWHERE, {"number": len(source.marks), "document": document}))
    return None


def _code(job: _Job, step: Change, source: Source, document: str, edits: Edits) -> None:
    """Give the stored text the passages and notes of its source."""
    there = {(c.code, c.span, c.coder) for c in codings_within(step, document)}
    move = edits.mover()
    length = len(edits.apply(source.text))
    fresh: list[tuple[Coding, Sequence[Note]]] = []
    for mark in source.marks:
        code = job.codes.get(mark.code, mark.code)
        span = move(mark.span)
        span = Span(min(span.start, length), min(span.end, length))
        coder = job.coders.get(mark.coder, job.project.coder)
        if code in job.headings:
            job.counts["headings"] += 1
        elif not len(span):
            job.counts["empty"] += 1
        elif (code, span, coder) in there:
            job.counts["known"] += 1
        else:
            there.add((code, span, coder))
            fresh.append((Coding("", document, code, span, mark.status, coder), mark.notes))
    for made, (_, notes) in zip(add_codings(step, [c for c, _ in fresh]) if fresh else (), fresh, strict=True):
        for note in notes:
            _memo(job, step, f"coding:{made.id}", note)
    job.counts["new"] += len(fresh)
    for note in source.notes:
        _memo(job, step, f"document:{document}", note)


def _memo(job: _Job, step: Change, target: str, note: Note) -> None:
    text = job.desk.hide(note.text, "").text
    coder = job.coders.get(note.coder, job.project.coder)
    job.counts["memos"] += add_new_memo(step, Memo("", target, text, coder)) is not None


def _coders(project: Project, read: Exchanged) -> dict[str, str]:
    """Give what the file's coders are called here: they are people, whose names are not kept, unless they are coders of this project."""
    from qualcode.exchange.refi_codebook import slug

    marks = [m for s in read.sources for m in s.marks]
    notes = (
        [n for s in read.sources for n in s.notes] + [n for m in marks for n in m.notes] + [n for _, n in read.notes]
    )
    names = [name for name in dict.fromkeys([*(m.coder for m in marks), *(n.coder for n in notes)]) if name]
    known = {c.coder for c in codings(project.store)}
    kept = {name: name for name in names if read.own or name in known}
    program = slug(read.program.split()[0]) if read.program.split() else "refi"
    others = sorted(name for name in names if name not in kept)
    return kept | {name: f"{program}-{number}" for number, name in enumerate(others, start=1)}
