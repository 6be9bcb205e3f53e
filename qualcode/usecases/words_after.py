"""What stands after a printed quote or passage (its status in words, where it is from): does it hold in the project?

Words of an author's own may follow it, so that only its beginning must be the project's, and no status of other words may come after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus, Status
from qualcode.exchange.write_quotes_docx import DAGGER
from qualcode.language.glyphs import said_status, status_words

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def quote_differs(printed: str, known: Sequence[str], lang: str, *, claimed: bool) -> tuple[str, str] | None:
    """Give what is printed after a quote and what the project would print, when they differ, else None.

    ``known`` are what may stand there. Without a heading that names a code (``claimed``) nothing is said of one, so that a status may
    be missing, but none may be wrong.
    """
    statuses = _statuses(lang)
    if any(_holds(printed, one, statuses) for one in known):
        return None
    if not claimed and not _says(printed, statuses):
        return None
    return _beginning(printed, statuses), " / ".join(known)


def passage_differs(printed: str, known: str) -> tuple[str, str] | None:
    """Give what is printed after a passage on a case's page and what the project would print; a place taken away says nothing."""
    known = " ".join(known.split())
    return None if not printed or _begins(printed, known) else (printed, known)


def _holds(printed: str, known: str, statuses: set[str]) -> bool:
    return _begins(printed, known) and not _says(printed[len(known) :], statuses)


def _begins(printed: str, known: str) -> bool:
    """Tell whether the words begin so, and no longer word goes on where these end."""
    return printed.startswith(known) and not (known[-1:].isalnum() and printed[len(known) :][:1].isalnum())


def _says(words: str, statuses: set[str]) -> bool:
    return DAGGER in words or any(m[1].strip().casefold() in statuses for m in _BRACKETS.finditer(words))


def _beginning(printed: str, statuses: set[str]) -> str:
    """Give the words as far as the last that tell a status, else the first in brackets, without those of an author's own."""
    told = [m.end() for m in _BRACKETS.finditer(printed) if m[1].strip().casefold() in statuses]
    first = _BRACKETS.match(printed)
    end = max((*told, first.end() if first else 0, printed.find(DAGGER) + 1))
    return printed[:end]


def _statuses(lang: str) -> set[str]:
    """Give the words of every status, of whatever kind of code, in the file's language and in English."""
    return {
        status_words(status, one, kind).casefold() for status in CellStatus for kind in Kind for one in (lang, "en")
    } | {said_status(Status.NOT_ASSERTED, one).casefold() for one in (lang, "en")}
