"""What holds on every full screen: its keys in force by each set, its help, its heads at 80 columns, its colours in each theme."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.language.catalogue import translations
from qualcode.tui.help_screen import HelpScreen
from qualcode.tui.key_line import KeyLine
from qualcode.tui.key_sets import SETS
from qualcode.tui.row_list import RowTable
from qualcode.tui.shades import THEMES
from qualcode.usecases.configuring import change_setting

if TYPE_CHECKING:
    from rich.style import Style

WAYS: dict[str, tuple[str, ...]] = {
    "overview": (),
    "reader": ("enter",),
    "queue": ("q",),
    "theme": ("t", *"planer/plan", "enter"),
    "matrix": ("m",),
    "names": ("p",),
    "hits": ("p", "enter"),
    "missed": ("p", "enter", "i"),
    "codebook": ("k",),
    "indicators": ("k", "down", "w"),
    "query": ("slash",),
    "agreement": ("c",),
    "settings": ("f3",),
}
WINDOWS: dict[str, tuple[str, ...]] = {
    "code": ("n", "s", "enter"),
    "status": ("n", "t"),
    "status that is none": ("n", "t", "z"),
    "why": ("n", "v"),
    "find": ("n", "slash", *"plan"),
    "memo": ("M",),
    "commands": ("ctrl+p",),
    "history": ("h",),
    "results": ("ctrl+e",),
    "many": ("q", "B"),
    "code form": ("k", "down", "enter"),
    "split": ("k", "down", "k"),
    "a line": ("slash", "w", "enter"),
    "keys": ("f3", "down", "down", "down", "down", "enter"),
    "tour": ("f2",),
    "help": ("f1",),
}
READABLE = 4.5
"""The least contrast of text with its ground (WCAG), in the lit row as well."""


async def go(drive: Any, pilot: Any, name: str) -> Any:
    await drive.press(pilot, *WAYS[name])
    return pilot.app.screen


def refusable(kind: type) -> set[str]:
    """Give the actions that a screen's ``check_action`` names, with those of the sets it looks into."""
    found: set[str] = set()
    for one in kind.__mro__:
        check = one.__dict__.get("check_action")
        if check is None or not one.__module__.startswith("qualcode"):
            continue
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(check)))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                found.add(node.value)
            elif isinstance(node, ast.Name) and isinstance(named := check.__globals__.get(node.id), frozenset):
                found |= named
    return found


async def help_words(drive: Any, pilot: Any) -> dict[str, str]:
    """Give what help tells of each action, by its sentence: the keys."""
    await drive.press(pilot, "f1")
    window = pilot.app.screen
    assert isinstance(window, HelpScreen)
    table = window._content(pilot.app)  # noqa: SLF001 - the table itself, not its picture
    keys, told = (list(column.cells) for column in table.columns)
    await drive.press(pilot, "escape")
    return {str(what): str(key).strip() for key, what in zip(keys, told, strict=True)}


@pytest.mark.parametrize("name", WAYS)
async def test_every_deed_has_its_keys_in_every_set_and_none_has_anothers(drive: Any, name: str) -> None:
    async with drive.app() as pilot:
        screen = await go(drive, pilot, name)
        for keymap in SETS.values():
            pilot.app.keymap = dict(keymap)
            keys = [key for deed in screen.deeds() for key in screen.keys_of(deed)]
            assert [deed.name for deed in screen.deeds() if not screen.keys_of(deed)] == []
            assert [key for key, number in Counter(keys).items() if number > 1] == []


# The overview refuses only where there are no minutes, as the next test has it.
@pytest.mark.parametrize("name", [name for name in WAYS if name != "overview"])
async def test_whatever_may_be_refused_has_a_reason(drive: Any, name: str) -> None:
    async with drive.app() as pilot:
        screen = await go(drive, pilot, name)
        deeds = {deed.action.rpartition(".")[2].partition("(")[0] for deed in screen.deeds()}
        may = refusable(type(screen)) & deeds
        assert {action for action in may if not screen.why_silent(action)} == set()


