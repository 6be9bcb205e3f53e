"""Running the engine over the project: suggestions in, decisions untouched."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Status
from qualcode.engine.collecting import collecting_little
from qualcode.language.county_names import find_county
from qualcode.storage.database import Store
from qualcode.storage.document_rows import CodedText, lengths, texts
from qualcode.storage.scan_marks import content_of, keep_scan_marks
from qualcode.storage.suggestion_rows import Row, counted_by_code, replace_rows, rows_of
from qualcode.usecases.project import Project
from qualcode.usecases.scan_plan import Plan, Scan, plan_scans
from qualcode.usecases.worker_processes import processors, sharing

if TYPE_CHECKING:
    from qualcode.engine.opining import Speaker

_LARGEST_PIECE = 20
"""Documents handed to a worker at once: few, so that few results wait in memory and a run that is stopped ends soon."""

_SHARE = 5_000_000
"""Characters that are worth a process of their own: some seven seconds of reading, where a process takes one and a half to get ready."""

_MOST_WORKERS = 8
"""Each holds about a quarter of a gigabyte."""

_COLLECT_AFTER = 500
"""So many documents are read between two looks for rubbish; the engine leaves none, so that this is a precaution."""

_PLACES = 20_000
"""Names of places that are kept once looked up; every capitalised word is asked for."""

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is at work."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run leaves: documents, their suggestions, how many of these assert nothing of their case, and the others by code.

    ``scanned`` is how many documents had to be read; the suggestions of all others are those of earlier runs.
    """

    documents: int
    suggestions: int
    not_asserted: int
    codes: Mapping[str, int]
    scanned: int = 0


@dataclass(frozen=True, slots=True)
class _Coded:
    """One document done: its suggestions as rows, which go cheaply from one process to another.

    ``content`` is a digest of what was read ("" where the plan of the run has it).
    """

    id: str
    name: str
    rows: list[Row]
    content: str


def run_suggestions(project: Project, *, workers: int | None = None, progress: Progress | None = None) -> Run:
    """Run the codebook over what changed since the last run, and put its suggestions in the place of the earlier ones.

    A document is read when it is new or not the same, when the engine or the second opinion has changed, and for the codes that were
    edited; all other suggestions are as a run over everything would make them, and stay. Decisions stay: a passage, code and status
    that were decided come back decided. ``workers`` above 1 share the documents between processes; None takes as many as there are
    processors, where there is text enough for them.

    Raises:
        CodebookFaultsError: when the codebook has faults.
    """
    plan = plan_scans(project.store, project.codebook_with_opinion)
    waiting = sum(len(scan.documents) for scan in plan.scans)
    kept = {key: scan.kept for scan in plan.scans for key in scan.documents}
    hands = _hands(project.store, plan) if workers is None else workers
    read = dict(plan.contents)

    def scanned() -> Iterator[tuple[str, list[Row]]]:
        coded = chain.from_iterable(_coded(scan, project.store, hands) for scan in plan.scans)
        for done, one in enumerate(coded, start=1):
            if progress is not None:
                progress(done, waiting, one.name)
            if one.content:
                read[one.id] = one.content
            yield one.id, one.rows

    # `_reader` looks for rubbish among the new things.
    with collecting_little():
        marking = partial(keep_scan_marks, contents=read, prints=plan.prints)
        replace_rows(project.store, scanned(), kept=kept, ending=marking)
    return _told(project.store, plan.documents, waiting)


def _hands(store: Store, plan: Plan) -> int:
    """Give how many processes the text to read is worth."""
    held = lengths(store)
    waiting = sum(held[key] for scan in plan.scans for key in scan.documents)
    return max(1, min(processors(), _MOST_WORKERS, waiting // _SHARE))


def _told(store: Store, documents: int, scanned: int) -> Run:
    codes: Counter[str] = Counter()
    plain = 0
    for code, status, times in counted_by_code(store):
        if status == Status.NOT_ASSERTED:
            plain += times
        else:
            codes[code] += times
    return Run(documents, plain + codes.total(), plain, dict(codes), scanned)


def _coded(scan: Scan, store: Store, workers: int) -> Iterator[_Coded]:
    book, shelf = scan.book, scan.documents
    if workers <= 1 or len(shelf) < workers:
        with _speaking(book) as speaker:
            yield from map(_reader(scan, speaker), texts(store, shelf))
        return
    size = max(1, min(_LARGEST_PIECE, len(shelf) // (workers * 4)))
    pieces = [shelf[start : start + size] for start in range(0, len(shelf), size)]
    with sharing(workers, partial(_prepare, replace(scan, documents=()), store.path)) as pool:
        for done in pool.map(_work, pieces):
            yield from done


@contextmanager
def _speaking(book: Codebook) -> Iterator[Speaker | None]:
    """Borrow who speaks the codebook's second opinion, and leave the words that were learnt to the next run."""
    from qualcode.engine.opining import borrowed, give_back

    speaker = None if book.opinion is None else borrowed(book.opinion)
    yield speaker
    if speaker is not None:
        give_back(speaker)


_AT_WORK: Callable[[Sequence[str]], list[_Coded]] | None = None
"""In a worker process: the database opened and the codebook compiled, once, when the process starts."""


def _prepare(scan: Scan, database: Path) -> None:
    global _AT_WORK  # noqa: PLW0603 - the only state that a pool's worker can have
    # For the whole life of the process.
    gc.disable()
    store = Store.open(database)
    reader = _reader(scan)
    _AT_WORK = lambda keys: [reader(text) for text in texts(store, keys)]  # noqa: E731 - one line says it


def _work(keys: Sequence[str]) -> list[_Coded]:
    if _AT_WORK is None:
        message = "the worker was not prepared"
        raise RuntimeError(message)
    return _AT_WORK(keys)


def _reader(scan: Scan, speaker: Speaker | None = None) -> Callable[[CodedText], _Coded]:
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.suggesting import suggest

    book = scan.book
    compiled = compile_codebook(book, speaker)
    places = lru_cache(_PLACES)(find_county)
    dated = {code.path: code for code in book.codes() if code.since}
    done = count(1)

    def read(document: CodedText) -> _Coded:
        if next(done) % _COLLECT_AFTER == 0:
            gc.collect(0)
        found = suggest(document.text, document.segments, compiled, case=document.case, places=places)
        if dated:
            # A code that came after the document's wave says nothing about it; to code that wave anew, take its since: away.
            found = tuple(s for s in found if s.code not in dated or not dated[s.code].later_than(document.wave))
        # Where suggestions of other codes are kept, the document was looked at before, and the plan knows it.
        content = "" if scan.kept else content_of(document.case, document.text, document.segments)
        return _Coded(document.id, document.name, rows_of(document.id, found), content)

    return read
