"""How much work a run of the codebook is, counted: documents are fetched once, rows written in batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from qualcode.domain.minutes import Document, Metadata
from qualcode.engine import indicators, suggesting
from qualcode.engine.segmenting import segment
from qualcode.storage.document_rows import add_document, lengths
from qualcode.storage.ledger import change
from qualcode.storage.scan_marks import forget_scans
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases import run_suggestions as running
from qualcode.usecases.project import Project
from qualcode.usecases.run_suggestions import run_suggestions

if TYPE_CHECKING:
    from tests.conftest import Desk

COUNT = 45


@pytest.fixture
def shelf(bare: Desk) -> Iterator[Project]:
    with Project.open(bare.project) as project:
        for number in range(COUNT):
            text = f"Anteckningar {number}\n\nVi har en budget för planen. Bussen gick sent."
            with change(project.store, "a", "import") as step:
                add_document(
                    step, Document("", f"{number}.txt", Metadata("Kalmar"), text, str(number), segment(text)), path=""
                )
        yield project


LENGTHS = 3
"""Questions how long each text is: for how many processes, before the run, and when its suggestions are written."""


@contextmanager
def statements(project: Project) -> Iterator[list[tuple[str, bool]]]:
    told: list[tuple[str, bool]] = []

    def note(_c: Any, _u: Any, statement: str, _p: Any, _x: Any, many: bool) -> None:
        told.append((" ".join(statement.split()[:3]), many))

    event.listen(project.store.engine, "before_cursor_execute", note)
    yield told
    event.remove(project.store.engine, "before_cursor_execute", note)


def test_rows_are_written_in_batches_and_each_document_is_read_once(
    shelf: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    compiled: list[object] = []
    real, compiling = suggesting.suggest, indicators.compile_codebook
    monkeypatch.setattr(suggesting, "suggest", lambda text, *a, **o: (seen.append(text), real(text, *a, **o))[1])
    monkeypatch.setattr(
        indicators, "compile_codebook", lambda book, _=None: (compiled.append(book), compiling(book))[1]
    )
    with statements(shelf) as told:
        run = run_suggestions(shelf)
    assert (run.documents, len(seen), len(set(seen)), len(compiled)) == (COUNT, COUNT, COUNT, 1)
    assert run.suggestions >= COUNT
    assert told.count(("INSERT INTO suggestion", True)) == 1
    assert told.count(("DELETE FROM suggestion", False)) == 1
    assert len([words for words, _ in told if words.startswith("SELECT document.id")]) <= 2 + COUNT // 20 + 1 + LENGTHS


def test_two_processes_write_what_one_writes(shelf: Project) -> None:
    one = run_suggestions(shelf)
    kept = suggestions(shelf.store)
    forget_scans(shelf.store)
    two = run_suggestions(shelf, workers=2)
    assert two.scanned == COUNT
    assert (one, kept) == (two, suggestions(shelf.store))


def test_as_many_processes_as_the_text_is_worth(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    coded = vars(running)["_coded"]
    monkeypatch.setattr(running, "_coded", lambda scan, store, hands: (asked.append(hands), coded(scan, store, 1))[1])
    monkeypatch.setattr(running, "processors", lambda: 3)
    held = sum(lengths(shelf.store).values())
    for share in (held + 1, held, held // 2, held // 50):
        monkeypatch.setattr(running, "_SHARE", share)
        forget_scans(shelf.store)
        run_suggestions(shelf)
    run_suggestions(shelf, workers=1)
    assert asked == [1, 1, 2, 3]


def test_a_second_run_takes_the_place_of_the_first(shelf: Project) -> None:
    first = run_suggestions(shelf)
    forget_scans(shelf.store)
    assert run_suggestions(shelf).suggestions == first.suggestions == len(suggestions(shelf.store))
