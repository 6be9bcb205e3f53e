"""Reporting: the whole report, and the page of one case, put together and written through the gate."""

from __future__ import annotations

from pathlib import Path

from qualcode.analysis.matrix import code_matrix
from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import Audience
from qualcode.domain.report import Report
from qualcode.exchange.export_words import left_out_lines
from qualcode.exchange.matrix_shape import proposed_cells
from qualcode.language.wording import translator
from qualcode.usecases.empty_selections import nothing_analysed
from qualcode.usecases.export_gate import Written, own_words, publish
from qualcode.usecases.frequencies import frequency_chart
from qualcode.usecases.material import load_added_up
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import UnjudgedMatrixError, for_paper
from qualcode.usecases.quoting import quotes
from qualcode.usecases.report_appendices import agreement_appendix, trail_appendix
from qualcode.usecases.report_method import method
from qualcode.usecases.report_template import template_bytes
from qualcode.usecases.small_numbers import with_small_withheld
from qualcode.usecases.tabulating import counts


class NotWordError(UsageError):
    """A report in another format than Word."""

    sentence = N_("{path}: reports are written to .docx files.")


def write_report(
    project: Project,
    target: Path,
    *,
    audience: Audience = Audience.PUBLISHED,
    wave: str | None = None,
    per_code: int = 2,
    template: Path | None = None,
    passphrase: str | None = None,
    allow_unjudged: bool = False,
    allow_unreviewed: bool = False,
) -> Written:
    """Write the report to a .docx file, with the look of ``template`` (a .docx or .dotx file) when one is given.

    Raises:
        NotWordError; UnjudgedMatrixError and UnjudgedCountError: for the published audience, when numbers rest on proposals, unless
        ``allow_unjudged``; PassphraseNeededError, LeakFoundError (nothing is then written), FolderReadOnlyError, UnknownWaveError;
        QualcodeError: when the template is no Word file.
    """
    from qualcode.exchange.write_report_docx import write

    if target.suffix.lower() != ".docx":
        raise NotWordError(path=target)
    lent = None if template is None else template_bytes(template)
    source = project.speaking(project.settings.language)
    made = report(
        source,
        audience=audience,
        wave=wave,
        per_code=per_code,
        allow_unjudged=allow_unjudged,
        allow_unreviewed=allow_unreviewed,
    )
    data = write(made, lang=source.language, audience=audience, template=lent)
    exempt = {*own_words(project), *(said for c in made.counts for said in (c.label, c.sentence, c.remainder))}
    spoken = (*made.chart.notes, made.chart.described) if made.chart else ()
    return publish(project, target, data, audience=audience, passphrase=passphrase, exempt=exempt, spoken=spoken)


def report(
    project: Project,
    *,
    audience: Audience = Audience.PUBLISHED,
    wave: str | None = None,
    per_code: int = 2,
    allow_unjudged: bool = False,
    allow_unreviewed: bool = False,
    below: int | None = None,
    steps: int | None = None,
) -> Report:
    """Put the report together; ``below`` is the threshold of small numbers (that of the settings unless told), ``steps`` ends the trail.

    Raises:
        NothingAnalysedError, UnjudgedMatrixError, UnjudgedCountError, UnknownWaveError.
    """
    language = project.language
    material = load_added_up(project, by_case=True)
    matrix = code_matrix(material, wave)
    if not matrix.denominator:
        raise nothing_analysed(project, wave)
    number = proposed_cells(matrix)
    if audience is Audience.PUBLISHED and not allow_unjudged and number:
        raise UnjudgedMatrixError(number=number)
    if audience is Audience.PUBLISHED:
        k = project.settings.withhold_below if below is None else below
        matrix = with_small_withheld(matrix, matrix, k)
    counted = counts(project, wave=wave, audience=audience, allow_unjudged=allow_unjudged, below=below)
    book = project.codebook
    title = (
        translator(language)(N_("Report"))
        if not matrix.wave
        else translator(language)(N_("Report {wave}")).format(wave=matrix.wave)
    )
    return Report(
        title=title,
        method=method(project, material, matrix),
        counts=tuple(c for c in counted if not c.withheld),
        matrix=matrix,
        drawn=matrix if audience is Audience.PUBLISHED else for_paper(project, matrix),
        quotes=quotes(project, per_code=per_code, wave=wave, allow_unreviewed=allow_unreviewed) if per_code else (),
        codes=book.themes,
        listings=(
            *agreement_appendix(project, wave, matrix.wave),
            trail_appendix(project, audience, matrix.wave, steps),
        ),
        left_out=left_out_lines(matrix.left_out, language, audience),
        names={c.path: c.name(language) for c in book.walk()},
        kinds={c.path: c.kind for c in book.walk()},
        chart=frequency_chart(project, matrix),
    )
