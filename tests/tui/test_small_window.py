"""A window without room says so, and what was open is there again when it is made larger."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from qualcode.tui.memo_screen import MemoScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.small_screen import SmallScreen


def told(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#room", Static).content)


async def test_a_window_that_is_too_small_says_so_until_it_is_larger(drive: Any) -> None:
    async with drive.app((20, 5)) as pilot:
        assert isinstance(pilot.app.screen, SmallScreen)
        assert told(pilot) == "För litet: 20×5. Gör fönstret minst 36×9. Ctrl+Q lämnar."
        await drive.press(pilot, "n", "enter", "escape")
        assert isinstance(pilot.app.screen, SmallScreen)
        await pilot.resize_terminal(30, 20)
        await drive.settle(pilot)
        assert "30×20" in told(pilot)
        await pilot.resize_terminal(36, 9)
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert len(pilot.app.screen_stack) == 2


async def test_what_is_being_written_is_there_again(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M", *"kort")
        await pilot.resize_terminal(10, 3)
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, SmallScreen)
        await drive.press(pilot, *"bort")
        await pilot.resize_terminal(80, 24)
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, MemoScreen)
        await drive.press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, MemoScreen)


@pytest.mark.parametrize("larger", [True, False])
async def test_a_notice_that_came_meanwhile_is_shown_first(drive: Any, larger: bool) -> None:
    async with drive.app((20, 5)) as pilot:
        pilot.app.push_screen(NoticeScreen("Rubrik", "Ord."))
        await drive.settle(pilot)
        if larger:
            await pilot.resize_terminal(80, 24)
            await drive.settle(pilot)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen if larger else SmallScreen)


async def test_a_small_window_can_be_left(drive: Any) -> None:
    async with drive.app((20, 5)) as pilot:
        await drive.press(pilot, "ctrl+q")
    assert pilot.app.return_code == 0
