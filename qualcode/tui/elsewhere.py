"""Going elsewhere by name from any screen: into another room, or back to the overview for what is done there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.manners import HoldsText
from qualcode.tui.outside import COMMANDS
from qualcode.tui.rooms_screen import GO, OPEN
from qualcode.tui.setting_words import settings_to_find

ELSEWHERE = "elsewhere."
"""What the action of a deed of another screen begins with."""
_AT_THE_OVERVIEW = frozenset({"suggest", "results", "settings"})
_SETTING = "settings('{key}')"
"""The overview's action that shows the settings with one lit."""
_BY_CODE = "theme"
"""A screen that is another one for each code."""
_WRITE_FIRST = N_("What is written here is not saved; leave here first.")

if TYPE_CHECKING:
    from qualcode.tui.overview_screen import OverviewScreen


def deeds_elsewhere(here: DeskScreen) -> tuple[Deed, ...]:
    """Give what can be done elsewhere, if not on this screen: other rooms, what the overview alone does, settings, commands."""
    there = _overview(here)
    if there is None:
        return ()
    if there is here:
        return (*settings_to_find(_SETTING), *COMMANDS)
    own = {(d.name, d.short) for d in here.deeds()}
    rooms = tuple(
        replace(deed, action=f"{ELSEWHERE}{deed.action}")
        for deed in there.DEEDS
        if (deed.group == GO or deed.action in _AT_THE_OVERVIEW)
        and (deed.name, deed.short) not in own
        and (deed.action != here.ROOM or deed.action == _BY_CODE)
    )
    lights = hasattr(here, "action_light_setting")
    return (*rooms, *settings_to_find("light_setting('{key}')" if lights else f"{ELSEWHERE}{_SETTING}"), *COMMANDS)


def go_elsewhere(here: DeskScreen, action: str) -> None:
    """Do what was chosen of these; what is open below and is wanted is gone back to, and not opened a second time."""
    there = _overview(here)
    if there is None:
        return
    name = action.removeprefix(ELSEWHERE)
    stack = [s for s in here.app.screen_stack if isinstance(s, DeskScreen)]
    at_the_overview = name.partition("(")[0] in _AT_THE_OVERVIEW
    open_already = there if at_the_overview else next((s for s in stack if name == s.ROOM), None)
    if open_already is None or name == _BY_CODE:
        OPEN[name](here)
        return
    above = stack[stack.index(open_already) + 1 :]
    if any(isinstance(s, HoldsText) and s.unwritten() for s in above):
        here.tell_hint(here.say(_WRITE_FIRST))
        return
    for _ in above:
        # Not waited for: this is done by one of those that go.
        here.app.pop_screen()
    open_already.reload()
    if open_already is there:
        there.call_later(there.run_deed, name)


def _overview(here: DeskScreen) -> OverviewScreen | None:
    from qualcode.tui.overview_screen import OverviewScreen

    return next((s for s in here.app.screen_stack if isinstance(s, OverviewScreen)), None)
