"""`demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, path_words
from qualcode.cli.face import Face
from qualcode.cli.listing import show_listing
from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from qualcode.usecases.second_wave import SecondWave


@command(
    "demo",
    N_(
        "Run the whole job on 21 invented minutes: project, names hidden, suggestions, decisions, matrix, counts, quotes."
    ),
    examples=[
        ("qualcode demo demo/", N_("into a folder of its own")),
        ("qualcode demo demo/ --waves", N_("and a second wave of six counties, set against the first")),
        ("qualcode tui --project demo/", N_("then look at it in the terminal app")),
    ],
)
@click.argument("folder", metavar="[DIR]", type=path_words, default=Path())
@click.option(
    "--waves",
    is_flag=True,
    help=N_("bring in the six minutes of 2025 too, under a codebook with eight codes more, and compare the waves"),
)
def demo_command(face: Face, folder: Path, *, waves: bool) -> int:
    """Run the demonstration; exit 1 when a published count is not reproduced."""
    from qualcode.usecases.demonstrating import demonstrate

    found = demonstrate(folder, face.tell, language=face.language, waves=waves)
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
            changes=found.played.decisions,
        ),
    )
    if found.second is not None:
        _show_second(face, found.second)
    face.print()
    face.print(face.words(N_("Written:")))
    for path in found.files:
        face.print(f"  {path}")
    face.print(face.words(N_("Open the terminal app with `qualcode tui --project {folder}`."), folder=found.folder))
    return 0 if all(line.reproduced for line in found.lines) else 1


def _show_second(face: Face, second: SecondWave) -> None:
    face.print()
    show_listing(face, second.codes)
    face.print(
        face.words(
            N_("The second wave's true findings: {proposed} of {findings} proposed by the engine alone."),
            proposed=second.proposed,
            findings=second.findings,
        )
    )
    face.print(
        face.words(
            N_("Cells right: {alone} of {cells} by the engine alone, {decided} after {changes} recorded decisions."),
            alone=second.right_alone,
            cells=second.cells,
            decided=second.right_decided,
            changes=second.played.decisions,
        )
    )
    face.print(face.words(N_("Every changed cell: `qualcode compare 2024 2025`.")))
