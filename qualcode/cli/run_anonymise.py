"""`anonymise`: try, status, list, accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.command import CommandGroup, command, json_option
from qualcode.cli.face import Face
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from qualcode.domain.settings import Settings


@click.group(
    "anonymise",
    cls=CommandGroup,
    help=N_("Try what is hidden in a text, and review what was hidden in the project's documents."),
    examples=[
        ("qualcode anonymise try minutes.docx", N_("show the text as it would be published; nothing is kept")),
        ("qualcode anonymise status", N_("how far the review has come")),
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
@json_option
def _try(face: Face, path: str, *, level: str, text_only: bool, as_json: bool) -> int:
    from qualcode.domain.finding import Level
    from qualcode.usecases.hiding import hidden_json, try_hiding

    found = try_hiding(path, level=Level(level), text_only=text_only, settings=_settings(face))
    if as_json:
        face.print_json(hidden_json(found))
        return 0
    face.print(found.text.rstrip("\n"))
    face.tell(N_("Hidden: {hits}; to review: {doubts}."), hits=len(found.hits), doubts=len(found.doubts))
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
    "status",
    N_("Show how far the review of hidden names has come."),
    examples=[("qualcode anonymise status", N_("every document"))],
)
@json_option
def _status(face: Face, *, as_json: bool) -> int:
    from qualcode.usecases.reviewing_names import review_json, review_states

    with face.project() as project:
        states = review_states(project)
    if as_json:
        face.print_json(review_json(states))
        return 0
    head = (N_("id"), N_("case"), N_("hidden"), N_("to review"), N_("reviewed"))
    rows = [(s.document, s.case, str(s.hits), str(s.doubts), face.words("yes") if s.reviewed else "") for s in states]
    face.table([face.words(h) for h in head], rows, right=(2, 3))
    face.tell(N_("Next: `qualcode anonymise list DOC`, then `qualcode anonymise accept DOC`."))
    return 0


@command(
    "list",
    N_("Show what was hidden in a document, with the words around it; the originals stay in the vault."),
    examples=[
        ("qualcode anonymise list d3", N_("every hit of d3")),
        ("qualcode anonymise list d3 --doubts", N_("only the words to review")),
    ],
)
@click.argument("document", metavar="DOC")
@click.option("--doubts", is_flag=True, help=N_("only words that nothing excused"))
@json_option
def _list(face: Face, document: str, *, doubts: bool, as_json: bool) -> int:
    from qualcode.usecases.reviewing_names import hits_in_context, review_json

    with face.project() as project:
        found = tuple(h for h in hits_in_context(project, document) if h.doubt or not doubts)
    if as_json:
        face.print_json(review_json(found))
        return 0
    for hit in found:
        face.print(f"{hit.id}  {hit.type}  …{hit.before} [{hit.replacement}] {hit.after}…  ({hit.rule})")
    return 0


@command(
    "accept",
    N_(
        "Record that what is hidden in these documents has been looked at and is right; quotes may then come from them."
    ),
    examples=[
        ("qualcode anonymise accept d3", N_("one document")),
        ("qualcode anonymise accept --all", N_("all of them")),
    ],
)
@click.argument("which", metavar="[DOC]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help=N_("all documents of the project"))
def _accept(face: Face, which: tuple[str, ...], *, every: bool) -> int:
    from qualcode.usecases.reviewing_names import accept_documents, review_states

    if bool(which) == every:
        raise UsageError(reason=N_("Name documents or say --all, one of the two."))
    with face.project() as project:
        keys = [s.document for s in review_states(project)] if every else list(which)
        face.tell(N_("Documents reviewed: {number}."), number=accept_documents(project, keys))
    return 0


for _inner in (_try, _status, _list, _accept):
    anonymise_command.add_command(_inner)
