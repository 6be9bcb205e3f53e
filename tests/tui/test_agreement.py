"""Agreement in the app: where two coders differ, their passages side by side, a consensus with its reason."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from rich.table import Table

from qualcode.domain.coding import CONSENSUS
from qualcode.storage.coding_rows import judgements
from qualcode.tui.agreement_screen import AgreementScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.coding_by_hand import code_passage, mark_documents_read
from qualcode.usecases.deciding import accept, waiting


def words(screen: Any) -> str:
    shown = screen.query_one("#lit-in-full").content
    if not isinstance(shown, Table):
        return str(shown)
    console = Console(width=100, file=StringIO())
    console.print(shown)
    return console.file.getvalue()  # type: ignore[attr-defined]


def said(screen: Any) -> tuple[str, str]:
    return screen.query_one("#said", EndsLine).ends


@pytest.fixture
def differing(drive: Any) -> Any:
    """Åsa and Bo agree on the council, and differ on the plan and on the counsellor, whom Bo alone has found."""
    text = drive.text
    for who in ("Åsa", "Bo"):
        own = replace(drive.project, coder=who)
        mark_documents_read(own, ["d1", "d2"])
        code_passage(own, "d1", text.index("Länsrådet leder"), text.index(" Skolan sitter"), "ledning/rad")
    at = text.index("En ny plan")
    code_passage(replace(drive.project, coder="Åsa"), "d1", at, text.index(" Den gamla"), "planer/plan", "planned")
    code_passage(replace(drive.project, coder="Bo"), "d1", at, text.index(" tas fram"), "planer/plan", "present")
    at = text.index("Vi har kanske")
    code_passage(replace(drive.project, coder="Bo"), "d1", at, text.index(" Det vet"), "planer/kurator", "possible")
    return drive


async def opened(drive: Any, pilot: Any) -> AgreementScreen:
    await drive.press(pilot, "c")
    screen = pilot.app.screen
    assert isinstance(screen, AgreementScreen)
    screen.pair = ("Åsa", "Bo")
    screen.reload()
    await drive.settle(pilot)
    return screen


async def test_the_cells_in_which_they_differ_with_their_passages(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        assert [(d.case, d.code) for d in screen.rows] == [
            ("Norrlunda län", "planer/plan"),
            ("Norrlunda län", "planer/kurator"),
        ]
        told = words(screen)
        assert "Åsa: ◐  planeras" in told
        assert "≠" in told
        assert "d1" not in told
        assert "◐ ”En ny plan ska tas fram till våren.”" in told
        assert "● ”En ny plan ska”" in told
        assert said(screen)[1] == "skillnader: 2 · lösta: 0"
        await differing.press(pilot, "down")
        assert "–" in words(screen)
        assert "? ”Vi har kanske en kurator på varje skola.”" in words(screen)


async def test_a_consensus_takes_a_status_and_a_reason(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        await differing.press(pilot, "enter", *"planeras", "enter", "ctrl+s")
        assert "behöver ett skäl" in said(screen)[0]
        assert not judgements(differing.project.store)
        await differing.press(pilot, "enter", *"planeras", "enter", *"ska tas fram", "ctrl+s")
        [made] = judgements(differing.project.store)
        assert (made.judgement.coder, made.judgement.status.value) == (CONSENSUS, "planned")
        assert screen.rows[0].consensus == "planned"
        assert said(screen) == ("Löst som ◐  planeras, u ångrar.", "skillnader: 2 · lösta: 1")
        await differing.press(pilot, "y", *"bara", "enter")
        assert [d.code for d in screen.rows] == ["planer/kurator"]
        await differing.press(pilot, "y", *"även", "enter", "u")
        assert not judgements(differing.project.store)
        assert screen.rows[0].consensus is None
        assert said(screen)[0].startswith("Ångrat")


async def settled(drive: Any, pilot: Any, reason: str = "planen är inte antagen") -> AgreementScreen:
    screen = await opened(drive, pilot)
    await drive.press(pilot, "enter", *"planeras", "enter", *reason, "ctrl+s")
    return screen


async def test_the_lit_cell_is_named_in_full_and_tells_what_was_agreed_on_and_why(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await settled(differing, pilot)
        told = words(screen)
        assert "Norrlunda län · " + pilot.app.code_name("planer/plan") in told
        assert "Överens: ◐  planeras. Skäl (kodare-1): planen är inte antagen" in told


async def test_a_long_code_takes_the_room_that_there_is(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        long = "En plan som alla kommuner i länet har antagen"
        screen.desk.code_name = lambda _: long
        screen.fill()
        await differing.settle(pilot)
        assert long in screen.table.render_line(1).text
    async with differing.app((60, 24)) as pilot:
        screen = await opened(differing, pilot)
        screen.desk.code_name = lambda _: long
        screen.fill()
        await differing.settle(pilot)
        row = screen.table.render_line(1).text
        assert "…" in row
        assert "●" in row


async def test_the_matrix_tells_what_was_agreed_on_and_that_it_stands_above_a_judgement(differing: Any) -> None:
    async with differing.app((120, 30)) as pilot:
        await settled(differing, pilot)
        await differing.press(pilot, "escape", "m", "right", "enter")
        screen = pilot.app.screen
        at = next(n for n, c in enumerate(screen.columns) if c.id == "planer/plan")
        await differing.press(pilot, *["right"] * at)
        assert "Överens: ◐ planeras. Skäl (kodare-1): planen är inte antagen" in str(screen.query_one("#cell").content)
        await differing.press(pilot, "j", *"finns inte", "enter")
        assert screen.lit[2].status.value == "planned"
        assert said(screen)[0].startswith("Sparad som din egen bedömning: finns inte. Det ni enats om gäller")


@pytest.mark.parametrize("room", ["m", "t"])
async def test_a_summary_is_kept_with_what_was_agreed_on(differing: Any, room: str) -> None:
    def kept() -> list[tuple[str, str, str]]:
        found = (p.judgement for p in judgements(differing.project.store))
        return [(j.coder, j.status.value, j.summary) for j in found]

    async with differing.app((120, 30)) as pilot:
        await settled(differing, pilot)
        await differing.press(pilot, "escape", room)
        screen = pilot.app.screen
        if room == "m":
            await differing.press(pilot, "right", "enter")
            at = next(n for n, c in enumerate(screen.columns) if c.id == "planer/plan")
            await differing.press(pilot, *["right"] * at)
        else:
            await differing.press(pilot, *"planer/plan", "enter")
            screen = pilot.app.screen
        await differing.press(pilot, "m", *"antas i höst", "ctrl+s")
        # Nobody's own judgement is made or changed by it.
        assert kept() == [(CONSENSUS, "planned", "antas i höst")]
        await differing.press(pilot, *(["escape"] * (2 if room == "m" else 1)), "c")
        assert pilot.app.screen.rows[0].reason == "planen är inte antagen"
        await differing.press(pilot, "enter", *"har funnits", "enter", *"den gick ut", "ctrl+s")
        assert kept() == [(CONSENSUS, "past", "antas i höst")]


async def test_what_was_settled_is_told_where_its_row_goes_away(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        await differing.press(pilot, "enter", *"planeras", "enter", *"ska", "ctrl+s", "y", *"bara", "enter")
        await differing.press(pilot, "enter", *"finns", "enter", *"ja", "ctrl+s")
        assert screen.rows == ()
        assert said(screen)[0].startswith("Löst som")


async def test_figures_reader_and_back(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        await differing.press(pilot, "v")
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "Krippendorff α: 0," in str(pilot.app.screen.words)
        await differing.press(pilot, "escape", "l")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.view.cursor == differing.text.index("En ny plan")
        await differing.press(pilot, "escape")
        assert pilot.app.screen is screen
        await differing.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_pairs_of_coders_one_after_the_other(differing: Any) -> None:
    async with differing.app((100, 30)) as pilot:
        await differing.press(pilot, "c")
        screen = pilot.app.screen
        assert screen.known == ("Bo", "kodare-0", "Åsa")
        seen = []
        for _ in range(4):
            await differing.press(pilot, "tab")
            seen.append(screen.pair)
        assert seen == [("Bo", "kodare-0"), ("Bo", "Åsa"), ("kodare-0", "Åsa"), ()]


async def test_work_that_began_as_suggestions_is_taken_in_when_asked(differing: Any) -> None:
    accept(replace(differing.project, coder="Bo"), waiting(differing.project, document="d1", code="ledning/skola"))
    async with differing.app((100, 30)) as pilot:
        screen = await opened(differing, pilot)
        assert screen.query_one("#title", EndsLine).ends[1] == "utan förslag"
        assert "planer/plan" not in [d.code for d in screen.rows]
        await differing.press(pilot, "Y")
        assert "planer/plan" in [d.code for d in screen.rows]


async def test_one_coder_alone_is_told_what_to_do(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "c", "enter", "l", "y")
        assert "`qualcode --coder NAMN tui`" in words(pilot.app.screen)


async def test_where_nothing_is_shared_the_key_is_named_and_not_the_option(drive: Any) -> None:
    for who in ("Åsa", "Bo"):
        own = replace(drive.project, coder=who)
        accept(own, waiting(own)[:1])
    async with drive.app((100, 30)) as pilot:
        screen = await opened(drive, pilot)
        assert "tryck Y" in words(screen)
        assert "--with" not in words(screen)
        await drive.press(pilot, "v")
        [told] = drive.toasts(pilot)
        assert "tryck Y" in told.message
        assert said(screen)[0] == ""


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)], ids=str)
def test_agreement_looks_so(differing: Any, snap_compare: Any, size: tuple[int, int], lang: str) -> None:
    async def before(pilot: Any) -> None:
        await differing.settle(pilot)
        await opened(differing, pilot)

    assert snap_compare(differing.begin(lang), terminal_size=size, run_before=before)
