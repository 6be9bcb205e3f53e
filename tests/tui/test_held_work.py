"""Work in a thread waits for another program that writes, as every other step does, and is then done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qualcode.storage.coding_rows import judgements
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.held_screen import HeldScreen
from qualcode.tui.matrix_screen import MatrixScreen
from qualcode.usecases.project import Project

HOLD = """\
import sqlite3, sys
there = sqlite3.connect(sys.argv[1], isolation_level=None)
there.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
there.execute("ROLLBACK")
"""


@contextmanager
def held(folder: Path) -> Iterator[Callable[[], None]]:
    """Hold the database for writing in another process, until what is given is called."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / "project.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield lambda: holder.communicate("go\n") and None
    finally:
        holder.kill()
        holder.wait()


@pytest.fixture
def hasty(folder: Path, drive: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Drive a project that waits for the shortest while only."""
    monkeypatch.setattr("qualcode.storage.connecting.ONE_TRY_MS", 50)
    monkeypatch.setattr("qualcode.storage.patience._ON_SCREEN", 0.1)
    with Project.open(folder, language="sv") as project:
        project.store.patience.seconds = 0.1
        yield type(drive)(project)


def kept(drive: Any) -> list[tuple[str, str]]:
    return [(p.judgement.status.value, p.judgement.summary) for p in judgements(drive.project.store)]


async def waits(drive: Any, pilot: Any) -> None:
    await drive.until(pilot, lambda: isinstance(pilot.app.screen, HeldScreen))
    assert isinstance(pilot.app.screen, HeldScreen)


@pytest.mark.parametrize("patient", [True, False])
async def test_a_cell_with_a_summary_is_judged_anew_when_another_program_is_ready(
    hasty: Any, folder: Path, patient: bool
) -> None:
    async with hasty.app((120, 30)) as pilot:
        await hasty.press(pilot, "m", "enter", "m", *"klart", "ctrl+s")
        assert kept(hasty) == [("present", "klart")]
        with held(folder) as free:
            await pilot.press("j")
            await hasty.until(pilot, lambda: type(pilot.app.screen).__name__ == "ChoiceScreen")
            await pilot.press("down", "enter")
            await waits(hasty, pilot)
            if not patient:
                await pilot.press("escape")
            free()
            await hasty.until(pilot, lambda: isinstance(pilot.app.screen, MatrixScreen))
            await hasty.settle(pilot)
        assert not hasty.toasts(pilot)
        [(status, summary)] = kept(hasty)
        assert summary == "klart"
        assert (status == "present") is not patient
        said = pilot.app.screen.query_one("#said", EndsLine)
        assert ("Bedömd som" in said.ends[0]) is patient
