"""Remaking: the numbered sentences and tables of a Word file, written again from the project as it stands, to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from qualcode.analysis.counting import count_all
from qualcode.domain.finding import Audience
from qualcode.exchange.export_words import silent_note, withheld_note
from qualcode.exchange.matrix_shape import VALUES, on_paper
from qualcode.exchange.word_controls import controls
from qualcode.exchange.word_ids import (
    CELL,
    COUNT,
    METHOD,
    PASSAGE,
    TableTag,
    digest,
    read_table_tag,
    short,
    view,
)
from qualcode.exchange.word_tables import printed_tables
from qualcode.storage.document_rows import documents
from qualcode.usecases.case_pages import case_page
from qualcode.usecases.material import load_added_up
from qualcode.usecases.project import Project
from qualcode.usecases.relisting import LISTINGS, UnaskedError, listed_again
from qualcode.usecases.reporting import report
from qualcode.usecases.tabulating import matrix

Rows = list[tuple[str, ...]]
"""Rows of words, without the header."""


@dataclass(slots=True)
class Remade:
    """What a file would say now: sentences, cells and passages by tag; tables by tag, each a list of (header, rows).

    ``after`` is what stands after sentences, cells and passages in their paragraphs, by tag.

    ``spoken`` are sentences that the program made where labels may stand, such as notes below a figure; ``unasked`` are the tags of tables
    whose question nobody can tell from the file, so that they are not checked; ``questions`` what the others' captions ask for, by tag.
    """

    sentences: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[tuple[tuple[str, ...], Rows]]] = field(default_factory=dict)
    spoken: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)

    def take(self, data: bytes) -> None:
        """Add what a file just written says."""
        for control in controls(data):
            if control.tag.startswith((COUNT, CELL, PASSAGE)):
                self.sentences[control.tag] = control.text
                self.after[control.tag] = control.after
        for table in printed_tables(data):
            if table.tag and table.rows:
                self.tables.setdefault(table.tag, []).append((table.rows[0], list(table.rows[1:])))


def remade(
    project: Project,
    tags: Iterable[str],
    *,
    audience: Audience,
    wave: str | None,
    captions: Mapping[str, str] | None = None,
    notes: str = "",
) -> Remade:
    """Write again, from the project as it stands, what holds these tags; ``wave`` where a tag tells none.

    ``captions`` are those of the tables by tag: in them stands what a query asks for; ``notes`` are the file's other sentences, line by
    line: in one stands which sets a table of combinations is of.

    Nothing is withheld here: what a file withholds is for its reader not to see, not for the one who checks it.

    Raises:
        UnknownWaveError.
    """
    made = Remade()
    tags = tuple(tags)
    # The file was written in the project's language, whatever the person before the screen speaks.
    source = project.speaking(project.settings.language)
    tables = {told for tag in tags if (told := read_table_tag(tag)) is not None}
    if any(tag.startswith(COUNT) and not _method(tag) for tag in tags) or any(t.kind == "counts" for t in tables):
        _counts(source, made, audience, _wave(source, tables, wave))
    for told in _views(tables):
        _matrix(source, made, audience, told)
    for told in tables:
        if told.kind in LISTINGS:
            _listing(source, made, audience, told, (captions or {}).get(str(told), ""), notes)
    if any(_report(tag) for tag in tags) or any(t.kind in ("agreement", "trail", "codebook") for t in tables):
        steps = next((int(t.view) for t in tables if t.kind == "trail" and t.view.isdecimal()), None)
        _written_report(source, made, audience, _wave(source, tables, wave), steps)
    if any(tag.startswith(CELL) for tag in tags):
        _cases(source, made, tags)
    return made


def _wave(project: Project, tables: Iterable[TableTag], asked: str | None) -> str | None:
    if asked is not None:
        return asked
    known = {short(wave): wave for wave in {d.metadata.wave for d in documents(project.store, segments=False)}}
    return next((known[t.wave] for t in sorted(tables, key=str) if t.wave in known), None)


def _method(tag: str) -> bool:
    return tag.startswith(COUNT + METHOD)


def _report(tag: str) -> bool:
    return _method(tag) and tag.removeprefix(COUNT + METHOD).isdecimal()


def _counts(project: Project, made: Remade, audience: Audience, wave: str | None) -> None:
    from qualcode.exchange.write_counts_docx import write

    found = count_all(load_added_up(project), wave)
    shelf = documents(project.store, segments=False)
    counted = max((d.metadata.wave for d in shelf), default="") if wave is None else wave
    made.take(write(found, lang=project.language, audience=audience, wave=counted))


def _views(tables: Iterable[TableTag]) -> set[TableTag]:
    return {TableTag(t.kind, t.wave, t.view) for t in tables if t.kind in ("cells", "counted")}


def _matrix(project: Project, made: Remade, audience: Audience, told: TableTag) -> None:
    """Write the matrix whose view has this digest; when none has, its tables stay unknown."""
    from qualcode.exchange.write_matrix_docx import write

    found = _shown(project, told)
    if found is None:
        return
    level, by, values, amount = found
    wave = _wave(project, [told], None)
    table = matrix(
        project, level=level, wave=wave, by=by, amount=amount or None, quotes="quote" in values, passages=False
    )
    paper = on_paper(table)
    # Whether cases without minutes have rows or stand in a sentence is the file's own choice.
    ways = (table, paper) if paper.silent and audience is Audience.INTERNAL else (table,)
    for way in ways:
        made.take(write(way, lang=project.language, audience=audience, values=values or ("status",)))
        if way.silent:
            made.spoken.append(silent_note(way.silent, project.language))


def _shown(project: Project, told: TableTag) -> tuple[str, str, tuple[str, ...], str] | None:
    """Find out what a matrix shows by trying all that can be asked for."""
    attributes = sorted({name for d in documents(project.store, segments=False) for name in d.metadata.attributes})
    for level in ("code", "theme"):
        for by in ("case", "wave", *attributes):
            if told.kind == "counted":
                if told.view == view(level, by, (), ""):
                    return level, by, (), ""
                continue
            for values in _choices():
                for amount in attributes if "amount" in values else ("",):
                    if told.view == view(level, by, values, amount):
                        return level, by, values, amount
    return None


def _choices() -> Iterable[tuple[str, ...]]:
    for size in range(1, len(VALUES) + 1):
        yield from combinations(VALUES, size)


def _written_report(project: Project, made: Remade, audience: Audience, wave: str | None, steps: int | None) -> None:
    from qualcode.exchange.write_report_docx import write

    found = report(project, audience=audience, wave=wave, per_code=0, allow_unjudged=True, below=0, steps=steps)
    made.take(write(found, lang=project.language, audience=audience))
    made.spoken += (*found.chart.notes, found.chart.described) if found.chart else ()


def _listing(project: Project, made: Remade, audience: Audience, told: TableTag, caption: str, notes: str) -> None:
    """Write a listing again; one whose wave or codes are no longer there stays unknown."""
    from qualcode.exchange.write_listing import docx

    known = _wave(project, [told], None)
    if told.wave and known is None:
        return
    try:
        found = listed_again(project, told, known, caption, notes)
    except UnaskedError:
        made.unasked.append(str(told))
        return
    if found is not None:
        if told.kind == "query":
            made.questions[str(told)] = found.title
        # Small numbers are not withheld here, which a tag may tell.
        found = replace(found, tag=str(told))
        made.take(docx(found, lang=project.language, audience=audience))
        made.spoken += found.notes
        if told.key.startswith("k") and told.key[1:].isdecimal():
            said = withheld_note(int(told.key[1:]), project.language)
            made.sentences[f"{COUNT}{METHOD}withheld"] = said


def _cases(project: Project, made: Remade, tags: Iterable[str]) -> None:
    """Write the pages of the cases that the tags of cells are of; a case no longer known stays unknown."""
    from qualcode.exchange.write_case_docx import write

    shelf = documents(project.store, segments=False)
    asked = {tuple(tag.removeprefix(CELL).split(":")[:2]) for tag in tags if tag.startswith(CELL)}
    pages = {(d.metadata.case, d.metadata.wave) for d in shelf}
    for case, wave in sorted(pages):
        if (short(wave), digest(case)) in asked:
            page = case_page(project, case, wave=wave)
            made.take(write(page, lang=project.language, audience=Audience.INTERNAL))
