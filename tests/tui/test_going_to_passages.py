"""A passage that is opened from elsewhere is on the screen, and not only under the cursor."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.deciding import accept, waiting

DEEP = "Vi har kanske en kurator på varje skola."
WAYS = {
    "query": ("slash", "c", *"planer/kurator", "enter", "enter", "enter"),
    "theme": ("t", *"planer/kurator", "enter", "enter"),
    "matrix": ("m", "enter", "right", "enter", "down", "enter"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_passage_far_down_is_scrolled_to(drive: Any, way: str) -> None:
    accept(drive.project, waiting(drive.project))
    async with drive.app((80, 11)) as pilot:
        await drive.press(pilot, *WAYS[way])
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        view = reader.view
        start = drive.text.index(DEEP)
        # A query gives whole paragraphs: there the cursor stands before the speaker's name.
        assert view.cursor == (start if way != "query" else drive.text.index("Samordnaren:"))
        top, height = view.scroll_offset.y, view.scrollable_content_region.height
        layout = view.canvas.layout
        rows = range(layout.row_of(start), layout.row_of(start + len(DEEP) - 1) + 1)
        # The text is longer than the window: without scrolling the passage would be below it.
        assert rows.start >= height
        assert all(top <= row < top + height for row in rows)
