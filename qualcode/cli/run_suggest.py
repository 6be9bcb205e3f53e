"""`suggest`, `accept` and `reject`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualcode.cli.command import command, json_option, most_option
from qualcode.cli.face import Face
from qualcode.cli.listing import kind_of, status_in
from qualcode.cli.review_lines import show_review
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_, Nn_, UsageError

if TYPE_CHECKING:
    from collections.abc import Sized

    from qualcode.domain.coding import StoredSuggestion
    from qualcode.usecases.project import Project

_STATUSES = click.Choice([s.value for s in CODABLE])
_code_option = click.option("--code", metavar="C", help=N_("only this code or theme"))
_score_option = click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, metavar="S", help=N_("only scores from S up (0–1)")
)
_all_option = click.option("--all", "every", is_flag=True, help=N_("all suggestions that wait"))
_like_option = click.option(
    "--like", metavar="ID", help=N_("only those of the same rule as this one: same code, indicator, status and reason")
)
_document_option = click.option("--document", metavar="DOC", help=N_("only this document"))


@command(
    "suggest",
    N_("Run the codebook over every document; what was decided stays decided."),
    examples=[
        ("qualcode suggest", N_("then decide in `qualcode tui`")),
        ("qualcode suggest --list --code action-plans", N_("show what waits, with the reasons")),
        (
            "qualcode suggest --explain --code action-plans",
            N_("by indicator what was accepted and rejected, and what no suggestion met, with reasons"),
        ),
        ("qualcode suggest --list --teaching", N_("first those from whose decision most is learnt")),
        ("qualcode suggest --workers 1", N_("leave the other processors to others")),
    ],
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help=N_("how many processes share the work (otherwise one for each processor, where there is much text)"),
)
@click.option("--list", "listed", is_flag=True, help=N_("do not run; show the suggestions that wait"))
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help=N_("do not run; show what the decisions say of the codebook: indicators, rejected suggestions, misses"),
)
@click.option(
    "--teaching",
    is_flag=True,
    help=N_(
        "with --list: first the unsure ones of rules that little was decided of, those that assert nothing left out"
    ),
)
@_like_option
@_code_option
@_document_option
@most_option
@json_option
def suggest_command(
    face: Face,
    *,
    workers: int | None,
    listed: bool,
    explained: bool,
    teaching: bool,
    like: str | None,
    code: str | None,
    document: str | None,
    most: int | None,
    as_json: bool,
) -> int:
    """Run the engine, list what waits, or explain what the decisions say of the codebook."""
    from qualcode.usecases.run_suggestions import run_suggestions
    from qualcode.usecases.surveying import NEXT

    if listed and explained:
        raise UsageError(reason=N_("Give --list or --explain, not both."))
    if (teaching or like) and not listed:
        raise UsageError(reason=N_("--teaching and --like go with --list."))
    if (code or document or most is not None) and not (listed or explained):
        raise UsageError(
            reason=N_(
                "--code, --document and --most go with --list or --explain: a run is over every document and code."
            )
        )
    with face.project() as project:
        if explained:
            show_review(face, project, code, document, most, as_json=as_json)
            return 0
        if not listed:
            with face.progress(N_("Suggesting")) as progress:
                run = run_suggestions(project, workers=workers, progress=progress)
            if run.documents:
                face.tell(
                    N_(
                        "Documents: {documents}; suggestions: {suggestions}, of which {plain} assert nothing of their case. "
                        "Next: `qualcode tui`."
                    ),
                    documents=run.documents,
                    suggestions=run.suggestions,
                    plain=run.not_asserted,
                )
            else:
                face.tell(NEXT["import"])
        if listed or as_json:
            _list(face, project, _listed(project, code, document, like, teaching=teaching), as_json=as_json)
    return 0


@command(
    "accept",
    N_("Turn suggestions into codings, in bulk or by id; the decision is recorded and can be undone."),
    examples=[
        ("qualcode accept --min-score 0.8", N_("all that score 0.8 or more")),
        ("qualcode accept --code action-plans", N_("all of a theme")),
        ("qualcode accept s1f0c2a9b3", N_("one")),
        ("qualcode accept s1f0c2a9b3 --as-status past", N_("one, with another status; --as-code gives another code")),
        (
            "qualcode accept --like s1f0c2a9b3",
            N_("all of the same rule; look at them with `suggest --list --like` first"),
        ),
    ],
)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@_code_option
@_document_option
@_score_option
@_like_option
@_all_option
@click.option("--as-status", type=_STATUSES, help=N_("accept the ids with this status"))
@click.option("--as-code", metavar="C", help=N_("accept the ids with this code"))
def accept_command(
    face: Face,
    ids: tuple[str, ...],
    *,
    code: str | None,
    document: str | None,
    min_score: float,
    like: str | None,
    every: bool,
    as_status: str | None,
    as_code: str | None,
) -> int:
    """Accept suggestions."""
    from qualcode.usecases.deciding import accept, accept_as

    if (as_status or as_code) and not ids:
        raise UsageError(reason=N_("--as-status and --as-code go with ids."))
    with face.project() as project:
        chosen = _chosen(project, ids, code, document, min_score, like, every=every)
        if as_status or as_code:
            for one in chosen:
                accept_as(project, one, status=Status(as_status) if as_status else None, code=as_code)
            face.tell(N_("Suggestions accepted: {number}."), number=len(chosen))
            return 0
        _tell_none_chosen(face, project, chosen)
        made = accept(project, chosen, bulk=not ids)
        face.tell(N_("Suggestions accepted: {number}."), number=len(made))
    return 0


@command(
    "reject",
    N_("Record that suggestions are wrong; they do not come again."),
    examples=[
        ("qualcode reject s1f0c2a9b3", N_("one")),
        ("qualcode reject --code support-needs/information", N_("all of a code")),
    ],
)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@_code_option
@_document_option
@_score_option
@_like_option
@_all_option
def reject_command(
    face: Face,
    ids: tuple[str, ...],
    *,
    code: str | None,
    document: str | None,
    min_score: float,
    like: str | None,
    every: bool,
) -> int:
    """Reject suggestions."""
    from qualcode.usecases.deciding import reject

    with face.project() as project:
        chosen = _chosen(project, ids, code, document, min_score, like, every=every)
        _tell_none_chosen(face, project, chosen)
        face.tell(N_("Suggestions rejected: {number}."), number=reject(project, chosen, bulk=not ids))
    return 0


def _tell_none_chosen(face: Face, project: Project, chosen: Sized) -> None:
    if not chosen:
        from qualcode.usecases.empty_selections import none_chosen

        face.tell_said(none_chosen(project))


def _chosen(
    project: Project,
    ids: tuple[str, ...],
    code: str | None,
    document: str | None,
    min_score: float,
    like: str | None,
    *,
    every: bool,
) -> tuple[StoredSuggestion, ...]:
    from qualcode.usecases.deciding import by_ids, waiting
    from qualcode.usecases.material import find_document
    from qualcode.usecases.queueing import alike

    if ids:
        if every or code or min_score or document or like:
            raise UsageError(reason=N_("Give ids or --code, --document, --min-score, --like and --all, not both."))
        return by_ids(project, ids)
    if not (every or code or min_score or document or like):
        raise UsageError(reason=N_("Say which: ids, --code, --document, --min-score, --like or --all."))
    key = None if document is None else find_document(project, document).id
    found = waiting(project, code=code, document=key, min_score=min_score)
    kept = None if like is None else {s.id for s in alike(project, like)}
    return tuple(s for s in found if kept is None or s.id in kept)


def _listed(
    project: Project, code: str | None, document: str | None, like: str | None, *, teaching: bool
) -> tuple[StoredSuggestion, ...]:
    from qualcode.usecases.deciding import waiting
    from qualcode.usecases.material import find_document
    from qualcode.usecases.queueing import Order, alike, queue

    key = None if document is None else find_document(project, document).id
    kept = None if like is None else {s.id for s in alike(project, like)}
    found = (
        queue(project, Order.TEACHES, code=code)
        if teaching
        else waiting(project, code=code, document=key, not_asserted=True)
    )
    return tuple(s for s in found if (kept is None or s.id in kept) and (key is None or s.document == key))


def _list(face: Face, project: Project, found: tuple[StoredSuggestion, ...], *, as_json: bool) -> None:
    from qualcode.language.numbers import decimal
    from qualcode.usecases.explaining import explain, suggestion_json, texts_of

    texts = texts_of(project, (s.document for s in found))
    if as_json:
        face.print_json([suggestion_json(s, texts[s.document]) for s in found])
        return
    plain = sum(s.suggestion.status is Status.NOT_ASSERTED for s in found)
    for stored in (s for s in found if s.suggestion.status is not Status.NOT_ASSERTED):
        s = stored.suggestion
        place = f"{stored.document} {s.span.start}–{s.span.end}"
        said = status_in(face, project, s.status, s.code)
        face.print(f"{stored.id}  {place}  {s.code}  {said}  {decimal(s.score, face.language)}")
        for line in explain(stored, texts[stored.document], face.language, kind_of(project, s.code)):
            face.print(f"    {line}")
    face.tell(N_("Suggestions that wait: {number}."), number=len(found) - plain)
    if plain:
        face.tell(
            Nn_(
                "{number} more passage speaks of a code and asserts nothing: nobody needs to decide it; --json lists it.",
                "{number} more passages speak of a code and assert nothing: nobody needs to decide them; --json lists them.",
            ),
            number=plain,
        )
