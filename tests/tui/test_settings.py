"""Settings, themes, keys and the tour: changed in the app, kept in the file, in force at once."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from textual.widgets import Input, Static

from qualcode.domain.settings import Settings
from qualcode.storage.document_rows import readings
from qualcode.tui.choice_screen import ChoiceScreen, by_name
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.every_deed import every_deed
from qualcode.tui.help_screen import HelpScreen
from qualcode.tui.key_line import KeyLine
from qualcode.tui.key_screen import KeyScreen
from qualcode.tui.key_sets import VIM, keymap_of, keys_of
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.setting_words import ABOUT, NAMES, VALUES, values_to_choose
from qualcode.tui.settings_screen import SettingsScreen
from qualcode.tui.tour_screen import PAGES, TourScreen
from qualcode.usecases.coding_by_hand import mark_documents_read
from qualcode.usecases.configuring import POSSIBLE, change_setting
from qualcode.usecases.surveying import settings_in_force


def kept(folder: Any) -> dict[str, Any]:
    return tomllib.loads((folder / "qualcode.toml").read_text(encoding="utf-8"))


async def light(drive: Any, pilot: Any, name: str) -> SettingsScreen:
    screen = pilot.app.screen
    names = [row.name for row in screen.rows]
    screen.table.light(names.index(name))
    await drive.settle(pilot)
    return screen


def test_every_setting_has_a_name_and_is_told_what_it_is_for(project: Any) -> None:
    there = {row.name for row in settings_in_force(project)}
    assert there == set(NAMES) == set(ABOUT)
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_no_setting_is_shown_as_the_file_has_it(drive: Any, lang: str) -> None:
    drive.project = drive.project.speaking(lang)
    bare = {row.name for row in settings_in_force(drive.project)}
    async with drive.app((200, 60)) as pilot:
        await drive.press(pilot, "f3")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        for row in screen.table.rows:
            name, value = row.cells
            assert name not in bare
            assert value
            assert not any(sign in value for sign in ('"', "{", "[]")), name
            assert value not in ("true", "false", "auto", "lan", "free", "high-contrast"), name
        values = {row.cells[0]: row.cells[1] for row in screen.table.rows}
        assert values[screen.say(NAMES["blind"])] == ("nej" if lang == "sv" else "no")
        assert values[screen.say(NAMES["include"])] == ("godkänd" if lang == "sv" else "approved")
        assert screen.say("county") in values[screen.say(NAMES["policy"])]
        assert screen.query_one("#title", EndsLine).ends[1].startswith("kodare" if lang == "sv" else "coder")


async def test_the_name_in_the_file_stands_small_in_the_details_alone(drive: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        screen = await light(drive, pilot, "key_set")
        assert str(screen.query_one("#lit-in-full", Static).content).endswith("\nI qualcode.toml: [app] key_set")
        await drive.press(pilot, "x")
        assert str(screen.query_one("#lit-in-full", Static).content).endswith(
            "\nSom förval. I qualcode.toml: [app] key_set"
        )


@pytest.mark.parametrize("name", POSSIBLE)
async def test_a_value_is_found_by_its_words_and_by_what_the_file_calls_it(drive: Any, name: str) -> None:
    async with drive.app() as pilot:
        now = getattr(drive.project.settings, name)
        choices = values_to_choose(pilot.app, name, now)
        assert [c.key for c in choices if c.aside] == [str(now).lower() if isinstance(now, bool) else now]
        ranked = by_name(choices)
        for choice in choices:
            assert ranked(choice.key)[0] == choice
            assert ranked(choice.words)[0] == choice
            assert name == "elision" or choice.words != choice.key or name == "key_set"
        if name in VALUES:
            assert set(VALUES[name]) == set(POSSIBLE[name])


@pytest.mark.parametrize("typed", ["sent", "skickad"])
async def test_several_statuses_are_chosen_at_once(drive: Any, folder: Any, typed: str) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        screen = await light(drive, pilot, "include")
        await drive.press(pilot, "enter", *f"approved {typed}", "enter")
        assert kept(folder)["include"] == ["approved", "sent"]
        assert str(screen.query_one("#lit-in-full", Static).content).startswith("Dokument i analysen: godkänd, skickad")


async def test_words_of_ones_own_are_written_apart_by_commas(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        screen = await light(drive, pilot, "always")
        await drive.press(pilot, "enter", *"Vide, Al", "enter")
        assert kept(folder)["words"]["always"] == ["Vide", "Al"]
        assert "Dölj alltid: Vide, Al" in str(screen.query_one("#lit-in-full", Static).content)
        await drive.press(pilot, "enter")
        assert pilot.app.screen.query_one("#typed", Input).value == "Vide, Al"
        await drive.press(pilot, "delete", "enter")
        assert kept(folder)["words"]["always"] == []


async def test_a_refused_value_is_told_with_the_name_of_the_setting(drive: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "backups_kept")
        await drive.press(pilot, "enter", "delete", *"fem", "enter")
        [told] = drive.toasts(pilot)
        assert told.message.startswith("Säkerhetskopior som sparas kan inte vara fem")


async def test_a_theme_is_changed_and_kept(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "theme")
        await drive.press(pilot, "enter", *"high", "enter")
        assert pilot.app.theme == "qualcode-high-contrast"
        assert kept(folder)["app"]["theme"] == "high-contrast"
        assert "# The terminal app. Its colours" in (folder / "qualcode.toml").read_text(encoding="utf-8")
        await drive.press(pilot, "x")
        assert pilot.app.theme == "textual-dark"
        assert "theme" not in kept(folder)["app"]


async def test_a_number_is_written_and_a_wrong_one_is_refused(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "withhold_below")
        await drive.press(pilot, "enter", "backspace", "5", "enter")
        assert kept(folder)["withhold_below"] == 5
        await drive.press(pilot, "enter", "backspace", *"fem", "enter")
        assert drive.toasts(pilot)
        assert kept(folder)["withhold_below"] == 5
        assert pilot.app.project.settings.withhold_below == 5


async def test_what_lies_elsewhere_is_not_changed_here(drive: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        screen = await light(drive, pilot, "project_id")
        await drive.press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "Ändras bara i qualcode.toml" in str(screen.query_one("#lit-in-full", Static).content)


async def test_another_language_lays_the_overview_out_anew(drive: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "language")
        await drive.press(pilot, "enter", *"en", "enter", "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "5 suggestions wait" in str(pilot.app.screen.query_one("#next", Static).content)
        assert "? help" in str(pilot.app.screen.query_one(KeyLine).content)


async def test_a_key_of_ones_own(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        screen = await light(drive, pilot, "keys")
        await drive.press(pilot, "enter", *"accept")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await drive.press(pilot, "enter", "y", "enter")
        assert kept(folder)["keys"] == {"accept": "y"}
        lit = str(screen.query_one("#lit-in-full", Static).content)
        assert "Egna tangenter: Godta: y" in lit
        assert "accept" not in lit
        await drive.press(pilot, "escape", "enter", "n", "a")
        assert len(drive.coded()) == 1
        assert " y godta" in str(pilot.app.screen.query_one(KeyLine).content)
        await drive.press(pilot, "y")
        assert len(drive.coded()) == 2


async def test_a_key_is_pressed_and_what_it_did_before_is_told(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "keys")
        await drive.press(pilot, "enter", *"accept", "enter", "r", "f4")
        window = pilot.app.screen
        assert isinstance(window, KeyScreen)
        assert str(window.query_one("#pressed", Static).content) == "Från och med nu: r, F4"
        assert "Avvisa" in str(window.query_one("#line-told", Static).content)
        await drive.press(pilot, "backspace", "backspace", "enter")
        assert pilot.app.screen is window
        await drive.press(pilot, "right_square_bracket", "enter")
        assert kept(folder)["keys"] == {"accept": "right_square_bracket"}
        await drive.press(pilot, "x", "n")
        assert kept(folder)["keys"] == {"accept": "right_square_bracket"}
        await drive.press(pilot, "x", "j")
        assert not kept(folder).get("keys")


async def test_a_key_of_ones_own_is_not_given_to_two_actions_of_one_screen(drive: Any, folder: Any) -> None:
    async with drive.app((100, 40)) as pilot:
        await drive.press(pilot, "f3")
        await light(drive, pilot, "keys")
        await drive.press(pilot, "enter", *"accept", "enter", "y", "enter")
        await drive.press(pilot, "enter", *"reject", "enter", "y", "enter")
        window = pilot.app.screen
        assert isinstance(window, KeyScreen)
        told = str(window.query_one("#line-told", Static).content)
        assert told == "y är din egen tangent för Godta i samma vy. Backsteg tar bort den; tryck en annan."
        await drive.press(pilot, "backspace", "Y", "enter")
        assert kept(folder)["keys"] == {"accept": "y", "reject": "Y"}
        # On another screen the same key may mean something else.
        await drive.press(pilot, "enter", *"indicators", "enter", "y", "enter")
        assert kept(folder)["keys"]["indicators"] == "y"


async def test_keys_that_clash_in_the_file_are_told(drive: Any) -> None:
    drive.project = change_setting(drive.project, "keys.accept", "y")
    drive.project = change_setting(drive.project, "keys.reject", "x,y")
    async with drive.app() as pilot:
        [told] = drive.toasts(pilot)
        assert told.message == "qualcode.toml ger y till både accept och reject, som möts i samma vy. Ändra en av dem."


def test_a_key_of_ones_own_goes_before_the_set() -> None:
    keymap = keymap_of(Settings("x", key_set="vim", keys={"accept": "v", "reject": "j"}))
    assert "visual" not in keymap
    assert (keymap["row+1"], keymap["accept"]) == ("down", "v")


async def test_a_key_for_no_action_is_told(drive: Any) -> None:
    drive.project = change_setting(drive.project, "keys.acept", "y")
    async with drive.app() as pilot:
        [told] = drive.toasts(pilot)
        assert "acept" in told.message
        assert "accept" in told.message.split("Närmast:")[1]


async def test_the_keys_of_vim(drive: Any) -> None:
    drive.project = change_setting(drive.project, "key_set", "vim")
    async with drive.app((100, 30)) as pilot:
        await drive.press(pilot, "j", "k", "enter")
        screen = pilot.app.screen
        await drive.press(pilot, "j", "j", "w", "w")
        assert screen.view.cursor > 0
        await drive.press(pilot, "g")
        assert screen.view.cursor == 0
        await drive.press(pilot, "right_square_bracket", "v", "w")
        assert screen.view.selection.of(drive.text) == "Skolan"
        await drive.press(pilot, "escape", "i")
        assert "Säkerhet" in str(pilot.app.screen.words)
        await drive.press(pilot, "escape", "a", "u")
        assert len(drive.coded()) == 1
        line = str(screen.query_one(KeyLine).content)
        assert " ] nästa" in line


def test_the_keys_of_vim_name_actions_and_take_no_key_twice() -> None:
    known = {deed.name for deed in every_deed()}
    assert set(VIM) <= known | {"quick+4"}
    # A list and the text never have the focus together.
    lists = {name for name in VIM if name.startswith(("light", "far"))}
    taken = [key for name, keys in VIM.items() if name not in lists for key in keys.split(",")]
    assert len(taken) == len(set(taken))


def test_a_key_that_was_given_away_is_no_longer_shown() -> None:
    deeds = [d for d in every_deed() if d.name in ("accept", "reject")]
    keymap = keymap_of(Settings("x", keys={"reject": "a"}))
    shown = {d.name: keys_of(d, deeds, keymap) for d in deeds}
    assert shown == {"accept": (), "reject": ("a",)}


async def test_colours_go_round(drive: Any) -> None:
    async with drive.reader() as (pilot, _):
        seen = []
        for _ in range(3):
            await drive.press(pilot, "ctrl+t")
            seen.append(pilot.app.theme)
        assert seen == ["qualcode-light", "qualcode-high-contrast", "textual-dark"]


async def test_the_tour_comes_once(drive: Any, tmp_path: Any) -> None:
    (tmp_path / "data" / "tour-seen").unlink()
    async with drive.app() as pilot:
        assert isinstance(pilot.app.screen, TourScreen)
        shown = []
        for _ in PAGES:
            shown.append(str(pilot.app.screen.query_one("#page", Static).content))
            await drive.press(pilot, "enter")
        assert len(set(shown)) == len(PAGES)
        assert isinstance(pilot.app.screen, OverviewScreen)
        await drive.press(pilot, "f2", "enter", "left")
        assert str(pilot.app.screen.query_one("#page", Static).content) == shown[0]
        await drive.press(pilot, "escape")
    async with drive.app() as pilot:
        assert isinstance(pilot.app.screen, OverviewScreen)


@pytest.mark.parametrize(("key", "kind"), [("ctrl+p", ChoiceScreen), ("question_mark", HelpScreen), ("f1", HelpScreen)])
async def test_the_keys_that_the_tour_names_end_it_and_do_what_they_do(
    drive: Any, tmp_path: Any, key: str, kind: type
) -> None:
    (tmp_path / "data" / "tour-seen").unlink()
    async with drive.app() as pilot:
        await drive.press(pilot, key)
        assert isinstance(pilot.app.screen, kind)
        await drive.press(pilot, "escape")
        assert isinstance(pilot.app.screen, OverviewScreen)


async def test_a_tour_that_cannot_be_remembered_says_that_it_comes_again(drive: Any, tmp_path: Any) -> None:
    (tmp_path / "data" / "tour-seen").unlink()
    (tmp_path / "data").rmdir()
    (tmp_path / "data").write_text("", encoding="utf-8")
    async with drive.app() as pilot:
        assert isinstance(pilot.app.screen, TourScreen)
        assert any(str(tmp_path / "data") in note.message for note in drive.toasts(pilot))
        await drive.press(pilot, "escape")


@pytest.mark.parametrize("lang", ["sv", "en"])
async def test_the_tour_takes_a_minute(drive: Any, tmp_path: Any, lang: str) -> None:
    (tmp_path / "data" / "tour-seen").unlink()
    words, keys = 0, 0
    app = drive.begin(lang)
    async with app.run_test() as pilot:
        await drive.settle(pilot)
        while isinstance(pilot.app.screen, TourScreen):
            screen = pilot.app.screen
            parts = [screen.query_one(".window").border_title, screen.query_one("#page", Static).content]
            # What the keys do is read once.
            parts += [] if keys else [screen.query_one("#hint", Static).content]
            words += sum(len(str(part).replace("·", "").split()) for part in parts)
            keys += 1
            await drive.press(pilot, "enter")
    assert keys == len(PAGES)
    # 200 words a minute is a calm pace on a screen; a second to find Enter and look again.
    assert words * 60 / 200 + keys <= 60


async def test_blind_coding_hides_what_others_did_until_a_document_is_read(drive: Any) -> None:
    drive.project = change_setting(drive.project, "blind", "true")
    async with drive.app((100, 30)) as pilot:
        for key in ("q", "m", "t", "c"):
            await drive.press(pilot, key)
            assert isinstance(pilot.app.screen, OverviewScreen)
        assert "3 kvar" in pilot.app.screen.query_one("#said", EndsLine).ends[0]
        await drive.press(pilot, "enter")
        screen = pilot.app.screen
        assert screen.reading.marks == ()
        assert screen.query_one("#title", EndsLine).ends[0].endswith("blint")
        await drive.press(pilot, "enter", *"plan finns", "enter")
        assert [m.code for m in screen.reading.marks] == ["planer/plan"]
        await drive.press(pilot, "f")
        assert readings(drive.project.store) == {"d1": ("kodare-1",)}
        assert len(screen.reading.marks) == 6
        mark_documents_read(drive.project, ["d2", "d3"])
        await drive.press(pilot, "escape", "q")
        assert not isinstance(pilot.app.screen, OverviewScreen)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 36)], ids=str)
def test_settings_look_so(drive: Any, snap_compare: Any, size: tuple[int, int], lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "f3")
        pilot.app.screen.rows = pilot.app.screen.rows[:-1]
        there = pilot.app.screen.table
        # The vault's path is this machine's.
        there.show(there.headings, there.rows[:-1], 5)
        await drive.settle(pilot)

    assert snap_compare(drive.begin(lang), terminal_size=size, run_before=before)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_tour_looks_so(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "f2", "enter", "enter")

    assert snap_compare(drive.begin(lang), terminal_size=(80, 24), run_before=before)


def test_high_contrast_looks_so(drive: Any, snap_compare: Any) -> None:
    drive.project = change_setting(drive.project, "theme", "high-contrast")

    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "a", "n")

    assert snap_compare(drive.begin("sv"), terminal_size=(80, 24), run_before=before)
