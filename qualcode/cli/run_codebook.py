"""`codebook`: check, try, evaluate; what changes the project's codebook stands in `run_shape_codes` and `run_carry_codebook`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import CommandGroup, command, json_option, most_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.listing import indicator_name, line_words, tell_left_out
from qualcode.cli.run_carry_codebook import diff, export, import_codes
from qualcode.cli.run_learn import learn_passages
from qualcode.cli.run_shape_codes import add, edit, merge, move, rename, retire, split
from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from qualcode.usecases.trying_codebook import Evaluation, Reviewed, Score

_FILE = path_words


@click.group(
    "codebook",
    cls=CommandGroup,
    help=N_(
        "Check a codebook, try it on passages, measure it against hand coding; change the project's and what was coded follows."
    ),
    examples=[
        ("qualcode codebook check codebooks/overenskommelsen.yaml", N_("find mistakes by line and column")),
        (
            "qualcode codebook evaluate codebooks/overenskommelsen.yaml gold.jsonl",
            N_("precision, recall and the misses"),
        ),
        ("qualcode codebook rename county-plan lansplan", N_("another id; what was coded follows")),
        ("qualcode codebook export exports/codebook.docx", N_("for Word, with definitions and examples")),
    ],
)
def codebook_command() -> None:
    """Hold the commands about codebooks."""


@command(
    "check",
    N_("Find mistakes in a codebook: unknown keys, double ids, loops, bad patterns, each with file, line and column."),
    examples=[
        ("qualcode codebook check my.yaml", N_("exit code 3 when there are faults")),
        ("qualcode codebook check codebooks/overenskommelsen-2025.yaml", N_("one that extends another")),
    ],
)
@click.argument("path", metavar="FILE", type=_FILE)
@json_option
def _check(face: Face, path: Path, *, as_json: bool) -> int:
    from qualcode.domain.minutes import Notice
    from qualcode.language.wording import sentence_of
    from qualcode.usecases.trying_codebook import check, origins

    found = check(path)
    said = [sentence_of(Notice(f.message, f.fields), face.language) for f in found]
    if as_json:
        face.print_json(
            [{"line": f.line, "column": f.column, "message": words} for f, words in zip(found, said, strict=True)],
        )
    else:
        for fault, words in zip(found, said, strict=True):
            face.print(f"{fault.path}:{fault.line}:{fault.column}: {words}")
    face.tell(N_("Faults: {number}."), number=len(found))
    if not found and len(files := origins(path)) > 1:
        for file, codes in files.items():
            face.tell(N_("Codes in {file}: {number}."), file=file, number=len(codes))
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
    N_(
        "Measure a codebook against passages coded by hand: precision, recall, F1; then every miss, false find and wrong status "
        "with its reasons, those of the worst code first, and how each indicator did."
    ),
    examples=[
        (
            "qualcode codebook evaluate my.yaml gold.jsonl",
            N_("lines with id, text, themes, also; codes where they are known"),
        ),
        ("qualcode codebook evaluate my.yaml gold.jsonl --most 200", N_("more of what was missed or found falsely")),
        ("qualcode codebook evaluate my.yaml gold.jsonl --json", N_("for other programs")),
    ],
)
@click.argument("path", metavar="FILE", type=_FILE)
@click.argument("gold", metavar="GOLD.jsonl", type=_FILE)
@most_option
@json_option
def _evaluate(face: Face, path: Path, gold: Path, *, most: int | None, as_json: bool) -> int:
    from qualcode.usecases.trying_codebook import evaluate_against, evaluation_json
    from qualcode.usecases.why_words import MOST_LISTED

    reviewed = evaluate_against(path, gold)
    if as_json:
        face.print_json(evaluation_json(reviewed, most))
    else:
        _show(face, reviewed.evaluation)
        _show_slips(face, reviewed, MOST_LISTED if most is None else most)
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


def _show_slips(face: Face, reviewed: Reviewed, most: int) -> None:
    from qualcode.usecases.why_words import slip_lines

    slips = reviewed.slips
    heads: set[str] = set()
    for slip in slips[:most]:
        if slip.name not in heads:
            heads.add(slip.name)
            kinds = [other.kind.value for other in slips if other.name == slip.name]
            told = N_("{name}: missed {missed}, false finds {false}, wrong status {status}")
            counts = {kind: kinds.count(kind) for kind in ("missed", "false", "status")}
            face.print("\n" + face.words(told, name=slip.name, **counts))
        first, *more = slip_lines(slip, face.language)
        face.print(f"  {first}")
        for line in more:
            face.print(f"      {line}")
    tell_left_out(face, len(slips), most)
    if reviewed.indicators[:most]:
        face.print()
        head = (N_("indicator"), N_("line"), N_("hits"), N_("false"), N_("wrong status"))
        rows = [
            (
                indicator_name(s.indicator, s.code),
                line_words(s.line, reviewed.files.get(s.code, "")),
                *map(str, (s.hits, s.false, s.wrong_status)),
            )
            for s in reviewed.indicators[:most]
        ]
        face.table([face.words(h) for h in head], rows, right=range(1, 5))
        tell_left_out(face, len(reviewed.indicators), most)


def _row(name: str, score: Score) -> tuple[str, ...]:
    shares = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
    return (name, str(score.hit), str(score.missed), str(score.false), *shares)


for _inner in (
    _check,
    _try,
    _evaluate,
    learn_passages,
    add,
    edit,
    rename,
    move,
    merge,
    split,
    retire,
    diff,
    export,
    import_codes,
):
    codebook_command.add_command(_inner)
