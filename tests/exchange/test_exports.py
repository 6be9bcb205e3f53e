"""The writers: what they must hold whatever is put into them, and the golden files of one small matrix."""

from __future__ import annotations

import os
import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Cell, Column, Count, LeftOut, Matrix, Quote, ThemeCell
from qualcode.exchange import (
    figure_heads,
    figure_page,
    figures,
    matrix_shape,
    write_counts_docx,
    write_listing,
    write_matrix_csv,
    write_matrix_docx,
    write_matrix_html,
    write_matrix_md,
    write_matrix_xlsx,
    write_quotes_docx,
)
from qualcode.exchange.read_raw import parts

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CASES = ("Norra län", "Södra län", "Östra län")
IN, OUT = Audience.INTERNAL, Audience.PUBLISHED
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def matrix(level: str = "code") -> Matrix:
    columns = (
        Column("plan/county", "Gemensam plan", "plan", "", "Planer"),
        Column("plan/value", "Syn på planen", "plan", "", "Planer", Kind.VIEW),
        Column("stod/metod", "=Stöd i metoder", "stod", "", "Önskemål", Kind.REQUEST),
    )
    cells: dict[str, dict[str, Cell | ThemeCell]] = {
        CASES[0]: {
            "plan/county": Cell(
                CellStatus.PRESENT, judged=True, count=2, summary="Gäller till 2026.\nBeslutad.", passages=("k1", "k2")
            ),
            "plan/value": Cell(CellStatus.ABSENT, judged=True, count=1),
            "stod/metod": Cell(CellStatus.NOT_MENTIONED),
        },
        CASES[1]: {
            "plan/county": Cell(CellStatus.PLANNED, count=1, summary="=cmd|' /C calc'!A0"),
            "plan/value": Cell(CellStatus.MIXED, judged=True, count=3),
            "stod/metod": Cell(CellStatus.PRESENT, judged=True, count=1),
        },
        CASES[2]: {c.id: Cell(CellStatus.NO_MINUTES) for c in columns},
    }
    left = (LeftOut("d3", CASES[2], "the minutes are a draft"),)
    if level == "code":
        return Matrix("code", "2024", CASES, columns, cells, 2, left)
    themes = (Column("plan", "Planer", "plan", "", "Planer"), Column("stod", "Önskemål", "stod", "", "Önskemål"))
    tallies: dict[str, dict[str, Cell | ThemeCell]] = {
        CASES[0]: {
            "plan": ThemeCell({"present": 1, "absent": 1}, judged=True, count=3),
            "stod": ThemeCell({"not-mentioned": 1}),
        },
        CASES[1]: {
            "plan": ThemeCell({"planned": 1, "mixed": 1}, count=4),
            "stod": ThemeCell({"present": 1}, judged=True, count=1),
        },
        CASES[2]: {"plan": ThemeCell({"no-minutes": 2}), "stod": ThemeCell({"no-minutes": 1})},
    }
    return Matrix("theme", "2024", CASES, themes, tallies, 2, left)


QUOTES = (
    Quote("q2", "plan/county", "Vi har en plan […] och den gäller.", "present", extra={"case": CASES[0]}),
    Quote("q1", "plan/county", "Den är påskriven <av alla> & klar.", "present", marked_unreviewed=True),
    Quote("q3", "stod/metod", "Säg vad vi ska göra.\nHelst i dag.", "present"),
)
NAMES = {"plan": "Planer", "plan/county": "Gemensam plan", "stod": "Önskemål", "stod/metod": "Stöd i metoder"}
COUNTS = (
    Count(
        "plan",
        "Gemensam plan",
        1,
        2,
        "exact",
        (CASES[0],),
        "Gemensam plan: 1 av 2 län.",
        "inte uppfattat",
        (CASES[1],),
        1,
    ),
    Count("span", "Samma summa", 1, 2, "range", (CASES[1],), "Samma summa: 1–2 av 2 län.", "", (), 0, 1, 2),
)

