"""Pictures in a Word file: where they stand in a line, and the parts that they need."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from qualcode.exchange.xml_letters import storable

_EMU_INCH = 914_400
_A = "http://schemas.openxmlformats.org/drawingml/2006/"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PNG = '<Default Extension="png" ContentType="image/png"/>'


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A PNG picture with its size on the page in inches; ``description`` is what it shows in words, ``notes`` stand below it."""

    data: bytes
    caption: str
    description: str
    width: float
    height: float
    notes: tuple[str, ...] = ()

    def within(self, width: float, height: float) -> WordPicture:
        """Give the picture no larger than so many inches, in its proportions."""
        share = min(1.0, width / self.width, height / self.height)
        return self if share == 1 else replace(self, width=self.width * share, height=self.height * share)


def relation(number: int) -> str:
    """Give the id by which the text refers to a picture, counted from 1."""
    return f"rIdQPicture{number}"


def drawing(picture: WordPicture, number: int, label: str) -> str:
    """Give a run with the picture in line with the text, ``label`` its name, its description for those who cannot see it."""
    size = f'cx="{round(picture.width * _EMU_INCH)}" cy="{round(picture.height * _EMU_INCH)}"'
    name = quoteattr(f"{label} {number}")
    said = quoteattr(" ".join(storable(picture.description).split()))
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_A}wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name={name} descr={said}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_A}main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_A}main"><a:graphicData uri="{_A}picture"><pic:pic xmlns:pic="{_A}picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_pictures(parts: Mapping[str, bytes], main: str, pictures: Sequence[bytes]) -> dict[str, bytes]:
    """Give the parts of a file with its pictures, their relations to the ``main`` part and their kind."""
    made = dict(parts)
    if not pictures:
        return made
    folder, _, name = main.rpartition("/")
    rows = ""
    for number, data in enumerate(pictures, 1):
        # A name that no template has.
        target = f"media/qualcode{number}.png"
        made[f"{folder}/{target}"] = data
        rows += f'<Relationship Id="{relation(number)}" Type="{_IMAGE}" Target="{target}"/>'
    relations = f"{folder}/_rels/{name}.rels"
    made[relations] = made[relations].replace(b"</Relationships>", f"{rows}</Relationships>".encode())
    types = made["[Content_Types].xml"]
    if not re.search(rb'Extension="png"', types, re.IGNORECASE):
        made["[Content_Types].xml"] = re.sub(rb"(<Types[^>]*>)", lambda m: m[1] + _PNG.encode(), types, count=1)
    return made
