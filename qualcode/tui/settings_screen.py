"""Settings: every one with its value and where it comes from, changed here and kept in qualcode.toml."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.content import Content

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.every_deed import every_deed
from qualcode.tui.key_line import KeyLine
from qualcode.tui.key_screen import KeyScreen, own_keys, shown_keys, words_of
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading, Row
from qualcode.tui.setting_words import (
    ABOUT,
    LISTS,
    NAMES,
    as_kept,
    as_written,
    in_words,
    place_in_file,
    values_to_choose,
)
from qualcode.usecases.configuring import FIXED, SettingNotAmongError, SettingRefusedError, change_setting
from qualcode.usecases.surveying import DEFAULT, InForce, settings_in_force

_OFTEN = frozenset({"language", "theme", "key_set", "keys", "blind"})
_IN_FILE = frozenset({*FIXED, "vault_path"})
_IN_THE_FILE = N_("In qualcode.toml: {place}")
_BY_DEFAULT = N_("As by default; in qualcode.toml: {place}")


class SettingsScreen(ListedScreen):
    """The settings of the project."""

    TITLE_WORDS: ClassVar[str] = N_("settings")
    ROOM: ClassVar[str] = "settings"
    DEEDS = (
        Deed("enter", "change", N_("change"), N_("Change the setting."), WORK, rank=10),
        Deed("x", "default", N_("default"), N_("Bring the default back."), WORK, rank=20),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )
    SILENT: ClassVar = {
        "change": N_("Changed in qualcode.toml alone, where its comment stands."),
        "default": N_("Changed in qualcode.toml alone, where its comment stands."),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def __init__(self, lit: str = "") -> None:
        super().__init__()
        self.rows: tuple[InForce, ...] = ()
        self._first = lit

    def begin(self) -> None:
        """Show the settings, that one lit which was asked for."""
        self.reload()
        self.action_light_setting(self._first)

    def action_light_setting(self, name: str) -> None:
        """Light a setting, by what the file calls it."""
        there = [row.name for row in self.rows]
        if name in there:
            self.table.light(there.index(name))

    def reload(self) -> bool:
        """Show the settings as the file has them now."""
        old = self.rows
        # First what the app looks like and how it is used, last what is changed in the file alone.
        there = sorted(
            settings_in_force(self.desk.project), key=lambda row: (row.name in _IN_FILE, row.name not in _OFTEN)
        )
        self.rows = tuple(there)
        heads = (
            Heading(self.say(N_("Setting")), most=30),
            Heading(self.say(N_("Value"))),
        )
        rows = [
            Row((self.say(NAMES[row.name]), self._value(row)), "muted" if row.name in _IN_FILE else "row")
            for row in self.rows
        ]
        self.table.show(heads, rows)
        project = self.desk.project
        language = in_words(self.desk, "language", project.language)
        told = self.say(N_("coder {coder} · language {language}"), coder=project.coder, language=language)
        self.query_one("#title", EndsLine).show(self.say(N_("Settings")), told)
        return old != self.rows

    def _value(self, row: InForce) -> str:
        """Give a setting's value in words."""
        if row.name != "keys":
            return in_words(self.desk, row.name, json.loads(row.value))
        keys = self.desk.project.settings.keys
        return own_keys(self.desk, keys, every_deed() if keys else ())

    def told(self, words: str) -> None:
        """Say what was done."""
        self.query_one("#said", EndsLine).show(words)

    @property
    def lit(self) -> InForce | None:
        """The setting that is lit, or None."""
        return self.rows[self.table.lit] if self.table.lit < len(self.rows) else None

    def tell_lit(self) -> None:
        """Tell what the lit setting is for."""
        lit = self.lit
        if lit is not None:
            head = f"{self.say(NAMES[lit.name])}: {self._value(lit)}"
            lines = [Content.styled(head, "bold"), Content(self.say(ABOUT[lit.name]))]
            if lit.name in _IN_FILE:
                lines.append(Content(self.say(N_("Changed in qualcode.toml alone, where its comment stands."))))
            if place := place_in_file(lit.name):
                told = _BY_DEFAULT if lit.origin == DEFAULT else _IN_THE_FILE
                lines.append(Content.styled(self.say(told, place=place), "$foreground-muted"))
            self.show_about(Content("\n").join(lines))
        self.query_one(KeyLine).update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for the lit setting."""
        del parameters
        if action in ("change", "default"):
            return self.lit is not None and self.lit.name not in _IN_FILE
        return True

    def action_change(self) -> None:
        """Let another value be chosen or written."""
        lit = self.lit
        if lit is None or not self.check_action("change", ()):
            return
        title = self.say(N_("New value: {name}"), name=self.say(NAMES[lit.name]))
        value = json.loads(lit.value)
        if lit.name == "keys":
            self._choose_action()
        elif choices := values_to_choose(self.desk, lit.name, value):
            self.desk.ask(ChoiceScreen(title, by_name(choices)), self._taker(lit.name))
        else:
            about = self.say(ABOUT[lit.name])
            if lit.name in LISTS:
                about += " " + self.say(N_("Write them apart by commas."))
            window = LineScreen(title, as_written(lit.name, value), told=about, empty=lit.name in LISTS)
            self.desk.ask(window, lambda line: self._take(lit.name, as_kept(lit.name, line)))

    def action_default(self) -> None:
        """Bring the default back; of keys all of one's own."""
        lit = self.lit
        if lit is None or not self.check_action("default", ()):
            return
        if lit.name != "keys":
            self._take(lit.name, None)
        elif own := self.desk.project.settings.keys:
            question = self.say(N_("Take all your own keys away? {keys}"), keys=own_keys(self.desk, own, every_deed()))
            window = AskScreen(
                self.say(N_("Keys of your own")), question, yes=N_("The keys are those of the key set again.")
            )
            self.desk.ask(window, lambda _: self._no_own_keys(own))

    def _no_own_keys(self, own: Mapping[str, str]) -> None:
        for name in own:
            self._take(f"keys.{name}", None)

    def _taker(self, name: str) -> Callable[[str], None]:
        return lambda value: self._take(name, value)

    def _take(self, name: str, value: str | None) -> None:
        desk = self.desk
        before = desk.project
        try:
            changed = change_setting(before, name, value)
        except (SettingRefusedError, SettingNotAmongError) as fault:
            # The fault names the setting as the file does; here it has a name.
            named = self.say(NAMES[name]) if name in NAMES else name
            raise type(fault)(**{**fault.fields, "name": named}) from fault
        # Who chose a language for the exports and sees the app in the same one wants both.
        follows = name == "language" and before.language == before.settings.language
        desk.project = changed.speaking(changed.settings.language) if follows else changed
        desk.take_settings()
        self.reload()
        self.tell_lit()
        said = N_("Kept in qualcode.toml: {name}")
        shown = self.say(NAMES[name]) if name in NAMES else name
        if name.startswith("keys."):
            deed = next((d for d in every_deed() if d.name == name.removeprefix("keys.")), None)
            said, shown = N_("Kept in qualcode.toml: the key for {name}"), words_of(desk, deed) if deed else name
        self.told(self.say(said, name=shown))

    def _choose_action(self) -> None:
        desk = self.desk
        deeds = sorted((d for d in every_deed() if d.keys), key=lambda d: words_of(desk, d))
        known = {d.name: d for d in deeds}
        choices = [
            Choice(d.name, words_of(desk, d), shown_keys(desk, desk.keymap.get(d.name, d.keys)), desk.say(d.told))
            for d in deeds
        ]

        def ask(name: str) -> None:
            desk.ask(KeyScreen(known[name], deeds), self._taker(f"keys.{name}"))

        desk.ask(ChoiceScreen(self.say(N_("A key for which action?")), by_name(choices, told=True)), ask)
