"""Memos on passages that nobody has coded: memos on the document that begin with the passage's words, by which it is found again.

The words and not their places tie a memo to its passage, so that it stays where it is when names are hidden late or a corrected
version comes; a memo whose words are no longer there is one on the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.domain.coding import Memo
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document
from qualcode.domain.spans import Span
from qualcode.usecases.coding_by_hand import EmptyMemoError, memos_on, rewrite_memo, write_memo
from qualcode.usecases.material import find_document
from qualcode.usecases.project import Project
from qualcode.usecases.viewing import Reading, places_of

_LONGEST = 300
"""Characters of a passage that its memo begins with; of a longer one the first."""
_SHAPE = re.compile(r"”(?P<words>[^\n]+)”\n(?P<note>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PassageMemo:
    """A memo, the place of its passage, and what it says without the passage's words."""

    memo: Memo
    span: Span
    note: str


def begun_with(words: str, note: str) -> str:
    """Give the text of a memo on a passage."""
    return f"”{_in_a_row(words)}”\n{note.strip()}"


class WordsNotThereError(QualcodeError):
    """Words for a memo that the document does not hold."""

    sentence = N_("”{words}” does not stand in {document}; give words as the document has them.")
    exit_code = 2


def write_passage_memo(
    project: Project, document: str, words: str, note: str, *, passphrase: str | None = None
) -> Memo:
    """Write a memo on words of a document.

    Raises:
        UnknownDocumentError, WordsNotThereError, EmptyMemoError, WrongPassphraseError.
    """
    there = find_document(project, document)
    found = places_of(words, there.text, 1)
    if not found:
        raise WordsNotThereError(words=" ".join(words.split()), document=there.id)
    if not note.strip():
        raise EmptyMemoError
    before = begun_with(found[0].of(there.text), "")
    return write_memo(project, f"document:{there.id}", note.strip(), before=before, passphrase=passphrase)


class UnknownMemoError(QualcodeError):
    """A memo that the project does not hold."""

    sentence = N_("There is no memo {id}; `qualcode memo --list` shows them.")


class OthersMemoError(QualcodeError):
    """A memo that somebody else wrote."""

    sentence = N_("The memo {id} is {coder}'s; each changes their own.")


def change_own_memo(project: Project, key: str, text: str, *, passphrase: str | None = None) -> str:
    """Give one's own memo other words, those of its passage kept before them; an empty ``text`` takes it away.

    Gives the words as they are kept, "" when it is taken away.

    Raises:
        UnknownMemoError, OthersMemoError, WrongPassphraseError.
    """
    old = next((m for m in memos_on(project) if m.id == key), None)
    if old is None:
        raise UnknownMemoError(id=key)
    if old.coder != project.coder:
        raise OthersMemoError(id=key, coder=old.coder)
    shape = _SHAPE.fullmatch(old.text)
    before = old.text[: shape.start("note")] if shape else ""
    rewrite_memo(project, key, text, before=before, passphrase=passphrase)
    return next((m.text.removeprefix(before) for m in memos_on(project, old.target) if m.id == key), "")


def memo_on_passage(memo: Memo, text: str) -> PassageMemo | None:
    """Give a memo with its passage when it begins with words of the text, else None."""
    shape = _SHAPE.fullmatch(memo.text)
    if shape is None:
        return None
    found = places_of(shape["words"].removesuffix(" …"), text, 1)
    return PassageMemo(memo, found[0], shape["note"]) if found else None


def memos_on_passages(reading: Reading) -> tuple[PassageMemo, ...]:
    """Give a document's memos on passages, in the order of the text."""
    document = reading.document
    found = (memo_on_passage(m, document.text) for m in reading.memos.get(f"document:{document.id}", ()))
    return tuple(sorted((f for f in found if f is not None), key=lambda f: f.span))


def memos_on_all(memos: Iterable[Memo], document: Document) -> tuple[Memo, ...]:
    """Give those of a document's memos that are about all of it, and not about one passage."""
    return tuple(m for m in memos if memo_on_passage(m, document.text) is None)


def memos_to_go_on_with(memos: Iterable[Memo]) -> tuple[Memo, ...]:
    """Give those of a document's memos that were written on all of it: one on a passage stays so when its words are gone."""
    return tuple(m for m in memos if _SHAPE.fullmatch(m.text) is None)


def _in_a_row(words: str) -> str:
    row = " ".join(words.split())
    return row if len(row) <= _LONGEST else f"{row[:_LONGEST].rsplit(' ', 1)[0]} …"
