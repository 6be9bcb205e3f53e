"""The tagged content controls of a Word file: by them a printed quote or count leads back to the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, take

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: its tag, its words, and the headings that it stands under, the outermost first."""

    tag: str
    text: str
    headings: tuple[str, ...] = ()


def controls(source: Path | bytes, *, prefix: str = "qualcode:") -> tuple[Control, ...]:
    """Give every content control whose tag begins so, in the order of the page, tracked changes accepted.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.packages import Package
    from qualcode.exchange.read_docx import main_part
    from qualcode.exchange.word_styles import Styles

    data = take(source, limit=MAX_PACKAGE_BYTES) if isinstance(source, Path) else source
    package = Package(data, str(source) if isinstance(source, Path) else "docx", ".docx")
    main = main_part(package)
    part = package.related(main, "/styles")
    styles = Styles(package.xml(part) if part else None)
    above: dict[int, str] = {}
    found = []
    for element in package.xml(main).iter(_w("p"), _w("sdt")):
        if element.tag == _w("p"):
            kind, level = styles.kind(element.find(_w("pPr")))
            if kind is BlockKind.HEADING:
                above = {depth: words for depth, words in above.items() if depth < level} | {level: _text(element)}
            continue
        tag = element.find(f"{_w('sdtPr')}/{_w('tag')}")
        inside = element.find(_w("sdtContent"))
        name = str(tag.get(_w("val"), "")) if tag is not None else ""
        if name.startswith(prefix) and inside is not None:
            found.append(Control(name, _text(inside), tuple(above[depth] for depth in sorted(above))))
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
