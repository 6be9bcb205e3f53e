"""Ctrl+Q leaves from everywhere, Esc a window; where words are written that nobody has, they ask first, and once."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.tui.code_form_screen import CodeFormScreen
from qualcode.tui.codebook_screen import CodebookScreen
from qualcode.tui.indicators_screen import IndicatorsScreen
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.split_screen import SplitScreen


async def test_a_window_with_nothing_new_in_its_line_is_left_at_once(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "i")
        assert isinstance(pilot.app.screen, LineScreen)
        await drive.press(pilot, "ctrl+q")
    assert pilot.app.return_code == 0


async def test_a_line_that_was_written_is_asked_for_once(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "i", *"nytt namn")
        window = pilot.app.screen
        assert isinstance(window, LineScreen)
        await drive.press(pilot, "ctrl+q", "ctrl+q")
        assert [type(s) for s in pilot.app.screen_stack[-2:]] == [LineScreen, AskScreen]
        await drive.press(pilot, "n")
        assert pilot.app.screen is window
        await drive.press(pilot, "ctrl+q", "j")
    assert pilot.app.return_code == 0


async def test_what_was_written_of_a_code_is_asked_for(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "k", "down", "enter")
        assert isinstance(pilot.app.screen, CodeFormScreen)
        await drive.press(pilot, "x", "ctrl+q")
        assert isinstance(pilot.app.screen, AskScreen)
        await drive.press(pilot, "j")
    assert pilot.app.return_code == 0


FORMS = {
    "form": (("k", "down", "enter"), CodeFormScreen),
    "line": (("k", "i"), LineScreen),
    "split": (("k", "down", "k"), SplitScreen),
    "indicators": (("k", "down", "w"), IndicatorsScreen),
}


@pytest.mark.parametrize("shown", FORMS)
async def test_esc_asks_once_before_words_are_dropped(drive: Any, shown: str) -> None:
    keys, kind = FORMS[shown]
    async with drive.app() as pilot:
        await drive.press(pilot, *keys)
        window = pilot.app.screen
        assert isinstance(window, kind)
        await drive.press(pilot, "x", "escape")
        assert isinstance(pilot.app.screen, AskScreen)
        await drive.press(pilot, "escape")
        assert pilot.app.screen is window
        await drive.press(pilot, "escape", "j")
        assert isinstance(pilot.app.screen, CodebookScreen)


@pytest.mark.parametrize("shown", FORMS)
async def test_esc_leaves_at_once_where_nothing_was_written(drive: Any, shown: str) -> None:
    keys, _ = FORMS[shown]
    async with drive.app() as pilot:
        await drive.press(pilot, *keys, "escape")
        assert isinstance(pilot.app.screen, CodebookScreen)
