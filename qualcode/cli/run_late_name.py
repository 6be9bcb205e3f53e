"""`anonymise add`: a name found late; and how names are read and files that still hold one are told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option
from qualcode.cli.face import Face
from qualcode.domain.amounts import DOCUMENTS, OTHER_PLACES, PLACES
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import HitType

if TYPE_CHECKING:
    from qualcode.usecases.hiding_late import HiddenLate
    from qualcode.usecases.names_in_files import FilesSearched
    from qualcode.usecases.nothing_hidden import NothingHidden

TYPES = click.Choice([t.value for t in HitType])
ASK_PASSPHRASE = N_("Passphrase of the vault:")


@command(
    "add",
    N_(
        "Hide a name found late, in every document, memo, summary and line of history; from START up to END in DOC, or read with --text."
    ),
    examples=[
        ("qualcode anonymise add d3 1204 1220", N_("the name that stands there, in all its forms")),
        ("qualcode anonymise add --text", N_("asks for the name; names are never arguments, which shells remember")),
        ("qualcode anonymise add d3 1204 1220 --replacement rektorn", N_("with the function that the person has")),
        ("qualcode anonymise add d3 80 95 --type group", N_("the name of a group")),
    ],
)
@click.argument("place", metavar="[DOC START END]", nargs=-1)
@click.option("--text", "from_input", is_flag=True, help=N_("read the name from standard input"))
@click.option("--type", "kind", type=TYPES, default="person", help=N_("what it is (default: person)"))
@click.option("--replacement", metavar="TEXT", help=N_("the words that shall stand there; never a name"))
@json_option
def add(
    face: Face, place: tuple[str, ...], *, from_input: bool, kind: str, replacement: str | None, as_json: bool
) -> int:
    """Hide a late name."""
    from dataclasses import asdict

    from qualcode.usecases.hiding_late import hide_late

    at = _place(place)
    if (at is None) != from_input:
        raise UsageError(reason=N_("Give DOC START END or --text, one of the two; a name itself is never an argument."))
    with face.project() as project:
        secret = face.passphrase(ask=ASK_PASSPHRASE) if project.vault_path.exists() else face.passphrase()
        words = read_name(face) if from_input else None
        done = hide_late(project, words, at=at, kind=HitType(kind), replacement=replacement, passphrase=secret)
    if as_json:
        face.print_json(asdict(done))
    _tell_added(face, done)
    return 0


def read_name(face: Face) -> str:
    """Read a name from standard input: a line, asked for without echo on a terminal."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(face.words(N_("Name (not shown):")) + " ", stream=sys.stderr)
    return sys.stdin.readline()


def tell_files(face: Face, files: FilesSearched) -> None:
    """List the files that still name somebody, and those that could not be searched."""
    for path in files.naming:
        face.tell(N_("Still holds the name: {path}"), path=path)
    for path in files.unsearched:
        face.tell(N_("Could not be searched: {path}"), path=path)


def tell_uncleared(face: Face) -> None:
    """Say that what was hidden may still lie in the database's log."""
    face.tell(
        N_(
            "Another program has the project open, so bytes of what was hidden may lie in its log until that program is closed."
        )
    )


def _tell_added(face: Face, done: HiddenLate) -> None:
    face.tell(
        N_("Hidden: {hits} in {documents}, and in {elsewhere} (memos, summaries, history)."),
        hits=done.hits,
        documents=DOCUMENTS.of(len(done.documents)),
        elsewhere=OTHER_PLACES.of(done.elsewhere),
    )
    if done.nothing is not None:
        _tell_nothing(face, done.nothing)
    elif not done.kept:
        face.tell(N_("There is no vault: the name is kept nowhere, and this cannot be undone."))
    if not done.cleared:
        tell_uncleared(face)
    tell_files(face, done.files)


def _tell_nothing(face: Face, nothing: NothingHidden) -> None:
    from qualcode.usecases.nothing_hidden import WHY_WORDS

    face.tell(
        WHY_WORDS[nothing.why],
        places=PLACES.of(nothing.places),
        document=nothing.document,
        start=nothing.start,
        end=nothing.end,
    )


def _place(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    if not words:
        return None
    if len(words) != 3 or not (words[1].isdigit() and words[2].isdigit()):  # noqa: PLR2004 - DOC START END
        raise UsageError(reason=N_("Give DOC START END or --text, one of the two; a name itself is never an argument."))
    return words[0], int(words[1]), int(words[2])
