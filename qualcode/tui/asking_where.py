"""Asking for the file that something is written to; one that exists is not written over unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.tui.line_screen import AskScreen, LineScreen

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk


def ask_where(desk: Desk, window: LineScreen, write: Callable[[Path], None]) -> None:
    """Ask for a file with ``window`` and call ``write`` with its path, which counts from the project's folder.

    When the file exists, it is asked first whether it may be written over; without a yes nothing is written, and another name is asked for.
    """

    def given(words: str) -> None:
        target = desk.project.folder / Path(words.strip()).expanduser()
        if not target.is_file():
            write(target)
            return
        question = desk.say(N_("{path} exists already. Write over it?"), path=words.strip())
        yes = N_("The file is written anew; what stands in it now is gone.")
        no = N_("The file stays as it is; another name can be given.")

        def answered(over: bool | None) -> None:
            if over:
                desk.attempt(lambda: write(target))
            else:
                desk.ask(window.again(words), given)

        desk.push_screen(AskScreen(desk.say(N_("The file exists")), question, yes=yes, no=no), answered)

    desk.ask(window, given)
