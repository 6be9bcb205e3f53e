"""History as a list to choose from: everything that was done, newest first; one's own steps can be taken back up to a point."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, Nn_
from qualcode.tui.choice_screen import Choice, Ranked, by_name
from qualcode.tui.line_screen import AskScreen
from qualcode.usecases.blind_work import steps_seen
from qualcode.usecases.recalling import ACTIONS
from qualcode.usecases.step_names import StepNames
from qualcode.usecases.telling_steps import about_in_words

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

MOST = 500
"""Steps listed; `qualcode history` shows all."""
BACK, FORTH = "back", "forth"
"""Begin the key of a step of one's own: what choosing it does, and behind the colon how many steps that is."""
NOT_TO_TURN = N_(
    "Only your own steps that stand can be taken back here, and those that you took back last be done again."
)
_STATES = {"undone": N_("taken back"), "dropped": N_("taken back, then passed over")}

_TAKES_BACK = Nn_(
    "Enter takes back your latest step, this one ({number}).",
    "Enter takes back your latest {number} steps, up to and with this one.",
)
_DOES_AGAIN = Nn_(
    "Enter does again the step that you took back last, this one ({number}).",
    "Enter does again {number} steps that you took back, up to and with this one.",
)


def ranked_steps(desk: Desk) -> Ranked:
    """Give the function that finds steps by what was typed: who, what, when or about what."""
    coder = desk.project.coder
    found = steps_seen(desk.project, limit=MOST)
    names = StepNames(desk.project, found)
    own = [s for s in found if s.coder == coder]
    # The latest that stands is taken back first, and the one that was taken back last, the earliest of them, is done again first.
    back = {s.id: n for n, s in enumerate((s for s in own if s.state == "done"), 1)}
    forth = {s.id: n for n, s in enumerate((s for s in reversed(own) if s.state == "undone"), 1)}
    if len(found) == MOST and own and own[-1].state == "undone":
        # Where the earliest of them stands is not known: older ones are not listed.
        forth = {}
    choices: list[Choice] = []
    for step in found:
        # By the clock on the wall; the ledger has the time of Greenwich.
        when = f"{datetime.fromisoformat(step.at).astimezone():%Y-%m-%d %H:%M}"
        what = desk.say(ACTIONS.get(step.action, step.action))
        about = about_in_words(step.about, desk.say, names)
        state = desk.say(_STATES[step.state]) if step.state in _STATES else ""
        key, told = "", desk.say(NOT_TO_TURN)
        if number := back.get(step.id):
            key, told = f"{BACK}:{number}", desk.say(_TAKES_BACK, number=number)
        elif number := forth.get(step.id):
            key, told = f"{FORTH}:{number}", desk.say(_DOES_AGAIN, number=number)
        aside = " · ".join(p for p in (state, about) if p)
        # The row has room for the beginning alone; what Enter does comes first, since a small window shows no more.
        choices.append(Choice(key, f"{when}  {step.coder}  {what}", aside, "\n".join(p for p in (told, aside) if p)))
    return by_name(choices)


def sure_of_many(desk: Desk, ranked: Ranked, key: str) -> AskScreen | None:
    """Give the question that is asked before several steps are taken back or done again at once, None for one step.

    ``key`` is that of the step up to which this goes, among those that ``ranked`` gives; it is named, with its time and coder.
    """
    way, _, number = key.partition(":")
    if int(number) == 1:
        return None
    last = next(choice.words for choice in ranked("") if choice.key == key)
    title, yes = (
        (
            N_("Take back {number} steps?"),
            N_("They are taken back; {k:redo} does them again, until something new is done."),
        )
        if way == BACK
        else (N_("Do {number} steps again?"), N_("They are done again; {k:undo} takes them back, one at a time."))
    )
    about = desk.say(N_("The last of them: {step}"), step=last)
    return AskScreen(desk.say(title, number=number), about, yes=yes)
