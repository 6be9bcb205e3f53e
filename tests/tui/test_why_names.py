"""Why something is suggested is told in names, never in ids."""

from __future__ import annotations

from typing import Any

from qualcode.tui.notice_screen import NoticeScreen
from qualcode.usecases.shaping_codebook import edit_code


async def test_why_names_other_codes_as_they_are_called_and_not_by_their_ids(drive: Any) -> None:
    edit_code(drive.project, "ledning/skola", not_when={"sv": "Råd utan skola hör till ledning/rad."})
    name = drive.project.codebook.find("ledning/rad").name("sv")
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "q", "v")
        assert isinstance(pilot.app.screen, NoticeScreen)
        told = str(pilot.app.screen.words)
        assert f"Råd utan skola hör till ”{name}”." in told
        assert "ledning/rad" not in told
