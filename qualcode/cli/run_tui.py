"""`tui`: the terminal app."""

from __future__ import annotations

import gc
import os
import sys

import click

from qualcode.cli.command import command
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, QualcodeError, UsageError


class NoTerminalError(QualcodeError):
    """The app was started without a terminal."""

    sentence = N_("The app needs a terminal; start it in a terminal window, not in a pipe or a scheduled job.")


class WebMissingError(QualcodeError):
    """The extra that serves the app to a browser is not installed."""

    sentence = N_("The app in a browser needs the extra `web`; install it with `pip install 'qualcode[web]'`.")


@command(
    "tui",
    N_("Open the terminal app: read, code, and decide suggestions."),
    examples=[
        ("qualcode tui", N_("the project you stand in")),
        ("qualcode tui --project study/ --lang en", N_("another project, in English")),
        ("qualcode tui --web", N_("in a browser on this machine: open the address it prints, which works once")),
    ],
)
@click.option("--web", is_flag=True, help=N_("serve the app to a browser on this machine alone, until Ctrl+C"))
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=N_("with --web: the port (default: any)"))
def tui_command(face: Face, *, web: bool, port: int | None) -> int:
    """Open the terminal app."""
    if port is not None and not web:
        raise UsageError(reason=N_("--port goes with --web."))
    # What starting loads stays, and is not looked through for garbage; the app has it looked through from when all is there.
    gc.disable()
    try:
        with face.project() as project:
            if web:
                told = (project.folder, project.coder, project.language)
            else:
                # The driver of the browser's app reads from a pipe, and says so.
                if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
                    raise NoTerminalError
                from qualcode.tui.app import run_app

                return run_app(project, passphrase=face.passphrase())
    finally:
        gc.enable()
    folder, coder, language = told
    try:
        from qualcode.tui.web_server import serve
    except ModuleNotFoundError as fault:
        raise WebMissingError from fault
    shared = ["--project", str(folder), "--coder", coder, "--lang", language]

    def tell(address: str) -> None:
        face.print(address)
        face.tell(N_("Open this address in a browser on this machine; it works once. Ctrl+C ends it."))

    serve([sys.executable, "-m", "qualcode", *shared, "tui"], port or 0, language, tell)
    return 0
