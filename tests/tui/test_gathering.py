"""Long counts are made beside the app's thread: keys are heard meanwhile, one may leave at once, and what is overtaken is never shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Status
from qualcode.domain.minutes import Document, DocumentStatus, Metadata
from qualcode.engine.segmenting import segment
from qualcode.storage.coding_rows import judgements
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import suggestions
from qualcode.tui import matrix_sheet, theme_rows, theme_screen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.matrix_screen import MatrixScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.theme_screen import ThemeScreen
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.counted_matrix import count_matrix
from qualcode.usecases.deciding import accept
from qualcode.usecases.judging import judge

if TYPE_CHECKING:
    import pytest


class Held:
    """A use case that waits until it is let go; it remembers the threads that it was called in, and whether it has begun."""

    def __init__(self, plain: Any) -> None:
        self.plain = plain
        self.free = threading.Event()
        self.threads: list[int] = []

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.threads.append(threading.get_ident())
        found = self.plain(*given, **named)
        assert self.free.wait(60)
        return found


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> Iterator[Held]:
    slow = Held(getattr(where, name))
    monkeypatch.setattr(where, name, slow)
    try:
        yield slow
    finally:
        slow.free.set()
        monkeypatch.setattr(where, name, slow.plain)


def right(pilot: Any) -> str:
    return pilot.app.screen.query_one("#title", EndsLine).ends[1]


async def test_the_matrix_is_counted_beside_the_keys_and_left_at_once(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.app() as pilot:
        with held(monkeypatch, matrix_sheet, "count_matrix") as slow:
            await pilot.press("m")
            await drive.until(pilot, lambda: slow.threads)
            assert threading.get_ident() not in slow.threads
            screen = pilot.app.screen
            assert isinstance(screen, MatrixScreen)
            assert right(pilot) == "Räknar …"
            await pilot.press("enter")
            assert screen.theme == ""
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, OverviewScreen)
        await drive.settle(pilot)
        assert screen.sheet is None


async def test_a_view_chosen_while_another_is_counted_is_the_one_that_is_shown(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "down", "right")
        screen = pilot.app.screen
        place = (screen.lit[0], screen.lit[1].id)
        with held(monkeypatch, matrix_sheet, "count_matrix") as slow:
            screen.action_reload()
            await drive.until(pilot, lambda: slow.threads)
            screen._look(matrix_sheet.View(order="by:left"))  # noqa: SLF001 - as the window of views does
            await pilot.pause()
            assert screen.view.order == "by:case", "what is shown stays as it was counted"
        await drive.settle(pilot)
        assert screen.view.order == "by:left"
        assert (screen.lit[0], screen.lit[1].id) == place
        assert right(pilot) != "Räknar …"


async def test_a_judgement_made_while_the_matrix_is_counted_stays_seen(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter", "n")
        screen = pilot.app.screen
        case, column, _ = screen.lit
        with held(monkeypatch, matrix_sheet, "count_matrix") as slow:
            screen.action_reload()
            await drive.until(pilot, lambda: slow.threads)
            await pilot.press("a")
            await drive.until(pilot, lambda: screen.table.cells[case][column.id].judged)
            assert [p.judgement.code for p in judgements(drive.project.store)] == [column.id]
        await drive.settle(pilot)
        assert screen.table.cells[case][column.id].judged


async def test_a_judged_cell_and_its_theme_are_as_a_new_count_has_them(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter", "n", "a", "a")
        shown = pilot.app.screen.sheet.now
        assert shown == count_matrix(drive.project)


async def test_where_coders_agreed_the_cell_shows_that_after_ones_own_judgement(drive: Any) -> None:
    judge(drive.project, "Norrlunda län", "planer/plan", "past", consensus="Sagt vid mötet")
    async with drive.app((120, 30)) as pilot:
        await drive.press(pilot, "m", "right", "enter")
        screen = pilot.app.screen
        at = next(n for n, c in enumerate(screen.columns) if c.id == "planer/plan")
        await drive.press(pilot, *["right"] * at, "j", "down", "enter")
        assert [p.judgement.status.value for p in judgements(drive.project.store)] == ["past", "present"]
        assert screen.sheet.now == count_matrix(drive.project)
        assert screen.lit[2].status.value == "past"


async def test_passages_are_gathered_beside_the_keys_and_nothing_is_done_to_old_ones(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.app((100, 28)) as pilot:
        await drive.press(pilot, "t", *"planer/plan", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ThemeScreen)
        await drive.press(pilot, "down")
        lit = screen.lit
        # By somebody else, meanwhile: what is shown is old.
        accept(drive.project, suggestions(drive.project.store, code="planer/plan", waiting=True))
        with held(monkeypatch, theme_rows, "passages_of_code") as slow:
            await pilot.press("f5")
            await drive.until(pilot, lambda: slow.threads)
            assert threading.get_ident() not in slow.threads
            assert right(pilot) == "Samlar …"
            await pilot.press("a")
            assert "Förbereder" in screen.query_one("#said", EndsLine).ends[0]
            assert screen.lit == lit
        await drive.settle(pilot)
        assert [p.coder for _, p in screen.rows] == [drive.project.coder] * 2
        assert screen.table.lit == 1


async def test_another_code_chosen_while_one_is_gathered_is_the_one_that_is_shown(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive.app((100, 28)) as pilot:
        await drive.press(pilot, "t", *"planer/plan", "enter")
        screen = pilot.app.screen
        with held(monkeypatch, theme_rows, "passages_of_code") as slow:
            screen._go("ledning/rad")  # noqa: SLF001 - as the window of codes does
            await drive.until(pilot, lambda: slow.threads)
            screen._go("ledning/skola")  # noqa: SLF001
            await pilot.pause()
            assert screen.code == "planer/plan"
            assert len(screen.rows) == 2
        await drive.settle(pilot)
        assert screen.code == "ledning/skola"
        assert {p.status for _, p in screen.rows} == {Status.ABSENT, Status.PRESENT}


async def test_what_is_done_to_many_passages_is_one_step_in_a_worker(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in list(re.finditer(r"\w+", drive.text))[:30]:
        code_passage(drive.project, "d1", *word.span(), "ledning/rad")
    async with drive.app((100, 28)) as pilot:
        await drive.press(pilot, "t", *"ledning/rad", "enter", "asterisk")
        screen = pilot.app.screen
        assert len(screen.picked) == 31
        with held(monkeypatch, theme_screen, "uncode") as slow:
            await pilot.press("x")
            await drive.until(pilot, lambda: slow.threads)
            assert threading.get_ident() not in slow.threads
        await drive.settle(pilot)
        assert screen.rows == ()
        assert screen.picked == set()


async def test_the_matrix_begins_at_the_first_case_with_minutes(drive: Any) -> None:
    text = "Dialog\n\nInget är sagt än.\n"
    with change(drive.project.store, "kodare-0", "import") as step:
        draft = Metadata("Aspås", "2024", "", DocumentStatus.DRAFT)
        add_document(step, Document("", "a.md", draft, text, "3" * 64, segment(text)), path="a.md")
    async with drive.app((100, 28)) as pilot:
        await drive.press(pilot, "m")
        screen = pilot.app.screen
        assert screen.cases[0] == "Aspås"
        assert screen.lit[0] == "Norrlunda län"
        await drive.press(pilot, "up", "f5")
        assert screen.lit[0] == "Aspås", "shown anew, the place is kept"
