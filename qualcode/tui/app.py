"""The terminal app: an overview, a reader, and the small windows in between."""

from __future__ import annotations

from typing import ClassVar

from qualcode.tui.desk import Desk, tell_last_words
from qualcode.tui.overview_screen import OverviewScreen
from qualcode.usecases.project import Project


class QualcodeApp(Desk):
    """The app for one project; its language and coder are the project's."""

    CSS_PATH: ClassVar = [
        "styles/windows.tcss",
        "styles/overview.tcss",
        "styles/reader.tcss",
        "styles/deciding.tcss",
        "styles/matrix.tcss",
    ]
    TITLE = "qualcode"

    def on_mount(self) -> None:
        """Begin with the overview."""
        self.push_screen(OverviewScreen())


def run_app(project: Project, *, passphrase: str | None = None) -> int:
    """Run the app until the coder leaves it; give the exit code, the reason for a bad end being told on stderr.

    ``passphrase`` is the vault's, when it was given before the app began; else it is asked for when something needs it.
    """
    app = QualcodeApp(project, passphrase=passphrase)
    app.run()
    return tell_last_words(app)