WRITERS: dict[str, Callable[[Audience, str], bytes]] = {
    "matrix-code.docx": lambda a, lang: write_matrix_docx.write(
        matrix(), lang=lang, audience=a, values=matrix_shape.VALUES
    ),
    "matrix-theme.docx": lambda a, lang: write_matrix_docx.write(matrix("theme"), lang=lang, audience=a),
    "matrix-code.xlsx": lambda a, lang: write_matrix_xlsx.write(matrix(), lang=lang, audience=a),
    "matrix-theme.xlsx": lambda a, lang: write_matrix_xlsx.write(matrix("theme"), lang=lang, audience=a),
    "matrix-code.csv": lambda a, lang: write_matrix_csv.write(
        matrix(), lang=lang, audience=a, values=("status", "summary")
    ),
    "matrix-theme.csv": lambda a, lang: write_matrix_csv.write(matrix("theme"), lang=lang, audience=a),
    "quotes.docx": lambda a, lang: write_quotes_docx.write(QUOTES, names=NAMES, lang=lang, audience=a),
    "counts.docx": lambda a, lang: write_counts_docx.write(COUNTS, lang=lang, audience=a),
    "matrix-code.png": lambda a, lang: figures.heatmap(matrix(), lang=lang, audience=a),
    "matrix-theme.png": lambda a, lang: figures.heatmap(matrix("theme"), lang=lang, audience=a),
    "matrix-code.svg": lambda a, lang: figures.heatmap_svg(matrix(), lang=lang, audience=a),
    "matrix-code.html": lambda a, lang: write_matrix_html.write(
        matrix(), lang=lang, audience=a, values=("status", "summary"), passages={"k1": "En <viktig> plan & mer."}
    ),
    "matrix-theme.html": lambda a, lang: write_matrix_html.write(matrix("theme"), lang=lang, audience=a),
    "matrix-code.md": lambda a, lang: write_matrix_md.write(matrix(), lang=lang, audience=a),
    "matrix-theme.md": lambda a, lang: write_matrix_md.write(matrix("theme"), lang=lang, audience=a),
}
EVERY = pytest.mark.parametrize("name", WRITERS)
PACKAGES = [n for n in WRITERS if n.endswith(("docx", "xlsx"))]
WORD = [n for n in WRITERS if n.endswith("docx")]


def words(data: bytes, name: str) -> str:
    return "\n".join(text for _, text in parts(data, "." + name.rsplit(".", 1)[1]))


@EVERY
@pytest.mark.parametrize("audience", [IN, OUT])
def test_the_same_value_gives_the_same_bytes(name: str, audience: Audience, monkeypatch: pytest.MonkeyPatch) -> None:
    before = WRITERS[name](audience, "sv")
    now = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: now)
    assert WRITERS[name](audience, "sv") == before


@pytest.mark.parametrize("name", [n for n in WRITERS if not n.endswith(("png", "svg"))])
def test_published_files_name_no_case(name: str) -> None:
    published = words(WRITERS[name](OUT, "sv"), name)
    assert not any(case in published for case in CASES)
    assert "Arbetsmaterial" not in published


@pytest.mark.parametrize("name", [n for n in PACKAGES if not n.startswith("quotes")])
def test_internal_files_name_cases_and_are_marked(name: str) -> None:
    internal = words(WRITERS[name](IN, "sv"), name)
    assert CASES[0] in internal
    assert "Arbetsmaterial" in internal


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_have_clean_properties_and_fixed_times(name: str) -> None:
    with zipfile.ZipFile(BytesIO(WRITERS[name](IN, "sv"))) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        core = package.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in core
        assert "sv-SE" in core
        assert re.findall(r"20\d\d-\d\d-\d\dT[\d:]+Z", core) == ["2000-01-01T00:00:00Z"] * 2
        everything = b"".join(package.read(n) for n in package.namelist()).lower()
        assert b"python-docx" not in everything
        assert b"openpyxl" not in everything


@pytest.mark.parametrize("name", WORD)
@pytest.mark.parametrize("audience", [IN, OUT])
def test_word_files_open_and_their_tables_are_plain(name: str, audience: Audience) -> None:
    document = docx.Document(BytesIO(WRITERS[name](audience, "sv")))
    built_in = {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Caption",
        "Normal",
        "No Spacing",
        "Quote",
        "List Bullet",
    }
    assert {p.style.name for p in document.paragraphs} <= built_in
    assert document.paragraphs[0].style.name == "Title"
    assert {t.style.name for t in document.tables} <= {"Table Grid"}
    for table in document.element.iter(f"{W}tbl"):
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge"))
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        assert table.getprevious().find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
    assert document.styles.element.find(f".//{W}lang").get(f"{W}val") == "sv-SE"


