"""`leakcheck`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.cli.command import audience_option, command, json_option
from qualcode.cli.face import Face
from qualcode.domain.errors import N_


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
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@audience_option
@json_option
def leakcheck_command(face: Face, files: tuple[Path, ...], *, audience: str | None, as_json: bool) -> int:
    """Search files; exit 3 when something is found."""
    from qualcode.domain.finding import Audience
    from qualcode.usecases.checking_leaks import check_file
    from qualcode.usecases.project import NoProjectError

    who = Audience(audience or "published")
    found = {}
    try:
        with face.project() as project:
            secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
            for path in files:
                found[str(path)] = check_file(project, path, audience=who, passphrase=secret)
    except NoProjectError:
        if face.project_folder is not None:
            raise
        face.tell(N_("No project here: the files are searched by the finders alone, not against a vault."))
        found = {str(path): check_file(None, path, audience=who, passphrase=None) for path in files}
    if as_json:
        face.print_json([{"file": file, **asdict(leak)} for file, leaks in found.items() for leak in leaks])
    for file, leaks in found.items():
        for leak in () if as_json else leaks:
            face.print(f"{file}  {leak.part}  {leak.type.value}  {leak.text}  ({face.words(leak.reason)})")
    number = sum(map(len, found.values()))
    face.tell(N_("Files searched: {files}; found: {number}."), files=len(files), number=number)
    return 3 if number else 0
