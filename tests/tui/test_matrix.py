"""The matrix: themes open on codes, cells on passages; a cell is judged and summed up."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from qualcode.domain.minutes import Document, DocumentStatus, Metadata
from qualcode.engine.segmenting import segment
from qualcode.storage.coding_rows import judgements
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.grid_view import GridCell, GridView
from qualcode.tui.matrix_screen import MatrixScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.coding_by_hand import code_passage


def grid(pilot: Any) -> list[str]:
    there = pilot.app.screen.query_one(GridView)
    return [there.render_line(y).text.rstrip() for y in range(there.size.height)]


def about(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#cell", Static).content)


def said(pilot: Any) -> str:
    return pilot.app.screen.query_one("#said", EndsLine).ends[0]


def judged(drive: Any) -> list[tuple[str, str, str, str]]:
    found = (p.judgement for p in judgements(drive.project.store))
    return [(j.case, j.code, j.status.value, j.summary) for j in found]


async def test_themes_open_on_codes_and_escape_goes_back(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m")
        assert isinstance(pilot.app.screen, MatrixScreen)
        rows = grid(pilot)
        assert rows[0].split()[0] == "Fall"
        assert rows[1].startswith("Norrlunda län")
        assert "Norrlunda län" in about(pilot)
        await drive.press(pilot, "enter")
        assert pilot.app.screen.theme == "ledning"
        assert "●" in grid(pilot)[1]
        await drive.press(pilot, "escape")
        assert pilot.app.screen.theme == ""
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_a_cell_is_judged_and_undone(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "enter", "j")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, "enter")
        [(case, code, status, _)] = judged(drive)
        assert (case, status) == ("Norrlunda län", "present")
        assert "Bedömd som" in said(pilot)
        assert "(bedömt)" in about(pilot)
        await drive.press(pilot, "u")
        assert judged(drive) == []
        assert code.startswith("ledning/")


async def test_as_proposed_goes_on_to_the_next_that_is_not_judged(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter", "n")
        first = (pilot.app.screen.grid.row, pilot.app.screen.grid.column)
        await drive.press(pilot, "a")
        assert len(judged(drive)) == 1
        assert (pilot.app.screen.grid.row, pilot.app.screen.grid.column) != first


async def test_a_summary_is_kept_with_the_judgement(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "enter", "m")
        await drive.press(pilot, *"klart", "ctrl+s")
        assert judged(drive)[0][3] == "klart"
        assert "klart" in about(pilot)


async def test_a_cell_opens_on_its_passages_and_a_passage_in_the_reader(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "enter", "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        start = drive.text.index("Länsrådet leder arbetet")
        assert pilot.app.screen.view.cursor == start
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, MatrixScreen)


async def test_a_silent_cell_has_no_passages_and_no_summary_before_a_judgement(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "enter", "down", "end", "enter")
        assert isinstance(pilot.app.screen, MatrixScreen)
        assert said(pilot)
        await drive.press(pilot, "m")
        assert isinstance(pilot.app.screen, MatrixScreen)


async def test_an_empty_project_has_an_empty_matrix(drive_empty: Any) -> None:
    async with drive_empty.app() as pilot:
        await pilot.app.push_screen(MatrixScreen())
        await drive_empty.settle(pilot)
        await drive_empty.press(pilot, "enter", "j", "m", "a", "n", "down", "right", "pagedown", "end")
        assert "import" in about(pilot)


async def test_many_columns_scroll_sideways_and_the_labels_stay(drive: Any) -> None:
    async with drive.app((40, 20)) as pilot:
        await drive.press(pilot, "m", "end")
        rows = grid(pilot)
        assert rows[1].startswith("Norrlunda")
        await pilot.click(GridView, offset=(20, 2))
        await drive.settle(pilot)
        assert pilot.app.screen.grid.row == 1


async def test_rows_are_sorted_and_filtered(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter")
        screen = pilot.app.screen
        every = screen.cases
        at = next(n for n, c in enumerate(screen.columns) if c.id == "planer/kurator")
        await drive.press(pilot, *["right"] * at, "y", *"bara rader som", "enter")
        assert screen.cases == ("Norrlunda län",)
        assert "1 av" in screen.query_one("#title", EndsLine).ends[1]
        await drive.press(pilot, "y", *"alla rader", "enter", "home", "y", *"raderna efter vad", "enter")
        assert set(screen.cases) == set(every)
        await drive.press(pilot, "y", *"bara rader med något", "enter")
        assert set(screen.cases) == {"Norrlunda län", "Söderlunda län"}


async def test_a_judged_row_leaves_the_rows_that_are_not_judged(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter", "y", *"bara rader med något", "enter")
        screen = pilot.app.screen
        while screen.cases:
            await drive.press(pilot, "n", "a")
        assert "y visar alla rader igen" in about(pilot)
        assert screen.lit is None


def later_minutes(drive: Any) -> None:
    """Norrlunda comes back in 2025 with a plan that is there, Söderlunda with a draft that is left out."""
    with change(drive.project.store, "kodare-0", "import") as step:
        later = Metadata("Norrlunda län", "2025", "", DocumentStatus.APPROVED)
        text = "Dialog i Norrlunda län\n\nEn plan finns nu.\n"
        key = add_document(step, Document("", "n.md", later, text, "1" * 64, segment(text)), path="n.md")
        draft = Metadata("Söderlunda län", "2025", "", DocumentStatus.DRAFT)
        add_document(step, Document("", "s.md", draft, text, "2" * 64, segment(text)), path="s.md")
    code_passage(drive.project, key, text.index("En plan"), len(text) - 1, "planer/plan")


async def test_two_waves_stand_beside_each_other(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter")
        screen = pilot.app.screen
        assert screen.table.wave == "2025"
        await drive.press(pilot, "y", *"2024/2025", "enter")
        assert "2024 → 2025" in screen.query_one("#title", EndsLine).ends[0]
        assert "◐→●" in next(row for row in grid(pilot) if row.startswith("Norrlunda"))
        await drive.press(pilot, "y", *"wave:2024", "enter")
        assert screen.table.wave == "2024"
        assert "→" not in "".join(grid(pilot))
        assert "Söderlunda län" in screen.cases


async def test_two_waves_show_the_cases_that_have_minutes_in_both(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m", "y", *"2024/2025", "enter")
        screen = pilot.app.screen
        assert screen.cases == ("Norrlunda län",)
        assert "1 av 2, i båda omgångarna" in screen.query_one("#title", EndsLine).ends[1]
        await drive.press(pilot, "y", *"alla rader", "enter")
        assert "Söderlunda län" in screen.cases
        assert "→∅2" in "".join(grid(pilot))


async def test_rows_without_minutes_can_be_left_out(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m")
        screen = pilot.app.screen
        assert "Söderlunda län" in screen.cases
        await drive.press(pilot, "y", *"rows:minutes", "enter")
        assert screen.cases == ("Norrlunda län",)
        assert screen.query_one("#title", EndsLine).ends[1].endswith("med minnesanteckningar")


async def test_a_cell_of_two_waves_tells_both_and_opens_on_the_passages_of_both(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter", "y", *"2024/2025", "enter")
        screen = pilot.app.screen
        at = next(n for n, c in enumerate(screen.columns) if c.id == "planer/plan")
        await drive.press(pilot, *["right"] * at)
        told = about(pilot)
        assert told.index("2024: ◐ planeras") < told.index("En ny plan") < told.index("2025: ● finns")
        assert "En plan finns nu." in told
        await drive.press(pilot, "enter")
        window = pilot.app.screen
        assert [c.aside.split(" · ")[0] for c in window.choices] == ["2024", "2025"]
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert "2024" in pilot.app.screen.query_one("#title", EndsLine).ends[0]
        await drive.press(pilot, "escape", "j")
        assert "2025" in str(pilot.app.screen.query_one(".about", Static).content)


async def test_what_changed_between_two_waves_is_written_from_there(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m", "y", *"2024/2025", "enter", "ctrl+e", *"w", "full_stop", *"csv", "enter")
        rows = (drive.project.folder / "w.csv").read_text(encoding="utf-8-sig").splitlines()
        assert any("planer/plan" in row and "Norrlunda" in row for row in rows)
        assert not any("Söderlunda" in row for row in rows)


async def test_the_view_of_now_is_marked_also_for_the_latest_wave(drive: Any) -> None:
    later_minutes(drive)
    async with drive.app((140, 30)) as pilot:
        await drive.press(pilot, "m", "y")
        assert {c.key for c in pilot.app.screen.choices if c.aside} == {"by:case", "rows:all", "wave:2025"}


async def test_the_matrix_is_written_from_here(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "ctrl+e", *"m", "full_stop", *"csv", "enter")
        assert "Norrlunda län" in (drive.project.folder / "m.csv").read_text(encoding="utf-8-sig")


async def test_no_column_is_cut_without_a_sign(drive: Any) -> None:
    async with drive.app((46, 20)) as pilot:
        await drive.press(pilot, "m", "right", "enter")
        there = pilot.app.screen.grid
        there.show("Fall", [f"Tema {n}" for n in range(9)], ["A", "B"], [[GridCell("●4 ○1 ?1")] * 9] * 2)
        await drive.settle(pilot)
        rows = grid(pilot)
        assert rows[0].endswith("›")
        # Whole columns only, and without spaces before one is left out.
        assert rows[1].split("●")[1:] == ["4○1?1 "] * (rows[1].count("●") - 1) + ["4○1?1"]
        await drive.press(pilot, "end")
        head = grid(pilot)[0]
        assert "‹" in head
        assert not head.endswith("›")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_matrix_looks_so(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "m", "enter", "down")

    assert snap_compare(drive.begin(lang), terminal_size=(100, 28), run_before=before)


async def test_what_of_the_matrix_is_not_seen_is_counted_with_arrows(drive: Any) -> None:
    heads = [f"Kod {n}" for n in range(12)]
    rows = [f"Fall {n}" for n in range(30)]
    async with drive.app() as pilot:
        await drive.press(pilot, "m")
        screen = pilot.app.screen
        assert "fler" not in screen.query_one("#said", EndsLine).ends[1]
        screen.grid.show("Fall", heads, rows, [[GridCell("● ○ ◐ ? ◇1234")] * 12] * 30)
        screen.grid.refresh()
        await drive.settle(pilot)
        left, right, above, below = screen.grid.beyond
        assert (left, above) == (0, 0)
        assert right > 0
        seen = [screen.grid.render_line(y).text for y in range(screen.grid.scrollable_content_region.height)]
        assert below == sum(not any(row.split()[:2] == line.split()[:2] for line in seen) for row in rows)
        screen.on_grid_view_moved()
        assert screen.query_one("#said", EndsLine).ends[1].startswith(f"fler: → {right} ↓ {below} · ")
        screen.grid.scroll_to(y=5, animate=False, immediate=True)
        await drive.settle(pilot)
        assert f"↑ 5 ↓ {below - 5} · " in screen.query_one("#said", EndsLine).ends[1]
