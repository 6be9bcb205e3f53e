"""A window while another program writes: the step waits here, and the app lives on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.kept_alive import KeptAlive
from qualcode.usecases.holding import can_write_now

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.tui.desk import Desk

_PAUSE = 0.1
"""Seconds between two looks."""


class HeldScreen(KeptAlive, ModalScreen[bool]):
    """Closes with True when the project can be written again, with nothing when the coder gives the step up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Freed(Message):
        """The project can be written again, or something else is wrong with it."""

        def __init__(self, fault: QualcodeError | None) -> None:
            super().__init__()
            self.fault = fault

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out what is waited for, and the key."""
        say = self.desk.say
        with VerticalScroll(classes="window narrow"):
            told = N_("Another program is writing in the project. What you did is done as soon as it is ready.")
            yield Static(Content(say(told)), id="words")
            yield Static(Content(say(N_("Esc gives it up: nothing is then changed"))), id="hint")

    def on_mount(self) -> None:
        """Begin to look."""
        self.query_one(".window").border_title = self.desk.say(N_("Waiting …"))
        self.run_worker(self._wait, thread=True, exit_on_error=False)

    def _wait(self) -> None:
        worker, fault = get_current_worker(), None
        try:
            while not worker.is_cancelled and not can_write_now(self.desk.project):
                time.sleep(_PAUSE)
        except QualcodeError as found:
            fault = found
        if not worker.is_cancelled:
            self.post_message(self.Freed(fault))

    def on_held_screen_freed(self, message: Freed) -> None:
        """Close, so that the step is made."""
        if message.fault is not None:
            self.dismiss(None)
            raise message.fault
        self.dismiss(True)

    def action_leave(self) -> None:
        """Give the step up."""
        self.workers.cancel_node(self)
        self.dismiss(None)
