"""Writing results from the overview: the report, counts, quotes, a case's page, a copy of the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience
from qualcode.tui.asking_where import ask_where
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.vault_door import in_worker, with_vault

if TYPE_CHECKING:
    from qualcode.tui.desk_screen import DeskScreen
    from qualcode.usecases.project import Project

Writer = Callable[["Project", Path, str | None], object]


@dataclass(frozen=True, slots=True)
class Result:
    """Something that can be written: its name, what is told of it, the file that is proposed, and what writes it."""

    words: str
    told: str
    file: str
    write: Writer


class NoQuotesError(QualcodeError):
    """Nothing that may be quoted."""

    sentence = N_(
        "There is nothing to quote: no coding lies in a document whose hidden names have been reviewed. Review them "
        "first, from the overview."
    )


def _report(project: Project, target: Path, secret: str | None) -> object:
    from qualcode.usecases.reporting import write_report

    return write_report(project, target, passphrase=secret)


def _counts(project: Project, target: Path, secret: str | None) -> object:
    from qualcode.usecases.publishing import write_counts
    from qualcode.usecases.tabulating import counts

    found = counts(project.speaking(project.settings.language))
    return write_counts(project, found, target, audience=Audience.PUBLISHED, passphrase=secret)


def _quotes(project: Project, target: Path, secret: str | None) -> object:
    from qualcode.usecases.publishing import write_quotes
    from qualcode.usecases.quoting import quotation

    found = quotation(project).quotes
    if not found:
        raise NoQuotesError
    return write_quotes(project, found, target, audience=Audience.PUBLISHED, passphrase=secret)


def _page(case: str) -> Writer:
    def write(project: Project, target: Path, secret: str | None) -> object:
        from qualcode.usecases.case_pages import write_case

        return write_case(project, case, target, passphrase=secret)

    return write


RESULTS = {
    "report": Result(
        N_("The report"),
        N_("For publication, in Word: method, counts, matrix without rows per case, quotes, codebook, what was left out."),
        "exports/report.docx",
        _report,
    ),
    "counts": Result(
        N_("The counts"),
        N_("For publication: the codebook's counts as sentences (.docx), table (.xlsx, .csv, .md) or figure (.png, .svg)."),
        "exports/counts.docx",
        _counts,
    ),
    "quotes": Result(
        N_("Quotes"),
        N_("For publication, in Word: two for every code, from documents whose hidden names have been reviewed."),
        "exports/quotes.docx",
        _quotes,
    ),
}  # fmt: skip
"""What can be written of the whole project, in the latest wave."""
PAGE = N_("The page on {case}")
_PAGE_TOLD = N_("For internal use, in Word: every judgement, summary and passage of the lit document's case.")
BACKUP = N_("A copy of the database")
_BACKUP_TOLD = N_("Whole and checked, into the project's folder backups; vault and codebook are not in it.")


def ask_result(screen: DeskScreen, case: str) -> None:
    """Ask what to write, and write it; ``case``: of the document that is lit, "" for none."""
    desk = screen.desk
    choices = [Choice(key, screen.say(one.words), one.file, screen.say(one.told)) for key, one in RESULTS.items()]
    if case:
        choices.append(Choice("page", screen.say(PAGE, case=case), "", screen.say(_PAGE_TOLD)))
    choices.append(Choice("backup", screen.say(BACKUP), "", screen.say(_BACKUP_TOLD)))

    def chosen(key: str) -> None:
        if key == "backup":
            _back_up(screen)
        elif key == "page":
            _ask_file(screen, Result(screen.say(PAGE, case=case), _PAGE_TOLD, "exports/case.docx", _page(case)))
        else:
            _ask_file(screen, RESULTS[key])

    desk.ask(ChoiceScreen(screen.say(N_("Write which result?")), by_name(choices, told=True)), chosen)


def _ask_file(screen: DeskScreen, result: Result) -> None:
    project = screen.desk.project

    def write(target: Path) -> None:
        screen.told(screen.say(N_("Writing {path} …"), path=target.name))
        with_vault(
            screen,
            lambda secret: result.write(project, target, secret),
            lambda done: screen.told(screen.say(N_("Written: {path}"), path=str(done))),
            needed=True,
        )

    title = screen.say(N_("Write to: {what}"), what=screen.say(result.words))
    ask_where(screen.desk, LineScreen(title, result.file, told=screen.say(result.told)), write)


def _back_up(screen: DeskScreen) -> None:
    from qualcode.usecases.backing_up import back_up
    from qualcode.usecases.project import database_of

    def copy() -> Path:
        return back_up(*database_of(screen.desk.project.folder))

    screen.told(screen.say(N_("Copying the database …")))
    in_worker(screen, copy, lambda made: screen.told(screen.say(N_("Written: {path}"), path=str(made))))
