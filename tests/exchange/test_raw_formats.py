"""A name in every hiding place of every format that the leak check reads; nothing that cannot be read is called clean."""

from __future__ import annotations

import base64
import tracemalloc
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, PngImagePlugin

from qualcode.domain.errors import QualcodeError
from qualcode.domain.finding import is_machine_part
from qualcode.exchange import raw_pdf
from qualcode.exchange.raw_images import NoPictureError
from qualcode.exchange.raw_office import UnsearchedPartError
from qualcode.exchange.raw_pdf import NoPdfReaderError, UnsearchedPdfError
from qualcode.exchange.raw_text import PIECE, UnclosedCellError
from qualcode.exchange.read_raw import parts

NAME = "Wretling"
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def said(data: bytes | Path, suffix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for part, text in parts(data, suffix):
        found[part] = found.get(part, "") + text
    return found


def picture(kind: str) -> bytes:
    made, target = Image.new("RGB", (3, 3)), BytesIO()
    if kind == "png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", NAME)
        made.save(target, kind, pnginfo=notes)
    elif kind == "gif":
        made.save(target, kind, comment=f"av {NAME}".encode())
    elif kind == "tiff":
        made.save(target, kind, tiffinfo={315: NAME})
    else:
        exif = made.getexif()
        exif[315] = NAME
        made.save(target, kind, exif=exif.tobytes())
    return target.getvalue()


@pytest.mark.parametrize("kind", ["png", "gif", "tiff", "webp", "jpeg"])
def test_beside_the_pixels(kind: str) -> None:
    assert any(NAME in text for text in said(picture(kind), f".{kind}").values())


