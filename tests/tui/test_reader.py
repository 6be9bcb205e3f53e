"""The reader: every deed by its key, saved at once."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import OptionList, TextArea

from qualcode.storage.document_rows import readings
from qualcode.tui.choice_screen import told_of_code
from qualcode.tui.code_choice_screen import CodeChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.mark_panel import MarkPanel
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.usecases.coding_by_hand import code_passage, mark_documents_read, memos_on, uncode
from qualcode.usecases.deciding import reject, waiting
from qualcode.usecases.project import Project

LEADS = "Länsrådet leder arbetet tillsammans med kommunerna."
NO = "Skolan sitter inte med i rådet."
NEW = "En ny plan ska tas fram till våren."
KNOWN = ("ledning/rad", LEADS, "present")


def said(screen: Any) -> str:
    return screen.query_one("#said", EndsLine).ends[0]


def panel(screen: Any) -> str:
    return str(screen.query_one(MarkPanel).content)


def painted(screen: Any) -> list[str]:
    return [screen.view.render_line(y).text.rstrip() for y in range(screen.view.size.height)]


async def test_the_document_as_it_reads(drive: Any) -> None:
    async with drive.reader() as (_, screen):
        rows = painted(screen)
        assert rows[0].strip() == "Dialog i Norrlunda län"
        assert rows[4].startswith("●○")
        assert "• Länsrådet leder" in rows[4]
        assert rows[6].startswith("◐")
        assert any("Samordnaren: Vi har kanske" in row for row in rows)


async def test_next_and_previous_suggestion_go_round(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        codes = []
        for key in ("n", "n", "n", "n", "n", "b"):
            await drive.press(pilot, key)
            codes.append(screen.view.chosen.code)
        first, last = "ledning/skola", "planer/kurator"
        assert codes == [first, "planer/plan", "ledning/skola", last, first, last]
        assert screen.query_one("#said", EndsLine).ends == ("Från slutet igen.", "förslag 4 av 4")


async def test_accept_goes_on_to_the_next(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "a")
        assert drive.coded() == [KNOWN, ("ledning/skola", NO, "absent")]
        assert screen.view.chosen.code == "planer/plan"
        assert said(screen) == "Godtaget som ○ finns inte, u ångrar: Skolan sitter med"


async def test_reject_makes_no_coding(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "r")
        assert drive.coded() == [KNOWN]
        assert len(waiting(drive.project, document="d1")) == 3
        assert screen.view.chosen.code == "planer/plan"


async def test_accept_with_another_status_by_figure_and_by_window(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "4")
        await drive.press(pilot, "t")
        assert pilot.app.screen.query_one(OptionList).highlighted == 2
        await drive.press(pilot, "down", "down", "enter")
        assert drive.coded()[1:] == [("ledning/skola", NO, "past"), ("planer/plan", NEW, "possible")]


async def test_accept_with_another_code(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "o", *"kurator", "enter")
        assert drive.coded()[1:] == [("planer/kurator", NO, "absent")]


async def test_the_last_suggestion_is_told(drive: Any) -> None:
    async with drive.reader(key="d2") as (pilot, screen):
        await drive.press(pilot, "n", "a")
        assert "Alla förslag här är avgjorda." in said(screen)
        await drive.press(pilot, "n")
        assert not waiting(drive.project, document="d2")


async def test_undo_and_redo_come_back_to_the_place(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "a", "ctrl+end", "u")
        assert drive.coded() == [KNOWN]
        assert screen.view.chosen.suggestion is not None
        assert screen.view.chosen.span.of(drive.text) == NO
        assert said(screen).startswith("Ångrat:")
        await drive.press(pilot, "U")
        assert ("ledning/skola", NO, "absent") in drive.coded()


async def test_undo_survives_a_restart(drive: Any, folder: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "a", "n", "r")
    with Project.open(folder, language="sv") as again:
        other = type(drive)(again)
        async with other.app() as pilot:
            await other.press(pilot, "u", "u")
        assert other.coded() == [KNOWN]
        assert len(waiting(again, document="d1")) == 4


async def test_code_the_sentence_under_the_cursor(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("Den gamla"))
        await drive.press(pilot, "enter", *"plan finns", "enter")
        assert drive.coded()[1:] == [("planer/plan", "Den gamla planen gick ut i fjol.", "present")]
        assert screen.view.selection is None
        assert screen.view.chosen.code == "planer/plan"


async def test_code_a_selection_with_a_status(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("gamla"))
        await drive.press(pilot, "w", "w", "c", "tab", "tab", "tab", *"plna", "enter")
        assert drive.coded()[1:] == [("planer/plan", "gamla planen", "past")]


async def test_the_likeliest_code_comes_first(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "n", "enter")
        window = pilot.app.screen
        assert isinstance(window, CodeChoiceScreen)
        assert window.lit().key == "ledning/skola"
        assert window.lit().told == "Skolans chefer sitter med."
        assert window.lit().words.startswith("› ")
        assert window.query_one("#typed").placeholder.endswith("› är troligast här")
        await drive.press(pilot, "down", "up", "escape")
        assert drive.coded() == [KNOWN]


def test_a_name_that_its_row_cuts_is_told_whole() -> None:
    long = "Skolan är representerad i länsgemensam ledningsgrupp eller i samordningen"
    assert told_of_code(long, "Skolans chefer sitter med.") == f"{long}\nSkolans chefer sitter med."
    assert told_of_code("Skolan", "Skolans chefer sitter med.") == "Skolans chefer sitter med."


async def test_a_name_that_nothing_fits_codes_nothing(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "enter", *"xyzzy", "enter")
        assert isinstance(pilot.app.screen, CodeChoiceScreen)
        assert drive.coded() == [KNOWN]


async def test_change_status_code_and_take_away_a_coding(drive: Any) -> None:
    made = code_passage(drive.project, "d1", drive.text.index("Den gamla"), drive.text.index(" i fjol"), "planer/plan")
    async with drive.reader() as (pilot, screen):
        screen.view.put(made.span.start)
        await drive.press(pilot, "t", "4")
        assert drive.coded()[-1][2] == "past"
        await drive.press(pilot, "o", *"råd", "enter")
        assert drive.coded()[-1][0] == "ledning/rad"
        await drive.press(pilot, "x")
        assert drive.coded() == [KNOWN]
        assert said(screen) == "Borttaget, u ångrar: Gemensamt råd leder"


async def test_deeds_that_mean_nothing_do_nothing(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "a", "r", "t", "o", "x", "v", "tab", "3", "N")
        assert drive.coded() == [KNOWN]
        assert pilot.app.screen is screen


async def test_overlapping_marks_are_chosen_by_tab(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index("kurator"))
        codes = []
        for _ in range(3):
            codes.append(screen.view.chosen.code)
            await drive.press(pilot, "tab")
        assert codes == ["ledning/skola", "planer/kurator", "ledning/skola"]
        assert "Även här (Tab):" in panel(screen)


async def test_why_shows_words_rule_and_definition(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        assert "Kodens indikator 1 känner igen ”Skolan”. Status: nekas (”inte”)." in panel(screen)
        await drive.press(pilot, "v")
        words = str(pilot.app.screen.words)
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "Säkerhet 0,80." in words
        await drive.press(pilot, "escape")
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "v")
        assert "Definition: Rådet har mandat att leda." in str(pilot.app.screen.words)


async def test_a_memo_on_a_coding_and_on_the_document(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.press(pilot, "m", *"stark", "ctrl+s")
        assert [m.target for m in memos_on(drive.project)] == ["coding:k1"]
        assert "Memo: stark" in panel(screen)
        assert "✎" in painted(screen)[4]
        await drive.press(pilot, "M", *"lugn", "ctrl+s")
        assert [m.text for m in memos_on(drive.project, "document:d1")] == ["lugn"]
        await drive.press(pilot, "m")
        pilot.app.screen.query_one(TextArea).text = ""
        await drive.press(pilot, "ctrl+s")
        assert memos_on(drive.project, "coding:k1") == ()


async def test_where_nothing_is_coded_a_memo_is_on_the_document(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "ctrl+home")
        assert screen.view.chosen is None
        await drive.press(pilot, "m", *"koda", "ctrl+s")
        assert [(m.target, m.text) for m in memos_on(drive.project)] == [("document:d1", "koda")]


async def test_the_panel_names_no_key_for_suggestions_when_none_wait(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "ctrl+home")
        assert "n går till nästa förslag" in panel(screen)
        reject(drive.project, waiting(drive.project))
        screen.reload()
        await drive.press(pilot, "down", "ctrl+home")
        assert "Enter ger den en kod." in panel(screen)
        assert "förslag" not in panel(screen)


async def test_a_memo_left_or_empty_is_not_kept(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "M", "x", "escape")
        await drive.press(pilot, "M", "ctrl+s")
        assert memos_on(drive.project) == ()


async def test_f_marks_as_read(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        assert "inte läst" in screen.query_one("#title", EndsLine).ends[0]
        await drive.press(pilot, "f")
        assert readings(drive.project.store) == {"d1": ("kodare-1",)}
        assert "✓ läst" in screen.query_one("#title", EndsLine).ends[0]
        assert "ej nämnt" in said(screen)
        await drive.press(pilot, "f")
        assert readings(drive.project.store) == {}


async def test_the_next_document_with_suggestions(drive: Any) -> None:
    async with drive.reader(key="d3") as (pilot, screen):
        await drive.press(pilot, "N")
        assert screen.reading.document.id == "d1"
        await drive.press(pilot, "r", "r", "r", "r", "N")
        assert screen.reading.document.id == "d2"
        await drive.press(pilot, "a", "N")
        assert screen.reading.document.id == "d2"
        assert "Inget annat dokument" in said(screen)


async def test_escape_lets_go_and_then_leaves(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "s", "escape")
        assert pilot.app.screen is screen
        assert screen.view.selection is None
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_a_document_opens_where_it_was_left(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "enter", "ctrl+end")
        place = pilot.app.screen.view.cursor
        await drive.press(pilot, "escape", "enter")
        assert pilot.app.screen.view.cursor == place > 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (30, 8)])
async def test_every_size_shows_text_and_panel(drive: Any, size: tuple[int, int]) -> None:
    async with drive.reader(size) as (pilot, screen):
        await drive.press(pilot, "n")
        rows = painted(screen)
        assert any("Skolan" in row for row in rows)
        assert screen.query_one("#body").has_class("-wide") is (size[0] >= 104)
        names = [row for row in rows if row.endswith("○ Skolan sitter med +1")]
        assert bool(names) is (size[0] >= 160)
        await pilot.resize_terminal(90, 20)
        await drive.settle(pilot)
        assert any("Skolan" in row for row in painted(screen))


async def test_another_coders_coding_is_told(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.settle(pilot)
        assert "kodat av kodare-0" in panel(screen)


async def test_an_error_is_told_and_the_app_lives(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        screen.view.put(drive.text.index(LEADS))
        await drive.settle(pilot)
        uncode(drive.project, ["k1"])
        await drive.press(pilot, "x")
        [told] = drive.toasts(pilot)
        assert told.title == "Det gick inte"
        assert "k1" in told.message
        await drive.press(pilot, "n")
        assert screen.view.chosen.code == "ledning/skola"


async def test_a_suggestion_decided_elsewhere_is_not_decided_twice(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n")
        reject(drive.project, waiting(drive.project, document="d1")[:1])
        await drive.press(pilot, "a")
        [told] = drive.toasts(pilot)
        assert told.severity == "error"
        assert drive.coded() == [KNOWN]
        assert len(screen.waiting) == 3


async def test_undo_of_a_step_in_another_document_says_so(drive: Any) -> None:
    mark_documents_read(drive.project, ["d2"])
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "u")
        assert "gällde något annat" in said(screen)
        assert readings(drive.project.store) == {}


async def test_ctrl_c_tells_how_to_leave(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "ctrl+c")
        [told] = drive.toasts(pilot)
        assert told.message == "Ctrl+Q lämnar appen; allt är sparat."


async def test_a_document_that_is_read_is_not_to_be_marked_so_again(drive: Any) -> None:
    async with drive.reader(key="d3") as (pilot, screen):
        await drive.press(pilot, "n")
        assert "Inga förslag här. f markerar" in said(screen)
        await drive.press(pilot, "f", "n")
        assert said(screen) == "Inga förslag här. N öppnar nästa dokument."
