"""All that can be done anywhere in the app: what the settings may give other keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding

from qualcode.tui.deeds import Deed


def every_deed() -> tuple[Deed, ...]:
    """Give the deeds of every screen and list, each name once."""
    import qualcode.tui
    from qualcode.tui.deeds import EVERYWHERE
    from qualcode.tui.desk_screen import DeskScreen
    from qualcode.tui.document_list import LISTING
    from qualcode.tui.grid_view import GRID
    from qualcode.tui.minutes_view import MOVING
    from qualcode.tui.row_list import ROWING

    for module in iter_modules(qualcode.tui.__path__):
        # A screen is known once its module is loaded; the server's needs a package that may not be there, and has no deeds.
        if module.name.endswith("_screen"):
            import_module(f"qualcode.tui.{module.name}")
    found = {deed.name: deed for deed in (*EVERYWHERE, *MOVING, *LISTING, *GRID, *ROWING)}
    waiting = [DeskScreen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        for deed in kind.DEEDS:
            found.setdefault(deed.name, deed)
    return tuple(found.values())


def clashing_keys(keys: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Give the keys of one's own that mean two things on one screen, each with the names of the two actions, in the order given."""
    every_deed()
    found: dict[tuple[str, str, str], None] = {}
    companies = list(_companies())
    for place, (later, its) in enumerate(keys.items()):
        for earlier, others in list(keys.items())[:place]:
            if any({earlier, later} <= names for names in companies):
                found |= {(key, earlier, later): None for key in others.split(",") if key and key in its.split(",")}
    return tuple(found)


def _companies() -> Iterator[set[str]]:
    """Give the names of the actions of one screen, for every screen."""
    from qualcode.tui.desk_screen import DeskScreen

    waiting: list[type[DeskScreen]] = [DeskScreen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        # What can be done on a screen is known before it is begun.
        names = {deed.name for deed in kind.__new__(kind).deeds()}
        yield names | {binding.id for binding in kind.BINDINGS if isinstance(binding, Binding) and binding.id}


def named_actions() -> tuple[str, ...]:
    """Give the names of all that can have a key of one's own, as the settings write them (``keys.NAME``)."""
    from qualcode.tui.desk_screen import DeskScreen

    names = {deed.name for deed in every_deed()}
    waiting = [DeskScreen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        # Keys that are no deed of their own, such as the further places of the codes given lately.
        names |= {binding.id for binding in kind.BINDINGS if isinstance(binding, Binding) and binding.id}
    return tuple(sorted(names))
