"""Asking: the places for which a query holds, and queries kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.analysis.querying import Met, query_all
from qualcode.domain.amounts import DOCUMENTS, PLACES
from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_, QualcodeError, UnknownCodeError
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing
from qualcode.domain.minutes import Document, DocumentStatus
from qualcode.domain.queries import (
    HasAttribute,
    HasCode,
    HasWords,
    Query,
    Scoped,
    atoms,
    changed,
    parse_query,
)
from qualcode.domain.query_words import APPROVED, in_language
from qualcode.exchange.queries_file import QUERIES, queries_text, read_queries
from qualcode.exchange.word_ids import digest, table_tag
from qualcode.language.wording import filled, translator
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import document_names, documents
from qualcode.usecases.checking_leaks import check
from qualcode.usecases.empty_selections import cases_outside, parts_alone
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.material import find_case, find_code, in_analysis
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import vault_names

QUERY = N_("Query: {query}")
ATTRIBUTES = ("case", "wave", "date", "status", "language", "focus", "coder", "name", "document")
"""What every document can be asked for; beside them stand the columns of the metadata."""


class UnknownQueryError(QualcodeError):
    """A saved query's name that is not there."""

    sentence = N_("There is no saved query {name}; there are {known}.")
    exit_code = 2


class NoCodeNoWordsError(UnknownCodeError):
    """A word in a query that is no code, and was perhaps meant as a word of the texts."""

    sentence = N_(
        "There is no code {code} in the codebook {codebook}; nearest: {nearest}. Words of the texts stand in quotation marks, between "
        "apostrophes in a shell: `qualcode query {words}`."
    )


class UnknownQueryAttributeError(QualcodeError):
    """An attribute that no document has."""

    sentence = N_("There is no attribute {name} to ask for; there are {known}.")
    exit_code = 2


class UnknownAttributeValueError(QualcodeError):
    """A value that an attribute cannot have."""

    sentence = N_("{name}={value} asks for nothing that there is; possible: {known}.")
    exit_code = 2


class NamingQueryError(QualcodeError):
    """A query to save that holds words that may identify somebody."""

    sentence = N_(
        "The query was not saved, since it may name somebody; the stored texts hold no names, so it would find nothing."
    )


def ask(project: Project, expression: str, *, wave: str | None = None) -> Listing:
    """Give the places for which a query holds, in the documents of the analysis of a wave.

    A query that asks for a wave itself (`wave=2024`) looks through all waves.

    Raises:
        BadExpressionError, UnknownCodeError, UnknownCaseError, UnknownQueryAttributeError, UnknownAttributeValueError, UnknownWaveError.
    """
    say = translator(project.language)
    scoped = _checked(project, parse_query(expression))
    names = {a.name for a in atoms(scoped.query) if isinstance(a, HasAttribute)}
    chosen = ""
    if "wave" in names and wave is None:
        include = set(project.settings.include)
        shelf = tuple(d for d in documents(project.store) if d.metadata.status.value in include)
    else:
        part = in_analysis(project, wave)
        chosen = part.wave
        shelf = documents(project.store, ids=[d.id for d in part.documents])
    inside = {d.id: d for d in shelf}
    coded = [c for c in codings(project.store) if c.document in inside]
    found = query_all(scoped, shelf, coded)
    rows = tuple(
        (
            inside[m.document].metadata.case,
            m.document,
            m.span.start,
            m.span.end,
            ", ".join(dict.fromkeys(f"{c.code} ({c.status.value})" for c in m.codings)),
            _shown(inside[m.document], m),
        )
        for m in found
    )
    heads = (
        Head("case", say(N_("Case")), 1.2),
        Head("document", say(N_("Document")), 0.8),
        Head("start", say(N_("From")), 0.5),
        Head("end", say(N_("To")), 0.5),
        Head("codes", say(N_("Codes")), 2.5),
        Head("text", say(N_("Text")), 6),
    )
    met = {"places": PLACES.of(len(rows)), "documents": DOCUMENTS.of(len({r[1] for r in rows}))}
    count = filled(N_("{places} in {documents}."), project.language, met)
    told = in_language(expression, project.language)
    tag = table_tag("query", wave=chosen, key=digest(" ".join(told.split())))
    notes = [count]
    if not rows and (parts := parts_alone(scoped.query, shelf, coded)):
        held = "; ".join(f"{in_language(words, project.language)}: {number}" for words, number in parts)
        sentence = N_(
            "Looked through: {documents}, those in the analysis. In how many of them each part holds by itself: {parts}."
        )
        notes.append(filled(sentence, project.language, {"documents": DOCUMENTS.of(len(shelf)), "parts": held}))
    notes += [filled(n.sentence, project.language, n.fields) for n in cases_outside(project, scoped.query, shelf)]
    described = say(N_("A row for each place for which the query holds."))
    return Listing(say(QUERY).format(query=told), described, heads, rows, tuple(notes), tag)


