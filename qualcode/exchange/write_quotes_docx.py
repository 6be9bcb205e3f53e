"""Quotes as a Word file: by theme and code, each in a content control that leads back to its passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, word_ids
from qualcode.exchange.word_pages import Pages, WordCell, WordTable
from qualcode.exchange.xml_letters import storable
from qualcode.language.glyphs import status_words
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.table import Quote

TAG = f"{word_ids.QUOTE}{{id}}"
"""The tag of a quote's content control; ``verify`` looks for it."""


DAGGER = "†"
"""After a quote from minutes whose hidden names nobody has reviewed."""

_STATUSES = frozenset(CellStatus)


def write(
    quotes: Sequence[Quote],
    *,
    names: Mapping[str, str],
    kinds: Mapping[str, Kind] | None = None,
    lang: str,
    audience: Audience,
    template: bytes | None = None,
) -> bytes:
    """Give quotes as a .docx file, ids in an appendix and no case beside a quote.

    ``names`` are the names of themes and codes by path; its order is the order of print. ``kinds`` decide the words of a status: a
    view is opposed, a request declined. Quotes of the same code stand in the order of their ids, which tell nothing, so that no two can
    be put together.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    say = translator(lang)
    kinds = kinds or {}
    title = say(N_("Quotes by theme"))
    pages = Pages(lang, title=title, mark=export_words.mark(audience, lang), template=template)
    pages.text(title, "Title")
    if audience is Audience.INTERNAL:
        pages.text(export_words.mark(audience, lang), "Subtitle")
    add_notes(pages, quotes, lang)
    ordered = _ordered(quotes, names)
    theme = code = ""
    for quote in ordered:
        if (above := quote.code.split("/", 1)[0]) != theme:
            theme = above
            pages.heading(names.get(theme, theme), 1)
        if quote.code != code:
            code = quote.code
            if code != theme:
                pages.heading(names.get(code, code), 2)
        add_quote(pages, quote, kinds, lang)
    if not quotes:
        pages.text(say(N_("There are no quotes to print.")))
        return pages.finished()
    add_ids(pages, ordered, names, kinds, lang)
    return pages.finished()


def _ordered(quotes: Sequence[Quote], names: Mapping[str, str]) -> list[Quote]:
    place = {path: number for number, path in enumerate(names)}
    return sorted(quotes, key=lambda q: (place.get(q.code, len(place)), q.code, q.id))


def add_quote(pages: Pages, quote: Quote, kinds: Mapping[str, Kind], lang: str) -> None:
    """Append a quote in its content control; what its code's heading says holds for it unless words in brackets say otherwise."""
    after = words_after(quote.code, quote.status, kinds, lang, unreviewed=quote.marked_unreviewed)
    pages.controlled(quote.text, TAG.format(id=quote.id), "Quote", after=f" {after}" if after else "")


def words_after(code: str, status: str, kinds: Mapping[str, Kind], lang: str, *, unreviewed: bool) -> str:
    """Give what stands after a quote: its status in brackets where it is another than its heading says, and the dagger."""
    said = "" if status == CellStatus.PRESENT else f"({_words(status, code, kinds, lang)})"
    return " ".join(filter(None, (said, DAGGER if unreviewed else "")))


def add_notes(pages: Pages, quotes: Sequence[Quote], lang: str) -> None:
    """Append what a reader of quotes must know: how they are edited, what words in brackets and the dagger mean."""
    say = translator(lang)
    pages.text(
        say(N_("The quotes are edited: names are replaced and cuts are marked. Each quote has an id in the appendix."))
    )
    if any(q.status != CellStatus.PRESENT for q in quotes):
        pages.text(
            say(
                N_(
                    "Where a quote says something else than that its heading holds, words in brackets after it tell what."
                )
            )
        )
    if any(q.marked_unreviewed for q in quotes):
        pages.text(
            say(
                N_(
                    "Quotes marked † come from minutes whose hidden names nobody has reviewed yet; review them before publication."
                )
            )
        )


def add_ids(
    pages: Pages, quotes: Iterable[Quote], names: Mapping[str, str], kinds: Mapping[str, Kind], lang: str
) -> None:
    """Append the ids of quotes, each with its code, status and first words, as an appendix."""
    say = translator(lang)
    pages.heading(say(N_("Appendix: ids of the quotes")), 1, new_page=True)
    rows = tuple(
        tuple(map(WordCell, id_row(q.id, q.code, q.status, q.text, names=names, kinds=kinds, lang=lang)))
        for q in quotes
    )
    header = id_head(lang)
    described = say(N_("A row for each quote: its id, code, status and first words."))
    pages.table(
        WordTable(say(N_("Ids of the quotes")), described, header, rows, (1.4, 4, 1.2, 3.2), tag=word_ids.QUOTES)
    )


def id_head(lang: str) -> tuple[str, ...]:
    """Give the head of the table of ids."""
    say = translator(lang)
    return (say(N_("Id")), say(N_("Code")), say(N_("Status")), say(N_("Begins")))


def id_row(
    identity: str,
    code: str,
    status: str,
    text: str,
    *,
    names: Mapping[str, str],
    kinds: Mapping[str, Kind],
    lang: str,
) -> tuple[str, ...]:
    """Give a quote's row in the table of ids: its id, code, status and first words."""
    begins = " ".join(storable(text).split()[:6]) + " …"
    return (identity, names.get(code, code), _words(status, code, kinds, lang), begins)


def _words(status: str, code: str, kinds: Mapping[str, Kind], lang: str) -> str:
    """Give what a quote says of its code in words: among running text a sign would be a riddle."""
    if status not in _STATUSES:
        return status
    return status_words(CellStatus(status), lang, kinds.get(code, Kind.FINDING))
