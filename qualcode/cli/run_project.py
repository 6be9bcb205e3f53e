"""`init`, `status` and `config`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from qualcode.cli.command import CommandGroup, command, json_option, path_words
from qualcode.cli.face import Face
from qualcode.cli.run_describe import tell_guesses
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.minutes import marked


class NoSuchActionError(UsageError):
    """A key for what the terminal app cannot do."""

    sentence = N_(
        "The terminal app has no action {name} to give a key to; nearest: {near}; `qualcode tui` lists all under ?."
    )


class KeyTakenError(UsageError):
    """A key that another action of the same screen has by the coder's own settings."""

    sentence = N_(
        "{key} is your own key for {other} already, on the same screen as {name}; give {name} another key, or {other} first."
    )


@command(
    "init",
    N_("Make a project folder: settings, a codebook, a database, and places for minutes and results."),
    examples=[
        ("qualcode init study/", N_("with the default codebook on county agreements")),
        ("qualcode init study/ --codebook my.yaml", N_("with a codebook of your own")),
    ],
)
@click.argument("folder", metavar="DIR", type=path_words)
@click.option("--codebook", metavar="FILE", type=path_words, help=N_("the codebook to copy into the project"))
def init_command(face: Face, folder: Path, codebook: Path | None) -> int:
    """Make a project."""
    from qualcode.usecases.project import make_project

    made = make_project(folder, codebook=codebook)
    next_step = N_("Made the project {path}. Next: `qualcode import MINUTES --project {path}`.")
    face.tell(next_step, path=made)
    face.print(str(made))
    return 0


@command(
    "status",
    N_("Show the project's documents, what is coded, and what to do next."),
    examples=[("qualcode status", N_("the project you stand in"))],
)
@json_option
def status_command(face: Face, *, as_json: bool) -> int:
    """Show where the project stands."""
    from qualcode.usecases.erasures_left import BROKEN_OFF, erasures_left
    from qualcode.usecases.surveying import GROUNDS, NEXT, UNJUDGED, survey, with_unjudged

    with face.project() as project:
        found = with_unjudged(project, survey(project))
        for one in erasures_left(project):
            face.tell(BROKEN_OFF, step=one.erasure.step)
    if as_json:
        face.print_json(found.as_json())
        return 0
    rows = [
        (
            d.id,
            d.case,
            d.wave,
            marked(face.words(d.status), "status", d.guessed),
            d.name,
            str(d.codings),
            str(d.waiting),
            ", ".join(d.readers),
        )
        for d in found.documents
    ]
    head = (N_("id"), N_("case"), N_("wave"), N_("status"), N_("file"), N_("codings"), N_("suggestions"), N_("read"))
    if rows:
        face.table([face.words(h) for h in head], rows, right=(5, 6))
    tell_guesses(face, [(d.id, d.guessed) for d in found.documents], names=("status",))
    face.print(
        face.words(
            N_(
                "Documents: {documents}; cases: {cases}; codings: {codings}; suggestions that wait: {waiting}; judged cells: {judged}."
            ),
            documents=len(rows),
            cases=found.cases,
            codings=found.codings,
            waiting=found.waiting,
            judged=found.judged,
        )
    )
    if found.unplaced:
        face.print(
            face.words(
                N_("Codings that wait for a place in a corrected version: {number} (`qualcode versions list`)."),
                number=found.unplaced,
            )
        )
    if found.ground:
        face.print(face.words(GROUNDS[found.ground]))
    face.print(face.words(UNJUDGED, number=found.unjudged) if found.unjudged else face.words(NEXT[found.next_step]))
    return 0


@click.group(
    "config",
    cls=CommandGroup,
    help=N_("The settings of the project, from qualcode.toml."),
    examples=[
        ("qualcode config show --origin", N_("every setting and where its value comes from")),
        ("qualcode config set withhold_below 5", N_("change one")),
    ],
)
def config_command() -> None:
    """Hold the commands about settings."""


@command(
    "show", N_("Show every setting with its value."), examples=[("qualcode config show", N_("the settings in force"))]
)
@click.option("--origin", is_flag=True, help=N_("show where each value comes from"))
@json_option
def _show(face: Face, *, origin: bool, as_json: bool) -> int:
    from qualcode.usecases.surveying import settings_in_force

    with face.project() as project:
        lines = settings_in_force(project)
    if as_json:
        values = {s.name: json.loads(s.value) for s in lines}
        face.print_json({s.name: {"value": values[s.name], "origin": s.origin} for s in lines} if origin else values)
        return 0
    for line in lines:
        where = f"  # {face.words(line.origin)}" if origin else ""
        face.print(f"{line.name} = {line.value}{where}")
    return 0


@command(
    "set",
    N_("Change a setting in qualcode.toml; its comments stay."),
    examples=[
        ("qualcode config set withhold_below 5", N_("counts below five are withheld from what is published")),
        ("qualcode config set theme high-contrast", N_("the colours of the terminal app")),
        ("qualcode config set keys.accept y", N_("a key of your own for an action of the terminal app")),
        ("qualcode config set theme --default", N_("back to the default")),
    ],
)
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="[VALUE]", required=False)
@click.option("--default", "back", is_flag=True, help=N_("bring the default back"))
def _set(face: Face, name: str, value: str | None, *, back: bool) -> int:
    from qualcode.usecases.configuring import change_setting

    if (value is None) != back:
        raise UsageError(reason=N_("Give a VALUE or --default, one of the two."))
    if name.startswith("keys.") and not back:
        _known_action(name.removeprefix("keys."))
    with face.project() as project:
        if name.startswith("keys.") and value is not None:
            _refuse_clash(project.settings.keys, name.removeprefix("keys."), value)
        change_setting(project, name, value)
    face.tell(N_("Changed: {name}."), name=name)
    return 0


def _refuse_clash(own: Mapping[str, str], name: str, keys: str) -> None:
    """Raise KeyTakenError when one of the keys is another action's of one's own on the same screen: one of the two would be lost."""
    from qualcode.tui.every_deed import clashing_keys

    others = {other: theirs for other, theirs in own.items() if other != name}
    for key, earlier, later in clashing_keys({**others, name: keys}):
        if later == name:
            raise KeyTakenError(key=key, name=name, other=earlier)


def _known_action(name: str) -> None:
    """Raise UsageError unless the terminal app has an action of that name, so that a key is not given to nothing."""
    from difflib import get_close_matches

    from qualcode.tui.every_deed import named_actions

    known = named_actions()
    if name not in known:
        near = get_close_matches(name, known, n=5, cutoff=0.3) or known[:5]
        raise NoSuchActionError(name=name, near=", ".join(near))


config_command.add_command(_show)
config_command.add_command(_set)
