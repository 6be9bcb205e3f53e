"""`learn`, and `codebook learn`: a second opinion from decisions or from passages coded by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, Nn_

if TYPE_CHECKING:
    from qualcode.usecases.learning import Kept


@command(
    "learn",
    N_(
        "Learn a second opinion from your decisions: which words speak for which code in this material. It is kept only when it does "
        "better than what the codebook has, on documents that it was not learnt from; it suggests, and never decides."
    ),
    examples=[
        ("qualcode learn && qualcode suggest", N_("once some documents are read and decided")),
        ("qualcode undo", N_("does not reach it: delete the line `opinion:` in the codebook to be without")),
    ],
)
@json_option
def learn_command(face: Face, *, as_json: bool) -> int:
    """Learn from the project."""
    from qualcode.usecases.learning import learn_from_project

    with face.project() as project:
        tell_learnt(face, learn_from_project(project), as_json=as_json)
    return 0


@command(
    "learn",
    N_("Learn a second opinion for a codebook from passages coded by hand; needs the extra `learn` (scikit-learn)."),
    examples=[
        ("qualcode codebook learn my.yaml passages.jsonl", N_("lines with id, text and codes; writes my.opinion")),
        ("qualcode codebook learn my.yaml a.jsonl b.jsonl --to new.opinion", N_("several writers, another file")),
    ],
)
@click.argument("path", metavar="FILE", type=path_words)
@click.argument("passages", metavar="PASSAGES.jsonl…", type=path_words, nargs=-1, required=True)
@click.option("--to", "target", metavar="FILE", type=path_words, help=N_("write to this file (.opinion)"))
@json_option
def learn_passages(face: Face, path: Path, passages: tuple[Path, ...], target: Path | None, *, as_json: bool) -> int:
    """Learn from passages."""
    from qualcode.usecases.learning import learn_from_passages

    tell_learnt(face, learn_from_passages(path, passages, target), as_json=as_json)
    return 0


def tell_learnt(face: Face, kept: Kept, *, as_json: bool) -> None:
    """Show how well an opinion does, beside what there was before it."""
    from qualcode.usecases.learning import learnt_json

    if as_json:
        face.print_json(learnt_json(kept))
        return
    learnt = kept.learnt
    head = [
        face.words(h) for h in (N_("on passages not learnt from"), N_("indicators"), N_("second opinion"), N_("both"))
    ]
    found = (learnt.f1_indicators, learnt.f1_opinion, learnt.f1_joint)
    rows = [
        (face.words(N_("codes found, F1")), *(f"{share:.3f}" for share in found)),
        (
            face.words(N_("status right of found")),
            f"{learnt.statuses_by_rules:.3f}",
            "",
            f"{learnt.statuses_joint:.3f}",
        ),
    ]
    face.table(head, rows, right=range(1, 4))
    face.tell(
        Nn_(
            "Learnt from {passages} passage; written to {path}. A codebook uses it when it says `opinion: {name}`.",
            "Learnt from {passages} passages; written to {path}. A codebook uses it when it says `opinion: {name}`.",
            by="passages",
        ),
        passages=kept.passages,
        path=kept.path,
        name=kept.path.stem,
    )
