"""What a run reads again, counted: only what changed, and with the result that a run over everything gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, update

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.minutes import Document, Metadata, Segment
from qualcode.engine import indicators, suggesting
from qualcode.engine.segmenting import segment
from qualcode.storage.document_rows import add_document, current_ids, texts
from qualcode.storage.ledger import change
from qualcode.storage.scan_marks import content_of, contents, forget_scans, scan_marks
from qualcode.storage.suggestion_rows import suggestions
from qualcode.storage.tables import DOCUMENT, SEGMENT, SUGGESTION
from qualcode.usecases import scan_plan
from qualcode.usecases.project import Project
from qualcode.usecases.run_suggestions import run_suggestions

if TYPE_CHECKING:
    from qualcode.engine.indicators import CompiledCodebook
    from tests.conftest import Desk

TEXTS = (
    "Länet har en handlingsplan. Det finns ingen budget för anhörigstöd.",
    "Vi vill ha en utbildning.\n\nHandlingsplanen gick ut i våras.",
    "Bussen gick sent. Anhörigstödet finns i två kommuner, och budgeten räcker.",
)
Edit = Callable[[Code], Code]


@pytest.fixture
def shelf(bare: Desk) -> Iterator[Project]:
    with Project.open(bare.project) as project:
        for number, text in enumerate(TEXTS):
            with change(project.store, "a", "import") as step:
                add_document(
                    step, Document("", f"{number}.txt", Metadata("Kalmar"), text, str(number), segment(text)), path=""
                )
        yield project


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Give the texts that the engine reads, each with the codes that it looks for there."""
    done: list[tuple[str, tuple[str, ...]]] = []
    real = suggesting.suggest

    def noted(text: str, segments: Sequence[Segment], compiled: CompiledCodebook, **options: Any) -> object:
        done.append((text, tuple(code.path for code in compiled.codes)))
        return real(text, segments, compiled, **options)

    monkeypatch.setattr(suggesting, "suggest", noted)
    return done


def edited(book: Codebook, path: str, edit: Edit) -> Codebook:
    def go(code: Code) -> Code:
        code = replace(code, children=tuple(map(go, code.children)))
        return edit(code) if code.path == path else code

    return replace(book, themes=tuple(map(go, book.themes)))


