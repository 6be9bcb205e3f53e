"""A window while the codebook suggests: how far it has come, and a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.desk import Desk
from qualcode.tui.kept_alive import KeptAlive
from qualcode.usecases.run_suggestions import Run, run_suggestions

if TYPE_CHECKING:
    from textual.app import ComposeResult


class StoppedError(QualcodeError):
    """The coder stopped the run."""

    sentence = N_("Stopped; the suggestions are as they were.")


class SuggestingScreen(KeptAlive, ModalScreen[Run]):
    """Runs the engine in a thread; gives what came of it, or nothing when stopped."""

    BINDINGS: ClassVar = [Binding("escape", "stop", show=False)]

    class Progressed(Message):
        """Some documents are done."""

        def __init__(self, done: int, total: int, name: str) -> None:
            super().__init__()
            self.done, self.total, self.name = done, total, name

    class Ended(Message):
        """The run has ended, well or not."""

        def __init__(self, run: Run | None, fault: Exception | None) -> None:
            super().__init__()
            self.run, self.fault = run, fault

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out a bar, the document at work and the key."""
        with Vertical(classes="window narrow"):
            yield ProgressBar(show_eta=False, id="bar")
            yield Static(Content(self.desk.say(N_("Getting ready …"))), id="at-work")
            yield Static(Content(self.desk.say(N_("Esc stops"))), id="hint")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(".window").border_title = self.desk.say(N_("The codebook suggests"))
        self.run_worker(self.work, thread=True, exclusive=True, exit_on_error=False)

    def on_suggesting_screen_progressed(self, message: Progressed) -> None:
        """Show how far it has come."""
        self.query_one(ProgressBar).update(total=message.total, progress=message.done)
        self.query_one("#at-work", Static).update(Content(message.name))

    def on_suggesting_screen_ended(self, message: Ended) -> None:
        """Close, and tell what went wrong, if anything did."""
        self.dismiss(message.run)
        if message.fault is not None:
            with self.desk.guard():
                raise message.fault

    def action_stop(self) -> None:
        """Stop at the next document; nothing is then changed."""
        self.workers.cancel_node(self)

    def work(self) -> None:
        """Run the engine, in a thread."""
        worker = get_current_worker()

        def progress(done: int, total: int, name: str) -> None:
            if worker.is_cancelled:
                raise StoppedError
            self.post_message(self.Progressed(done, total, name))

        try:
            run = run_suggestions(self.desk.project, progress=progress)
        except Exception as fault:  # noqa: BLE001 - told on the screen by the handler, which knows the language
            self.post_message(self.Ended(None, fault))
        else:
            self.post_message(self.Ended(run, None))
