"""The reader's ways to shape codings: moves that select, new borders, splitting, quick keys, memos on codes and cases."""

from __future__ import annotations

from typing import Any

from qualcode.tui.ends_line import EndsLine
from qualcode.tui.mark_panel import MarkPanel
from qualcode.usecases.coding_by_hand import memos_on
from qualcode.usecases.deciding import waiting

LEADS = "Länsrådet leder arbetet tillsammans med kommunerna."
KNOWN = ("ledning/rad", LEADS, "present")


def said(screen: Any) -> str:
    return screen.query_one("#said", EndsLine).ends[0]


def panel(screen: Any) -> str:
    return str(screen.query_one(MarkPanel).content)


async def test_moves_select_once_asked_to(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("gamla planen"))
        await drive.press(pilot, "V", "ctrl+right", "ctrl+right")
        assert screen.view.selection.of(drive.text) == "gamla planen"
        await drive.press(pilot, "right", "left", "left")
        assert screen.view.selection.of(drive.text) == "gamla plane"
        await drive.press(pilot, "end")
        assert screen.view.selection.of(drive.text).startswith("gamla planen gick ut")
        await drive.press(pilot, "escape", "right")
        assert screen.view.selection is None


async def test_a_selection_by_moves_is_given_a_code_and_the_next_move_only_moves(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("gamla planen"))
        await drive.press(pilot, "V", "ctrl+right", "enter", *"plan finns", "enter", "right")
        assert drive.coded()[1:] == [("planer/plan", "gamla", "present")]
        assert screen.view.selection is None


async def test_a_coding_is_extended_and_shrunk_and_taken_back(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "e", "minus", "greater_than_sign", "enter")
        assert drive.coded() == [("ledning/rad", "leder arbetet tillsammans med", "present")]
        assert said(screen).startswith("Nya gränser")
        await drive.press(pilot, "e", "plus", "enter")
        assert drive.coded()[0][1] == "leder arbetet tillsammans med kommunerna"
        await drive.press(pilot, "e", "minus", "escape")
        assert screen.view.selection is None
        assert drive.coded()[0][1] == "leder arbetet tillsammans med kommunerna"


async def test_undo_brings_the_old_borders_back_to_whose_step_it_was(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "e", "minus", "enter", "u")
        assert drive.coded() == [KNOWN]


async def test_a_suggestion_is_accepted_with_other_borders(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "e", "minus", "enter")
        assert drive.coded()[1:] == [("ledning/skola", "Skolan sitter inte med i", "absent")]
        assert len(waiting(drive.project, document="d1")) == 3
        assert screen.view.chosen.code == "planer/plan"


async def test_new_borders_are_let_go_by_escape_and_enter_then_codes(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "e", "escape", "enter")
        assert pilot.app.screen is not screen


async def test_a_coding_is_split_before_the_word_and_joined_by_undo(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "k")
        assert drive.coded() == [KNOWN]
        screen.view.put(drive.text.index("illsammans med"))
        await drive.press(pilot, "k")
        halves = [("ledning/rad", "Länsrådet leder arbetet", "present")]
        assert drive.coded() == [*halves, ("ledning/rad", "tillsammans med kommunerna.", "present")]
        assert screen.view.chosen.span.of(drive.text) == "tillsammans med kommunerna."
        await drive.press(pilot, "u")
        assert drive.coded() == [KNOWN]


async def test_quick_keys_give_the_codes_used_last(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "6")
        assert "Ingen kod på den tangenten" in said(screen)
        screen.view.put(drive.text.index("Den gamla"))
        await drive.press(pilot, "enter", *"plan finns", "enter")
        screen.view.put(drive.text.index("Det vet"))
        await drive.press(pilot, "enter", *"kurator", "enter")
        screen.view.put(drive.text.index("Kommunerna vill"))
        await drive.press(pilot, "s")
        assert "6 Kurator på skolan  7 Plan finns" in panel(screen)
        await drive.press(pilot, "7")
        assert ("planer/plan", drive.text[drive.text.index("Kommunerna vill") :].strip(), "present") in drive.coded()
        screen.view.put(drive.text.index("Samtalsledaren:") + len("Samtalsledaren: "))
        await drive.press(pilot, "full_stop")
        assert ("planer/plan", "Finns det något mer om planen?", "present") in drive.coded()


async def test_memos_on_the_code_and_on_the_case(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "K")
        assert pilot.app.screen is screen
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "K", *"mandat", "ctrl+s", "C", *"nytt", "ctrl+s")
        assert {(m.target, m.text) for m in memos_on(drive.project)} == {
            ("code:ledning/rad", "mandat"),
            ("case:Norrlunda län", "nytt"),
        }
        await drive.press(pilot, "v")
        assert "Memo om koden: mandat" in str(pilot.app.screen.words)
        await drive.press(pilot, "escape", "C")
        assert pilot.app.screen.query_one("TextArea").text == "nytt"


async def test_why_shows_examples_of_the_code(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "v")
        words = str(pilot.app.screen.words)
        assert "Exempel:" in words
        assert "• Rådet samlar kommuner och polis." in words
