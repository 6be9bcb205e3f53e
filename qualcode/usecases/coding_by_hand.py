"""Coding by hand: give a passage a code, take it away, change its status, note something down, mark minutes as read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from qualcode.domain.coding import Coding, Memo, Status
from qualcode.domain.errors import N_, BadSpanError, QualcodeError
from qualcode.domain.minutes import Document
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import (
    add_codings,
    add_memo,
    change_coding,
    change_memo,
    coding,
    codings,
    memos,
    remove_codings,
)
from qualcode.storage.document_rows import mark_read, mark_unread
from qualcode.storage.ledger import change
from qualcode.usecases.material import codable_status, find_case, find_code, find_document
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import kept_words


class UnknownCodingError(QualcodeError):
    """A coding's id that the project does not hold."""

    sentence = N_("There is no coding {id}; `qualcode history` shows the last ones.")


class UnknownMemoTargetError(QualcodeError):
    """A memo's target that is not understood."""

    sentence = N_(
        "{target} is nothing that a memo can hang on; use a coding (k1), a document (d1), a code (theme/code), a case, or project.",
    )
    exit_code = 2


class NoSplitHereError(QualcodeError):
    """A coding cannot be split at a place outside it, or where one part would hold no words."""

    sentence = N_("{id} cannot be split at {at}: it stands at {start}–{end}, and both parts need words.")
    exit_code = 2


class EmptyMemoError(QualcodeError):
    """A memo without words."""

    sentence = N_("The memo holds no words; write what you want to note.")
    exit_code = 2


def code_passage(project: Project, document: str, start: int, end: int, code: str, status: str = "present") -> Coding:
    """Give the code points ``start``-``end`` of a document a code; white space at the borders is left out.

    A coder who gives the same passage the same code again changes its status at most: two codings of one passage would count twice.

    Raises:
        UnknownDocumentError, UnknownCodeError, NotCodableError, UnknownStatusError, BadSpanError.
    """
    shelf = find_document(project, document)
    span = checked_span(shelf, start, end)
    fresh = Coding("", shelf.id, find_code(project, code), span, codable_status(status), project.coder)
    same = (
        c
        for c in codings(project.store, document=shelf.id)
        if (c.code, c.span, c.coder) == (fresh.code, fresh.span, fresh.coder)
    )
    if (before := next(same, None)) is not None:
        return before if before.status is fresh.status else recode(project, before.id, status=fresh.status)
    with change(project.store, project.coder, "code", document=shelf.id, code=fresh.code) as step:
        [made] = add_codings(step, [fresh])
        return made


def checked_span(document: Document, start: int, end: int) -> Span:
    """Give the span without white space at its borders.

    Raises:
        BadSpanError: when it lies outside the text or holds no words.
    """
    wrong = BadSpanError(start=start, end=end, document=document.id, length=len(document.text))
    if not 0 <= start < end <= len(document.text):
        raise wrong
    words = document.text[start:end]
    if not any(c.isalnum() for c in words):
        raise wrong
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def uncode(project: Project, ids: Iterable[str]) -> int:
    """Take codings away and give their number.

    Raises:
        UnknownCodingError: when one is not there; nothing is then taken away.
    """
    wanted = [known_coding(project, key).id for key in ids]
    with change(project.store, project.coder, "uncode", codings=wanted) as step:
        remove_codings(step, wanted)
    return len(wanted)


def recode(
    project: Project, key: str, *, status: Status | None = None, code: str | None = None, span: Span | None = None
) -> Coding:
    """Change a coding's status, code or span; white space at the span's borders is left out.

    Raises:
        UnknownCodingError, UnknownCodeError, NotCodableError, BadSpanError.
    """
    old = known_coding(project, key)
    new = replace(
        old,
        status=status or old.status,
        code=find_code(project, code) if code else old.code,
        span=checked_span(find_document(project, old.document), span.start, span.end) if span else old.span,
        score=1.0,
    )
    told: dict[str, object] = {} if new.code == old.code else {"to": new.code}
    if new.status is not old.status:
        told["status"] = new.status.value
    if new.span != old.span:
        told["borders"] = True
    with change(project.store, project.coder, "recode", coding=key, **told) as step:
        change_coding(step, new)
    return new


