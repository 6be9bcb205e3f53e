"""`leakcheck`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import audience_option, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, QualcodeError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qualcode.domain.finding import Leak


@command(
    "leakcheck",
    N_(
        "Search finished files for names and other identifying words, as every export is searched before it is written."
    ),
    examples=[
        ("qualcode leakcheck report.docx", N_("as a published file; in a project also against its vault")),
        ("qualcode leakcheck matrix.xlsx --audience internal", N_("counties may be named")),
    ],
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=path_words)
@audience_option
@json_option
def leakcheck_command(face: Face, files: tuple[Path, ...], *, audience: str | None, as_json: bool) -> int:
    """Search files; exit 3 when something is found, or when some of several could not be searched."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.checking_leaks import check_file
    from qualcode.usecases.project import NoProjectError

    who = Audience(audience or "published")
    try:
        with face.project() as project:
            secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
            found, faults = _search(files, lambda path: check_file(project, path, audience=who, passphrase=secret))
    except NoProjectError:
        if face.project_folder is not None:
            raise
        face.tell(N_("No project here: the files are searched by the finders alone, not against a vault."))
        found, faults = _search(files, lambda path: check_file(None, path, audience=who, passphrase=None))
    for fault in faults:
        face.tell_said(fault)
    if not found:
        return faults[0].exit_code
    if as_json:
        face.print_json([{"file": file, **asdict(leak)} for file, leaks in found.items() for leak in leaks])
    for file, leaks in found.items():
        for leak in () if as_json else leaks:
            face.print(f"{file}  {leak.part}  {leak.type.value}  {leak.text}  ({face.words(leak.reason)})")
    number = sum(map(len, found.values()))
    face.tell(N_("Files searched: {files}; found: {number}."), files=len(found), number=number)
    return 3 if number or faults else 0


def _search(
    files: Iterable[Path], check: Callable[[Path], tuple[Leak, ...]]
) -> tuple[dict[str, tuple[Leak, ...]], list[QualcodeError]]:
    """Give the leaks of every file that could be searched, and why others could not: one bad file stops no other."""
    found: dict[str, tuple[Leak, ...]] = {}
    faults: list[QualcodeError] = []
    for path in files:
        try:
            found[str(path)] = check(path)
        except RefusedError:
            raise
        except QualcodeError as fault:
            faults.append(fault)
    return found, faults
