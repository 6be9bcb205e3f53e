"""What is typed while a window is still opening stands in its field: who knows the keys does not wait for pictures."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from qualcode.tui.choice_screen import ChoiceScreen


def type_at_once(pilot: Any, signs: str) -> None:
    """Press keys as a terminal hands them over that were typed while the app was busy: all in one go."""
    for sign in signs:
        pilot.app.post_message(events.Key(_character_to_key(sign), sign))


@pytest.mark.parametrize("words", ["skolan", "en plan-"])
async def test_a_code_s_name_is_whole_however_fast_it_is_typed(drive: Any, words: str) -> None:
    async with drive.reader() as (pilot, _):
        type_at_once(pilot, f"c{words}")
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert pilot.app.screen.query_one(Input).value == words
        await drive.press(pilot, "x")
        assert pilot.app.screen.query_one(Input).value == words + "x"


async def test_a_memo_holds_its_first_letters(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        type_at_once(pilot, "MViktigt: fråga Åre")
        await drive.settle(pilot)
        assert pilot.app.screen.query_one(TextArea).text == "Viktigt: fråga Åre"


async def test_what_stood_in_a_line_gives_way_to_what_is_typed_ahead(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "w")
        type_at_once(pilot, "iNy")
        await drive.settle(pilot)
        await drive.press(pilot, "t", "t")
        assert pilot.app.screen.query_one(Input).value == "Nytt"
