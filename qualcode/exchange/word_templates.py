"""What a new Word file starts from: qualcode's own few built-in styles, or an agency's template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qualcode.exchange.word_sections import Section, lent_section

_OWN_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{word}document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{word}styles+xml"/>\
<Override PartName="/word/numbering.xml" ContentType="{word}numbering+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{word}settings+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{word}header+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{word}footer+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>\
</Types>""".replace("{word}", "application/vnd.openxmlformats-officedocument.wordprocessingml.")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OWN_PROPERTIES = (
    f'<Relationship Id="rIdQ1" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rIdQ2" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
)
_EDGES = (("header", "default", "rId4"), ("footer", "default", "rId5"))
_TABLE_TEXT = """<w:style w:type="paragraph" w:customStyle="1" w:styleId="QualcodeTableText">\
<w:name w:val="Table text (qualcode)"/><w:basedOn w:val="{normal}"/><w:uiPriority w:val="99"/>\
<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>\
<w:ind w:left="0" w:right="0" w:firstLine="0"/></w:pPr></w:style>"""


@dataclass(frozen=True, slots=True)
class Base:
    """The parts a file starts from, and the page that they stand on."""

    parts: Mapping[str, bytes]
    main: str
    styles: Mapping[str, str]
    section: Section
    own: bool

    def style(self, name: str) -> str:
        """Give the id of a built-in style by its English name, as Word writes it in every language's files."""
        return self.styles.get(name.casefold(), name.replace(" ", ""))


def _relations(rows: tuple[tuple[str, str, str], ...]) -> bytes:
    inner = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in rows)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'.encode()


def _data(name: str) -> str:
    return files("qualcode.exchange").joinpath("data", "word", name).read_text(encoding="utf-8")


@cache
def own_base(locale: str) -> Base:
    """Give qualcode's own start: a handful of built-in styles in the language of ``locale`` (sv-SE)."""
    styles = _data("styles.xml").replace("LANG", locale)
    parts = {
        "[Content_Types].xml": _OWN_TYPES.encode(),
        "_rels/.rels": _relations(
            (
                ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
            )
        ),
        "word/_rels/document.xml.rels": _relations(
            (
                ("rId1", f"{_OFFICE}/styles", "styles.xml"),
                ("rId2", f"{_OFFICE}/numbering", "numbering.xml"),
                ("rId3", f"{_OFFICE}/settings", "settings.xml"),
                ("rId4", f"{_OFFICE}/header", "header1.xml"),
                ("rId5", f"{_OFFICE}/footer", "footer1.xml"),
            )
        ),
        "word/styles.xml": styles.encode(),
        "word/numbering.xml": _data("numbering.xml").encode(),
        "word/settings.xml": _data("settings.xml").replace("LANG", locale).encode(),
    }
    return Base(parts, "word/document.xml", _style_ids(styles), Section(around=_EDGES), own=True)


def check_template(data: bytes, path: str) -> None:
    """See that a template is a Word file, while it is still known by its ``path``.

    Raises:
        QualcodeError: when it is none, dangerous or damaged.
    """
    from qualcode.exchange.packages import Package
    from qualcode.exchange.read_docx import main_part

    main_part(Package(data, path, ".docx"))


