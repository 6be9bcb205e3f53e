"""The queue: suggestions of all documents, decided one after the other or many at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode.domain.coding import Status
from qualcode.storage.suggestion_rows import replace_suggestions
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.many_screen import ManyScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.pace import Pace
from qualcode.tui.queue_screen import QueueScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.coding_by_hand import write_memo
from qualcode.usecases.deciding import reject, waiting
from tests.tui.conftest import NORR, SODER, hint

NO = "Skolan sitter inte med i rådet."


def said(screen: Any) -> str:
    return screen.query_one("#said", EndsLine).ends[0]


def progress(screen: Any) -> tuple[str, str]:
    return screen.query_one("#progress", EndsLine).ends


def shown(screen: Any) -> str:
    return str(screen.query_one("#passage").content)


async def test_the_queue_goes_through_all_documents(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        screen = pilot.app.screen
        assert isinstance(screen, QueueScreen)
        assert "Norrlunda län · norrlunda.md" in shown(screen)
        assert "Kodens indikator 1 känner igen ”Skolan”. Status: nekas (”inte”). Säkerhet 0,80." in shown(screen)
        assert progress(screen)[0].startswith("Avgjort nu 0 · väntar 5 ░")
        await drive.press(pilot, "a")
        assert drive.coded()[1:] == [("ledning/skola", NO, "absent")]
        assert said(screen) == "Godtaget, u ångrar: ○ finns inte: Skolan sitter med"
        await drive.press(pilot, "r", "4")
        assert drive.coded()[-1][2] == "past"
        await drive.press(pilot, "t", "down", "enter")
        assert "Söderlunda län" in shown(screen)
        await drive.press(pilot, "o", *"kurator", "enter")
        assert "Inget väntar." in shown(screen)
        assert not waiting(drive.project)
        assert progress(screen)[0].startswith("Avgjort nu 5 · väntar 0 █")
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_what_is_skipped_comes_again_at_the_end(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        screen = pilot.app.screen
        first = screen.now.id
        await drive.press(pilot, "n", "a", "b")
        assert screen.now.id == first
        await drive.press(pilot, "n", "n", "n", "n")
        assert screen.now.id == first
        assert "Från början igen" in said(screen)


async def test_undo_brings_the_suggestion_back(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "a", "u")
        assert len(pilot.app.screen.there) == 5
        assert len(drive.coded()) == 1


async def test_undo_goes_back_to_the_card_and_counts_it_no_more(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "n")
        screen = pilot.app.screen
        progress = screen.query_one("#progress", EndsLine)
        second = screen.now.id
        await drive.press(pilot, "a", "r")
        assert "Avgjort nu 2 · väntar 3" in progress.ends[0]
        await drive.press(pilot, "u", "u")
        assert screen.now.id == second
        assert "Avgjort nu 0 · väntar 5" in progress.ends[0]
        await drive.press(pilot, "U")
        assert "Avgjort nu 1 · väntar 4" in progress.ends[0]


async def test_what_teaches_most_comes_first_when_asked_for(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "y")
        screen = pilot.app.screen
        assert screen.query_one("#title", EndsLine).ends[1] == "det som lär mest först"
        assert len({(s.suggestion.code, s.suggestion.status) for s in screen.there[:4]}) == 4
        await drive.press(pilot, "y")
        assert [s.id for s in screen.there] == [s.id for s in waiting(drive.project)]


async def test_one_code_only(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "c", *"plan finns", "enter")
        screen = pilot.app.screen
        assert {s.suggestion.code for s in screen.there} == {"planer/plan"}
        assert "Plan finns" in screen.query_one("#title", EndsLine).ends[0]
        await drive.press(pilot, "c")
        assert len(screen.there) == 5


async def test_all_of_the_same_rule_after_a_sample(drive: Any, same_rule: int) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "B")
        window = pilot.app.screen
        assert isinstance(window, ManyScreen)
        words = str(window.query_one("#words Static").content)
        assert f"6 av {same_rule} visas" in words
        assert f"a godtar alla {same_rule}" in str(window.query_one("#hint").content)
        await drive.press(pilot, "escape")
        assert len(waiting(drive.project)) == same_rule
        await drive.press(pilot, "B", "a")
        assert not waiting(drive.project)
        assert said(pilot.app.screen) == f"Godtagna på en gång, u ångrar: {same_rule}"
        await drive.press(pilot, "u", "B", "r")
        assert not waiting(drive.project)
        assert len(drive.coded()) == 1


async def test_the_only_one_of_its_rule_is_decided_as_one(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "B", "r")
        assert said(pilot.app.screen).startswith("Avvisat, u ångrar: ")
        assert len(waiting(drive.project)) == 4


async def test_many_of_which_one_was_decided_elsewhere_are_shown_anew(drive: Any, same_rule: int) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "B")
        reject(drive.project, waiting(drive.project)[:1])
        await drive.press(pilot, "a")
        [told] = drive.toasts(pilot)
        assert told.severity == "error"
        assert len(waiting(drive.project)) == len(pilot.app.screen.there) == same_rule - 1
        await drive.press(pilot, "B", "a")
        assert not waiting(drive.project)


async def test_what_another_coder_decided_is_told_and_left(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        reject(drive.project, waiting(drive.project)[:1])
        await drive.press(pilot, "a")
        [told] = drive.toasts(pilot)
        assert told.severity == "error"
        assert len(pilot.app.screen.there) == 4
        assert len(drive.coded()) == 1


async def test_enter_opens_the_passage_in_its_document(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "n", "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert pilot.app.screen.view.cursor == drive.text.index("En ny plan")
        await drive.press(pilot, "n", "a", "escape")
        assert isinstance(pilot.app.screen, QueueScreen)
        assert len(pilot.app.screen.there) == 4


async def test_an_empty_queue_does_nothing(drive_empty: Any) -> None:
    async with drive_empty.app() as pilot:
        await pilot.app.push_screen(QueueScreen())
        await drive_empty.press(pilot, "a", "r", "t", "o", "B", "enter", "n", "b", "3", "y")
        assert "Inget väntar." in shown(pilot.app.screen)


def test_the_pace_is_told_once_it_is_known() -> None:
    pace = Pace()
    assert pace.minutes_for(100) is None
    for second in (0, 6, 12, 1000, 1006):
        pace.decided(second)
    assert pace.minutes_for(100) == 10
    assert pace.minutes_for(1) == 1
    assert pace.minutes_for(0) is None


@pytest.fixture
def same_rule(drive: Any) -> int:
    """Ten suggestions of one rule, in one document."""
    from qualcode.domain.coding import Status, Suggestion, Why
    from qualcode.domain.spans import Span

    words = [Span(n, n + 9) for n in range(35, 45)]
    found = [Suggestion("planer/plan", span, Status.PRESENT, 0.7, Why("planer/plan#1", (span,))) for span in words]
    replace_suggestions(drive.project.store, [("d1", found), ("d2", [])])
    return len(found)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)], ids=str)
def test_the_queue_looks_so(drive: Any, snap_compare: Any, size: tuple[int, int], lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "q", "a")

    assert snap_compare(drive.begin(lang), terminal_size=size, run_before=before)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_many_look_so(drive: Any, snap_compare: Any, same_rule: int, lang: str) -> None:
    assert same_rule

    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "q", "B")

    assert snap_compare(drive.begin(lang), terminal_size=(80, 24), run_before=before)


async def test_why_tells_all_there_is_of_what_is_shown_and_of_its_code(drive: Any) -> None:
    write_memo(drive.project, "code:ledning/skola", "Gäller grundskolan.")
    async with drive.app() as pilot:
        await drive.press(pilot, "q", "v")
        words = str(pilot.app.screen.words)
        assert isinstance(pilot.app.screen, NoticeScreen)
        assert "Kodens indikator 1 känner igen ”Skolan”. Status: nekas (”inte”)." in words
        assert "Säkerhet 0,80." in words
        assert words.count("ndikator") == 1
        assert "ledning/skola" not in words
        assert words.count("0,80") == 1
        assert "Memo om koden: Gäller grundskolan." in words
        await drive.press(pilot, "v")
        assert isinstance(pilot.app.screen, QueueScreen)


@pytest.mark.parametrize(("size", "wide"), [((80, 24), False), ((200, 60), True)])
async def test_the_room_of_a_large_terminal_tells_of_the_code_and_more_of_the_text(
    drive: Any, size: tuple[int, int], *, wide: bool
) -> None:
    async with drive.app(size) as pilot:
        await drive.press(pilot, "q")
        beside = pilot.app.screen.query_one("#beside")
        assert beside.display is wide
        told = str(beside.query_one("#code").content)
        assert ("Gemensamt råd leder" in told) is wide
        assert ("Önskemål" in str(pilot.app.screen.query_one("#passage").content)) is wide
        await pilot.resize_terminal(200, 60)
        await drive.settle(pilot)
        assert "Gemensamt råd leder" in str(beside.query_one("#code").content)


@pytest.mark.parametrize("size", [(36, 9), (40, 12), (60, 15)])
@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_the_smallest_screens_show_what_is_suggested_for_which_words(
    drive: Any, size: tuple[int, int], lang: str
) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app(size) as pilot:
        await drive.press(pilot, "q")
        screen, say = pilot.app.screen, pilot.app.say
        for _ in range(2):
            stored = screen.now.suggestion
            rows = ["".join(piece.text for piece in row) for row in screen._compositor.render_strips()]  # noqa: SLF001 - what the terminal gets
            seen = " ".join(" ".join(rows).split())
            assert pilot.app.code_name(stored.code) in seen
            assert " ".join(stored.span.of(SODER if screen.now.document == "d2" else NORR).split()) in seen
            assert screen.query_one("#progress").display is False
            assert say("{left} waiting", left=len(screen.there)) in rows[0]
            for deed in screen.DEEDS[:2]:
                assert say(deed.short) in rows[-1]
            await drive.press(pilot, "a")


async def test_a_card_that_has_come_to_have_room_is_laid_out_anew(drive: Any) -> None:
    async with drive.app((40, 12)) as pilot:
        await drive.press(pilot, "q")
        small = shown(pilot.app.screen)
        await pilot.resize_terminal(80, 30)
        await drive.settle(pilot)
        assert shown(pilot.app.screen).startswith("Norrlunda län · norrlunda.md")
        assert not small.startswith("Norrlunda")


async def test_why_names_the_status_that_the_rules_gave(drive: Any) -> None:
    told = hint(NORR, "ledning/skola", NO, Status.ABSENT, "Skolan", "inte", "learnt")
    told = replace(told, why=replace(told.why, rules_said=Status.PRESENT))
    alone = replace(told, code="planer/plan", why=replace(told.why, indicator="second-opinion"))
    replace_suggestions(drive.project.store, [("d1", [told, alone])])
    said = "Status: reglerna sa ”finns”, men meningens ord talar för ”finns inte” (”inte”)."
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        assert f"Kodens indikator 1 känner igen ”Skolan”. {said}" in shown(pilot.app.screen)
        await drive.press(pilot, "n")
        assert "Ingen av kodens indikatorer känner igen något här, men ”Skolan” och orden omkring" in shown(
            pilot.app.screen
        )
        await drive.press(pilot, "v")
        assert "second-opinion" not in str(pilot.app.screen.words)
        assert "Säkerhet 0,80." in str(pilot.app.screen.words)
