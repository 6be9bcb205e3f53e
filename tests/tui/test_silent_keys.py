"""A key that does nothing says why; what is typed while the vault opens never reaches the screen below."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.matrix_screen import MatrixScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.query_screen import QueryScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.tui.theme_screen import ThemeScreen
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.configuring import change_setting
from qualcode.usecases.deciding import reject, waiting
from tests.tui.conftest import UTKAST, Drive, minutes


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


async def test_a_key_whose_deed_is_not_possible_says_what_it_needs(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "ctrl+home", "x")
        assert "Ingen kodning att ta bort" in said(pilot)
        await drive.press(pilot, "g")
        assert "Sök först efter ord" in said(pilot)
        # The figures that give a status stand in no list of deeds.
        await drive.press(pilot, "ctrl+home", "3")
        assert "Inget är kodat eller föreslaget" in said(pilot)


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_where_a_coding_is_split_is_told_whole_on_a_small_screen(drive: Any, language: str) -> None:
    drive.project = drive.project.speaking(language)
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "ctrl+home", "k")
        line = pilot.app.screen.query_one("#said", EndsLine)
        assert cell_len(line.ends[0]) + cell_len(line.ends[1]) < line.content_size.width
        assert line.ends[0] == pilot.app.say(ReaderScreen.SILENT["split"])


async def test_a_key_that_means_nothing_names_the_help(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "z")
        assert said(pilot) == "z gör inget här. ? visar tangenterna som gör något."


async def test_a_key_of_ones_own_is_told_of_by_its_deed(drive: Any) -> None:
    drive.project = change_setting(drive.project, "keys.uncode", "y")
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "ctrl+home", "y")
        assert "Ingen kodning att ta bort" in said(pilot)


async def test_in_an_empty_project_every_key_that_needs_minutes_says_how_they_come_in(drive_empty: Any) -> None:
    async with drive_empty.app() as pilot:
        assert isinstance(pilot.app.screen, OverviewScreen)
        for key in ("n", "g", "f", "M", "q", "m", "t", "p", "ctrl+e", "enter", "down", "end"):
            await drive_empty.press(pilot, "z", key)
            assert said(pilot) == "Inga anteckningar än: ta in dem med `qualcode import FILER`, sedan F5.", key
        await drive_empty.press(pilot, "escape")
        assert said(pilot) == "Det här är den första vyn. Ctrl+Q lämnar appen."


@pytest.mark.parametrize("key", ["u", "U"])
async def test_a_step_that_cannot_be_taken_is_told_once(drive_empty: Any, key: str) -> None:
    async with drive_empty.app() as pilot:
        await drive_empty.press(pilot, key)
        assert len(drive_empty.toasts(pilot)) == 1
        assert not said(pilot)


async def test_a_refusal_names_no_key_that_would_be_refused_as_well(drive: Any) -> None:
    async with drive.reader(key="d3") as (pilot, _):
        for key in ("a", "t", "v"):
            await drive.press(pilot, key)
            assert "n går till nästa" not in said(pilot), key
            assert any(f"{helps} " in said(pilot) for helps in ("f", "s")), key


async def test_what_stands_in_a_field_is_written_anew_by_typing(drive: Any) -> None:
    text = drive.text
    code_passage(drive.project, "d1", text.index("En ny plan"), text.index(" Den gamla"), "planer/plan")
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "slash", "c", *"planer/plan", "enter", "enter", "ctrl+e")
        assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen.query_one(Input).value == "exports/query.docx"
        await drive.press(pilot, *"a", "full_stop", *"csv", "enter")
        assert (drive.project.folder / "a.csv").is_file()
        # A query is gone on with, and not begun anew.
        await drive.press(pilot, "e", *" eller", "space", *"behov")
        assert pilot.app.screen.query_one(Input).value == "planer/plan eller behov"
        await drive.press(pilot, "escape", "j")
        assert isinstance(pilot.app.screen, QueryScreen)


async def test_under_the_keys_of_vim_every_list_goes_by_j_and_k(drive: Any) -> None:
    drive.project = change_setting(drive.project, "key_set", "vim")
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3", "j", "j", "k")
        assert pilot.app.screen.table.lit == 1
        await drive.press(pilot, "escape", "t", *"planer/plan", "enter")
        assert isinstance(pilot.app.screen, ThemeScreen)
        await drive.press(pilot, "j")
        assert pilot.app.screen.table.lit == 1
        await drive.press(pilot, "k", "t", "j", "enter")
        # From "planned" one down in the window of statuses.
        assert [c.status.value for c in codings(drive.project.store, code="planer/plan")] == ["past"]


@pytest.mark.parametrize("keys", [(), ("q",), ("m",), ("p",), ("k",), ("c",), ("t", *"planer/plan", "enter")])
async def test_to_be_shown_anew_is_answered(drive: Any, keys: tuple[str, ...]) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, *keys, "f5")
        assert said(pilot) == "Visas som det är nu."


async def test_a_codebook_that_finds_nothing_is_not_asked_again(empty: Any) -> None:
    with change(empty.store, "kodare-0", "import") as step:
        add_document(step, minutes("utkast.txt", "Österlunda län", UTKAST), path="utkast.txt")
    drive = Drive(empty)
    async with drive.app() as pilot:
        await drive.press(pilot, "g")
        await drive.until(pilot, lambda: "inget att föreslå" in said(pilot))
        assert "inget att föreslå" in said(pilot)
        assert "Läs det olästa" in str(pilot.app.screen.query_one("#next").content)


async def test_what_fits_no_code_leads_to_a_new_one(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "s", "enter", *"qqqq")
        assert "i gör en ny kod" in str(pilot.app.screen.query_one("#told").content)


async def test_a_code_without_codings_is_not_split(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "k", "down", "down", "k")
        assert "inget att klyva" in said(pilot)


async def test_reading_to_the_end_names_what_waits(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "f")
        assert screen.waiting
        assert "n går till det som väntar" in said(pilot)


async def test_who_codes_blind_is_told_to_read_first(drive: Any) -> None:
    drive.project = change_setting(drive.project, "blind", "true")
    async with drive.app((100, 30)) as pilot:
        assert "Du kodar blint: öppna ett dokument med Enter" in str(pilot.app.screen.query_one("#next").content)
        await drive.press(pilot, "enter", "n")
        assert said(pilot) == "Du kodar blint: förslagen visas när f har märkt dokumentet som läst."


async def test_where_nothing_waits_anywhere_no_next_document_is_named(drive: Any) -> None:
    reject(drive.project, waiting(drive.project))
    async with drive.reader((100, 30)) as (pilot, _):
        await drive.press(pilot, "n")
        assert said(pilot) == "Inget förslag väntar i något dokument. f märker det här som läst, Esc går tillbaka."
        await drive.press(pilot, "f", "down", "n")
        assert said(pilot) == "Inget förslag väntar i något dokument. Esc går tillbaka."


async def test_in_the_codebook_moves_that_lead_nowhere_are_answered(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "k", "ctrl+up")
        assert "redan ytterst" in said(pilot)
        await drive.press(pilot, "right")
        assert "Inget mer står under" in said(pilot)
        await drive.press(pilot, "left", "left")
        assert "Inget står ovanför" in said(pilot)


async def test_a_key_pressed_before_the_matrix_is_counted_is_not_told_that_it_is_empty(drive: Any) -> None:
    async with drive.app() as pilot:
        screen = MatrixScreen()
        screen.reload = lambda: True  # the picture stands, and what it shows has not come
        await pilot.app.push_screen(screen)
        await pilot.press("enter")
        assert said(pilot) == "Förbereder …"
        del screen.reload
        screen.come_back()
        await drive.settle(pilot)
        await drive.press(pilot, "enter")
        assert screen.theme