def template_base(data: bytes, locale: str) -> Base:
    """Give what a template lends: everything but its text; styles that it lacks are added, its language becomes ``locale``.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.packages import Package
    from qualcode.exchange.read_docx import main_part

    package = Package(data, "template", ".docx")
    main = main_part(package)
    parts = {name: package.part(name) for name in package.names() if not name.startswith(("docProps/", "customXml/"))}
    relations = package.part("_rels/.rels").decode("utf-8")
    styles_part = package.related(main, "/styles")
    styles = package.part(styles_part).decode("utf-8") if styles_part else _data("styles.xml")
    styles = re.sub(r'(<w:lang\b[^>]*?w:val=")[^"]*', rf"\g<1>{locale}", styles)
    known = _style_ids(styles)
    missing = [block for name, block in _own_styles().items() if name not in known]
    numbering = package.related(main, "/numbering")
    if "list bullet" not in known:
        missing = _with_bullets(missing, parts, numbering or "")
    if "normal" in known:
        missing = [block.replace('w:val="Normal"', f'w:val="{known["normal"]}"') for block in missing]
    apart = _apart(styles, known)
    missing += [_TABLE_TEXT.format(normal=known["normal"])] if apart else []
    styles = styles.replace("</w:styles>", "".join(missing) + "</w:styles>")
    kept = re.sub(r"<Relationship [^>]*(?:docProps/|customXml/|/custom-properties)[^>]*/>", "", relations)
    parts["_rels/.rels"] = kept.replace("</Relationships>", _OWN_PROPERTIES + "</Relationships>").encode()
    types = parts["[Content_Types].xml"].decode("utf-8").replace("template.main+xml", "document.main+xml")
    types = re.sub(r'<Override [^>]*PartName="/(?:docProps|customXml)/[^>]*/>', "", types)
    wanted = "".join(re.findall(r'<Override PartName="/docProps/[^>]*/>', _OWN_TYPES))
    parts["[Content_Types].xml"] = types.replace("</Types>", wanted + "</Types>").encode()
    main_rels = f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels"
    if main_rels in parts:
        parts[main_rels] = re.sub(rb"<Relationship [^>]*customXml/[^>]*/>", b"", parts[main_rels])
    if styles_part:
        parts[styles_part] = styles.encode()
    ids = _style_ids(styles) | ({"no spacing": "QualcodeTableText"} if apart else {})
    return Base(parts, main, ids, lent_section(package.xml(main)), own=False)


def _apart(styles: str, known: Mapping[str, str]) -> bool:
    """Tell whether a template's "No Spacing" follows Normal in nothing and says no font of its own.

    Then nobody has chosen its look: tables in it would stand in the font that Word had before the agency's.
    """
    if "no spacing" not in known or "normal" not in known:
        return False
    block = re.search(rf'<w:style\b[^>]*w:styleId="{re.escape(known["no spacing"])}".*?</w:style>', styles, re.DOTALL)
    return block is not None and not re.search(r"<w:(?:basedOn|rFonts)\b", block[0])


def _with_bullets(styles: list[str], parts: dict[str, bytes], numbering: str) -> list[str]:
    """Give our style of a list the template's next free numbers, since its first list may be one of headings; without lists, none."""
    if not numbering:
        return [re.sub(r"<w:numPr>.*?</w:numPr>", "", block) for block in styles]
    told = parts[numbering].decode("utf-8")
    kind, number = (
        1 + max((int(n) for n in re.findall(pattern, told)), default=0)
        for pattern in (r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"', r'<w:num [^>]*w:numId="(\d+)"')
    )
    own = re.search(r"<w:abstractNum .*?</w:abstractNum>", _data("numbering.xml"), re.DOTALL)
    bullets = re.sub(r'w:abstractNumId="\d+"', f'w:abstractNumId="{kind}"', own[0], count=1) if own else ""
    # The kinds of lists stand before the lists.
    first = re.search(r"<w:num [^>]*w:numId=", told)
    at = first.start() if first else told.rindex("</w:numbering>")
    told = told[:at] + bullets + told[at:]
    one = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
    end = max(told.rfind("</w:num>") + len("</w:num>"), told.rfind("</w:abstractNum>") + len("</w:abstractNum>"))
    parts[numbering] = (told[:end] + one + told[end:]).encode()
    return [re.sub(r'<w:numId w:val="\d+"/>', f'<w:numId w:val="{number}"/>', block) for block in styles]


def lacking(data: bytes) -> tuple[str, ...]:
    """Give the names of the paragraph and table styles of qualcode's pages that a template does not have.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.packages import Package
    from qualcode.exchange.read_docx import main_part

    package = Package(data, "template", ".docx")
    part = package.related(main_part(package), "/styles")
    known = _style_ids(package.part(part).decode("utf-8")) if part else {}
    return tuple(name for name, block in _own_styles().items() if name not in known and re.search(_VISIBLE, block))


_VISIBLE = r'<w:style w:type="(?:paragraph|table)" w:styleId'
"""Styles that are not Word's silent defaults."""


def _style_ids(styles: str) -> dict[str, str]:
    found = {}
    for block in re.findall(r"<w:style\b.*?</w:style>", styles, re.DOTALL):
        name, identity = re.search(r'<w:name w:val="([^"]*)"', block), re.search(r'w:styleId="([^"]*)"', block)
        if name and identity:
            found[name[1].casefold()] = identity[1]
    return found


@cache
def _own_styles() -> dict[str, str]:
    blocks = re.findall(r"<w:style\b.*?</w:style>", _data("styles.xml"), re.DOTALL)
    return {name: block for block in blocks for name in _style_ids(block)}
