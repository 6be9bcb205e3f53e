"""The reader's ways through a text: words, what nothing is said of, further passages of a code."""

from __future__ import annotations

import re
from typing import Any

from qualcode.tui.ends_line import EndsLine
from qualcode.tui.find_screen import FindScreen
from qualcode.usecases.coding_by_hand import code_passage


def said(screen: Any) -> str:
    return screen.query_one("#said", EndsLine).ends[0]


def under(screen: Any) -> str:
    return screen.view.here.of(screen.reading.document.text)


async def test_words_are_found_and_gone_through_round_the_end(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "g", "slash", *"PLAN")
        window = pilot.app.screen
        assert isinstance(window, FindScreen)
        assert len(window.choices) == 3
        assert "En ny [plan] ska" in window.choices[0].words
        await drive.press(pilot, "enter")
        starts = [screen.view.selection.start]
        assert under(screen) == "plan"
        for key in ("g", "g", "g", "G"):
            await drive.press(pilot, key)
            starts.append(screen.view.selection.start)
        first, second, third = starts[:3]
        assert first < second < third
        assert starts == [first, second, third, first, third]
        assert said(screen) == "Träff 3 av 3: g går vidare, Esc släpper."


async def test_places_are_shown_as_the_reader_shows_them_without_the_marks_of_the_file(drive: Any) -> None:
    text = "# Läge\n\n## Vem styr\n\n- Rådet **styr** arbetet.\n\nMer styrning."
    async with drive.app() as pilot:
        window = FindScreen("Sök", text, 0)
        pilot.app.push_screen(window)
        await drive.settle(pilot)
        await drive.press(pilot, *"styr")
        assert [c.words for c in window.choices] == [
            "…Läge Vem [styr] • Rådet styr arbetet. Mer styrning.…",
            "…Läge Vem styr • Rådet [styr] arbetet. Mer styrning.…",
            "…r • Rådet styr arbetet. Mer [styr]ning.…",
        ]
        assert [c.key for c in window.choices] == [f"{m.start()} {m.end()}" for m in re.finditer("styr", text)]


async def test_the_hits_after_the_cursor_come_first(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("Den gamla"))
        await drive.press(pilot, "slash", *"plan", "enter")
        assert screen.view.selection.start == drive.text.index("planen gick")


async def test_words_that_are_not_there_are_told(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "slash")
        told = pilot.app.screen.query_one("#told")
        assert "Versaler" in str(told.content)
        await drive.press(pilot, *"xyzzy", "enter")
        assert isinstance(pilot.app.screen, FindScreen)
        assert "De orden finns inte" in str(told.content)
        await drive.press(pilot, "escape")
        assert screen.view.selection is None


async def test_a_hit_is_given_a_code_at_once(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "slash", *"helst tre år", "enter", "enter", *"långsiktiga", "enter")
        assert ("onskemal/langsiktigt", "helst tre år", "present") in drive.coded()


async def test_paragraphs_that_nothing_is_said_of(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        found = []
        for key in ("d", "d", "d", "d", "D"):
            await drive.press(pilot, key)
            found.append(drive.text[screen.view.cursor :].split(maxsplit=1)[0])
        # In plain text a heading is a paragraph like others.
        assert found == ["Ledning", "Önskemål", "Kommunerna", "Dialog", "Kommunerna"]


async def test_when_all_is_coded_it_says_so(drive: Any) -> None:
    code_passage(drive.project, "d1", 0, len(drive.text), "ledning/rad")
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "d")
        assert said(screen) == "Varje stycke här har en kod eller ett förslag."


async def test_further_passages_of_the_same_code(drive: Any) -> None:
    code_passage(drive.project, "d1", drive.text.index("Kommunerna vill"), len(drive.text), "ledning/skola")
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "l")
        assert screen.view.chosen is None
        await drive.press(pilot, "n")
        found = []
        for key in ("l", "l", "l", "L"):
            await drive.press(pilot, key)
            found.append((screen.view.chosen.code, screen.view.chosen.span.start))
        assert {code for code, _ in found} == {"ledning/skola"}
        assert found[0][1] < found[1][1]
        assert found[2][1] < found[0][1]
        assert found[3] == found[1]
        assert said(screen) == "Skolan sitter med: textställe 3 av 3"
