"""`anonymise`: try and preview; the commands of the review stand in `run_review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.command import CommandGroup, command, json_option
from qualcode.cli.face import Face
from qualcode.cli.run_late_name import add
from qualcode.cli.run_review import accept, change, list_hits, reject, status
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from qualcode.domain.settings import Settings


_policy = click.option(
    "--policy",
    multiple=True,
    metavar="TYPE=ACTION",
    help=N_(
        "try another policy: person=keep, or published.county=replace for one level; may be given again, or with commas"
    ),
)


@click.group(
    "anonymise",
    cls=CommandGroup,
    help=N_("Try what is hidden in a text, and review what was hidden in the project's documents."),
    examples=[
        ("qualcode anonymise try minutes.docx", N_("show the text as it would be published; nothing is kept")),
        ("qualcode anonymise status", N_("how far the review has come")),
        ("qualcode anonymise list d3 --tier review", N_("words of d3 that may be names")),
        ("qualcode anonymise reject d3-h12 --everywhere", N_("an innocent word gets its clear text back")),
        ("qualcode anonymise add d3 120 136", N_("hide a name found late, everywhere")),
    ],
)
def anonymise_command() -> None:
    """Hold the commands about hiding names."""


@command(
    "try",
    N_("Show what would be hidden in a file or in standard input; no project is needed and nothing is kept."),
    examples=[
        ("qualcode anonymise try minutes.docx", N_("as published")),
        ("qualcode anonymise try minutes.md --level stored --json", N_("as stored, with every hit")),
        ("qualcode anonymise try - --text-only < notes.txt", N_("from standard input")),
        (
            "qualcode anonymise try minutes.md --policy county=keep --policy place=keep",
            N_("as if the settings kept places"),
        ),
    ],
)
@click.argument("path", metavar="[PATH]", default="-")
@click.option(
    "--level",
    type=click.Choice(["stored", "published"]),
    default="published",
    help=N_("how far the text is cleaned (default: published)"),
)
@click.option("--text-only", is_flag=True, help=N_("take PATH as raw text: no front matter, no markup"))
@_policy
@json_option
def _try(face: Face, path: str, *, level: str, text_only: bool, policy: tuple[str, ...], as_json: bool) -> int:
    from qualcode.domain.finding import Level
    from qualcode.usecases.hiding import hidden_json, try_hiding

    found = try_hiding(path, level=Level(level), text_only=text_only, settings=_settings(face), policy=_changes(policy))
    if as_json:
        face.print_json(hidden_json(found))
        return 0
    face.print(found.text.rstrip("\n"))
    face.tell(N_("Hidden: {hits}; perhaps names: {doubts}."), hits=len(found.hits), doubts=len(found.doubts))
    for doubt in found.doubts:
        face.tell(N_("To review: {text} ({reason})."), text=doubt.text, reason=face.words(doubt.reason))
    return 0


def _settings(face: Face) -> Settings | None:
    """Give the settings of the project that was asked for by name; a project that happens to be near does not matter."""
    if face.project_folder is None:
        return None
    with face.project() as project:
        return project.settings


@command(
    "preview",
    N_("Show what another policy would hide or keep in the project's documents; nothing is written."),
    examples=[
        (
            "qualcode anonymise preview --policy place=replace,county=replace",
            N_("if places were hidden in the stored texts"),
        ),
        (
            "qualcode anonymise preview --policy published.organisation=keep --examples 10",
            N_("with ten examples of each"),
        ),
    ],
)
@_policy
@click.option(
    "--examples", type=click.IntRange(min=0), default=3, metavar="N", help=N_("examples of each (default: 3)")
)
@json_option
def _preview(face: Face, *, policy: tuple[str, ...], examples: int, as_json: bool) -> int:
    from dataclasses import asdict

    from qualcode.domain.finding import HitType
    from qualcode.usecases.hit_states import TYPE_WORDS
    from qualcode.usecases.previewing_policy import preview_policy

    changes = _changes(policy)
    if not changes:
        raise UsageError(reason=N_("Say what to change: --policy TYPE=ACTION, such as --policy place=replace."))
    with face.project() as project:
        effects = preview_policy(project, changes, examples=examples)
    if as_json:
        face.print_json([asdict(one) for one in effects])
        return 0
    levels = {"stored": N_("in the stored text"), "published": N_("when published")}
    said = {"replace": N_("would be replaced"), "keep": N_("would be kept")}
    for one in effects:
        level, kind = face.words(levels[one.level]), face.words(TYPE_WORDS[HitType(one.type)])
        face.print(f"{one.document}  {level}  {kind}: {one.number} {face.words(said[one.becomes])}")
        for example in one.examples:
            face.print(f"    …{example.before} [{example.now} → {example.then}] {example.after}…")
    if not effects:
        face.tell(N_("Nothing would change."))
    elif any(one.level == "stored" for one in effects):
        face.tell(N_("The stored texts change when documents are imported anew, the published ones at once."))
    return 0


def _changes(policy: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for words in policy for part in words.split(",") if part.strip())


for _inner in (_try, _preview, status, list_hits, accept, reject, change, add):
    anonymise_command.add_command(_inner)