@pytest.mark.parametrize("data", [b"no picture", b"GIF89a", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfftEXtAuthor"])
def test_a_broken_picture_is_not_clean(data: bytes) -> None:
    with pytest.raises(NoPictureError):
        said(data, ".png")


def test_fields_and_drawings_and_notes_of_word(kit: SimpleNamespace) -> None:
    field = '<w:p><w:r><w:instrText>HYPERLINK "mailto:Wret</w:instrText></w:r><w:r><w:instrText>ling@x.se"</w:instrText></w:r></w:p>'
    data = kit.zip(
        {
            "word/document.xml": f"<w:document {kit.names}><w:body>{field}<!-- {NAME} i kommentar --></w:body></w:document>",
            "word/endnotes.xml": f"<w:endnotes {kit.names}><w:p><w:r><w:t>not {NAME}</w:t></w:r></w:p></w:endnotes>",
            "word/people.xml": f"<w:people {kit.names}><w:person w:author='{NAME}'/></w:people>",
            "customXml/item1.xml": f"<x><y>före <z/> efter {NAME}</y></x>",
            "word/glossary/document.xml": f"<w:document {kit.names}><w:styleId w:val='{NAME} rubrik'/></w:document>",
            "docProps/app.xml": f"<P><Manager>{NAME}</Manager></P>",
            "word/media/bild.emf": b"\x01\x00\x00\x00" + NAME.encode("utf-16-le"),
        }
    )
    found = said(data, ".docx")
    assert f'HYPERLINK "mailto:{NAME}@x.se"' in found["word/document.xml"]
    assert f"{NAME} i kommentar" in found["word/document.xml"]
    assert f"not {NAME}" in found["word/endnotes.xml"]
    assert found["word/people.xml attributes"] == NAME
    assert NAME in found["customXml/item1.xml"]
    assert found["docProps/app.xml Manager"] == NAME
    machine = {part: text for part, text in found.items() if is_machine_part(part)}
    assert any(NAME in text for part, text in machine.items() if "glossary" in part)
    assert any(NAME in text for part, text in machine.items() if part.startswith("word/media/bild.emf"))


def test_places_in_a_workbook_are_rows_and_columns(kit: SimpleNamespace) -> None:
    data = kit.zip(
        {
            "xl/workbook.xml": f"<workbook><sheets><sheet name='{NAME}s blad'/></sheets>"
            f"<definedName name='{NAME}'>A1</definedName></workbook>",
            "xl/sharedStrings.xml": f"<sst><si><r><t>Wret</t></r><r><t>ling</t></r></si><si><t>struken {NAME}</t></si></sst>",
            "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='3'><c r='C3' t='s'><v>0</v></c></row></sheetData>"
            f"<headerFooter><oddFooter>&amp;L{NAME} fot</oddFooter></headerFooter></worksheet>",
            "xl/pivotCache/d.xml": f"<pivotCacheDefinition refreshedBy='{NAME}'><s v='{NAME}'/></pivotCacheDefinition>",
        }
    )
    found = said(data, ".xlsx")
    assert found["xl/worksheets/sheet1.xml"] == f"\n\n\t\t{NAME}"
    assert found["xl/worksheets/sheet1.xml margins"] == f"&L{NAME} fot"
    assert found["xl/sharedStrings.xml"] == f"struken {NAME}"
    assert f"{NAME}s blad\n{NAME}" in found["xl/workbook.xml attributes"]
    assert NAME in found["xl/pivotCache/d.xml attributes"]


def test_slides_open_documents_and_projects(kit: SimpleNamespace) -> None:
    slide = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>Wret</a:t></a:r><a:r><a:t>ling</a:t></a:r></a:p></p:sld>"
    found = said(
        kit.zip({"ppt/slides/slide1.xml": slide, "ppt/commentAuthors.xml": f"<l><a name='{NAME}'/></l>"}), ".pptx"
    )
    assert found["ppt/slides/slide1.xml"] == NAME
    assert found["ppt/commentAuthors.xml attributes"] == NAME
    note = f"<office:annotation><dc:creator>Bo {NAME}</dc:creator><text:p>obs</text:p></office:annotation>"
    text = f"<office:text {OPEN}><text:p>Det sa <text:span>Wret</text:span>{note}ling<text:tab/>i går</text:p></office:text>"
    lines = said(kit.zip({"content.xml": text, "mimetype": "x", "layout-cache": b"\0"}), ".odt")["content.xml"].split(
        "\n"
    )
    assert lines == [f"Det sa {NAME} i går", f"Bo {NAME}", "obs"]
    cells = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
    cells += f"<table:table-cell><text:p>{NAME}</text:p></table:table-cell></table:table-row>"
    sheet = f"<office:s {OPEN}><table:table table:name='{NAME}s'>{cells}</table:table></office:s>"
    found = said(kit.zip({"content.xml": sheet}), ".ods")
    assert found["content.xml"] == f"a\t{NAME}"
    assert found["content.xml attributes"] == f"{NAME}s"
    inside = kit.package(f"<w:p><w:r><w:t>{NAME}</w:t></w:r></w:p>")
    project = f"<Project><User name='{NAME}'/><Note><PlainTextContent>om {NAME}</PlainTextContent></Note></Project>"
    found = said(kit.zip({"project.qde": project, "sources/a.docx": inside, "sources/b.txt": NAME}), ".qdpx")
    assert found["project.qde"] == f"om {NAME}"
    assert found["project.qde attributes"] == NAME
    assert found["sources/a.docx/word/document.xml"] == NAME
    assert found["sources/b.txt/text"] == NAME


def test_web_pages_drawings_and_json() -> None:
    coded = base64.b64encode(picture("png")).decode()
    page = (
        f"<title>{NAME} titel</title><script>let a = 'Wret\\u006cing skript'</script><!-- {NAME} kommentar --><p>Wret<b>li</b>ng &amp;"
        f"</p><p>&#87;retling</p><a href='/om%20{NAME}'>x</a><p class='{NAME}Klass'></p><img src='data:image/png;base64,{coded}'>"
    )
    found = said(page.encode(), ".html")
    assert found["text"].split("\n") == [f"{NAME} titel", f"{NAME} &", NAME, "x"]
    assert found["comments"] == f"{NAME} kommentar"
    assert found["attributes"] == f"/om {NAME}"
    assert found["picture tEXt"] == f"Author: {NAME}"
    machine = "\n".join(text for part, text in found.items() if is_machine_part(part))
    assert f"{NAME} skript" in machine
    assert f"{NAME}Klass" in machine
    drawing = "<?xml version='1.0'?><!DOCTYPE svg><svg><text><tspan>Wret</tspan><tspan>ling</tspan></text>"
    drawing += f"<desc><![CDATA[{NAME}]]></desc></svg>"
    assert said(drawing.encode(), ".svg")["text"].split("\n") == [NAME, NAME]
    assert said(b'{"a": "Wret\\u006cing", "b": "rad\\nWretling"}', ".json")["text"].count(NAME) == 2


def test_a_zip_of_files_and_what_is_no_file_of_ours(kit: SimpleNamespace) -> None:
    assert said(kit.zip({"a/b.json": f'"{NAME}"', "c.csv": f"x;{NAME}\n"}), ".zip") == {
        "names of parts": "a/b.json\nc.csv",
        "a/b.json/text": f'"{NAME}"',
        "c.csv/cells": f"x\t{NAME}",
    }
    for inside in ({"film.mp4": b"\0"}, {"a.docx": b"no zip"}, {"bin.txt": b"a\x00\x01"}):
        with pytest.raises(UnsearchedPartError):
            said(kit.zip(inside), ".zip")
    with pytest.raises(UnsearchedPartError):
        said(kit.zip({"word/document.xml": "<d/>", "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}), ".docx")
    with pytest.raises(QualcodeError, match="entities"):
        said(kit.zip({"word/document.xml": "<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>"}), ".docx")
    with pytest.raises(QualcodeError):
        said(kit.zip({"word/document.xml": "<d><e></d>"}), ".docx")


def test_zips_in_zips_do_not_grow_without_end(kit: SimpleNamespace) -> None:
    data = b"hej " * 200_000
    for _ in range(6):
        data = kit.zip({"a.zip": data, "b.txt": "x"})
    with pytest.raises(UnsearchedPartError):
        said(data, ".zip")
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", b"0" * 50_000_000)
    with pytest.raises(QualcodeError, match="unpack"):
        said(kit.zip({"a.zip": bomb.getvalue()}), ".zip")


def minimal_pdf(text: str, author: str = "") -> bytes:
    """Give a PDF of one page with a line of text, written by hand as the format says."""
    body = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Author (%s) >>" % author.encode("latin-1"),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def test_pdf_pages_and_properties() -> None:
    pytest.importorskip("pypdfium2")
    found = said(minimal_pdf(f"Det sa {NAME}", f"Åke {NAME}"), ".pdf")
    assert NAME in found["page 1"]
    assert f"Åke {NAME}" in found["properties"]
    for broken in (b"x", b"%PDF-1.4\n%%EOF", minimal_pdf("x")[:200]):
        with pytest.raises(UnsearchedPdfError):
            said(broken, ".pdf")


def test_without_its_reader_a_pdf_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_pdf, "find_spec", lambda _: None)
    with pytest.raises(NoPdfReaderError, match="cannot be called clean"):
        said(minimal_pdf("x"), ".pdf")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_long_texts_come_in_pieces_that_lose_nothing(charset: str, tmp_path: Path) -> None:
    lines = [f"rad {number} om åtgärder i kommunen" for number in range(60_000)]
    path = tmp_path / "lång.txt"
    path.write_bytes("\r\n".join(lines).encode(charset))
    pieces = [text for _, text in parts(path)]
    assert len(pieces) > 1
    assert max(map(len, pieces)) < 2 * PIECE
    assert all(piece.endswith("\n") for piece in pieces[:-1])
    assert "".join(pieces).split("\n") == lines


def test_a_line_without_end_is_cut_between_words_and_overlaps(tmp_path: Path) -> None:
    path = tmp_path / "ett.txt"
    path.write_bytes(("ordet " * 400_000).encode())
    pieces = [text for _, text in parts(path)]
    assert len(pieces) > 1
    assert all(piece[-20:] in after for piece, after in pairwise(pieces))
    path.write_bytes(("å" * 1_500_000).encode())
    assert sum(len(text) for _, text in parts(path)) >= 1_500_000


def test_a_table_whose_quotation_mark_never_closes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;"b\n' + "c;d\n" * 4_000_000)
    with pytest.raises(UnclosedCellError):
        said(path)


def test_a_big_file_is_read_in_little_memory(tmp_path: Path, kit: SimpleNamespace) -> None:
    rows = (
        f"<w:p><w:r><w:t>Plan {n * 7919 % 99_991} följs upp år {n * 104_729 % 9973}.</w:t></w:r></w:p>"
        for n in range(300_000)
    )
    data = kit.package("".join(rows))
    path = tmp_path / "stor.docx"
    path.write_bytes(data)
    text = tmp_path / "stor.txt"
    text.write_bytes(("Länet har en handlingsplan som följs upp varje år.\n" * 500_000).encode())
    for big in (path, text):
        next(parts(big))
        tracemalloc.start()
        count = sum(1 for _ in parts(big))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count > 5
        assert peak < 12_000_000
