"""`frequencies` and `combinations`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import (
    audience_option,
    command,
    figure_option,
    json_option,
    k_option,
    unjudged_option,
    wave_option,
)
from qualcode.cli.face import Face
from qualcode.cli.giving import give_listing, refuse_idle_threshold, speaking_for
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import Audience

if TYPE_CHECKING:
    from qualcode.domain.table import Matrix
    from qualcode.usecases.project import Project


@command(
    "frequencies",
    N_("Show in how many cases each code or theme comes up, with which status, and what nobody mentions."),
    examples=[
        ("qualcode frequencies", N_("code by code, with the number of passages")),
        ("qualcode frequencies --level theme", N_("a case counts once per theme")),
        ("qualcode frequencies --to exports/codes.svg", N_("a figure, bars cut by status (.png, .svg)")),
        ("qualcode frequencies --audience published --to exports/codes.xlsx", N_("for publication, in Excel")),
    ],
)
@click.option(
    "--level", type=click.Choice(["theme", "code"]), default="code", help=N_("rows: codes (default) or themes")
)
@wave_option
@audience_option
@unjudged_option
@k_option
@figure_option
@json_option
def frequencies_command(
    face: Face,
    *,
    level: str,
    wave: str | None,
    audience: str | None,
    allow_unjudged: bool,
    k: int | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Show frequencies."""
    from qualcode.usecases.empty_selections import refuse_nothing
    from qualcode.usecases.frequencies import frequency_chart, frequency_listing, theme_listing

    who = Audience(audience or "internal")
    refuse_idle_threshold(k, who, shown=target is None)
    if k and level == "theme":
        raise UsageError(reason=N_("--k withholds numbers of codes, not of themes: leave --level theme or --k out."))
    with face.project() as project:
        if not as_json:
            refuse_nothing(project, wave)
        source = speaking_for(project, target)
        table = _published(source, wave, who, k, allow_unjudged=allow_unjudged)
        if level == "theme":
            if target is not None and target.suffix.lower() in (".png", ".svg"):
                raise UsageError(reason=N_("The figure shows codes, by theme: leave --level theme out."))
            found = theme_listing(source, table)
        else:
            found = frequency_listing(source, table, passages=who is Audience.INTERNAL)
        return give_listing(
            face,
            project,
            found,
            target,
            as_json=as_json,
            audience=audience,
            chart=lambda: frequency_chart(source, table),
            withholds=level == "code",
        )


def _published(
    project: Project, wave: str | None, audience: Audience, k: int | None, *, allow_unjudged: bool
) -> Matrix:
    """Give the matrix of codes, for publication with its small numbers withheld and no number that rests on proposals."""
    from qualcode.usecases.publishing import judged_matrix
    from qualcode.usecases.tabulating import matrix

    table = matrix(project, wave=wave, passages=False)
    if audience is Audience.INTERNAL:
        return table
    return judged_matrix(project, table, below=k, allow_unjudged=allow_unjudged)


@command(
    "combinations",
    N_(
        "Show which cases have what together: two or more codes, themes, expressions or declared counts, as sets that meet."
    ),
    examples=[
        (
            "qualcode combinations action-plans/county-plan governance/joint-forum support-needs",
            N_("codes, and a theme: any of its codes"),
        ),
        ("qualcode combinations county-plan suicide-plan --status present,planned", N_("planned counts as well")),
        (
            "qualcode combinations 'Plan=county-plan or other-plan' 'joint-forum[planned]' count:integrated --json",
            N_("expressions as in declared counts, with a name before, and a declared count"),
        ),
        (
            "qualcode combinations county-plan suicide-plan support-needs --to exports/sets.svg",
            N_("an UpSet plot (.png, .svg)"),
        ),
    ],
)
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--status", "statuses", metavar="S,S", default="", help=N_("which statuses count as having it (default: present)")
)
@wave_option
@audience_option
@unjudged_option
@figure_option
@json_option
def combinations_command(
    face: Face,
    *,
    sets: tuple[str, ...],
    statuses: str,
    wave: str | None,
    audience: str | None,
    allow_unjudged: bool,
    target: Path | None,
    as_json: bool,
) -> int:
    """Show combinations."""
    from qualcode.usecases.combining import (
        UnjudgedCombinationError,
        combined,
        combined_chart,
        combined_listing,
    )

    who = Audience(audience or "internal")
    told = [s.strip() for s in statuses.split(",") if s.strip()]
    with face.project() as project:
        source = speaking_for(project, target)
        found = combined(source, sets, statuses=told, wave=wave)
        if who is Audience.PUBLISHED and found.unjudged and not allow_unjudged:
            raise UnjudgedCombinationError(number=found.unjudged)
        listing = combined_listing(source, found, named=who is Audience.INTERNAL)
        return give_listing(
            face,
            project,
            listing,
            target,
            as_json=as_json,
            audience=audience,
            chart=lambda: combined_chart(source, found),
        )
