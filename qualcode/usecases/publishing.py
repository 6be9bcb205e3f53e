"""Publishing: what may be written for whom, in which format; every file leaves through the gate of exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qualcode.domain.charts import Chart
from qualcode.domain.errors import N_, RefusedError
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Listing
from qualcode.domain.table import Cell, Count, Matrix, Quote
from qualcode.exchange.export_words import silent_note
from qualcode.exchange.matrix_shape import on_paper, proposed_cells
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.charting import counts_chart, counts_listing
from qualcode.usecases.export_gate import Written, own_words, publish
from qualcode.usecases.file_writers import COUNTS, FIGURE, LISTING, MATRIX, QUOTES, writer_for
from qualcode.usecases.project import Project
from qualcode.usecases.small_numbers import with_small_withheld
from qualcode.usecases.tabulating import matrix


class UnjudgedMatrixError(RefusedError):
    """Published numbers that rest on proposals."""

    sentence = N_(
        "The matrix has cells that are proposed, not judged ({number}): judge them (`qualcode judge`), or ask for it with "
        "--allow-unjudged; nothing was written."
    )


class SmallListingError(RefusedError):
    """A published table or figure whose small numbers the settings withhold."""

    sentence = N_(
        "The project withholds numbers below {below} (withhold_below), and this table or figure is full of them; ask for an internal "
        "one, or publish `qualcode counts` and `qualcode matrix`, which withhold; nothing was written."
    )


def write_matrix(
    project: Project,
    table: Matrix,
    target: Path,
    *,
    audience: Audience,
    passphrase: str | None,
    allow_unjudged: bool = False,
    values: Sequence[str] = ("status",),
    below: int | None = None,
    every: bool = False,
) -> Written:
    """Write a matrix to a .docx, .xlsx, .csv, .html, .md, .png or .svg file.

    ``every``: rows also for cases without minutes, which only sheets (.xlsx, .csv) have otherwise.

    Raises:
        UnjudgedMatrixError: for the published audience, when cells behind its numbers are proposals, unless ``allow_unjudged``;
        UnknownExportError, PassphraseNeededError, LeakFoundError (nothing is then written), FolderReadOnlyError.
    """
    write = writer_for(MATRIX, target)
    shown: dict[str, object] = {} if target.suffix.lower() in _PICTURES else {"values": values}
    if audience is Audience.PUBLISHED:
        table = judged_matrix(project, table, below=below, allow_unjudged=allow_unjudged)
    elif target.suffix.lower() not in _SHEETS:
        table = for_paper(project, table, every=every)
    if target.suffix.lower() == ".html" and audience is Audience.INTERNAL:
        shown["passages"] = _passages(project, table)
    lang = project.settings.language
    data = write(table, lang=lang, audience=audience, **shown)
    spoken = (silent_note(table.silent, lang),) if table.silent else ()
    exempt = _labels(project, table, audience)
    return publish(project, target, data, audience=audience, passphrase=passphrase, exempt=exempt, spoken=spoken)


def for_paper(project: Project, table: Matrix, *, every: bool = False) -> Matrix:
    """Give a matrix with the rows that pages and pictures for internal readers show: of cases with minutes or something judged.

    All of them when ``every`` case is asked for, or the settings say that the 21 counties are the rows.
    """
    return table if every or project.settings.cases == "lan" else on_paper(table)


def judged_matrix(project: Project, table: Matrix, *, below: int | None = None, allow_unjudged: bool = False) -> Matrix:
    """Give a matrix as it may be published: small numbers (``below`` the threshold of the settings unless told) are withheld.

    Raises:
        UnjudgedMatrixError: when cells behind its numbers are proposals, unless ``allow_unjudged``; SmallTallyError.
    """
    if not allow_unjudged:
        refuse_proposed(proposed_cells(table))
    k = project.settings.withhold_below if below is None else below
    if not k:
        return table
    whole = table if table.level == "code" or table.by != "case" else matrix(project, wave=table.wave, passages=False)
    return with_small_withheld(table, whole, k)


def refuse_proposed(number: int) -> None:
    """Refuse to publish numbers behind which so many cells are proposals.

    Raises:
        UnjudgedMatrixError: when there are any.
    """
    if number:
        raise UnjudgedMatrixError(number=number)


def write_counts(
    project: Project,
    found: Sequence[Count],
    target: Path,
    *,
    audience: Audience,
    passphrase: str | None,
    wave: str | None = None,
) -> Written:
    """Write the declared counts to a .docx file, as a table (.xlsx, .csv, .md, .json) or a figure (.png, .svg).

    Those that are withheld from the published audience stay out; how many is said. ``wave`` is the one that was counted, by default the
    latest.

    Raises:
        As ``write_matrix``.
    """
    lang = project.settings.language
    writer = writer_for({**LISTING, **FIGURE, **COUNTS}, target)
    shown = [c for c in found if not c.withheld]
    ending = target.suffix.lower()
    if ending in COUNTS:
        shelf = documents(project.store, segments=False)
        counted = max((d.metadata.wave for d in shelf), default="") if wave is None else wave
        data = writer(shown, lang=lang, audience=audience, withheld=len(found) - len(shown), wave=counted)
    else:
        source = project.speaking(lang)
        named = audience is Audience.INTERNAL
        made = counts_chart(source, found) if ending in FIGURE else counts_listing(source, found, named=named)
        data = writer(made, lang=lang, audience=audience)
    exempt = {c.label for c in shown} | {c.sentence for c in shown} | {c.remainder for c in shown}
    exempt |= {", ".join(c.cases) for c in shown} if audience is Audience.INTERNAL else set()
    return publish(
        project, target, data, audience=audience, passphrase=passphrase, exempt=exempt | set(own_words(project))
    )


def write_quotes(
    project: Project, found: Sequence[Quote], target: Path, *, audience: Audience, passphrase: str | None
) -> Written:
    """Write quotes, by theme and code, to a .docx file.

    Raises:
        As ``write_matrix``.
    """
    writer = writer_for(QUOTES, target)
    kinds = {c.path: c.kind for c in project.codebook.walk()}
    data = writer(
        tuple(found), lang=project.settings.language, audience=audience, names=_code_names(project), kinds=kinds
    )
    return publish(project, target, data, audience=audience, passphrase=passphrase, exempt=own_words(project))


def write_listing(
    project: Project,
    listing: Listing,
    target: Path,
    *,
    audience: Audience,
    passphrase: str | None,
    chart: Callable[[], Chart] | None = None,
    withholds: bool = False,
) -> Written:
    """Write a listing to a .docx, .xlsx, .csv, .md or .json file, or the ``chart`` of it to a .png or .svg file.

    ``withholds``: its small numbers are withheld already.

    Raises:
        SmallListingError: for the published audience, when small numbers are to be withheld; else as ``write_matrix``.
    """
    if chart is not None and target.suffix.lower() in FIGURE:
        return write_figure(project, chart(), target, audience=audience, passphrase=passphrase, withholds=withholds)
    writer = writer_for(LISTING if chart is None else {**LISTING, **FIGURE}, target)
    if not withholds:
        _whole_numbers_only(project, audience)
    data = writer(listing, lang=project.settings.language, audience=audience)
    exempt = set(own_words(project)) | {c.name for c in listing.columns}
    if audience is Audience.INTERNAL:
        # A case stands by itself in its own cell; in the middle of a text it is checked like any other word.
        case = next((n for n, c in enumerate(listing.columns) if c.id == "case"), None)
        exempt |= {str(row[case]) for row in listing.rows} if case is not None else set()
    return publish(project, target, data, audience=audience, passphrase=passphrase, exempt=exempt, spoken=listing.notes)


def write_figure(
    project: Project,
    chart: Chart,
    target: Path,
    *,
    audience: Audience,
    passphrase: str | None,
    withholds: bool = False,
) -> Written:
    """Write a chart to a .png or .svg file. ``withholds``: its small numbers are withheld already.

    Raises:
        As ``write_listing``.
    """
    if not withholds:
        _whole_numbers_only(project, audience)
    data = writer_for(FIGURE, target)(chart, lang=project.settings.language, audience=audience)
    return publish(
        project,
        target,
        data,
        audience=audience,
        passphrase=passphrase,
        exempt=own_words(project),
        spoken=(*chart.notes, chart.described),
    )


def _whole_numbers_only(project: Project, audience: Audience) -> None:
    """Refuse to publish what tells small numbers that the settings withhold: its numbers could be computed back from each other."""
    if audience is Audience.PUBLISHED and project.settings.withhold_below > 0:
        raise SmallListingError(below=project.settings.withhold_below)


def _passages(project: Project, table: Matrix) -> dict[str, str]:
    """Give the stored text of every passage behind the cells, by its id."""
    texts = {d.id: d.text for d in documents(project.store, segments=False)}
    wanted = {
        key for row in table.cells.values() for cell in row.values() if isinstance(cell, Cell) for key in cell.passages
    }
    found = {c.id: c.span.of(texts[c.document]) for c in codings(project.store) if c.id in wanted}
    waiting = (s for s in suggestions(project.store, waiting=True) if s.id in wanted)
    return found | {s.id: s.suggestion.span.of(texts[s.document]) for s in waiting}


_PICTURES = (".png", ".svg")
"""Pictures show statuses, whatever else was asked for."""


_SHEETS = (".xlsx", ".csv")
"""What programs go on with has every case: a row that is missing would look like one that was never there."""


def _labels(project: Project, table: Matrix, audience: Audience) -> set[str]:
    names = {c.name for c in table.columns} | {c.id for c in table.columns}
    # Published files have no rows for cases, so a case's name in one is a leak like any other.
    cases = {*table.rows, *table.silent} if audience is Audience.INTERNAL else set()
    return names | cases | set(own_words(project))


def _code_names(project: Project) -> dict[str, str]:
    return {c.path: c.name(project.settings.language) for c in project.codebook.walk()}
