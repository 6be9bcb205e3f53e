"""Why a name given by itself was hidden nowhere: it is hidden already, stands as another word, inside longer words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Document

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Vault


class Why(StrEnum):
    """The reasons, in the order in which they are told."""

    WORD = "word"
    PART = "part"
    HIDDEN = "hidden"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class NothingHidden:
    """Why nothing was hidden; ``document``, ``start`` and ``end`` of the first of ``places`` where the letters stand, when they do."""

    why: Why
    places: int = 0
    document: str = ""
    start: int = 0
    end: int = 0


WHY_WORDS = {
    Why.WORD: N_(
        "The name stands there as a word that may mean something else ({places}, first {document} {start}-{end}): "
        "where it is the name, give the place: `qualcode anonymise add {document} {start} {end}`."
    ),
    Why.PART: N_(
        "The letters stand only inside longer words ({places}, first {document} {start}-{end}): "
        "if that word names somebody, give its place: `qualcode anonymise add {document} {start} {end}`."
    ),
    Why.HIDDEN: N_(
        "The name is hidden already: the vault holds it, and no document has it in clear; `qualcode anonymise list` shows what is hidden."
    ),
    Why.ABSENT: N_(
        "The name stands in no document, memo, summary or line of history: look at its spelling, or give the place of the words instead."
    ),
}
"""The reasons in a sentence each, with what to do; none says the name."""


def why_nothing_hidden(words: str, shelf: Iterable[Document], vault: Vault | None) -> NothingHidden:
    """Give why ``words`` were hidden in none of the documents."""
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    found = [(one, match) for one in shelf for match in pattern.finditer(one.text)]
    whole = [(one, match) for one, match in found if _is_whole(one.text, match)]
    if whole or found:
        document, match = (whole or found)[0]
        start, end = _widened(document.text, match)
        return NothingHidden(Why.WORD if whole else Why.PART, len(whole or found), document.id, start, end)
    kept = vault is not None and any(_holds(one.text, pattern) for one in vault.originals())
    return NothingHidden(Why.HIDDEN if kept else Why.ABSENT)


def _is_whole(text: str, match: re.Match[str]) -> bool:
    return _widened(text, match) == match.span()


def _widened(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Give the whole word that the letters stand in."""
    start, end = match.span()
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _holds(text: str, pattern: re.Pattern[str]) -> bool:
    return any(_is_whole(text, match) for match in pattern.finditer(text))
