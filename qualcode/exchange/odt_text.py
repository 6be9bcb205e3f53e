"""The lines of an OpenDocument text in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.odt_styles import TEXT
from qualcode.exchange.written_lines import Run, Written, table_lines

if TYPE_CHECKING:
    from qualcode.exchange.odt_styles import OdtStyles
    from qualcode.exchange.packages import Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MOST_SPACES = 1_000
_INDEXES = {
    f"{TEXT}{t}"
    for t in (
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "bibliography",
    )
}
_ROWS = {f"{_TABLE}{t}" for t in ("table-header-rows", "table-rows", "table-row-group")}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_BODIES = {f"{TEXT}section", f"{TEXT}numbered-paragraph", f"{TEXT}soft-page-break"}
_CHANGES = {f"{TEXT}{t}" for t in ("change-start", "change-end", "change")}
_ASIDE = {f"{TEXT}note-citation", f"{TEXT}ruby-text", f"{OFFICE}event-listeners", f"{TEXT}tracked-changes"}


class OdtWalk:
    """One walk through a body; libxml2 itself holds its depth below 256."""

    def __init__(self, styles: OdtStyles, *, original: bool) -> None:
        """Take the styles of the file, and whether its tracked changes are undone."""
        self.styles = styles
        self.original = original
        self.inserted: set[str] = set()
        self.deleted: set[str] = set()
        self.seen: Counter[str] = Counter()
        self.comments: dict[str, tuple[str, str]] = {}
        self._regions: dict[str, Element] = {}
        self._new: set[str] = set()
        self._notes: list[Element] = []

    def whole(self, body: Element) -> Iterator[Written]:
        """Give the lines of the body, then those of its notes."""
        for changes in body.iter(f"{TEXT}tracked-changes"):
            for region in changes.iterchildren(f"{TEXT}changed-region"):
                key = str(region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id"))
                self._regions[key] = region
                if region.find(f"{TEXT}insertion") is not None:
                    self.inserted.add(key)
                if region.find(f"{TEXT}deletion") is not None:
                    self.deleted.add(key)
        yield from self.lines(body)
        for note in self._notes:
            self.seen["notes"] += 1
            yield from (line for line in self.lines(note) if line.text.strip())

    def lines(self, container: Element, depth: int = 0) -> Iterator[Written]:
        """Give the lines of a body, section, list, cell, text box or note; ``depth`` is that of the list around it."""
        for child in container.iterchildren():
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child, depth)
            elif tag == f"{TEXT}list":
                for item in child.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
                    yield from self.lines(item, depth + 1)
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
            elif tag in _INDEXES:
                self.seen["contents"] += sum(1 for _ in child.iter(f"{TEXT}p"))
            elif tag in _BODIES:
                yield from self.lines(child, depth)
            elif tag in _CHANGES:
                yield from self._between(child)
            elif isinstance(tag, str) and tag.startswith(_DRAW):
                yield from self._drawn(child)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Written]:
        line = Run()
        self._inline(paragraph, line)
        kind, level = self.styles.kind(paragraph)
        if depth and kind is not BlockKind.HEADING:
            kind, level = BlockKind.BULLET, depth
        # A paragraph that was inserted whole is no line of the original.
        if line.text or line.notes or not self._new:
            yield Written(kind, level, line.text, line.notes)
        yield from self._boxes(line)

    def _between(self, mark: Element) -> Iterator[Written]:
        """Give what a change that stands between paragraphs brings back."""
        line = Run()
        self._change(mark, line)
        if line.text.strip():
            yield Written(BlockKind.PARAGRAPH, 0, line.text)

    def _drawn(self, drawing: Element) -> Iterator[Written]:
        line = Run()
        self._inline(drawing, line)
        yield from self._boxes(line)

    def _boxes(self, line: Run) -> Iterator[Written]:
        for box in line.boxes:
            yield from self.lines(box)

    def _table(self, table: Element) -> Iterator[Written]:
        rows = list(_rows(table))
        cells = [[c for c in row.iterchildren() if c.tag in _CELLS] for row in rows]
        for line in table_lines(cells, self.lines):
            # Rows of a sheet end in cells that nobody filled in.
            line.text = line.text.rstrip("\t") if line.kind is BlockKind.TABLE_ROW else line.text
            yield line

    def _inline(self, element: Element, line: Run) -> None:
        self._say(element.text, line)
        for child in element.iterchildren():
            self._child(child, line)
            self._say(child.tail, line)

    def _say(self, words: str | None, line: Run) -> None:
        if words and not self._new:
            # White space of the file's own layout is one space, as its standard says.
            said = " ".join(words.split())
            left = " " if words[0] in " \t\r\n" else ""
            right = " " if said and words[-1] in " \t\r\n" else ""
            before = line.pieces[-1][-1:] if line.pieces else " "
            line.pieces.append((left if before not in (" ", "\n") else "") + said + right)

    def _child(self, child: Element, line: Run) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _ASIDE:
            return
        if tag in _CHANGES:
            self._change(child, line)
        elif tag == f"{OFFICE}annotation":
            self._comment(child, line)
        elif tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            if body is not None and not self._new:
                self._notes.append(body)
        elif tag == f"{TEXT}s":
            number = str(child.get(f"{TEXT}c") or "1")
            line.pieces.append(" " * min(int(number), _MOST_SPACES) if number.isdecimal() and len(number) < 6 else " ")  # noqa: PLR2004
        elif tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            line.pieces.append("\t" if tag == f"{TEXT}tab" else "\n")
        elif tag == f"{_DRAW}text-box":
            line.boxes.append(child)
        elif tag == f"{TEXT}hidden-text" or self.styles.hidden(str(child.get(f"{TEXT}style-name") or "")):
            self.seen["hidden"] += 1
        else:
            self._inline(child, line)

    def _change(self, mark: Element, line: Run) -> None:
        """Follow the marks of a tracked change; only the original view leaves insertions out and brings deletions back."""
        key = str(mark.get(f"{TEXT}change-id"))
        if not self.original:
            return
        if mark.tag == f"{TEXT}change-start" and key in self.inserted:
            self._new.add(key)
        elif mark.tag == f"{TEXT}change-end":
            self._new.discard(key)
        elif key in self.deleted and not self._new:
            gone = self._regions.pop(key).find(f"{TEXT}deletion") if key in self._regions else None
            if gone is not None:
                line.pieces.append("\n".join(one.text for one in self.lines(gone)))

    def _comment(self, annotation: Element, line: Run) -> None:
        key = str(len(self.comments))
        author = "".join(str(e.text or "") for e in annotation.iterchildren(f"{_DC}creator")).strip()
        rows = []
        for paragraph in annotation.iter(f"{TEXT}p"):
            said = Run()
            self._inline(paragraph, said)
            rows.append(said.text)
        self.comments[key] = (author, "\n".join(rows))
        line.notes.append((key, len(line.text)))


def _rows(table: Element) -> Iterator[Element]:
    for child in table.iterchildren():
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)
