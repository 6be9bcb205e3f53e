"""Moving and selecting by keys and by mouse."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.tui.row_painting import GUTTER

NO = "Skolan sitter inte med i rådet."


def words(screen: Any) -> str:
    span = screen.view.selection
    return span.of(screen.reading.document.text) if span else ""


def place(screen: Any, what: str) -> tuple[int, int]:
    layout = screen.view.canvas.layout
    offset = layout.text.index(what)
    row = layout.row_of(offset)
    return GUTTER + layout.x_of(row, offset), row - screen.view.scroll_offset.y


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["w"], "sitter"),
        (["w", "w"], "sitter inte"),
        (["s"], NO),
        (["w", "s"], NO),
        (["p"], f"Länsrådet leder arbetet tillsammans med kommunerna. {NO}"),
        (["w", "plus", "plus", "minus"], "sitter inte"),
        (["w", "less_than_sign"], "Skolan sitter"),
        (["w", "less_than_sign", "greater_than_sign"], "sitter"),
        (["plus"], f"{NO} En ny plan ska tas fram till våren."),
        (["shift+right", "shift+right", "shift+right", "shift+left"], "si"),
        (["s", "escape"], ""),
        (["s", "right"], ""),
    ],
)
async def test_selecting_by_keys(drive: Any, keys: list[str], expected: str) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("sitter"))
        await drive.press(pilot, *keys)
        assert " ".join(words(screen).replace("\n-", "").split()) == expected


async def test_selecting_rows_freely(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        start = drive.text.index("sitter")
        screen.view.put(start)
        await drive.press(pilot, "shift+down")
        assert words(screen).startswith("sitter")
        await drive.press(pilot, "shift+up")
        assert words(screen) == ""


async def test_moving_by_keys(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        text = drive.text
        screen.view.put(text.index("sitter"))
        moves = {}
        for key in ("ctrl+right", "ctrl+left", "right", "ctrl+left", "end", "home", "ctrl+end", "ctrl+home"):
            await drive.press(pilot, key)
            moves[key] = text[screen.view.cursor :][:5]
        assert moves["ctrl+right"] == "inte "
        assert moves["ctrl+left"] == "sitte"
        assert moves["right"] == "itter"
        assert moves["home"] == "Länsr"
        assert moves["ctrl+end"].startswith(".")
        assert moves["ctrl+home"] == "Dialo"


async def test_rows_keep_their_column_and_skip_empty_ones(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "right", "right", "right", "down")
        assert drive.text[screen.view.cursor :].startswith("ning")
        await drive.press(pilot, "down", "up", "up")
        assert drive.text[screen.view.cursor :].startswith("log i Norr")
        await drive.press(pilot, "up")
        assert drive.text[screen.view.cursor :].startswith("log i Norr")


async def test_pages_scroll_a_long_document(drive: Any) -> None:
    async with drive.reader((40, 14)) as (pilot, screen):
        await drive.press(pilot, "pagedown", "pagedown")
        assert screen.view.scroll_offset.y > 0
        await drive.press(pilot, "space", "space", "space", "space")
        assert "tre år" in drive.text[screen.view.cursor - 40 :]
        await drive.press(pilot, "pageup", "pageup", "pageup", "pageup", "pageup")
        assert screen.view.scroll_offset.y == 0


async def test_a_click_puts_the_cursor_and_chooses_the_mark(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await pilot.click(screen.view, offset=place(screen, "sitter"))
        await drive.settle(pilot)
        assert screen.view.cursor == drive.text.index("sitter")
        assert screen.view.chosen.code == "ledning/skola"


@pytest.mark.parametrize(("times", "expected"), [(2, "sitter"), (3, NO)])
async def test_clicks_select_word_and_sentence(drive: Any, times: int, expected: str) -> None:
    async with drive.reader() as (pilot, screen):
        await pilot.click(screen.view, offset=place(screen, "sitter"), times=times)
        await drive.settle(pilot)
        assert words(screen) == expected


async def test_drawing_the_mouse_selects_freely(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await pilot.mouse_down(screen.view, offset=place(screen, "sitter"))
        await pilot.hover(screen.view, offset=place(screen, "inte"))
        await pilot.mouse_up(screen.view, offset=place(screen, "inte"))
        await drive.settle(pilot)
        assert words(screen) == "sitter "
        await drive.press(pilot, "enter", *"skolan", "enter")
        assert ("ledning/skola", "sitter", "present") in drive.coded()


async def test_a_click_on_a_key_of_the_key_line_does_it(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        line = screen.query_one("#key-line")
        x = str(line.content).index(" a godta") + 2
        await pilot.click(line, offset=(x, 0))
        await drive.settle(pilot)
        assert ("ledning/skola", NO, "absent") in drive.coded()


async def test_only_the_rows_that_change_are_painted_anew(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        painted: list[int] = []
        row = type(screen.view.canvas).row
        screen.view.put(drive.text.index("Den gamla"))
        await drive.settle(pilot)

        def counted(canvas: Any, number: int) -> Any:
            painted.append(number)
            return row(canvas, number)

        type(screen.view.canvas).row = counted  # type: ignore[method-assign]
        try:
            await drive.press(pilot, "right")
        finally:
            type(screen.view.canvas).row = row  # type: ignore[method-assign]
        assert len(set(painted)) == 1
