"""Help, palette and key line show what is built, and all of it."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console
from textual.widgets import Static

from qualcode.language.wording import translator
from qualcode.storage.coding_rows import codings
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.every_deed import every_deed
from qualcode.tui.help_screen import HelpScreen
from qualcode.tui.holding_words import LEAVES, STAYS
from qualcode.tui.key_line import KeyLine
from qualcode.tui.line_screen import AskScreen
from qualcode.tui.mark_panel import MarkPanel
from qualcode.tui.other_words import OTHER_WORDS
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.tui.settings_screen import SettingsScreen
from qualcode.usecases.coding_by_hand import code_passage


def method_of(screen: Any, deed: Any) -> Any:
    action = deed.action.partition("(")[0].removeprefix("screen.")
    if action.startswith("app."):
        return getattr(screen.app, f"action_{action.removeprefix('app.')}", None)
    focused = screen.focused
    return getattr(focused, f"action_{action}", None) or getattr(screen, f"action_{action}", None)


@pytest.mark.parametrize("key", ["", "enter"])
async def test_every_deed_is_built_and_bound(drive: Any, key: str) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, *([key] if key else []))
        screen = pilot.app.screen
        # Textual's public `active_bindings` leaves out the deeds that mean nothing just now.
        bound = {k for node in (screen, screen.focused) for k in node._bindings.key_to_bindings}  # noqa: SLF001
        for deed in screen.deeds():
            assert method_of(screen, deed) is not None, deed
            assert deed.told.endswith("."), deed
            for name in deed.keys.split(","):
                assert name in bound, deed


@pytest.mark.parametrize(("key", "kind"), [("", OverviewScreen), ("enter", ReaderScreen)])
async def test_help_lists_every_deed_in_swedish(drive: Any, key: str, kind: type) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, *([key] if key else []), "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        console = Console(width=100, record=True, file=None, quiet=True)
        with console.capture() as told:
            console.quiet = False
            console.print(pilot.app.screen.query_one("#words Static", Static).content)
        words = told.get()
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, kind)
        say = pilot.app.screen.say
        for deed in pilot.app.screen.deeds():
            assert say(deed.told) in words
            assert say(deed.told) != deed.told


async def test_the_palette_finds_and_does(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "n", "ctrl+p", *"godta")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, "enter")
        assert pilot.app.screen is screen
        assert len(drive.coded()) == 2


async def test_the_palette_offers_only_what_means_something_now(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        await drive.press(pilot, "ctrl+p")
        offered = {c.key for c in pilot.app.screen.choices}
        assert "accept" not in offered
        assert {"code", "next(1)", "screen.undo"} <= offered


async def test_the_key_line_tells_what_means_something_now(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        line = screen.query_one(KeyLine)
        assert "godta" not in str(line.content)
        await drive.press(pilot, "n")
        assert " a godta  r avvisa " in str(line.content)
        assert str(line.content).rstrip().endswith("? hjälp")
        assert len(str(line.content)) <= 80


async def test_light_and_dark_can_be_changed(drive: Any) -> None:
    async with drive.reader() as (pilot, screen):
        before = screen.view.render_line(4)
        await drive.press(pilot, "ctrl+t")
        assert not pilot.app.current_theme.dark
        assert screen.view.render_line(4) != before


async def test_english_says_everything_in_english(drive: Any) -> None:
    app = drive.begin("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await drive.settle(pilot)
        assert "5 suggestions wait" in str(app.screen.query_one("#next", Static).content)
        await drive.press(pilot, "n")
        assert "The school is at the table" in str(app.screen.query_one(MarkPanel).content)
        assert " a accept  r reject " in str(app.screen.query_one(KeyLine).content)


@pytest.mark.parametrize("keys", [(), ("enter",), ("q",), ("m",), ("k",), ("p",)])
@pytest.mark.parametrize(("lang", "typed"), [("sv", "histo"), ("en", "histo"), ("sv", "history"), ("en", "historik")])
async def test_history_is_found_from_every_screen_in_either_language(
    drive: Any, keys: tuple[str, ...], lang: str, typed: str
) -> None:
    code_passage(drive.project, "d1", 0, 6, "ledning/skola")
    drive.project = drive.project.speaking(lang)
    async with drive.app() as pilot:
        await drive.press(pilot, *keys)
        here = pilot.app.screen
        await drive.press(pilot, "ctrl+p", *typed, "enter")
        assert pilot.app.screen.query_one(".window").border_title == pilot.app.say("What was done, newest first")
        await drive.press(pilot, "enter")
        assert pilot.app.screen is here
        assert len(codings(drive.project.store)) == 1


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_every_command_is_found_first_by_its_name_in_both_languages(drive: Any, lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app() as pilot:
        for keys in ((), ("enter",), ("escape", "q"), ("escape", "m"), ("escape", "k")):
            await drive.press(pilot, *keys, "ctrl+p")
            window = pilot.app.screen
            assert isinstance(window, ChoiceScreen)
            here = pilot.app.screen_stack[-2]
            for deed in here.deeds():
                if not deed.palette or not here.can(deed):
                    continue
                for language in ("sv", "en"):
                    name = translator(language)(deed.short)
                    for typed in (name, name[: max(4, len(name) - 2)]):
                        found = [c.key for c in window._ranked(typed)]  # noqa: SLF001 - as if it were typed
                        assert deed.action in found[:4], (deed, typed, found)
            await drive.press(pilot, "escape")


@pytest.mark.parametrize("keys", [(), ("enter",), ("f3",)])
@pytest.mark.parametrize(
    ("lang", "typed", "lit"),
    [
        ("sv", "blint", "blind"),
        ("en", "blind", "blind"),
        ("sv", "link_people", "link_people"),
        ("sv", "engelska", "language"),
    ],
)
async def test_a_setting_is_found_by_name_and_lit(
    drive: Any, keys: tuple[str, ...], lang: str, typed: str, lit: str
) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app() as pilot:
        await drive.press(pilot, *keys, "ctrl+p", *("underscore" if sign == "_" else sign for sign in typed), "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert pilot.app.screen.lit.name == lit
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


@pytest.mark.parametrize(
    ("lang", "typed", "wanted"),
    [
        ("sv", "anonymisera", "names"),
        ("sv", "exportera", "results"),
        ("sv", "söka", "query"),
        ("sv", "kortkommandon", "screen.help"),
        ("sv", "mörkt läge", "screen.shade"),
        ("sv", "uppdatera", "reload"),
        ("sv", "anteckning", "memo"),
        ("sv", "överenskommelse", ""),
        ("en", "search", "query"),
        ("en", "preferences", "settings"),
        ("en", "exit", "app.quit"),
        ("en", "automatically", "suggest"),
        ("en", "refresh", "reload"),
    ],
)
async def test_an_action_is_found_by_the_words_that_people_use(drive: Any, lang: str, typed: str, wanted: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app() as pilot:
        await drive.press(pilot, "ctrl+p")
        found = [c.key for c in pilot.app.screen._ranked(typed)]  # noqa: SLF001 - as if it were typed
        assert found[:1] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("lang", "typed", "command"),
    [
        ("sv", "importera", "qualcode import"),
        ("sv", "lösenord", "qualcode vault"),
        ("sv", "omgång", "qualcode describe"),
        ("sv", "radera", "qualcode erase"),
        ("sv", "återställa", "qualcode restore-backup"),
        ("en", "import", "qualcode import"),
        ("en", "password", "qualcode vault"),
        ("en", "vault", "qualcode vault"),
        ("en", "backup", "qualcode restore-backup"),
        ("en", "wave", "qualcode describe"),
        ("en", "nvivo", "qualcode export"),
    ],
)
@pytest.mark.parametrize("keys", [(), ("m",), ("enter",)])
async def test_what_a_command_alone_does_is_told_by_the_palette(
    drive: Any, keys: tuple[str, ...], lang: str, typed: str, command: str
) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.app() as pilot:
        await drive.press(pilot, *keys)
        here = pilot.app.screen
        await drive.press(pilot, "ctrl+p", *typed)
        found = next(c for c in pilot.app.screen.choices if command in c.told)
        pilot.app.screen.take(found)
        await drive.settle(pilot)
        assert pilot.app.screen is here
        assert command in str(here.query_one("#said", EndsLine).ends[0])


def test_other_words_are_of_actions_that_there_are() -> None:
    assert set(OTHER_WORDS) <= {deed.name for deed in every_deed()}


async def test_what_is_open_below_is_gone_back_to(drive: Any) -> None:
    async with drive.app() as pilot:
        await drive.press(pilot, "q")
        queue = pilot.app.screen
        await drive.press(pilot, "enter", "ctrl+p", *"kö", "enter")
        assert pilot.app.screen is queue
        await drive.press(pilot, "ctrl+p", *"inställningar", "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)
        await drive.press(pilot, "enter", "ctrl+p", *"matris", "enter", "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_a_question_tells_what_each_answer_does(drive: Any, lang: str, key: str) -> None:
    drive.project = drive.project.speaking(lang)
    async with drive.reader((60, 15)) as (pilot, screen):
        await drive.press(pilot, "n", "a", "m", *"Memo", "escape")
        window = pilot.app.screen
        assert isinstance(window, AskScreen)
        await drive.press(pilot, key)
        assert pilot.app.screen is window
        told = str(window.query_one("#line-told", Static).content)
        assert told == pilot.app.say("Yes: {yes}\nNo: {no}", yes=pilot.app.say(LEAVES), no=pilot.app.say(STAYS))
        assert window.query_one("#line-told").region.height > 1
        hint = window.query_one("#hint")
        assert hint.region.bottom < window.query_one(".window").region.bottom
        await drive.press(pilot, "n")
        assert pilot.app.screen is not window
        assert pilot.app.screen is not screen
