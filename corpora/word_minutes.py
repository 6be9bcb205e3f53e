"""Makes Word files of marked minutes, as an office would have typed them, with the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from marks import Evidence, Marked, Personal, Source, read_marks

from qualcode.exchange.steady_zip import repack


@dataclass
class Decoded:
    """The text that a reader must find, with all that is marked in it."""

    text: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    personal: list[Personal] = field(default_factory=list)
    aside: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, marked: Marked, *, before: str) -> None:
        """Append a line or cell after ``before``."""
        self.text += before
        evidence, personal = marked.shifted(len(self.text))
        self.evidence += evidence
        self.personal += personal
        self.aside += marked.aside
        self.text += marked.text


class Minutes:
    """One Word file under construction."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tracked = source.header["format"] == "docx-tracked"
        self.moment = datetime.fromisoformat(source.header["date"]).replace(hour=9, tzinfo=UTC) + timedelta(days=7)
        self.document = Document()
        self.decoded = Decoded()
        self.changes = 100
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Calibri", Pt(11)

    def build(self) -> tuple[bytes, Decoded]:
        """Give the file's bytes and what a reader must find in it."""
        rows: list[list[Marked]] = []
        for number, line in enumerate(self.source.lines, self.source.first_line):
            where = f"{self.source.path}:{number}"
            bare = line.strip()
            if bare.startswith("|") and bare.endswith("|"):
                cells = [c.strip() for c in bare[1:-1].split("|")]
                rows.append([read_marks(c, where, word=True, tracked=self.tracked) for c in cells])
                continue
            if rows:
                self._table(rows)
                rows = []
            if bare:
                self._line(bare, where)
        if rows:
            self._table(rows)
        return self._bytes(), self.decoded

    def _line(self, bare: str, where: str) -> None:
        forms = (
            (r"# ", "Heading 1"),
            (r"## ", "Heading 2"),
            (r"### ", "Heading 3"),
            (r"- ", "List Bullet"),
            (r"\d+\. ", "List Number"),
        )
        style = None
        for mark, name in forms:
            met = re.match(mark, bare)
            if met:
                style, bare = name, bare[met.end() :].lstrip()
                break
        marked = read_marks(bare, where, word=True, tracked=self.tracked)
        if not marked.text and all(p.change == "comment" for p in marked.pieces) and self.document.paragraphs:
            # A comment on a line of its own hangs at the end of the paragraph before it.
            self._pieces(self.document.paragraphs[-1], marked)
            self.decoded.aside += marked.aside
            return
        self._pieces(self.document.add_paragraph(style=style), marked)
        self.decoded.add(marked, before="\n" if self.decoded.text else "")

    def _table(self, rows: list[list[Marked]]) -> None:
        width = max(map(len, rows))
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        header = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(header)
        for at, cells in enumerate(rows):
            filled = cells + [Marked() for _ in range(width - len(cells))]
            for column, marked in enumerate(filled):
                paragraph = table.cell(at, column).paragraphs[0]
                self._pieces(paragraph, marked)
                if at == 0:
                    for run in paragraph.runs:
                        run.bold = True
                self.decoded.add(marked, before="\t" if column else "\n" if self.decoded.text else "")

    def _pieces(self, paragraph, marked: Marked) -> None:
        for piece in marked.pieces:
            if piece.change == "comment":
                self._comment(paragraph, piece.author, piece.text)
                continue
            run = paragraph.add_run(piece.text)
            run.bold = True if piece.bold else None
            if piece.change:
                self._track(run._r, piece.change)

    def _track(self, run, change: str) -> None:
        self.changes += 1
        frame = OxmlElement(f"w:{change}")
        frame.set(qn("w:id"), str(self.changes))
        frame.set(qn("w:author"), "Länssamordnaren")
        frame.set(qn("w:date"), self._stamp(self.changes - 100))
        run.addprevious(frame)
        frame.append(run)
        if change == "del":
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def _comment(self, paragraph, author: str, text: str) -> None:
        anchor = paragraph.add_run()
        comment = self.document.add_comment(anchor, text=text, author=author, initials=author[:1])
        comment._comment_elm.set(qn("w:date"), self._stamp(comment.comment_id))

    def _stamp(self, minutes: int) -> str:
        return (self.moment + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _bytes(self) -> bytes:
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = ""
        properties.comments = properties.keywords = properties.subject = ""
        properties.title = ""
        properties.language = "sv-SE"
        properties.revision = 1
        properties.created = properties.modified = self.moment.replace(tzinfo=None)
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "sv-SE")
        thumbnail = [r for r in self.document.part.package.rels.values() if r.reltype.endswith("/thumbnail")]
        for relation in thumbnail:
            del self.document.part.package.rels[relation.rId]
        target = BytesIO()
        self.document.save(target)
        return repack(target.getvalue())
