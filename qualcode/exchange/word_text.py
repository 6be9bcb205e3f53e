"""The lines of a Word file: paragraphs and rows in the order of the page, tracked changes as if accepted.

The body is walked as XML, as content controls, text boxes and tracked changes hide from python-docx's own lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.word_runs import ALTERNATE, MAX_DEPTH, W_ID, Gatherer, choice
from qualcode.exchange.word_tags import qn
from qualcode.exchange.written_lines import Run, Written, table_lines

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element
    from qualcode.exchange.word_styles import Styles

_PROPERTIES, _MARK = qn("w:pPr"), qn("w:rPr")
_TABLE, _PARAGRAPH = qn("w:tbl"), qn("w:p")
_FRAMES = {qn(f"w:{t}") for t in ("sdt", "customXml", "sdtContent")}


class Walk(Gatherer):
    """One walk through a body."""

    def __init__(self, styles: Styles, *, original: bool = False) -> None:
        """Take the styles of the file; ``original`` reads tracked changes as if they had not been made."""
        super().__init__(original=original)
        self.styles = styles
        self._depth = 0

    def lines(self, container: Element) -> Iterator[Written]:
        """Give the lines of a body, cell, text box or note, in order."""
        if self._depth > MAX_DEPTH:
            return
        self._depth += 1
        held: Run | None = None
        for child in self._children(container):
            if child.tag == _TABLE:
                yield from _rest(held)
                held = None
                yield from self._table(child)
            elif child.tag == _PARAGRAPH:
                run = held or Run()
                self.gather(child, run)
                own = child.find(_PROPERTIES)
                # A deleted mark (in the original: an inserted one) joins this paragraph with the next one, whose style then holds.
                held = run if own is not None and self._mark_gone(own) else None
                if held is None:
                    yield from self._written(own, run)
            elif child.tag == qn("w:altChunk"):
                self.seen["altChunk"] += 1
        yield from _rest(held)
        self._depth -= 1

    def _children(self, container: Element, depth: int = 0) -> Iterator[Element]:
        """Give paragraphs and tables, looking into content controls and custom XML."""
        for child in container.iterchildren():
            if child.tag not in _FRAMES and child.tag != ALTERNATE and not self.kept(child):
                yield child
            elif depth < MAX_DEPTH:
                yield from self._children(choice(child) if child.tag == ALTERNATE else child, depth + 1)

    def _written(self, own: Element | None, run: Run) -> Iterator[Written]:
        if self.styles.is_contents(own):
            self.seen["contents"] += 1
        else:
            kind, level = self.styles.kind(own)
            yield Written(kind, level, run.text, run.notes)
        for box in run.boxes:
            yield from self.lines(box)

    def _mark_gone(self, own: Element) -> bool:
        mark = own.find(_MARK)
        if mark is None:
            return False
        seen = {"ins": self.inserted, "moveTo": self.moved, "del": self.deleted, "moveFrom": self.moved}
        gone = False
        for tag, numbers in seen.items():
            found = mark.find(qn(f"w:{tag}"))
            if found is not None:
                numbers.add(str(found.get(W_ID)))
                gone = gone or (tag in ("ins", "moveTo")) is self.original
        return gone

    def _table(self, table: Element) -> Iterator[Written]:
        rows = [row for row in self._children(table) if row.tag == qn("w:tr") and not self._row_gone(row)]
        cells = [[c for c in self._children(row) if c.tag == qn("w:tc") and not self._cell_gone(c)] for row in rows]
        yield from table_lines(cells, self.lines)

    def _row_gone(self, row: Element) -> bool:
        gone = row.find(f"{qn('w:trPr')}/{qn('w:del')}")
        new = row.find(f"{qn('w:trPr')}/{qn('w:ins')}")
        if gone is not None:
            self.deleted.add(str(gone.get(W_ID)))
        if new is not None:
            self.inserted.add(str(new.get(W_ID)))
        return (new if self.original else gone) is not None

    def _cell_gone(self, cell: Element) -> bool:
        return cell.find(f"{qn('w:tcPr')}/{qn('w:cellIns' if self.original else 'w:cellDel')}") is not None


def _rest(held: Run | None) -> Iterator[Written]:
    if held is not None and held.text:
        yield Written(BlockKind.PARAGRAPH, 0, held.text, held.notes)
