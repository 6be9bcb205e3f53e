"""The query builder: parts are joined, places opened, queries saved, asked again, deleted, and what was found written."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, Static

from qualcode.storage.coding_rows import codings
from qualcode.tui.asked_words import attribute_in_words
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.query_screen import QueryScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.asking import saved_queries
from qualcode.usecases.building_queries import Attribute
from qualcode.usecases.coding_by_hand import uncode
from qualcode.usecases.deciding import accept, waiting


@pytest.fixture
def coded(drive: Any) -> Any:
    accept(drive.project, waiting(drive.project))
    return drive


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


def top(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#next", Static).content)


def places(pilot: Any) -> list[tuple[str, str]]:
    found = pilot.app.screen.found
    return [(row[1], row[5]) for row in found.rows] if found else []


async def begin(drive: Any, pilot: Any) -> QueryScreen:
    await drive.press(pilot, "slash")
    assert isinstance(pilot.app.screen, QueryScreen)
    return pilot.app.screen


async def write(drive: Any, pilot: Any, words: str) -> None:
    assert isinstance(pilot.app.screen, LineScreen)
    pilot.app.screen.query_one(Input).value = words
    await drive.press(pilot, "enter")


async def test_nothing_asked_tells_what_to_do(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        assert "c frågar efter en kod" in top(pilot)
        assert not screen.check_action("export", ())
        await coded.press(pilot, "enter", "ctrl+e", "ctrl+s", "y", "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_codes_words_and_attributes_are_joined_and_taken_back(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "c", *"planer/plan", "enter", "enter")
        assert screen.expression == "planer/plan"
        assert {d for d, _ in places(pilot)} == {"d1", "d2"}
        await coded.press(pilot, "t", *"fall Norrlunda", "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await coded.press(pilot, "enter")
        assert screen.expression == 'planer/plan och fall="Norrlunda län"'
        assert {d for d, _ in places(pilot)} == {"d1"}
        await coded.press(pilot, "w")
        await write(coded, pilot, "månen")
        await coded.press(pilot, "enter")
        assert places(pilot) == []
        assert "b tar bort" in said(pilot)
        await coded.press(pilot, "b")
        assert screen.expression == 'planer/plan och fall="Norrlunda län"'
        await coded.press(pilot, "b", "b")
        assert screen.expression == ""


async def test_attributes_are_listed_in_words_and_asked_for_as_they_are_kept(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        desk = pilot.app
        assert attribute_in_words(desk, Attribute("focus", "ledning")) == f"fokus = {desk.code_name('ledning')}"
        assert attribute_in_words(desk, Attribute("focus", "okänt")) == "fokus = okänt"
        screen = await begin(coded, pilot)
        await coded.press(pilot, "t", *"språk")
        listed = [choice.words for choice in desk.screen.choices]
        assert "språk = svenska" in listed
        await coded.press(pilot, "enter")
        assert screen.expression == "språk=sv"
        assert top(pilot) == "språk=svenska"
        screen.ask_for("(fokus=ledning eller omgång=2024) och fokus=okänt")
        await coded.press(pilot)
        assert top(pilot) == f"(fokus={desk.code_name('ledning')} eller omgång=2024) och fokus=okänt"


async def test_a_case_outside_the_analysis_is_told_below(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        screen.ask_for('fall="Österlunda län"')
        await coded.press(pilot)
        told = str(screen.query_one("#lit-in-full", Static).content)
        assert "Österlunda län ligger utanför det som gicks igenom: dess dokument är d3 (2024, utkast)." in told


async def test_a_status_is_asked_for(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "c", *"planer/plan", "enter", *"planeras", "enter")
        assert screen.expression == "planer/plan[planeras]"
        assert {d for d, _ in places(pilot)} == {"d1"}


async def test_or_not_and_near(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "c", *"ledning/rad", "enter", "enter", "w")
        await write(coded, pilot, "kommunerna")
        assert len(pilot.app.screen.choices) == 4
        await coded.press(pilot, "down", "down", "down", "enter")
        assert screen.expression == 'ledning/rad nära "kommunerna"'
        assert places(pilot)
        await coded.press(pilot, "i", "c", *"ledning/rad", "enter", "enter")
        await coded.press(pilot, "c", *"planer/plan", "enter", "enter", "down", "enter")
        assert screen.expression == "ledning/rad eller planer/plan"
        await coded.press(pilot, "t", *"fall Söderlunda", "enter", "down", "down", "enter")
        assert screen.expression == '(ledning/rad eller planer/plan) och inte fall="Söderlunda län"'
        assert {d for d, _ in places(pilot)} == {"d1"}


async def test_where_it_must_hold(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, "ledning/rad and planer/plan within sentence")
        assert places(pilot) == []
        await coded.press(pilot, "y", *"dokument", "enter")
        assert screen.expression == "ledning/rad och planer/plan inom dokument"
        assert [d for d, _ in places(pilot)] == ["d1"]


async def test_a_query_that_is_not_understood_says_where(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, "planer/plan and (")
        assert "vid tecken 18" in top(pilot)
        assert not screen.check_action("save", ())
        await coded.press(pilot, "w")
        await write(coded, pilot, "plan")
        assert coded.toasts(pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, "ledning/finns-inte")
        assert "ledning/finns-inte" in top(pilot)
        await coded.press(pilot, "i")
        assert screen.fault == ""


async def test_a_place_opens_in_its_document_and_what_changed_there_is_seen(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "c", *"planer/plan", "enter", "enter")
        before = len(places(pilot))
        at = next(n for n, row in enumerate(screen.found.rows) if row[1] == "d2")
        await coded.press(pilot, *["down"] * at)
        start = screen.lit[2]
        await coded.press(pilot, "enter")
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        assert (reader.reading.document.id, reader.view.cursor) == ("d2", start)
        uncode(coded.project, [c.id for c in codings(coded.project.store, document="d2", code="planer/plan")])
        await coded.press(pilot, "escape")
        assert len(places(pilot)) == before - 1


async def test_queries_are_saved_asked_again_and_deleted(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "ctrl+o")
        assert "sparad än" in said(pilot)
        await coded.press(pilot, "c", *"planer/plan", "enter", "enter", "ctrl+s")
        await write(coded, pilot, "planerna")
        assert saved_queries(coded.project) == {"planerna": "planer/plan"}
        assert "planerna" in screen.query_one("#title", EndsLine).ends[0]
        await coded.press(pilot, "i", "ctrl+o", *"planerna", "enter")
        assert screen.expression == "planer/plan"
        assert places(pilot)
        await coded.press(pilot, "x", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        await coded.press(pilot, "n")
        assert saved_queries(coded.project)
        await coded.press(pilot, "x", "enter", "j")
        assert saved_queries(coded.project) == {}


async def test_what_was_found_is_written(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        await begin(coded, pilot)
        await coded.press(pilot, "c", *"planer/plan", "enter", "enter", "ctrl+e")
        await write(coded, pilot, "exports/planer.csv")
        text = (coded.project.folder / "exports" / "planer.csv").read_text(encoding="utf-8-sig")
        assert "Söderlunda län" in text
        await coded.press(pilot, "ctrl+e")
        await write(coded, pilot, "exports/planer.pdf")
        assert coded.toasts(pilot)


async def test_a_query_is_written_and_shown_in_the_words_of_the_interface(coded: Any) -> None:
    async with coded.app((100, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, "planer/plan[planeras] eller ledning/rad inom mening")
        assert screen.fault == ""
        assert places(pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, "planer/plan[planned] or ledning/rad within sentence")
        assert screen.expression == "planer/plan[planeras] eller ledning/rad inom mening"
        assert top(pilot) == "Planer › Plan finns [planeras] eller Ledning › Gemensamt råd leder inom mening"
        # A part that is put to it speaks the same language, and a fault tells the place of what is seen.
        await coded.press(pilot, "w")
        await write(coded, pilot, "plan")
        await coded.press(pilot, "enter")
        assert screen.expression == '(planer/plan[planeras] eller ledning/rad) och "plan" inom mening'
        assert (
            top(pilot) == '(Planer › Plan finns [planeras] eller Ledning › Gemensamt råd leder) och "plan" inom mening'
        )
        await coded.press(pilot, "e")
        await write(coded, pilot, "planer/plan och inte")
        assert "21" in screen.fault


async def test_what_is_found_is_told_by_names_and_never_by_ids(coded: Any) -> None:
    async with coded.app((120, 30)) as pilot:
        screen = await begin(coded, pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, 'planer och "plan" och status=godkänd och onskemal-som-inte-finns')
        assert "onskemal-som-inte-finns" in top(pilot)
        await coded.press(pilot, "e")
        await write(coded, pilot, 'planer och "planer" och status=godkänd')
        assert top(pilot) == 'Planer och "planer" och status=godkänd'
        await coded.press(pilot, "i", "c", *"planer/plan", "enter")
        assert str(pilot.app.screen.query_one(".about", Static).content) == "Planer › Plan finns"
        await coded.press(pilot, "enter")
        assert [row.cells[1] for row in screen.table.rows] == ["norrlunda.md", "söderlunda.txt"]
        head = str(screen.query_one("#lit-in-full", Static).content).split("\n")[0]
        assert head == "Norrlunda län · norrlunda.md"


KEYS = {"empty": ("slash",), "found": ("slash", "c", *"planer/plan", "enter", "enter", "down")}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)])
@pytest.mark.parametrize("shown", KEYS)
def test_the_query_builder_looks_so(coded: Any, snap_compare: Any, lang: str, size: Any, shown: str) -> None:
    async def before(pilot: Any) -> None:
        await coded.settle(pilot)
        await coded.press(pilot, *KEYS[shown])

    assert snap_compare(coded.begin(lang), terminal_size=size, run_before=before)


async def test_who_codes_blind_looks_across_documents_when_all_is_read(coded: Any) -> None:
    from dataclasses import replace

    blind = replace(coded.project, settings=replace(coded.project.settings, blind=True), coder="kodare-7")
    coded.project = blind
    async with coded.app((100, 30)) as pilot:
        await coded.press(pilot, "slash")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "blint" in said(pilot)
        await coded.press(pilot, "k")
        screen = pilot.app.screen
        assert {(line.codings, line.suggestions) for line in screen.lines} == {(0, 0)}
        await coded.press(pilot, "down", "w")
        assert pilot.app.screen is screen
        assert "blint" in said(pilot)
