"""The page of one case: everything that is known of it, for internal use."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from qualcode.analysis.matrix import analysed, code_matrix
from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import N_, Nn_
from qualcode.domain.finding import Audience
from qualcode.domain.minutes import Document, SegmentKind
from qualcode.domain.report import CasePage, CellPage, PassageLine
from qualcode.domain.table import Cell
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import translator
from qualcode.storage.coding_rows import codings, judgements, memos
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.export_gate import Written, own_words, publish
from qualcode.usecases.material import find_case, load_material
from qualcode.usecases.project import Project
from qualcode.usecases.reporting import NotWordError

_SILENT = (CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED, CellStatus.NO_MINUTES, CellStatus.UNREAD)


def write_case(
    project: Project, case: str, target: Path, *, wave: str | None = None, passphrase: str | None = None
) -> Written:
    """Write everything on a case to a .docx file, for internal use.

    Raises:
        NotWordError, UnknownCaseError, UnknownWaveError, PassphraseNeededError, LeakFoundError, FolderReadOnlyError.
    """
    from qualcode.exchange.write_case_docx import write

    if target.suffix.lower() != ".docx":
        raise NotWordError(path=target)
    source = project.speaking(project.settings.language)
    page = case_page(source, case, wave=wave)
    data = write(page, lang=source.language, audience=Audience.INTERNAL)
    title = f"{page.case}, {page.wave}"
    exempt = {page.case, title, *own_words(project)}
    return publish(project, target, data, audience=Audience.INTERNAL, passphrase=passphrase, exempt=exempt)


def case_page(project: Project, case: str, *, wave: str | None = None) -> CasePage:
    """Put together everything on a case: cells that say something with their passages, what did not come up, memos.

    Raises:
        UnknownCaseError, UnknownWaveError.
    """
    name = find_case(project, case)
    material = load_material(project)
    matrix = code_matrix(material, wave)
    shelf = {d.id: d for d in documents(project.store) if d.metadata.case == name and d.metadata.wave == matrix.wave}
    inside = {d.id for d in analysed(material, wave).documents}
    judged = {
        (j.judgement.code): j.judgement.coder
        for j in judgements(project.store)
        if (j.judgement.case, j.judgement.wave) == (name, matrix.wave)
    }
    passages = _passages(project, {key: d for key, d in shelf.items() if key in inside})
    row = matrix.cells.get(name, {})
    themes = []
    silent = []
    for theme in project.codebook.themes:
        cells = []
        for column in matrix.columns:
            cell = row.get(column.id)
            if column.theme != theme.path or not isinstance(cell, Cell):
                continue
            if cell.status in _SILENT and not cell.judged and not passages[column.id]:
                silent.append(column.name)
                continue
            status = f"{GLYPHS[cell.status]} {status_words(cell.status, project.language, column.kind)}"
            by = judged.get(column.id, "") if cell.judged else ""
            cells.append(CellPage(column.id, column.name, status, by, cell.summary, tuple(passages[column.id])))
        if cells:
            themes.append((theme.name(project.language), tuple(cells)))
    noted = {f"case:{name}", *(f"document:{key}" for key in shelf)}
    return CasePage(
        name,
        matrix.wave,
        tuple(_about(d, inside, project.language) for d in shelf.values()),
        tuple(themes),
        tuple(silent),
        tuple(f"{m.text} ({m.coder})" for m in memos(project.store) if m.target in noted),
    )


def _about(document: Document, inside: set[str], language: str) -> str:
    say = translator(language)
    meta = document.metadata
    parts = [
        document.id,
        meta.date,
        say(Nn_("{number} participant", "{number} participants")).format(number=document.participants),
    ]
    if not document.participants:
        parts.pop()
    if document.id not in inside:
        parts.append(say(N_("not in the analysis")))
    return ", ".join(p for p in parts if p)


def _passages(project: Project, shelf: dict[str, Document]) -> dict[str, list[PassageLine]]:
    """Give the passages of each code in the documents, in the order of the texts; suggestions that wait as well."""
    found: dict[str, list[PassageLine]] = defaultdict(list)
    for document in shelf.values():
        sections = document.part(SegmentKind.SECTION)
        made: list[tuple[int, str, PassageLine]] = []
        waiting = suggestions(project.store, document=document.id, waiting=True)
        some: list[tuple[str, Status, int, int, str, str]] = [
            (c.code, c.status, c.span.start, c.span.end, c.coder, c.id)
            for c in codings(project.store, document=document.id)
        ]
        some += [
            (s.suggestion.code, s.suggestion.status, s.suggestion.span.start, s.suggestion.span.end, "", s.id)
            for s in waiting
        ]
        for code, status, start, end, coder, key in some:
            if status is Status.NOT_ASSERTED:
                continue
            heading = next((s.label for s in reversed(sections) if s.span.start <= start), "")
            words = status_words(CellStatus(status.value), project.language)
            text = " ".join(document.text[start:end].split())
            place = heading or f"{start}–{end}"
            made.append((start, code, PassageLine(document.id, place, words, coder, text, key)))
        for _, code, line in sorted(made, key=lambda m: (m[0], m[1])):
            found[code].append(line)
    return found
