"""Every small window shows how it is closed, whatever the size of the terminal, and all of its words can be reached."""

from __future__ import annotations

from typing import Any

import pytest
from textual.containers import VerticalScroll

from qualcode.tui.line_screen import AskScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.tour_screen import PAGES
from tests.tui.test_every_screen import WINDOWS

SIZES = [(36, 9), (40, 12), (60, 16), (80, 24), (200, 60)]
MORE = {
    **WINDOWS,
    "new code": ("k", "i"),
    "new code in the text": ("n", "i"),
    "attribute": ("slash", "t"),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", MORE)
async def test_a_window_shows_how_it_is_closed(drive: Any, name: str, lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app(SIZES[0]) as pilot:
        await drive.press(pilot, *MORE[name])
        screen = pilot.app.screen
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await drive.settle(pilot)
            shows_its_keys(screen, size)


def shows_its_keys(screen: Any, size: tuple[int, int]) -> None:
    """Look whether the line about the keys is seen whole, and nothing that is scrolled lies under it."""
    hint, window = screen.query_one("#hint"), screen.query_one(".window")
    assert hint.region.height, size
    assert screen.find_widget(hint).visible_region == hint.region == hint.region.intersection(window.content_region), (
        size
    )
    assert hint.region.height >= hint.get_content_height(hint.content_size, window.size, hint.size.width), size
    for words in window.query(VerticalScroll):
        # What does not fit is scrolled to, and no line of it lies under the edge or the line about the keys.
        assert words.region.bottom <= hint.region.y, size


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", [NoticeScreen, AskScreen])
async def test_all_of_a_long_text_is_reached_by_the_arrows(drive: Any, kind: Any, size: tuple[int, int]) -> None:
    async with drive.app(size) as pilot:
        pilot.app.push_screen(kind("Rubrik", "\n".join(f"Rad {n}" for n in range(1, 71))))
        await drive.settle(pilot)
        screen = pilot.app.screen
        assert "Rad 1 " in seen(screen)
        assert "Esc" in seen(screen)
        await drive.press(pilot, *["down"] * 70)
        assert "Rad 70" in seen(screen)
        assert "Esc" in seen(screen)
        await drive.press(pilot, "escape")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("size", [(36, 9), (40, 12)], ids=str)
async def test_a_short_text_is_scrolled_in_the_tour_too(drive: Any, size: tuple[int, int]) -> None:
    async with drive.app(size) as pilot:
        await drive.press(pilot, "f2")
        screen = pilot.app.screen
        for page in range(len(PAGES)):
            assert screen.page == page
            last = str(screen.query_one("#page").content).split()[-1]
            await drive.press(pilot, *["down"] * 12)
            assert last in seen(screen)
            assert f"{page + 1} av {len(PAGES)}" in seen(screen)
            await drive.press(pilot, "right")


def seen(screen: Any) -> str:
    """Give what the terminal shows."""
    return "\n".join(strip.text for strip in screen._compositor.render_strips())  # noqa: SLF001 - what the terminal gets
