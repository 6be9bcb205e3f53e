"""`versions`: what could not be placed for sure when a document got a corrected version."""

from __future__ import annotations

from dataclasses import asdict

import click

from qualcode.cli.command import CommandGroup, command, json_option
from qualcode.cli.face import Face
from qualcode.cli.listing import status_in
from qualcode.domain.errors import N_

_every = click.option("--all", "every", is_flag=True, help=N_("all codings that wait for a place"))


@click.group(
    "versions",
    cls=CommandGroup,
    help=N_(
        "Decide where codings stand in a corrected version, when their words or what stands around them were changed."
    ),
    examples=[
        ("qualcode versions list", N_("the codings that wait for a place, with their words then and now")),
        ("qualcode versions accept k12 k15", N_("the places found for them are right")),
        ("qualcode versions reject k16", N_("this one has no place in the new version")),
        ("qualcode versions place k17 1204 1290", N_("give it another place by hand")),
    ],
)
def versions_command() -> None:
    """Hold the commands about versions."""


@command(
    "list",
    N_("Show the codings that wait for a place in a corrected version; they count nowhere until then."),
    examples=[
        ("qualcode versions list", N_("those that wait")),
        ("qualcode versions list --lost", N_("those that stayed with a replaced version")),
    ],
)
@click.option("--lost", is_flag=True, help=N_("the codings that were not found again, or turned down"))
@json_option
def _list(face: Face, *, lost: bool, as_json: bool) -> int:
    from qualcode.usecases.deciding_places import codings_left_behind, waiting_places

    with face.project() as project:
        behind = codings_left_behind(project) if lost else ()
        waiting = () if lost else waiting_places(project)
    if as_json:
        face.print_json([asdict(one) for one in (behind if lost else waiting)])
        return 0
    for one in waiting:
        said = status_in(face, project, one.status, one.code)
        face.print(f"{one.coding}  {one.code}  {said}  {one.coder}  {one.score:g}  {face.words(one.reason)}")
        face.print(f"    {one.replaced}  {' '.join(one.words.split())}")
        face.print(f"    {one.document}  {' '.join(one.new_words.split())}")
    for gone in behind:
        face.print(f"{gone.coding}  {gone.code}  {status_in(face, project, gone.status, gone.code)}  {gone.coder}")
        face.print(f"    {gone.document}  {' '.join(gone.words.split())}")
    if waiting:
        face.tell(N_("Decide with `qualcode versions accept`, `reject` or `place`."))
    elif not behind:
        face.tell(N_("No coding waits for a place.") if not lost else N_("No coding stayed with a replaced version."))
    return 0


@command(
    "accept",
    N_("Give codings the places that were found for them."),
    examples=[
        ("qualcode versions accept k12 k15", N_("two of them")),
        ("qualcode versions accept --all --min-score 90", N_("all whose words are nearly the same")),
    ],
)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@_every
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="S",
    help=N_("only places at least so alike (0-100)"),
)
def _accept(face: Face, ids: tuple[str, ...], *, every: bool, min_score: float) -> int:
    from qualcode.usecases.deciding_places import accept_places

    with face.project() as project:
        face.tell(N_("Codings placed: {number}."), number=accept_places(project, ids, every=every, min_score=min_score))
    return 0


@command(
    "reject",
    N_("Say that places are wrong; the codings stay with the replaced version."),
    examples=[("qualcode versions reject k16", N_("this one has no place in the new version"))],
)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@_every
def _reject(face: Face, ids: tuple[str, ...], *, every: bool) -> int:
    from qualcode.usecases.deciding_places import reject_places

    with face.project() as project:
        face.tell(N_("Places turned down: {number}."), number=reject_places(project, ids, every=every))
    return 0


@command(
    "place",
    N_("Give a coding that waits, or was not found again, a place in the current version by hand."),
    examples=[("qualcode versions place k17 1204 1290", N_("from START up to END, in characters"))],
)
@click.argument("coding", metavar="ID")
@click.argument("start", metavar="START", type=click.IntRange(min=0))
@click.argument("end", metavar="END", type=click.IntRange(min=1))
def _place(face: Face, coding: str, start: int, end: int) -> int:
    from qualcode.usecases.deciding_places import place_coding

    with face.project() as project:
        placed = place_coding(project, coding, start, end)
    face.tell(N_("Codings placed: {number}."), number=1)
    face.print(f"{placed.id}  {placed.document}  {placed.span.start}-{placed.span.end}")
    return 0


for _made in (_list, _accept, _reject, _place):
    versions_command.add_command(_made)
