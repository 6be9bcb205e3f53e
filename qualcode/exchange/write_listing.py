"""Listings as files: Word, Excel, CSV, Markdown and JSON."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, word_ids
from qualcode.exchange.formula_guard import harmless
from qualcode.exchange.markdown_tables import row_of
from qualcode.exchange.xml_letters import storable
from qualcode.language.numbers import written
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.listing import Listing
    from qualcode.exchange.word_pages import Pages, WordTable

_NUMBER_WIDTH, _LETTERS = 10, 18
"""Widths of Excel columns: of numbers, and of words for each share of the page."""


def docx(listing: Listing, *, lang: str, audience: Audience, template: bytes | None = None) -> bytes:
    """Give a listing as a .docx file in landscape: title, table, notes.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    from qualcode.exchange.word_pages import Pages

    listing = listing.for_pages()
    mark = export_words.mark(audience, lang)
    pages = Pages(lang, title=listing.title, landscape=True, mark=mark, template=template)
    pages.text(listing.title, "Title")
    if mark:
        pages.text(mark, "Subtitle")
    add_notes(pages, listing)
    if not listing.rows:
        pages.text(translator(lang)(N_("Nothing was found.")))
        return pages.finished()
    pages.table(word_table(listing, lang))
    return pages.finished()


def add_notes(pages: Pages, listing: Listing) -> None:
    """Append the notes of a listing: those of one with an id and rows in content controls, since they tell numbers as well."""
    kind = word_ids.read_table_tag(listing.tag) if listing.rows else None
    for number, note in enumerate(listing.notes, 1):
        if kind is None:
            pages.text(note)
        else:
            pages.controlled(note, f"{word_ids.COUNT}{word_ids.METHOD}{kind.kind}-{number}", "Normal")


def word_table(listing: Listing, lang: str) -> WordTable:
    """Give a listing as the table of a Word page, words to the left and numbers to the right."""
    from qualcode.exchange.word_pages import WordCell, WordTable

    rows = tuple(
        tuple(WordCell(written(v, lang), align="left" if isinstance(v, str) else "right") for v in row)
        for row in listing.rows
    )
    header = tuple(c.name for c in listing.columns)
    widths = tuple(c.width for c in listing.columns)
    return WordTable(listing.title, listing.described, header, rows, widths, tag=listing.tag)


def xlsx(listing: Listing, *, lang: str, audience: Audience) -> bytes:
    """Give a listing as a workbook of one sheet, with its notes on a second."""
    from openpyxl import Workbook

    from qualcode.exchange.excel_sheets import add_sheet
    from qualcode.exchange.office_properties import LOCALES, properties
    from qualcode.exchange.steady_zip import repack

    listing = listing.for_sheets()
    say = translator(lang)
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    words = [
        isinstance(next((r[n] for r in listing.rows if r[n] is not None), ""), str) for n in range(len(listing.columns))
    ]
    widths = tuple(
        round(_LETTERS * c.width) if text else _NUMBER_WIDTH for c, text in zip(listing.columns, words, strict=True)
    )
    add_sheet(book, say(N_("Table")), "table", [[c.name for c in listing.columns], *listing.rows], widths=widths)
    notes = [listing.title, listing.described, *listing.notes]
    add_sheet(book, say(N_("Notes")), "notes", [[say(N_("Note"))], *([note] for note in notes)], widths=(100,))
    mark = export_words.mark(audience, lang)
    if mark:
        sheets: list[Any] = book.worksheets
        for sheet in sheets:
            sheet.oddHeader.right.text = mark
    target = BytesIO()
    book.save(target)
    return repack(target.getvalue(), replace=properties(listing.title, LOCALES[lang]))


def comma_separated(listing: Listing, *, lang: str, audience: Audience) -> bytes:
    """Give a listing as CSV in UTF-8 with a byte-order mark, semicolons and decimal commas in Swedish files."""
    del audience
    listing = listing.for_sheets()
    target = StringIO(newline="")
    rows = csv.writer(target, delimiter=";" if lang == "sv" else ",", lineterminator="\r\n")
    rows.writerow([harmless(c.name) for c in listing.columns])
    for row in listing.rows:
        rows.writerow([harmless(v) if isinstance(v, str) else written(v, lang) for v in row])
    return target.getvalue().encode("utf-8-sig")


def markdown(listing: Listing, *, lang: str, audience: Audience) -> bytes:
    """Give a listing as a Markdown table."""
    listing = listing.for_pages()
    mark = export_words.mark(audience, lang)
    lines = [f"# {listing.title}", "", *([f"*{mark}*", ""] if mark else []), *(f"{n}\n" for n in listing.notes)]
    heads = [c.name for c in listing.columns]
    lines += [
        row_of(heads),
        row_of(["---"] * len(heads)),
        *(row_of([written(v, lang) for v in r]) for r in listing.rows),
    ]
    return storable("\n".join(lines) + "\n").encode()


def to_json(listing: Listing, *, lang: str, audience: Audience) -> bytes:
    """Give a listing as JSON: a list of objects by the columns' ids."""
    del lang, audience
    return (json.dumps(listing.objects(), ensure_ascii=False, indent=1) + "\n").encode()
