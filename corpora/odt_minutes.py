"""Makes OpenDocument texts of marked minutes, with the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO

from marks import Marked, MarkError, Source, read_marks
from word_minutes import Decoded

MIME = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}"'
    for short, long in (
        ("office", "office:1.0"),
        ("text", "text:1.0"),
        ("style", "style:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("manifest", "manifest:1.0"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = (
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:language="sv" fo:country="SE"/></style:style>'
    + "".join(
        f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:default-outline-level="{n}"><style:text-properties fo:font-weight="bold"/></style:style>'
        for n in (1, 2, 3)
    )
    + '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
)


def build_odt(source: Source) -> tuple[bytes, Decoded]:
    """Give the bytes of an OpenDocument text and what a reader must find in it: headings, bullets and paragraphs."""
    decoded = Decoded()
    body: list[str] = []
    for number, line in enumerate(source.lines, source.first_line):
        where, bare = f"{source.path}:{number}", line.strip()
        if not bare:
            continue
        if bare.startswith("|"):
            message = f"{where}: tables are made in Word files only"
            raise MarkError(message)
        level = len(bare) - len(bare.lstrip("#"))
        bullet = bare.startswith("- ")
        marked = read_marks(re.sub(r"\A(#+|-) ", "", bare), where, word=True)
        decoded.add(marked, before="\n" if decoded.text else "")
        words = _words(marked)
        if level:
            body.append(f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>')
        elif bullet:
            body.append(f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
        else:
            body.append(f'<text:p text:style-name="Standard">{words}</text:p>')
    return _packed("".join(body)), decoded


def _words(marked: Marked) -> str:
    pieces = ((escape(p.text, quote=False), p.bold) for p in marked.pieces)
    return "".join(f'<text:span text:style-name="Strong">{t}</text:span>' if bold else t for t, bold in pieces)


def _packed(body: str) -> bytes:
    parts = {
        "mimetype": MIME,
        "content.xml": f'{_HEAD}<office:document-content {_SPACES} office:version="1.3"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>",
        "styles.xml": f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3"><office:styles>{_STYLES}</office:styles>'
        "</office:document-styles>",
        "META-INF/manifest.xml": f'{_HEAD}<manifest:manifest {_SPACES} manifest:version="1.3">'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
            for name, kind in (("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
        )
        + "</manifest:manifest>",
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 0, 0
            # The kind stands first and unpacked, so that a look at the file's first bytes tells it.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, text.encode())
    return target.getvalue()
