"""Deciding many suggestions of the same rule at once: how many there are, some of them, and only then the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.domain.coding import StoredSuggestion
from qualcode.domain.errors import N_, Nn_
from qualcode.tui.desk import Desk
from qualcode.tui.queue_card import named, passage
from qualcode.tui.why_words import indicator_number
from qualcode.tui.window_keys import MOVES, MovedByKeys
from qualcode.usecases.explaining import OPINION
from qualcode.usecases.queueing import in_place, sample_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

ACCEPT, REJECT = "accept", "reject"


class ManyScreen(MovedByKeys, ModalScreen[str]):
    """Gives ``ACCEPT`` or ``REJECT``, nothing when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("escape", "leave", show=False),
        Binding("a", "take('accept')", show=False),
        Binding("r", "take('reject')", show=False),
    ]

    def __init__(self, found: Sequence[StoredSuggestion]) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """Lay out the rule, some passages, the keys."""
        desk = cast("Desk", self.app)
        shown = sample_of(self._found)
        told = self._found[0].suggestion
        head = [
            Content.styled(named(desk, told.code, told.status), "bold"),
            Content.styled(
                desk.say(
                    N_("No indicator · {shown} of {all} shown")
                    if told.why.indicator == OPINION
                    else N_("Indicator {number} · {shown} of {all} shown"),
                    number=indicator_number(told),
                    shown=len(shown),
                    all=len(self._found),
                ),
                "$foreground-muted",
            ),
        ]
        with Vertical(classes="window tall"):
            with VerticalScroll(id="words"):
                yield Static(Content("\n").join([*head, *(line for s in shown for line in self._told(desk, s))]))
            yield Static(
                Content(
                    desk.say(
                        Nn_(
                            "a accepts it · r rejects it · Esc decides nothing",
                            "a accepts all {all} · r rejects all {all} · Esc decides none",
                            by="all",
                        ),
                        all=len(self._found),
                    )
                ),
                id="hint",
            )

    def on_mount(self) -> None:
        """Name the window; the sample can be scrolled."""
        self.query_one(".window").border_title = cast("Desk", self.app).say(N_("All of the same rule"))
        self.query_one("#words").focus()

    def action_take(self, answer: str) -> None:
        """Close with a decision."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)

    @staticmethod
    def _told(desk: Desk, stored: StoredSuggestion) -> list[Content]:
        place = in_place(desk.project, stored)
        return [
            Content(""),
            Content.styled(" · ".join(p for p in (place.case, place.name) if p), "$foreground-muted"),
            passage(place),
        ]
