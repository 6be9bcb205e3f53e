"""`codebook diff`, `export` and `import`: codebooks against each other, to other programs and from them."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.command import audience_option, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.leak_lines import tell_waived
from qualcode.cli.listing import show_listing
from qualcode.domain.errors import N_, UsageError

_spoken = click.option(
    "--in", "spoken", type=click.Choice(["sv", "en"]), help=N_("the language of the words (default: the project's)")
)


@command(
    "diff",
    N_(
        "Show what differs between two codebooks: codes that are new, gone, moved or merged, and what is said otherwise."
    ),
    examples=[
        ("qualcode codebook diff old.yaml codebooks/overenskommelsen.yaml", N_("two files")),
        (
            "git show HEAD~5:codebooks/my.yaml > old.yaml && qualcode codebook diff old.yaml",
            N_("with the project's own"),
        ),
    ],
)
@click.argument("old", metavar="OLD", type=path_words)
@click.argument("new", metavar="[NEW]", type=path_words, required=False)
@json_option
def diff(face: Face, old: Path, *, new: Path | None, as_json: bool) -> int:
    """Compare two codebooks."""
    from qualcode.usecases.carrying_codebooks import compare_codebooks
    from qualcode.usecases.codebook_file import codebook_path

    if new is None:
        with face.project() as project:
            new = codebook_path(project)
    found = compare_codebooks(old, new, face.language, ids=as_json)
    if as_json:
        face.print_json(found.objects())
    else:
        show_listing(face, found)
    return 0


@command(
    "export",
    N_("Write the project's codebook for other programs (REFI-QDA, tables) or as a Word file to read."),
    examples=[
        ("qualcode codebook export exports/codebook.docx", N_("for Word, with definitions and examples")),
        ("qualcode codebook export exports/codebook.qdc", N_("for NVivo, MAXQDA, ATLAS.ti and others, by REFI-QDA")),
        ("qualcode codebook export exports/codebook.xlsx", N_("a table; `codebook import` reads it back")),
    ],
)
@click.argument("target", metavar="FILE", type=path_words)
@_spoken
@audience_option
def export(face: Face, target: Path, *, spoken: str | None, audience: str | None) -> int:
    """Export the codebook."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.carrying_codebooks import export_codebook

    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        who = Audience(audience or "published")
        made, notices = export_codebook(project, target, language=spoken or "", audience=who, passphrase=secret)
    tell_waived(face, made.waived)
    for notice in notices:
        face.tell_said(notice)
    face.print(str(made))
    return 0


@command(
    "import",
    N_(
        "Read codes from REFI-QDA (.qdc) or a table (.csv, .xlsx): into the project's codebook, or into a file of their own."
    ),
    examples=[
        ("qualcode codebook import codebook.qdc", N_("what is not there is added, what stands there stays")),
        ("qualcode codebook import codes.csv --below needs-analysis", N_("below a code")),
        ("qualcode codebook import codes.xlsx --to codebooks/new.yaml", N_("a codebook of its own")),
    ],
)
@click.argument("source", metavar="FILE", type=path_words)
@click.option("--to", "target", type=path_words, metavar="FILE.yaml", help=N_("write a new codebook file instead"))
@click.option("--below", default="", metavar="CODE", help=N_("below this code (default: at the root)"))
@_spoken
def import_codes(face: Face, source: Path, *, target: Path | None, below: str, spoken: str | None) -> int:
    """Import codes."""
    from qualcode.usecases.carrying_codebooks import bring_codes, write_codes

    if target is not None and below:
        raise UsageError(
            reason=N_("--below is for the project's codebook; a file of its own has the codes at its root.")
        )
    if target is not None:
        done = write_codes(source, target, spoken or face.language)
    else:
        with face.project() as project:
            done = bring_codes(project.speaking(spoken) if spoken else project, source, below=below)
    for notice in done.notices:
        face.tell_said(notice)
    face.tell(N_("Codes: {new} new, {filled} filled in."), new=len(done.new), filled=len(done.filled))
    if target is not None:
        face.print(str(target))
    return 0
