"""`judge`, `matrix` and `counts`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from qualcode.cli.command import (
    audience_option,
    command,
    figure_option,
    json_option,
    k_option,
    to_option,
    unjudged_option,
    wave_option,
)
from qualcode.cli.face import Face
from qualcode.cli.giving import refuse_idle_threshold, refuse_two_ways
from qualcode.cli.leak_lines import tell_waived
from qualcode.cli.matrix_lines import show_matrix, tell_left_out, wanted_values
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import Audience


@command(
    "judge",
    N_("Record what is the case for a case and a code; it stands above what the passages propose."),
    examples=[
        ("qualcode judge Gotland action-plans/county-plan planned --summary 'decided in the autumn'", N_("one cell")),
        (
            "qualcode judge Gotland governance/joint-forum present --consensus 'the minutes of May say so'",
            N_("what coders who differed have agreed on, and why"),
        ),
        ("qualcode judge --as-proposed", N_("every cell that has a proposal, as it stands")),
        ("qualcode judge --as-proposed --code governance", N_("those of a theme")),
    ],
)
@click.argument("case", metavar="[CASE]", required=False)
@click.argument("code", metavar="[CODE]", required=False)
@click.argument("status", metavar="[STATUS]", required=False)
@click.option("--summary", default="", metavar="TEXT", help=N_("a short summary of the cell"))
@click.option(
    "--consensus",
    default="",
    metavar="REASON",
    help=N_("what the coders have agreed on, and why; it stands above each one's own judgement"),
)
@click.option("--as-proposed", is_flag=True, help=N_("judge every proposed cell as it stands"))
@click.option("--code", "only", metavar="C", help=N_("with --as-proposed: only this code or theme"))
@wave_option
def judge_command(
    face: Face,
    case: str | None,
    code: str | None,
    status: str | None,
    *,
    summary: str,
    consensus: str,
    as_proposed: bool,
    only: str | None,
    wave: str | None,
) -> int:
    """Judge cells."""
    from qualcode.usecases.consensus import consensus_on
    from qualcode.usecases.judging import judge, judge_as_proposed, judged_words
    from qualcode.usecases.vault_keeping import kept_words

    with face.project() as project:
        if as_proposed:
            if case or summary or consensus:
                raise UsageError(
                    reason=N_(
                        "--as-proposed judges many cells: no CASE, CODE, STATUS, --summary or --consensus beside it."
                    )
                )
            face.tell(N_("Cells judged: {number}."), number=judge_as_proposed(project, code=only, wave=wave))
        elif case and code and status and not only:
            secret = face.secret_for_words(project) if summary or consensus else None
            agreed = kept_words(project, consensus, secret) if consensus else ""
            made = judge(project, case, code, status, summary=summary, wave=wave, consensus=agreed, passphrase=secret)
            face.tell_kept(summary, made.summary)
            face.tell_kept(consensus, agreed)
            face.tell(N_("{case}, {code}: {status}."), case=made.case, **judged_words(project, made, face.language))
            stands = None if consensus else consensus_on(project, made.case, made.code, made.wave)
            if stands is not None:
                words = judged_words(project, replace(made, status=stands.status), face.language)["status"]
                face.tell(
                    N_("What the coders have agreed on stands above it: {status}. --consensus REASON changes that."),
                    status=words,
                )
        else:
            raise UsageError(reason=N_("Say CASE CODE STATUS, or --as-proposed."))
    return 0


@command(
    "matrix",
    N_(
        "Show the matrix of cases by codes or themes, or write it to a file (.docx, .xlsx, .csv, .html, .md, .png, .svg)."
    ),
    examples=[
        ("qualcode matrix", N_("the tally of every theme, on the screen")),
        ("qualcode matrix --to exports/matrix.docx", N_("for Word, marked as working material")),
        ("qualcode matrix --to exports/themes.docx --audience published", N_("without rows for cases")),
        ("qualcode matrix --values status,summary,quote --to exports/framework.xlsx", N_("what the cells show")),
        ("qualcode matrix --by målgrupp --level theme", N_("rows by a column of the metadata instead of by case")),
        ("qualcode matrix --json", N_("every cell, for other programs")),
    ],
)
@click.option(
    "--level",
    type=click.Choice(["theme", "code"]),
    help=N_("columns: themes or codes (default: code; on the screen theme)"),
)
@click.option("--by", default="case", metavar="A", help=N_("rows: case (default), wave, or any column of the metadata"))
@click.option(
    "--values",
    default="status",
    metavar="V,V",
    help=N_("what a cell shows: status, count, judgement, amount, summary, quote (default: status)"),
)
@click.option("--amount", metavar="A", help=N_("the column of the metadata that amounts are summed from"))
@click.option(
    "--every", is_flag=True, help=N_("rows also for cases without minutes (.xlsx, .csv and --json have them)")
)
@wave_option
@audience_option
@unjudged_option
@k_option
@to_option
@json_option
def matrix_command(  # noqa: PLR0913 - an argument for every option
    face: Face,
    *,
    level: str | None,
    by: str,
    values: str,
    amount: str | None,
    every: bool,
    wave: str | None,
    audience: str | None,
    allow_unjudged: bool,
    k: int | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Show or write the matrix."""
    from qualcode.usecases.empty_selections import nothing_analysed
    from qualcode.usecases.publishing import for_paper, write_matrix
    from qualcode.usecases.tabulating import matrix, matrix_json

    wanted = wanted_values(values, amount)
    if "quote" in wanted and (audience == "published" or by != "case" or level == "theme"):
        raise UsageError(
            reason=N_("Quotes stand in an internal matrix of cases and codes; for publication use `qualcode quotes`.")
        )
    if every and (audience == "published" or by != "case"):
        raise UsageError(
            reason=N_("--every belongs to an internal matrix by case: it gives cases without minutes a row, too.")
        )
    who = Audience(audience or "internal")
    refuse_idle_threshold(k, who, shown=target is None)
    refuse_two_ways(target, as_json=as_json)
    with face.project() as project:
        shown = level or ("code" if as_json or target else "theme")
        # A file speaks the project's language, whatever the person before the screen does.
        source = project if target is None else project.speaking(project.settings.language)
        # Of all that is shown only the page in a browser opens on the passages behind a cell.
        opened = target is not None and target.suffix.lower() == ".html"
        table = matrix(source, level=shown, wave=wave, by=by, amount=amount, quotes="quote" in wanted, passages=opened)
        if not as_json and not table.denominator:
            raise nothing_analysed(project, wave)
        if target is not None:
            secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
            written = write_matrix(
                project,
                table,
                target,
                audience=who,
                passphrase=secret,
                allow_unjudged=allow_unjudged,
                values=wanted,
                below=k,
                every=every,
            )
            tell_left_out(face, project, table, asked=wave is not None)
            tell_waived(face, written.waived)
            face.print(str(written))
        elif wanted != ("status",) and not as_json:
            raise UsageError(reason=N_("--values belongs to --to FILE or --json: the screen shows statuses."))
        elif audience == "published":
            raise UsageError(reason=N_("--audience published belongs to --to FILE: what is shown here is for you."))
        elif as_json:
            face.print_json(matrix_json(table, face.language))
        else:
            tell_left_out(face, project, table, asked=wave is not None)
            show_matrix(face, table if by != "case" else for_paper(project, table, every=every))
    return 0


