"""History in the app: everything that was done, and taking back up to a point."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.widgets import Static

from qualcode.domain.coding import Coding, Status
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_codings
from qualcode.storage.document_rows import readings
from qualcode.storage.ledger import change
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import AskScreen
from qualcode.tui.theme_screen import ThemeScreen
from qualcode.usecases.coding_by_hand import code_passage, mark_documents_read, recode, uncode, write_memo
from qualcode.usecases.deciding import accept, accept_as, reject, waiting
from qualcode.usecases.judging import judge_as_proposed
from qualcode.usecases.recalling import steps
from qualcode.usecases.shaping_codebook import add_code
from qualcode.usecases.step_names import StepNames
from qualcode.usecases.telling_steps import about_in_words


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


def words(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#words", Static).content)


async def test_one_s_own_steps_are_taken_back_up_to_the_chosen_one(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "f", "down", "f")
        assert set(readings(drive.project.store)) == {"d1", "d2"}
        await drive.press(pilot, "h")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert [c.key for c in pilot.app.screen.choices[:3]] == ["back:1", "back:2", ""]
        await drive.press(pilot, "down", "enter")
        # Nothing is taken back before it is said how much that is.
        window = pilot.app.screen
        assert isinstance(window, AskScreen)
        assert window.query_one(".window").border_title == "Ångra 2 steg?"
        assert re.fullmatch(r"Det sista av dem: \d{4}-\d\d-\d\d \d\d:\d\d {2}kodare-1 {2}\w.*", words(pilot))
        assert set(readings(drive.project.store)) == {"d1", "d2"}
        await drive.press(pilot, "escape", "h", "down", "enter", "y")
        assert readings(drive.project.store) == {}
        assert "Ångrade steg: 2" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "U")
        assert set(readings(drive.project.store)) == {"d1"}


async def test_steps_that_were_taken_back_are_done_again_up_to_the_chosen_one(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "f", "down", "f", "down", "f", "h", "down", "down", "enter", "y")
        assert readings(drive.project.store) == {}
        assert "U gör om dem, ett i taget" in said(pilot)
        await drive.press(pilot, "h")
        # The earliest is done again first.
        assert [c.key for c in pilot.app.screen.choices[:3]] == ["forth:3", "forth:2", "forth:1"]
        # What Enter does comes first: a small window shows no more than the beginning.
        assert pilot.app.screen.choices[1].told.startswith("Enter gör om 2 steg")
        await drive.press(pilot, "down", "enter")
        assert "Det sista av dem: " in words(pilot)
        assert readings(drive.project.store) == {}
        await drive.press(pilot, "y")
        assert set(readings(drive.project.store)) == {"d1", "d2"}
        assert said(pilot) == "Steg gjorda om: 2."


async def test_a_new_code_that_is_taken_back_in_history_is_offered_no_more(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        add_code(drive.project, "larm", "Larm", below="planer")
        pilot.app.forget_codebook()
        pilot.app.load_codebook()
        assert pilot.app.code_name("planer/larm") == "Larm"
        await drive.press(pilot, "h", "enter")
        assert "Ångrade steg: 1" in said(pilot)
        assert pilot.app.code("planer/larm") is None


async def test_what_a_coding_was_changed_to_is_told(drive: Any) -> None:
    made = code_passage(drive.project, "d2", 0, 6, "ledning/skola")
    recode(drive.project, made.id, status=Status.PLANNED)
    recode(drive.project, made.id, code="planer/plan")
    recode(drive.project, made.id, span=Span(0, 12))
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "h")
        told = [c.aside for c in pilot.app.screen.choices[:3]]
        assert told[0].endswith(" · nya gränser")
        assert told[1].endswith(f" · till: {pilot.app.code_name('planer/plan')}")
        assert told[2].endswith(" · status: planeras")


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


async def test_a_step_about_many_is_taken_back_with_their_number_and_the_way_to_have_it_again(drive: Any) -> None:
    judge_as_proposed(drive.project)
    cells = steps(drive.project)[0].about["cells"]
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "u")
        assert said(pilot) == f"Ångrat: bedöma (celler: {cells}). U gör om det."
        await drive.press(pilot, "U")
        assert said(pilot) == f"Gjort om: bedöma (celler: {cells})."
        await drive.press(pilot, "f", "u")
        assert said(pilot) == "Ångrat: märka som läst."


async def test_a_step_about_very_many_is_taken_back_only_when_that_is_meant(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.desk_screen._MANY", 1)
    judge_as_proposed(drive.project)
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "u")
        assert isinstance(pilot.app.screen, AskScreen)
        await drive.press(pilot, "n")
        assert steps(drive.project)[0].state == "done"
        await drive.press(pilot, "u", "j")
        assert steps(drive.project)[0].state == "undone"


async def test_where_nothing_was_done_no_empty_list_is_opened(drive_empty: Any) -> None:
    async with drive_empty.app((60, 15)) as pilot:
        await drive_empty.press(pilot, "h")
        assert not isinstance(pilot.app.screen, ChoiceScreen)
        assert said(pilot) == "Inget har gjorts än."


async def test_what_another_coder_did_meanwhile_is_shown_by_f5_in_the_reader_the_queue_and_the_theme(
    drive: Any,
) -> None:
    text = drive.text
    start = text.index("En ny plan")
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "f5")
        assert said(pilot) == "Inget här har ändrats på annat håll."
        with change(drive.project.store, "berit", "code") as step:
            add_codings(step, [Coding("", "d1", "planer/plan", Span(start, start + 20), Status.PLANNED, "berit")])
        await drive.press(pilot, "f5")
        assert said(pilot) == "Det som har ändrats på annat håll visas."
        assert "berit" in {m.coding.coder for m in screen.reading.marks if m.coding}
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        left = len(pilot.app.screen.there)
        reject(drive.project, waiting(drive.project)[:1])
        await drive.press(pilot, "f5")
        assert len(pilot.app.screen.there) == left - 1
        pilot.app.push_screen(ThemeScreen("ledning/skola"))
        await drive.settle(pilot)
        rows = len(pilot.app.screen.rows)
        with change(drive.project.store, "berit", "code") as step:
            add_codings(step, [Coding("", "d1", "ledning/skola", Span(start, start + 20), Status.PLANNED, "berit")])
        await drive.press(pilot, "f5")
        assert len(pilot.app.screen.rows) == rows + 1


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_no_id_stands_in_what_a_step_is_about(drive: Any, lang: str) -> None:
    project = drive.project = drive.project.speaking(lang)
    made = code_passage(project, "d2", 0, 6, "ledning/skola")
    write_memo(project, f"coding:{made.id}", "Kort.")
    write_memo(project, "document:d1", "Kort.")
    recode(project, made.id, code="planer/plan")
    first, *_ = waiting(project)
    accept_as(project, first, status=Status.PLANNED)
    uncode(project, [made.id])
    mark_documents_read(project, ["d1", "d2"])
    async with drive.app((160, 40)) as pilot:
        await drive.press(pilot, "h")
        told = "\n".join(c.aside for c in pilot.app.screen.choices)
    assert re.findall(r"\b[dkms][0-9a-f]*[0-9][0-9a-f]*\b|\w+/\w+", told) == []
    for name in (pilot.app.code_name("ledning/skola"), pilot.app.code_name("planer/plan"), "Söderlunda län"):
        assert name in told


def test_the_command_tells_the_ids_beside_the_names(project: Any) -> None:
    code_passage(project, "d2", 0, 6, "ledning/skola")
    [step] = steps(project, limit=1)
    told = about_in_words(step.about, str, StepNames(project, [step], with_ids=True))
    assert told == "document: Söderlunda län (d2) · code: Skolan sitter med (ledning/skola)"


def test_what_nothing_knows_keeps_its_id(project: Any) -> None:
    names = StepNames(project, ())
    assert [names.told(kind, "x9") for kind in ("coding", "memo", "document", "code", "suggestion")] == ["x9"] * 5
    many = {"documents": [f"d{n}" for n in range(1, 6)]}
    assert about_in_words(many, str, names) == "documents: 5"
    assert about_in_words(many, str).count("d") == 6
