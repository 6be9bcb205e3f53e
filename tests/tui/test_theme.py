"""Theme review: the passages of a code across cases are decided, recoded, and opened where they stand."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual.widgets import Static

from qualcode.domain.minutes import Document, DocumentStatus, Metadata
from qualcode.engine.segmenting import segment
from qualcode.storage.coding_rows import codings, judgements
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.tui import theme_list_screen
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.tui.theme_screen import ThemeScreen
from qualcode.usecases.deciding import accept, waiting
from qualcode.usecases.reviewing_names import accept_documents


def about(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#lit-in-full", Static).content)


def shown(pilot: Any) -> list[tuple[str, str, str]]:
    return [(case, p.status.value, p.coder) for case, p in pilot.app.screen.rows]


async def review(drive: Any, pilot: Any, typed: str) -> None:
    await drive.press(pilot, "t")
    assert isinstance(pilot.app.screen, ChoiceScreen)
    await drive.press(pilot, *typed, "enter")
    assert isinstance(pilot.app.screen, ThemeScreen)


async def test_passages_stand_case_by_case_and_the_lit_one_in_full(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        assert shown(pilot) == [("Norrlunda län", "planned", ""), ("Söderlunda län", "present", "")]
        assert "En ny plan ska tas fram till våren." in about(pilot)
        await drive.press(pilot, "down")
        assert "Planen är antagen." in about(pilot)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_suggestions_are_decided_and_codings_changed(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "a")
        assert shown(pilot)[0] == ("Norrlunda län", "planned", "kodare-1")
        await drive.press(pilot, "1")
        assert shown(pilot)[0] == ("Norrlunda län", "present", "kodare-1")
        await drive.press(pilot, "u", "u")
        assert shown(pilot)[0] == ("Norrlunda län", "planned", "")
        await drive.press(pilot, "down", "r")
        assert len(shown(pilot)) == 1


async def test_a_passage_moves_to_another_code_and_is_taken_away(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "ledning/rad")
        await drive.press(pilot, "o", *"planer/kurator", "enter")
        assert shown(pilot) == []
        assert "c väljer" in about(pilot)
        await drive.press(pilot, "c", *"planer/kurator", "enter")
        assert ("Norrlunda län", "present", "kodare-0") in shown(pilot)
        at = next(n for n, row in enumerate(shown(pilot)) if row[2])
        await drive.press(pilot, *["down"] * at, "x")
        assert not codings(drive.project.store, code="planer/kurator")


async def test_one_status_only_and_a_passage_in_its_document(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "y", *"bara finns", "enter")
        assert {row[1] for row in shown(pilot)} == {"present"}
        await drive.press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReaderScreen)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, ThemeScreen)


async def test_several_are_picked_and_changed_as_one_step(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "plus", "plus")
        screen = pilot.app.screen
        assert len(screen.picked) == 2
        assert screen.query_one("#said", EndsLine).ends[1].startswith("valda: 2")
        await drive.press(pilot, "4")
        assert {row[1:] for row in shown(pilot)} == {("past", "kodare-1")}
        assert screen.picked == set()
        await drive.press(pilot, "asterisk", "o", *"planer/kurator", "enter")
        assert shown(pilot) == []
        assert len(codings(drive.project.store, code="planer/kurator")) == 2
        await drive.press(pilot, "u", "u")
        assert [row[1:] for row in shown(pilot)] == [("planned", ""), ("present", "")]


async def test_of_several_only_the_suggestions_are_decided(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "a", "asterisk", "r")
        assert shown(pilot) == [("Norrlunda län", "planned", "kodare-1")]
        await drive.press(pilot, "r")
        assert "ingen" not in shown(pilot)[0]
        assert "x tar bort den" in pilot.app.screen.query_one("#said", EndsLine).ends[0]


async def test_rows_are_grouped_by_status_and_all_is_shown_again(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "y", *"efter status", "enter")
        assert [row[1] for row in shown(pilot)] == ["present", "planned"]
        await drive.press(pilot, "y", *"bara planeras", "enter")
        assert [row[1] for row in shown(pilot)] == ["planned"]
        assert "planeras" in pilot.app.screen.query_one("#title", EndsLine).ends[1]
        await drive.press(pilot, "y", *"allt", "enter")
        assert [row[1] for row in shown(pilot)] == ["planned", "present"]


async def test_a_passage_is_seen_as_it_would_be_published(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        assert "publiceras" not in about(pilot)
        await drive.press(pilot, "v")
        assert "Så här skulle det publiceras:\nEn ny plan ska tas fram till våren." in about(pilot)
        _, label, *_ = about(pilot).splitlines()
        assert label.endswith("publiceras:"), "what was asked for is seen in a small window too"
        await drive.press(pilot, "v")
        assert "publiceras" not in about(pilot)


async def test_it_is_told_that_publishing_is_got_ready_for(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    release = Event()
    monkeypatch.setattr(theme_list_screen, "get_ready", lambda _: release.wait(5))
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await pilot.press("v")
        await pilot.pause()
        assert pilot.app.screen.query_one("#said", EndsLine).ends[0] == "Förbereder …"
        release.set()
        await drive.settle(pilot)
        assert "publiceras" in about(pilot)
        assert pilot.app.screen.query_one("#said", EndsLine).ends[0] == ""


async def test_the_summary_is_written_from_here(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "m", *"till vintern", "ctrl+s")
        [made] = judgements(drive.project.store)
        assert (made.judgement.case, made.judgement.status.value) == ("Norrlunda län", "planned")
        assert made.judgement.summary == "till vintern"


async def test_the_summary_of_the_lit_case_is_shown(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        assert "Cellens sammanfattning" not in about(pilot)
        await drive.press(pilot, "m", *"till vintern", "ctrl+s")
        assert "Cellens sammanfattning: till vintern" in about(pilot)
        await drive.press(pilot, "down")
        assert "till vintern" not in about(pilot)


async def test_the_latest_wave_is_marked_as_the_one_that_is_shown(drive: Any) -> None:
    with change(drive.project.store, "kodare-0", "import") as step:
        later = Metadata("Norrlunda län", "2025", "", DocumentStatus.APPROVED)
        add_document(step, Document("", "n.md", later, "En plan.\n", "1" * 64, segment("En plan.\n")), path="n.md")
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "y")
        assert {c.key for c in pilot.app.screen.choices if c.aside} == {"by:case", "wave:2025"}
        await drive.press(pilot, *"wave:2024", "enter", "y")
        assert {c.key for c in pilot.app.screen.choices if c.aside} == {"by:case", "wave:2024"}
        assert "all" in {c.key for c in pilot.app.screen.choices}


async def test_several_that_were_changed_are_told_in_history_without_a_nought(drive: Any) -> None:
    accept(drive.project, waiting(drive.project, code="planer/plan"))
    async with drive.app((140, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "asterisk", "4", "escape", "h")
        told = pilot.app.screen.choices[0].aside
        assert told.endswith(" · status: har funnits")
        assert "förslag" not in told


async def test_picked_codings_are_written_as_quotes(drive: Any) -> None:
    accept_documents(drive.project, ["d1", "d2"])
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "ctrl+e")
        assert "Bara kodningar citeras" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "a", "asterisk", "ctrl+e")
        assert isinstance(pilot.app.screen, LineScreen)
        await drive.press(pilot, "enter")
        assert (drive.project.folder / "exports" / "quotes.docx").is_file()
        assert "quotes.docx" in pilot.app.screen.query_one("#said", EndsLine).ends[0]


async def test_nothing_is_quoted_from_a_document_that_nobody_reviewed(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "a", "ctrl+e", "enter")
        # Told by what is on the screen, and not by an id that stands nowhere there.
        told = str(pilot.app.screen.words)
        assert "”En ny plan ska tas fram till våren.” (Plan finns, Norrlunda län 2024) citeras inte" in told
        assert "Ogranskade bland det valda: norrlunda.md." in told
        assert "k2" not in told
        assert not (drive.project.folder / "exports" / "quotes.docx").exists()


async def test_picked_passages_that_may_tell_their_county_are_let_go_at_once(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_documents(drive.project, ["d1", "d2"])
    told_by = "qualcode.anonymise.disclosing_cues.disclosing_words"
    monkeypatch.setattr(told_by, lambda text: frozenset({"antagen"} if "antagen" in text else ()))
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        screen = pilot.app.screen
        await drive.press(pilot, "asterisk", "a", "asterisk", "ctrl+e", "enter")
        [toast] = drive.toasts(pilot)
        assert toast.message.startswith(
            "”Planen är antagen.” (Plan finns, Söderlunda län 2024) citeras inte: orden kan"
        )
        assert len(screen.picked) == 1
        foot = str(screen.query_one("#said", EndsLine).ends[0])
        assert foot == "Bortvalda: 1, eftersom de kan avslöja sitt län. Ctrl+E skriver de övriga 1."
        await drive.press(pilot, "ctrl+e", "enter")
        assert (drive.project.folder / "exports" / "quotes.docx").is_file()


async def test_all_that_may_tell_their_county_are_told_together(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    accept_documents(drive.project, ["d1", "d2"])
    told_by = "qualcode.anonymise.disclosing_cues.disclosing_words"
    monkeypatch.setattr(told_by, lambda text: frozenset(text.split()[:1]))
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        screen = pilot.app.screen
        await drive.press(pilot, "asterisk", "a", "asterisk", "ctrl+e", "enter")
        [toast] = drive.toasts(pilot)
        told = toast.message
        assert told.startswith("2 av de valda textställena citeras inte, eftersom orden kan avslöja länet")
        assert "Norrlunda län 2024 ”En ny plan ska tas fram till våren.” (En)" in told
        assert len(screen.picked) == 2


async def test_esc_lets_go_what_is_picked_before_it_leaves(drive: Any) -> None:
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        screen = pilot.app.screen
        await drive.press(pilot, "asterisk", "escape")
        assert pilot.app.screen is screen
        assert screen.picked == set()
        await drive.press(pilot, "escape")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_theme_review_looks_so(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "t", *"planer/plan", "enter")

    assert snap_compare(drive.begin(lang), terminal_size=(100, 28), run_before=before)


async def test_a_file_that_exists_is_written_over_only_when_that_is_said(drive: Any) -> None:
    accept_documents(drive.project, ["d1", "d2"])
    there = drive.project.folder / "exports" / "quotes.docx"
    there.parent.mkdir(exist_ok=True)
    there.write_text("en matris", encoding="utf-8")
    async with drive.app((100, 30)) as pilot:
        await review(drive, pilot, "planer/plan")
        await drive.press(pilot, "a", "ctrl+e", "enter")
        assert isinstance(pilot.app.screen, AskScreen)
        assert "exports/quotes.docx finns redan" in str(pilot.app.screen.query_one("#words", Static).content)
        await drive.press(pilot, "n")
        assert there.read_text(encoding="utf-8") == "en matris"
        # Another name can be given at once, from the one that was written.
        window = pilot.app.screen
        assert isinstance(window, LineScreen)
        assert window.query_one("#typed").value == "exports/quotes.docx"
        await drive.press(pilot, *["backspace"] * 5, *"-2", "full_stop", *"docx", "enter")
        assert there.with_name("quotes-2.docx").read_bytes().startswith(b"PK")
        assert there.read_text(encoding="utf-8") == "en matris"
        await drive.press(pilot, "ctrl+e", "enter", "n", "escape")
        assert isinstance(pilot.app.screen, ThemeScreen)
        await drive.press(pilot, "ctrl+e", "enter", "j")
        assert there.read_bytes().startswith(b"PK")


async def test_what_was_done_is_said_until_another_passage_is_lit(drive: Any) -> None:
    async with drive.app((120, 30)) as pilot:
        await review(drive, pilot, "planer/plan")

        def said() -> str:
            return str(pilot.app.screen.query_one("#said", EndsLine).ends[0])

        for keys, words in (
            ("1", "Kodat som"),
            ("t2", "Kodat som"),
            ("u", "Ångrat"),
            ("mx", "cellen bedömd som finns, u ångrar: Norrlunda län"),
            ("my", "Sammanfattningen är skriven, u ångrar"),
        ):
            await drive.press(pilot, *keys, *(["ctrl+s"] if keys[0] == "m" else []))
            await drive.until(pilot, lambda words=words: words in said())
            assert words in said()
        await drive.press(pilot, "down")
        assert said() == ""
