"""The ledger: steps land whole, undo and redo walk them, per coder and after a restart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qualcode.domain.coding import Coding, Origin, Status
from qualcode.domain.minutes import Document, Metadata, Segment, SegmentKind
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_codings, change_coding, codings, remove_codings
from qualcode.storage.database import Store
from qualcode.storage.document_rows import add_document, documents
from qualcode.storage.ledger import change, changes, history
from qualcode.storage.row_turning import UndoConflictError
from qualcode.storage.undoing import redo, undo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "åäö.db") as made:
        yield made


TEXT = "Länet har en plan. Skolan är inte med."


def minutes(text: str = TEXT) -> Document:
    segments = (Segment(SegmentKind.SENTENCE, Span(0, 18)), Segment(SegmentKind.SENTENCE, Span(19, len(text))))
    return Document("", "dialog.md", Metadata("Örebro län", "2024"), text, "0" * 64, segments, ("samordnare",), 3)


def with_document(store: Store) -> str:
    with change(store, "kodare-1", "import") as step:
        return add_document(step, minutes(), path="dialog.md")


def one(document: str, code: str = "a/b", start: int = 0) -> Coding:
    return Coding("", document, code, Span(start, 18), Status.PRESENT, "kodare-1")


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    key = with_document(store)
    assert documents(store) == (replace(minutes(), id=key),)


def test_undo_and_redo_walk_the_steps_of_one_coder(store: Store) -> None:
    doc = with_document(store)
    with change(store, "kodare-1", "code") as step:
        [first] = add_codings(step, [one(doc)])
    with change(store, "kodare-2", "code") as step:
        add_codings(step, [replace(one(doc, "a/c"), coder="kodare-2")])
    with change(store, "kodare-1", "code") as step:
        change_coding(step, replace(first, status=Status.PAST))
    assert [s.action for s in undo(store, "kodare-1", 2)] == ["code", "code"]
    assert [c.code for c in codings(store)] == ["a/c"]
    assert len(redo(store, "kodare-1", 5)) == 2
    assert [(c.code, c.status) for c in codings(store)] == [("a/b", Status.PAST), ("a/c", Status.PRESENT)]


def test_undo_works_after_a_restart(store: Store) -> None:
    doc = with_document(store)
    with change(store, "kodare-1", "code") as step:
        add_codings(step, [one(doc)])
    store.close()
    with Store.open(store.path) as again:
        undo(again, "kodare-1")
        assert codings(again) == ()


def test_a_new_change_ends_the_road_of_redo(store: Store) -> None:
    doc = with_document(store)
    for code in ("a/b", "a/c"):
        with change(store, "kodare-1", "code") as step:
            add_codings(step, [one(doc, code)])
        if code == "a/b":
            undo(store, "kodare-1")
    assert redo(store, "kodare-1") == []
    assert [c.code for c in codings(store)] == ["a/c"]
    assert {s.state for s in history(store)} == {"done", "dropped"}


def test_undo_is_refused_when_another_coder_changed_the_row(store: Store) -> None:
    doc = with_document(store)
    with change(store, "kodare-1", "code") as step:
        [mine] = add_codings(step, [one(doc)])
    with change(store, "kodare-2", "code") as step:
        change_coding(step, replace(mine, status=Status.ABSENT))
    with pytest.raises(UndoConflictError, match=r"changed since"):
        undo(store, "kodare-1")
    assert codings(store)[0].status is Status.ABSENT


def test_undo_of_an_import_hides_the_document_and_redo_shows_it(store: Store) -> None:
    with_document(store)
    undo(store, "kodare-1")
    assert documents(store) == ()
    redo(store, "kodare-1")
    assert len(documents(store)) == 1


def test_history_repeats_no_text(store: Store) -> None:
    with_document(store)
    with store.read() as connection:
        lines = connection.exec_driver_sql("SELECT before, after FROM event").fetchall()
    assert lines
    assert "Skolan" not in str(lines)


def test_a_step_that_fails_leaves_nothing(store: Store) -> None:
    doc = with_document(store)

    def half() -> None:
        with change(store, "kodare-1", "code") as step:
            add_codings(step, [one(doc)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert codings(store) == ()
    assert len(history(store)) == 1


def test_a_step_without_changes_leaves_no_trace(store: Store) -> None:
    with change(store, "kodare-1", "code") as step:
        remove_codings(step, ["k9"])
    assert history(store) == []


def test_ids_are_never_given_twice(store: Store) -> None:
    doc = with_document(store)
    with change(store, "kodare-1", "code") as step:
        [first] = add_codings(step, [one(doc)])
    undo(store, "kodare-1")
    with change(store, "kodare-1", "code") as step:
        [second] = add_codings(step, [one(doc)])
    assert first.id != second.id
    assert second.origin is Origin.MANUAL


def test_steps_of_one_transaction_land_together(store: Store) -> None:
    doc = with_document(store)
    with changes(store, "kodare-1") as steps:
        with steps.step("code") as step:
            add_codings(step, [one(doc)])
        with steps.step("code"):
            pass
        with steps.step("code", why="senare") as step:
            add_codings(step, [one(doc, "a/c")])
    assert [(s.id, s.action, dict(s.about)) for s in history(store)] == [
        (3, "code", {"why": "senare"}),
        (2, "code", {}),
        (1, "import", {}),
    ]
    undo(store, "kodare-1")
    assert [c.code for c in codings(store)] == ["a/b"]


def test_steps_of_one_transaction_are_taken_back_together(store: Store) -> None:
    doc = with_document(store)
    with pytest.raises(ZeroDivisionError), changes(store, "kodare-1") as steps:  # noqa: PT012 - the second step fails
        with steps.step("code") as step:
            add_codings(step, [one(doc)])
        with steps.step("code"):
            raise ZeroDivisionError
    assert codings(store) == ()
    assert len(history(store)) == 1


def test_rows_by_the_hundred_come_back_in_their_order(store: Store) -> None:
    text = "Nej. " * 137
    cut = tuple(Segment(SegmentKind.SENTENCE, Span(n, n + 4)) for n in range(0, len(text), 5))
    with change(store, "kodare-1", "import") as step:
        add_document(step, replace(minutes(text), segments=cut), path="")
    assert tuple(documents(store)[0].segments) == cut
