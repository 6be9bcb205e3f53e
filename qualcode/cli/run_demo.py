"""`demo`."""

from __future__ import annotations

from pathlib import Path

import click

from qualcode.cli.command import command, path_words
from qualcode.cli.face import Face
from qualcode.domain.errors import N_


@command(
    "demo",
    N_(
        "Run the whole job on 21 invented minutes: project, names hidden, suggestions, decisions, matrix, counts, quotes."
    ),
    examples=[
        ("qualcode demo demo/", N_("into a folder of its own")),
        ("qualcode tui --project demo/", N_("then look at it in the terminal app")),
    ],
)
@click.argument("folder", metavar="[DIR]", type=path_words, default=Path())
def demo_command(face: Face, folder: Path) -> int:
    """Run the demonstration; exit 1 when a published count is not reproduced."""
    from qualcode.usecases.demonstrating import demonstrate

    found = demonstrate(folder, face.tell, language=face.language)
    for out in found.left_out:
        face.tell(
            N_("Left out: {document} ({case}), since {reason}."),
            document=out.document,
            case=out.case,
            reason=face.words(out.reason),
        )
    rows = [
        (
            line.label,
            str(line.low)
            if line.low == line.high
            else (f"≥ {line.low}" if line.high > line.low + 5 else f"{line.low}–{line.high}"),
            str(line.engine),
            str(line.decided),
            "✓" if line.reproduced else "✗",
        )
        for line in found.lines
    ]
    head = (N_("count"), N_("published"), N_("engine alone"), N_("after decisions"), N_("agrees"))
    title = face.words(N_("The counts of 2024 — invented minutes, built to these totals"))
    face.table([face.words(h) for h in head], rows, title=title, right=(1, 2, 3), widest=100)
    face.print(
        face.words(
            N_("Cells right: {alone} of {cells} by the engine alone, {decided} after {changes} recorded decisions."),
            alone=found.right_alone,
            cells=found.cells,
            decided=found.right_decided,
            changes=found.played.rejected + found.played.changed + found.played.coded + found.played.judged,
        ),
    )
    face.print()
    face.print(face.words(N_("Written:")))
    for path in found.files:
        face.print(f"  {path}")
    face.print(face.words(N_("Open the terminal app with `qualcode tui --project {folder}`."), folder=found.folder))
    return 0 if all(line.reproduced for line in found.lines) else 1
