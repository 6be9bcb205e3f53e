"""Small terminals: hints are told whole, who has read stays, and every window answers a key that is none of its own."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import OptionList, Static

from qualcode.tui.document_list import DocumentList
from qualcode.tui.ends_line import SaidLine
from qualcode.tui.grid_view import GridCell
from qualcode.tui.line_screen import LineScreen
from qualcode.usecases.coding_by_hand import mark_documents_read
from qualcode.usecases.configuring import change_setting
from qualcode.usecases.project import Project


def foot(pilot: Any) -> str:
    """Give what stands at the foot, on one line."""
    return " ".join(str(pilot.app.screen.query_one(SaidLine).content).split())


def read_by(project: Project, *coders: str) -> None:
    for coder in coders:
        with Project.open(project.folder, coder=coder) as theirs:
            mark_documents_read(theirs, ["d1"])


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_a_hint_is_told_whole_and_goes_with_the_next_word(drive: Any, size: tuple[int, int], lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.reader(size) as (pilot, screen):
        await drive.press(pilot, "ctrl+home", "a")
        hint = pilot.app.say(screen.why_silent("accept"))
        assert foot(pilot).startswith(hint)
        assert pilot.app.screen.query_one(SaidLine).size.height == (1 if len(hint) < size[0] - 1 else 2)
        await drive.press(pilot, "n")
        assert pilot.app.screen.query_one(SaidLine).size.height == 1


async def test_what_was_done_in_the_reader_never_takes_a_second_row(drive: Any) -> None:
    async with drive.reader((40, 15)) as (pilot, _):
        await drive.press(pilot, "n", "a")
        assert pilot.app.screen.query_one(SaidLine).ends[0].startswith("Godtaget")
        assert pilot.app.screen.query_one(SaidLine).size.height == 1
        assert "…" in foot(pilot)


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_at_80_columns_the_file_stands_beside_those_who_have_read(drive: Any, lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    read_by(drive.project, "kodare-1", "Annika", "Bo-Gunnar")
    async with drive.app() as pilot:
        rows = pilot.app.screen.query_one(DocumentList)
        head, row = (rows.render_line(y).text for y in (0, 1))
        assert head.rstrip().endswith("Fil" if lang == "sv" else "File")
        assert "✓ +2" in row
        assert "norrlunda" in row
        # Who they are is told at the foot, of the lit document alone.
        assert "Annika, Bo-Gunnar" in foot(pilot)
        await drive.press(pilot, "down")
        assert "Annika" not in foot(pilot)


async def test_at_200_columns_those_who_have_read_are_named_in_the_row(drive: Any) -> None:
    read_by(drive.project, "Annika")
    async with drive.app((200, 40)) as pilot:
        assert "(Annika)" in pilot.app.screen.query_one(DocumentList).render_line(1).text
        assert foot(pilot) == ""


async def test_at_60_columns_the_wave_that_all_have_goes_before_who_has_read(drive: Any) -> None:
    read_by(drive.project, "kodare-1")
    async with drive.app((60, 15)) as pilot:
        rows = pilot.app.screen.query_one(DocumentList)
        assert "Omgång" not in rows.render_line(0).text
        assert "✓" in rows.render_line(1).text


@pytest.mark.parametrize("keys", [("n", "t"), ("n", "o"), ("n", "s", "enter"), ("n", "a", "m")])
@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_the_keys_of_a_window_are_told_whole_at_60_columns(drive: Any, keys: tuple[str, ...], lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.reader((60, 15)) as (pilot, _):
        await drive.press(pilot, *keys)
        window, line = (pilot.app.screen.query_one(one) for one in (".window", "#hint"))
        wanted = len(str(line.content).split())
        seen = [strip.text for strip in pilot.app.screen._compositor.render_strips()]  # noqa: SLF001 - what the terminal gets
        shown = " ".join(
            seen[y][line.region.x : line.region.right].strip() for y in range(line.region.y, line.region.bottom)
        )
        assert len(shown.split()) == wanted
        assert line.region.bottom < window.region.bottom


async def test_a_window_answers_a_key_that_is_none_of_its_own(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "t", "enter")
        await drive.press(pilot, "t", "z")
        assert pilot.app.screen.query_one("#hint").has_class("-asked")


async def test_an_empty_line_is_answered(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "slash", "w", "enter")
        assert isinstance(pilot.app.screen, LineScreen)
        assert pilot.app.screen.query_one("#hint", Static).has_class("-asked")


async def test_lists_under_a_field_go_by_ctrl_n_and_ctrl_p(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "s", "enter", "ctrl+n", "ctrl+n", "ctrl+p")
        assert pilot.app.screen.query_one("#choices", OptionList).highlighted == 1


async def test_under_the_keys_of_vim_windows_go_by_its_moves(drive: Any) -> None:
    drive.project = change_setting(drive.project, "key_set", "vim")
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "right_square_bracket", "t", "dollar_sign")
        there = pilot.app.screen.query_one("#choices", OptionList)
        assert there.highlighted == 4
        await drive.press(pilot, "k", "k")
        assert there.highlighted == 2
        await drive.press(pilot, "0")
        assert there.highlighted == 0
        await drive.press(pilot, "escape", "f1", "j", "ctrl+d")
        assert pilot.app.screen.query_one("#words").scroll_y > 1


async def test_a_long_card_keeps_why_it_is_suggested_in_view(drive: Any) -> None:
    async with drive.app((40, 15)) as pilot:
        await drive.press(pilot, "q")
        low = str(pilot.app.screen.query_one("#passage", Static).content)
        assert "Skolan sitter inte med i rådet." in low
        assert "En ny plan ska tas fram" not in low
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "q")
        assert "En ny plan ska tas fram" in str(pilot.app.screen.query_one("#passage", Static).content)


async def test_the_sign_of_more_columns_stands_beside_the_scroll_bar(drive: Any) -> None:
    async with drive.app((40, 10)) as pilot:
        await drive.press(pilot, "m")
        grid = pilot.app.screen.grid
        many = [[GridCell("●")] * 30 for _ in range(30)]
        grid.show("Fall", [f"kod {n}" for n in range(30)], [f"fall {n}" for n in range(30)], many)
        await drive.settle(pilot)
        assert grid.show_vertical_scrollbar
        assert grid.render_line(0).text[grid.size.width - 2] == "›"
