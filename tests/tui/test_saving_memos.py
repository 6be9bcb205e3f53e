"""Saving what somebody wrote takes seconds the first time: it is said, and what is typed meanwhile does nothing unforeseen."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual.widgets import Static, TextArea

from qualcode.domain.coding import Memo
from qualcode.domain.errors import UnknownDocumentError
from qualcode.tui import memo_screen, shaping_screen
from qualcode.tui.memo_screen import MemoScreen
from qualcode.usecases.coding_by_hand import memos_on


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Saving waits until this is set, at most some seconds."""
    release, write = Event(), shaping_screen.write_memo

    def slowly(*told: Any, **named: Any) -> Memo:
        release.wait(5)
        return write(*told, **named)

    monkeypatch.setattr(shaping_screen, "write_memo", slowly)
    return release


async def test_a_memo_is_said_to_be_saved_and_keys_wait(drive: Any, slow: Event) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "M", *"kort")
        before = drive.coded()
        await pilot.press("ctrl+s")
        await pilot.pause()
        window = pilot.app.screen
        assert isinstance(window, MemoScreen)
        assert str(window.query_one("#hint", Static).content) == "Sparar …"
        for key in ("d", "u", "enter", "a", "ctrl+s", "escape"):
            await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is window
        assert window.query_one(TextArea).text == "kort"
        slow.set()
        await drive.settle(pilot)
        assert pilot.app.screen is screen
        assert [m.text for m in memos_on(drive.project)] == ["kort"]
        assert drive.coded() == before


async def test_a_window_above_is_not_closed_when_the_memo_is_saved(drive: Any, slow: Event) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "M", *"kort")
        await pilot.press("ctrl+s", "ctrl+q")
        await pilot.pause()
        above = pilot.app.screen
        assert not isinstance(above, MemoScreen)
        slow.set()
        await drive.settle(pilot)
        assert pilot.app.screen is above
        await drive.press(pilot, "escape")
        assert pilot.app.screen is screen
        assert [m.text for m in memos_on(drive.project)] == ["kort"]


async def test_a_memo_that_cannot_be_saved_is_still_there_to_be_changed(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.reader() as (pilot, _):
        write = shaping_screen.write_memo

        def refuse(*_: Any, **__: Any) -> Memo:
            raise UnknownDocumentError(document="d1")

        monkeypatch.setattr(shaping_screen, "write_memo", refuse)
        await drive.press(pilot, "M", *"kor", "ctrl+s")
        window = pilot.app.screen
        assert isinstance(window, MemoScreen)
        assert drive.toasts(pilot)
        monkeypatch.setattr(shaping_screen, "write_memo", write)
        await drive.press(pilot, "t", "ctrl+s")
        assert [m.text for m in memos_on(drive.project)] == ["kort"]


async def test_names_are_made_ready_for_while_the_memo_is_written(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ready: list[object] = []
    monkeypatch.setattr(memo_screen, "get_ready", ready.append)
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M", "k")
        assert ready == [drive.project.settings]
