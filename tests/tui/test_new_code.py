"""New codes in the reader: by the selected words or a name of their own, in the codebook and on the passage at once."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from qualcode.tui import new_code
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import LineScreen
from qualcode.usecases.new_codes import code_anew

if TYPE_CHECKING:
    import pytest


def book(folder: Any) -> str:
    return (folder / "codebooks" / "kodbok.yaml").read_text(encoding="utf-8")


def said(screen: Any) -> str:
    return str(screen.query_one("#said", EndsLine).ends[0])


async def test_selected_words_are_the_name(drive: Any, folder: Any) -> None:
    before = book(folder)
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("längre besked"))
        await drive.press(pilot, "w", "w", "i")
        assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen.query_one("#typed").value == "längre besked"
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, *"önskem", "enter")
        await drive.settle(pilot)
        assert drive.coded()[1:] == [("onskemal/längre-besked", "längre besked", "present")]
        assert said(screen) == "Ny kod: längre besked. u tar tillbaka kodningen, en gång till även koden."
        await drive.press(pilot, "v")
        assert "Inget säger än vad koden står för: det skrivs i kodboken (k" in str(pilot.app.screen.words)
        await drive.press(pilot, "escape")
        assert screen.view.chosen.code == "onskemal/längre-besked"
        assert drive.project.codebook.find("onskemal/längre-besked").name("sv") == "längre besked"
        await drive.press(pilot, "u", "u")
        assert len(drive.coded()) == 1
        assert book(folder) == before


async def test_a_theme_of_its_own_with_another_name_and_no_id_twice(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        for words in ("Den gamla", "Det vet"):
            screen.view.put(drive.text.index(words))
            await drive.press(pilot, "i", *"Oro", "enter", *"eget tema", "enter")
            await drive.settle(pilot)
        assert [(code, words) for code, words, _ in drive.coded()[1:]] == [
            ("oro", "Den gamla planen gick ut i fjol."),
            ("oro-2", "Det vet vi i höst."),
        ]


async def test_a_new_code_that_is_left_changes_nothing(drive: Any, folder: Any) -> None:
    before = book(folder)
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "s", "i", "escape", "i", *"Oro", "enter", "escape")
        assert len(drive.coded()) == 1
    assert book(folder) == before


async def test_a_name_in_a_code_is_hidden(drive: Any, folder: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("Den gamla"))
        await drive.press(pilot, "i", *"ring 070-174 06 05", "enter", *"eget tema", "enter")
        await drive.settle(pilot)
        assert len(drive.coded()) == 2
    assert "070" not in book(folder)


async def test_all_goes_on_while_a_new_code_is_written(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(*told: Any, **more: Any) -> Any:
        assert go_on.wait(60)
        return code_anew(*told, **more)

    monkeypatch.setattr(new_code, "code_anew", slowly)
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("Den gamla"))
        await pilot.press("i", *"Oro", "enter", *"eget tema", "enter")
        await drive.until(pilot, lambda: screen.busy)
        assert said(screen) == "Skriver kodboken …"
        screen.view.put(drive.text.index("Dialog"))
        await pilot.press("n", "a", "n", "r")
        await drive.until(pilot, lambda: len(screen.waiting) == 2)
        assert drive.coded()[1:] == [("ledning/skola", "Skolan sitter inte med i rådet.", "absent")]
        await pilot.press("i")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "Något pågår" in said(screen)
        here, chosen = screen.view.cursor, screen.view.chosen
        go_on.set()
        await drive.until(pilot, lambda: not screen.busy)
        await drive.settle(pilot)
        assert ("oro", "Den gamla planen gick ut i fjol.", "present") in drive.coded()
        assert said(screen).startswith("Ny kod")
        assert (screen.view.cursor, screen.view.chosen) == (here, chosen), "who has gone on is not fetched back"
        assert pilot.app.code_name("oro") == "Oro"
        assert [m.coding.code for m in screen.reading.marks if m.coding][-1] == "oro"
