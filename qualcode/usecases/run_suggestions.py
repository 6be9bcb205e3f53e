"""Running the engine over the project: suggestions in, decisions untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Status, Suggestion
from qualcode.domain.minutes import Document
from qualcode.language.places import find_county
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import replace_suggestions
from qualcode.usecases.project import Project

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is at work."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: documents read, suggestions by code, and how many assert nothing of their case."""

    documents: int
    suggestions: int
    not_asserted: int
    codes: Mapping[str, int]


def run_suggestions(project: Project, *, workers: int = 1, progress: Progress | None = None) -> Run:
    """Run the codebook over every document and put its suggestions in the place of the earlier ones.

    Decisions stay: a passage, code and status that were decided come back decided. ``workers`` above 1 share the documents
    between processes.

    Raises:
        CodebookFaultsError: when the codebook has faults.
    """
    book = project.codebook
    shelf = documents(project.store)
    codes: Counter[str] = Counter()
    plain = 0

    def counted() -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
        nonlocal plain
        for done, (document, found) in enumerate(_suggested(book, shelf, workers), start=1):
            codes.update(s.code for s in found if s.status is not Status.NOT_ASSERTED)
            plain += sum(s.status is Status.NOT_ASSERTED for s in found)
            if progress is not None:
                progress(done, len(shelf), document.name)
            yield document.id, found

    total = replace_suggestions(project.store, counted())
    return Run(len(shelf), total, plain, dict(sorted(codes.items())))


def _suggested(
    book: Codebook, shelf: tuple[Document, ...], workers: int
) -> Iterator[tuple[Document, tuple[Suggestion, ...]]]:
    if workers <= 1 or len(shelf) < workers:
        yield from zip(shelf, map(_reader(book), shelf), strict=True)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = max(1, len(shelf) // (workers * 4))
    with ProcessPoolExecutor(workers, get_context("spawn"), partial(_prepare, book)) as pool:
        yield from zip(shelf, pool.map(_work, shelf, chunksize=size), strict=True)


_READ: Callable[[Document], tuple[Suggestion, ...]] | None = None
"""In a worker process: the compiled codebook, made once when the process starts."""


def _prepare(book: Codebook) -> None:
    global _READ  # noqa: PLW0603 - the only state that a pool's worker can have
    _READ = _reader(book)


def _work(document: Document) -> tuple[Suggestion, ...]:
    if _READ is None:
        message = "the worker was not prepared"
        raise RuntimeError(message)
    return _READ(document)


def _reader(book: Codebook) -> Callable[[Document], tuple[Suggestion, ...]]:
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.suggesting import suggest

    compiled = compile_codebook(book)
    places = cache(find_county)
    return lambda document: suggest(
        document.text, document.segments, compiled, case=document.metadata.case, places=places
    )
