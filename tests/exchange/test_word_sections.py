"""The page of a Word file: a template's size, margins, headers and table text; what stands at its end and in its heads."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Cm, Pt

from qualcode.exchange.word_pages import Pages, WordCell, WordTable
from qualcode.exchange.word_pictures import WordPicture
from tests.exchange.test_report_figures import written

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = WordTable("Tal", "Rader.", ("Namn", "Antal"), ((WordCell("a"), WordCell("1", align="right")),), (2, 1))


def lent(template: Document, *, landscape: bool = False) -> Document:
    """Give a file with a table that a template lends its look."""
    held = BytesIO()
    template.save(held)
    pages = Pages("sv", title="T", landscape=landscape, template=held.getvalue())
    pages.table(TABLE)
    return docx.Document(BytesIO(pages.finished()))


def agency() -> Document:
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin = Cm(4), Cm(2.5), Cm(5)
    page.different_first_page_header_footer = True
    page.first_page_header.paragraphs[0].text = "Märke"
    page.header.paragraphs[0].text = "Dnr 1"
    return made


@pytest.mark.parametrize("landscape", [False, True])
def test_a_template_lends_its_page(landscape: bool) -> None:
    page = lent(agency(), landscape=landscape).sections[0]
    assert (page.page_width > page.page_height) is landscape
    assert [round(m.cm, 1) for m in (page.left_margin, page.right_margin, page.top_margin)] == [4, 2.5, 5]
    assert page.different_first_page_header_footer
    assert page.first_page_header.paragraphs[0].text == "Märke"
    assert page.header.paragraphs[0].text == "Dnr 1"


def test_tables_and_figures_stand_between_the_margins_of_a_template() -> None:
    made = agency()
    held = BytesIO()
    made.save(held)
    found = docx.Document(BytesIO(written(held.getvalue())))
    page = found.sections[0]
    across = page.page_width - page.left_margin - page.right_margin
    assert found.inline_shapes
    assert all(shape.width <= across for shape in found.inline_shapes)
    grids = list(found.element.body.iter(f"{W}tblGrid"))
    widths = [sum(int(c.get(f"{W}w")) for c in grid) for grid in grids]
    assert widths
    assert max(widths) * 635 <= across + 635 * 5


def test_margins_that_leave_no_room_are_not_taken() -> None:
    made = agency()
    made.sections[0].left_margin = Cm(19)
    assert round(lent(made).sections[0].left_margin.cm) == 2


def test_a_cover_keeps_its_page_and_lends_its_headers() -> None:
    made = agency()
    later = made.add_section()
    later.left_margin = Cm(3)
    page = lent(made).sections[0]
    assert (round(page.left_margin.cm), page.header.paragraphs[0].text) == (3, "Dnr 1")


def test_tables_speak_in_the_font_of_a_template_unless_it_has_chosen_another() -> None:
    made = agency()
    made.styles["Normal"].font.name = "Arial"
    cell = lent(made).tables[0].cell(1, 0).paragraphs[0]
    assert cell.style.base_style.name == "Normal"
    assert (cell.style.base_style.font.name, cell.style.paragraph_format.space_after) == ("Arial", Pt(0))
    made.styles["No Spacing"].font.name = "Georgia"
    assert lent(made).tables[0].cell(1, 0).paragraphs[0].style.name == "No Spacing"


def test_what_stands_after_the_last_table_takes_no_page() -> None:
    pages = Pages("sv", title="T")
    pages.table(TABLE)
    pages.table(TABLE)
    paragraphs = docx.Document(BytesIO(pages.finished())).paragraphs
    assert paragraphs[-1].paragraph_format.line_spacing == Pt(1)
    assert [p.paragraph_format.line_spacing for p in paragraphs[:-1] if not p.text] == [None]


def test_a_head_stands_over_its_column() -> None:
    pages = Pages("sv", title="T")
    pages.table(TABLE)
    row = docx.Document(BytesIO(pages.finished())).tables[0].rows[0]
    assert [cell.paragraphs[0].alignment for cell in row.cells] == [None, 2]


def test_a_picture_is_made_smaller_in_its_proportions() -> None:
    picture = WordPicture(b"", "F", "f", 6, 8)
    assert (picture.within(3, 8).width, picture.within(3, 8).height) == (3, 4)
    assert (picture.within(6, 2).width, picture.within(6, 2).height) == (1.5, 2)
    assert picture.within(9, 9) is picture