def save_query(project: Project, name: str, expression: str, *, passphrase: str | None = None) -> None:
    """Save a query under a name, over an older one.

    The file is meant for version control, so its words are searched as those of an export are, also for names of the vault.

    Raises:
        BadExpressionError, UnknownCodeError, UnknownCaseError, UnknownQueryAttributeError, UnknownAttributeValueError;
        PassphraseNeededError: when there is a vault and no passphrase;
        NamingQueryError: when its words may name somebody.
    """
    _checked(project, parse_query(expression))
    said = f"{name}\n{expression}"
    found = check(project, said.encode(), ".txt", audience=Audience.INTERNAL, passphrase=passphrase)
    names = vault_names(project, passphrase)
    known = names is not None and names.hidden(said) != said
    if (
        found.leaks
        or known
        or any(stored_words(words, project.settings) != words.strip() for words in (name, expression))
    ):
        raise NamingQueryError
    queries = read_queries(project.folder)
    _keep(project, {**queries, name: expression.strip()})


def forget_query(project: Project, name: str) -> None:
    """Take a saved query away.

    Raises:
        UnknownQueryError.
    """
    saved_query(project, name)
    _keep(project, {n: q for n, q in read_queries(project.folder).items() if n != name})


def saved_query(project: Project, name: str) -> str:
    """Give a saved query.

    Raises:
        UnknownQueryError: with the names there are.
    """
    known = read_queries(project.folder)
    if name not in known:
        raise UnknownQueryError(name=name, known=", ".join(sorted(known)) or "–")
    return known[name]


def names_of_documents(project: Project) -> dict[str, str]:
    """Give the documents' names by the ids that a query's places have."""
    return document_names(project.store)


def saved_queries(project: Project) -> dict[str, str]:
    """Give the saved queries by name."""
    return read_queries(project.folder)


def _keep(project: Project, queries: dict[str, str]) -> None:
    keep_bytes(project.folder / QUERIES, queries_text(queries).encode())


def _checked(project: Project, scoped: Scoped) -> Scoped:
    """Make sure that codes and cases exist; short forms become whole ones."""
    shelf = documents(project.store, segments=False, text=False)

    def whole(atom: HasCode | HasWords | HasAttribute) -> Query:
        match atom:
            case HasCode(code):
                return replace(atom, code=_code(project, code))
            case HasAttribute("case", value):
                return HasAttribute("case", find_case(project, value))
            case HasAttribute(name, value):
                _check_attribute(shelf, name, value)
        return atom

    return replace(scoped, query=changed(scoped.query, whole))


def _code(project: Project, words: str) -> str:
    try:
        return find_code(project, words, heading=True)
    except UnknownCodeError as fault:
        if "/" in words:
            raise
        raise NoCodeNoWordsError(**fault.fields, words=f'"{words}"') from fault


def _check_attribute(shelf: Sequence[Document], name: str, value: str) -> None:
    """Make sure that an attribute is one, and a value one that there can be where they are few.

    Raises:
        UnknownQueryAttributeError, UnknownAttributeValueError.
    """
    columns = sorted({column for d in shelf for column in d.metadata.attributes})
    if name not in ATTRIBUTES and name not in columns:
        raise UnknownQueryAttributeError(name=name, known=", ".join([*ATTRIBUTES, *columns]))
    few = {
        "status": [s.value for s in DocumentStatus],
        "language": ["sv", "en"],
        "wave": sorted({d.metadata.wave for d in shelf if d.metadata.wave}),
        "document": [d.id for d in shelf],
    }.get(name)
    if few is not None and value.casefold() not in map(str.casefold, few):
        known = few if len(few) <= _MOST_KNOWN else [*few[:_MOST_KNOWN], "…"]
        swedish = {english: word for word, english in APPROVED.items()}
        told = [f"{one} ({swedish[one]})" if name == "status" else one for one in known]
        raise UnknownAttributeValueError(name=name, value=value, known=", ".join(told) or "–")


_MOST_KNOWN = 20
_LONGEST = 400
"""Characters of a place that are listed; of a whole document or case the passages asked for stand for it."""


def _shown(document: Document, met: Met) -> str:
    text = " ".join(met.span.of(document.text).split())
    if len(text) <= _LONGEST:
        return text
    return _passages(document, met.codings) or f"{text[:_LONGEST]} …"


def _passages(document: Document, found: Sequence[Coding]) -> str:
    return " … ".join(" ".join(c.span.of(document.text).split()) for c in found)
