from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from qualcode.domain.errors import QualcodeError
from qualcode.exchange.formula_guard import harmless
from qualcode.exchange.read_raw import NotSearchableError, parts
from qualcode.exchange.xml_letters import storable


def found(data: bytes | Path, suffix: str = "") -> dict[str, str]:
    return dict(parts(data, suffix))


def test_word_is_joined_across_runs_and_seen_everywhere(kit: SimpleNamespace) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('An')}{run.format('na Berg')}<w:del w:id='1'><w:r><w:delText>struken Sten</w:delText></w:r></w:del></w:p>"
        "<w:p w:rsidR='1'><w:ins w:id='2' w:author='Maggan Sol'><w:r><w:t>nytt</w:t><w:tab/><w:t>ord</w:t></w:r></w:ins></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run.format('cell ett')}</w:p></w:tc><w:tc><w:p>{run.format('cell två')}</w:p></w:tc></w:tr></w:tbl>"
        "<w:sdt><w:sdtPr><w:tag w:val='qualcode:quote:q1'/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    )
    data = kit.package(
        body, comments="<w:comment w:id='0' w:author='Lo Frid'><w:p><w:r><w:t>kommentar</w:t></w:r></w:p></w:comment>"
    )
    read = found(data, ".docx")
    assert read["word/document.xml"].split("\n") == [
        "Anna Berg",
        "Anna Bergstruken Sten",
        "nytt ord",
        "cell ett\tcell två",
        "",
    ]
    assert {"Maggan Sol", "qualcode:quote:q1"} <= set(read["word/document.xml attributes"].split("\n"))
    assert "kommentar" in read["word/comments.xml"]
    assert read["word/comments.xml attributes"] == "Lo Frid"


def test_properties_margins_and_pictures_of_a_package(kit: SimpleNamespace) -> None:
    picture = BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Åke Alm", zip=True)
    Image.new("RGB", (2, 2)).save(picture, "png", pnginfo=notes)
    data = kit.zip(
        {
            "docProps/core.xml": "<c xmlns:dc='x'><dc:creator>Viola Kalla</dc:creator></c>",
            "docProps/custom.xml": "<P><property name='Handläggare'><v>Dag Ström</v></property></P>",
            "word/header1.xml": "<w:hdr xmlns:w='w'><w:p><w:r><w:t>Region Norr</w:t></w:r></w:p></w:hdr>",
            "word/media/Sten Frisk.png": picture.getvalue(),
            "word/embeddings/in.docx": kit.package("<w:p><w:r><w:t>inuti</w:t></w:r></w:p>"),
        }
    )
    read = found(data, ".docx")
    assert read["docProps/core.xml creator"] == "Viola Kalla"
    assert read["docProps/custom.xml Handläggare"] == "Dag Ström"
    assert read["word/header1.xml"] == "Region Norr"
    assert "Sten Frisk" in read["names of parts"]
    assert any("Åke Alm" in text for text in read.values())
    assert read["word/embeddings/in.docx/word/document.xml"] == "inuti"


def test_cells_sheet_names_and_margins_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kalmar"
    sheet["A1"], sheet["B1"], sheet["C1"] = "Anna", "=1+1", 42
    sheet["A1"].comment = openpyxl.comments.Comment("om Björn", "Sol Ek")
    sheet.oddHeader.left.text = "Hemligt"
    target = BytesIO()
    book.save(target)
    text = "\n".join(found(target.getvalue(), ".xlsx").values())
    for word in ("Kalmar", "Anna\t", "1+1", "42", "om Björn", "Sol Ek", "Hemligt"):
        assert word in text


def test_text_csv_web_pages_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('län;text\r\nKalmar;"två\nrader"\r\n'.encode("utf-8-sig"))
    assert found(path) == {"cells": "län\ttext\nKalmar\ttvå\nrader"}
    assert found("åäö".encode("cp1252") + b" och text", ".txt") == {"text": "åäö och text"}
    page = found(b"<p title='Lo &amp; Bo'>An<b>na</b> &aring;</p>", ".html")
    assert page["attributes"] == "Lo & Bo"
    assert "å" in page["text"]
    jpeg = (
        b"\xff\xd8\xff\xfe\x00\x0cAnna Berg\x00\xff\xe1\x00\x10Exif\x00\x00B\x00o\x00E\x00k\x00\xff\xda\x00\x02pixlar"
    )
    read = found(jpeg, ".jpg")
    assert "Anna Berg" in read["COM"]
    assert "BoEk" in read["APP1"]
    itxt = b"Comment\0\1\0sv\0\0" + zlib.compress("Åsa".encode())
    png = b"\x89PNG\r\n\x1a\n" + len(itxt).to_bytes(4, "big") + b"iTXt" + itxt + b"0000"
    assert found(png, ".png") == {"iTXt": "Comment: Åsa"}


def test_what_cannot_be_searched_is_not_called_clean(tmp_path: Path) -> None:
    with pytest.raises(NotSearchableError):
        found(b"x", ".exe")
    with pytest.raises(NotSearchableError):
        found(b"x")
    with pytest.raises(QualcodeError):
        found(b"PK\x03\x04 broken", ".docx")
    with pytest.raises(QualcodeError):
        found(tmp_path / "saknas.docx")


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@x", "\tx", "  =x", "＝1", "\n=1"])
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text(max_size=20))
def test_other_text_is_left_alone_but_for_control_characters(text: str) -> None:
    made = harmless(text)
    shown = storable(text)
    assert made in (shown, f"'{shown}")
    assert not made.lstrip(" ").startswith(("=", "+", "-", "@"))
