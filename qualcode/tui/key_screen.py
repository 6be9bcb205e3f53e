"""Giving an action keys of one's own: they are pressed, not spelt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, named_action, shown
from qualcode.tui.desk import Desk
from qualcode.tui.kept_alive import KeptAlive
from qualcode.tui.key_sets import keys_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


def words_of(desk: Desk, deed: Deed) -> str:
    """Give what a deed does, as short as it is said."""
    said = desk.say(deed.short or deed.told)
    return said[:1].upper() + said[1:]


def shown_keys(desk: Desk, keys: str) -> str:
    """Give keys, apart by commas as the settings have them, as a person reads them."""
    return ", ".join(desk.say(shown(key)) for key in keys.split(",") if key)


def own_keys(desk: Desk, keys: Mapping[str, str], deeds: Sequence[Deed]) -> str:
    """Give the coder's own keys in words; the name of an action that there is no more stays as it is written."""
    known = {deed.name: deed for deed in deeds}
    told = (f"{words_of(desk, known[n]) if n in known else n}: {shown_keys(desk, k)}" for n, k in keys.items())
    return " · ".join(told) or desk.say(N_("none of your own"))


class KeyScreen(KeptAlive, ModalScreen[str]):
    """Gives the keys pressed, apart by commas as the settings have them; nothing when left."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, deed: Deed, deeds: Sequence[Deed]) -> None:
        super().__init__()
        self._refused = ""
        self._deed = deed
        self._deeds = deeds
        self.pressed: list[str] = []

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out what the key is for, what was pressed, and the keys that take or leave it."""
        with Vertical(classes="window"):
            yield Static(Content(self.desk.say(self._deed.told)), classes="about")
            yield Static(id="pressed")
            yield Static(id="line-told")
            hint = N_("Press keys · Enter takes them · Backspace drops one · Esc leaves")
            yield Static(Content(self.desk.say(hint)), id="hint")

    def on_mount(self) -> None:
        """Show the keys of now."""
        title = self.desk.say(N_("The key for: {what}"), what=words_of(self.desk, self._deed))
        self.query_one(".window").border_title = title
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Take a key down, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        match event.key:
            case "escape":
                self.dismiss(None)
                return
            case "enter" if self.pressed:
                self._refused = self._clash()
                if not self._refused:
                    self.dismiss(",".join(self.pressed))
                    return
                self.app.bell()
            case "enter":
                self.app.bell()
                self.tell_silence("enter")
            case "backspace":
                self._refused, self.pressed = "", self.pressed[:-1]
            case key if key not in self.pressed:
                self._refused = ""
                self.pressed.append(key)
        self._show()

    def _clash(self) -> str:
        """Say which key is another action's of the same screen by the coder's own settings, "" when none is."""
        from qualcode.tui.every_deed import clashing_keys

        name = self._deed.name
        own = {other: keys for other, keys in self.desk.project.settings.keys.items() if other != name}
        for key, earlier, _ in clashing_keys({**own, name: ",".join(self.pressed)}):
            other = next((words_of(self.desk, d) for d in self._deeds if d.name == earlier), earlier)
            told = N_("{key} is your own key for {other} on the same screen. Backspace drops it; press another.")
            return self.desk.say(told, key=self.desk.say(shown(key)), other=other)
        return ""

    def _show(self) -> None:
        desk = self.desk
        now = desk.keymap.get(self._deed.name, self._deed.keys)
        words = desk.say(N_("Until now: {keys}"), keys=shown_keys(desk, now))
        if self.pressed:
            words = desk.say(N_("From now on: {keys}"), keys=shown_keys(desk, ",".join(self.pressed)))
        self.query_one("#pressed", Static).update(Content.styled(words, "bold"))
        others = [
            words_of(desk, d)
            for d in self._deeds
            if d.name != named_action(self._deed.action) and set(keys_of(d, (), desk.keymap)) & set(self.pressed)
        ]
        told = self._refused
        if others and not told:
            told = desk.say(
                N_("The same key does this now, and no more where both can be done: {others}"), others=", ".join(others)
            )
        self.query_one("#line-told", Static).update(Content(told))
