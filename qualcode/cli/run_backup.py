"""`backup` and `restore-backup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.command import PathWords, command, json_option
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, Nn_

if TYPE_CHECKING:
    from pathlib import Path

_MEGA = 1_000_000


@command(
    "backup",
    N_(
        "Copy the project's database, whole and checked, also while others work in it; the vault and the codebook are not in it."
    ),
    examples=[
        ("qualcode backup", N_("into the project's folder backups/")),
        ("qualcode backup /media/stick/", N_("into another folder")),
        ("qualcode backup --list", N_("the backups there are, also those made before changes of much")),
    ],
)
@click.argument("target", metavar="[FILE]", required=False, type=PathWords(readable=False))
@click.option("--list", "listed", is_flag=True, help=N_("show the backups there are, newest first"))
@json_option
def backup_command(face: Face, target: str | None, *, listed: bool, as_json: bool) -> int:
    """Make or list backups."""
    from qualcode.usecases.backing_up import back_up
    from qualcode.usecases.project import database_of

    folder, database = database_of(face.asked_folder)
    if listed:
        _show(face, folder, as_json=as_json)
        return 0
    made = back_up(folder, database, target, face.tell_waiting)
    if as_json:
        face.print_json({"path": str(made), "bytes": made.stat().st_size})
        return 0
    face.tell(
        N_("Backed up; put it back with `qualcode restore-backup {name}`."), name=made.name if target is None else made
    )
    face.print(str(made))
    return 0


def _show(face: Face, folder: Path, *, as_json: bool) -> None:
    from qualcode.usecases.backing_up import REASONS, backups_in

    found = backups_in(folder)
    if as_json:
        face.print_json([b.as_json() for b in found])
    elif not found:
        face.tell(N_("There are no backups yet."))
    else:
        head = (N_("name"), N_("when (UTC)"), N_("why"), N_("size (MB)"))
        rows = [
            (
                b.name,
                b.at.replace("T", " ").removesuffix("+00:00"),
                face.words(REASONS[b.reason]),
                f"{b.bytes / _MEGA:.1f}",
            )
            for b in found
        ]
        face.table([face.words(h) for h in head], rows, right=(3,))


@command(
    "restore-backup",
    N_("Put a backup in the place of the project's database; what is there is copied first."),
    examples=[
        ("qualcode restore-backup", N_("the newest one")),
        (
            "qualcode restore-backup 2026-11-27T143000Z_before-accept",
            N_("one of those that `qualcode backup --list` shows"),
        ),
        ("qualcode restore-backup /media/stick/project.db", N_("a file elsewhere")),
    ],
)
@click.argument("name", metavar="[NAME]", required=False)
@json_option
def restore_backup_command(face: Face, name: str | None, *, as_json: bool) -> int:
    """Put a backup back."""
    from qualcode.usecases.backing_up import erased_since, put_backup_back
    from qualcode.usecases.following_codes import follow_codebook
    from qualcode.usecases.project import database_of

    folder, database = database_of(face.asked_folder)
    chosen, aside = put_backup_back(folder, database, name, face.tell_waiting)
    if number := erased_since(folder, chosen):
        face.tell(
            N_(
                "People were erased after this backup was made (certificates: {number}), and what it holds of them is back: erase them "
                "again with `qualcode erase`."
            ),
            number=number,
        )
    face.tell(N_("Put back: {name}."), name=chosen.name)
    if aside is not None:
        face.tell(N_("What was there before is kept as {name}."), name=aside.name)
    with face.project() as project:
        followed, unknown = follow_codebook(project)
    if followed:
        face.tell(
            Nn_(
                "Codes were renamed, moved or merged after this backup was made: {number} coding follows the codebook as it is now.",
                "Codes were renamed, moved or merged after this backup was made: {number} codings follow the codebook as it is now.",
            ),
            number=followed,
        )
    if unknown:
        face.tell(
            N_(
                "The codebook knows nothing of {codes}: codings of them count nowhere until it does; put back its file of that day as well."
            ),
            codes=", ".join(unknown),
        )
    if as_json:
        face.print_json(
            {
                "restored": str(chosen),
                "before": str(aside) if aside else None,
                "followed": followed,
                "unknown_codes": list(unknown),
            }
        )
    return 0
