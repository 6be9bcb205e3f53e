"""All that can be done anywhere in the app: what the settings may give other keys."""

from __future__ import annotations

from qualcode.tui.deeds import Deed


def every_deed() -> tuple[Deed, ...]:
    """Give the deeds of every screen and list, each name once."""
    from qualcode.tui.deeds import EVERYWHERE
    from qualcode.tui.desk import DeskScreen
    from qualcode.tui.document_list import LISTING
    from qualcode.tui.grid_view import GRID
    from qualcode.tui.minutes_view import MOVING
    from qualcode.tui.row_list import ROWING

    found = {deed.name: deed for deed in (*EVERYWHERE, *MOVING, *LISTING, *GRID, *ROWING)}
    waiting = [DeskScreen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        for deed in kind.DEEDS:
            found.setdefault(deed.name, deed)
    return tuple(found.values())