def test_the_matrix_lies_on_its_side_and_cells_have_sign_and_word() -> None:
    document = docx.Document(BytesIO(WRITERS["matrix-code.docx"](IN, "sv")))
    section = document.sections[0]
    assert section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.header.paragraphs[0].text.startswith("Arbetsmaterial")
    plans = document.tables[1]
    assert [c.text for c in plans.rows[0].cells] == ["Län", "Gemensam plan", "Syn på planen"]
    assert plans.rows[1].cells[1].text == "● finns\ntextställen: 2\nbedömt\nGäller till 2026.\nBeslutad."
    assert plans.rows[1].cells[2].text.startswith("○ avvisas")
    assert plans.rows[2].cells[1].text.startswith("◐ planeras*")
    assert plans.rows[2].cells[1].paragraphs[0].runs[0].italic
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Planer", "Önskemål", "Inte med i analysen"]


def test_a_theme_without_status_shows_its_tally() -> None:
    document = docx.Document(BytesIO(WRITERS["matrix-theme.docx"](IN, "en")))
    cells = [[c.text for c in row.cells] for row in document.tables[1].rows]
    assert cells[1][1:] == ["● 1  ○ 1", "– not mentioned"]
    assert cells[2][1:] == ["◐ 1  ◆ 1*", "● 1"]


def test_published_matrix_counts_cases_by_status() -> None:
    document = docx.Document(BytesIO(WRITERS["matrix-code.docx"](OUT, "en")))
    rows = [[c.text for c in row.cells] for row in document.tables[1].rows]
    assert rows[0] == ["Code", "● present", "○ absent", "◐ planned", "◆ mixed", "– not mentioned", "∅ no minutes"]
    assert rows[1] == ["Gemensam plan", "1", "0", "1", "0", "0", "1"]


def test_a_theme_with_many_codes_goes_on_in_a_second_table() -> None:
    columns = tuple(Column(f"t/{n}", f"Kod {n}", "t", "", "Tema") for n in range(19))
    wide = Matrix("code", "", ("a",), columns, {"a": {c.id: Cell(CellStatus.PRESENT, judged=True) for c in columns}}, 1)
    document = docx.Document(BytesIO(write_matrix_docx.write(wide, lang="sv", audience=IN)))
    assert [len(t.columns) for t in document.tables[1:]] == [8, 8, 6]

    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert [c.endswith(f"Tema, per fall (del {n} av 3)") for n, c in enumerate(captions[1:], 1)] == [True] * 3


def test_counts_of_many_codes_stand_in_one_table() -> None:
    columns = tuple(Column(f"t/{n}", f"Kod {n}", "t", "", "Tema") for n in range(19))
    wide = Matrix("code", "", ("a",), columns, {"a": {c.id: Cell(CellStatus.PRESENT, judged=True) for c in columns}}, 1)
    document = docx.Document(BytesIO(write_matrix_docx.write(wide, lang="sv", audience=OUT)))
    assert [len(t.rows) for t in document.tables[1:]] == [20]


def test_short_tables_keep_on_one_page_and_long_ones_run_on() -> None:
    def kept(rows: int) -> int:
        cells = {f"f{n}": {"t/a": Cell(CellStatus.PRESENT, judged=True)} for n in range(rows)}
        one = Matrix("code", "", tuple(cells), (Column("t/a", "A", "t", "", "T"),), cells, rows)
        table = docx.Document(BytesIO(write_matrix_docx.write(one, lang="sv", audience=IN))).tables[1]
        return sum(bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows)

    assert kept(21) == 21  # all but the last
    assert kept(60) == 2  # the head is never left alone


@pytest.mark.parametrize(
    "writer",
    [
        write_matrix_docx.write,
        write_matrix_csv.write,
        write_matrix_xlsx.write,
        write_matrix_html.write,
        write_matrix_md.write,
        figures.heatmap,
        figures.heatmap_svg,
    ],
)
@pytest.mark.parametrize("audience", [IN, OUT])
def test_a_matrix_without_rows_or_columns_is_a_file_all_the_same(
    writer: Callable[..., bytes], audience: Audience
) -> None:
    assert writer(Matrix("code", "", (), (), {}, 0), lang="sv", audience=audience)


