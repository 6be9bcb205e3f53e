"""The overview: what there is, what to do next, and its deeds."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import ProgressBar, Static, TextArea

from qualcode.domain.minutes import Document, DocumentStatus, Metadata, Source
from qualcode.engine.segmenting import segment
from qualcode.exchange.matrix_shape import is_proposed
from qualcode.storage.document_rows import add_document, documents, readings
from qualcode.storage.ledger import change
from qualcode.tui.document_list import DocumentList
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import AskScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.tui.suggesting_screen import SuggestingScreen
from qualcode.usecases.coding_by_hand import mark_documents_read, memos_on
from qualcode.usecases.deciding import accept, waiting
from qualcode.usecases.describing import describe
from qualcode.usecases.judging import judge
from qualcode.usecases.reviewing_names import accept_documents
from qualcode.usecases.tabulating import matrix


def shown(pilot: Any) -> str:
    there = pilot.app.screen.query_one(DocumentList)
    return "\n".join(there.render_line(y).text for y in range(there.size.height))


async def test_documents_are_listed_with_what_matters(drive: Any) -> None:
    async with drive.app() as pilot:
        rows = shown(pilot).splitlines()
        assert rows[0].split() == ["Fall", "Omgång", "Status", "Kodningar", "Förslag", "Läst", "Fil"]
        assert rows[1].split()[1:7] == ["Norrlunda", "län", "2024", "godkänd", "1", "4"]
        assert "utkast" in rows[3]
        assert "5 förslag väntar" in str(pilot.app.screen.query_one("#next", Static).content)


async def test_an_empty_project_tells_what_to_do(drive_empty: Any) -> None:
    async with drive_empty.app() as pilot:
        assert "qualcode import" in str(pilot.app.screen.query_one("#next", Static).content)
        await drive_empty.press(pilot, "enter", "n", "f", "g", "down", "M")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_enter_opens_the_lit_document_and_escape_comes_back(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.reading.document.name == "söderlunda.txt"
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert pilot.app.screen.query_one(DocumentList).lit == 1


async def test_a_double_click_opens_a_document(drive: Any) -> None:
    async with drive.app() as pilot:
        await pilot.click(DocumentList, offset=(5, 2), times=2)
        await drive.settle(pilot)
        assert pilot.app.screen.reading.document.name == "söderlunda.txt"


async def test_n_opens_at_the_first_suggestion(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "n")
        assert pilot.app.screen.view.chosen.code == "ledning/skola"


async def test_the_keys_of_the_list_move_the_light(drive: Any) -> None:
    async with drive.app() as pilot:
        there = pilot.app.screen.query_one(DocumentList)
        lit = []
        for key in ("down", "up", "end", "home", "pagedown", "pageup"):
            await drive.press(pilot, key)
            lit.append(there.lit)
        assert lit == [1, 0, 2, 0, 2, 0]


async def test_f_marks_as_read_and_again_not(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "f")
        assert readings(drive.project.store) == {"d1": ("kodare-1",)}
        assert "✓" in shown(pilot).splitlines()[1]
        assert "Lästa 1 av 3" in pilot.app.screen.query_one("#progress", EndsLine).ends[0]
        await drive.press(pilot, "f")
        assert readings(drive.project.store) == {}


async def test_undo_and_redo_work_here_too(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "f", "u")
        assert readings(drive.project.store) == {}
        await drive.press(pilot, "U")
        assert "d1" in readings(drive.project.store)


async def test_nothing_to_undo_is_told_and_the_app_lives(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "u")
        [told] = drive.toasts(pilot)
        assert told.message == "kodare-1 har inget att ångra."
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_a_memo_on_the_document(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "M", *"kort", "ctrl+s")
        assert [m.text for m in memos_on(drive.project, "document:d1")] == ["kort"]
        await drive.press(pilot, "M", *"are", "ctrl+s")
        assert [m.text for m in memos_on(drive.project, "document:d1")] == ["kortare"]
        await drive.press(pilot, "M")
        pilot.app.screen.query_one(TextArea).text = ""
        await drive.press(pilot, "ctrl+s")
        assert memos_on(drive.project, "document:d1") == ()


async def test_f5_shows_what_others_have_done(drive: Any) -> None:
    async with drive.app() as pilot:
        from qualcode.usecases.coding_by_hand import mark_documents_read

        mark_documents_read(drive.project, ["d2"])
        await drive.press(pilot, "f5")
        assert "✓" in shown(pilot).splitlines()[2]


async def test_g_lets_the_codebook_suggest(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "g")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "Kodboken föreslår" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        assert {s.suggestion.why.indicator.partition("#")[0] for s in waiting(drive.project)} >= {"ledning/rad"}


async def test_a_stopped_run_changes_nothing(drive: Any, monkeypatch: Any) -> None:
    before = waiting(drive.project)
    window = SuggestingScreen()
    async with drive.app() as pilot:
        from qualcode.tui import suggesting_screen

        def slow(project: Any, *, progress: Any) -> None:
            del project
            pilot.app.call_from_thread(window.action_stop)
            progress(1, 3, "norrlunda.md")

        monkeypatch.setattr(suggesting_screen, "run_suggestions", slow)
        await pilot.app.push_screen(window)
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert [n.message for n in drive.toasts(pilot)] == ["Stoppat; förslagen är som de var."]
    assert waiting(drive.project) == before


async def test_the_bar_moves_with_the_documents(drive: Any) -> None:
    async with drive.app() as pilot:
        window = SuggestingScreen()
        window.work = lambda: None  # type: ignore[method-assign]
        await pilot.app.push_screen(window)
        window.post_message(SuggestingScreen.Progressed(1, 3, "norrlunda.md"))
        await drive.settle(pilot)
        assert window.query_one(ProgressBar).progress == 1
        assert str(window.query_one("#at-work", Static).content) == "norrlunda.md"


async def test_ten_thousand_documents_are_only_painted_where_seen(drive: Any) -> None:
    from dataclasses import replace

    async with drive.app() as pilot:
        there = pilot.app.screen.query_one(DocumentList)
        line = there.lines[0]
        there.show([replace(line, id=f"d{n}", name=f"fil{n}.txt") for n in range(10_000)])
        await drive.press(pilot, "end")
        assert there.lit == 9_999
        assert "fil9999" in shown(pilot)


async def test_cells_that_are_not_judged_come_before_the_results(drive: Any) -> None:
    project = drive.project
    accept(project, waiting(project))
    mark_documents_read(project, [d.id for d in documents(project.store)])
    table = matrix(project)
    cells = [(c, k, cell) for c, row in table.cells.items() for k, cell in row.items() if is_proposed(cell)]
    judge(project, *cells[0][:2], cells[0][2].status.value)
    async with drive.app() as pilot:

        def told() -> str:
            return str(pilot.app.screen.query_one("#next", Static).content)

        await drive.until(pilot, lambda: "bedömda" in told())
        assert f"{len(cells) - 1} celler är inte bedömda: tryck m" in told()
        for case, code, cell in cells[1:]:
            judge(project, case, code, cell.status.value)
        await drive.press(pilot, "f5")
        await drive.until(pilot, lambda: "rapport" in told())
        assert "Ctrl+E skriver rapport" in told()


async def test_results_are_written_from_the_overview(drive: Any) -> None:
    accept_documents(drive.project, ["d1", "d2"])
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "ctrl+e", *"databas", "enter")
        assert "backups" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        assert len(list((drive.project.folder / "backups").glob("*.db"))) == 1
        await drive.press(pilot, "ctrl+e", *"sidan", "enter", "enter")
        assert (drive.project.folder / "exports" / "case.docx").is_file()
        await drive.press(pilot, "ctrl+e", *"citat", "enter", "enter")
        assert (drive.project.folder / "exports" / "quotes.docx").is_file()
        assert "quotes.docx" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "ctrl+e", *"citat", "enter", "enter")
        assert isinstance(pilot.app.screen, AskScreen)


async def test_what_cannot_be_written_is_told(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "ctrl+e", *"citat", "enter", "enter")
        assert "ingenting att citera" in drive.toasts(pilot)[0].message
        assert not (drive.project.folder / "exports" / "quotes.docx").exists()
        assert pilot.app.screen.query_one("#said", EndsLine).ends[0] == ""


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_what_was_guessed_is_marked_and_explained(drive: Any, lang: str) -> None:
    project = drive.project = drive.project.speaking(lang)
    text = "Dialog i Gotlands län\n\nInget är sagt än.\n"
    guessed = {"case": Source.TITLE, "status": Source.NOTHING, "date": Source.TEXT}
    meta = Metadata("Gotlands län", "2024", "2024-05-02", DocumentStatus.APPROVED, guessed=guessed)
    with change(project.store, "kodare-0", "import") as step:
        add_document(step, Document("", "väster.txt", meta, text, "1" * 64, segment(text)), path="väster.txt")
    async with drive.app((120, 24)) as pilot:
        rows = pilot.app.screen.query_one(DocumentList)
        foot = pilot.app.screen.query_one("#said", EndsLine)
        assert "?" not in rows.render_line(1).text
        assert foot.ends[0] == ""
        await drive.press(pilot, "end")
        assert "Gotlands län?" in rows.render_line(4).text
        assert ("godkänd?" if lang == "sv" else "approved?") in rows.render_line(4).text
        assert "2024?" not in rows.render_line(4).text
        if lang == "sv":
            what = "status (ingenting som säger det), fall (rubriken), datum (texten)"
            assert foot.ends[0] == f"? gissat: {what}. `qualcode describe d4` rättar"
        await drive.press(pilot, "f")
        assert "Gotlands län" in foot.ends[0]
        assert "describe" not in foot.ends[0]
    describe(project, ["d4"], {"case": "Gotlands län", "status": "approved", "date": "2024-05-02"})
    async with drive.app((120, 24)) as pilot:
        await drive.press(pilot, "end")
        assert "?" not in pilot.app.screen.query_one(DocumentList).render_line(4).text
        assert pilot.app.screen.query_one("#said", EndsLine).ends[0] == ""
