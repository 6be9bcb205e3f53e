"""The tagged content controls of a Word file: by them a printed quote or count leads back to the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, take

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element


def controls(source: Path | bytes, *, prefix: str = "qualcode:") -> tuple[tuple[str, str], ...]:
    """Give (tag, text) of every content control whose tag begins so, in the order of the page, tracked changes accepted.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.packages import Package
    from qualcode.exchange.read_docx import main_part

    data = take(source, limit=MAX_PACKAGE_BYTES) if isinstance(source, Path) else source
    package = Package(data, str(source) if isinstance(source, Path) else "docx", ".docx")
    found = []
    for control in package.xml(main_part(package)).iter(_w("sdt")):
        tag = control.find(f"{_w('sdtPr')}/{_w('tag')}")
        inside = control.find(_w("sdtContent"))
        name = str(tag.get(_w("val"), "")) if tag is not None else ""
        if name.startswith(prefix) and inside is not None:
            found.append((name, _text(inside)))
    return tuple(found)


def _text(inside: Element) -> str:
    """Give the words of a control: its paragraphs as lines when it holds whole ones, else its runs."""
    from qualcode.exchange.word_runs import Gatherer, Run

    gatherer = Gatherer()
    lines = []
    for paragraph in list(inside.iterchildren(_w("p"))) or [inside]:
        run = Run()
        gatherer.gather(paragraph, run)
        lines.append(run.text)
    return "\n".join(lines)


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"
