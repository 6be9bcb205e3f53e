"""`query`, `kwic`, `cooccurrence`, `saturation` and `compare`."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.command import (
    audience_option,
    command,
    figure_option,
    json_option,
    path_words,
    unjudged_option,
    wave_option,
)
from qualcode.cli.face import Face
from qualcode.cli.giving import give_listing, speaking_for
from qualcode.cli.listing import tell_none
from qualcode.domain.errors import N_, UsageError

_to_option = click.option(
    "--to", "target", metavar="FILE", type=path_words, help=N_("write to this file (.docx, .xlsx, .csv, .md, .json)")
)
_suggested_option = click.option(
    "--with-suggested", is_flag=True, help=N_("count suggestions that nobody has decided yet as well")
)


@command(
    "query",
    N_("Find the places for which codes, words and attributes hold together."),
    examples=[
        ("qualcode query 'action-plans/county-plan[planned,absent]'", N_("a code with these statuses")),
        (
            "qualcode query 'needs-analysis and not governance within section'",
            N_("a theme without another in one section"),
        ),
        ("qualcode query 'needs-analysis[saknas] och inte governance inom fall'", N_("in Swedish words")),
        ("qualcode query '\"samverk*\" near[10] suicide-prevention'", N_("a word at most ten words from a code")),
        ("qualcode query 'agreement-changes and case=Gotland' --save gotland", N_("kept in queries.toml under a name")),
        ("qualcode query --name gotland --to exports/gotland.docx", N_("asked again, for Word")),
    ],
)
@click.argument("expression", metavar="[QUERY]", required=False)
@click.option("--name", metavar="NAME", help=N_("ask the query saved under this name"))
@click.option("--save", metavar="NAME", help=N_("save the query under this name"))
@click.option("--forget", metavar="NAME", help=N_("take a saved query away"))
@click.option("--list", "listed", is_flag=True, help=N_("list the saved queries"))
@wave_option
@_to_option
@json_option
def query_command(
    face: Face,
    *,
    expression: str | None,
    name: str | None,
    save: str | None,
    forget: str | None,
    listed: bool,
    wave: str | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Ask a query."""
    from qualcode.usecases import asking

    if sum(bool(x) for x in (expression, name, forget, listed)) != 1 or (save and not expression):
        raise UsageError(reason=N_("Give a QUERY, or one of --name, --forget and --list; --save goes with a QUERY."))
    with face.project() as project:
        if listed:
            saved = asking.saved_queries(project)
            if as_json:
                face.print_json(saved)
            elif not saved:
                tell_none(face)
            for key, query in () if as_json else saved.items():
                face.print(f"{key}: {query}")
            return 0
        if forget:
            asking.forget_query(project, forget)
            face.tell(N_("The query {name} is taken away."), name=forget)
            return 0
        asked = expression or asking.saved_query(project, name or "")
        if save:
            secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
            asking.save_query(project, save, asked, passphrase=secret)
            face.tell(N_("The query is saved as {name}: `qualcode query --name {name}`."), name=save)
        source = speaking_for(project, target)
        return give_listing(face, project, asking.ask(source, asked, wave=wave), target, as_json=as_json)


@command(
    "kwic",
    N_("Show a word or phrase wherever it stands, with what stands around it (keyword in context)."),
    examples=[
        ("qualcode kwic handlingsplan", N_("the word in any case")),
        ("qualcode kwic 'samverk*'", N_("all words that begin so")),
        ("qualcode kwic 'lokal* plan*' --to exports/plans.xlsx", N_("a phrase, for Excel")),
    ],
)
@click.argument("term", metavar="TERM")
@click.option("--every", is_flag=True, help=N_("all documents, those outside the analysis as well"))
@wave_option
@_to_option
@json_option
def kwic_command(face: Face, *, term: str, every: bool, wave: str | None, target: Path | None, as_json: bool) -> int:
    """Show a word in context."""
    from qualcode.usecases.empty_selections import refuse_nothing
    from qualcode.usecases.exploring import keyword

    with face.project() as project:
        if not as_json and not every:
            refuse_nothing(project, wave)
        source = speaking_for(project, target)
        return give_listing(
            face, project, keyword(source, term, wave=wave, all_documents=every), target, as_json=as_json
        )


