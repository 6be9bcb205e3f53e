"""`describe`, and how guesses about documents are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import click

from qualcode.cli.command import command
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, UsageError

_MOST = 5


@command(
    "describe",
    N_("Say what documents belong to: their case, wave, date or status, or that what was guessed of them is right."),
    examples=[
        ("qualcode describe d3 --status draft", N_("it was guessed to be approved, and is a draft")),
        ("qualcode describe d3 d5 --date 2024-10-17 --wave 2024", N_("two documents")),
        ("qualcode describe d7 --case Gotland", N_("of another case than the file's name tells")),
        ("qualcode describe --all --status approved", N_("confirm that all are approved")),
    ],
)
@click.argument("which", metavar="[DOC]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help=N_("all documents of the project"))
@click.option("--case", metavar="C", help=N_("the case, such as a county"))
@click.option("--wave", metavar="W", help=N_("the wave, such as a year"))
@click.option("--date", metavar="D", help=N_("the day of the dialogue, as 2024-10-17"))
@click.option("--status", metavar="S", help=N_("draft, sent or approved"))
def describe_command(face: Face, which: tuple[str, ...], *, every: bool, **told: str | None) -> int:
    """Change what documents belong to."""
    from qualcode.usecases.describing import describe
    from qualcode.usecases.surveying import survey

    if bool(which) == every:
        raise UsageError(reason=N_("Name documents or say --all, one of the two."))
    given = {name: value for name, value in told.items() if value is not None}
    if not given:
        raise UsageError(reason=N_("Say what is to change: --case, --wave, --date or --status."))
    if not all(map(str.strip, given.values())):
        raise UsageError(reason=N_("A value is empty; is a variable in the command not set?"))
    with face.project() as project:
        keys = [line.id for line in survey(project).documents] if every else list(which)
        number = describe(project, keys, given)
    face.tell(N_("Documents changed or confirmed: {number}."), number=number)
    return 0


def tell_guesses(
    face: Face, lines: Iterable[tuple[str, Mapping[str, str]]], *, names: Collection[str] | None = None
) -> None:
    """Say on stderr what was guessed of documents (id, field → source), from what, and how to correct it; ``names`` are the fields."""
    from qualcode.usecases.describing import FIELDS, SOURCES, guesses_by_source

    found = [one for one in guesses_by_source(lines) if names is None or one[0] in names]
    if not found:
        return
    face.tell(N_("Guessed, since nobody said it (marked ? in the table):"))
    for name, source, keys in found:
        face.tell(
            N_("  {field}, from {source}: {documents}"),
            field=face.words(FIELDS[name]),
            source=face.words(SOURCES[source]),
            documents=", ".join(keys[:_MOST]) + (f" … ({len(keys)})" if len(keys) > _MOST else ""),
        )
    face.tell(N_("`qualcode describe DOC --status draft` (or --case, --wave, --date) corrects it, or confirms it."))
