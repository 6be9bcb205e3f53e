"""When things go wrong under the app: the database gone, held or replaced is told; a killed app loses nothing."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

import pytest

from qualcode.storage.coding_rows import codings
from qualcode.tui.held_screen import HeldScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.queue_screen import QueueScreen
from qualcode.usecases.deciding import waiting
from qualcode.usecases.project import Project

pytest.importorskip("pty", reason="this system has no pseudo-terminals")
from tests.tui.killed_app import Killed


async def test_a_database_that_is_gone_is_told_and_comes_back(drive: Any, folder: Any) -> None:
    database = folder / "project.db"
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        database.rename(folder / "aside.db")
        await drive.press(pilot, "a")
        told = drive.toasts(pilot)
        assert told
        assert all("project.db saknas" in one.message for one in told)
        assert pilot.app.screen is screen
        (folder / "aside.db").rename(database)
        await drive.press(pilot, "a")
        assert len(drive.coded()) == 2


async def test_a_project_folder_that_is_gone_is_told_and_comes_back(drive: Any, folder: Any) -> None:
    aside = folder.with_name("undan")
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        folder.rename(aside)
        await drive.press(pilot, "a")
        told = drive.toasts(pilot)
        assert told
        assert all("project.db saknas" in one.message for one in told)
        assert pilot.app.screen is screen
        assert not folder.exists()
        aside.rename(folder)
        await drive.press(pilot, "a")
        assert len(drive.coded()) == 2
    with Project.open(folder) as again:
        assert again.store.check() == "ok"
        assert len(codings(again.store)) == 2


async def test_the_overview_tells_of_a_database_that_is_gone(drive: Any, folder: Any) -> None:
    async with drive.app() as pilot:
        (folder / "project.db").rename(folder / "aside.db")
        await drive.press(pilot, "f5", "q")
        assert drive.toasts(pilot)
        assert isinstance(pilot.app.screen, OverviewScreen | QueueScreen)
        (folder / "aside.db").rename(folder / "project.db")
        await drive.press(pilot, "escape", "f5")
        assert isinstance(pilot.app.screen, OverviewScreen)


@pytest.mark.parametrize("patient", [True, False])
async def test_a_step_waits_in_a_window_while_another_program_writes(
    drive: Any, folder: Any, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    monkeypatch.setattr("qualcode.storage.connecting.ONE_TRY_MS", 50)
    monkeypatch.setattr("qualcode.storage.patience._ON_SCREEN", 0.1)
    with Project.open(folder, language="sv") as waiting_one:
        other = type(drive)(waiting_one)
        async with other.reader() as (pilot, screen):
            await other.press(pilot, "n")
            holder = sqlite3.connect(folder / "project.db", isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            await pilot.press("a")
            await other.until(pilot, lambda: isinstance(pilot.app.screen, HeldScreen))
            window = pilot.app.screen
            assert isinstance(window, HeldScreen)
            assert "Ett annat program skriver i projektet" in str(window.query_one("#words").content)
            # The app answers meanwhile.
            await pilot.press("ctrl+p", "a")
            await pilot.pause()
            assert pilot.app.screen is window
            if not patient:
                await pilot.press("escape")
            holder.execute("ROLLBACK")
            holder.close()
            await other.settle(pilot)
            assert pilot.app.screen is screen
            assert len(other.coded()) == (2 if patient else 1)
            await other.press(pilot, "a")
            assert len(other.coded()) == (3 if patient else 2)


async def test_new_borders_wait_for_another_program_too(
    drive: Any, folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.storage.connecting.ONE_TRY_MS", 50)
    monkeypatch.setattr("qualcode.storage.patience._ON_SCREEN", 0.1)
    with Project.open(folder, language="sv") as waiting_one:
        other = type(drive)(waiting_one)
        async with other.reader() as (pilot, screen):
            [before] = other.coded()
            screen.view.put(screen.reading.marks[0].span.start)
            await other.press(pilot, "e", "minus")
            holder = sqlite3.connect(folder / "project.db", isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            await pilot.press("enter")
            await other.until(pilot, lambda: isinstance(pilot.app.screen, HeldScreen))
            assert isinstance(pilot.app.screen, HeldScreen)
            holder.execute("ROLLBACK")
            holder.close()
            await other.settle(pilot)
            assert pilot.app.screen is screen
            [after] = other.coded()
            assert after[1] != before[1]
            assert before[1].startswith(after[1])


def test_a_killed_app_keeps_what_was_done(drive: Any, folder: Any) -> None:
    app = Killed(folder)
    app.until("Norrlunda")
    app.press(b"n")
    app.until("Dialog i")
    app.press(b"a")
    app.until("Godtaget som")
    app.press(b"r")
    app.until("Avvisat")
    app.kill()
    assert [c.code for c in codings(drive.project.store)] == ["ledning/rad", "ledning/skola"]
    assert len(waiting(drive.project)) == 3


@pytest.mark.parametrize("after", [0.0, 0.005, 0.02])
def test_an_app_killed_in_the_middle_leaves_a_whole_step_or_none(drive: Any, folder: Any, after: float) -> None:
    assert len(waiting(drive.project)) == 5
    app = Killed(folder)
    app.until("Norrlunda")
    app.press(b"n")
    app.until("Dialog i")
    app.press(b"aaa")
    time.sleep(after)
    app.kill()
    with Project.open(folder) as again:
        assert again.store.check() == "ok"
        assert len(codings(again.store)) - 1 + len(waiting(again)) == 5
