"""Who has read a document, and when, stands in the list and above the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode.storage.reading_times import read_when
from qualcode.tui.document_list import DocumentList
from qualcode.tui.ends_line import EndsLine
from qualcode.usecases.coding_by_hand import mark_documents_read
from qualcode.usecases.recalling import take_back
from qualcode.usecases.surveying import survey
from qualcode.usecases.viewing import open_reading


def column(screen: Any) -> list[str]:
    there = screen.query_one(DocumentList)
    return [there.cells(number)[5] for number in range(there.row_count())]


def test_the_time_is_that_of_the_mark_that_stands(project: Any) -> None:
    other = replace(project, coder="kodare-2")
    assert read_when(project.store, "d1") == {}
    mark_documents_read(other, ["d1", "d2"])
    mark_documents_read(project, ["d1"])
    found = read_when(project.store, "d1")
    assert list(found) == ["kodare-1", "kodare-2"]
    assert found["kodare-2"] <= found["kodare-1"]
    assert found["kodare-1"][:4].isdigit()
    take_back(project)
    assert list(read_when(project.store, "d1")) == ["kodare-2"]
    assert survey(project).documents[0].readers == ("kodare-2",)


async def test_the_list_tells_ones_own_marks_from_others(drive: Any, project: Any) -> None:
    mark_documents_read(replace(project, coder="kodare-2"), ["d1", "d2"])
    mark_documents_read(project, ["d2"])
    async with drive.app((140, 36)) as pilot:
        assert column(pilot.app.screen) == ["(kodare-2)", "✓ (kodare-2)", ""]
        await drive.press(pilot, "f")
        assert column(pilot.app.screen)[0] == "✓ (kodare-2)"
        await drive.press(pilot, "f")
        assert column(pilot.app.screen)[0] == "(kodare-2)"


async def test_the_reader_tells_who_and_when(drive: Any, project: Any) -> None:
    mark_documents_read(replace(project, coder="kodare-2"), ["d1"])
    day = read_when(project.store, "d1")["kodare-2"][:10]
    async with drive.reader((140, 36)) as (pilot, screen):
        title = screen.query_one("#title", EndsLine)
        assert title.ends[0].endswith(f"inte läst · läst av kodare-2 {day}")
        await drive.press(pilot, "f")
        assert f"✓ läst {day} · läst av kodare-2 {day}" in title.ends[0]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("read", [False, True])
async def test_at_80_columns_the_head_still_tells_who_else_has_read(
    drive: Any, project: Any, lang: str, *, read: bool
) -> None:
    mark_documents_read(replace(project, coder="kodare-2"), ["d1"])
    if read:
        mark_documents_read(project, ["d1"])
    drive.project = project.speaking(lang)
    async with drive.reader((80, 24)) as (pilot, screen):
        shown = str(screen.query_one("#title", EndsLine).content)
        assert ("läst av kodare-2" if lang == "sv" else "read by kodare-2") in shown
        assert "Norrlunda län" in shown
        assert "…" not in shown
        await pilot.resize_terminal(140, 36)
        await drive.settle(pilot)
        assert "2024" in str(screen.query_one("#title", EndsLine).content)


def test_who_codes_blind_does_not_see_who_read(project: Any) -> None:
    mark_documents_read(replace(project, coder="kodare-2"), ["d1"])
    blind = replace(project, settings=replace(project.settings, blind=True))
    assert open_reading(blind, "d1").readers == {}


async def test_who_codes_blind_sees_who_else_has_read_what_is_read(drive: Any, project: Any) -> None:
    mark_documents_read(replace(project, coder="kodare-2"), ["d1", "d2"])
    mark_documents_read(project, ["d2"])
    drive.project = replace(project, settings=replace(project.settings, blind=True))
    async with drive.app((140, 36)) as pilot:
        assert column(pilot.app.screen) == ["", "✓ (kodare-2)", ""]


async def test_at_60_columns_no_name_in_the_head_is_cut(drive: Any, project: Any) -> None:
    for coder in ("Annika", "Bo-Gunnar"):
        mark_documents_read(replace(project, coder=coder), ["d1"])
    async with drive.reader((60, 15)) as (_, screen):
        shown = str(screen.query_one("#title", EndsLine).content)
        assert "inte läst" in shown
        assert "…" not in shown
