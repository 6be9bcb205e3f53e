"""`vault`: new, passwd, status."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from qualcode.cli.command import CommandGroup, command, json_option
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, Nn_, UsageError


@click.group(
    "vault",
    cls=CommandGroup,
    help=N_("The vault: originals and the key to who is who, encrypted, outside the project folder."),
    examples=[
        ("qualcode vault status", N_("is there one, and where")),
        ("qualcode vault new", N_("make one; asks for a passphrase")),
    ],
)
def vault_command() -> None:
    """Hold the commands about the vault."""


@command(
    "new",
    N_("Make the project's vault; a lost passphrase cannot be recovered, and no coding is lost with it."),
    examples=[("qualcode vault new --passphrase-fd 3 3< secret", N_("with the passphrase from a file"))],
)
def _new(face: Face) -> int:
    from qualcode.usecases.vault_keeping import new_vault

    with face.project() as project:
        made = new_vault(project, _secret(face, N_("New passphrase:"), twice=True))
    face.print(made.path)
    return 0


@command(
    "passwd",
    N_("Change the passphrase of the vault; the new one is asked for, or read as a second line of standard input."),
    examples=[("qualcode vault passwd", N_("asks for both"))],
)
def _passwd(face: Face) -> int:
    from qualcode.usecases.vault_keeping import change_passphrase

    with face.project() as project:
        old = _secret(face, N_("Passphrase of the vault:"))
        new = _prompted(face, N_("New passphrase:")) if sys.stdin.isatty() else sys.stdin.readline().strip("\r\n")
        if not new:
            raise UsageError(reason=N_("A passphrase may not be empty."))
        change_passphrase(project, old, new)
    face.tell(N_("The passphrase is changed."))
    return 0


@command(
    "status",
    N_("Tell whether there is a vault, where, and, given the passphrase, how many originals it holds."),
    examples=[("qualcode vault status", N_("without the passphrase"))],
)
@json_option
def _status(face: Face, *, as_json: bool) -> int:
    from qualcode.usecases.vault_keeping import vault_status

    with face.project() as project:
        found = vault_status(project, face.passphrase())
    if as_json:
        face.print_json(asdict(found))
        return 0
    if not found.exists:
        face.print(face.words(N_("No vault; it would lie at {path}."), path=found.path))
    elif found.originals is None:
        face.print(face.words(N_("The vault lies at {path}."), path=found.path))
    else:
        face.print(
            face.words(
                Nn_(
                    "The vault lies at {path} and holds {number} original.",
                    "The vault lies at {path} and holds {number} originals.",
                ),
                path=found.path,
                number=found.originals,
            )
        )
    return 0


def _secret(face: Face, ask: str, *, twice: bool = False) -> str:
    secret = face.passphrase(ask=ask)
    if not secret:
        raise UsageError(
            reason=N_("A passphrase is needed: --passphrase-fd N, QUALCODE_PASSPHRASE, or a terminal to ask on.")
        )
    if twice and face.passphrase_fd is None and sys.stdin.isatty() and _prompted(face, N_("Once more:")) != secret:
        raise UsageError(reason=N_("The two passphrases differ."))
    return secret


def _prompted(face: Face, ask: str) -> str:
    from getpass import getpass

    return getpass(face.words(ask) + " ", stream=sys.stderr)


for _inner in (_new, _passwd, _status):
    vault_command.add_command(_inner)
