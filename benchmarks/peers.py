"""How others code by keywords, in a few lines each, for comparison: every function runs over texts and gives how much it found."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from qualcode.domain.codebook import Codebook

_WORD = re.compile(r"\w+")


def bare(texts: Sequence[str]) -> int:
    """The least that any word scanner does: every casefolded word with its offsets."""
    held = 0
    last = "", (0, 0)
    for text in texts:
        for word in _WORD.finditer(text):
            last = word.group().casefold(), word.span()
        held += len(last[0])
    return held


def keywords(book: Codebook) -> list[str]:
    """Give the codebook's terms as plain keywords: marks dropped, the first of alternatives kept."""
    terms = (t for code in book.codes() for rule in code.indicators for slot in rule.slots for t in slot)
    plain = (" ".join(part.split("|")[0].strip("*=~") for part in t.split() if part not in {"…", "_"}) for t in terms)
    return sorted({word.casefold() for word in plain if word})


def rereading(path: Path, wanted: Sequence[str], names: Sequence[str]) -> int:
    """QualCoder's autocode: for each keyword, read each text from the database again and search it by regular expression."""
    found = 0
    with sqlite3.connect(path) as connection:
        for word in wanted:
            for name in names:
                (text,) = connection.execute("SELECT text FROM document WHERE id = ?", (name,)).fetchone()
                found += sum(1 for _ in re.finditer(re.escape(word), text, re.IGNORECASE))
                re.purge()
    return found


def finding(wanted: Sequence[str]) -> Callable[[Sequence[str]], int]:
    """One str.find a keyword over the casefolded text."""

    def run(texts: Sequence[str]) -> int:
        found = 0
        for text in texts:
            folded = text.casefold()
            for word in wanted:
                at = folded.find(word)
                while at >= 0:
                    found += 1
                    at = folded.find(word, at + 1)
        return found

    return run


def spacy_tokens() -> Callable[[Sequence[str]], int]:
    """The tokeniser of spaCy's blank Swedish pipeline alone, nothing looked for yet."""
    import spacy

    pipeline: Any = spacy.blank("sv")
    return lambda texts: sum(len(pipeline.make_doc(text)) for text in texts)
