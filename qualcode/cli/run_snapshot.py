"""`snapshot`, `restore` and `merge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import audience_option, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.listing import tell_conflict
from qualcode.domain.amounts import (
    CHANGES,
    CODINGS,
    CONFLICTS,
    DECISIONS,
    DOCUMENTS,
    JUDGEMENTS,
    MARKS_OF_READING,
    MEMOS,
    PLACES_THAT_WAIT,
    REVIEWS,
)
from qualcode.domain.errors import N_, Nn_, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_prefer = click.option(
    "--prefer",
    type=click.Choice(["ours", "theirs"]),
    help=N_("decide every conflict for one side (else a conflict stops the merge)"),
)


@command(
    "snapshot",
    N_(
        "Write the project's decisions into a folder as sorted lines of text for version control; no texts and no names are in it."
    ),
    examples=[
        (
            "qualcode snapshot decisions/",
            N_("codings, judgements, memos, codebook; taken again, only what changed is another line"),
        ),
        (
            "qualcode snapshot decisions/ --with-text",
            N_("with the pseudonymised texts, so that it can be restored without the minutes"),
        ),
        ("qualcode snapshot merged/ --merge base/ ours/ theirs/", N_("merge two snapshots that began as a third")),
    ],
)
@click.argument("folder", metavar="DIR", type=path_words)
@click.option("--with-text", is_flag=True, help=N_("put the stored texts into it as well"))
@click.option(
    "--merge",
    "sides",
    nargs=3,
    type=path_words,
    metavar="BASE OURS THEIRS",
    help=N_("merge two snapshots that began as BASE into DIR"),
)
@_prefer
@audience_option
@json_option
def snapshot_command(
    face: Face,
    folder: Path,
    *,
    with_text: bool,
    sides: tuple[Path, Path, Path] | None,
    prefer: str | None,
    audience: str | None,
    as_json: bool,
) -> int:
    """Take a snapshot, or merge two."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.snapshot_folder import write_snapshot
    from qualcode.usecases.snapshots import take_snapshot

    if sides is not None:
        if with_text or audience is not None:
            raise UsageError(
                reason=N_(
                    "--merge takes what its snapshots hold; --with-text and --audience belong to one of the project."
                )
            )
        from qualcode.usecases.merging_work import merge_snapshots

        merged, conflicts = merge_snapshots(*sides, prefer=prefer)
        files = write_snapshot(folder, merged.snapshot)
        if as_json:
            told = [c.as_json() for c in conflicts]
            face.print_json({"files": [str(f) for f in files], "taken": merged.taken, "conflicts": told})
        else:
            for conflict in conflicts:
                tell_conflict(face, conflict)
            _tell_merged(face, merged.taken, len(conflicts))
            face.print(str(folder))
        return 0
    if prefer is not None:
        raise UsageError(reason=N_("--prefer belongs to --merge."))
    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        files = take_snapshot(
            project,
            folder,
            with_text=with_text,
            audience=Audience(audience or Audience.INTERNAL.value),
            passphrase=secret,
        )
    if as_json:
        face.print_json({"files": [str(f) for f in files]})
    else:
        face.tell(
            Nn_(
                "Written: {number} file. Working material: it names cases.",
                "Written: {number} files. Working material: they name cases.",
            ),
            number=len(files),
        )
        face.print(str(folder))
    return 0


@command(
    "restore",
    N_(
        "Make the project's decisions those of a snapshot, as one step that can be undone; what is there is backed up first."
    ),
    examples=[
        ("qualcode restore decisions/", N_("the documents must be in the project, or their texts in the snapshot"))
    ],
)
@click.argument("folder", metavar="DIR", type=path_words)
@json_option
def restore_command(face: Face, folder: Path, *, as_json: bool) -> int:
    """Restore a snapshot."""
    from qualcode.usecases.snapshots import restore_snapshot

    with face.project() as project:
        done = restore_snapshot(project, folder)
    if as_json:
        face.print_json(
            {"changed": dict(done.changed), "added": done.added, "codebooks": list(done.codebooks), "left": done.left}
        )
        return 0
    if done.added:
        face.tell(
            Nn_(
                "{number} document was brought in with its text.",
                "{number} documents were brought in with their texts.",
            ),
            number=done.added,
        )
    face.tell(N_("Restored; what changed: {changes}."), changes=_counted(face, done.changed))
    for name in done.codebooks:
        face.tell(N_("The codebook {name} was replaced; the earlier one is in backups/."), name=name)
    if done.left:
        face.tell(
            Nn_(
                "{number} document, of which the snapshot says nothing, was left as it is.",
                "{number} documents, of which the snapshot says nothing, were left as they are.",
            ),
            number=done.left,
        )
    return 0


_CHANGED = {
    "documents": DOCUMENTS,
    "codings": CODINGS,
    "decisions": DECISIONS,
    "readings": MARKS_OF_READING,
    "placements": PLACES_THAT_WAIT,
    "judgements": JUDGEMENTS,
    "memos": MEMOS,
    "names": REVIEWS,
}
"""What a restore changes, by its kinds."""


def _counted(face: Face, changed: Mapping[str, int]) -> str:
    said = [face.words(_CHANGED[kind], number=number) for kind, number in changed.items() if number]
    return ", ".join(said) or face.words(N_("nothing"))


def _tell_merged(face: Face, taken: int, conflicts: int) -> None:
    if conflicts:
        face.tell(
            N_("Merged: {changes} taken from theirs, {conflicts} decided."),
            changes=CHANGES.of(taken),
            conflicts=CONFLICTS.of(conflicts),
        )
    else:
        face.tell(N_("Merged: {changes} taken from theirs, no conflicts."), changes=CHANGES.of(taken))


@command(
    "merge",
    N_(
        "Bring in the work of a coder who worked apart in a copy of the project, as one step; conflicts are shown by passage."
    ),
    examples=[
        ("qualcode merge ../study-bo/", N_("another project folder, or its project.db")),
        ("qualcode merge ../study-bo/ --prefer ours", N_("where both changed the same thing, ours stays")),
    ],
)
@click.argument("other", metavar="OTHER", type=path_words)
@_prefer
@json_option
def merge_command(face: Face, other: Path, *, prefer: str | None, as_json: bool) -> int:
    """Merge another copy's work."""
    from qualcode.usecases.merging_work import merge_project

    with face.project() as project:
        done = merge_project(project, other, prefer=prefer)
    if as_json:
        told = [c.as_json() for c in done.conflicts]
        face.print_json(
            {
                "taken": done.taken,
                "conflicts": told,
                "missing": list(done.missing),
                "unplaced": done.unplaced,
                "common": done.based,
            }
        )
        return 0
    for conflict in done.conflicts:
        tell_conflict(face, conflict)
    _tell_merged(face, done.taken, len(done.conflicts))
    if not done.based:
        face.tell(N_("The two never were one project, so what is missing there was not taken away here."))
    if done.missing:
        face.tell(
            N_("Only they have these documents; import them and merge again: {names}."), names=", ".join(done.missing)
        )
    if done.unplaced:
        face.tell(
            Nn_(
                "{number} coding of theirs was left out: its words stand otherwise here.",
                "{number} codings of theirs were left out: their words stand otherwise here.",
            ),
            number=done.unplaced,
        )
    return 0
