"""A document's text is there to be read before its marks and the codebook are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.tui.reader_screen import ReaderScreen

if TYPE_CHECKING:
    import pytest


async def opened(drive: Any, monkeypatch: pytest.MonkeyPatch, *, forget: bool) -> tuple[list[tuple[str, int]], Any]:
    """Open a document; give what was shown each time that the codebook was asked for, and the screen."""
    shown: list[tuple[str, int]] = []
    async with drive.app() as pilot:
        screen = ReaderScreen("d1")
        load = pilot.app.load_codebook

        def heard() -> None:
            there = screen.view.reading
            shown.append(("", 0) if there is None else (there.document.text, len(there.marks)))
            load()

        if forget:
            pilot.app.forget_codebook()
        monkeypatch.setattr(pilot.app, "load_codebook", heard)
        await pilot.app.push_screen(screen)
        await drive.settle(pilot)
        await drive.press(pilot, "n", "a")
        return shown, screen


async def test_the_text_does_not_wait_for_the_codebook(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, screen = await opened(drive, monkeypatch, forget=True)
    assert shown[0] == (drive.text, 0)
    assert len(screen.view.reading.marks) == 5
    assert len(drive.coded()) == 2


async def test_nor_does_that_of_a_long_document_for_its_marks(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.tui.opened_screen._LONG", 10)
    shown, screen = await opened(drive, monkeypatch, forget=False)
    assert shown[0] == (drive.text, 0)
    assert len(screen.view.reading.marks) == 5


async def test_a_short_one_is_there_whole_at_once(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, screen = await opened(drive, monkeypatch, forget=False)
    assert shown[0] == ("", 0)
    assert len(screen.view.reading.marks) == 5
