"""`import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.run_describe import tell_guesses
from qualcode.domain.amounts import HIDDEN_WORDS
from qualcode.domain.errors import N_, Nn_, UsageError
from qualcode.domain.minutes import marked
from qualcode.language.wording import sentence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.domain.errors import QualcodeError
    from qualcode.domain.minutes import Notice
    from qualcode.usecases.import_results import Imported


@command(
    "import",
    N_(
        "Read minutes (Word, OpenDocument, RTF, PDF, text, Markdown), transcripts (.vtt, .srt) and tables of answers (.csv, .xlsx), "
        "hide names, and keep them in the project."
    ),
    examples=[
        ("qualcode import minutes/ --wave 2024", N_("a whole folder; the county is found in name or title")),
        ("qualcode import dialog.docx --case Gotland --date 2024-10-17", N_("one file, told what it is")),
        ("qualcode import minutes/ --metadata table.csv", N_("with a table: file, case, wave, date, status")),
        ("qualcode import corrected.docx --replaces d3", N_("a corrected version; codings move with their words")),
        ("qualcode import minutes.docx --revisions original", N_("as the file stood before its tracked changes")),
        ("qualcode import project.qdpx", N_("another program's project (REFI-QDA): texts, codes, codings, memos")),
        ("qualcode import answers.xlsx --text-column Svar --case-column Län", N_("a survey: one row, one document")),
    ],
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=path_words)
@click.option(
    "--metadata",
    "table",
    metavar="TABLE",
    type=path_words,
    help=N_("a table of the files and what they are (.csv, .xlsx)"),
)
@click.option("--case", metavar="C", help=N_("the case, such as a county"))
@click.option("--wave", metavar="W", help=N_("the wave, such as a year"))
@click.option("--date", metavar="D", help=N_("the day of the dialogue, as 2024-10-17"))
@click.option("--status", metavar="S", help=N_("draft, sent or approved"))
@click.option("--replaces", metavar="DOC", help=N_("the document that this file is a new version of"))
@click.option(
    "--revisions",
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    help=N_("tracked changes: read as accepted (default), or as if they had not been made"),
)
@click.option(
    "--text-column",
    "text_column",
    metavar="H",
    multiple=True,
    help=N_("of a table: a column of answers in words; may be repeated"),
)
@click.option("--case-column", "case_column", metavar="H", help=N_("of a table: the column that names the case"))
@click.option("--id-column", "id_column", metavar="H", help=N_("of a table: the column that tells its rows apart"))
@click.option("--wave-column", "wave_column", metavar="H", help=N_("of a table: the column of the wave"))
@click.option("--date-column", "date_column", metavar="H", help=N_("of a table: the column of the date"))
@click.option(
    "--name-column",
    "name_column",
    metavar="H",
    multiple=True,
    help=N_("of a table: a column that names people, which is kept nowhere"),
)
@json_option
def import_command(
    face: Face,
    paths: tuple[Path, ...],
    *,
    table: Path | None,
    case: str | None,
    wave: str | None,
    date: str | None,
    status: str | None,
    replaces: str | None,
    revisions: str,
    as_json: bool,
    **columns: str | tuple[str, ...] | None,
) -> int:
    """Import files; exit 3 when some of several could not be read; when none could, 1, or 2 when they were told wrongly."""
    from qualcode.usecases.import_results import counted_together
    from qualcode.usecases.importing import import_files, manner_of
    from qualcode.usecases.importing_project import SUFFIXES, import_projects

    projects = [path for path in paths if path.suffix.lower() in SUFFIXES]
    if projects and (table is not None or replaces is not None):
        raise UsageError(
            reason=N_("--metadata and --replaces are for files of minutes, not for a project of REFI-QDA.")
        )
    named = {role.removesuffix("_column"): (h,) if isinstance(h, str) else h for role, h in columns.items() if h}
    manner = manner_of(revisions, named)
    told = {"case": case, "wave": wave, "date": date, "status": status}
    options = {k: v for k, v in told.items() if v is not None}
    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault (empty: keep no originals):"))
        with face.progress(N_("Reading")) as progress:
            results = (
                ()
                if projects and len(projects) == len(paths)
                else import_files(
                    project,
                    [p for p in paths if p not in projects],
                    options=options,
                    table=table,
                    replaces=replaces,
                    passphrase=secret,
                    manner=manner,
                    progress=progress,
                    notify=face.tell_said,
                )
            )
            results += import_projects(
                project,
                projects,
                alone=len(paths) == 1,
                options=options,
                passphrase=secret,
                progress=progress,
                notify=face.tell_said,
            )
        together = counted_together(project, results)
    if secret is None and any(r.document and not r.skipped for r in results):
        face.tell(N_("No passphrase was given, so no originals are kept: what is hidden cannot be brought back."))
    if as_json:
        face.print_json([r.as_json(lambda said: sentence_of(said, face.language)) for r in results])
    _tell(face, results, quiet=as_json)
    if together is not None:
        face.tell_said(together)
    failed = [r for r in results if r.faults]
    if not failed:
        return 0
    codes = {fault.exit_code for r in failed for fault in r.faults}
    return 3 if len(failed) < len(results) else codes.pop() if len(codes) == 1 else 1


def _status(face: Face, status: str) -> str:
    from qualcode.domain.minutes import DocumentStatus
    from qualcode.usecases.surveying import STATUS_WORDS

    return face.words(STATUS_WORDS[DocumentStatus(status)]) if status in set(DocumentStatus) else status


def _tell(face: Face, results: Sequence[Imported], *, quiet: bool) -> None:
    for result in results:
        for fault in result.faults:
            named = "path" in fault.fields
            face.tell_said(fault, before="" if named else f"{Path(result.path).name}: ")
        said: Sequence[QualcodeError | Notice] = result.notices
        for notice in said:
            face.tell_said(notice, before=f"{Path(result.path).name}: ")
    taken = [r for r in results if r.document and not r.skipped]
    if not quiet and taken:
        head = (N_("id"), N_("case"), N_("wave"), N_("status"), N_("characters"), N_("hidden"), N_("perhaps names"))
        rows = [
            (
                r.document,
                marked(r.case, "case", r.guessed),
                marked(r.wave, "wave", r.guessed),
                marked(_status(face, r.status), "status", r.guessed),
                str(r.characters),
                str(r.hits),
                str(r.doubts),
            )
            for r in taken
        ]
        face.table([face.words(h) for h in head], rows, right=(4, 5, 6))
        tell_guesses(face, [(r.document, r.guessed) for r in taken])
    if len(results) == 1 and results[0].faults:
        # The one sentence that matters has been said.
        return
    face.tell(
        N_("Files: {files}; taken: {taken}; already there: {skipped}; not taken: {failed}."),
        files=len(results),
        taken=len(taken),
        skipped=sum(r.skipped for r in results),
        failed=sum(bool(r.faults) for r in results),
    )
    if hits := sum(r.hits for r in taken):
        face.tell(
            Nn_(
                "{documents} document waits, with {hits} that nobody has looked at; until then no quotes come from it: "
                "`qualcode anonymise status`.",
                "{documents} documents wait, with {hits} that nobody has looked at; until then no quotes come from them: "
                "`qualcode anonymise status`.",
                by="documents",
            ),
            documents=sum(r.hits > 0 for r in taken),
            hits=HIDDEN_WORDS.of(hits),
        )
    if any(r.document for r in results):
        face.tell(N_("Next: `qualcode suggest`."))