def test_quotes_stand_by_theme_in_controls_without_cases() -> None:
    data = WRITERS["quotes.docx"](IN, "sv")
    document = docx.Document(BytesIO(data))
    controls = {
        c.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): "".join(
            "\n" if t.tag == f"{W}br" else t.text for t in c.iter(f"{W}t", f"{W}br")
        )
        for c in document.element.iter(f"{W}sdt")
    }
    assert controls.pop("qualcode:table:quotes:::") == "1"
    assert controls == {f"qualcode:quote:{q.id}": q.text for q in QUOTES}
    shown = [p for p in document.paragraphs if p.style.name.startswith(("Heading", "Quote"))]
    assert [p.text for p in shown if p.style.name.startswith("Heading")] == [
        "Planer",
        "Gemensam plan",
        "Önskemål",
        "Stöd i metoder",
        "Bilaga: citatens id",
    ]
    assert CASES[0] not in words(data, "quotes.docx")
    assert [r.cells[0].text for r in document.tables[0].rows] == ["Id", "q1", "q2", "q3"]
    assert any("†" in p.text and "granskat" in p.text for p in document.paragraphs)


def test_what_a_quote_says_of_its_code_is_in_the_words_of_its_kind() -> None:
    quotes = (Quote("q1", "plan/county", "Nej.", "absent"), Quote("q2", "stod/metod", "Nej tack.", "absent"))
    data = write_quotes_docx.write(
        quotes,
        names=NAMES,
        kinds={"plan/county": Kind.VIEW, "stod/metod": Kind.REQUEST},
        lang="sv",
        audience=OUT,
    )
    document = docx.Document(BytesIO(data))
    assert [p.text for p in document.paragraphs if p.style.name == "Quote"] == [" (avvisas)", " (avböjs)"]
    assert [r.cells[2].text for r in document.tables[0].rows] == ["Status", "avvisas", "avböjs"]
    assert any("inom parentes" in p.text for p in document.paragraphs)


def test_counts_stand_in_controls_and_cases_only_inside() -> None:
    for audience, tables in ((IN, 2), (OUT, 1)):
        document = docx.Document(BytesIO(WRITERS["counts.docx"](audience, "sv")))
        tags = [c.get(f"{W}val") for c in document.element.iter(f"{W}tag")]
        assert [t for t in tags if "count:" in t] == ["qualcode:count:plan", "qualcode:count:span"]
        assert len([t for t in tags if t.startswith("qualcode:table:counts:")]) == tables
        assert len(document.tables) == tables
    assert document.tables[0].rows[2].cells[3].text == "mellan 1 och 2"


def test_nothing_to_print_is_told() -> None:
    assert "inga citat" in words(write_quotes_docx.write((), names={}, lang="sv", audience=OUT), "x.docx")
    assert "inga räkningar" in words(write_counts_docx.write((), lang="sv", audience=OUT), "x.docx")


def test_letters_that_xml_cannot_hold_are_dropped() -> None:
    quote = Quote("q", "plan", "a\x00b\x0bc\ud800d\ufffee", "present")
    assert "abcde" in words(write_quotes_docx.write((quote,), names=NAMES, lang="sv", audience=OUT), "x.docx")


@pytest.mark.parametrize("module", [write_matrix_csv, write_matrix_md, write_matrix_html])
def test_control_characters_are_dropped_and_hide_no_formula(module: Any) -> None:
    table = matrix()
    cell = Cell(CellStatus.PRESENT, judged=True, summary="\x01=HYPERLINK(1)\x1b[31m\ud800 slut\x07.")
    cells = {case: dict(row) for case, row in table.cells.items()} | {CASES[1]: {"plan/county": cell}}
    whole = Matrix("code", "2024", CASES, table.columns, cells, 2)
    said = module.write(whole, lang="sv", audience=IN, values=("summary",)).decode("utf-8-sig")
    assert "slut." in said
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f]", said)
    assert module is not write_matrix_csv or "'=HYPERLINK" in said


