"""Files that come in together: one transaction for several, a step for each, and a file that cannot be kept stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.domain.minutes import Document
from qualcode.storage import ledger
from qualcode.storage.document_rows import documents
from qualcode.storage.driver_faults import DatabaseBusyError, DiskFaultError
from qualcode.storage.ledger import Change, history
from qualcode.storage.undoing import undo
from qualcode.usecases import importing
from qualcode.usecases.importing import import_files
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from tests.conftest import Desk

COUNTIES = ("Gotland", "Kalmar", "Uppsala")
SHARED = (
    "Länet har antagit en handlingsplan i våras. Samordnaren arbetar halvtid i regionen. Skolan saknar ännu en kontakt."
)


def written(folder: Path, words: Sequence[str]) -> list[Path]:
    folder.mkdir()
    found = []
    for number, one in enumerate(words):
        path = folder / f"{number}.md"
        path.write_text(f"# Dialog med {COUNTIES[number % 3]} 2024\n\n{one}\n", encoding="utf-8")
        found.append(path)
    return found


def unlike(count: int) -> list[str]:
    return [f"Mötet nummer {n} handlade om vägarna i kommun {n}, och om bussarna till by {n}." for n in range(count)]


def fails_on(monkeypatch: pytest.MonkeyPatch, name: str, fault: Exception) -> list[str]:
    """Let the storing of one document fail, as a disk fault would, and note which were tried."""
    real = importing.add_document
    tried: list[str] = []

    def add(step: Change, document: Document, **told: Any) -> str:
        tried.append(document.name)
        if document.name == name:
            raise fault
        return real(step, document, **told)

    monkeypatch.setattr(importing, "add_document", add)
    return tried


def fails_unforeseen(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let hiding the names of one file meet a fault of the program."""
    real = importing.make_document

    def make(desk: Any, raw: Any, *told: Any) -> Any:
        if raw.name == name:
            raise IndexError(SHARED)
        return real(desk, raw, *told)

    monkeypatch.setattr(importing, "make_document", make)


