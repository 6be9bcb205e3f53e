"""Files made for the tests of readers: Word packages from raw XML, so that every oddity can be written down."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/comments" Target="comments.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
)
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def word_package(body: str, *, main: str = MAIN, **more: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(main=main),
        "_rels/.rels": RELS,
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": PARTS,
    }
    for name, content in more.items():
        parts[f"word/{name}.xml"] = content if isinstance(content, bytes) else f"<w:{name} {NAMES}>{content}</w:{name}>"
    return zipped(parts)


def linked(package: bytes, links: str) -> bytes:
    """Give a Word package whose document is related to further parts."""
    with zipfile.ZipFile(BytesIO(package)) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    rels = "word/_rels/document.xml.rels"
    parts[rels] = PARTS.replace("</Relationships>", f"{links}</Relationships>")
    return zipped(parts)


def pdf_file(pages: list[list[tuple[float, float, float, bool, str]]]) -> bytes:
    """Give a PDF whose pages hold (x, y, size, bold, words), as a word processor places them."""
    fonts = ("Helvetica", "Helvetica-Bold")
    made = ["", "", *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{f} /Encoding /WinAnsiEncoding >>" for f in fonts)]
    kids = []
    for page in pages:
        drawn = ""
        for x, y, size, bold, words in page:
            said = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn += f"BT /F{int(bold)} {size} Tf {x} {y} Td ({said}) Tj ET\n"
        made.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        made.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(made)} 0 R "
            "/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>"
        )
        kids.append(f"{len(made)} 0 R")
    made[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    made[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(made, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(made) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """Give what tests of packages build with; importlib mode lets no test import this file."""
    return SimpleNamespace(package=word_package, zip=zipped, linked=linked, names=NAMES, pdf=pdf_file)


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a Word file with this body and gives its path."""

    def make(body: str, **more: str | bytes) -> Path:
        path = tmp_path / "minutes.docx"
        path.write_bytes(word_package(body, **more))  # type: ignore[arg-type]
        return path

    return make
