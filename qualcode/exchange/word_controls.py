"""The tagged content controls of a Word file: by them a printed quote or count leads back to the project."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.minutes import BlockKind
from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, take
from qualcode.exchange.word_tags import qn

if TYPE_CHECKING:
    from qualcode.exchange.packages import Element


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: its tag, its words, the headings that it stands under, the outermost first, and the words after it."""

    tag: str
    text: str
    headings: tuple[str, ...] = ()
    after: str = ""


class WordFile:
    """The body of a Word file, and the styles that its headings are told by."""

    def __init__(self, source: Path | bytes) -> None:
        """Open the file.

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
        self.styles = Styles(package.xml(part) if part else None)
        self.body: Element = package.xml(main)


def controls(source: Path | bytes, *, prefix: str = "qualcode:") -> tuple[Control, ...]:
    """Give every content control whose tag begins so, in the order of the page, tracked changes accepted.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    file = WordFile(source)
    above: dict[int, str] = {}
    found = []
    for element in file.body.iter(qn("w:p"), qn("w:sdt")):
        if element.tag == qn("w:p"):
            kind, level = file.styles.kind(element.find(qn("w:pPr")))
            if kind is BlockKind.HEADING:
                words = "\n".join(words_of(element))
                above = {depth: told for depth, told in above.items() if depth < level} | {level: words}
            continue
        tag = element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        inside = element.find(qn("w:sdtContent"))
        name = str(tag.get(qn("w:val"), "")) if tag is not None else ""
        if name.startswith(prefix) and inside is not None:
            words = "\n".join(words_of(inside))
            headings = tuple(above[depth] for depth in sorted(above))
            found.append(Control(name, words, headings, _after(element, prefix)))
    return tuple(found)


def _after(control: Element, prefix: str) -> str:
    """Give the words of the control's paragraph that stand after it, as far as the next control that is looked for."""
    rest = control.makeelement(qn("w:p"))
    inner: Element | None = control
    while inner is not None and inner.tag not in _BLOCKS:
        for sibling in inner.itersiblings():
            if sibling.tag in _BLOCKS or any(
                str(t.get(qn("w:val"), "")).startswith(prefix) for t in sibling.iter(qn("w:tag"))
            ):
                return " ".join(words_of(rest)[0].split())
            rest.append(deepcopy(sibling))
        inner = inner.getparent()
    return " ".join(words_of(rest)[0].split())


_BLOCKS = {qn(f"w:{name}") for name in ("p", "tbl", "tc", "body", "sectPr")}


def words_of(inside: Element) -> list[str]:
    """Give the words of a control or cell: its paragraphs as lines when it holds whole ones, else its runs."""
    from qualcode.exchange.word_runs import Gatherer
    from qualcode.exchange.written_lines import Run

    gatherer = Gatherer()
    lines = []
    for paragraph in list(inside.iterchildren(qn("w:p"))) or [inside]:
        run = Run()
        gatherer.gather(paragraph, run)
        lines.append(run.text)
    return lines