def run_with(project: Project, book: Codebook, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setitem(vars(project), "codebook", book)
    monkeypatch.delitem(vars(project), "codebook_with_opinion", raising=False)
    return run_suggestions(project).scanned


def test_a_second_run_reads_nothing(shelf: Project, work: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_suggestions(shelf)
    assert (first.scanned, len(work)) == (3, 3)
    compiled: list[object] = []
    monkeypatch.setattr(indicators, "compile_codebook", compiled.append)
    again = run_suggestions(shelf)
    assert (again.scanned, len(work), compiled) == (0, 3, [])
    assert again == replace(first, scanned=0)


@pytest.mark.parametrize(
    "edit",
    [
        lambda code: replace(code, threshold=0.99),
        lambda code: replace(code, exclude=("länet",)),
        lambda code: replace(code, indicators=(replace(code.indicators[0], slots=(("buss",),)),)),
    ],
)
def test_an_edited_code_alone_is_looked_for_again(
    shelf: Project, work: list[tuple[str, tuple[str, ...]]], monkeypatch: pytest.MonkeyPatch, edit: Edit
) -> None:
    book = shelf.codebook
    run_suggestions(shelf)
    work.clear()
    assert run_with(shelf, edited(book, "plans/county-plan", edit), monkeypatch) == 3
    assert [codes for _, codes in work] == [("plans/county-plan",)] * 3
    after = suggestions(shelf.store)
    forget_scans(shelf.store)
    run_suggestions(shelf)
    assert suggestions(shelf.store) == after


def test_words_that_decide_nothing_and_lines_that_move_are_no_edit(
    shelf: Project, work: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = shelf.codebook
    run_suggestions(shelf)
    work.clear()

    def worded(code: Code) -> Code:
        rules = tuple(replace(rule, line=rule.line + 9) for rule in code.indicators)
        return replace(code, names={"sv": "Annat namn"}, indicators=rules, line=99)

    assert run_with(shelf, edited(book, "plans/county-plan", worded), monkeypatch) == 0
    assert work == []


def test_the_suggestions_of_a_code_that_is_gone_go_with_it(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    book = shelf.codebook
    run_suggestions(shelf)
    run_with(shelf, edited(book, "plans/county-plan", lambda code: replace(code, codable=False)), monkeypatch)
    assert {one.suggestion.code for one in suggestions(shelf.store)} == {
        "plans/budget",
        "support/relatives",
        "support/training",
    }


def test_a_new_document_alone_is_read(shelf: Project, work: list[tuple[str, tuple[str, ...]]]) -> None:
    run_suggestions(shelf)
    work.clear()
    text = "Regionen har en handlingsplan."
    with change(shelf.store, "a", "import") as step:
        add_document(step, Document("", "ny.txt", Metadata("Kalmar"), text, "ny", segment(text)), path="")
    run = run_suggestions(shelf)
    assert (run.documents, run.scanned, [told for told, _ in work]) == (4, 1, [text])


@pytest.mark.parametrize(
    "changed",
    [
        update(DOCUMENT).where(DOCUMENT.c.id == "d1").values(text=TEXTS[0].replace("en handlings", "en åtgärds")),
        update(DOCUMENT).where(DOCUMENT.c.id == "d1").values(case_name="Halland"),
        update(SEGMENT).where(SEGMENT.c.document == "d1", SEGMENT.c.kind == "sentence").values(moderator=True),
        delete(SUGGESTION).where(SUGGESTION.c.document == "d1", SUGGESTION.c.code == "plans/budget"),
    ],
    ids=["text", "case", "segments", "suggestions"],
)
def test_a_document_that_is_not_the_same_is_read_again(shelf: Project, work: list[object], changed: object) -> None:
    run_suggestions(shelf)
    work.clear()
    with shelf.store.write() as connection:
        connection.execute(changed)  # type: ignore[call-overload]
    assert run_suggestions(shelf).scanned == len(work) == 1
    assert run_suggestions(shelf).scanned == 0


def test_everything_is_read_when_the_engine_has_changed(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run_suggestions(shelf)
    monkeypatch.setattr(scan_plan, "rules_print", lambda: "other rules")
    assert run_suggestions(shelf).scanned == 3


def test_a_changed_file_of_the_engine_changes_its_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("engine", "language"):
        (tmp_path / f"qualcode.{room}" / "data").mkdir(parents=True)
        (tmp_path / f"qualcode.{room}" / "data" / "cues.toml").write_text("a", encoding="utf-8")
    monkeypatch.setattr(scan_plan, "files", lambda room: tmp_path / room)
    before = scan_plan.rules_print.__wrapped__()
    assert before == scan_plan.rules_print.__wrapped__()
    (tmp_path / "qualcode.language" / "data" / "cues.toml").write_text("b", encoding="utf-8")
    assert scan_plan.rules_print.__wrapped__() != before


def test_a_run_that_is_broken_off_marks_nothing(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(suggesting, "suggest", broken)
    with pytest.raises(KeyboardInterrupt):
        run_suggestions(shelf)
    assert scan_marks(shelf.store) == {}
    assert suggestions(shelf.store) == ()


def test_a_document_that_changes_during_a_run_is_read_by_the_next(
    shelf: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = suggesting.suggest
    longer = TEXTS[0] + " Bussen kom."

    def changing(text: str, *args: Any, **options: Any) -> object:
        if text == TEXTS[0]:
            with shelf.store.write() as connection:
                change_it = update(DOCUMENT).where(DOCUMENT.c.id == "d1").values(text=longer, characters=len(longer))
                connection.execute(change_it)
        return real(text, *args, **options)

    monkeypatch.setattr(suggesting, "suggest", changing)
    run_suggestions(shelf)
    assert scan_marks(shelf.store).keys() == {"d2", "d3"}
    assert run_suggestions(shelf).scanned == 1
    assert scan_marks(shelf.store).keys() == {"d1", "d2", "d3"}


def test_the_database_is_asked_only_what_was_scanned_before(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(scan_plan, "contents", lambda store, keys: (asked.append(len(keys)), contents(store, keys))[1])
    run_suggestions(shelf)
    told = {key: mark.content for key, mark in scan_marks(shelf.store).items()}
    assert run_suggestions(shelf).scanned == 0
    assert asked == [0, len(TEXTS)]
    assert told == contents(shelf.store, list(told))


def test_what_was_read_has_the_digest_that_the_database_tells(shelf: Project) -> None:
    text = "## Medel & 'mål'\n\nModerator: Hur är det?\n\nAnna Å: Det finns en plan.\n\n- En sak\n- En till"
    with change(shelf.store, "a", "import") as step:
        document = Document("", "samtal.txt", Metadata("Örebro"), text, "9", segment(text))
        add_document(step, document, path="")
        add_document(step, Document("", "tomt.txt", Metadata(""), "", "10", ()), path="")
    read = list(texts(shelf.store, current_ids(shelf.store)))
    assert any(one.moderator and one.kind == "sentence" for document in read for one in document.segments)
    assert {one.id: content_of(one.case, one.text, one.segments) for one in read} == contents(
        shelf.store, [one.id for one in read]
    )
