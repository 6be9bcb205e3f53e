"""The codebook as an editor needs it: the tree with its counts, and what indicators that are being written would find in the project."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.language.county_names import find_county
from qualcode.storage.code_following import counts_of_codes
from qualcode.storage.document_rows import current_ids, texts
from qualcode.usecases.codebook_file import codebook_path, read_text_of
from qualcode.usecases.project import Project
from qualcode.usecases.shaping_codebook import with_indicators
from qualcode.usecases.viewing import unread_when_blind


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code in the tree: how deep it stands, and its codings and the suggestions that wait, of a heading those below it as well."""

    code: Code
    depth: int
    codings: int
    suggestions: int


@dataclass(frozen=True, slots=True)
class LiveHit:
    """A passage that indicators would find, with the words before and after it."""

    document: str
    case: str
    span: Span
    status: Status
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class LiveHits:
    """What indicators would find: how many passages in how many documents, how many of them assert nothing, and the first of them."""

    passages: int
    documents: int
    not_asserted: int
    read: int
    first: tuple[LiveHit, ...]


_AROUND = 30


def stands_elsewhere(book: Codebook, code: Code) -> str:
    """Give the name of the file in which a code stands when that is one that the codebook extends, else ""."""
    own = book.source.replace("\\", "/").rpartition("/")[2]
    return code.file if book.extends and code.file and code.file != own else ""


def beside_codebook(project: Project, name: str) -> str:
    """Give the path, from the project's folder, of a codebook beside the project's own, "" when it does not lie there."""
    path = codebook_path(project).with_name(name)
    return path.relative_to(project.folder).as_posix() if path.is_file() else ""


def code_lines(project: Project) -> tuple[Codebook, tuple[CodeLine, ...]]:
    """Give the codebook as its file is now, and its codes in their order with their counts; who codes blind is told of own codings only.

    Raises:
        FileMissingError, CodebookFaultsError.
    """
    _, book = read_text_of(project)
    coder = project.coder if unread_when_blind(project) else ""
    with project.store.read() as connection:
        counts = counts_of_codes(connection, coder)
    lines = []
    for code in book.walk():
        below = [counts[path] for path in counts if path == code.path or path.startswith(f"{code.path}/")]
        codings, suggestions = (sum(pair[n] for pair in below) for n in (0, 1))
        lines.append(CodeLine(code, code.path.count("/"), codings, suggestions))
    return book, tuple(lines)


def codings_below(project: Project, path: str) -> int:
    """Give how many codings a code has, with those below it; who codes blind is told of own codings only."""
    _, lines = code_lines(project)
    return next((line.codings for line in lines if line.code.path == path), 0)


def live_hits(
    project: Project, code: str, written: str, *, most: int = 30, stopped: Callable[[], bool] = lambda: False
) -> LiveHits | None:
    """Give what indicators as ``written`` would find for a code in the project's documents; nothing is kept. None when ``stopped``.

    The code stands alone here: neither other codes nor a second opinion have a say.

    Raises:
        IndicatorsFaultError, TermError, RegexError, IndicatorError, CodeElsewhereError.
    """
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.suggesting import suggest

    text, book = read_text_of(project)
    _, changed = with_indicators(project, text, book, code, written)
    compiled = compile_codebook(_alone(changed, code))
    keys = list(current_ids(project.store))
    found: list[LiveHit] = []
    passages = plain = documents = 0
    for document in texts(project.store, keys):
        if stopped():
            return None
        hits = suggest(document.text, document.segments, compiled, case=document.case, places=find_county)
        asserted = [h for h in hits if h.status is not Status.NOT_ASSERTED]
        passages += len(asserted)
        plain += len(hits) - len(asserted)
        documents += bool(asserted)
        for hit in asserted[: max(0, most - len(found))]:
            start, end = hit.span.start, hit.span.end
            before, after = _words_before(document.text, start), _words_after(document.text, end)
            shown = " ".join(hit.span.of(document.text).split())
            found.append(LiveHit(document.id, document.case, hit.span, hit.status, before, shown, after))
    return LiveHits(passages, documents, plain, len(keys), tuple(found))


def _words_before(text: str, start: int) -> str:
    """Give the whole words that stand before a passage, behind a sign of what is left out."""
    begin = max(0, start - _AROUND)
    words = text[begin:start]
    if begin and not text[begin - 1].isspace():
        words = re.sub(r"^\S*", "", words)
    words = " ".join(words.split())
    return f"… {words}".rstrip() if begin else words


def _words_after(text: str, end: int) -> str:
    """Give the whole words that stand after a passage, before a sign of what is left out."""
    stop = min(len(text), end + _AROUND)
    words = text[end:stop]
    if stop < len(text) and not text[stop].isspace():
        words = re.sub(r"\S*$", "", words)
    words = " ".join(words.split())
    return f"{words} …".lstrip() if stop < len(text) else words


def _alone(book: Codebook, path: str) -> Codebook:
    def kept(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        return tuple(
            replace(code, children=() if code.path == path else kept(code.children))
            for code in codes
            if path == code.path or path.startswith(f"{code.path}/")
        )

    def silent(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        return tuple(
            replace(
                code,
                indicators=code.indicators if code.path == path else (),
                retired=False,
                children=silent(code.children),
            )
            for code in codes
        )

    return replace(book, themes=silent(kept(book.themes)), counts=(), opinion=None, opinion_name="")
