"""Lines of an RTF file as they grow: paragraphs, cells and rows, notes, comments and text boxes, tracked changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.rtf_words import CONTENTS, Paragraph, State, kind_of
from qualcode.exchange.written_lines import Written

WRITTEN = frozenset({"body", "note", "comment", "box"})
"""Destinations whose words are lines of the page."""
KEPT = frozenset({"author", "title", "company", "operator", "subject", "manager"})
"""Properties of the file that the finders are told of."""
_SILENT = frozenset({"skip", "fonttbl", "font", "info", "stylesheet"})


class RtfLines:
    """What was written so far; the walk says words and ends lines."""

    def __init__(self, *, original: bool) -> None:
        """Begin with nothing; ``original`` reads tracked changes as if they had not been made."""
        self.original = original
        self.lines: list[Written] = []
        self.after: list[Written] = []
        self.seen: Counter[str] = Counter()
        self.comments: dict[str, tuple[str, str]] = {}
        self.properties: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._state = State()
        self._paragraph = Paragraph()
        self._cells: list[str] = []
        self._cell_notes: list[tuple[str, int]] = []
        self._row_width = 0
        self._heard: list[str] = []
        self._outer: list[tuple[Paragraph, list[str], list[tuple[str, int]], int, int]] = []
        self._author = ""
        self._changed = ""

    def _enter(self, into: str) -> None:
        self._state.into = into
        self._state.hidden = False
        if into == "atnauthor":
            self._heard = []
            return
        self._state.entered = True
        self._outer.append((self._paragraph, self._cells, self._cell_notes, self._row_width, len(self.lines)))
        self._paragraph, self._cells, self._cell_notes, self._row_width = Paragraph(), [], [], 0

    def _leave(self, inner: State) -> None:
        """End a destination: put what was heard there where it belongs."""
        words = "".join(self._heard).strip()
        if inner.entered:
            self._end_all(inner)
            self._paragraph, self._cells, self._cell_notes, self._row_width, begin = self._outer.pop()
            found = self.lines[begin:]
            del self.lines[begin:]
            self._keep(inner.into, found)
        elif inner.into == "atnauthor":
            self._author = words
        elif inner.into in KEPT and words:
            self.properties[inner.into] = words
        elif inner.into == "style" and words:
            self._styles[inner.style] = words.rstrip(";").strip()
        if inner.into not in ("skip", *WRITTEN):
            self._heard = []

    def _keep(self, kind: str, found: list[Written]) -> None:
        found = [line for line in found if line.text.strip()]
        if kind == "box":
            self._paragraph.boxes += found
        elif kind == "note":
            self.after += found
            self.seen["notes"] += bool(found)
        else:
            key = str(len(self.comments))
            self.comments[key] = (self._author, "\n".join(line.text for line in found))
            self._author = ""
            self._paragraph.notes.append((key, self._paragraph.width))

    def _say(self, words: str) -> None:
        state = self._state
        if state.into in WRITTEN:
            if self._changes(state):
                return
            if state.hidden:
                self.seen["hidden"] += bool(words.strip())
                return
            self._paragraph.pieces.append(words)
            self._paragraph.width += len(words)
        elif state.into not in _SILENT:
            self._heard.append(words)

    def _changes(self, state: State) -> bool:
        """Count tracked changes, neighbours as one, and tell whether their words are left out."""
        kind = "deleted" if state.deleted else "inserted" if state.inserted else ""
        if kind and kind != self._changed:
            self.seen[kind] += 1
        self._changed = kind
        return kind == ("inserted" if self.original else "deleted")

    def _end_all(self, state: State) -> None:
        """End what a destination leaves open: a last line without its mark, a row without its end."""
        if state.into in WRITTEN:
            self._paragraph.table = False
            if self._paragraph.pieces or self._paragraph.boxes or self._cells:
                self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self._state.into == "skip":
            return
        paragraph = self._paragraph
        if paragraph.table:
            # A paragraph inside a cell: the cell goes on.
            paragraph.pieces.append(" ")
            paragraph.width += 1
            return
        if self._cells:
            self._end_row()
        text = "".join(paragraph.pieces)
        name = self._styles.get(paragraph.style, "")
        if CONTENTS.fullmatch(name):
            self.seen["contents"] += 1
        else:
            kind, level = kind_of(paragraph, name)
            self.lines.append(Written(kind, level, text, paragraph.notes))
        self.lines += paragraph.boxes
        self._paragraph = replace(paragraph, pieces=[], notes=[], boxes=[], width=0)

    def _end_cell(self) -> None:
        if self._state.into not in WRITTEN:
            return
        self._cell_notes += [(key, self._row_width + offset) for key, offset in self._paragraph.notes]
        words = " ".join("".join(self._paragraph.pieces).split())
        self._cells.append(words)
        self._row_width += len(words) + 1
        self._paragraph = replace(self._paragraph, pieces=[], notes=[], width=0)

    def _end_row(self) -> None:
        if any(self._cells):
            text = "\t".join(self._cells)
            notes = [(key, min(offset, len(text))) for key, offset in self._cell_notes]
            kind = BlockKind.TABLE_ROW if len(self._cells) > 1 else BlockKind.PARAGRAPH
            self.lines.append(Written(kind, 0, text, notes))
        self._cells, self._cell_notes, self._row_width = [], [], 0
        self._paragraph = replace(self._paragraph, pieces=[], notes=[], width=0, table=False)
