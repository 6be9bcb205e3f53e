"""Reporting: the whole report, and the page of one case, put together and written through the gate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from qualcode.analysis.agreement_words import meaning
from qualcode.analysis.matrix import Material, analysed, code_matrix
from qualcode.domain.amounts import MINUTES
from qualcode.domain.coding import Coding, Origin
from qualcode.domain.errors import N_, Nn_, UsageError
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing, Value
from qualcode.domain.report import Report
from qualcode.domain.table import Cell, Matrix
from qualcode.exchange.export_words import left_out_lines
from qualcode.exchange.matrix_shape import cases_noun, proposed_cells
from qualcode.exchange.word_ids import table_tag
from qualcode.language.numbers import decimal, percent_words
from qualcode.language.wording import filled, translator
from qualcode.storage.coding_rows import codings
from qualcode.storage.ledger import history
from qualcode.usecases.agreeing import (
    NothingSharedAtAllError,
    NothingSharedError,
    TooFewCodersError,
    compare_coders,
)
from qualcode.usecases.empty_selections import nothing_analysed
from qualcode.usecases.export_gate import Written, own_words, publish
from qualcode.usecases.frequencies import frequency_chart
from qualcode.usecases.material import load_added_up
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import UnjudgedMatrixError, for_paper
from qualcode.usecases.quoting import quotes
from qualcode.usecases.recalling import ACTIONS
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
        method=_method(project, material, matrix),
        counts=tuple(c for c in counted if not c.withheld),
        matrix=matrix,
        drawn=matrix if audience is Audience.PUBLISHED else for_paper(project, matrix),
        quotes=quotes(project, per_code=per_code, wave=wave, allow_unreviewed=allow_unreviewed) if per_code else (),
        codes=book.themes,
        listings=(*_agreement(project, wave, matrix.wave), _trail(project, audience, matrix.wave, steps)),
        left_out=left_out_lines(matrix.left_out, language, audience),
        names={c.path: c.name(language) for c in book.walk()},
        kinds={c.path: c.kind for c in book.walk()},
        chart=frequency_chart(project, matrix),
    )


def _method(project: Project, material: Material, matrix: Matrix) -> tuple[str, ...]:
    """Give sentences on how the material came about and was coded, from what the project knows."""
    say = translator(project.language)
    part = analysed(material, matrix.wave)
    talks = [d for d in part.documents if not d.is_answer]
    dates = sorted(d.metadata.date for d in talks if d.metadata.date)
    people = [d.participants for d in talks if d.participants]
    given = [c for c in codings(project.store) if c.document in {d.id for d in part.documents}]
    told = [
        filled(
            N_("The analysis rests on {minutes} from {cases}."),
            project.language,
            {"minutes": MINUTES.of(len(talks)), "cases": cases_noun(matrix).of(len({d.metadata.case for d in talks}))},
        )
    ]
    if len(talks) < len(part.documents):
        sentence = Nn_(
            "{number} answer to a survey is in it as well; what is said of dialogues does not count it.",
            "{number} answers to a survey are in it as well; what is said of dialogues does not count them.",
        )
        told.append(say(sentence).format(number=len(part.documents) - len(talks)))
    if dates:
        told.append(say(N_("The dialogues were held from {first} to {last}.")).format(first=dates[0], last=dates[-1]))
        if len(dates) < len(talks):
            undated = len(talks) - len(dates)
            told.append(
                say(
                    Nn_(
                        "{number} of the minutes has no date and does not count in this.",
                        "{number} minutes have no date and do not count in this.",
                    )
                ).format(number=undated)
            )
    if people:
        sentence = Nn_(
            "{people} person took part, {fewest}–{most} in each dialogue.",
            "{people} people took part, {fewest}–{most} in each dialogue.",
            by="people",
        )
        told.append(say(sentence).format(people=sum(people), fewest=min(people), most=max(people)))
        if len(people) < len(talks):
            missing = len(talks) - len(people)
            told.append(
                say(
                    Nn_(
                        "{number} of the minutes does not list who took part.",
                        "{number} minutes do not list who took part.",
                    )
                ).format(number=missing)
            )
    book = project.codebook
    sentence = Nn_(
        "They were coded with the codebook {name}, version {version}, which has {codes} code.",
        "They were coded with the codebook {name}, version {version}, which has {codes} codes.",
        by="codes",
    )
    name = book.names.get(project.language) or book.id
    told.append(say(sentence).format(name=name, version=book.version, codes=len(book.codes())))
    told += _coding_sentences(given, project.language)
    said = [c for row in matrix.cells.values() for c in row.values() if isinstance(c, Cell) and c.count]
    judged = sum(c.judged for c in said)
    if said:
        of_cells = N_("Of the {cells} cells with passages {judged} have been judged by a person.")
        told.append(say(of_cells).format(cells=len(said), judged=judged))
    told.append(
        say(
            N_(
                "Names and other identifying words were replaced before anything was stored; quotes are edited once more for publication."
            )
        )
    )
    return tuple(told)


def _coding_sentences(given: Sequence[Coding], language: str) -> list[str]:
    say = translator(language)
    if not given:
        return []
    coders = len({c.coder for c in given})
    begun = sum(c.origin is Origin.SUGGESTION for c in given) / len(given)
    told = [
        say(
            N_("{number} passages were coded by {coders} coders.")
            if coders > 1
            else Nn_("{number} passage was coded by one coder.", "{number} passages were coded by one coder.")
        ).format(number=len(given), coders=coders)
    ]
    if begun:
        sentence = N_("{share} of them began as a suggestion of the program that a person accepted.")
        told.append(say(sentence).format(share=percent_words(begun, language)))
    return told


def _agreement(project: Project, wave: str | None, counted: str) -> tuple[Listing, ...]:
    """Give the appendix on agreement, when two coders have something in common to compare."""
    say = translator(project.language)
    try:
        found = compare_coders(project, wave=wave)
    except (TooFewCodersError, NothingSharedError, NothingSharedAtAllError):
        return ()
    names = project.codebook
    rows: list[tuple[Value, ...]] = []
    for one in (found.overall, *found.codes):
        if not one.units:
            continue
        code = names.find(one.code)
        label = code.name(project.language) if code else say(N_("all codes"))
        values = (one.estimates[k] for k in ("percent", "cohen_kappa", "krippendorff_alpha"))
        numbers = ("–" if e.value is None else _ranged(e.value, e.low, e.high, project.language) for e in values)
        rows.append((label, one.units, one.used, *numbers))
    heads = (
        Head("code", say(N_("Code")), 3),
        Head("units", say(N_("Cells"))),
        Head("used", say(N_("Used"))),
        Head("percent", say(N_("Percent")), 1.6),
        Head("cohen_kappa", "Cohen κ", 1.6),
        Head("krippendorff_alpha", "Krippendorff α", 1.6),
    )
    notes = meaning(found.overall, found.codes, found.suggested, project.language)
    described = say(N_("A row for each code, with 95 % intervals in brackets."))
    title = say(N_("Appendix: agreement between coders"))
    tag = table_tag("agreement", wave=counted)
    return (Listing(title, described, heads, tuple(rows), notes, tag),)


def _ranged(value: float, low: float | None, high: float | None, language: str) -> str:
    said = decimal(value, language)
    return said if low is None or high is None else f"{said} ({decimal(low, language)}–{decimal(high, language)})"


def _trail(project: Project, audience: Audience, wave: str, most: int | None) -> Listing:
    """Give the appendix on what was done: the kinds of steps with their number, first and last day; who only for internal readers.

    ``most`` ends it after so many steps.
    """
    say = translator(project.language)
    internal = audience is Audience.INTERNAL
    # The oldest first: what was done after a report was written is not in its trail.
    steps = sorted((s for s in history(project.store) if s.state == "done"), key=lambda s: s.id)[:most]
    keys = Counter((s.action, s.coder if internal else "") for s in steps)
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in steps:
        days[step.action, step.coder if internal else ""].append(step.at[:10])
    rows = tuple(
        (
            say(ACTIONS.get(action, action)),
            *((coder,) if internal else ()),
            number,
            min(days[action, coder]),
            max(days[action, coder]),
        )
        for (action, coder), number in sorted(keys.items())
    )
    heads = (
        Head("action", say(N_("Step")), 3),
        *((Head("coder", say(N_("Coder")), 1.5),) if internal else ()),
        Head("number", say(N_("Number"))),
        Head("first", say(N_("First day")), 1.2),
        Head("last", say(N_("Last day")), 1.2),
    )
    described = say(N_("A row for each kind of step, with its number and its first and last day."))
    tag = table_tag("trail", wave=wave, view=str(len(steps)), key="coders" if internal else "")
    return Listing(say(N_("Appendix: audit trail")), described, heads, rows, tag=tag)
