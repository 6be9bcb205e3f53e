"""Figures in a Word report: in line with the text, told in words, numbered and listed, with any template."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
import pytest
from PIL import Image

from qualcode.domain.charts import Bar, BarChart
from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.report import Report
from qualcode.domain.table import Cell, Column, Matrix
from qualcode.exchange import report_figures, write_report_docx
from qualcode.exchange.read_raw import parts
from qualcode.exchange.word_templates import lacking

COLUMNS = tuple(Column(f"plan/{n}", f"Plan {n}", "plan", "", "Planer & vägar") for n in "ab")
CELLS = {
    case: {"plan/a": Cell(CellStatus.PRESENT, judged=True, count=2), "plan/b": Cell(CellStatus.ABSENT, judged=True)}
    for case in ("Gotlands län", "Dalarnas län")
}
MATRIX = Matrix("code", "2024", tuple(CELLS), COLUMNS, CELLS, 2)
CHART = BarChart(
    "Hur ofta",
    "Antal län",
    ((CellStatus.PRESENT, "finns"),),
    (Bar("Planer", "Plan a", (2,), 2, "finns 2"),),
    ("Två.",),
    "a: 2",
)
REPORT = Report("Rapport 2024", ("Så här.",), (), MATRIX, MATRIX, (), (), left_out=("d1: utkast",), chart=CHART)
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OUT, IN = Audience.PUBLISHED, Audience.INTERNAL


def written(template: bytes | None = None, audience: Audience = OUT) -> bytes:
    return write_report_docx.write(REPORT, lang="sv", audience=audience, template=template)


def template(*without: str, png: bool = False, lists: bool = True) -> bytes:
    """Give an agency's template that lacks some styles."""
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Verdana"
    for name in without:
        made.styles.element.remove(made.styles[name].element)
    if png:
        picture = BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "png")
        made.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(picture.getvalue()))
    if not lists:
        part = made.part.numbering_part
        made.part.drop_rel(next(key for key, rel in made.part.rels.items() if rel.target_part is part))
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def test_figures_stand_in_the_report_with_caption_words_and_list() -> None:
    data = written()
    found = docx.Document(BytesIO(data))
    assert len(found.inline_shapes) == 2
    described = [e.get("descr") for e in found.element.body.iter(WP + "docPr")]
    assert "Plan a: finns 2." in described[0]
    assert described[1] == "a: 2"
    words = [p.text for p in found.paragraphs]
    lists = words.index("Figurer")
    assert words[lists + 1 : lists + 3] == ["Figur 1. Koder efter status, 2024", "Figur 2. Hur ofta"]
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert xml.count("SEQ Figur ") == 2
    assert 'TOC \\n \\c "Figur"' in xml
    page = found.sections[0]
    free = (
        page.page_width - page.left_margin - page.right_margin,
        page.page_height - page.top_margin - page.bottom_margin,
    )
    assert all(s.width <= free[0] and s.height < 0.95 * free[1] for s in found.inline_shapes)
    assert written() == data


def test_a_published_figure_names_no_case_and_an_internal_one_may() -> None:
    assert not any("Gotland" in text for _, text in parts(written(), ".docx"))
    assert "Gotlands län" in CELLS
    inside = written(audience=IN)
    [heat, _] = [n for n in zipfile.ZipFile(BytesIO(inside)).namelist() if n.endswith(".png")]
    assert zipfile.ZipFile(BytesIO(inside)).read(heat) != zipfile.ZipFile(BytesIO(written())).read(heat)


def test_nothing_is_left_alone_at_the_foot_of_a_page() -> None:
    found = docx.Document(BytesIO(written(template("Caption"))))
    for paragraph in found.paragraphs:
        own = paragraph.paragraph_format.keep_with_next
        if paragraph.text.startswith("Tabell ") and paragraph.style.name == "Caption":
            assert own is True
        if any(run.element.findall(W + "drawing") for run in paragraph.runs):
            assert own is True


@pytest.mark.parametrize(
    "made",
    [
        template(),
        template("Quote", "List Bullet", "Caption"),
        template("Table Grid", png=True),
        template("List Bullet", lists=False),
    ],
    ids=["whole", "few", "no-tables", "no-lists"],
)
def test_every_template_takes_the_figures(made: bytes) -> None:
    data = written(made)
    found = docx.Document(BytesIO(data))
    assert len(found.inline_shapes) == 2
    assert found.styles["Heading 1"].font.name == "Verdana"
    with zipfile.ZipFile(BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
        assert len(re.findall('Extension="png"', types)) == 1
        numbers = package.read("word/numbering.xml").decode() if "word/numbering.xml" in package.namelist() else ""
        styles = package.read("word/styles.xml").decode()
    bullet = re.search(r'<w:style\b[^>]*w:styleId="ListBullet".*?</w:style>', styles, re.DOTALL)
    assert bullet
    used = re.search(r'<w:numId w:val="(\d+)"', bullet[0])
    if used:
        kind = re.search(rf'<w:num\b[^>]*w:numId="{used[1]}"[^>]*>\s*<w:abstractNumId w:val="(\d+)"', numbers)
        assert kind
        shape = re.search(rf'<w:abstractNum\b[^>]*w:abstractNumId="{kind[1]}".*?</w:abstractNum>', numbers, re.DOTALL)
        assert shape
        assert 'w:numFmt w:val="bullet"' in shape[0]


def test_what_a_template_lacks_is_listed() -> None:
    assert {"quote", "caption", "table grid"} <= set(lacking(template("Quote", "Caption", "Table Grid")))
    assert not {"quote", "caption", "table grid", "heading 1"} & set(lacking(template()))


def test_a_legend_keeps_inside_a_narrow_page() -> None:
    heat = report_figures.heat_map(MATRIX, lang="sv", audience=OUT)
    assert Image.open(BytesIO(heat.data)).width == pytest.approx(heat.width * 200, abs=2)
    from qualcode.exchange import figure_page

    words = ["finns inte alls"] * 9
    places = figure_page.legend_places(words, figure_page.UPRIGHT, sample=0.2)
    assert [line for _, line in places] == sorted(line for _, line in places)
    assert places[-1][1] >= 1
    assert all(x + 0.2 + 15 * 0.0655 <= figure_page.UPRIGHT for x, _ in places)
