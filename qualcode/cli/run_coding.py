"""`code`, `uncode`, `memo` and `read`: coding by hand."""

from __future__ import annotations

import click

from qualcode.cli.command import command, json_option
from qualcode.cli.face import Face
from qualcode.cli.listing import status_in, tell_none
from qualcode.domain.coding import CODABLE, Coding, Status
from qualcode.domain.errors import N_, UsageError

_STATUSES = click.Choice([s.value for s in CODABLE])


@command(
    "code",
    N_("Give a passage a code: from START up to END, counted in characters of the document's text."),
    examples=[
        ("qualcode code d3 1204 1290 action-plans/county-plan", N_("the passage says that there is a plan")),
        ("qualcode code d3 1204 1290 action-plans/county-plan --status past", N_("that there was one")),
    ],
)
@click.argument("document", metavar="DOC")
@click.argument("start", metavar="START", type=click.IntRange(min=0))
@click.argument("end", metavar="END", type=click.IntRange(min=1))
@click.argument("code", metavar="CODE")
@click.option(
    "--status", type=_STATUSES, default="present", help=N_("what the passage says of the code (default: present)")
)
@json_option
def code_command(face: Face, document: str, start: int, end: int, code: str, *, status: str, as_json: bool) -> int:
    """Code a passage."""
    from qualcode.usecases.coding_by_hand import code_passage

    with face.project() as project:
        made = code_passage(project, document, start, end, code, status)
    if as_json:
        face.print_json(_coding_json(made))
    else:
        face.print(made.id)
    return 0


@command("uncode", N_("Take codings away."), examples=[("qualcode uncode k12", N_("the coding k12"))])
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
def uncode_command(face: Face, ids: tuple[str, ...]) -> int:
    """Take codings away."""
    from qualcode.usecases.coding_by_hand import uncode

    with face.project() as project:
        face.tell(N_("Codings taken away: {number}."), number=uncode(project, ids))
    return 0


@command(
    "recode",
    N_("Change a coding: its status, its code, its borders; or split it in two."),
    examples=[
        ("qualcode recode k12 --status past", N_("it was so once")),
        ("qualcode recode k12 --code action-plans/county-plan", N_("another code")),
        ("qualcode recode k12 --start 1204 --end 1290", N_("other borders; one of the two may be left as it is")),
        ("qualcode recode k12 --split 1250", N_("two codings, the second from there")),
        ("qualcode recode k12 k15 k40 --code governance/joint-forum", N_("several at once, as one step")),
    ],
)
@click.argument("keys", metavar="ID…", nargs=-1, required=True)
@click.option("--status", type=_STATUSES, help=N_("what the passage says of the code"))
@click.option("--code", metavar="C", help=N_("the code"))
@click.option("--start", type=click.IntRange(min=0), metavar="N", help=N_("where it begins, in characters of the text"))
@click.option("--end", type=click.IntRange(min=1), metavar="N", help=N_("where it ends"))
@click.option("--split", "at", type=click.IntRange(min=1), metavar="N", help=N_("split it here"))
@json_option
def recode_command(
    face: Face,
    keys: tuple[str, ...],
    *,
    status: str | None,
    code: str | None,
    start: int | None,
    end: int | None,
    at: int | None,
    as_json: bool,
) -> int:
    """Change or split a coding, or give several another status or code."""
    from qualcode.usecases.coding_by_hand import change_borders, known_coding, recode, split_coding
    from qualcode.usecases.deciding import give_many

    wanted = (status, code, start, end)
    if (at is None) == (wanted == (None,) * len(wanted)):
        raise UsageError(reason=N_("Say what to change (--status, --code, --start, --end), or --split alone."))
    if len(keys) > 1 and (at, start, end) != (None, None, None):
        raise UsageError(reason=N_("Several codings at once take --status and --code; borders are those of one."))
    key, *more = dict.fromkeys(keys)
    with face.project() as project:
        made: tuple[Coding, ...]
        if at is not None:
            made = split_coding(project, key, at)
        elif more:
            give_many(project, [key, *more], status=Status(status) if status else None, code=code)
            made = tuple(known_coding(project, one) for one in (key, *more))
        else:
            span = change_borders(project, key, start, end)
            made = (recode(project, key, status=Status(status) if status else None, code=code, span=span),)
        said = [status_in(face, project, one.status, one.code) for one in made]
    if as_json:
        face.print_json([_coding_json(one) for one in made])
    else:
        for one, status_said in zip(made, said, strict=True):
            face.print(f"{one.id}  {one.document} {one.span.start}–{one.span.end}  {one.code}  {status_said}")
    return 0


