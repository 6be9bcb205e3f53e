"""The report as a Word file: method, counts, theme by theme with figures and quotes, appendices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, matrix_shape, word_ids, write_quotes_docx
from qualcode.exchange.word_pages import SMALL, Pages, WordCell, WordTable, run
from qualcode.exchange.write_counts_docx import add_counts
from qualcode.exchange.write_listing import add_notes, word_table
from qualcode.exchange.write_matrix_docx import add_left_out, add_proposed, counted_table
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.codebook import Code
    from qualcode.domain.listing import Listing
    from qualcode.domain.report import Report


_NAMES = 2.6
"""The column of names beside those of figures, narrow enough for their heads on an upright page."""


def write(report: Report, *, lang: str, audience: Audience, template: bytes | None = None) -> bytes:
    """Give a report as a .docx file. ``template`` is a Word file that lends styles, header and footer.

    Quotes and counts stand in content controls, by which `qualcode verify` finds them again.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    say = translator(lang)
    mark = export_words.mark(audience, lang)
    pages = Pages(lang, title=report.title, mark=mark, template=template)
    pages.text(report.title, "Title")
    if mark:
        pages.text(mark, "Subtitle")
    pages.contents()
    pages.heading(say(N_("How the material was made and analysed")), 1, new_page=True)
    told = (
        pages.control(run(sentence), f"{word_ids.COUNT}{word_ids.METHOD}{number}")
        for number, sentence in enumerate(report.method, 1)
    )
    pages.paragraph(run(" ").join(told))
    if report.left_out:
        pages.paragraph(run(say(N_("Not in the analysis:"))), extra="<w:keepNext/>")
        add_left_out(pages, report.left_out)
    if report.counts:
        pages.heading(say(N_("The counts")), 1)
        add_counts(pages, report.counts, lang, report.matrix.wave)
    _figures(pages, report, lang, audience)
    _themes(pages, report, lang)
    if report.quotes:
        place = {code: number for number, code in enumerate(report.names)}
        # A code that the codebook knows no more stands last.
        ordered = sorted(report.quotes, key=lambda q: (place.get(q.code, len(place)), q.code, q.id))
        write_quotes_docx.add_ids(pages, ordered, report.names, report.kinds, lang)
    _codebook(pages, report.codes, lang)
    for listing in report.listings:
        _listing(pages, listing, lang)
    return pages.finished()


def _figures(pages: Pages, report: Report, lang: str, audience: Audience) -> None:
    """Print the whole matrix and how often the codes come up as figures, a page each."""
    from qualcode.exchange import report_figures

    pages.heading(translator(lang)(N_("The material at a glance")), 1, new_page=True)
    pages.picture(report_figures.heat_map(report.drawn, lang=lang, audience=audience))
    if report.chart is not None and report.chart.bars:
        pages.picture(report_figures.bars(report.chart, lang=lang))


def _themes(pages: Pages, report: Report, lang: str) -> None:
    """Print each theme: its codes by status, then the quotes under the names of their codes."""
    say = translator(lang)
    if report.quotes:
        pages.heading(say(N_("The themes")), 1, new_page=True)
        write_quotes_docx.add_notes(pages, report.quotes, lang)
    for group in matrix_shape.groups(report.matrix):
        pages.heading(group.name, 1 if not report.quotes else 2)
        pages.table(counted_table(report.matrix, group, lang, first=_NAMES, size=SMALL))
        for column in group.columns:
            quotes = sorted((q for q in report.quotes if q.code == column.id), key=lambda q: q.id)
            if quotes:
                pages.heading(column.name, 3 if report.quotes else 2)
            for quote in quotes:
                write_quotes_docx.add_quote(pages, quote, report.kinds, lang)
    if report.matrix.withheld:
        pages.text(export_words.withheld_note(report.matrix.below, lang))
    if number := matrix_shape.proposed_cells(report.matrix):
        add_proposed(pages, number, lang)


def _codebook(pages: Pages, codes: Iterable[Code], lang: str) -> None:
    """Print the codebook: every code with its definition, in the order of the file."""
    say = translator(lang)
    pages.heading(say(N_("Appendix: the codebook")), 1, new_page=True)
    for theme in codes:
        rows = tuple(
            (WordCell(code.name(lang), bold=True), WordCell(_told(code, lang)))
            for code in _below(theme)
            if code.codable
        )
        if rows:
            described = say(N_("A row for each code: its name, and what it means."))
            header = (say(N_("Code")), say(N_("Definition")))
            tag = word_ids.table_tag("codebook", wave="", key=theme.path)
            pages.table(WordTable(theme.name(lang), described, header, rows, (2.2, 5), tag=tag))


def _told(code: Code, lang: str) -> str:
    """Give the definition of a code, else its brief one, in the language or any other."""
    for words in (code.definition, code.brief):
        if words:
            return words.get(lang) or next(iter(words.values()))
    return ""


def _below(code: Code) -> Iterable[Code]:
    yield code
    for child in code.children:
        yield from _below(child)


def _listing(pages: Pages, listing: Listing, lang: str) -> None:
    pages.heading(listing.title, 1, new_page=True)
    add_notes(pages, listing)
    if listing.rows:
        pages.table(word_table(listing, lang))
