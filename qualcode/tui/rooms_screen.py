"""The way into the other screens: from the overview by a letter for each, the first of its name where that could be, else by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import ChoiceScreen, Ranked
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import UNDER_WAY, DeskScreen

if TYPE_CHECKING:
    from collections.abc import Callable

GO = N_("Go to")
ROOMS = (
    Deed("q", "queue", N_("queue"), N_("Decide the suggestions of all documents one after the other."), GO, rank=12),
    Deed("m", "matrix", N_("matrix"), N_("Show cases by themes, and judge."), GO, rank=25),
    Deed("t", "theme", N_("theme review"), N_("Read the passages of one code across all cases."), GO, rank=27),
    Deed("p", "names", N_("names"), N_("Review what was hidden in the documents."), GO, rank=28),
    Deed("slash", "query", N_("query"), N_("Look for passages by codes, words and attributes."), GO, rank=29),
    Deed("k", "codebook", N_("codebook"), N_("Write and rearrange the codebook."), GO, rank=29),
    Deed("c", "agreement", N_("agreement"), N_("Show where coders differ, and settle it."), GO, rank=45),
    Deed("h", "history", N_("history"), N_("Show what was done, and take back up to a point."), GO),
    Deed("f2", "tour", N_("tour"), N_("Show the tour of one minute."), GO),
)


def open_theme(here: DeskScreen) -> None:
    """Let a code be chosen, and show its passages across all cases."""
    fault = here.desk.codebook_fault
    if fault is not None:
        raise fault
    from qualcode.tui.ranked_codes import NO_CODES, ranked_codes
    from qualcode.tui.theme_screen import ThemeScreen

    def review(code: str) -> None:
        here.app.push_screen(ThemeScreen(code), here.come_back)

    if here.may_look():
        window = ChoiceScreen(here.say(N_("Review which code?")), ranked_codes(here.desk), empty=NO_CODES)
        here.desk.ask(window, review)


def open_queue(here: DeskScreen) -> None:
    """Go through the suggestions of all documents."""
    from qualcode.tui.queue_screen import QueueScreen

    if here.may_look():
        here.app.push_screen(QueueScreen(), here.come_back)


def open_agreement(here: DeskScreen) -> None:
    """Show where coders differ."""
    from qualcode.tui.agreement_screen import AgreementScreen

    if here.may_look():
        here.app.push_screen(AgreementScreen(), here.come_back)


def open_tour(here: DeskScreen) -> None:
    """Show the tour."""
    from qualcode.tui.tour_screen import TourScreen

    here.app.push_screen(TourScreen())


def open_history(here: DeskScreen) -> None:
    """Show what was done, newest first; a step of one's own that is chosen is taken back, with those after it, or done again."""
    from qualcode.tui.history_choice import FORTH, NOT_TO_TURN, ranked_steps, sure_of_many
    from qualcode.tui.vault_door import in_worker

    def show(ranked: Ranked) -> None:
        def take(key: str) -> None:
            way, _, number = key.partition(":")
            if not number:
                here.told(here.say(NOT_TO_TURN))
                return
            go = partial(here.turn_many, int(number), forth=way == FORTH)
            window = sure_of_many(here.desk, ranked, key)
            if window is None:
                go()
            else:
                here.desk.ask(window, lambda _: go())

        if ranked(""):
            here.desk.ask(ChoiceScreen(here.say(N_("What was done, newest first")), ranked), take)
        else:
            here.told(here.say(N_("Nothing has been done yet.")))

    if here.busy:
        here.tell_hint(here.say(UNDER_WAY))
        return
    in_worker(here, partial(ranked_steps, here.desk), show)


def open_query(here: DeskScreen) -> None:
    """Look for passages by codes, words and attributes."""
    from qualcode.tui.query_screen import QueryScreen

    if here.may_look():
        here.app.push_screen(QueryScreen(), here.come_back)


def open_codebook(here: DeskScreen) -> None:
    """Write and rearrange the codebook."""
    from qualcode.tui.codebook_screen import CodebookScreen

    here.app.push_screen(CodebookScreen(), here.come_back)


def open_names(here: DeskScreen) -> None:
    """Review what was hidden."""
    from qualcode.tui.names_screen import NamesScreen

    here.app.push_screen(NamesScreen(), here.come_back)


def open_matrix(here: DeskScreen) -> None:
    """Show the matrix."""
    from qualcode.tui.matrix_screen import MatrixScreen

    if here.may_look():
        here.app.push_screen(MatrixScreen(), here.come_back)


OPEN: dict[str, Callable[[DeskScreen], None]] = {
    "queue": open_queue,
    "matrix": open_matrix,
    "theme": open_theme,
    "names": open_names,
    "query": open_query,
    "codebook": open_codebook,
    "agreement": open_agreement,
    "history": open_history,
    "tour": open_tour,
}
"""What opens each room above a screen, which is shown anew when one comes back."""


class RoomsScreen(DeskScreen):
    """A screen that others are opened from by a key; it is shown anew when one comes back."""

    def action_theme(self) -> None:
        """Let a code be chosen, and show its passages across all cases."""
        open_theme(self)

    def action_queue(self) -> None:
        """Go through the suggestions of all documents."""
        open_queue(self)

    def action_agreement(self) -> None:
        """Show where coders differ."""
        open_agreement(self)

    def action_tour(self) -> None:
        """Show the tour."""
        open_tour(self)

    def action_history(self) -> None:
        """Show what was done."""
        open_history(self)

    def action_query(self) -> None:
        """Look for passages by codes, words and attributes."""
        open_query(self)

    def action_codebook(self) -> None:
        """Write and rearrange the codebook."""
        open_codebook(self)

    def action_names(self) -> None:
        """Review what was hidden."""
        open_names(self)

    def action_matrix(self) -> None:
        """Show the matrix."""
        open_matrix(self)
