"""The words inside one paragraph of a Word file: runs, links, fields, controls, tracked changes, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.exchange.word_tags import qn

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element
    from qualcode.exchange.written_lines import Run

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = f"{MC}AlternateContent"
W_ID = qn("w:id")
MAX_DEPTH = 80
"""Tables in controls in boxes: no page nests so deep, and the walk descends."""

_MOVED_FROM = qn("w:moveFrom")
_RUN, _TEXT, _RUN_PROPERTIES, _VANISH = qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:vanish")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_THROUGH = {
    qn(f"w:{t}")
    for t in ("hyperlink", "smartTag", "fldSimple", "customXml", "bdo", "dir", "ruby", "rubyBase", "sdt", "sdtContent")
}
_FIXED = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DRAWN = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}


class Gatherer:
    """Gathers the words of paragraphs and counts what was accepted or left out on the way."""

    def __init__(self, *, original: bool = False) -> None:
        """Begin with nothing counted; ``original`` reads tracked changes as if they had not been made."""
        self.original = original
        self.inserted: set[str] = set()
        self.deleted: set[str] = set()
        self.moved: set[str] = set()
        self._changes = {
            qn("w:ins"): (self.inserted, False),
            qn("w:moveTo"): (self.moved, False),
            qn("w:del"): (self.deleted, True),
            _MOVED_FROM: (self.moved, True),
        }
        self.seen: Counter[str] = Counter()
        self.footnotes: list[tuple[str, str]] = []
        self._fields: list[bool] = []

    def gather(self, paragraph: Element, run: Run) -> None:
        """Add the words of a paragraph to ``run``, as they stand with every change accepted, or before any was made."""
        self._fields = []
        self._inline(paragraph, run, 0)

    def _inline(self, element: Element, run: Run, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for child in element.iterchildren():
            tag = child.tag
            if tag == _RUN:
                self._characters(child, run)
            elif tag in _THROUGH or self.kept(child):
                self._inline(child, run, depth + 1)
            elif tag == qn("w:commentRangeStart"):
                run.note(str(child.get(W_ID)))
            elif tag == ALTERNATE:
                self._inline(choice(child), run, depth + 1)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                run.pieces.append("".join(str(t.text or "") for t in child.iter(f"{_MATH}t")))

    def kept(self, element: Element) -> bool:
        """Count a tracked change and tell whether its words are in the text: new ones when accepted, old ones in the original."""
        change = self._changes.get(element.tag)
        if change is None:
            return False
        numbers, old = change
        # A move is told once, by where it went to.
        if element.tag != _MOVED_FROM:
            numbers.add(str(element.get(W_ID)))
        return old is self.original

    def _characters(self, element: Element, run: Run) -> None:
        if _hidden(element):
            self.seen["hidden"] += any(True for _ in element.iter(qn("w:t")))
            return
        for child in element.iterchildren():
            tag = child.tag
            if tag == qn("w:fldChar"):
                self._field(str(child.get(qn("w:fldCharType"))))
            elif any(self._fields):
                continue
            elif tag == _TEXT or (self.original and tag == qn("w:delText")):
                run.pieces.append(str(child.text or ""))
            elif tag == qn("w:br"):
                run.pieces.append("\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else "")
            elif tag in _FIXED:
                run.pieces.append(_FIXED[tag])
            else:
                self._aside(child, run)

    def _aside(self, child: Element, run: Run) -> None:
        """Note what hangs in a run without being words of it."""
        if child.tag == qn("w:commentReference"):
            run.note(str(child.get(W_ID)))
        elif child.tag in _NOTES:
            self.footnotes.append((_NOTES[child.tag], str(child.get(W_ID))))
        elif child.tag in _DRAWN:
            run.boxes += list(_boxes(child))
        elif child.tag == ALTERNATE:
            run.boxes += list(_boxes(choice(child)))

    def _field(self, kind: str) -> None:
        """Follow a field: its instruction (True) is code, its result (False) is text."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def choice(alternate: Element) -> Element:
    """Give the newer form of alternate content (its fallback says the same again), or the element itself when it is empty."""
    found = alternate.find(f"{MC}Choice")
    if found is None:
        found = alternate.find(f"{MC}Fallback")
    return alternate if found is None else found


def _hidden(run: Element) -> bool:
    own = run.find(_RUN_PROPERTIES)
    mark = own.find(_VANISH) if own is not None else None
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _boxes(element: Element) -> Iterator[Element]:
    """Give the text boxes of a drawing in order; those inside another belong to it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == qn("w:txbxContent"):
            yield one
        elif one.tag == ALTERNATE and choice(one) is not one:
            waiting.append(choice(one))
        else:
            waiting += reversed(list(one.iterchildren()))
