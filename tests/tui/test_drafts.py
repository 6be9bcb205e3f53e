"""What is being written survives the end of the app, and is gone when it is saved or given up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static, TextArea

from qualcode.storage.coding_rows import judgements
from qualcode.tui.code_form_screen import CodeFormScreen
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.memo_screen import MemoScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.coding_by_hand import memos_on
from qualcode.usecases.project import Project

WORDS = "Knutte Frankelius sa annat"
LEADS = "Länsrådet leder arbetet"


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    """Give the files that are kept of drafts."""

    def there() -> list[Path]:
        return sorted(p for p in (tmp_path / "data").glob("draft*/*/*") if p.is_file())

    return there


async def write(drive: Any, pilot: Any, words: str) -> None:
    await drive.press(pilot, *words)


def field(pilot: Any) -> str:
    return str(pilot.app.screen.query_one(TextArea).text)


def told(pilot: Any) -> str:
    return " ".join(str(one.content) for one in pilot.app.screen.query(".back-again").results(Static))


async def test_a_memo_that_was_being_written_is_there_again(drive: Any, kept: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "m")
        assert not kept()
        await write(drive, pilot, WORDS)
        assert len(kept()) == 2
        assert all(b"Frankelius" not in p.read_bytes() for p in kept())
        assert all("k1" not in p.name for p in kept())
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "ctrl+home", "m")
        assert field(pilot) == "", "another memo has another draft"
        await drive.press(pilot, "escape")
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "m")
        assert field(pilot) == WORDS
        assert "sparades inte" in told(pilot)
        await write(drive, pilot, ".")
        await drive.press(pilot, "ctrl+s")
        assert len(memos_on(drive.project, "coding:k1")) == 1
        assert not kept()
        await drive.press(pilot, "m")
        assert not told(pilot)


async def test_what_is_given_up_is_gone(drive: Any, kept: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M")
        await write(drive, pilot, "utkast")
        assert kept()
        await drive.press(pilot, "escape", "n")
        assert kept(), "a no keeps on writing"
        await drive.press(pilot, "escape", "j")
        assert not kept()
        await drive.press(pilot, "M")
        assert field(pilot) == ""
        await write(drive, pilot, "mer")
        assert kept()
        await drive.press(pilot, "ctrl+q", "j")
    assert not kept()
    assert memos_on(drive.project) == ()


async def test_what_is_taken_back_to_what_is_saved_leaves_no_draft(drive: Any, kept: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M", "x")
        assert kept()
        await drive.press(pilot, "backspace")
        assert not kept()


async def test_a_draft_of_a_memo_that_could_not_be_saved_stays(drive: Any, kept: Any, folder: Path) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "M")
        await write(drive, pilot, "viktigt")
        (folder / "project.db").rename(folder / "undan.db")
        await drive.press(pilot, "ctrl+s")
        assert drive.toasts(pilot)
        assert field(pilot) == "viktigt", "the window stays with what was written"
        assert kept()
        (folder / "undan.db").rename(folder / "project.db")
        await drive.press(pilot, "ctrl+s")
        assert pilot.app.screen is screen
        assert [m.text for m in memos_on(drive.project)] == ["viktigt"]
        assert not kept()


async def test_each_coder_has_drafts_of_their_own(drive: Any, folder: Path) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M")
        await write(drive, pilot, "mitt")
    with Project.open(folder, language="sv", coder="kodare-2") as other:
        async with type(drive)(other).reader() as (pilot, _):
            await drive.press(pilot, "M")
            assert field(pilot) == ""


async def test_a_summary_is_there_again(drive: Any, kept: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "m", "enter", "m")
        assert isinstance(pilot.app.screen, MemoScreen)
        await write(drive, pilot, "kort sagt")
    async with drive.app() as pilot:
        await drive.press(pilot, "m", "enter", "m")
        assert field(pilot) == "kort sagt"
        await drive.press(pilot, "ctrl+s")
        assert [p.judgement.summary for p in judgements(drive.project.store)] == ["kort sagt"]
        assert not kept()


async def test_what_is_said_of_a_code_is_there_again_in_its_fields(drive: Any, kept: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "k", "down", "enter")
        window = pilot.app.screen
        assert isinstance(window, CodeFormScreen)
        window.query_one("#definition", TextArea).text = "Rådet leder med mandat."
        window.query_one("#name-en", Input).value = "Council"
        await drive.settle(pilot)
        assert kept()
    async with drive.app() as pilot:
        await drive.press(pilot, "k", "down", "enter")
        assert pilot.app.screen.query_one("#definition", TextArea).text == "Rådet leder med mandat."
        assert pilot.app.screen.query_one("#name-en", Input).value == "Council"
        assert told(pilot)
        await drive.press(pilot, "ctrl+s")
        assert not kept()
        assert drive.project.codebook.find("ledning/rad").names["en"] == "Council"


async def test_the_name_of_a_new_code_is_there_again(drive: Any, kept: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "i")
        await write(drive, pilot, "Fredagsmöten")
        await drive.press(pilot, "enter")
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "i")
        assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen.query_one(Input).value == "Fredagsmöten"
        await drive.press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert not kept()
        [code] = {code for code, *_ in drive.coded()} - {"ledning/rad"}
        assert drive.project.codebook.find(code).names["sv"] == "Fredagsmöten"


async def test_drafts_that_cannot_be_kept_are_told_of_once(drive: Any, tmp_path: Path) -> None:
    (tmp_path / "data" / "drafts").write_text("i vägen")
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M", *"abc", "ctrl+s")
        [notice] = drive.toasts(pilot)
        assert notice.severity == "warning"
        assert "bevaras inte förrän" in notice.message
        assert [m.text for m in memos_on(drive.project)] == ["abc"]
