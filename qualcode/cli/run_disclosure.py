"""`disclosure`."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.command import command, json_option, path_words, wave_option
from qualcode.cli.face import Face
from qualcode.cli.giving import give_listing, speaking_for
from qualcode.domain.errors import N_


@command(
    "disclosure",
    N_("List what would single out a case if it were published, with how to word it instead."),
    examples=[
        ("qualcode disclosure", N_("what holds for one county alone, and what in quotes may tell theirs")),
        ("qualcode disclosure --k 3", N_("what holds for one or two counties as well")),
        ("qualcode disclosure --to exports/disclosure.docx", N_("for Word, marked as working material")),
        ("qualcode counts --k 3 --to exports/counts.docx", N_("withhold such counts, and what would tell them")),
    ],
)
@click.option(
    "--k",
    "k",
    type=click.IntRange(min=1),
    metavar="K",
    help=N_("list what holds for fewer than K cases (default: withhold_below of the settings, at least 2)"),
)
@wave_option
@click.option("--to", "target", metavar="FILE", type=path_words, help=N_("write to this file"))
@json_option
def disclosure_command(face: Face, *, k: int | None, wave: str | None, target: Path | None, as_json: bool) -> int:
    """List what singles out; a report, so exit 0 whether or not there is anything in it."""
    from qualcode.usecases.disclosing import disclosure
    from qualcode.usecases.empty_selections import refuse_nothing

    with face.project() as project:
        if k == 1:
            face.tell(
                N_(
                    "Nothing holds for fewer than one case: with --k 1 the list is that of --k 2, what holds for one alone."
                )
            )
        if not as_json:
            refuse_nothing(project, wave)
        found = disclosure(speaking_for(project, target), k=k, wave=wave)
        give_listing(face, project, found, target, as_json=as_json)
        face.tell(N_("Found: {number}."), number=len(found.rows))
    return 0
