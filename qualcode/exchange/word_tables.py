"""The tables of a Word file with their tags, as `verify` compares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.exchange.word_controls import WordFile, words_of
from qualcode.exchange.word_ids import TABLE
from qualcode.exchange.word_tags import qn

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: its tag ("" for one without), its rows of words, the header first, and the paragraph above it, its caption."""

    tag: str
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


def printed_tables(source: Path | bytes) -> tuple[PrintedTable, ...]:
    """Give every table in the order of the page, tracked changes accepted; its tag stands in the caption above it.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    tag = ""
    found = []
    for element in WordFile(source).body.iter(qn("w:tag"), qn("w:tbl")):
        if element.tag == qn("w:tag"):
            told = str(element.get(qn("w:val"), ""))
            tag = told if told.startswith(TABLE) else tag
            continue
        rows = tuple(
            tuple("\n".join(words_of(cell)).strip() for cell in row.iter(qn("w:tc")))
            for row in element.iter(qn("w:tr"))
        )
        above = element.getprevious()
        caption = " ".join(words_of(above)) if above is not None and above.tag == qn("w:p") else ""
        found.append(PrintedTable(tag, rows, caption))
        # A tag speaks for the next table alone.
        tag = ""
    return tuple(found)
