"""Picking quotes by hand: a passage as it would stand in print, and those that somebody picked as quotes."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.domain.errors import N_, RefusedError, UnknownDocumentError
from qualcode.domain.spans import Span
from qualcode.domain.table import Quote
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.coding_by_hand import known_coding
from qualcode.usecases.project import Project
from qualcode.usecases.quote_choice import Candidate
from qualcode.usecases.quoting import published_text, quote_of


class UnreviewedQuoteError(RefusedError):
    """A picked passage of a document whose hidden names nobody has reviewed."""

    sentence = N_(
        "{coding} lies in {document}, whose hidden names nobody has reviewed, so it is not quoted: `qualcode anonymise status`."
    )


class TellingQuoteError(RefusedError):
    """A picked passage whose words may tell where it comes from."""

    sentence = N_("{coding} may tell its county by its words ({words}), so it is not quoted; pick another passage.")


def as_published(project: Project, document: str, span: Span) -> str:
    """Give a passage as it would stand in what is published: names and places hidden, cuts marked.

    Raises:
        UnknownDocumentError.
    """
    found = documents(project.store, ids=[document])
    if not found:
        raise UnknownDocumentError(document=document)
    return published_text(project, found[0], span, hits(project.store, document))[0]


def picked_quotes(
    project: Project, ids: Iterable[str], *, allow_unreviewed: bool = False, allow_disclosing: bool = False
) -> tuple[Quote, ...]:
    """Give codings that somebody picked, by their ids, as quotes at the published level, sorted by id; the same words of a code once.

    Raises:
        UnknownCodingError.
        UnreviewedQuoteError: when one lies in a document whose hidden names nobody has reviewed, unless ``allow_unreviewed``.
        TellingQuoteError: when one may tell its county, unless ``allow_disclosing``.
    """
    from dataclasses import replace

    from qualcode.anonymise.disclosing_cues import disclosing_words

    chosen = [known_coding(project, key) for key in dict.fromkeys(ids)]
    shelf = {d.id: d for d in documents(project.store, ids={c.document for c in chosen})}
    made: dict[tuple[str, str], Quote] = {}
    for coding in chosen:
        document = shelf[coding.document]
        if not (allow_unreviewed or document.names_reviewed):
            raise UnreviewedQuoteError(coding=coding.id, document=coding.document)
        quote = quote_of(project, Candidate(coding, document))
        telling = disclosing_words(quote.text)
        if telling and not allow_disclosing:
            raise TellingQuoteError(coding=coding.id, words=", ".join(sorted(telling)))
        made[quote.id, quote.code] = replace(quote, disclosing=bool(telling))
    return tuple(made[key] for key in sorted(made))
