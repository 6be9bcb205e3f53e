"""Shaping the codebook: codes are renamed, moved, merged, split, retired, added and edited; what was coded follows.

Each is one step of the ledger that undo takes back whole: the lines of the codebook's file, the codings, decisions, judgements and memos,
and the saved queries. The file stays its author's: comments, order and lines that did not change stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qualcode.domain.codebook import Code, Codebook, Kind, Words
from qualcode.domain.codebook_changes import (
    Reshaped,
    added,
    checked_id,
    edited,
    follow,
    merged,
    moved,
    renamed,
)
from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.storage.code_following import Followed, move_codings_to
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.storage.ledger import Change
from qualcode.usecases.codebook_file import codebook_path, keep_reshaped, read_text_of, resolved, write_codebook
from qualcode.usecases.codebook_words import (
    check_id_names_nobody,
    check_indicators_name_nobody,
    codebook_words,
    fields_that_name_nobody,
)
from qualcode.usecases.project import Project

_COLOUR = re.compile(r"(#[0-9A-Fa-f]{6})?")
_BAD_COLOUR = N_("A colour is written #rrggbb, such as #3366aa.")
TEXTS = ("brief", "definition", "use_when", "not_when")
"""What is said of a code in words, in each language."""


class NothingSaidError(UsageError):
    """A change that changes nothing."""

    sentence = N_("That changes nothing: say what shall be different.")


class NothingToSplitError(QualcodeError):
    """A split that no coding would follow."""

    sentence = N_("None of the codings of {code} fits what was asked for; nothing was split.")


class CodingOfAnotherError(QualcodeError):
    """A coding named for a split that has another code."""

    sentence = N_("The coding {id} does not have the code {code}; nothing was split.")


@dataclass(frozen=True, slots=True)
class Shaped:
    """What a change did: the path that the code has now, and what followed."""

    path: str
    moved: Mapping[str, str] = field(default_factory=dict)
    followed: Followed = field(default_factory=Followed)


def rename_code(
    project: Project,
    code: str,
    *,
    id: str = "",  # noqa: A002 - as the codebook has it
    name: str = "",
    language: str = "",
    passphrase: str | None = None,
) -> Shaped:
    """Give a code another id, another name in a language (the project's by default), or both; names of people in it are hidden.

    Raises:
        UnknownCodeError, BadCodeIdError, NameInIdError, CodeExistsError, NothingSaidError, CodeElsewhereError, CodebookFaultsError.
    """
    if not id and not name.strip():
        raise NothingSaidError
    check_id_names_nobody(project, id, passphrase)
    said = codebook_words(project, name, passphrase) if name.strip() else ""
    names = {language or project.language: said} if said else None
    told = {"name": said} if names else {}
    return _reshape(project, "rename-code", code, lambda book, path: renamed(book, path, id=id, names=names), told=told)


def move_code(project: Project, code: str, below: str = "", *, before: str = "") -> Shaped:
    """Put a code below another one, or at the root when ``below`` is "".

    Raises:
        UnknownCodeError, UnderItselfError, CodeExistsError, CodeElsewhereError, CodebookFaultsError.
    """

    def put(book: Codebook, path: str) -> Reshaped:
        under = resolved(book, below) if below else ""
        return moved(book, path, under, before=resolved(book, before) if before else "")

    return _reshape(project, "move-code", code, put)


def merge_codes(project: Project, code: str, into: str) -> Shaped:
    """Let a code go up in another: its codings, judgements and indicators come along.

    Raises:
        UnknownCodeError, UnderItselfError, CodeExistsError, CodeElsewhereError, CodebookFaultsError.
    """
    return _reshape(project, "merge-codes", code, lambda book, path: merged(book, path, resolved(book, into)))


def retire_code(project: Project, code: str, *, retired: bool = True) -> Shaped:
    """Let a code be used no more, or again: retired it keeps its codings and its place in the matrix, and is neither suggested nor offered.

    Raises:
        UnknownCodeError, NothingSaidError, CodeElsewhereError, CodebookFaultsError.
    """

    def put(book: Codebook, path: str) -> Reshaped:
        return Reshaped(edited(book, path, lambda one: replace(one, retired=retired)), {})

    return _reshape(project, "retire-code" if retired else "restore-code", code, put)


def add_code(
    project: Project,
    id: str,  # noqa: A002 - as the codebook has it
    name: str,
    *,
    below: str = "",
    kind: Kind | None = None,
    passphrase: str | None = None,
) -> Shaped:
    """Add a code below another one, or at the root; names of people in its name are hidden.

    Raises:
        UnknownCodeError, BadCodeIdError, NameInIdError, CodeExistsError, CodebookFaultsError.
    """
    text, book = read_text_of(project)
    above = book.find(resolved(book, below)) if below else None
    check_id_names_nobody(project, id, passphrase)
    said = codebook_words(project, name, passphrase) or id
    new = Code(id, id, {project.language: said}, kind=kind or (above.kind if above else Kind.FINDING))
    made = added(book, new, above.path if above else "")
    path = f"{above.path}/{id}" if above else id
    keep_reshaped(project, "add-code", text, book, Reshaped(made, {}), {"code": path})
    return Shaped(path)


def split_code(
    project: Project,
    code: str,
    id: str,  # noqa: A002
    name: str = "",
    *,
    ids: Iterable[str] = (),
    words: str = "",
    status: str = "",
    passphrase: str | None = None,
) -> Shaped:
    """Make a new code beside a code and give it some of its codings: those named, or those with ``words`` in the passage or a ``status``.

    Raises:
        UnknownCodeError, BadCodeIdError, NameInIdError, CodeExistsError, NothingSaidError, CodingOfAnotherError, NothingToSplitError.
    """
    text, book = read_text_of(project)
    path = resolved(book, code)
    wanted = tuple(ids)
    if not wanted and not words.strip() and not status:
        raise NothingSaidError
    chosen = _chosen(project, path, wanted, words, status)
    old = book.find(path)
    kind = old.kind if old else Kind.FINDING
    above = path.rpartition("/")[0]
    check_id_names_nobody(project, id, passphrase)
    said = codebook_words(project, name, passphrase) or id
    made = added(book, Code(id, id, {project.language: said}, kind=kind), above, after=path)
    new = f"{above}/{checked_id(id)}" if above else checked_id(id)

    def move_them(step: Change) -> None:
        move_codings_to(step, tuple(c.id for c in chosen), new)

    about = {"code": path, "to": new, "codings": len(chosen)}
    keep_reshaped(project, "split-code", text, book, Reshaped(made, {}), about, also=move_them)
    return Shaped(new, followed=Followed(len(chosen)))


def edit_code(project: Project, code: str, *, passphrase: str | None = None, **fields: Any) -> Shaped:  # noqa: ANN401 - a code's fields
    """Change what is said of a code: names, brief, definition, use_when, not_when (by language), examples, colour, kind, since.

    People named in what is new are hidden, those of the vault as well with its ``passphrase``.

    Raises:
        UnknownCodeError, NothingSaidError, UsageError: for a colour that is none; CodeElsewhereError, CodebookFaultsError.
    """
    if not _COLOUR.fullmatch(fields.get("colour", "")):
        raise UsageError(reason=_BAD_COLOUR)

    def put(book: Codebook, path: str) -> Reshaped:
        said = fields_that_name_nobody(project, book.find(path), fields, passphrase)
        return Reshaped(edited(book, path, lambda one: replace(one, **said)), {})

    return _reshape(project, "edit-code", code, put, told={"parts": ", ".join(sorted(fields))})


def edit_indicators(project: Project, code: str, written: str, *, passphrase: str | None = None) -> Shaped:
    """Put other indicators in the place of a code's, ``written`` as in the codebook's file and naming nobody.

    Raises:
        UnknownCodeError, IndicatorsFaultError: with the first mistake; NameInIndicatorsError, CodeElsewhereError, CodebookFaultsError.
    """
    from qualcode.exchange.indicator_lines import written_indicators

    text, book = read_text_of(project)
    path = resolved(book, code)
    check_indicators_name_nobody(project, written, written_indicators(text, book, path), passphrase)
    new_text, new = with_indicators(project, text, book, path, written)
    if new_text != text:
        write_codebook(project, "edit-code", text, new_text, {"code": path, "parts": "indicators"}, Reshaped(new, {}))
    return Shaped(path)


def with_indicators(project: Project, text: str, book: Codebook, path: str, written: str) -> tuple[str, Codebook]:
    """Give the codebook's text and codes with other indicators of a code; nothing is kept.

    Raises:
        IndicatorsFaultError, CodeElsewhereError.
    """
    from qualcode.exchange.indicator_lines import put_indicators

    return put_indicators(text, book, path, written, source=str(codebook_path(project)))


def indicators_of(project: Project, code: str) -> str:
    """Give a code's indicators as they are written in the codebook's file, to be edited.

    Raises:
        UnknownCodeError, CodeElsewhereError, CodebookFaultsError.
    """
    from qualcode.exchange.indicator_lines import written_indicators

    text, book = read_text_of(project)
    return written_indicators(text, book, resolved(book, code))


def said_of(code: Code, part: str, language: str, words: str) -> Words:
    """Give one of a code's texts with other words in a language; empty words take that language away."""
    now: Words = getattr(code, part)
    kept = {spoken: text for spoken, text in now.items() if spoken != language}
    if not words.strip():
        return kept
    return {
        spoken: (words.strip() if spoken == language else now[spoken]) for spoken in dict.fromkeys([*now, language])
    }


def _reshape(
    project: Project,
    action: str,
    code: str,
    put: Callable[[Codebook, str], Reshaped],
    *,
    told: Mapping[str, object] | None = None,
) -> Shaped:
    text, book = read_text_of(project)
    path = resolved(book, code)
    shaped = put(book, path)
    if shaped.book == book:
        raise NothingSaidError
    now = follow(path, shaped.moved)
    about = {"code": path, **({"to": now} if now != path else {}), **(told or {})}
    return Shaped(now, shaped.moved, keep_reshaped(project, action, text, book, shaped, about))


def _chosen(project: Project, path: str, wanted: tuple[str, ...], words: str, status: str) -> list[Coding]:
    there = {c.id: c for c in codings(project.store, code=path)}
    for key in wanted:
        if key not in there:
            raise CodingOfAnotherError(id=key, code=path)
    chosen = [there[key] for key in wanted] or list(there.values())
    if words.strip():
        texts = {d.id: d.text for d in documents(project.store, ids={c.document for c in chosen}, segments=False)}
        sought = words.casefold().split()
        chosen = [c for c in chosen if all(w in c.span.of(texts[c.document]).casefold() for w in sought)]
    if status:
        chosen = [c for c in chosen if c.status.value == status]
    if not chosen:
        raise NothingToSplitError(code=path)
    return chosen
