"""Word files put together from their XML: built-in styles, one language, clean properties, the same bytes every time.

python-docx writes one cell after the other through its objects, which takes seconds for a large matrix and leaves its own traces
in the file; a page here is a list of strings, and a template lends its styles, headers and footers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from qualcode.domain.errors import N_
from qualcode.exchange.office_properties import LOCALES, properties
from qualcode.exchange.steady_zip import pack
from qualcode.exchange.word_heights import ABOVE, MOST_ROWS, height
from qualcode.exchange.word_pictures import WordPicture, drawing, with_pictures
from qualcode.exchange.word_sections import LAST_LINE
from qualcode.exchange.word_templates import Base, own_base, template_base
from qualcode.exchange.xml_letters import escape, storable
from qualcode.language.wording import translator

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SMALL = 16
"""Half-points: 8 pt, the least that is read on paper without effort."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A table cell: its text (a line break begins a new paragraph) and how it looks. ``fill`` is rrggbb."""

    text: str
    fill: str = ""
    bold: bool = False
    italic: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table without merged cells. ``widths`` share the width of the page; the first row is the header that each page repeats.

    By its ``tag``, around the number of its caption, `verify` finds it in the project again.
    """

    caption: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[WordCell, ...], ...]
    widths: tuple[float, ...]
    size: int = SMALL
    tag: str = ""


def run(text: str, *, bold: bool = False, italic: bool = False, size: int = 0) -> str:
    """Give a run of text as XML; line breaks stay, characters that XML cannot hold go."""
    marks = (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )
    lines = escape(storable(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{words}</w:r>"


class Pages:
    """One Word file under construction: pieces are appended in order, ``finished`` closes it."""

    def __init__(
        self, lang: str, *, title: str, landscape: bool = False, mark: str = "", template: bytes | None = None
    ) -> None:
        """Begin a file. ``mark`` is printed on every page (Arbetsmaterial); ``template`` is a Word file that lends its look.

        Raises:
            QualcodeError: when the template is no Word file.
        """
        self.lang = lang
        self._say = translator(lang)
        self._title = title
        self._mark = mark
        self._base: Base = own_base(LOCALES[lang]) if template is None else template_base(template, LOCALES[lang])
        self._section = self._base.section.turned(landscape=landscape)
        self._room = self._section.down - ABOVE
        # Encoded as they come: the cells of a table that look alike are encoded once, and a large file never stands as one string.
        self._body: list[bytes] = []
        self._captions: dict[str, list[str]] = {"Table": [], "Figure": []}
        self._pictures: list[bytes] = []
        self._headings: list[str] = []
        self._lists: list[tuple[int, str, str]] = []
        self._controls = 0
        self._shells: dict[tuple[str, bool, bool, str, int, int, bool], tuple[str, str]] = {}
        self._same: dict[tuple[int, bool], dict[int, bytes]] = {}
        self._styles: dict[str, str] = {}
        self._after = self._paragraph("", "No Spacing").encode()

    @property
    def width(self) -> int:
        """Give the width between the margins."""
        return self._section.across

    def paragraph(self, content: str, style: str = "Normal", *, extra: str = "") -> None:
        """Append a paragraph of runs (XML) in a built-in style, named in English."""
        self._body.append(self._paragraph(content, style, extra=extra).encode())

    def text(self, text: str, style: str = "Normal") -> None:
        """Append a paragraph of plain text."""
        self.paragraph(run(text), style)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """Append a heading."""
        if level == 1:
            self._headings.append(text)
        self.paragraph(run(text), f"heading {level}", extra="<w:pageBreakBefore/>" if new_page else "")

    def contents(self) -> None:
        """Append the lists of chapters, tables and figures: fields with their results, which Word makes anew when it is asked.

        Without page numbers, which only a program that lays pages out can know; Word adds them with "update field".
        """
        for kind in ("", *self._captions):
            told = f'TOC \\n \\c "{self._say(_LABELS[kind])}"' if kind else 'TOC \\o "1-1" \\n \\u'
            self._lists.append((len(self._body), kind, told))
            self._body.append(b"")

    def _listed(self, kind: str, instruction: str) -> str:
        """Give a list as a field: its instruction in the first line, its result, its end in the last."""
        lines = self._captions[kind] if kind else self._headings
        if not lines:
            return ""
        style = "table of figures" if kind else "toc 1"
        title = self._say(_LISTS[kind])
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        made = [
            self._paragraph((begin if not at else "") + run(line) + (end if at == len(lines) - 1 else ""), style)
            for at, line in enumerate(lines)
        ]
        return self._paragraph(run(title), "TOC Heading") + "".join(made)

    def controlled(self, text: str, tag: str, style: str, *, after: str = "") -> None:
        """Append a paragraph whose text stands in a content control, by which `verify` finds it again; ``after`` stands outside."""
        self.paragraph(self.control(run(text), tag) + (run(after) if after else ""), style)

    def control(self, content: str, tag: str) -> str:
        """Give runs (XML) in a content control with a tag."""
        self._controls += 1
        told = f'<w:tag w:val={quoteattr(tag)}/><w:id w:val="{self._controls}"/>'
        return f"<w:sdt><w:sdtPr>{told}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def table(self, table: WordTable) -> None:
        """Append a table with its caption above; rows do not break over pages and the header is repeated."""
        # What stands alone at the foot of a page tells nothing: a template's own style need not say so.
        self._caption("Table", table.caption, tag=table.tag, extra="<w:keepNext/>")
        shares = sum(table.widths)
        widths = [round(self.width * w / shares) for w in table.widths]
        parts = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._base.style("Table Grid")}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>',
            f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}{_LOOK}',
            f"<w:tblCaption w:val={quoteattr(_clean(table.caption))}/>",
            f"<w:tblDescription w:val={quoteattr(_clean(table.description))}/></w:tblPr>",
            "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>",
        ]
        # A head stands where what it is over stands.
        sides = [cell.align for cell in table.rows[0]] if table.rows else ["left" for _ in table.header]
        rows = [
            self._row(
                [WordCell(h, fill=_HEADER_FILL, bold=True, align=a) for h, a in zip(table.header, sides, strict=True)],
                widths,
                table.size,
                header=True,
                stay=bool(table.rows),
            ),
        ]
        self._same = {}
        # What does not fit on one page goes on over the next, its header repeated.
        shown = [table.header, *([cell.text for cell in row] for row in table.rows[:MOST_ROWS])]
        whole = len(table.rows) <= MOST_ROWS and height(shown, widths, table.size) <= self._room
        together = len(table.rows) if whole else 2
        rows += [self._row(cells, widths, table.size, stay=at < together) for at, cells in enumerate(table.rows, 1)]
        self._same = {}
        self._body += ["".join(parts).encode(), *rows, b"</w:tbl>", self._after]

    def picture(self, picture: WordPicture) -> None:
        """Append a picture with its caption and notes below."""
        picture = picture.within(self.width / _INCH, (self._room - _BELOW) / _INCH)
        self._pictures.append(picture.data)
        number = len(self._pictures)
        self.paragraph(drawing(picture, number, self._say(_LABELS["Figure"])), "No Spacing", extra="<w:keepNext/>")
        after = "<w:keepNext/>" if picture.notes else '<w:keepNext w:val="0"/>'
        self._caption("Figure", picture.caption, extra=after)
        for note in picture.notes:
            self.paragraph(run(note, size=SMALL), "Normal")

    def _caption(self, kind: str, words: str, *, tag: str = "", extra: str = "") -> None:
        """Append a caption with its number as a field, and note it for the list."""
        label, captions = self._say(_LABELS[kind]), self._captions[kind]
        shown = str(len(captions) + 1)
        number = f'<w:fldSimple w:instr=" SEQ {escape(label)} \\* ARABIC ">{run(shown)}</w:fldSimple>'
        captions.append(f"{label} {shown}. {words}")
        number = self.control(number, tag) if tag else number
        self.paragraph(f"{run(f'{label} ')}{number}{run(f'. {words}')}", "caption", extra=extra)

    def finished(self) -> bytes:
        """Close the file and give it."""
        for at, kind, told in self._lists:
            self._body[at] = self._listed(kind, told).encode()
        self._lists = []
        if self._body and self._body[-1] == self._after:
            # What must stand after the last table would need a page of its own where the table fills the one before.
            self._body[-1] = LAST_LINE.encode()
        before, after = f"{_HEAD}<w:document {_W}><w:body>", f"{self._section.xml()}</w:body></w:document>"
        document = b"".join((before.encode(), *self._body, after.encode()))
        parts = {**self._base.parts, self._base.main: document, **properties(self._title, LOCALES[self.lang])}
        if self._base.own:
            parts |= self._edges()
        return pack(with_pictures(parts, self._base.main, self._pictures))

    def _edges(self) -> Mapping[str, bytes]:
        """Give the header (the mark) and the footer (the page's number) of files without a template."""
        page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        head = f"{_HEAD}<w:hdr {_W}>{self._paragraph(run(self._mark) if self._mark else '', 'header')}</w:hdr>"
        foot = f"{_HEAD}<w:ftr {_W}>{self._paragraph(page, 'footer')}</w:ftr>"
        return {"word/header1.xml": head.encode(), "word/footer1.xml": foot.encode()}

    def _paragraph(self, content: str, style: str, *, extra: str = "") -> str:
        named = self._styles.get(style) or self._styles.setdefault(style, self._base.style(style))
        return f'<w:p><w:pPr><w:pStyle w:val="{named}"/>{extra}</w:pPr>{content}</w:p>'

    def _row(
        self, cells: Iterable[WordCell], widths: Sequence[int], size: int, *, header: bool = False, stay: bool = False
    ) -> bytes:
        """Give a row; one that shall ``stay`` keeps with the next on its page."""
        begin = (
            b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            if header
            else b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        )
        # The rows of the table live as long as what is kept here, so that no other cell can come to stand at its address.
        same = [self._same.setdefault((width, stay), {}) for width in widths]
        made = [
            kept.get(id(cell)) or kept.setdefault(id(cell), self._cell(cell, width, size, stay=stay).encode())
            for cell, width, kept in zip(cells, widths, same, strict=True)
        ]
        return b"".join((begin, *made, b"</w:tr>"))

    def _cell(self, cell: WordCell, width: int, size: int, *, stay: bool = False) -> str:
        """Give a cell; what stands around the words of cells that look alike is made once."""
        text = cell.text
        if not text or "\n" in text:
            return self._new_cell(cell, width, size, stay=stay)
        key = (cell.fill, cell.bold, cell.italic, cell.align, width, size, stay)
        shell = self._shells.get(key)
        if shell is None:
            before, _, after = self._new_cell(replace(cell, text=_MARK), width, size, stay=stay).partition(_MARK)
            shell = self._shells[key] = (before, after)
        return f"{shell[0]}{escape(storable(text))}{shell[1]}"

    def _new_cell(self, cell: WordCell, width: int, size: int, *, stay: bool) -> str:
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        layout = "<w:keepNext/>" if stay else ""
        layout += f'<w:jc w:val="{cell.align}"/>' if cell.align != "left" else ""
        # A line without words is as high as its paragraph mark: without a size of its own it would stand taller than the others.
        empty = f'{layout}<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>' if size else layout
        lines = [
            self._paragraph(
                run(line, bold=cell.bold, italic=cell.italic, size=size), "No Spacing", extra=layout if line else empty
            )
            for line in cell.text.split("\n")
        ]
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{"".join(lines)}</w:tc>'


_LABELS = {"Table": N_("Table"), "Figure": N_("Figure")}
_LISTS = {"": N_("Contents"), "Table": N_("Tables"), "Figure": N_("Figures")}
_HEADER_FILL = "E7E6E6"
_INCH = 1440
_BELOW = 900
"""What a caption and a note take below a picture, in twentieths of a point."""
_MARK = "\ue000"
"""A letter of private use, where the words of a cell go."""
_LOOK = '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)


def _clean(text: str) -> str:
    return storable(text).replace("\n", " ")
