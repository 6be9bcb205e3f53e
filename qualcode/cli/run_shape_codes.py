"""`codebook rename`, `move`, `merge`, `split`, `retire`, `add` and `edit`: the project's codebook is changed and what was coded follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.command import command, path_words
from qualcode.cli.face import Face
from qualcode.domain.amounts import CODINGS, JUDGEMENTS
from qualcode.domain.errors import N_, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.usecases.project import Project
    from qualcode.usecases.shaping_codebook import Shaped

STATUSES = click.Choice(["present", "absent", "planned", "past", "possible"])
_language = click.option(
    "--in", "spoken", type=click.Choice(["sv", "en"]), help=N_("the language of the words (default: the project's)")
)


@command(
    "rename",
    N_("Give a code another id or another name; codings, decisions, judgements, memos and saved queries follow."),
    examples=[
        ("qualcode codebook rename county-plan lansplan", N_("another id")),
        ("qualcode codebook rename county-plan --name Länsplan", N_("another name, in the project's language")),
        ("qualcode codebook rename county-plan --name 'County plan' --in en", N_("another English name")),
    ],
)
@click.argument("code", metavar="CODE")
@click.argument("new", metavar="[ID]", required=False, default="")
@click.option("--name", default="", metavar="TEXT", help=N_("the name that people see"))
@_language
def rename(face: Face, code: str, *, new: str, name: str, spoken: str | None) -> int:
    """Rename a code."""
    from qualcode.usecases.shaping_codebook import rename_code

    with face.project() as project:
        secret = face.passphrase()
        language = spoken or project.settings.language
        done = rename_code(project, code, id=new, name=name, language=language, passphrase=secret)
        _tell_said(face, project, done, {"names": name}, language)
        _tell(face, done)
    return 0


@command(
    "move",
    N_("Put a code, with those below it, below another one."),
    examples=[
        ("qualcode codebook move county-plan needs-analysis", N_("below another theme")),
        ("qualcode codebook move action-plans/plan-value --root", N_("as a theme of its own")),
        ("qualcode codebook move county-plan action-plans --before action-plans/other-plan", N_("in another order")),
    ],
)
@click.argument("code", metavar="CODE")
@click.argument("below", metavar="[BELOW]", required=False, default="")
@click.option("--root", is_flag=True, help=N_("at the root of the tree"))
@click.option("--before", default="", metavar="CODE", help=N_("before this code there (default: last)"))
def move(face: Face, code: str, *, below: str, root: bool, before: str) -> int:
    """Move a code."""
    from qualcode.usecases.shaping_codebook import move_code

    if bool(below) == root:
        raise UsageError(reason=N_("Say below which code, or --root, one of the two."))
    with face.project() as project:
        _tell(face, move_code(project, code, below, before=before))
    return 0


@command(
    "merge",
    N_("Let a code go up in another: its codings, judgements and indicators come along, and nothing counts twice."),
    examples=[("qualcode codebook merge other-plan county-plan", N_("county-plan holds both from now on"))],
)
@click.argument("code", metavar="CODE")
@click.argument("into", metavar="INTO")
def merge(face: Face, code: str, into: str) -> int:
    """Merge a code into another."""
    from qualcode.usecases.shaping_codebook import merge_codes

    with face.project() as project:
        _tell(face, merge_codes(project, code, into))
    return 0


@command(
    "split",
    N_("Make a new code beside a code and give it some of its codings."),
    examples=[
        ("qualcode codebook split county-plan draft-plan --status planned", N_("those with a status")),
        ("qualcode codebook split county-plan suicide-plan --words suicid", N_("those with words in the passage")),
        ("qualcode codebook split county-plan draft --coding k12 --coding k40 --name Utkast", N_("those named")),
    ],
)
@click.argument("code", metavar="CODE")
@click.argument("new", metavar="ID")
@click.option("--name", default="", metavar="TEXT", help=N_("the new code's name"))
@click.option("--coding", "ids", multiple=True, metavar="ID", help=N_("this coding; may be given again"))
@click.option("--words", default="", metavar="TEXT", help=N_("codings whose passage holds all these words"))
@click.option("--status", type=STATUSES, default=None, help=N_("codings with this status"))
def split(face: Face, code: str, new: str, *, name: str, ids: tuple[str, ...], words: str, status: str | None) -> int:
    """Split a code."""
    from qualcode.usecases.shaping_codebook import split_code

    with face.project() as project:
        secret = face.passphrase()
        done = split_code(project, code, new, name, ids=ids, words=words, status=status or "", passphrase=secret)
        _tell_said(face, project, done, {"names": name}, project.language)
        _tell(face, done)
    return 0


@command(
    "retire",
    N_(
        "Let a code be used no more: it keeps its codings and is neither suggested nor offered; --back takes it up again."
    ),
    examples=[
        ("qualcode codebook retire county-plan", N_("not used from now on")),
        ("qualcode codebook retire county-plan --back", N_("used again")),
    ],
)
@click.argument("code", metavar="CODE")
@click.option("--back", is_flag=True, help=N_("take it up again"))
def retire(face: Face, code: str, *, back: bool) -> int:
    """Retire a code."""
    from qualcode.usecases.shaping_codebook import retire_code
    from qualcode.usecases.viewing_codebook import codings_below

    with face.project() as project:
        done = retire_code(project, code, retired=not back)
        rest = codings_below(project, done.path)
    if back:
        face.tell(N_("Used again: {code}. What rests on it: {codings}."), code=done.path, codings=CODINGS.of(rest))
    else:
        face.tell(
            N_("Used no more: {code}. What rests on it stays: {codings}."), code=done.path, codings=CODINGS.of(rest)
        )
    _tell(face, done)
    return 0


@command(
    "add",
    N_("Add a code to the project's codebook."),
    examples=[
        ("qualcode codebook add draft-plan --below action-plans --name Utkast", N_("below a theme")),
        ("qualcode codebook add hopes --name Förhoppningar", N_("a theme of its own")),
    ],
)
@click.argument("new", metavar="ID")
@click.option("--below", default="", metavar="CODE", help=N_("below this code (default: at the root)"))
@click.option("--name", default="", metavar="TEXT", help=N_("the name that people see"))
def add(face: Face, new: str, *, below: str, name: str) -> int:
    """Add a code."""
    from qualcode.usecases.shaping_codebook import add_code

    with face.project() as project:
        done = add_code(project, new, name, below=below, passphrase=face.passphrase())
        _tell_said(face, project, done, {"names": name}, project.language)
        _tell(face, done)
    return 0


@command(
    "edit",
    N_("Change what is said of a code: definitions, examples, colour, indicators."),
    examples=[
        ("qualcode codebook edit county-plan --brief 'Länet har en plan som gäller nu.'", N_("the brief definition")),
        ("qualcode codebook edit county-plan --not-when 'Kommunens egen plan.' --in sv", N_("when not to use it")),
        ("qualcode codebook edit county-plan --example 'Planen antogs i våras.'", N_("one more example")),
        ("qualcode codebook edit county-plan --indicators new.yaml", N_("other indicators, from a file")),
    ],
)
@click.argument("code", metavar="CODE")
@click.option("--brief", metavar="TEXT", help=N_("the brief definition"))
@click.option("--definition", metavar="TEXT", help=N_("the full definition"))
@click.option("--use-when", metavar="TEXT", help=N_("when to use it"))
@click.option("--not-when", metavar="TEXT", help=N_("when not to use it"))
@click.option("--example", "examples", multiple=True, metavar="TEXT", help=N_("one more example; may be given again"))
@click.option("--colour", metavar="#RRGGBB", help=N_("its colour"))
@click.option("--indicators", type=path_words, metavar="FILE", help=N_("a list of indicators, as in a codebook's file"))
@_language
def edit(
    face: Face,
    code: str,
    *,
    brief: str | None,
    definition: str | None,
    use_when: str | None,
    not_when: str | None,
    examples: tuple[str, ...],
    colour: str | None,
    indicators: Path | None,
    spoken: str | None,
) -> int:
    """Edit a code."""
    from qualcode.domain.errors import FileMissingError
    from qualcode.usecases.codebook_file import read_text_of, resolved
    from qualcode.usecases.shaping_codebook import edit_code, edit_indicators, said_of

    if indicators is not None and not indicators.is_file():
        raise FileMissingError(path=indicators)
    said = {"brief": brief, "definition": definition, "use_when": use_when, "not_when": not_when}
    with face.project() as project:
        language = spoken or project.settings.language
        _, book = read_text_of(project)
        old = book.find(resolved(book, code))
        fields: dict[str, Any] = {}
        if old is not None:
            fields = {part: said_of(old, part, language, words) for part, words in said.items() if words is not None}
            if examples:
                fields["examples"] = {**old.examples, language: (*old.examples.get(language, ()), *examples)}
        if colour is not None:
            fields["colour"] = colour
        if not fields and indicators is None:
            raise UsageError(reason=N_("Say what to change, such as --brief TEXT or --indicators FILE."))
        if fields:
            done = edit_code(project, code, passphrase=face.passphrase(), **fields)
            _tell_said(face, project, done, said, language)
            _tell(face, done)
        if indicators is not None:
            listed = indicators.read_text(encoding="utf-8-sig")
            _tell(face, edit_indicators(project, code, listed, passphrase=face.passphrase()))
    return 0


def _tell_said(face: Face, project: Project, done: Shaped, said: Mapping[str, str | None], language: str) -> None:
    """Say how the words of a code are kept, where somebody was named in them."""
    from qualcode.usecases.codebook_file import read_text_of

    code = read_text_of(project)[1].find(done.path)
    for part, words in said.items():
        if words and words.strip() and code is not None:
            face.tell_kept(words, getattr(code, part).get(language, ""))


def _tell(face: Face, done: Shaped) -> None:
    followed = done.followed
    face.print(done.path)
    if followed.codings or followed.judgements:
        face.tell(
            N_("Followed: {codings}, {judgements}."),
            codings=CODINGS.of(followed.codings),
            judgements=JUDGEMENTS.of(followed.judgements),
        )
    if followed.joined:
        face.tell(N_("Codings of the same passage that became one: {number}."), number=followed.joined)
    if followed.outdone:
        face.tell(
            N_("Judgements that gave way to one of the same cell: {number}; look at these cells."),
            number=followed.outdone,
        )
    face.tell(N_("`qualcode undo` takes it back; `qualcode suggest` lets the codebook suggest anew."))
