"""Errors are told in the language of the session, and the app lives on or ends with one sentence."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.domain.errors import QualcodeError
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.code_choice_screen import CodeChoiceScreen
from qualcode.tui.desk import tell_last_words
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen

if TYPE_CHECKING:
    import pytest

HEAVY = ("spacy", "pandas", "docx", "openpyxl", "matplotlib", "simplemma", "sklearn", "rapidfuzz")


async def test_a_faulty_codebook_is_told_and_the_text_is_read_all_the_same(drive: Any, folder: Any) -> None:
    (folder / "codebooks" / "kodbok.yaml").write_text("id: prov\nthemes: 7\n", encoding="utf-8")
    async with drive.reader() as (pilot, screen):
        assert "ledning/skola" in str(screen.view.canvas.names)
        await drive.press(pilot, "enter")
        assert not isinstance(pilot.app.screen, CodeChoiceScreen)
        assert pilot.app.screen is screen or isinstance(pilot.app.screen, NoticeScreen)
        assert drive.toasts(pilot) or isinstance(pilot.app.screen, NoticeScreen)


async def test_a_long_error_has_a_window_of_its_own(drive: Any) -> None:
    class LongError(QualcodeError):
        sentence = "Long " * 60

    async with drive.app() as pilot:
        with pilot.app.guard():
            raise LongError
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, NoticeScreen)
        await drive.press(pilot, "escape")
        assert not isinstance(pilot.app.screen, NoticeScreen)


async def test_the_same_error_of_several_keys_stands_once(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "u", "u", "u")
        [told] = drive.toasts(pilot)
        assert told.message == "kodare-1 har inget att ångra."
        await drive.press(pilot, "U")
        assert [t.message for t in drive.toasts(pilot)] == [told.message, "kodare-1 har inget att göra om."]


async def test_an_unforeseen_error_in_a_deed_is_told(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALCODE_TRACEBACK")
    async with drive.reader() as (pilot, screen):

        def broken() -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(screen, "action_read", broken)
        await drive.press(pilot, "f")
        [told] = drive.toasts(pilot)
        assert told.message.startswith("Ett oförutsett fel (ZeroDivisionError) vid test_faults.py:")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_an_error_outside_every_deed_ends_with_one_sentence(
    drive: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("QUALCODE_TRACEBACK")
    async with drive.app() as pilot:

        def broken(_: int) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(pilot.app.screen.query_one("#documents"), "render_line", broken)
        pilot.app.screen.query_one("#documents").refresh()
        await pilot.pause()
    capsys.readouterr()
    assert tell_last_words(pilot.app) == 1
    told = capsys.readouterr().err
    assert told.startswith("Ett oförutsett fel (ZeroDivisionError)")
    assert told.count("\n") == 1


async def test_a_document_that_is_gone_is_told(drive: Any) -> None:
    async with drive.reader(key="d9") as (pilot, _):
        [told] = drive.toasts(pilot)
        assert "d9" in told.message
        await drive.press(pilot, "n", "enter", "f", "escape")


def test_the_app_loads_nothing_heavy_at_start() -> None:
    code = f"import sys, qualcode.tui.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_project_the_command_says_one_sentence(tmp_path: Any) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "tui", "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("No project was found in")


def test_without_a_terminal_the_command_says_one_sentence(folder: Any) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "tui", "--lang", "en", "--project", str(folder)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The app needs a terminal; start it in a terminal window, not in a pipe or a scheduled job.\n"


async def test_fast_typing_of_what_fits_nothing_leaves_the_window_open(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "enter")
        window = pilot.app.screen
        assert isinstance(window, CodeChoiceScreen)
        typed = window.query_one(Input)
        # In one burst: what is lit is heard of after the list has been emptied.
        for words in ("s", "xyzzy", "sk", "xyzzy"):
            typed.value = words
        window.post_message(OptionList.OptionHighlighted(window.query_one(OptionList), Option("?"), 3))
        await drive.settle(pilot)
        assert pilot.app.screen is window
        assert window.choices == []
        typed.value = "skola"
        await drive.settle(pilot)
        assert window.choices
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_an_error_in_a_handler_of_a_window_is_told_and_the_app_lives_on(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_TRACEBACK")

    def broken(_: ChoiceScreen) -> None:
        raise ZeroDivisionError

    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "enter")
        monkeypatch.setattr(ChoiceScreen, "on_input_submitted", broken)
        await drive.press(pilot, "enter")
        [told] = drive.toasts(pilot)
        assert "ZeroDivisionError" in told.message
        assert pilot.app.is_running
        await drive.press(pilot, "escape", "f")
        assert pilot.app.screen is screen
        assert screen.reading.read


async def test_what_was_told_in_a_corner_goes_with_its_screen(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "m", "u")
        assert drive.toasts(pilot)
        await drive.press(pilot, "enter", "question_mark", "escape")
        assert drive.toasts(pilot), "a small window leaves it where it is"
        await drive.press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert drive.toasts(pilot) == []


async def test_what_the_key_that_leaves_brings_about_is_told_on_the_next_screen(
    drive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_TRACEBACK")

    def broken(_: ReaderScreen) -> None:
        raise QualcodeError

    async with drive.app() as pilot:
        await drive.press(pilot, "m")
        pilot.app.screen.dismiss(None)
        with pilot.app.guard():
            broken(pilot.app.screen)
        await drive.settle(pilot)
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert len(drive.toasts(pilot)) == 1
