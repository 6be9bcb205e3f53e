"""`anonymise status`, `list`, `accept`, `reject` and `change`: the review without the terminal app."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option
from qualcode.cli.face import Face
from qualcode.cli.listing import tell_none
from qualcode.cli.run_late_name import ASK_PASSPHRASE, TYPES, tell_uncleared
from qualcode.domain.errors import N_, Nn_, RefusedError, UsageError
from qualcode.domain.finding import HitType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.usecases.deciding_names import Decided
    from qualcode.usecases.project import Project
    from qualcode.usecases.reviewing_names import HitInContext, ReviewState

_STATES = ("open", "accepted", "rejected", "changed")
_everywhere = click.option(
    "--everywhere",
    is_flag=True,
    help=N_("all occurrences of the same words in the project; with the vault's passphrase their inflected forms too"),
)


class OnlyToTerminalError(RefusedError):
    """Originals asked for where they would be written down."""

    sentence = N_("Originals are shown on a terminal only, so that they end in no file; leave out --originals.")


@command(
    "status",
    N_("Show how far the review of hidden names has come."),
    examples=[("qualcode anonymise status", N_("every document"))],
)
@json_option
def status(face: Face, *, as_json: bool) -> int:
    """Show the state of every document."""
    from qualcode.usecases.reviewing_names import review_json, review_states

    with face.project() as project:
        states = review_states(project)
    if as_json:
        face.print_json(review_json(states))
        return 0
    head = (N_("id"), N_("case"), N_("hidden"), N_("perhaps names"), N_("wait"), N_("reviewed"))
    rows = [
        (s.document, s.case, str(s.hits), str(s.doubts), str(s.open), face.words("yes") if s.reviewed else "")
        for s in states
    ]
    face.table([face.words(h) for h in head], rows, right=(2, 3, 4))
    face.tell(N_("Next: `qualcode anonymise list DOC`, then `qualcode anonymise accept DOC`."))
    return 0


@command(
    "list",
    N_("Show what was hidden, with the words around it, in one document or in all; the originals stay in the vault."),
    examples=[
        ("qualcode anonymise list d3", N_("every hit of d3")),
        ("qualcode anonymise list --tier review --state open", N_("all words that still wait to be looked at")),
        ("qualcode anonymise list d3 --type person --type email", N_("persons and e-mail addresses")),
        ("qualcode anonymise list --state open --limit 20 --from 41", N_("the third page of twenty")),
        ("qualcode anonymise list d3 --originals", N_("with what stood there; asks for the vault's passphrase")),
    ],
)
@click.argument("document", metavar="[DOC]", required=False)
@click.option("--tier", type=click.Choice(["hit", "review"]), help=N_("hits, or words that nothing excused"))
@click.option("--doubts", is_flag=True, help=N_("only words that nothing excused: --tier review"))
@click.option("--type", "types", type=TYPES, multiple=True, help=N_("only this type; may be given again"))
@click.option(
    "--state", "states", type=click.Choice(_STATES), multiple=True, help=N_("only this state; may be given again")
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=N_("show at most N"))
@click.option("--from", "first", type=click.IntRange(min=1), default=1, metavar="N", help=N_("begin with number N"))
@click.option("--originals", is_flag=True, help=N_("show what stood there, on a terminal only"))
@json_option
def list_hits(
    face: Face,
    document: str | None,
    *,
    tier: str | None,
    doubts: bool,
    types: tuple[str, ...],
    states: tuple[str, ...],
    limit: int | None,
    first: int,
    originals: bool,
    as_json: bool,
) -> int:
    """Show hits in context."""
    from qualcode.usecases.reviewing_names import Review, Tier, Wanted, page_of_hits, review_json

    if originals and (as_json or not sys.stdout.isatty()):
        raise OnlyToTerminalError
    wanted = Wanted(
        Tier.REVIEW if doubts else Tier(tier) if tier else None,
        frozenset(map(HitType, types)),
        frozenset(map(Review, states)),
    )
    with face.project() as project:
        secret = _needed(face) if originals else None
        page = page_of_hits(project, document, wanted, first=first - 1, most=limit, passphrase=secret)
    if as_json:
        face.print_json(review_json(page.hits))
        return 0
    if not page.hits:
        tell_none(face)
    for hit in page.hits:
        face.print(_line(face, hit))
    shown = page.first + len(page.hits)
    if shown < page.total:
        face.tell(N_("Shown: {first}–{last} of {total}."), first=page.first + 1, last=shown, total=page.total)
    return 0


@command(
    "accept",
    N_(
        "Record that what is hidden has been looked at and is right: in whole documents, whose quotes may then come, or single hits."
    ),
    examples=[
        ("qualcode anonymise accept d3", N_("one document")),
        (
            "qualcode anonymise accept d3-h12 d3-h14",
            N_("two hits; when none is left open, the document counts as reviewed"),
        ),
        ("qualcode anonymise accept d3-h12 --everywhere", N_("all occurrences of the same words")),
        ("qualcode anonymise accept --all", N_("all documents")),
    ],
)
@click.argument("which", metavar="[DOC|HIT]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help=N_("all documents of the project"))
@_everywhere
def accept(face: Face, which: tuple[str, ...], *, every: bool, everywhere: bool) -> int:
    """Accept documents or hits."""
    from qualcode.usecases.deciding_names import accept_hits
    from qualcode.usecases.reviewing_names import accept_documents, is_hit, review_states

    if bool(which) == every:
        raise UsageError(reason=N_("Name documents or say --all, one of the two."))
    with face.project() as project:
        singles = [key for key in which if is_hit(key)]
        if singles and len(singles) < len(which):
            raise UsageError(reason=N_("Name documents or hits, not both in one command."))
        if singles:
            _tell_decided(face, accept_hits(project, singles, everywhere=everywhere, passphrase=face.passphrase()))
            return 0
        if everywhere:
            raise UsageError(reason=N_("--everywhere goes with hits (d3-h12), not with documents."))
        keys = [s.document for s in review_states(project)] if every else list(which)
        before = {s.document: s for s in review_states(project)}
        face.tell(N_("Documents reviewed: {number}."), number=accept_documents(project, keys))
        _tell_left(face, project, [before[key] for key in dict.fromkeys(keys) if key in before])
    return 0


@command(
    "reject",
    N_(
        "Record that hits are innocent: the words themselves stand again, fetched from the vault; codings keep their places."
    ),
    examples=[
        ("qualcode anonymise reject d3-h12", N_("one hit")),
        ("qualcode anonymise reject d3-h12 --everywhere", N_("all occurrences of the same words")),
    ],
)
@click.argument("which", metavar="HIT…", nargs=-1, required=True)
@_everywhere
def reject(face: Face, which: tuple[str, ...], *, everywhere: bool) -> int:
    """Release hits."""
    from qualcode.usecases.deciding_names import reject_hits

    with face.project() as project:
        secret = face.passphrase(ask=ASK_PASSPHRASE) if project.vault_path.exists() else None
        _tell_decided(face, reject_hits(project, which, everywhere=everywhere, passphrase=secret))
    return 0


@command(
    "change",
    N_("Give hits another replacement or another type; genitives and capitals are kept."),
    examples=[
        ("qualcode anonymise change d3-h12 --replacement rektorn", N_("other words in its place")),
        ("qualcode anonymise change d3-h12 --type group --everywhere", N_("it was no person, wherever it stands")),
    ],
)
@click.argument("which", metavar="HIT…", nargs=-1, required=True)
@click.option("--replacement", metavar="TEXT", help=N_("the words that shall stand there; never a name"))
@click.option("--type", "kind", type=TYPES, help=N_("what it is"))
@_everywhere
def change(face: Face, which: tuple[str, ...], *, replacement: str | None, kind: str | None, everywhere: bool) -> int:
    """Change hits."""
    from qualcode.usecases.deciding_names import change_hits

    with face.project() as project:
        secret = face.passphrase(ask=ASK_PASSPHRASE) if kind and project.vault_path.exists() else face.passphrase()
        done = change_hits(
            project,
            which,
            replacement=replacement,
            kind=HitType(kind) if kind else None,
            everywhere=everywhere,
            passphrase=secret,
        )
        _tell_decided(face, done)
    return 0


def _tell_decided(face: Face, done: Decided) -> None:
    face.tell(
        N_("Hits decided: {hits}; documents now reviewed: {documents}."), hits=done.hits, documents=len(done.reviewed)
    )
    if not done.cleared:
        tell_uncleared(face)


def _tell_left(face: Face, project: Project, before: Sequence[ReviewState]) -> None:
    """Say what was taken as right without having been decided one by one, and what earlier decisions stand."""
    from qualcode.usecases.reviewing_names import decided_singly

    open_hits = sum(one.open for one in before if not one.reviewed)
    masked = sum(one.open_doubts for one in before if not one.reviewed)
    already = sum(one.reviewed for one in before)
    if already:
        face.tell(N_("Reviewed before, and left as they were: {number}."), number=already)
    if open_hits:
        face.tell(
            Nn_(
                "Taken as right without a decision of its own: {number} hit.",
                "Taken as right without a decision of their own: {number} hits.",
            ),
            number=open_hits,
        )
    if masked:
        face.tell(
            Nn_(
                "Among them is {number} word that nothing excused: it stays masked as {mask} until `qualcode anonymise reject "
                "HIT` releases it, if it is innocent (`qualcode anonymise list --tier review`).",
                "Among them are {number} words that nothing excused: they stay masked as {mask} until `qualcode anonymise "
                "reject HIT` releases the innocent ones (`qualcode anonymise list --tier review`).",
            ),
            number=masked,
            mask="[namn?]",
        )
    rejected, changed = decided_singly(project, [one.document for one in before])
    if rejected or changed:
        face.tell(
            N_("Decided singly before, and left so: {rejected} released, {changed} changed."),
            rejected=rejected,
            changed=changed,
        )


def _needed(face: Face) -> str:
    from qualcode.usecases.vault_keeping import PassphraseNeededError

    secret = face.passphrase(ask=ASK_PASSPHRASE)
    if secret is None:
        raise PassphraseNeededError
    return secret


def _line(face: Face, hit: HitInContext) -> str:
    from qualcode.usecases.hit_states import REVIEW_WORDS, TYPE_WORDS

    stood = f" = {hit.original}" if hit.original else ""
    state = f"  {face.words(REVIEW_WORDS[hit.review])}" if hit.review else ""
    kind = face.words(TYPE_WORDS[HitType(hit.type)])
    return f"{hit.id}  {kind}  …{hit.before} [{hit.replacement}{stood}] {hit.after}…  ({hit.rule}){state}"
