"""`history`, `undo` and `redo`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import click

from qualcode.cli.command import command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.listing import tell_none
from qualcode.domain.errors import N_

_T = TypeVar("_T")


@command(
    "history",
    N_("Show what was done, by whom and when, newest first; or every change with before and after, as a file."),
    examples=[
        ("qualcode history --limit 20", N_("the last twenty steps")),
        ("qualcode history --of k12", N_("how a coding came about and changed: also memos (m3) and documents (d3)")),
        ("qualcode history --to exports/history.md", N_("who, when, what, before and after, to read or to file")),
    ],
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=N_("show at most N steps"))
@click.option("--by", "by", metavar="NAME", help=N_("only this coder's steps"))
@click.option("--of", "of", metavar="ID", help=N_("every change of one coding, memo or document, oldest first"))
@click.option(
    "--to", "target", metavar="FILE", type=path_words, help=N_("write to this file (.docx, .xlsx, .csv, .md, .json)")
)
@json_option
def history_command(
    face: Face, *, limit: int | None, by: str | None, of: str | None, target: Path | None, as_json: bool
) -> int:
    """Show the ledger."""
    from qualcode.usecases.recalling import ACTIONS, STATES, steps
    from qualcode.usecases.step_names import StepNames
    from qualcode.usecases.telling_steps import about_in_words

    with face.project() as project:
        if of is not None or target is not None:
            from qualcode.cli.giving import give_listing
            from qualcode.usecases.telling_history import told_history

            speaking = project if target is None else project.speaking(project.settings.language)
            found = told_history(speaking, coder=by, steps=limit, of=of, masked=target is not None)
            return give_listing(face, project, found, target, as_json=as_json)
        made = steps(project, coder=by, limit=limit)
        if as_json:
            face.print_json([asdict(s) for s in made])
            return 0
        names = StepNames(project, made, with_ids=True)
        about = [about_in_words(s.about, face.words, names) for s in made]
    rows = [
        (
            str(s.id),
            s.at.replace("T", " ").removesuffix("+00:00"),
            s.coder,
            face.words(ACTIONS.get(s.action, s.action)),
            told,
            face.words(STATES[s.state]) if STATES[s.state] else "",
        )
        for s, told in zip(made, about, strict=True)
    ]
    if not rows:
        tell_none(face)
        return 0
    head = (N_("step"), N_("when (UTC)"), N_("who"), N_("what"), N_("about"), N_("state"))
    face.table([face.words(h) for h in head], rows, right=(0,))
    return 0


@command(
    "undo",
    N_("Take back your last steps."),
    examples=[("qualcode undo", N_("the last one")), ("qualcode undo 3", N_("the last three"))],
)
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), default=1)
def undo_command(face: Face, count: int) -> int:
    """Undo."""
    from qualcode.usecases.recalling import take_back

    with face.project() as project:
        for step in _with_vault(face, lambda secret: take_back(project, count, passphrase=secret)):
            _tell(face, N_("Undone: step {number}, {action}."), step.id, step.action)
    return 0


@command("redo", N_("Do again what you undid last."), examples=[("qualcode redo", N_("the last one"))])
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), default=1)
def redo_command(face: Face, count: int) -> int:
    """Redo."""
    from qualcode.usecases.recalling import do_again

    with face.project() as project:
        for step in _with_vault(face, lambda secret: do_again(project, count, passphrase=secret)):
            _tell(face, N_("Done again: step {number}, {action}."), step.id, step.action)
    return 0


def _tell(face: Face, sentence: str, number: int, action: str) -> None:
    from qualcode.usecases.recalling import ACTIONS

    face.tell(sentence, number=number, action=face.words(ACTIONS.get(action, action)))


def _with_vault(face: Face, walk: Callable[[str | None], _T]) -> _T:
    """Go over steps; only those that exchanged names ask for the passphrase, and only where somebody can be asked."""
    from qualcode.domain.errors import RefusedError

    secret = face.passphrase()
    try:
        return walk(secret)
    except RefusedError:
        asked = None if secret is not None else face.passphrase(ask=N_("Passphrase of the vault:"))
        if asked is None:
            raise
        return walk(asked)
