"""`erase`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.run_late_name import ASK_PASSPHRASE, read_name, tell_files, tell_uncleared
from qualcode.domain.amounts import DOCUMENTS, ENTRIES, PASSAGES, TIMES
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from qualcode.usecases.erasing import Erased, Target


@command(
    "erase",
    N_(
        "Erase a person from vault, texts and history; codings stay, a certificate is written, files that still hold the name are listed."
    ),
    examples=[
        (
            "qualcode erase --ground consent-withdrawn",
            N_("asks for the name, which is never an argument, and before it is done"),
        ),
        ("qualcode erase d1-h3 --ground gallring", N_("the person whom the hit d1-h3 hides")),
        (
            "qualcode erase --ground other --reason 'mistaken interview' --also ../minutes --yes < name.txt",
            N_("from a file, without asking; the folder of the source minutes is searched too"),
        ),
    ],
)
@click.argument("key", metavar="[ID]", required=False)
@click.option(
    "--ground",
    type=click.Choice(["consent-withdrawn", "gallring", "other"]),
    required=True,
    help=N_("why: consent withdrawn, a decision on disposal (gallring), or other"),
)
@click.option(
    "--reason", default="", metavar="TEXT", help=N_("the ground in words, such as the decision's number; never a name")
)
@click.option(
    "--also",
    type=path_words,
    multiple=True,
    metavar="PATH",
    help=N_("a further file or folder to search for the name, such as where the minutes came from; may be given again"),
)
@click.option("--yes", is_flag=True, help=N_("do not ask before it is done"))
@json_option
def erase_command(
    face: Face,
    key: str | None,
    *,
    ground: str,
    reason: str,
    also: tuple[Path, ...],
    yes: bool,
    as_json: bool,
) -> int:
    """Erase a person."""
    from qualcode.usecases.erasing import Ground, erase, find_person

    for path in also:
        if not path.exists():
            raise UsageError(reason=face.words(N_("{path} does not exist; check the path."), path=path))
    if not yes and not sys.stdin.isatty():
        raise UsageError(
            reason=N_("Nobody can be asked here: say --yes when the person shall be erased without a question.")
        )
    with face.project() as project:
        secret = face.passphrase(ask=ASK_PASSPHRASE) if project.vault_path.exists() else None
        name = None if key is not None else read_name(face)
        if not yes and not _agreed(face, find_person(project, name, key=key, passphrase=secret)):
            face.tell(N_("Nothing was changed."))
            return 1
        done = erase(project, name, key=key, ground=Ground(ground), reason=reason, also=also, passphrase=secret)
    if as_json:
        face.print_json({**asdict(done.erasure), "certificate": done.certificate, "files": asdict(done.files)})
    _tell(face, done)
    return 0


def _agreed(face: Face, target: Target) -> bool:
    face.tell(
        N_("Hidden {hits} in {documents}. What is erased cannot be brought back."),
        hits=TIMES.of(target.hits),
        documents=DOCUMENTS.of(len(target.documents)),
    )
    sys.stderr.write(face.words(N_("Erase this person? (yes/no)")) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"yes", "y", "ja", "j"}


def _tell(face: Face, done: Erased) -> None:
    for one in done.finished:
        face.tell(
            N_("An erasure that had been broken off (step {step}) is finished as well; certificate: {path}"),
            step=one.erasure.step,
            path=one.certificate[0],
        )
        tell_files(face, one.files)
    told = done.erasure
    face.tell(
        N_(
            "Erased. Can no longer be turned back: {hits}; masked where they stood in clear: {masked}; {originals} left the vault."
        ),
        hits=PASSAGES.of(told.hits),
        masked=told.masked + told.elsewhere,
        originals=ENTRIES.of(told.originals),
    )
    face.tell(N_("Certificate: {path}"), path=done.certificate[0])
    if not done.cleared:
        tell_uncleared(face)
    tell_files(face, done.files)
