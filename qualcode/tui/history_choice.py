"""History as a list to choose from: everything that was done, newest first; one's own steps can be taken back up to a point."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, Nn_
from qualcode.tui.choice_screen import Choice, Ranked, by_name
from qualcode.usecases.blind_work import steps_seen
from qualcode.usecases.recalling import ACTIONS
from qualcode.usecases.step_names import StepNames
from qualcode.usecases.telling_steps import about_in_words

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

MOST = 500
"""Steps listed; `qualcode history` shows all."""
_STATES = {"undone": N_("taken back"), "dropped": N_("taken back, then passed over")}


def ranked_steps(desk: Desk) -> Ranked:
    """Give the function that finds steps by what was typed: who, what, when or about what."""
    coder = desk.project.coder
    found = steps_seen(desk.project, limit=MOST)
    names = StepNames(desk.project, found)
    mine = 0
    choices: list[Choice] = []
    for step in found:
        own = step.coder == coder and step.state == "done"
        mine += own
        # By the clock on the wall; the ledger has the time of Greenwich.
        when = f"{datetime.fromisoformat(step.at).astimezone():%Y-%m-%d %H:%M}"
        what = desk.say(ACTIONS.get(step.action, step.action))
        about = about_in_words(step.about, desk.say, names)
        state = desk.say(_STATES[step.state]) if step.state in _STATES else ""
        told = (
            desk.say(
                Nn_(
                    "Enter takes back your latest step, this one ({number}).",
                    "Enter takes back your latest {number} steps, up to and with this one.",
                ),
                number=mine,
            )
            if own
            else desk.say(N_("Only your own steps that stand can be taken back here."))
        )
        key, aside = str(mine) if own else "", " · ".join(p for p in (state, about) if p)
        # The row has room for the beginning alone.
        choices.append(Choice(key, f"{when}  {step.coder}  {what}", aside, "\n".join(p for p in (aside, told) if p)))
    return by_name(choices)
