"""Theme review: the passages of a code across cases are decided, recoded, and opened where they stand."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from qualcode.storage.coding_rows import codings
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.tui.theme_screen import ThemeScreen


def about(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#passage", Static).content)


def shown(pilot: Any) -> list[tuple[str, str, str]]:
    return [(case, p.status.value, p.coder) for case, p in pilot.app.screen.rows]


async def review(drive: Any, pilot: Any, typed: str) -> None:
    await drive.press(pilot, "t")
    assert isinstance(pilot.app.screen, ChoiceScreen)
    await drive.press(pilot, *typed, "enter")
    assert isinstance(pilot.app.screen, ThemeScreen)


async def test_passages_stand_case_by_case_and_the_lit_one_in_full(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        assert shown(pilot) == [("Norrlunda län", "planned", ""), ("Söderlunda län", "present", "")]
        assert "En ny plan ska tas fram till våren." in about(pilot)
        await drive.press(pilot, "down")
        assert "Planen är antagen." in about(pilot)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_suggestions_are_decided_and_codings_changed(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "a")
        assert shown(pilot)[0] == ("Norrlunda län", "planned", "kodare-1")
        await drive.press(pilot, "1")
        assert shown(pilot)[0] == ("Norrlunda län", "present", "kodare-1")
        await drive.press(pilot, "u", "u")
        assert shown(pilot)[0] == ("Norrlunda län", "planned", "")
        await drive.press(pilot, "down", "r")
        assert len(shown(pilot)) == 1


async def test_a_passage_moves_to_another_code_and_is_taken_away(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "ledning/rad")
        await drive.press(pilot, "e", *"planer/kurator", "enter")
        assert shown(pilot) == []
        assert "c väljer" in about(pilot)
        await drive.press(pilot, "c", *"planer/kurator", "enter")
        assert ("Norrlunda län", "present", "kodare-0") in shown(pilot)
        at = next(n for n, row in enumerate(shown(pilot)) if row[2])
        await drive.press(pilot, *["down"] * at, "d")
        assert not codings(drive.project.store, code="planer/kurator")


async def test_one_status_only_and_a_passage_in_its_document(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "t")
        assert {row[1] for row in shown(pilot)} == {"present"}
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, ThemeScreen)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_theme_review_looks_so(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "t", *"planer/plan", "enter")

    assert snap_compare(drive.begin(lang), terminal_size=(100, 28), run_before=before)
