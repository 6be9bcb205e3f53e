"""Deciding fast: a decision costs what it changes, and what others do meanwhile is seen all the same."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.tui import opened_screen
from qualcode.tui.ends_line import EndsLine
from qualcode.usecases.coding_by_hand import code_passage, uncode
from qualcode.usecases.deciding import reject, waiting
from qualcode.usecases.project import Project
from qualcode.usecases.viewing import Reading, open_reading

LEADS = "Länsrådet leder arbetet tillsammans med kommunerna."


@pytest.fixture
def readings_made(monkeypatch: pytest.MonkeyPatch) -> list[Reading]:
    """Every reading of a whole document from the database."""
    made: list[Reading] = []

    def opened(*told: Any, **more: Any) -> Reading:
        made.append(open_reading(*told, **more))
        return made[-1]

    monkeypatch.setattr(opened_screen, "open_reading", opened)
    return made


def as_shown(screen: Any) -> list[str]:
    return [screen.view.render_line(y).text for y in range(screen.view.size.height)]


async def test_decisions_read_nothing_anew_and_look_as_if_all_were(drive: Any, readings_made: list[Reading]) -> None:
    async with drive.reader() as (pilot, screen):
        before = len(readings_made)
        await drive.press(pilot, "n", "a", "r", "4", "u", "U", "b", "a")
        assert len(readings_made) == before + 2, "undo and redo alone read the marks anew"
        assert all(r.document is readings_made[before - 1].document for r in readings_made[before:])
        fresh = open_reading(drive.project, "d1")
        assert screen.reading == fresh
        assert screen.waiting == fresh.waiting() == ()
        now = as_shown(screen)
        screen.view.show(fresh)
        assert as_shown(screen) == now


async def test_codes_by_hand_read_nothing_anew(drive: Any, readings_made: list[Reading]) -> None:
    async with drive.reader() as (pilot, screen):
        before = len(readings_made)
        screen.view.put(drive.text.index("Den gamla planen"))
        await drive.press(pilot, "enter", *"kurator", "enter", "3", "o", *"planer", "enter")
        screen.view.put(drive.text.index("planen gick"))
        await drive.press(pilot, "k", "e", "plus", "enter")
        screen.view.put(drive.text.index("Den gamla planen"))
        await drive.press(pilot, "x", "6")
        assert len(readings_made) == before
        assert screen.reading == open_reading(drive.project, "d1")
        assert screen.lately


async def test_the_same_code_once_more_is_one_mark(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        code_passage(drive.project, "d2", 25, 48, "ledning/rad")
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "s", "6", "s", "6")
        assert screen.reading == open_reading(drive.project, "d1")
        assert len(drive.coded()) == 2, "the other coder's, and one of one's own"


async def test_what_another_program_did_is_seen_at_the_next_decision(drive: Any, folder: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        with Project.open(folder, language="sv", coder="kodare-2") as other:
            reject(other, waiting(other, document="d1")[-1:])
            uncode(other, ["k1"])
        await drive.press(pilot, "a")
        assert screen.reading == open_reading(drive.project, "d1")
        assert screen.query_one("#said", EndsLine).ends[1] == "förslag 1 av 2"


async def test_what_this_program_did_behind_the_screen_is_seen_too(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        uncode(drive.project, ["k1"])
        await drive.press(pilot, "a")
        assert screen.reading == open_reading(drive.project, "d1")
