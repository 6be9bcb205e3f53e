"""`report`, `case` and `verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualcode.cli.command import audience_option, command, json_option, path_words, wave_option
from qualcode.cli.face import Face
from qualcode.cli.leak_lines import leak_line, tell_waived
from qualcode.domain.errors import N_

FOUND = 3


@command(
    "report",
    N_(
        "Write the whole report to Word: method, counts, every theme with figures and quotes, codebook, agreement, audit trail."
    ),
    examples=[
        ("qualcode report --to exports/report.docx", N_("for publication; refused while cells are not judged")),
        ("qualcode report --to exports/report.docx --template mall.dotx", N_("with the look of an agency's template")),
        ("qualcode report --audience internal --allow-unjudged --to exports/draft.docx", N_("as it stands now")),
    ],
)
@click.option("--to", "target", metavar="FILE", required=True, type=path_words, help=N_("write to this file (.docx)"))
@click.option("--template", metavar="FILE", type=path_words, help=N_("a Word file (.docx, .dotx) that lends its look"))
@click.option(
    "--per-code", type=click.IntRange(min=0), default=2, metavar="N", help=N_("at most N quotes a code (default 2)")
)
@click.option("--allow-unjudged", is_flag=True, help=N_("publish counts that rest on proposals, too"))
@click.option("--allow-unreviewed", is_flag=True, help=N_("also from documents whose hidden names nobody has reviewed"))
@wave_option
@audience_option
def report_command(
    face: Face,
    *,
    target: Path,
    template: Path | None,
    per_code: int,
    allow_unjudged: bool,
    allow_unreviewed: bool,
    wave: str | None,
    audience: str | None,
) -> int:
    """Write the report."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.report_template import missing_styles
    from qualcode.usecases.reporting import write_report

    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        if template is not None and (lacking := missing_styles(template, face.language)):
            face.tell(
                N_("The template lacks these styles, for which plain ones are used: {styles}."),
                styles=", ".join(lacking),
            )
        written = write_report(
            project,
            target,
            audience=Audience(audience or "published"),
            wave=wave,
            per_code=per_code,
            template=template,
            passphrase=secret,
            allow_unjudged=allow_unjudged,
            allow_unreviewed=allow_unreviewed,
        )
        tell_waived(face, written.waived)
        face.print(str(written))
    return 0


@command(
    "case",
    N_("Write everything on one case to Word, for internal use: judgements, summaries, passages, memos."),
    examples=[("qualcode case Gotland --to exports/gotland.docx", N_("one county's page"))],
)
@click.argument("case", metavar="CASE")
@click.option("--to", "target", metavar="FILE", required=True, type=path_words, help=N_("write to this file (.docx)"))
@wave_option
def case_command(face: Face, case: str, *, target: Path, wave: str | None) -> int:
    """Write a case's page."""
    from qualcode.usecases.case_pages import write_case

    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        written = write_case(project, case, target, wave=wave, passphrase=secret)
        tell_waived(face, written.waived)
        face.print(str(written))
    return 0


@command(
    "verify",
    N_("Check a Word file against the project: every quote is found, every count counted again, names are looked for."),
    examples=[
        ("qualcode verify exports/report.docx", N_("before it goes to print, whoever has edited it since")),
        ("qualcode verify exports/counts.docx --audience internal", N_("a file that may name cases")),
    ],
)
@click.argument("path", metavar="FILE", type=path_words)
@wave_option
@audience_option
@json_option
def verify_command(face: Face, path: Path, *, wave: str | None, audience: str | None, as_json: bool) -> int:
    """Verify a Word file."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.verifying import ONLY_TAGGED, UNCHECKED, UNCHECKED_WITHOUT, verify

    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        found = verify(project, path, audience=Audience(audience) if audience else None, wave=wave, passphrase=secret)
    told = [(f.id, face.words(f.sentence, **f.fields)) for f in found.faults]
    if as_json:
        face.print_json(
            {
                "quotes": found.quotes,
                "counts": found.counts,
                "sentences": found.sentences,
                "tables": found.tables,
                "passages": found.passages,
                "tables_without_id": found.unnamed,
                "not_checked": list(found.unchecked),
                "faults": [{"id": key, "what": words} for key, words in told],
                "leaks": [{"id": k.id, "part": k.part, "type": k.type.value} for k in found.leaks],
            }
        )
    else:
        for key, words in told:
            face.print(f"{key}: {words}")
        for leak in found.leaks:
            face.print(leak_line(face, leak, clear=sys.stdout.isatty()))
        face.tell(
            N_(
                "Quotes: {quotes}; counts: {counts}; other sentences: {sentences}; tables: {tables}; passages: {passages}; "
                "faults: {faults}; identifying words: {leaks}."
            ),
            quotes=found.quotes,
            counts=found.counts,
            sentences=found.sentences,
            tables=found.tables,
            passages=found.passages,
            faults=len(told),
            leaks=len(found.leaks),
        )
        for caption in found.unchecked:
            face.tell(UNCHECKED if caption else UNCHECKED_WITHOUT, caption=caption)
        face.tell(ONLY_TAGGED)
    return FOUND if told or found.leaks else 0