def test_a_template_lends_its_look_and_lacks_nothing(tmp_path: Path) -> None:
    template = docx.Document()
    template.styles["Heading 1"].font.name = "Verdana"
    template.core_properties.author = "Någon Annan"
    template.sections[0].header.paragraphs[0].text = "Myndigheten"
    template.add_paragraph("Gammal text som ska bort")
    styles = template.styles.element
    styles.remove(template.styles["Quote"].element)
    path = tmp_path / "mall.docx"
    template.save(path)
    data = write_quotes_docx.write(QUOTES, names=NAMES, lang="sv", audience=OUT, template=path.read_bytes())
    made = docx.Document(BytesIO(data))
    assert made.styles["Heading 1"].font.name == "Verdana"
    assert made.styles["Quote"] is not None
    assert made.sections[0].header.paragraphs[0].text == "Myndigheten"
    assert "Gammal text" not in words(data, "x.docx")
    assert "Någon Annan" not in words(data, "x.docx")
    assert made.core_properties.author == ""


def workbook(name: str, audience: Audience) -> Any:
    return openpyxl.load_workbook(BytesIO(WRITERS[name](audience, "sv")))


@pytest.mark.parametrize("name", ["matrix-code.xlsx", "matrix-theme.xlsx"])
@pytest.mark.parametrize("audience", [IN, OUT])
def test_workbooks_have_tables_filters_and_no_formulas(name: str, audience: Audience) -> None:
    book = workbook(name, audience)
    for sheet in book.worksheets:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert sheet.freeze_panes == "B2"
        heads = [c.value for c in sheet[1]]
        assert len(set(map(str.casefold, heads))) == len(heads)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                if isinstance(cell.value, str):
                    assert cell.value[0] not in "=+-@\t"
    assert book.sheetnames == (
        ["Matris", *(["Celler"] if "code" in name else []), "Antal efter status", "Tecken", "Inte med i analysen"]
        if audience is IN
        else ["Antal efter status", "Tecken"]
    )


def test_a_workbook_keeps_its_figures_and_words() -> None:
    book = workbook("matrix-code.xlsx", IN)
    assert [c.value for c in book["Matris"][1]] == ["Län", "Gemensam plan", "Syn på planen", "'=Stöd i metoder"]
    assert book["Matris"]["B3"].value == "◐ planeras*"
    cells = list(book["Celler"].iter_rows(min_row=2, values_only=True))
    assert len(cells) == 9
    assert cells[3] == (CASES[1], "Planer", "Gemensam plan", "planeras", "nej", 1, "'=cmd|' /C calc'!A0")
    assert next(book["Antal efter status"].iter_rows(min_row=2, max_row=2, values_only=True))[:4] == (
        "Planer",
        "Gemensam plan",
        1,
        0,
    )


def test_every_sheet_for_internal_readers_is_marked_on_paper() -> None:
    for name in ("matrix-code.xlsx", "matrix-theme.xlsx"):
        assert {s.oddHeader.right.text for s in workbook(name, IN).worksheets} == {"Arbetsmaterial, för internt bruk"}
        assert {s.oddHeader.right.text for s in workbook(name, OUT).worksheets} == {None}


def test_published_themes_tell_what_their_numbers_add_up_to() -> None:
    rows = list(workbook("matrix-theme.xlsx", OUT)["Antal efter status"].iter_rows(values_only=True))
    assert rows[0][-1] == "Totalt: koder × län"
    assert [sum(row[1:-1]) for row in rows[1:]] == [row[-1] for row in rows[1:]] == [6, 3]
    document = docx.Document(BytesIO(WRITERS["matrix-theme.docx"](OUT, "sv")))
    assert [row.cells[-1].text for row in document.tables[1].rows[1:]] == ["2 × 3 = 6", "1 × 3 = 3"]


def test_long_words_in_heads_get_wider_columns() -> None:
    columns = tuple(Column(f"t/{n}", "Samverkan på hög tjänstemannanivå", "t", "", "Tema") for n in range(8))
    wide = Matrix("code", "", ("a",), columns, {"a": {}}, 1)
    document = docx.Document(BytesIO(write_matrix_docx.write(wide, lang="sv", audience=IN)))
    assert [len(t.columns) for t in document.tables[1:]] == [5, 5]


@pytest.mark.parametrize(
    ("count", "cells"),
    [
        (Count("p", "Deltagare", 105, 21, "exact", (), "105 deltagare totalt."), ["105", "–", "exakt"]),
        (Count("p", "Deltagare", 0, 21, "unknown", (), "okänt antal"), ["–", "–", "okänt antal"]),
        (Count("r", "Samma", 0, 1, "range", (), "0 av 1 län.", "", (), 0, 10, 12), ["0", "1", "–"]),
    ],
)
def test_the_table_of_counts_says_nothing_that_the_count_does_not_bear(count: Count, cells: list[str]) -> None:
    document = docx.Document(BytesIO(write_counts_docx.write([count], lang="sv", audience=OUT)))
    assert [c.text for c in document.tables[0].rows[1].cells][1:4] == cells