@command(
    "cooccurrence",
    N_("Show which codes come together: in overlapping passages, or in one sentence, section, document or case."),
    examples=[
        ("qualcode cooccurrence", N_("passages that overlap")),
        (
            "qualcode cooccurrence --in case --code agreement-changes",
            N_("what goes with the codes of a theme, by county"),
        ),
        ("qualcode cooccurrence --in case --to exports/pairs.svg", N_("a figure (.png, .svg)")),
    ],
)
@click.option(
    "--in",
    "place",
    type=click.Choice(["overlap", "sentence", "section", "document", "case"]),
    default="overlap",
    help=N_("where two codes must meet (default: overlap)"),
)
@click.option("--code", metavar="C", help=N_("only this code or theme"))
@_suggested_option
@wave_option
@audience_option
@unjudged_option
@figure_option
@json_option
def cooccurrence_command(
    face: Face,
    *,
    place: str,
    code: str | None,
    with_suggested: bool,
    wave: str | None,
    audience: str | None,
    allow_unjudged: bool,
    target: Path | None,
    as_json: bool,
) -> int:
    """Show which codes come together."""
    from qualcode.usecases.charting import pair_chart
    from qualcode.usecases.empty_selections import refuse_nothing
    from qualcode.usecases.exploring import together
    from qualcode.usecases.publishing import refuse_proposed
    from qualcode.usecases.tabulating import proposed_in_wave

    with face.project() as project:
        if not as_json:
            refuse_nothing(project, wave)
        source = speaking_for(project, target)
        if audience == "published" and target is not None and not allow_unjudged:
            refuse_proposed(proposed_in_wave(project, wave))
        found = together(source, place=place, code=code, wave=wave, suggested=with_suggested)
        return give_listing(
            face,
            project,
            found,
            target,
            as_json=as_json,
            audience=audience,
            chart=lambda: pair_chart(source, found),
        )


@command(
    "saturation",
    N_("Show how many codes each further document brought that none before it had."),
    examples=[
        ("qualcode saturation", N_("the documents by date")),
        ("qualcode saturation --to exports/saturation.svg", N_("a curve (.png, .svg)")),
    ],
)
@_suggested_option
@wave_option
@figure_option
@json_option
def saturation_command(
    face: Face, *, with_suggested: bool, wave: str | None, target: Path | None, as_json: bool
) -> int:
    """Show saturation."""
    from qualcode.usecases.charting import curve_chart
    from qualcode.usecases.empty_selections import refuse_nothing
    from qualcode.usecases.exploring import growth

    with face.project() as project:
        if not as_json:
            refuse_nothing(project, wave)
        source = speaking_for(project, target)
        found = growth(source, wave=wave, suggested=with_suggested)
        return give_listing(face, project, found, target, as_json=as_json, chart=lambda: curve_chart(source, found))


@command(
    "compare",
    N_("Set two waves against each other: what is new, changed or no longer mentioned in the cases that both hold."),
    examples=[
        ("qualcode compare 2024 2025", N_("every cell that changed")),
        ("qualcode compare 2024 2025 --by code", N_("numbers of cases, code by code")),
        (
            "qualcode compare 2024 2025 --by code --audience published --to exports/waves.docx",
            N_("for Word, without cases"),
        ),
        ("qualcode compare 2024 2025 --to exports/waves.svg", N_("a figure, code by code (.png, .svg)")),
    ],
)
@click.argument("before", metavar="WAVE1")
@click.argument("after", metavar="WAVE2")
@click.option(
    "--by",
    type=click.Choice(["cell", "code"]),
    default="cell",
    help=N_("a row for each changed cell, or for each code"),
)
@click.option("--every", is_flag=True, help=N_("by cell: those that are the same as well"))
@audience_option
@unjudged_option
@figure_option
@json_option
def compare_command(
    face: Face,
    *,
    before: str,
    after: str,
    by: str,
    every: bool,
    audience: str | None,
    allow_unjudged: bool,
    target: Path | None,
    as_json: bool,
) -> int:
    """Compare two waves."""
    from qualcode.usecases.comparing import proposed_in_waves, waves_by_cell, waves_by_code, waves_chart
    from qualcode.usecases.publishing import refuse_proposed

    if by == "code" and every:
        raise UsageError(reason=N_("--every belongs to --by cell."))
    drawn = target is not None and target.suffix.lower() in (".png", ".svg")
    if drawn and every:
        raise UsageError(reason=N_("--every belongs to tables; a figure shows the codes."))
    if by == "cell" and audience == "published" and not drawn:
        raise UsageError(reason=N_("Published comparisons name no cases: use --by code."))
    with face.project() as project:
        source = speaking_for(project, target)
        if audience == "published" and target is not None and not allow_unjudged:
            refuse_proposed(proposed_in_waves(project, before, after))
        found = (
            waves_by_code(source, before, after) if by == "code" else waves_by_cell(source, before, after, every=every)
        )
        return give_listing(
            face,
            project,
            found,
            target,
            as_json=as_json,
            audience=audience,
            chart=lambda: waves_chart(source, before, after),
        )
