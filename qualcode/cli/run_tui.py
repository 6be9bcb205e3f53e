"""`tui`: the terminal app."""

from __future__ import annotations

import sys

from qualcode.cli.command import command
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, QualcodeError


class NoTerminalError(QualcodeError):
    """The app was started without a terminal."""

    sentence = N_("The app needs a terminal; start it in a terminal window, not in a pipe or a scheduled job.")


@command(
    "tui",
    N_("Open the terminal app: read, code, and decide suggestions."),
    examples=[
        ("qualcode tui", N_("the project you stand in")),
        ("qualcode tui --project study/ --lang en", N_("another project, in English")),
    ],
)
def tui_command(face: Face) -> int:
    """Open the terminal app."""
    with face.project() as project:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NoTerminalError
        from qualcode.tui.app import run_app

        return run_app(project, passphrase=face.passphrase())