def test_a_column_for_cells_not_judged_stands_only_where_some_are() -> None:
    judged = docx.Document(BytesIO(write_counts_docx.write(COUNTS[1:], lang="sv", audience=OUT)))
    assert judged.tables[0].rows[0].cells[-1].text == "Övriga"
    waiting = docx.Document(BytesIO(write_counts_docx.write(COUNTS, lang="sv", audience=OUT)))
    assert [r.cells[-1].text for r in waiting.tables[0].rows] == ["Ej bedömda", "1", "0"]


def test_long_names_of_rows_stand_whole_in_pictures() -> None:
    name = "Ett mycket långt namn på en kod som handlar om samverkan mellan regionen och kommunerna i länet om stöd till unga"
    wrapped, size = figure_page.wrapped_name(name, 9.0, None, 336.0)
    assert wrapped.split() == name.split()
    assert wrapped.count("\n") == 1
    assert size < 9.0
    assert figure_page.wrapped_name("Kort", 9.0, None, 336.0) == ("Kort", 9.0)


def test_long_names_of_cases_stand_over_their_columns() -> None:
    name = "Samordningsförbundet för psykisk hälsa i norra delregionens kommungrupp nummer {}"
    names = [name.format(n) for n in range(30)]
    heads, size, height = figure_heads.stood(names, 6.6)
    assert [h.replace("\n", " ") for h in heads] == names
    assert size >= 5
    assert height <= 2.2
    assert max(h.count("\n") + 1 for h in heads) * size * 1.2 <= 6.6 * 72 / 30
    cut, _, height = figure_heads.stood([f"{'Mycket långt namn ' * 20}{n}" for n in range(30)], 6.6)
    assert len(set(cut)) == 30
    assert height <= 2.2
    assert figure_heads.stood(["Norra län"], 6.6)[:2] == (["Norra län"], 7.0)
    assert figure_heads.stood([], 6.6)[0] == []


def test_published_numbers_tell_how_many_cells_are_proposals() -> None:
    assert "4 föreslagna" not in words(WRITERS["matrix-code.docx"](IN, "sv"), "x.docx")
    assert "1 föreslagen" in words(WRITERS["matrix-code.docx"](OUT, "sv"), "x.docx")


def test_two_codes_of_one_name_get_different_heads() -> None:
    columns = tuple(Column(f"t/{n}", "Samma  namn" if n else "samma namn", "t") for n in range(3))
    same = Matrix("code", "", ("a",), columns, {"a": {}}, 1)
    book = openpyxl.load_workbook(BytesIO(write_matrix_xlsx.write(same, lang="en", audience=IN)))
    assert [c.value for c in book["Matrix"][1]] == ["Case", "samma namn", "Samma namn (2)", "Samma namn (3)"]


def test_csv_is_for_excel_and_holds_no_formulas() -> None:
    data = WRITERS["matrix-code.csv"](IN, "sv")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Län;Gemensam plan;Syn på planen;'=Stöd i metoder"
    assert "planeras\n=cmd" in data.decode("utf-8-sig")
    summaries = write_matrix_csv.write(matrix(), lang="en", audience=IN, values=("summary",)).decode("utf-8-sig")
    assert "Södra län,'=cmd" in summaries


def test_pictures_are_an_a4_page_and_read_in_grey() -> None:
    from PIL import Image

    for audience in (IN, OUT):
        picture = Image.open(BytesIO(WRITERS["matrix-code.png"](audience, "sv")))
        assert picture.size == (2338, 1654)
        assert set(picture.info) <= {"dpi", "Title", "Description"}
        assert "Gemensam plan: finns 1, planeras 1" in picture.info["Description"]
        assert not any(case in picture.info["Description"] for case in CASES)
    grey = {
        status: Image.new("RGB", (1, 1), tone[0]).convert("L").getpixel((0, 0))
        for status, tone in figure_page.TONES.items()
    }
    assert (
        grey[CellStatus.PRESENT] + 40 < grey[CellStatus.MIXED] < grey[CellStatus.PLANNED] - 20 < grey[CellStatus.ABSENT]
    )


