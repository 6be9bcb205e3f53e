"""`leakcheck`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.command import audience_option, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.leak_lines import leak_line, place, tell_waived
from qualcode.domain.errors import N_, QualcodeError, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qualcode.domain.finding import Leak
    from qualcode.usecases.checking_leaks import Checked
    from qualcode.usecases.project import Project

_ASK = N_("Passphrase of the vault:")


@command(
    "leakcheck",
    N_(
        "Search finished files for names and other identifying words, as every export is searched before it is written."
    ),
    examples=[
        ("qualcode leakcheck report.docx", N_("as a published file; in a project also against its vault")),
        ("qualcode leakcheck matrix.xlsx --audience internal", N_("counties may be named")),
        (
            "qualcode leakcheck report.docx > leaks.txt",
            N_("names are masked in what is no terminal; --show gives them"),
        ),
        (
            "qualcode leakcheck --waive leak-0123456789ab --reason 'the street, not the person'",
            N_("it may stay, here and in exports; history keeps who said so and why"),
        ),
        ("qualcode leakcheck --waivers", N_("what may stay, and why")),
    ],
)
@click.argument("files", metavar="[FILE…]", nargs=-1, type=path_words)
@audience_option
@click.option("--waive", multiple=True, metavar="ID", help=N_("record that this leak may stay (again for several)"))
@click.option("--reason", metavar="TEXT", help=N_("with --waive: why it may stay"))
@click.option("--unwaive", multiple=True, metavar="ID", help=N_("take a waiver back"))
@click.option("--waivers", "listed", is_flag=True, help=N_("list the waivers"))
@click.option("--show", is_flag=True, help=N_("print the words in clear also where the list is no terminal"))
@json_option
def leakcheck_command(
    face: Face,
    files: tuple[Path, ...],
    *,
    audience: str | None,
    waive: tuple[str, ...],
    reason: str | None,
    unwaive: tuple[str, ...],
    listed: bool,
    show: bool,
    as_json: bool,
) -> int:
    """Search files; exit 3 when something is found, or when some of several could not be searched."""
    from qualcode.usecases.project import NoProjectError

    if reason is not None and not waive:
        raise UsageError(reason=N_("--reason belongs to --waive ID."))
    if not (files or waive or unwaive or listed):
        raise UsageError(reason=N_("Say which FILE to search, or --waive ID, --unwaive ID or --waivers."))
    try:
        with face.project() as project:
            _settle(face, project, waive, reason or "", unwaive)
            if listed:
                _list(face, project, as_json=as_json)
            if not files:
                return 0
            return _checked(face, project, files, audience, clear=show or sys.stdout.isatty(), as_json=as_json)
    except NoProjectError:
        if face.project_folder is not None or waive or unwaive or listed:
            raise
        face.tell(N_("No project here: the files are searched by the finders alone, not against a vault."))
        return _checked(face, None, files, audience, clear=show or sys.stdout.isatty(), as_json=as_json)


def _settle(face: Face, project: Project, waive: tuple[str, ...], reason: str, unwaive: tuple[str, ...]) -> None:
    from qualcode.usecases import waiving

    if waive:
        made = waiving.waive(project, waive, reason, passphrase=face.secret_for_words(project))
        face.tell_kept(reason, made[0].reason)
        face.tell(N_("Waived: {number}."), number=len(made))
    if unwaive:
        face.tell(N_("Waivers taken back: {number}."), number=waiving.unwaive(project, unwaive))


def _list(face: Face, project: Project, *, as_json: bool) -> None:
    from dataclasses import asdict

    from qualcode.usecases.waiving import waivers

    found = waivers(project)
    if as_json:
        face.print_json([asdict(one) for one in found])
    for one in () if as_json else found:
        face.print(f"{one.id}  {one.coder}: {one.reason}")
    if not found:
        face.tell(N_("Nothing is waived."))


def _checked(
    face: Face, project: Project | None, files: tuple[Path, ...], audience: str | None, *, clear: bool, as_json: bool
) -> int:
    from qualcode.domain.finding import Audience
    from qualcode.usecases.checking_leaks import MOST, check_file

    who = Audience(audience or "published")
    secret = face.passphrase(ask=_ASK) if project is not None and project.vault_path.exists() else None
    found, faults = _search(files, lambda path: check_file(project, path, audience=who, passphrase=secret))
    for fault in faults:
        face.tell_said(fault)
    if not found:
        return faults[0].exit_code
    if as_json:
        face.print_json([line for file, checked in found.items() for line in _json(face, file, checked, clear=clear)])
    for file, checked in found.items():
        for leak in () if as_json else checked.leaks:
            face.print(f"{file}  {leak_line(face, leak, clear=clear)}")
        tell_waived(face, checked.waived)
        if checked.painted:
            face.tell(N_("{file}: words painted in a picture are not read; look at it yourself."), file=file)
        if checked.cut:
            face.tell(N_("{file} holds more; {most} are listed."), file=file, most=MOST)
    number = sum(len(checked.leaks) for checked in found.values())
    face.tell(N_("Files searched: {files}; found: {number}."), files=len(found), number=number)
    return 3 if number or faults else 0


def _json(face: Face, file: str, checked: Checked, *, clear: bool) -> list[dict[str, Any]]:
    def line(leak: Leak, *, waived: bool) -> dict[str, Any]:
        return {
            "file": file,
            "part": leak.part,
            "place": place(face, leak),
            "line": leak.line,
            "column": leak.column,
            "start": leak.start,
            "end": leak.end,
            "type": leak.type.value,
            "text": leak.text if clear else leak.masked,
            "context": leak.context,
            "reason": face.words(leak.reason),
            "id": leak.id,
            "waived": waived,
        }

    return [line(leak, waived=False) for leak in checked.leaks] + [line(leak, waived=True) for leak in checked.waived]


def _search(files: Iterable[Path], check: Callable[[Path], Checked]) -> tuple[dict[str, Checked], list[QualcodeError]]:
    """Give the leaks of every file that could be searched, and why others could not: one bad file stops no other."""
    found: dict[str, Checked] = {}
    faults: list[QualcodeError] = []
    for path in files:
        try:
            found[str(path)] = check(path)
        except RefusedError:
            raise
        except QualcodeError as fault:
            faults.append(fault)
    return found, faults
