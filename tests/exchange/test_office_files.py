"""Word and Excel files against an independent checker of Office Open XML, and opened by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from qualcode.domain.codebook import Code
from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing
from qualcode.domain.report import CasePage, CellPage, PassageLine, Report
from qualcode.domain.table import Cell, Column, Count, Matrix, Quote
from qualcode.exchange import (
    write_case_docx,
    write_counts_docx,
    write_listing,
    write_matrix_docx,
    write_matrix_xlsx,
    write_quotes_docx,
    write_report_docx,
)

CASES = ("Norra län", "Södra län")
COLUMN = Column("plan/county", "Gemensam plan & mer <här>", "plan", "", "Planer")
MATRIX = Matrix(
    "code",
    "2024",
    CASES,
    (COLUMN,),
    {
        CASES[0]: {COLUMN.id: Cell(CellStatus.PRESENT, judged=True, count=2, summary="Gäller.\nBeslutad\x0b.")},
        CASES[1]: {COLUMN.id: Cell(CellStatus.PLANNED, count=1)},
    },
    2,
)
COUNTS = (Count("plan", "Gemensam plan", 1, 2, "exact", CASES[:1], "Gemensam plan: 1 av 2 län.", "", CASES[1:], 1),)
QUOTES = (Quote("q1", COLUMN.id, "Den är påskriven <av alla> & klar.", "planned", marked_unreviewed=True),)
LISTING = Listing("Lista", "Rader.", (Head("a", "A"), Head("b", "B")), (("x", 1), (None, 0.5)), ("Not.",))
CODE = Code(
    path="plan", id="plan", names={"sv": "Planer"}, children=(Code("plan/county", "county", {"sv": COLUMN.name}),)
)
REPORT = Report(
    "Rapport",
    ("En mening.",),
    COUNTS,
    MATRIX,
    MATRIX,
    QUOTES,
    (CODE,),
    (LISTING,),
    ("1 dokument: utkast",),
    {COLUMN.id: COLUMN.name},
)
PAGE = CasePage(
    CASES[0],
    "2024",
    ("d1",),
    (
        (
            "Planer",
            (
                CellPage(
                    COLUMN.id,
                    COLUMN.name,
                    "● finns",
                    "kodare-1",
                    "Kort.",
                    (PassageLine("d1", "1–2", "finns", "", "Ord.", "k1"),),
                ),
            ),
        ),
    ),
    ("Tyst kod",),
    ("Minns detta (kodare-1)",),
)
IN, OUT = Audience.INTERNAL, Audience.PUBLISHED
FILES: dict[str, Callable[[], bytes]] = {
    "report.docx": lambda: write_report_docx.write(REPORT, lang="sv", audience=OUT),
    "case.docx": lambda: write_case_docx.write(PAGE, lang="sv", audience=IN),
    "matrix.docx": lambda: write_matrix_docx.write(MATRIX, lang="sv", audience=IN, values=("status", "summary")),
    "codes.docx": lambda: write_matrix_docx.write(MATRIX, lang="en", audience=OUT),
    "counts.docx": lambda: write_counts_docx.write(COUNTS, lang="sv", audience=IN),
    "quotes.docx": lambda: write_quotes_docx.write(QUOTES, names={}, lang="sv", audience=OUT),
    "listing.docx": lambda: write_listing.docx(LISTING, lang="sv", audience=IN),
    "matrix.xlsx": lambda: write_matrix_xlsx.write(MATRIX, lang="sv", audience=IN),
    "listing.xlsx": lambda: write_listing.xlsx(LISTING, lang="sv", audience=IN),
}
ALLOWED = (
    # ECMA-376 part 1, 11.3.10, permits these parts; it does not ask for them.
    "relationships/fontTable' is missing",
    "relationships/theme' is missing",
    # openpyxl writes the properties of a font in the order of the first edition, where CT_Font is a choice; Excel reads both.
    "Unexpected element 'color' found",
    "Unexpected element 'b' found",
    "Unexpected element 'i' found",
)


@pytest.mark.parametrize("name", FILES)
def test_an_independent_checker_finds_no_fault(name: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed (group dev)")
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    found = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019, max_errors=0).validate(str(path))
    told = [f"{e.part_uri}: {e.description}" for e in found.errors if e.severity is audit.ValidationSeverity.ERROR]
    assert [one for one in told if not any(known in one for known in ALLOWED)] == []


def test_the_checker_finds_a_planted_fault(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed (group dev)")
    path = tmp_path / "fel.docx"
    with zipfile.ZipFile(BytesIO(FILES["counts.docx"]())) as source, zipfile.ZipFile(path, "w") as copy:
        for info in source.infolist():
            copy.writestr(info, source.read(info).replace(b"<w:tblGrid>", b"<w:tblGird/><w:tblGrid>", 1))
    found = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019, max_errors=0).validate(str(path))
    assert any("document.xml" in str(e.part_uri) for e in found.errors if e.severity is audit.ValidationSeverity.ERROR)


@pytest.mark.parametrize(("name", "part"), [("report.docx", "lowriter"), ("matrix.xlsx", "localc")])
def test_libreoffice_opens_it_and_keeps_its_words(name: str, part: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    # Each part of it is a package of its own: where there is no Calc no workbook can be opened.
    if office is None or shutil.which(part) is None:
        pytest.skip(f"LibreOffice (soffice and {part}) is not installed")
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    form = "txt:Text (encoded):UTF8" if name.endswith("docx") else "csv:Text - txt - csv (StarCalc):59,34,76"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    words = (tmp_path / f"{path.stem}.{form[:3]}").read_text("utf-8", "replace")
    assert COLUMN.name in words