def test_a_fault_of_the_program_in_one_file_is_told_there_and_stops_no_other(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_TRACEBACK", raising=False)
    paths = written(tmp_path / "protokoll", unlike(3))
    fails_unforeseen(monkeypatch, "1.md")
    with Project.open(bare.project) as project:
        results = import_files(project, paths)
        assert [one.faults == () for one in results] == [True, False, True]
        [fault] = results[1].faults
        assert "IndexError at test_files_together.py:" in str(fault)
        assert SHARED not in str(fault)
        assert len(list(documents(project.store))) == 2


def test_a_fault_of_the_program_is_raised_where_its_trace_is_asked_for(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_TRACEBACK", "1")
    fails_unforeseen(monkeypatch, "1.md")
    with Project.open(bare.project) as project, pytest.raises(IndexError):
        import_files(project, written(tmp_path / "protokoll", unlike(3)))


def test_each_file_is_a_step_of_its_own_and_undone_alone(bare: Desk, tmp_path: Path) -> None:
    paths = written(tmp_path / "protokoll", unlike(5))
    with Project.open(bare.project) as project:
        assert [one.document for one in import_files(project, paths)] == ["d1", "d2", "d3", "d4", "d5"]
        assert [(s.id, s.about["document"]) for s in history(project.store)] == [(n, f"d{n}") for n in (5, 4, 3, 2, 1)]
        undo(project.store, project.coder)
        assert [d.id for d in documents(project.store)] == ["d1", "d2", "d3", "d4"]


def test_what_was_read_before_somebody_broke_off_is_kept(bare: Desk, tmp_path: Path) -> None:
    def break_off(number: int, _: int, __: str) -> None:
        if number == 3:
            raise KeyboardInterrupt

    paths = written(tmp_path / "protokoll", unlike(5))
    with Project.open(bare.project) as project:
        with pytest.raises(KeyboardInterrupt):
            import_files(project, paths, progress=break_off)
        assert [d.id for d in documents(project.store)] == ["d1", "d2", "d3"]
        assert [one.document for one in import_files(project, paths)] == ["d1", "d2", "d3", "d4", "d5"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_was_being_stored_when_somebody_broke_off_is_kept(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real, broken = importing._store_files, []  # noqa: SLF001 - the moment has no other name

    def store(*words: Any) -> Any:
        stored = real(*words) if broken or moment == "after" else ()
        if not broken:
            broken.append(moment)
            raise KeyboardInterrupt
        return stored

    monkeypatch.setattr(importing, "_store_files", store)
    with Project.open(bare.project) as project:
        with pytest.raises(KeyboardInterrupt):
            import_files(project, written(tmp_path / "protokoll", unlike(5)))
        assert [d.id for d in documents(project.store)] == ["d1", "d2", "d3", "d4", "d5"]


def test_several_files_take_one_transaction(bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = ledger.Store.write

    def write(store: Any) -> Any:
        opened.append("write")
        return real(store)

    with Project.open(bare.project) as project:
        monkeypatch.setattr(ledger.Store, "write", write)
        import_files(project, written(tmp_path / "protokoll", unlike(21)))
    assert len(opened) == 2


def test_a_document_that_cannot_be_kept_stops_no_other(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(tmp_path / "protokoll", unlike(4))
    with Project.open(bare.project) as project:
        tried = fails_on(monkeypatch, "2.md", DiskFaultError(path="project.db"))
        results = import_files(project, paths)
        assert tried == ["0.md", "1.md", "2.md", "0.md", "1.md", "2.md", "3.md"]
        assert [one.document for one in results] == ["d1", "d2", "", "d3"]
        assert [type(f) for f in results[2].faults] == [DiskFaultError]
        assert [d.name for d in documents(project.store)] == ["0.md", "1.md", "3.md"]
        assert [s.id for s in history(project.store)] == [3, 2, 1]


def test_who_waited_in_vain_for_another_program_does_not_wait_for_each_file(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(tmp_path / "protokoll", unlike(4))
    with Project.open(bare.project) as project:
        tried = fails_on(monkeypatch, "0.md", DatabaseBusyError(path="project.db"))
        results = import_files(project, paths)
        assert tried == ["0.md"]
        assert [type(f) for one in results for f in one.faults] == [DatabaseBusyError] * 4
        assert documents(project.store) == ()


def test_what_was_taken_back_is_compared_with_no_more(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [SHARED, *unlike(2), f"{SHARED} Mötet blev kort."]
    paths = written(tmp_path / "protokoll", words)
    with Project.open(bare.project) as project:
        fails_on(monkeypatch, "0.md", DiskFaultError(path="project.db"))
        results = import_files(project, paths, options={"case": "Gotland"})
        # The first would be the earlier version of the last, had it been kept.
        assert [n.sentence for n in results[3].notices] == []


def test_texts_alike_that_come_together_are_told(bare: Desk, tmp_path: Path) -> None:
    paths = written(tmp_path / "protokoll", [SHARED, *unlike(2), f"{SHARED} Mötet blev kort."])
    with Project.open(bare.project) as project:
        results = import_files(project, paths, options={"case": "Gotland"})
        told = [(n.sentence, n.fields["document"]) for n in results[3].notices]
        assert told == [(importing.ALIKE, "d1")]
        assert all(not one.notices for one in results[:3])


def test_rows_of_a_table_that_come_with_minutes_of_their_case_are_known_to_them(bare: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "svar"
    folder.mkdir()
    answer = f"{SHARED} Det finns en grupp som möts varje månad."
    (folder / "a.csv").write_text(f"Län;Kommentar\nGotland;{answer}\n", encoding="utf-8")
    (folder / "b.md").write_text(f"# Dialog med Gotland 2024\n\n{answer}\n", encoding="utf-8")
    with Project.open(bare.project) as project:
        results = import_files(project, [folder / "a.csv", folder / "b.md"])
        assert [one.document for one in results] == ["d1", "d2"]
        assert (importing.ALIKE, "d1") in [(n.sentence, n.fields.get("document")) for n in results[1].notices]


def test_what_another_program_brings_in_meanwhile_is_not_brought_in_again(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(tmp_path / "protokoll", unlike(3))
    real = vars(importing)["_store_files"]

    def late(desk: Any, files: Any) -> Any:
        monkeypatch.setattr(importing, "_store_files", real)
        with Project.open(bare.project) as other:
            import_files(other, [paths[1]])
        return real(desk, files)

    monkeypatch.setattr(importing, "_store_files", late)
    with Project.open(bare.project) as project:
        results = import_files(project, paths)
        assert [(one.document, one.skipped) for one in results] == [("d2", False), ("d1", True), ("d3", False)]
        assert len(documents(project.store)) == 3
