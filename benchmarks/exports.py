"""How fast results are written, beside the barest way to the same file in the same run: a table of 290 × 100, and 5,000 quotes, in Word.

The barest way joins strings to the XML of one part and zips it; the limits are three and five times that. The same table as pictures and
in Excel is measured beside the bare table in Word; no limit is set for them.
"""

from __future__ import annotations

import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Column, Matrix, Quote
from qualcode.exchange import figures, write_matrix_docx, write_matrix_xlsx, write_quotes_docx
from qualcode.usecases.checking_leaks import check

CASES, CODES, QUOTES, TIMES = 290, 100, 5000, 5
STATUSES = (CellStatus.PRESENT, CellStatus.ABSENT, CellStatus.PLANNED, CellStatus.NOT_MENTIONED)
WORDS = "Länet har en gemensam handlingsplan som beslutades i våras och som följs upp varje år av ledningsgruppen."
HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
TAIL = "</w:body></w:document>"


def bare_table() -> bytes:
    """Give the table as the barest XML: a styled, tinted paragraph a cell."""
    cells = [
        '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="CFE2F3"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="NoSpacing"/></w:pPr><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
        f"<w:t>{STATUSES[n % 4].value}</w:t></w:r></w:p></w:tc>"
        for n in range(CODES)
    ]
    rows = [f"<w:tr>{''.join(cells)}</w:tr>" for _ in range(CASES)]
    return packed(f"{HEAD}<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>{TAIL}")


def bare_quotes() -> bytes:
    """Give the quotes as the barest XML: a styled paragraph a quote in its control, and a row of the appendix of ids."""
    said = [escape(f"{WORDS} {n}") for n in range(QUOTES)]
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:sdt><w:sdtPr><w:tag w:val="qualcode:quote:q{n:05}"/><w:id w:val="{n}"/>'
        f'</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:sdtContent></w:sdt></w:p>'
        for n, words in enumerate(said)
    ]
    rows = [
        f"<w:tr>{bare_cell(f'q{n:05}')}{bare_cell(f'Kod {n % 40}')}{bare_cell('finns')}{bare_cell(words[:40])}</w:tr>"
        for n, words in enumerate(said)
    ]
    return packed(f"{HEAD}{''.join(lines)}<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>{TAIL}")


def bare_cell(words: str) -> str:
    """Give a styled cell."""
    return (
        '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="NoSpacing"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'
    )


def packed(document: str) -> bytes:
    """Zip one part."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
    return target.getvalue()


def table() -> bytes:
    """Give the matrix as the program writes it for internal readers."""
    matrix = made_table()
    return timed(lambda: write_matrix_docx.write(matrix, lang="sv", audience=Audience.INTERNAL))


def made_table() -> Matrix:
    """Make up the matrix."""
    columns = tuple(Column(f"t{n // 10}/k{n}", f"Kod {n}", f"t{n // 10}", "", f"Tema {n // 10}") for n in range(CODES))
    rows = tuple(f"Fall {n}" for n in range(CASES))
    cells = {
        row: {c.id: Cell(STATUSES[(at + n) % 4], judged=True, count=1) for n, c in enumerate(columns)}
        for at, row in enumerate(rows)
    }
    return Matrix("code", "2024", rows, columns, cells, CASES)


def quotes() -> bytes:
    """Give the quotes as the program writes them, each in its control, with the appendix of ids."""
    made = tuple(Quote(f"q{n:05}", f"t{n % 8}/k{n % 40}", f"{WORDS} {n}", "present") for n in range(QUOTES))
    names = {f"t{n}": f"Tema {n}" for n in range(8)} | {f"t{n % 8}/k{n}": f"Kod {n}" for n in range(40)}
    return timed(lambda: write_quotes_docx.write(made, names=names, lang="sv", audience=Audience.PUBLISHED))


def timed(work: Callable[[], bytes]) -> bytes:
    """Do the work that is measured; what it needs is made before."""
    begun = time.process_time()
    data = work()
    TOOK.append(time.process_time() - begun)
    return data


TOOK: list[float] = []


def measured(work: Callable[[], bytes], *, inside: bool) -> float:
    """Give the median of the processor's time of the work, or of what it times inside itself."""
    found = []
    for _ in range(TIMES):
        TOOK.clear()
        begun = time.process_time()
        work()
        found.append(TOOK[-1] if inside else time.process_time() - begun)
    return statistics.median(found)


def searched_for_names(data: bytes) -> bytes:
    """Search an Excel file as the gate of exports does."""
    check(None, data, ".xlsx", audience=Audience.INTERNAL, passphrase=None)
    return data


def main() -> int:
    """Print each beside its limit; exit 1 when one misses it."""
    missed = 0
    for name, bare, whole, limit in (
        (f"table of {CASES} × {CODES}", bare_table, table, 3),
        (f"{QUOTES} quotes", bare_quotes, quotes, 5),
    ):
        least, took = measured(bare, inside=False), measured(whole, inside=True)
        print(f"{name}: {took:.2f} s; the barest way {least:.2f} s; {took / least:.1f} times (limit {limit})")
        missed += took / least > limit
    least, matrix = measured(bare_table, inside=False), made_table()
    for form, write in (
        ("Excel", write_matrix_xlsx.write),
        ("SVG", figures.heatmap_svg),
        ("PNG", figures.heatmap),
    ):
        took = measured(lambda write=write: write(matrix, lang="sv", audience=Audience.INTERNAL), inside=False)  # type: ignore[misc]
        print(f"the same table in {form}: {took:.2f} s; {took / least:.0f} times the barest table in Word")
    sheet = write_matrix_xlsx.write(matrix, lang="sv", audience=Audience.INTERNAL)
    searched = measured(lambda: searched_for_names(sheet), inside=False)
    print(f"the table in Excel searched for names: {searched:.2f} s")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
