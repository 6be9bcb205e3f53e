"""Lines as a reader of an office file writes them down, and how they become one text with its blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span


@dataclass(slots=True)
class Written:
    """One line: what it is, its depth and words, and the comments that hang in it (id, offset in the line)."""

    kind: BlockKind
    level: int
    text: str
    notes: list[tuple[str, int]] = field(default_factory=list)


def joined(written: Iterable[Written]) -> tuple[str, tuple[Block, ...], dict[str, int]]:
    """Join the lines, normalise them (NFC, LF), and give the text, its blocks and where each comment hangs."""
    rows: list[str] = []
    blocks: list[Block] = []
    anchors: dict[str, int] = {}
    at = 0
    for line in written:
        for name, offset in line.notes:
            anchors.setdefault(name, at + len(unicodedata.normalize("NFC", line.text[:offset])))
        for row in unicodedata.normalize("NFC", line.text).replace("\r", "\n").split("\n"):
            bare = row.strip()
            if bare:
                start = at + len(row) - len(row.lstrip())
                kind = line.kind
                if not blocks and kind is BlockKind.HEADING and line.level == 1:
                    kind = BlockKind.TITLE
                blocks.append(Block(kind, Span(start, start + len(bare)), 0 if kind is BlockKind.TITLE else line.level))
            rows.append(row)
            at += len(row) + 1
    return "\n".join(rows), tuple(blocks), anchors