@pytest.mark.parametrize("name", ["overview", "codebook", "indicators", "query", "agreement", "settings"])
async def test_whatever_is_refused_in_an_empty_project_has_a_reason(drive_empty: Any, name: str) -> None:
    async with drive_empty.app() as pilot:
        screen = await go(drive_empty, pilot, name)
        for deed in screen.deeds():
            action = deed.action.rpartition(".")[2].partition("(")[0]
            assert screen.can(deed) or screen.why_silent(action), deed.name


@pytest.mark.parametrize("name", [name for name in WAYS if name != "overview"])
async def test_a_key_of_ones_own_is_shown_in_help_and_does_it(drive: Any, name: str) -> None:
    async with drive.app((100, 40)) as pilot:
        drive.project = pilot.app.project = change_setting(drive.project, "keys.leave", "f9")
        pilot.app.take_settings()
        screen = await go(drive, pilot, name)
        leave = next(deed for deed in screen.deeds() if deed.name == "leave")
        assert (await help_words(drive, pilot))[screen.say(leave.told)] == "F9"
        await drive.press(pilot, "f9")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", WAYS)
async def test_at_80_columns_help_is_offered_and_no_head_is_cut(drive: Any, name: str, lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app((80, 24)) as pilot:
        screen = await go(drive, pilot, name)
        line = str(screen.query_one(KeyLine).content)
        assert line.rstrip().endswith("hjälp" if lang == "sv" else "help")
        for table in screen.query(RowTable):
            head = table.render_line(0).text if table.rows else ""
            assert "…" not in head
        told = await help_words(drive, pilot)
        for deed in screen.deeds():
            assert screen.say(deed.told) in told
        assert pilot.app.screen is screen


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", WAYS)
async def test_all_can_be_read_in_every_theme(drive: Any, name: str, theme: str) -> None:
    async with drive.app((100, 30)) as pilot:
        screen = await go(drive, pilot, name)
        pilot.app.theme = THEMES[theme]
        await drive.settle(pilot)
        assert faint(screen, 0, screen.size.width, range(screen.size.height)) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", WINDOWS)
async def test_all_in_a_window_can_be_read_in_every_theme(drive: Any, name: str, theme: str) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, *WINDOWS[name])
        pilot.app.theme = THEMES[theme]
        await drive.settle(pilot)
        there = pilot.app.screen.query_one(".window").region
        # What lies below a window is dimmed on purpose.
        assert faint(pilot.app.screen, there.x, there.right, range(there.y, there.bottom)) == []


def test_the_keys_of_a_window_have_room_at_80_columns() -> None:
    # A window is nine tenths of the screen, and has a border and a cell of padding at each side.
    room = 80 * 9 // 10 - 4
    hints = [one for pair in translations("sv") for one in pair[:2] if pair[2] == "tui.po" and " · Esc " in one]
    assert len(hints) > 10
    # A key of the standard set is a sign long.
    assert [hint for hint in hints if len(re.sub(r"\{k:[^}]*\}", "g", hint)) > room] == []


def faint(screen: Any, left: int, right: int, rows: range) -> list[tuple[float, str]]:
    """Give what cannot be read within a part of a screen, with its contrast."""
    found = []
    strips = screen._compositor.render_strips()  # noqa: SLF001 - what the terminal gets
    for y in rows:
        for text, style, _ in strips[y].crop(left, right):
            if style is None or not any(map(str.isalnum, text)) or not (style.color and style.bgcolor):
                continue
            # A cross that is not chosen is not to be seen.
            if contrast(style) < READABLE and text != "X":
                found.append((round(contrast(style), 1), text.strip()))
    return found


def contrast(style: Style) -> float:
    """Give the contrast of a style's colours, from 1 to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    dark, pale = sorted(luminance(colour.get_truecolor()) for colour in (style.color, style.bgcolor))
    return (pale + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    """Give the relative luminance of a colour, as WCAG has it."""
    parts = [v / 255 for v in colour]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
