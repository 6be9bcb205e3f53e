"""Who codes blind finds no trace of what others did, outside documents that are marked as read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode.tui.document_list import DocumentList
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.usecases.blind_work import seen_by, steps_seen
from qualcode.usecases.coding_by_hand import code_passage, mark_documents_read, write_memo
from qualcode.usecases.configuring import change_setting
from qualcode.usecases.project import Project
from qualcode.usecases.surveying import survey


@pytest.fixture
def blind(drive: Any) -> Any:
    """The second coder, who codes blind; the first has coded and read all."""
    mark_documents_read(drive.project, ["d1", "d2", "d3"])
    drive.project = replace(change_setting(drive.project, "blind", "true"), coder="kodare-2")
    return drive


async def test_the_overview_tells_of_own_work_alone(blind: Any) -> None:
    code_passage(blind.project, "d2", 0, 6, "ledning/rad", "present")
    async with blind.app((120, 30)) as pilot:
        screen = pilot.app.screen
        assert "Du kodar blint" in str(screen.query_one("#next").content)
        left, right = screen.query_one("#progress", EndsLine).ends
        assert left.startswith("Lästa 0 av 3")
        assert right == "kodningar: 1 · förslag som väntar: 0"
        assert [(d.codings, d.waiting, d.readers) for d in screen.query_one(DocumentList).lines] == [
            (0, 0, ()),
            (1, 0, ()),
            (0, 0, ()),
        ]


async def test_suggestions_that_are_hidden_are_not_told_as_none(blind: Any) -> None:
    async with blind.app((120, 30)) as pilot:
        for key in ("q", "n"):
            await blind.press(pilot, key)
            assert pilot.app.screen.query_one("#said", EndsLine).ends[0].startswith("Du kodar blint")


async def test_memos_of_others_on_a_code_are_not_shown(blind: Any) -> None:
    with Project.open(blind.project.folder, coder="kodare-1") as theirs:
        write_memo(theirs, "code:ledning/rad", "Räknas nämnder?")
    async with blind.app((120, 30)) as pilot:
        await blind.press(pilot, "k", "slash", *"ledning/rad", "enter")
        assert "Räknas" not in str(pilot.app.screen.query_one("#code").content)
    mark_documents_read(blind.project, ["d1", "d2", "d3"])
    async with blind.app((120, 30)) as pilot:
        await blind.press(pilot, "k", "slash", *"ledning/rad", "enter")
        assert "Räknas" in str(pilot.app.screen.query_one("#code").content)


async def test_a_document_that_is_read_is_told_of_in_full(blind: Any) -> None:
    mark_documents_read(blind.project, ["d1"])
    [first, *_] = seen_by(blind.project, survey(blind.project)).documents
    assert (first.codings, first.waiting, first.readers) == (1, 4, ("kodare-1", "kodare-2"))


async def test_history_and_results_stay_shut_or_show_own_steps(blind: Any) -> None:
    assert steps_seen(blind.project) == []
    async with blind.app((120, 30)) as pilot:
        await blind.press(pilot, "h")
        assert isinstance(pilot.app.screen, OverviewScreen)
        await blind.press(pilot, "ctrl+e")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "blint" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
    mark_documents_read(blind.project, ["d1", "d2", "d3"])
    assert {step.coder for step in steps_seen(blind.project)} > {"kodare-2"}
