"""What is done by a command outside the app: the palette finds it by name and tells the command."""

from __future__ import annotations

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed

OUTSIDE = N_("command")
TOLD = "screen.tell_outside"
"""What the action of such a deed begins with."""

COMMANDS = tuple(
    Deed("", f"{TOLD}('{name}')", short, told, OUTSIDE, also=also)
    for name, short, told, also in (
        (
            "import",
            N_("bring in documents"),
            N_("In a terminal: `qualcode import FOLDER`; {k:reload} shows them here."),
            N_("import, add minutes, files"),
        ),
        (
            "describe",
            N_("another case, wave or status"),
            N_("In a terminal: `qualcode describe DOCUMENT --wave 2024`, or --case, --date, --status."),
            N_("describe, wave, year, county, date, metadata"),
        ),
        ("passwd", N_("change the passphrase"), N_("In a terminal: `qualcode vault passwd`."), N_("password, vault")),
        (
            "vault",
            N_("make a vault"),
            N_("In a terminal: `qualcode vault new`; `vault status` tells what it holds."),
            N_("vault, password, passphrase, originals"),
        ),
        (
            "erase",
            N_("erase a person"),
            N_("In a terminal: `qualcode erase` takes a person out of vault, texts and history."),
            N_("delete, data protection, GDPR"),
        ),
        (
            "restore",
            N_("put a backup back"),
            N_(
                "In a terminal, with the app closed: `qualcode restore-backup`; `qualcode backup --list` lists the copies."
            ),
            N_("restore, recover, backup"),
        ),
        (
            "merge",
            N_("bring in another coder's work"),
            N_("In a terminal: `qualcode merge OTHER/project.db`."),
            N_("merge, join, colleague"),
        ),
        (
            "qdpx",
            N_("to NVivo, MAXQDA or ATLAS.ti"),
            N_("In a terminal: `qualcode export FILE.qdpx`; `qualcode import FILE.qdpx` reads one."),
            N_("qdpx, REFI-QDA, other programs"),
        ),
        (
            "verify",
            N_("check a finished Word file"),
            N_("In a terminal: `qualcode verify FILE.docx` checks quotes and counts, `qualcode leakcheck FILE` names."),
            N_("verify, leak check"),
        ),
    )
)
"""In the order of a study."""


def command_for(name: str) -> str:
    """Give the sentence (English, to be translated) that tells the command."""
    return next(deed.told for deed in COMMANDS if deed.action == f"{TOLD}('{name}')")