@command(
    "counts",
    N_("Give the declared counts of the codebook, in numbers and in words."),
    examples=[
        ("qualcode counts", N_("the sentences; refused while cells behind them are not judged")),
        ("qualcode counts --audience internal", N_("as it stands now")),
        ("qualcode counts --to exports/counts.docx", N_("for Word")),
        (
            "qualcode counts --to exports/counts.svg",
            N_("a figure, each count out of what it is counted of (.png, .svg)"),
        ),
    ],
)
@wave_option
@audience_option
@unjudged_option
@k_option
@figure_option
@json_option
def counts_command(
    face: Face,
    *,
    wave: str | None,
    audience: str | None,
    allow_unjudged: bool,
    k: int | None,
    target: Path | None,
    as_json: bool,
) -> int:
    """Give the counts."""
    from qualcode.usecases.empty_selections import nothing_analysed
    from qualcode.usecases.publishing import write_counts
    from qualcode.usecases.tabulating import NoCountsError, counts, counts_json

    who = Audience(audience or "published")
    refuse_idle_threshold(k, who)
    refuse_two_ways(target, as_json=as_json)
    with face.project() as project:
        source = project if target is None else project.speaking(project.settings.language)
        found = counts(source, wave=wave, audience=who, allow_unjudged=allow_unjudged, below=k)
        if not as_json and not found:
            raise NoCountsError(codebook=project.codebook.id)
        if not as_json and not any(count.denominator for count in found):
            raise nothing_analysed(project, wave)
        sentence = N_("{label}: withheld, since it is small or would tell a small one.")
        if target is not None:
            secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
            written = write_counts(project, found, target, audience=who, passphrase=secret, wave=wave)
            for count in found:
                if count.withheld:
                    face.tell(sentence, label=count.label)
            tell_waived(face, written.waived)
            face.print(str(written))
        elif as_json:
            face.print_json(counts_json(found, who))
        else:
            for count in found:
                face.print(face.words(sentence, label=count.label) if count.withheld else count.sentence)
    return 0
