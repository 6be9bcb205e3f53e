"""`export`."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.command import audience_option, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.domain.amounts import CODINGS, DOCUMENTS
from qualcode.domain.errors import N_


@command(
    "export",
    N_(
        "Write the project for another program (REFI-QDA, .qdpx: NVivo, MAXQDA, ATLAS.ti, QualCoder …): codebook, stored texts, "
        "codings, cases, attributes and memos."
    ),
    examples=[
        ("qualcode export exports/study.qdpx", N_("the whole project; what has no place in the file is listed")),
        ("qualcode import back.qdpx", N_("and what was coded there comes back")),
    ],
)
@click.argument("target", metavar="FILE.qdpx", type=path_words)
@audience_option
@json_option
def export_command(face: Face, target: Path, *, audience: str | None, as_json: bool) -> int:
    """Export the project."""
    from qualcode.domain.finding import Audience
    from qualcode.language.wording import sentence_of
    from qualcode.usecases.exporting_project import export_project

    with face.project() as project:
        secret = face.passphrase(ask=N_("Passphrase of the vault:")) if project.vault_path.exists() else None
        made = export_project(
            project, target, audience=Audience(audience or Audience.INTERNAL.value), passphrase=secret
        )
    for notice in made.left:
        face.tell_said(notice)
    if as_json:
        left = [sentence_of(notice, face.language) for notice in made.left]
        face.print_json(
            {"file": str(made.written), "documents": made.documents, "codings": made.codings, "left_out": left}
        )
    else:
        face.tell(
            N_("Written: {documents}, {codings}. Working material: it names cases."),
            documents=DOCUMENTS.of(made.documents),
            codings=CODINGS.of(made.codings),
        )
        face.print(str(made.written))
    return 0
