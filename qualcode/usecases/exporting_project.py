"""A project as REFI-QDA's .qdpx, for the other programs that analysts use: codebook, stored texts, codings, cases, attributes, memos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Coding, Memo
from qualcode.domain.errors import N_, Nn_, RefusedError, UsageError
from qualcode.domain.exchanged import Exchanged, Mark, Note, Source
from qualcode.domain.finding import Audience
from qualcode.domain.minutes import Document, Notice
from qualcode.storage.coding_rows import codings, judgements, memos
from qualcode.storage.document_rows import documents
from qualcode.storage.tallies import outlines
from qualcode.usecases.export_gate import Written, own_words, publish
from qualcode.usecases.project import Project

_KNOWN = ("case", "wave", "date", "status", "language")
_UNKNOWN = Nn_(
    "{number} coding was left out: its code is no longer in the codebook.",
    "{number} codings were left out: their code is no longer in the codebook.",
)
_JUDGED = Nn_(
    "{number} judgement and its summary were left out: REFI-QDA has no place for them.",
    "{number} judgements and their summaries were left out: REFI-QDA has no place for them.",
)
_WAITING = Nn_(
    "{number} suggestion that waits for a decision was left out.",
    "{number} suggestions that wait for a decision were left out.",
)


class PublishedProjectError(RefusedError):
    """A whole project for the public."""

    sentence = N_(
        "A .qdpx file holds whole texts and names cases, and is internal; publish `qualcode counts` and `qualcode quotes` instead."
    )


class NotQdpxError(UsageError):
    """Another ending than .qdpx."""

    sentence = N_("{path}: a project is written as .qdpx.")


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, how much is in it, and what is not."""

    written: Written
    documents: int
    codings: int
    left: tuple[Notice, ...]


def export_project(
    project: Project, target: Path, *, audience: Audience = Audience.INTERNAL, passphrase: str | None = None
) -> Exported:
    """Write the current documents with all codings and memos to a .qdpx file; the texts are the stored, pseudonymised ones.

    Raises:
        NotQdpxError; PublishedProjectError: for the published audience; PassphraseNeededError, LeakFoundError (nothing is then
        written), FolderReadOnlyError.
    """
    from qualcode.exchange.refi_codebook import description
    from qualcode.exchange.refi_codebook import left_out as left_of
    from qualcode.exchange.write_refi import status_theme, write

    if target.suffix.lower() != ".qdpx":
        raise NotQdpxError(path=target)
    if audience is Audience.PUBLISHED:
        raise PublishedProjectError
    language = project.settings.language
    made, left = exchanged(project)
    data = write(made, language=language)
    statuses = Codebook("", "", {}, (status_theme(language),))
    books = [code for book in (project.codebook, statuses) for code in book.walk()]
    said = {line for code in books for line in description(code, language).splitlines()}
    exempt = {*own_words(project), *said, *(c.name(language) for c in books)}
    exempt |= {value for s in made.sources for value in (s.told.get("case"), s.told.get("date")) if value}
    written = publish(project, target, data, audience=audience, passphrase=passphrase, exempt=exempt)
    number = sum(len(s.marks) for s in made.sources)
    return Exported(written, len(made.sources), number, (*left_of(project.codebook, language), *left))


def exchanged(project: Project) -> tuple[Exchanged, tuple[Notice, ...]]:
    """Give the project as values that another program can take, and what of it has no place there."""
    from qualcode.exchange.refi_codebook import guid

    book = project.codebook
    paths = {code.path for code in book.walk()}
    shelf = documents(project.store, segments=False)
    found = codings(project.store)
    hanging: dict[str, list[Note]] = {}
    for memo in memos(project.store):
        hanging.setdefault(memo.target, []).append(_note(memo))
    marks: dict[str, list[Mark]] = {}
    for coding in found:
        if coding.code in paths:
            marks.setdefault(coding.document, []).append(_mark(coding, hanging.pop(f"coding:{coding.id}", [])))
    name = project.settings.project_id
    sources = tuple(
        Source(
            guid("source", name, one.id),
            one.name,
            one.text,
            _told(one),
            tuple(marks.get(one.id, ())),
            tuple(hanging.pop(f"document:{one.id}", ())),
        )
        for one in shelf
    )
    rest = tuple(
        (target, note)
        for target, notes in hanging.items()
        for note in notes
        if target == "project" or target.startswith(("code:", "case:"))
    )
    numbers = {
        _UNKNOWN: sum(c.code not in paths for c in found),
        _JUDGED: len(judgements(project.store)),
        _WAITING: sum(d.waiting for d in outlines(project.store)),
    }
    left = tuple(Notice(sentence, {"number": number}) for sentence, number in numbers.items() if number)
    return Exchanged(name, "qualcode", own=True, codebook=book, sources=sources, notes=rest), left


def _mark(coding: Coding, notes: list[Note]) -> Mark:
    return Mark(coding.code, coding.span, coding.coder, coding.status, tuple(notes), coding.id)


def _note(memo: Memo) -> Note:
    return Note(memo.text, memo.coder)


def _told(document: Document) -> dict[str, str]:
    meta = document.metadata
    told = dict(zip(_KNOWN, (meta.case, meta.wave, meta.date, meta.status.value, meta.language), strict=True))
    return {key: value for key, value in {**dict(meta.attributes), **told}.items() if value}