def golden_text(data: bytes, name: str) -> str:
    if name.endswith(("csv", "html", "md")):
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    with zipfile.ZipFile(BytesIO(data)) as package:
        wanted = [
            n for n in package.namelist() if n.startswith(("word/document.xml", "xl/worksheets/sheet", "xl/tables/"))
        ]
        return "".join(f"== {n}\n" + package.read(n).decode().replace("><", ">\n<") + "\n" for n in wanted)


@pytest.mark.parametrize("name", [n for n in WRITERS if not n.endswith(("png", "svg"))])
@pytest.mark.parametrize("audience", [IN, OUT])
def test_golden_files(name: str, audience: Audience) -> None:
    made = golden_text(WRITERS[name](audience, "sv"), name)
    path = GOLDEN / f"{name}.{audience}.txt"
    if os.environ.get("QUALCODE_WRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


def kept(data: bytes) -> tuple[int, int]:
    """Give in how many rows of a Word file's largest table each paragraph keeps with the next, and how many rows there are."""
    tables = docx.Document(BytesIO(data)).tables
    rows = max((t.rows for t in tables), key=len)
    stay = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in r._tr.iter(f"{W}p")) for r in rows]  # noqa: SLF001
    return sum(stay), len(stay)


@pytest.mark.parametrize(("words", "whole"), [("kort", True), ("en mening som fyller flera rader " * 9, False)])
def test_a_table_keeps_together_where_it_fits_on_a_page(words: str, whole: bool) -> None:
    heads = tuple(Head(f"c{n}", f"Kolumn {n}") for n in range(4))
    listing = Listing("Titel", "Rader.", heads, tuple((f"rad {n}", words, words, words) for n in range(20)))
    stay, rows = kept(write_listing.docx(listing, lang="sv", audience=IN))
    assert (stay, rows) == (20 if whole else 2, 21)


def test_themes_of_the_matrix_follow_each_other_on_a_page() -> None:
    with zipfile.ZipFile(BytesIO(WRITERS["matrix-code.docx"](IN, "sv"))) as package:
        assert b"pageBreakBefore" not in package.read("word/document.xml")


def test_the_page_opens_cells_on_passages_and_asks_nothing_of_the_network() -> None:
    page = WRITERS["matrix-code.html"](IN, "sv").decode()
    assert "<li>En &lt;viktig&gt; plan &amp; mer.</li>" in page
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=|@import|url\(""", page)
    published = WRITERS["matrix-code.html"](OUT, "sv").decode()
    assert "viktig" not in published
    assert not any(case in published for case in CASES)


def test_words_in_the_drawing_stay_words() -> None:
    drawing = WRITERS["matrix-code.svg"](OUT, "sv").decode()
    assert "Gemensam plan" in drawing
    assert not any(case in drawing for case in CASES)
    assert "<dc:date>" not in drawing


def withheld(present: int) -> Matrix:
    """Give a matrix in which two numbers are withheld: how many of five cases have a code, and how many say that there is none."""
    column = Column("plan/county", "Gemensam plan", "plan", "", "Planer")
    names = tuple(f"Fall {n}" for n in range(9))
    told = [CellStatus.PRESENT] * present + [CellStatus.ABSENT] * (5 - present) + [CellStatus.PLANNED] * 4
    cells = {name: {column.id: Cell(status, judged=True, count=1)} for name, status in zip(names, told, strict=True)}
    hidden = frozenset({(column.id, "present"), (column.id, "absent")})
    return Matrix("code", "2024", names, (column,), cells, 9, withheld=hidden, below=5)


@pytest.mark.parametrize(
    ("ending", "write"),
    [
        ("docx", write_matrix_docx.write),
        ("xlsx", write_matrix_xlsx.write),
        ("csv", write_matrix_csv.write),
        ("html", write_matrix_html.write),
        ("md", write_matrix_md.write),
        ("png", figures.heatmap),
        ("svg", figures.heatmap_svg),
    ],
)
def test_a_withheld_number_leaves_no_trace_in_any_format(ending: str, write: Callable[..., bytes]) -> None:
    one, other = (write(withheld(n), lang="sv", audience=OUT) for n in (1, 4))
    assert one == other
    told = words(one, f"x.{ending}")
    assert ".." in told
    assert "färre än 5" in told
