"""The terminal app: an overview, a reader, and the small windows in between."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, ClassVar

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk, tell_last_words
from qualcode.tui.hang_up import watch_terminal
from qualcode.tui.key_sets import unknown_actions
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.tui.terminal_lines import ask_terminal, drawn_on_terminal
from qualcode.tui.tour_mark import tour_was_seen
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

_TURN = 0.0005
"""Seconds that a thread works on before another has its turn: a key asks for some ten turns, and while a thread loads the codebook,
each of Python's own five thousandths would be waited for."""


class QualcodeApp(Desk):
    """The app for one project; its language and coder are the project's."""

    CSS_PATH: ClassVar = [
        "styles/windows.tcss",
        "styles/overview.tcss",
        "styles/reader.tcss",
        "styles/deciding.tcss",
        "styles/matrix.tcss",
        "styles/settings.tcss",
        "styles/codebook.tcss",
    ]
    TITLE = "qualcode"

    def on_mount(self) -> None:
        """Begin with the overview, and the first time with the tour before it."""
        self._watch_terminal()
        self.take_settings()
        self.project.store.patience.behind_screen(lambda _: self.call_from_thread(self._tell_waiting))
        self.push_screen(OverviewScreen())
        if not tour_was_seen():
            from qualcode.tui.tour_screen import TourScreen

            self.push_screen(TourScreen())
        if self.project.settings.keys:
            self._tell_unknown_keys()
        self._cover(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window has no room for anything."""
        self._cover(event.size)

    def _cover(self, size: Size) -> None:
        from qualcode.tui.small_screen import SmallScreen, is_too_small

        there = {type(screen) for screen in self.screen_stack}
        # The first size is told before there is anything to cover.
        if is_too_small(size) and OverviewScreen in there and SmallScreen not in there:
            self.push_screen(SmallScreen())

    def _tell_waiting(self) -> None:
        self.notify(self.say(N_("Another program is writing in the project; waiting for it …")), markup=False)

    def _watch_terminal(self) -> None:
        """End when the terminal goes; everything is saved already."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()

        def end() -> None:
            self.without_terminal = True
            loop.call_soon_threadsafe(self.exit)

        watch_terminal(end)

    def _tell_unknown_keys(self) -> None:
        from qualcode.tui.every_deed import clashing_keys, every_deed

        for name, near in unknown_actions(self.project.settings, every_deed()).items():
            told = N_("qualcode.toml gives a key to {name}, which is no action; near it: {near}.")
            self.notify(self.say(told, name=name, near=", ".join(near) or "–"), severity="warning", markup=False)
        for key, one, other in clashing_keys(self.project.settings.keys):
            told = N_(
                "qualcode.toml gives {key} to both {one} and {other}, which meet on one screen; change one of them."
            )
            self.notify(self.say(told, key=key, one=one, other=other), severity="warning", markup=False)


def run_app(project: Project, *, passphrase: str | None = None) -> int:
    """Run the app until the coder leaves it; give the exit code, the reason for a bad end being told on stderr.

    ``passphrase`` is the vault's, when it was given before the app began; else it is asked for when something needs it.

    Raises:
        DumbTerminalError, TerminalCharsetError: where nothing can be drawn.
    """
    if not os.environ.get("TEXTUAL_DRIVER"):
        ask_terminal()
    with drawn_on_terminal():
        app = QualcodeApp(project, passphrase=passphrase)
        sys.setswitchinterval(_TURN)
        app.run()
    return tell_last_words(app)
