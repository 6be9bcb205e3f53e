"""New codes while reading: one is made of a name, such as the words of the passage, and given to the passage."""

from __future__ import annotations

from itertools import count

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Coding
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.project import Project
from qualcode.usecases.shaping_codebook import add_code


def code_anew(
    project: Project, document: str, start: int, end: int, name: str, *, below: str = "", status: str = "present"
) -> Coding:
    """Add a code of that name to the codebook, below another one or at the root, and give it to a passage; names in it are hidden.

    The code's id is made of the name, with a number when there is one like it. Code and coding are two steps: undo takes back the
    coding first.

    Raises:
        UnknownDocumentError, UnknownCodeError, BadSpanError, CodebookFaultsError, and as ``add_code``.
    """
    said = " ".join(stored_words(name, project.settings).split())
    made = add_code(project, _free_id(project.codebook, said, below), said, below=below)
    return code_passage(project, document, start, end, made.path, status)


def _free_id(book: Codebook, name: str, below: str) -> str:
    from qualcode.exchange.refi_codebook import slug

    wanted = slug(name)
    tries = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
    return next(one for one in tries if book.find(f"{below}/{one}" if below else one) is None)