def change_borders(project: Project, key: str, start: int | None, end: int | None) -> Span | None:
    """Give a coding's span with one border or both moved, or None when neither is.

    Raises:
        UnknownCodingError, BadSpanError.
    """
    if start is None and end is None:
        return None
    old = known_coding(project, key)
    wanted = (old.span.start if start is None else start, old.span.end if end is None else end)
    return checked_span(find_document(project, old.document), *wanted)


def split_coding(project: Project, key: str, at: int) -> tuple[Coding, Coding]:
    """Make two codings of one, the second from the code point ``at``; the first keeps the id and its memos.

    Raises:
        UnknownCodingError, NoSplitHereError.
    """
    old = known_coding(project, key)
    text = find_document(project, old.document)
    try:
        # A place outside the coding makes one of the two empty.
        parts = [checked_span(text, old.span.start, at), checked_span(text, at, old.span.end)]
    except BadSpanError as fault:
        raise NoSplitHereError(id=key, at=at, start=old.span.start, end=old.span.end) from fault
    first, second = (replace(old, span=span) for span in parts)
    with change(project.store, project.coder, "split", coding=key) as step:
        change_coding(step, first)
        [made] = add_codings(step, [second])
    return first, made


def write_memo(project: Project, target: str, text: str, *, before: str = "", passphrase: str | None = None) -> Memo:
    """Note something down about a coding, a document, a code, a case or the project; names in it are hidden.

    With the vault's ``passphrase`` whoever it knows is hidden in any spelling, else whom the finders find. ``before`` are words of a
    stored text that the memo begins with: they stand as they are, since the names in them are hidden already.

    Raises:
        UnknownMemoTargetError, EmptyMemoError, WrongPassphraseError.
    """
    if not text.strip():
        raise EmptyMemoError
    place = _target(project, target)
    words = before + kept_words(project, text, passphrase)
    with change(project.store, project.coder, "memo", target=place) as step:
        return add_memo(step, Memo("", place, words, project.coder))


def rewrite_memo(project: Project, key: str, text: str, *, before: str = "", passphrase: str | None = None) -> str:
    """Give a memo other words, ``before`` them and names hidden as ``write_memo`` has it; an empty ``text`` takes it away.

    Gives the words that were kept.
    """
    words = before + kept_words(project, text, passphrase) if text.strip() else ""
    with change(project.store, project.coder, "memo", memo=key) as step:
        change_memo(step, key, words)
    return words


def memos_on(project: Project, target: str | None = None) -> tuple[Memo, ...]:
    """Give the memos, of one target or all."""
    return memos(project.store, None if target is None else _target(project, target))


def mark_documents_read(project: Project, keys: Iterable[str], *, read: bool = True) -> int:
    """Mark documents as read to the end by this coder (or not): what they do not mention is then known. Gives their number."""
    wanted = [find_document(project, key).id for key in keys]
    with change(project.store, project.coder, "read" if read else "unread", documents=len(wanted)) as step:
        (mark_read if read else mark_unread)(step, project.coder, wanted)
    return len(wanted)


def known_coding(project: Project, key: str) -> Coding:
    """Give a coding by its id.

    Raises:
        UnknownCodingError.
    """
    found = coding(project.store, key)
    if found is None:
        raise UnknownCodingError(id=key)
    return found


def _target(project: Project, target: str) -> str:
    if target == "project":
        return target
    said, _, rest = target.partition(":")
    kinds = {
        "coding": lambda words: known_coding(project, words).id,
        "document": lambda words: find_document(project, words).id,
        "code": lambda words: find_code(project, words, heading=True),
        "case": lambda words: find_case(project, words),
    }
    # "case:Gotland" is about the case; "Gotland" about the document, when the case has just one.
    wanted, words = ([said], rest) if rest and said in kinds else (list(kinds), target)
    for kind in wanted:
        with suppress(QualcodeError):
            return f"{kind}:{kinds[kind](words)}"
    raise UnknownMemoTargetError(target=target)
