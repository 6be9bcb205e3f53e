"""What can be done on a screen, declared once: keys, key line, help and palette all come from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from qualcode.domain.errors import N_

_SIGNS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": N_("Space"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "plus": "+",
    "slash": "/",
    "minus": "-",
    **{f"f{n}": f"F{n}" for n in range(1, 13)},
}
_HELD = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a key does.

    ``keys`` as Textual names them, apart by commas, the first is shown; ``short`` for key line and palette; ``told`` a sentence for
    help; ``group`` its heading there. ``rank`` orders the key line, 0 keeps it out; ``palette`` lets it be found by name.
    ``also``: other words that it is found by, as people call it who have not read its name.
    """

    keys: str
    action: str
    short: str
    told: str
    group: str
    rank: int = 0
    palette: bool = True
    also: str = ""

    @property
    def name(self) -> str:
        """What the settings call it."""
        return named_action(self.action)


@cache
def named_action(action: str) -> str:
    """Give the name that an action has in the settings: ``screen.undo`` is undo, ``row(-1)`` is row-1, ``take('word')`` take-word."""
    bare, _, told = action.rpartition(".")[2].partition("(")
    given = told.rstrip(")").replace(" ", "")
    if not given:
        return bare
    if given.startswith("'"):
        return f"{bare}-{given.strip(chr(39))}"
    return f"{bare}{given}" if given.startswith("-") else f"{bare}+{given}"


def shown(key: str) -> str:
    """Give a key's name as it stands on the keyboard."""
    *held, last = key.split("+") if key != "+" else ["+"]
    sign = _SIGNS.get(last) or key_to_character(last) or last
    # As it is printed on the keyboard, and as the small windows write it: Ctrl+S.
    return "+".join([*(_HELD.get(h, h) for h in held), sign.upper() if "ctrl" in held and len(sign) == 1 else sign])


def bindings(deeds: Iterable[Deed]) -> list[BindingType]:
    """Give the bindings of deeds; none is shown by Textual itself, whose footer does not speak Swedish."""
    return [Binding(d.keys, d.action, d.short, show=False, id=d.name) for d in deeds if d.keys]


def groups(deeds: Sequence[Deed]) -> dict[str, list[Deed]]:
    """Sort deeds by their headings, in the order declared."""
    found: dict[str, list[Deed]] = {}
    for deed in deeds:
        found.setdefault(deed.group, []).append(deed)
    return found


WORK = N_("Work")
LOOK = N_("Everywhere")

EVERYWHERE = (
    Deed("question_mark,f1", "screen.help", N_("help"), N_("Show what the keys do here."), LOOK, rank=90),
    Deed("ctrl+p", "screen.palette", N_("commands"), N_("Find a command by its name."), LOOK, rank=80, palette=False),
    Deed(
        "u,ctrl+z",
        "screen.undo",
        N_("undo"),
        N_("Take back your latest step, also one from before today."),
        LOOK,
        rank=60,
    ),
    Deed("U,ctrl+y", "screen.redo", N_("redo"), N_("Do again what you took back."), LOOK),
    Deed("ctrl+t", "screen.shade", N_("colours"), N_("Change between dark, light and high contrast."), LOOK),
    Deed("ctrl+q", "app.quit", N_("quit"), N_("Leave the app; everything is saved already."), LOOK),
)
"""Deeds of every screen but the small windows."""
