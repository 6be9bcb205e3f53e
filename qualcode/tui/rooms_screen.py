"""The way from the overview into the other screens: a letter for each, the first of its name where that could be."""

from __future__ import annotations

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen

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


class RoomsScreen(DeskScreen):
    """A screen that others are opened from; it is shown anew when one comes back."""

    def action_theme(self) -> None:
        """Let a code be chosen, and show its passages across all cases."""
        fault = self.desk.codebook_fault
        if fault is not None:
            raise fault
        from qualcode.tui.theme_list_screen import NO_CODES, ranked_codes

        title = self.say(N_("Review which code?"))
        if self.may_look():
            self.desk.ask(ChoiceScreen(title, ranked_codes(self.desk), empty=NO_CODES), self._review)

    def _review(self, code: str) -> None:
        from qualcode.tui.theme_screen import ThemeScreen

        self.app.push_screen(ThemeScreen(code), self.come_back)

    def action_queue(self) -> None:
        """Go through the suggestions of all documents."""
        from qualcode.tui.queue_screen import QueueScreen

        if self.may_look():
            self.app.push_screen(QueueScreen(), self.come_back)

    def action_agreement(self) -> None:
        """Show where coders differ."""
        from qualcode.tui.agreement_screen import AgreementScreen

        if self.may_look():
            self.app.push_screen(AgreementScreen(), self.come_back)

    def action_tour(self) -> None:
        """Show the tour."""
        from qualcode.tui.tour_screen import TourScreen

        self.app.push_screen(TourScreen())

    def action_history(self) -> None:
        """Show what was done, newest first; a step of one's own that is chosen is taken back, with those after it."""
        from qualcode.tui.history_choice import ranked_steps

        ranked = ranked_steps(self.desk)
        if ranked(""):
            self.desk.ask(ChoiceScreen(self.say(N_("What was done, newest first")), ranked), self._take_back)
        else:
            self.told(self.say(N_("Nothing has been done yet.")))

    def _take_back(self, number: str) -> None:
        from qualcode.usecases.recalling import take_back

        if not number:
            self.told(self.say(N_("Only your own steps that stand can be taken back here.")))
            return
        done = take_back(self.desk.project, int(number))
        self.reload()
        self.told(self.say(N_("Steps taken back: {number}; {k:redo} does them again."), number=len(done)))

    def action_query(self) -> None:
        """Look for passages by codes, words and attributes."""
        from qualcode.tui.query_screen import QueryScreen

        if self.may_look():
            self.app.push_screen(QueryScreen(), self.come_back)

    def action_codebook(self) -> None:
        """Write and rearrange the codebook."""
        from qualcode.tui.codebook_screen import CodebookScreen

        self.app.push_screen(CodebookScreen(), self.come_back)

    def action_names(self) -> None:
        """Review what was hidden."""
        from qualcode.tui.names_screen import NamesScreen

        self.app.push_screen(NamesScreen(), self.come_back)

    def action_matrix(self) -> None:
        """Show the matrix."""
        from qualcode.tui.matrix_screen import MatrixScreen

        if self.may_look():
            self.app.push_screen(MatrixScreen(), self.come_back)
