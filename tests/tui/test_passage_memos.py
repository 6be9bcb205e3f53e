"""Memos on passages that nobody has coded: written in the reader, shown where the words stand, found again by their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.widgets import Static, TextArea

from qualcode.domain.coding import Memo
from qualcode.storage.coding_rows import add_memo
from qualcode.storage.document_rows import documents
from qualcode.storage.ledger import change
from qualcode.tui.inks import MEMO
from qualcode.tui.line_screen import AskScreen
from qualcode.tui.mark_panel import MarkPanel
from qualcode.tui.row_painting import LANES
from qualcode.usecases.coding_by_hand import memos_on, rewrite_memo
from qualcode.usecases.importing import import_files
from qualcode.usecases.passage_memos import begun_with, memo_on_passage, write_passage_memo
from qualcode.usecases.viewing import open_reading


def panel(screen: Any) -> str:
    return str(screen.query_one(MarkPanel).content)


async def test_a_memo_on_a_selection_stays_with_its_words(drive: Any) -> None:
    text = drive.text
    at = text.index("Kommunerna vill ha")
    async with drive.reader((110, 36)) as (pilot, screen):
        screen.view.put(at)
        await drive.press(pilot, "s", "m", *"obs", "ctrl+s")
        [memo] = memos_on(drive.project, "document:d1")
        assert memo.text == "”Kommunerna vill ha längre besked från staten, helst tre år i taget.”\nobs"
        await drive.press(pilot, "escape")
        assert "Memo om textstället: obs" in panel(screen)
        row = screen.view.canvas.layout.row_of(at)
        assert screen.view.canvas.row(row).text[LANES] == MEMO
        # Somewhere else nothing is said of it, and it is no memo on all of the document.
        await drive.press(pilot, "ctrl+home")
        assert "obs" not in panel(screen)
        # In the passage the same memo is written on.
        screen.view.put(at + 5)
        await drive.press(pilot, "m")
        assert pilot.app.screen.query_one(TextArea).text == "obs"
        await drive.press(pilot, *" 2", "ctrl+s")
        assert [m.text.rpartition("\n")[2] for m in memos_on(drive.project, "document:d1")] == ["obs 2"]


async def test_that_names_in_a_memo_gave_way_is_told(drive: Any) -> None:
    async with drive.reader((110, 36)) as (pilot, screen):
        screen.view.put(drive.text.index("Kommunerna vill ha"))
        await drive.press(pilot, "s", "m", *"ring 070-174 06 05", "ctrl+s")
        await drive.settle(pilot)
        assert "namn i det fick ge plats" in str(screen.query_one("#said").ends[0])
        [memo] = memos_on(drive.project, "document:d1")
        assert "070" not in memo.text
        screen.view.put(drive.text.index("Kommunerna vill ha"))
        await drive.press(pilot, "s", "m", "ctrl+a", *"obs", "ctrl+s")
        await drive.settle(pilot)
        assert str(screen.query_one("#said").ends[0]).endswith("Memot är sparat.")


async def test_a_memo_on_a_suggestion_and_one_on_the_document_stand_apart(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "m", *"tveksamt", "ctrl+s", "M")
        assert pilot.app.screen.query_one(TextArea).text == ""
        await drive.press(pilot, *"lugnt", "ctrl+s")
        texts = [m.text for m in memos_on(drive.project, "document:d1")]
        assert texts == ["”Skolan sitter inte med i rådet.”\ntveksamt", "lugnt"]
        assert [n.note for n in screen.noted] == ["tveksamt"]
        # Emptied, it is taken away.
        await drive.press(pilot, "n", "b", "m")
        pilot.app.screen.query_one(TextArea).text = ""
        await drive.press(pilot, "ctrl+s")
        assert [m.text for m in memos_on(drive.project, "document:d1")] == ["lugnt"]


def test_words_that_are_gone_leave_a_memo_on_the_document(drive: Any) -> None:
    text = open_reading(drive.project, "d1").document.text
    words = "En ny plan ska tas fram till våren."
    memo = Memo("m1", "document:d1", begun_with(words, "när?"), "kodare-1")
    found = memo_on_passage(memo, text)
    assert found is not None
    assert found.span.of(text) == words
    assert memo_on_passage(memo, text.replace("våren", "hösten")) is None
    assert memo_on_passage(Memo("m2", "document:d1", "”Citat” utan mer", "kodare-1"), text) is None


def test_a_long_passage_is_found_by_its_beginning() -> None:
    words = " ".join(f"ord{n}" for n in range(90))
    memo = Memo("m1", "document:d1", begun_with(words, "långt"), "kodare-1")
    found = memo_on_passage(memo, f"Före. {words} Efter.")
    assert found is not None
    assert words.startswith(found.span.of(f"Före. {words} Efter."))


async def test_words_that_are_not_saved_are_left_only_when_that_is_said(drive: Any) -> None:
    async with drive.reader((110, 36)) as (pilot, screen):
        await drive.press(pilot, "M", "escape")
        assert pilot.app.screen is screen
        await drive.press(pilot, "M", *"obs", "escape")
        assert isinstance(pilot.app.screen, AskScreen)
        await drive.press(pilot, "n")
        assert pilot.app.screen.query_one(TextArea).text == "obs"
        await drive.press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, AskScreen)
        assert "inte sparat" in str(pilot.app.screen.query_one("#words", Static).content)
        await drive.press(pilot, "n", "escape", "j")
        assert pilot.app.screen is screen
        assert memos_on(drive.project, "document:d1") == ()
        await drive.press(pilot, "M", *"obs", "ctrl+q", "j")
    assert pilot.app.return_code == 0


async def test_words_of_the_text_are_not_hidden_a_second_time(drive_empty: Any, tmp_path: Path) -> None:
    said = "Deltagaren B berättade om skolans plan."
    path = tmp_path / "norrlunda.txt"
    path.write_text(f"Dialog med Norrlunda län 2024\n\nSamordning\n\nMötet började sent. {said}\n", encoding="utf-8")
    import_files(drive_empty.project, [path], options={"status": "approved"})
    [document] = documents(drive_empty.project.store)
    at = document.text.index("berättade om")
    words = document.text[document.text.index("Deltagaren") : at + len(said) - len("Deltagaren B ")]
    made = write_passage_memo(drive_empty.project, document.id, words, "ring Karin Hallgren")
    assert made.text.startswith(f"”{words}”\n")
    assert "Hallgren" not in made.text
    found = memo_on_passage(made, document.text)
    assert found is not None
    assert found.span.of(document.text) == words
    rewrite_memo(drive_empty.project, made.id, "när?", before=begun_with(words, ""))
    [memo] = memos_on(drive_empty.project)
    assert memo.text == f"”{words}”\nnär?"


async def test_a_memo_whose_words_are_gone_is_not_opened_as_the_documents(drive: Any) -> None:
    with change(drive.project.store, drive.project.coder, "memo") as step:
        add_memo(step, Memo("", "document:d1", "”Ord som inte finns i texten”\nobs", drive.project.coder))
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M")
        assert pilot.app.screen.query_one(TextArea).text == ""
        await drive.press(pilot, *"lugnt", "ctrl+s", "escape", "M")
        assert pilot.app.screen.query_one(TextArea).text == "lugnt"
    assert len(memos_on(drive.project, "document:d1")) == 2
