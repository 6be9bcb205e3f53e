"""History in the app: everything that was done, and taking back up to a point."""

from __future__ import annotations

from typing import Any

from qualcode.storage.document_rows import readings
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.usecases.deciding import accept, waiting
from qualcode.usecases.judging import judge_as_proposed


async def test_one_s_own_steps_are_taken_back_up_to_the_chosen_one(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "f", "down", "f")
        assert set(readings(drive.project.store)) == {"d1", "d2"}
        await drive.press(pilot, "h")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert [c.key for c in pilot.app.screen.choices[:3]] == ["1", "2", ""]
        await drive.press(pilot, "down", "enter")
        assert readings(drive.project.store) == {}
        assert "Ångrade steg: 2" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "U")
        assert set(readings(drive.project.store)) == {"d1"}


async def test_others_steps_stand(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "h", "enter")
        assert "egna steg" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "h", *"kodare-0", "escape")


async def test_what_a_step_is_about_is_told_in_words(drive: Any) -> None:
    judge_as_proposed(drive.project)
    accept(drive.project, waiting(drive.project), bulk=True)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "f", "h")
        told = [c.aside for c in pilot.app.screen.choices[:3]]
        assert told[0] == "dokument: 1"
        assert told[1] == "förslag: 5 · många på en gång"
        assert told[2].startswith("celler: ")
        assert told[2].endswith(" · som de föreslås")
