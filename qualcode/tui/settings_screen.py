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
from qualcode.usecases.configuring import FIXED, POSSIBLE, change_setting
from qualcode.usecases.surveying import InForce, settings_in_force

ABOUT = {
    "project_id": N_("Names the project; the vault with the originals is found by it."),
    "codebooks": N_("The codebooks; the first one is used."),
    "database": N_("The database of the project."),
    "language": N_("The language of exports, and of the app unless --lang says another."),
    "cases": N_(
        "lan: the 21 counties are the rows of the matrix; free: the cases that have documents; auto: as it fits."
    ),
    "include": N_("Documents with these statuses enter the analysis: approved, sent, draft."),
    "elision": N_("How a cut in a quote is shown."),
    "withhold_below": N_("Counts below this number are withheld from what is published; 0 withholds nothing."),
    "policy": N_("What happens to each kind of identifying words, stored and published."),
    "always": N_("Words of the project that are always hidden."),
    "never": N_("Words of the project that are never hidden."),
    "vault": N_("Where the vault lies; empty: in your data folder."),
    "backups_kept": N_("How many automatic backups are kept; 0 makes none."),
    "link_people": N_("true: who is named in full without a list keeps the same words in later documents of the case."),
    "recognisers": N_("Recognisers of the project's own."),
    "spacy": N_("The pipeline whose entities help to find names: auto, none, or a name."),
    "theme": N_("The colours of the app."),
    "key_set": N_("The keys of the app: standard, or those of vim."),
    "blind": N_("true hides suggestions and others' work in documents that you have not marked as read."),
    "keys": N_(
        "Keys of your own: {k:change} lets an action be chosen and its key be pressed; {k:default} takes all of them away."
    ),
    "vault_path": N_("Where the vault is looked for."),
}
"""What each setting is for."""
_OFTEN = frozenset({"language", "theme", "key_set", "keys", "blind"})
_IN_FILE = frozenset({*FIXED, "vault_path"})


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

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[InForce, ...] = ()

    def reload(self) -> bool:
        """Show the settings as the file has them now."""
        old = self.rows
        # First what the app looks like and how it is used, last what is changed in the file alone.
        there = sorted(
            settings_in_force(self.desk.project), key=lambda row: (row.name in _IN_FILE, row.name not in _OFTEN)
        )
        self.rows = tuple(there)
        heads = (
            Heading(self.say(N_("Setting")), most=16),
            Heading(self.say(N_("Comes from")), most=14),
            Heading(self.say(N_("Value"))),
        )
        rows = [
            Row((row.name, self.say(row.origin), self._value(row)), "muted" if row.name in _IN_FILE else "row")
            for row in self.rows
        ]
        self.table.show(heads, rows)
        project = self.desk.project
        told = self.say(N_("coder {coder} · language {language}"), coder=project.coder, language=project.language)
        self.query_one("#title", EndsLine).show(self.say(N_("Settings")), told)
        return old != self.rows

    def _value(self, row: InForce) -> str:
        """Give a setting's value as it is read: keys in words, all else as the file has it."""
        keys = self.desk.project.settings.keys
        return own_keys(self.desk, keys, every_deed() if keys else ()) if row.name == "keys" else row.value

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
            lines = [Content.styled(f"{lit.name} = {self._value(lit)}", "bold"), Content(self.say(ABOUT[lit.name]))]
            if lit.name in _IN_FILE:
                lines.append(Content(self.say(N_("Changed in qualcode.toml alone, where its comment stands."))))
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
        title = self.say(N_("New value: {name}"), name=lit.name)
        if lit.name == "keys":
            self._choose_action()
        elif lit.name in POSSIBLE:
            now = json.loads(lit.value)
            told = self.say(ABOUT[lit.name])
            choices = [
                Choice(v, v, self.say(N_("now")) if v == str(now).lower() else "", told) for v in POSSIBLE[lit.name]
            ]
            self.desk.ask(ChoiceScreen(title, by_name(choices)), self._taker(lit.name))
        else:
            value = json.loads(lit.value)
            text = value if isinstance(value, str) else lit.value
            self.desk.ask(LineScreen(title, text, told=self.say(ABOUT[lit.name])), self._taker(lit.name))

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
        changed = change_setting(before, name, value)
        # Who chose a language for the exports and sees the app in the same one wants both.
        follows = name == "language" and before.language == before.settings.language
        desk.project = changed.speaking(changed.settings.language) if follows else changed
        desk.take_settings()
        self.reload()
        self.tell_lit()
        said = N_("Kept in qualcode.toml: {name}")
        if name.startswith("keys."):
            deed = next((d for d in every_deed() if d.name == name.removeprefix("keys.")), None)
            said, name = N_("Kept in qualcode.toml: the key for {name}"), words_of(desk, deed) if deed else name
        self.told(self.say(said, name=name))

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
