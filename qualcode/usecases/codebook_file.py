"""The codebook's file of a project: read as text and as codes, and written as one step of the ledger with all that follows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.domain.codebook import Codebook
from qualcode.domain.codebook_changes import Reshaped, reworded
from qualcode.domain.errors import FileMissingError, UnknownCodeError, UnlikeCodeError
from qualcode.exchange.queries_file import QUERIES, queries_text, read_queries
from qualcode.storage.code_following import Followed, follow_codes
from qualcode.storage.ledger import Change, change
from qualcode.usecases.project import Project
from qualcode.usecases.step_files import files_of_step


def codebook_path(project: Project) -> Path:
    """Give where the project's codebook lies."""
    return project.folder / project.settings.codebooks[0]


def read_text_of(project: Project) -> tuple[str, Codebook]:
    """Give the codebook's file as text, and as it is read, without its second opinion.

    Raises:
        FileMissingError, CodebookFaultsError.
    """
    from qualcode.exchange.codebook_files import CodebookFaultsError, parse
    from qualcode.usecases.step_files import settle_left

    path = codebook_path(project)
    settle_left(project.store, project.folder, project.settings.codebooks[0])
    if not path.is_file():
        raise FileMissingError(path=path)
    text = path.read_text(encoding="utf-8-sig")
    book, faults = parse(text, source=str(path))
    if faults or book is None:
        raise CodebookFaultsError(path, faults)
    return text, book


def resolved(book: Codebook, words: str) -> str:
    """Give the path of a code of a book, heading or not: its path, or the only code whose last id it is.

    Raises:
        UnknownCodeError: with the nearest.
    """
    if book.find(words) is not None:
        return words
    alike = [c.path for c in book.walk() if c.id == words]
    if len(alike) == 1:
        return alike[0]
    from rapidfuzz import process

    near = ", ".join(n for n, *_ in process.extract(words, [c.path for c in book.walk()], limit=3, score_cutoff=60))
    kind = UnknownCodeError if near else UnlikeCodeError
    raise kind(code=words, codebook=book.id, nearest=near or "–")


def keep_reshaped(
    project: Project,
    action: str,
    text: str,
    book: Codebook,
    shaped: Reshaped,
    about: Mapping[str, object],
    *,
    also: Callable[[Change], None] | None = None,
) -> Followed:
    """Keep a changed codebook as one step: the file, what follows it, and ``also`` what the step has to do besides.

    Raises:
        CodebookChangedError, CodeElsewhereError, FolderReadOnlyError.
    """
    from qualcode.exchange.codebook_dumping import dump

    there = {code.path for code in book.walk()}
    # A code that went up in another takes no lines along: that one has its own.
    lines = {new: old for old, new in shaped.moved.items() if new not in there}
    written = dump(shaped.book, like=text, moved=lines, before=book)
    return write_codebook(project, action, text, written, about, shaped, also=also)


def write_codebook(
    project: Project,
    action: str,
    text: str,
    written: str,
    about: Mapping[str, object],
    shaped: Reshaped,
    *,
    also: Callable[[Change], None] | None = None,
) -> Followed:
    """Write a codebook's new text as one step, with the codings and saved queries that follow its codes, and ``also``.

    Raises:
        CodebookChangedError, FolderReadOnlyError.
    """
    queries = read_queries(project.folder)
    asked = {name: reworded(query, shaped.moved) for name, query in queries.items()} if shaped.moved else queries
    with (
        files_of_step(project.folder) as files,
        change(project.store, project.coder, action, **about) as step,
    ):
        followed = follow_codes(step, shaped.moved)
        if also is not None:
            also(step)
        if followed.codings:
            step.about["codings"] = followed.codings
        files.change(step, project.settings.codebooks[0], text, written)
        if asked != queries:
            before = (project.folder / QUERIES).read_text(encoding="utf-8")
            files.change(step, QUERIES, before, queries_text(asked))
    project.forget_codebook()
    return followed
