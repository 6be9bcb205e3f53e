"""Settings: every one with its value and where it comes from, changed here and kept in qualcode.toml."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import ClassVar

from textual.content import Content

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings, shown
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.every_deed import every_deed
from qualcode.tui.key_line import KeyLine
from qualcode.tui.line_screen import LineScreen
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
    "keys": N_("Keys of your own: Enter lets an action be chosen and its key be written."),
    "vault_path": N_("Where the vault is looked for."),
}
"""What each setting is for."""


class SettingsScreen(ListedScreen):
    """The settings of the project."""

    TITLE_WORDS: ClassVar[str] = N_("settings")
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
        self.rows = settings_in_force(self.desk.project)
        heads = (
            Heading(self.say(N_("Setting")), most=16),
            Heading(self.say(N_("Comes from")), most=14),
            Heading(self.say(N_("Value"))),
        )
        rows = [Row((row.name, self.say(row.origin), row.value)) for row in self.rows]
        self.table.show(heads, rows)
        project = self.desk.project
        told = self.say(N_("coder {coder} · language {language}"), coder=project.coder, language=project.language)
        self.query_one("#title", EndsLine).show(self.say(N_("Settings")), told)
        return old != self.rows

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
            lines = [Content.styled(f"{lit.name} = {lit.value}", "bold"), Content(self.say(ABOUT[lit.name]))]
            if lit.name in (*FIXED, "vault_path"):
                lines.append(Content(self.say(N_("Changed in qualcode.toml alone, where its comment stands."))))
            self.show_about(Content("\n").join(lines))
        self.query_one(KeyLine).update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for the lit setting."""
        del parameters
        if action in ("change", "default"):
            return self.lit is not None and self.lit.name not in (*FIXED, "vault_path")
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
        if lit is not None and self.check_action("default", ()):
            names = [f"keys.{name}" for name in self.desk.project.settings.keys] if lit.name == "keys" else [lit.name]
            for name in names:
                self._take(name, None)

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
        self.told(self.say(N_("Kept in qualcode.toml: {name}"), name=name))

    def _choose_action(self) -> None:
        deeds = sorted((d for d in every_deed() if d.keys), key=lambda d: d.name)
        keymap = self.desk.keymap
        keys = {d.name: ", ".join(self.say(shown(k)) for k in keymap.get(d.name, d.keys).split(",")) for d in deeds}
        choices = [Choice(d.name, d.name, keys[d.name], self.say(d.told)) for d in deeds]
        window = ChoiceScreen(self.say(N_("A key for which action?")), by_name(choices, told=True))
        self.desk.ask(window, self._ask_key)

    def _ask_key(self, name: str) -> None:
        told = self.say(N_("As Textual names them: y, Y, ctrl+y, f4, right_square_bracket; several apart by commas."))
        self.desk.ask(
            LineScreen(self.say(N_("The key for {name}"), name=name), self.desk.keymap.get(name, ""), told=told),
            self._taker(f"keys.{name}"),
        )