@command(
    "memo",
    N_("Note something down about a coding, a document, a code, a case or the project."),
    examples=[
        ("qualcode memo k12 'compare with d4'", N_("about a coding")),
        ("qualcode memo action-plans/county-plan 'what counts as current?'", N_("about a code")),
        (
            "qualcode memo d3 'who decides?' --passage 'Rådet fattar beslut.'",
            N_("about words of a document that are not coded"),
        ),
        ("qualcode memo --list", N_("show all memos")),
        ("qualcode memo --change m3 'compare with d4 and d7'", N_("other words in a memo of your own")),
        ("qualcode memo --remove m3", N_("take it away")),
    ],
)
@click.argument("target", metavar="TARGET", required=False)
@click.argument("text", metavar="TEXT", required=False)
@click.option("--passage", metavar="WORDS", help=N_("about these words of the document TARGET, coded or not"))
@click.option("--list", "listed", is_flag=True, help=N_("show the memos, of TARGET or all"))
@click.option("--change", "changed", metavar="M", help=N_("give this memo, one of your own, the words TEXT instead"))
@click.option("--remove", "removed", metavar="M", help=N_("take this memo, one of your own, away"))
@json_option
def memo_command(
    face: Face,
    target: str | None,
    text: str | None,
    *,
    passage: str | None,
    listed: bool,
    changed: str | None,
    removed: str | None,
    as_json: bool,
) -> int:
    """Write, change or list memos."""
    from qualcode.usecases.coding_by_hand import memos_on, write_memo
    from qualcode.usecases.passage_memos import write_passage_memo
    from qualcode.usecases.telling_steps import target_words

    if changed or removed:
        _change_memo(face, target, text, changed=changed, removed=removed, alone=not (listed or passage))
        return 0
    with face.project() as project:
        if listed:
            found = memos_on(project, target)
            if as_json:
                face.print_json([{"id": m.id, "target": m.target, "text": m.text, "coder": m.coder} for m in found])
            elif not found:
                tell_none(face)
            for memo in () if as_json else found:
                face.print(f"{memo.id}  {target_words(memo.target, face.words)}  {memo.coder}: {memo.text}")
            return 0
        if target is None or text is None:
            raise UsageError(reason=N_("A memo needs a TARGET and a TEXT; --list shows the memos."))
        secret = face.secret_for_words(project)
        if passage is None:
            made = write_memo(project, target, text, passphrase=secret)
        else:
            made = write_passage_memo(project, target, passage, text, passphrase=secret)
    face.tell_kept(text, made.text)
    face.print(made.id)
    return 0


def _change_memo(
    face: Face, words: str | None, more: str | None, *, changed: str | None, removed: str | None, alone: bool
) -> None:
    """Give a memo other words, which stand where the target of a new one does, or take it away."""
    from qualcode.usecases.passage_memos import change_own_memo

    if not alone or more is not None or (changed is None) == (removed is None) or (changed is None) != (words is None):
        raise UsageError(reason=N_("Say --change M TEXT or --remove M, and nothing else."))
    if words is not None and not words.strip():
        raise UsageError(reason=N_("A memo is not empty: --remove takes one away."))
    with face.project() as project:
        secret = face.secret_for_words(project) if words else None
        kept = change_own_memo(project, changed or removed or "", words or "", passphrase=secret)
    if words is None:
        face.tell(N_("The memo is taken away."))
    else:
        face.tell_kept(words, kept)
        face.tell(N_("The memo is saved."))


@command(
    "read",
    N_("Mark documents as read to the end, so that what they do not mention is known as not mentioned."),
    examples=[
        ("qualcode read d3", N_("one document")),
        ("qualcode read --all", N_("all of them")),
        ("qualcode read d3 --undo", N_("take the mark away")),
    ],
)
@click.argument("which", metavar="[DOC]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help=N_("all documents of the project"))
@click.option("--undo", "unread", is_flag=True, help=N_("take the mark away"))
def read_command(face: Face, which: tuple[str, ...], *, every: bool, unread: bool) -> int:
    """Mark documents as read."""
    from qualcode.usecases.coding_by_hand import mark_documents_read
    from qualcode.usecases.surveying import survey

    if bool(which) == every:
        raise UsageError(reason=N_("Name documents or say --all, one of the two."))
    with face.project() as project:
        keys = [line.id for line in survey(project).documents] if every else list(which)
        number = mark_documents_read(project, keys, read=not unread)
    face.tell(N_("Marks taken away: {number}.") if unread else N_("Documents marked: {number}."), number=number)
    return 0


def _coding_json(made: Coding) -> dict[str, object]:
    return {
        "id": made.id,
        "document": made.document,
        "code": made.code,
        "start": made.span.start,
        "end": made.span.end,
        "status": made.status.value,
        "coder": made.coder,
    }
