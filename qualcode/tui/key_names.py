"""Keys in sentences: ``{k:undo}`` stands for the key that takes a step back, by the settings in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.binding import Binding

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, shown
from qualcode.tui.key_sets import keys_of

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

MARK = "{k:"
"""How the place of a key begins in a sentence; an action's name follows, as the settings write it."""


@runtime_checkable
class HasDeeds(Protocol):
    """A screen that says what can be done on it."""

    def deeds(self) -> Sequence[Deed]:
        """Give what can be done here."""


class KeyNames:
    """The keys of what can be done, by the name of the action, as a person reads them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __format__(self, name: str) -> str:
        """Give the key of an action on the screen that is seen, else on one below it, else on any other."""
        key = next(self._found(name), "")
        return self._desk.say(shown(key) if key else N_("(no key)"))

    def _found(self, name: str) -> Iterator[str]:
        from qualcode.tui.every_deed import every_deed

        keymap = self._desk.keymap
        for screen in reversed(self._desk.screen_stack):
            deeds = screen.deeds() if isinstance(screen, HasDeeds) else ()
            yield from (next(iter(keys_of(deed, deeds, keymap)), "") for deed in deeds if deed.name == name)
            # Keys that stand in no list of deeds, such as those of the codes given lately.
            yield from (
                keymap.get(name, bound.key).partition(",")[0]
                for bound in type(screen).BINDINGS
                if isinstance(bound, Binding) and bound.id == name
            )
        yield from (keymap.get(name, deed.keys).partition(",")[0] for deed in every_deed() if deed.name == name)
