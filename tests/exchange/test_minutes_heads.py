"""What minutes tell of themselves in their first lines, in every format that people type them in."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.minutes import Block, BlockKind, RawDocument
from qualcode.exchange.line_marks import plain_blocks
from qualcode.exchange.metadata import resolve
from qualcode.exchange.minutes_head import people_told
from qualcode.exchange.reading import read

FORMS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text("utf-8"))["forms"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = f'xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0" xmlns:table="{OPEN}:table:1.0" xmlns:style="{OPEN}:style:1.0"'


def body(lines: list[Any], line: str, row: str, cell: str, table: str) -> str:
    """Give lines as XML; rows that stand together are one table."""
    made = ""
    for is_row, those in groupby(lines, key=lambda one: isinstance(one, list)):
        if not is_row:
            made += "".join(line.format(escape(str(one))) for one in those)
            continue
        rows = ["".join(cell.format(line.format(escape(str(c)))) for c in one) for one in those]
        made += table.format("".join(row.format(one) for one in rows))
    return made


def docx(kit: SimpleNamespace, form: dict[str, Any]) -> bytes:
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    text = body(form["lines"], line, "<w:tr>{}</w:tr>", "<w:tc>{}</w:tc>", "<w:tbl>{}</w:tbl>")
    more, links, places = {}, "", ""
    for part in ("header", "footer"):
        if part in form:
            root = {"header": "hdr", "footer": "ftr"}[part]
            more[part] = f'<w:{root} xmlns:w="{W}">{line.format(escape(form[part]))}</w:{root}>'.encode()
            links += f'<Relationship Id="{part}" Type="{OFFICE}/{part}" Target="{part}.xml"/>'
            places += f'<w:{part}Reference xmlns:r="{OFFICE}" w:type="default" r:id="{part}"/>'
    package = kit.package(text + f"<w:sectPr>{places}</w:sectPr>", **more)
    return kit.linked(package, links)


def odt(kit: SimpleNamespace, form: dict[str, Any]) -> bytes:
    line, row = "<text:p>{}</text:p>", "<table:table-row>{}</table:table-row>"
    text = body(form["lines"], line, row, "<table:table-cell>{}</table:table-cell>", "<table:table>{}</table:table>")
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {SPACES}><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
    }
    if "header" in form:
        parts["styles.xml"] = (
            f"<office:document-styles {SPACES}><office:master-styles><style:master-page style:name='S'><style:header>"
            f"{line.format(escape(form['header']))}</style:header></style:master-page></office:master-styles></office:document-styles>"
        )
    made: bytes = kit.zip(parts)
    return made


def name(form: dict[str, Any]) -> str:
    return f"{'trap: ' if form.get('trap') else ''}{form['file']}: {form.get('header', form.get('footer', ''))} {form['lines'][:3]}"


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_case_and_day_of_minutes(tmp_path: Path, kit: SimpleNamespace, form: dict[str, Any]) -> None:
    path = tmp_path / form["file"]
    kinds = {".docx": docx, ".odt": odt}
    made = kinds[path.suffix](kit, form) if path.suffix in kinds else "\n".join(form["lines"]).encode()
    path.write_bytes(made)
    found = resolve(read(path), options={}, row=None)
    assert (found.case, found.date) == (form.get("case", path.stem), form.get("date", ""))
    assert found.wave == found.date[:4]
    # Nobody has said anything of it: whatever is there is a guess and told as one.
    assert set(found.guessed) >= {"case", "status", *(("date", "wave") if found.date else ())}


def minutes(name: str, *lines: str) -> RawDocument:
    text = "\n".join(lines)
    return RawDocument(name, "txt", "0", text, plain_blocks(text))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            minutes("Kalmar.txt", "Län: Halland", "", "Vi började."),
            ["Hallands län was taken, but the file's name says Kalmar län"],
        ),
        (
            minutes("Kalmar 2024-10-08.txt", "Datum: 2024-10-15", "", "Vi började."),
            ["2024-10-15 was taken, but the file's name says"],
        ),
        (
            minutes("Kalmar och Blekinge.txt", "Vi började."),
            ["several counties are named where one is looked for (Kalmar län, Bl"],
        ),
        (minutes("Kalmar_241008.txt", "Län: Kalmar", "Datum: 8 okt 2024", "", "Vi började."), []),
        (
            minutes("Jmtland dialog.txt", "Vi började."),
            ["a word in its name, title or first lines is nearly Jämtlands län; if"],
        ),
        (
            minutes("a.txt", "Länsdialog Jämtlnads län", "", "Vi började."),
            ["a word in its name, title or first lines is nearly Jämtlands"],
        ),
        (minutes("Hallstad.txt", "Småland och Norrland, samtal", "", "Vi Kallar det plan."), []),
        (minutes("Kalmar 2024.txt", "Datum: 8 okt 2024", "", "Vi började."), []),
    ],
)
def test_places_that_differ_are_told(document: RawDocument, told: list[str]) -> None:
    doubts = [str(one) for one in resolve(document, options={}, row=None).doubts]
    assert [said[: len(part)] for said, part in zip(doubts, told, strict=True)] == told


def test_what_is_given_leaves_nothing_to_doubt() -> None:
    document = minutes("Kalmar 2024-10-08.txt", "Län: Halland", "Datum: 2024-10-15", "", "Vi började.")
    assert resolve(document, options={"case": "Skåne", "date": "2024-10-01"}, row=None).doubts == ()


PIECES = [
    "Län",
    "Datum",
    ":",
    "|",
    "\t",
    "\n",
    " ",
    "Halland",
    "2024-10-08",
    "8/10",
    "kl. 13.10-15.00",
    "9 personer",
    "v. 41",
    "32/13 2024",
    "²",
    "٣",
    "*",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(list(BlockKind)))
def test_no_head_is_too_odd_to_be_read(pieces: list[str], kind: BlockKind) -> None:
    text = "".join(pieces)
    blocks = tuple(Block(kind, block.span) for block in plain_blocks(text))
    found = resolve(RawDocument("x.docx", "docx", "0", text, blocks, running=tuple(pieces)), options={}, row=None)
    assert found.case == "x" or found.case.endswith(" län")
    assert people_told(RawDocument("x.docx", "docx", "0", text, blocks)) in range(1_000)
