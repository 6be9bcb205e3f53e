"""New codes of whose name the id is made: in the codebook editor, by a split, and while reading for the passage at hand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Coding
from qualcode.usecases.codebook_words import codebook_words
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.project import Project
from qualcode.usecases.shaping_codebook import Shaped, add_code, split_code


def add_named(project: Project, name: str, *, below: str = "", passphrase: str | None = None) -> Shaped:
    """Add a code of that name to the codebook, below another one or at the root; names of people in it are hidden.

    The code's id is made of the name, with a number when there is one like it.

    Raises:
        UnknownCodeError, BadCodeIdError, NameInIdError, CodebookFaultsError, WrongPassphraseError.
    """
    said, key = _said(project, name, below, passphrase)
    return add_code(project, key, said, below=below, passphrase=passphrase)


def split_named(project: Project, code: str, name: str, ids: Iterable[str], *, passphrase: str | None = None) -> Shaped:
    """Give codings of a code to a new one of that name beside it; names of people in it are hidden, and its id is made of it.

    Raises:
        As ``split_code``.
    """
    said, key = _said(project, name, code.rpartition("/")[0], passphrase)
    return split_code(project, code, key, said, ids=ids, passphrase=passphrase)


def code_anew(
    project: Project,
    document: str,
    start: int,
    end: int,
    name: str,
    *,
    below: str = "",
    status: str = "present",
    passphrase: str | None = None,
) -> Coding:
    """Add a code as ``add_named`` does, and give it to a passage.

    Code and coding are two steps: undo takes back the coding first.

    Raises:
        UnknownDocumentError, BadSpanError, and as ``add_named``.
    """
    # Words out of minutes: what memos hide is hidden here as well.
    said = stored_words(name, project.settings)
    made = add_named(project, said, below=below, passphrase=passphrase)
    return code_passage(project, document, start, end, made.path, status)


def _said(project: Project, name: str, below: str, passphrase: str | None) -> tuple[str, str]:
    """Give the name as it may be kept, and an id made of that: one made of the words as typed would tell what the name hides."""
    said = " ".join(codebook_words(project, name, passphrase).split())
    return said, _free_id(project.codebook, said, below)


def _free_id(book: Codebook, name: str, below: str) -> str:
    from qualcode.exchange.refi_codebook import slug

    wanted = slug(name)
    tries = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
    return next(one for one in tries if book.find(f"{below}/{one}" if below else one) is None)
