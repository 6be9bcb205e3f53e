"""`codebook`: check, try, evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import CommandGroup, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.run_learn import learn_passages
from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from qualcode.usecases.trying_codebook import Evaluation, Score

_FILE = path_words


@click.group(
    "codebook",
    cls=CommandGroup,
    help=N_("Check a codebook, try it on passages, measure it against hand coding."),
    examples=[
        ("qualcode codebook check codebooks/overenskommelsen.yaml", N_("find mistakes by line and column")),
        (
            "qualcode codebook evaluate codebooks/overenskommelsen.yaml gold.jsonl",
            N_("precision, recall and the misses"),
        ),
    ],
)
def codebook_command() -> None:
    """Hold the commands about codebooks."""


@command(
    "check",
    N_("Find mistakes in a codebook: unknown keys, double ids, loops, bad patterns, each with file, line and column."),
    examples=[("qualcode codebook check my.yaml", N_("exit code 3 when there are faults"))],
)
@click.argument("path", metavar="FILE", type=_FILE)
@json_option
def _check(face: Face, path: Path, *, as_json: bool) -> int:
    from qualcode.domain.minutes import Notice
    from qualcode.language.wording import sentence_of
    from qualcode.usecases.trying_codebook import check

    found = check(path)
    said = [sentence_of(Notice(f.message, f.fields), face.language) for f in found]
    if as_json:
        face.print_json(
            [{"line": f.line, "column": f.column, "message": words} for f, words in zip(found, said, strict=True)],
        )
    else:
        for fault, words in zip(found, said, strict=True):
            face.print(f"{path}:{fault.line}:{fault.column}: {words}")
    face.tell(N_("Faults: {number}."), number=len(found))
    return 3 if found else 0


@command(
    "try",
    N_("Run a codebook over passages, without a project: JSON lines with id and text in, codes out."),
    examples=[("qualcode codebook try my.yaml passages.jsonl", N_("one JSON line for each passage"))],
)
@click.argument("path", metavar="FILE", type=_FILE)
@click.argument("passages", metavar="INPUT.jsonl", type=_FILE)
def _try(face: Face, path: Path, passages: Path) -> int:
    from qualcode.usecases.trying_codebook import try_on

    for line in try_on(path, passages):
        face.print(json.dumps(line, ensure_ascii=False))
    return 0


@command(
    "evaluate",
    N_("Measure a codebook against passages coded by hand: precision, recall, F1, and what was missed."),
    examples=[
        (
            "qualcode codebook evaluate my.yaml gold.jsonl",
            N_("lines with id, text, themes, also; codes where they are known"),
        ),
        ("qualcode codebook evaluate my.yaml gold.jsonl --json", N_("for other programs")),
    ],
)
@click.argument("path", metavar="FILE", type=_FILE)
@click.argument("gold", metavar="GOLD.jsonl", type=_FILE)
@json_option
def _evaluate(face: Face, path: Path, gold: Path, *, as_json: bool) -> int:
    from qualcode.usecases.trying_codebook import evaluate_against, evaluation_json

    found = evaluate_against(path, gold)
    if as_json:
        face.print_json(evaluation_json(found))
    else:
        _show(face, found)
    return 0


def _show(face: Face, found: Evaluation) -> None:
    head = [
        face.words(h)
        for h in (N_("theme or code"), N_("found"), N_("missed"), N_("false"), N_("precision"), N_("recall"), "F1")
    ]
    rows = [
        _row(face.words(N_("all themes")), found.micro),
        *(_row(name, score) for name, score in found.themes.items()),
    ]
    face.table(head, rows, right=range(1, 7))
    if found.codes:
        rows = [
            _row(face.words(N_("all codes")), found.micro_codes),
            *(_row(name, score) for name, score in found.codes.items()),
        ]
        face.table(head, rows, right=range(1, 7))
        face.print(face.words(N_("Status right of the codes found: {share:.3f}."), share=found.status_accuracy))
    if found.false_per_ten is not None:
        face.print(
            face.words(N_("False finds in ten passages without a finding: {number:.1f}."), number=found.false_per_ten)
        )
    for sentence, misses in (
        (N_("Missed:"), (*found.misses, *found.code_misses)),
        (N_("Found, though not coded by hand:"), found.false_finds),
    ):
        if misses:
            face.print(face.words(sentence))
        for miss in misses:
            status = f"  {miss.status} → {miss.found}" if miss.found else f"  {miss.status}" if miss.status else ""
            face.print(f"  {miss.line}  {miss.name}{status}")


def _row(name: str, score: Score) -> tuple[str, ...]:
    shares = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
    return (name, str(score.hit), str(score.missed), str(score.false), *shares)


for _inner in (_check, _try, _evaluate, learn_passages):
    codebook_command.add_command(_inner)
