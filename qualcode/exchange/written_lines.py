"""Lines as a reader of an office file writes them down, and how they become one text with its blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element

Cell = TypeVar("Cell")
_MOST_RUNNING, _LONGEST_RUNNING = 12, 300


@dataclass(slots=True)
class Written:
    """One line: what it is, its depth and words, and the comments that hang in it (id, offset in the line)."""

    kind: BlockKind
    level: int
    text: str
    notes: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """The pieces of a paragraph under way, the comments that hang in it (id, offset) and its text boxes."""

    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the words so far."""
        return "".join(self.pieces)

    def note(self, name: str) -> None:
        """Hang a comment here, unless it hangs already."""
        if all(n != name for n, _ in self.notes):
            self.notes.append((name, sum(map(len, self.pieces))))


def table_lines(cells: Sequence[Sequence[Cell]], lines: Callable[[Cell], Iterable[Written]]) -> Iterator[Written]:
    """Give the lines of a table: one a row, its cells apart by tabs; ``lines`` gives those of a cell.

    A table of one column is a frame around text: its paragraphs keep their own lines.
    """
    if all(len(row) <= 1 for row in cells):
        for row in cells:
            for cell in row:
                yield from lines(cell)
        return
    for row in cells:
        texts: list[str] = []
        notes: list[tuple[str, int]] = []
        for cell in row:
            at = sum(len(t) + 1 for t in texts)
            inside = [line for line in lines(cell) if line.text or line.notes]
            texts.append(" ".join(line.text.replace("\t", " ").replace("\n", " ") for line in inside))
            for line in inside:
                notes += [(name, at + offset) for name, offset in line.notes]
                at += len(line.text) + 1
        yield Written(BlockKind.TABLE_ROW, 0, "\t".join(texts), notes)


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


def distinct_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Give the first lines that stand at the head and foot of pages, composed (NFC), each once, without empty ones."""
    bare = (" ".join(unicodedata.normalize("NFC", line).split())[:_LONGEST_RUNNING] for line in lines)
    return tuple(dict.fromkeys(filter(None, bare)))[:_MOST_RUNNING]
