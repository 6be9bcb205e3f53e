"""Keyword in context: every place where a word or phrase stands, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document

AROUND = 60
"""Characters shown on each side."""


class EmptyTermError(QualcodeError):
    """A term without a letter or digit."""

    sentence = N_("{term} holds no word to look for; write a word or phrase, with * for any ending.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class InContext:
    """A place where the term stands: half-open span of the stored text, and the words on both sides, white space as one space."""

    document: str
    start: int
    end: int
    left: str
    term: str
    right: str


def pattern_of(term: str) -> re.Pattern[str]:
    """Give the pattern of a word or phrase: whole words, whatever their case; ``*`` stands for any letters, also none.

    Raises:
        EmptyTermError: when there is nothing to look for.
    """
    words = term.split()
    if not any(c.isalnum() for c in term):
        raise EmptyTermError(term=term or "“”")
    between = r"[\s\u00ad]+"
    parts = (r"\w*".join(re.escape(piece) for piece in re.split(r"\*+", word)) for word in words)
    return re.compile(rf"(?<!\w){between.join(parts)}(?!\w)", re.IGNORECASE)


def in_context(documents: Iterable[Document], term: str, *, around: int = AROUND) -> Iterator[InContext]:
    """Give the places of a term in the order of the documents.

    Raises:
        EmptyTermError: when there is nothing to look for.
    """
    pattern = pattern_of(term)
    for document in documents:
        text = document.text
        for met in pattern.finditer(text):
            yield InContext(
                document.id,
                met.start(),
                met.end(),
                " ".join(text[max(0, met.start() - around) : met.start()].split()),
                " ".join(met.group().split()),
                " ".join(text[met.end() : met.end() + around].split()),
            )
