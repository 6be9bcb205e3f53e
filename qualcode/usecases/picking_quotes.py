"""Picking quotes by hand: a passage as it would stand in print, and those that somebody picked as quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_, Nn_, RefusedError, UnknownDocumentError
from qualcode.domain.minutes import Document
from qualcode.domain.spans import Span
from qualcode.domain.table import Quote
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.coding_by_hand import known_coding
from qualcode.usecases.project import Project
from qualcode.usecases.quote_choice import Candidate
from qualcode.usecases.quoting import published_text, quote_of
from qualcode.usecases.why_words import shortened


class UnreviewedQuoteError(RefusedError):
    """A picked passage of a document whose hidden names nobody has reviewed."""

    sentence = N_(
        "”{passage}” ({code}, {where}) is not quoted, for nobody has reviewed the names hidden there. Review them in "
        "the anonymisation review (`qualcode anonymise status`), or pick others. Not reviewed of what is picked: {documents}."
    )


class TellingQuoteError(RefusedError):
    """Picked passages whose words may tell where they come from; ``ids`` are their codings'."""

    sentence = Nn_(
        "”{passage}” ({code}, {where}) is not quoted: its words may tell the county ({words}); pick another passage.",
        "{number} of the picked passages are not quoted, since their words may tell the county; pick others. They are: {passages}.",
    )

    def __init__(self, ids: tuple[str, ...], **fields: object) -> None:
        """Keep the codings' ids for who let them be picked."""
        super().__init__(number=len(ids), **fields)
        self.ids = ids


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
        TellingQuoteError: when some may tell their county, unless ``allow_disclosing``; it names all of them.
    """
    from dataclasses import replace

    from qualcode.anonymise.disclosing_cues import disclosing_words

    chosen = [known_coding(project, key) for key in dict.fromkeys(ids)]
    shelf = {d.id: d for d in documents(project.store, ids={c.document for c in chosen})}
    unseen = [] if allow_unreviewed else [c for c in chosen if not shelf[c.document].names_reviewed]
    if unseen:
        names = dict.fromkeys(shelf[c.document].name for c in unseen)
        raise UnreviewedQuoteError(**_told(project, unseen[0], shelf), documents=", ".join(names))
    made: dict[tuple[str, str], Quote] = {}
    refused: dict[str, dict[str, str]] = {}
    for coding in chosen:
        quote = quote_of(project, Candidate(coding, shelf[coding.document]))
        telling = disclosing_words(quote.text)
        if telling and not allow_disclosing:
            refused[coding.id] = {**_told(project, coding, shelf), "words": ", ".join(sorted(telling))}
        made[quote.id, quote.code] = replace(quote, disclosing=bool(telling))
    if refused:
        listed = "; ".join(f"{one['where']} ”{one['passage']}” ({one['words']})" for one in refused.values())
        raise TellingQuoteError(tuple(refused), **next(iter(refused.values())), passages=listed)
    return tuple(made[key] for key in sorted(made))


def _told(project: Project, coding: Coding, shelf: Mapping[str, Document]) -> dict[str, str]:
    """Give what a person knows a coding by: its first words, its code's name, where it stands; its id is seen in the CLI alone."""
    document, code = shelf[coding.document], project.codebook.find(coding.code)
    return {
        "passage": shortened(document.text, within=coding.span),
        "code": code.name(project.language) if code else coding.code,
        "where": " ".join(part for part in (document.metadata.case, document.metadata.wave) if part) or document.name,
    }
