"""Exploring: keyword in context, co-occurrence and saturation, each as a listing to show or write."""

from __future__ import annotations

from qualcode.analysis.cooccurrence import Pair, cooccurrences
from qualcode.analysis.keywords import in_context
from qualcode.analysis.matrix import analysed
from qualcode.analysis.saturation import saturation
from qualcode.domain.amounts import DOCUMENTS, PLACES
from qualcode.domain.coding import Status
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.exchange.word_ids import TableTag, digest, table_tag
from qualcode.language.wording import filled, translator
from qualcode.storage.document_rows import documents
from qualcode.usecases.material import declared_cases, find_code, load_material
from qualcode.usecases.project import Project

IN_CONTEXT = N_("“{term}” in context")
NOTHING_CODED = N_("Nothing is coded yet in the documents of the analysis, so there is nothing to count.")


def keyword(project: Project, term: str, *, wave: str | None = None, all_documents: bool = False) -> Listing:
    """Give every place of a word or phrase in the documents of the analysis, or in all current ones.

    Raises:
        EmptyTermError, UnknownWaveError.
    """
    say = translator(project.language)
    part = analysed(load_material(project, codings_only=True), wave)
    shelf = documents(project.store, segments=False) if all_documents else part.documents
    cases = {d.id: d.metadata.case for d in shelf}
    rows = tuple(
        (cases[m.document], m.document, m.start, m.end, m.left, m.term, m.right) for m in in_context(shelf, term)
    )
    heads = (
        Head("case", say(N_("Case")), 1.2),
        Head("document", say(N_("Document")), 0.7),
        Head("start", say(N_("From")), 0.5),
        Head("end", say(N_("To")), 0.5),
        Head("left", say(N_("Before")), 4),
        Head("term", say(N_("Term")), 1.3),
        Head("right", say(N_("After")), 4),
    )
    title = say(IN_CONTEXT).format(term=term)
    met = {"places": PLACES.of(len(rows)), "documents": DOCUMENTS.of(len({r[1] for r in rows}))}
    found = filled(N_("{places} in {documents}."), project.language, met)
    tag = table_tag("kwic", wave=part.wave, view="all" if all_documents else "", key=digest(" ".join(term.split())))
    return Listing(title, say(N_("A row for each place where the term stands.")), heads, rows, (found,), tag)


def together(
    project: Project,
    *,
    place: str = "overlap",
    code: str | None = None,
    wave: str | None = None,
    suggested: bool = False,
) -> Listing:
    """Give the pairs of codes that come together; ``code`` keeps those of a code or theme, ``suggested`` counts open suggestions as well.

    Raises:
        UnknownCodeError, UnknownWaveError.
    """
    say = translator(project.language)
    path = None if code is None else find_code(project, code, heading=True)
    material = load_material(project, codings_only=not suggested)
    part = analysed(material, wave)
    shelf = part.documents
    if place in ("sentence", "section"):
        shelf = documents(project.store, ids=[d.id for d in shelf])
    inside = {d.id for d in shelf}
    said = [p for p in material.passages if p.status is not Status.NOT_ASSERTED and p.document in inside]
    pairs = cooccurrences(said, shelf, place)
    rows = tuple(
        (p.first, p.second, p.together, p.firsts, p.seconds, p.coefficient)
        for p in pairs
        if path is None or _of(p, path)
    )
    heads = (
        Head("first", say(N_("Code")), 3),
        Head("second", say(N_("Other code")), 3),
        Head("together", say(N_("Together"))),
        Head("firsts", say(N_("The code"))),
        Head("seconds", say(N_("The other"))),
        Head("coefficient", say(N_("Coefficient"))),
    )
    measure = say(
        N_(
            "Coefficient: together / (the code + the other − together); 0 never, 1 always together. Counted in: {place}."
        )
    ).format(place=say(_PLACES[place]))
    nothing = NOTHING_CODED if not said else "" if rows else N_("No two codes come together there.")
    notes = (say(nothing), measure) if nothing else (measure,)
    tag = table_tag("pairs", wave=part.wave, view=f"{place}{_OPEN}" if suggested else place, key=path or "")
    described = say(N_("A row for each pair of codes."))
    return Listing(say(N_("Codes that come together")), described, heads, rows, notes, tag)


_OPEN = "-open"
"""What ends the view of a table that counts open suggestions as well."""
_PLACES = {
    "overlap": N_("overlapping passages"),
    "sentence": N_("sentences"),
    "section": N_("sections"),
    "document": N_("documents"),
    "case": N_("cases"),
}


def growth(project: Project, *, wave: str | None = None, suggested: bool = False) -> Listing:
    """Give how many codes each further document brought.

    Raises:
        WholePopulationError: when every declared case is in the material; UnknownWaveError.
    """
    say = translator(project.language)
    material = load_material(project, codings_only=not suggested)
    part = analysed(material, wave)
    shelf = part.documents
    said = ((p.document, p.code) for p in material.passages if p.status is not Status.NOT_ASSERTED)
    steps = saturation(shelf, said, declared_cases(project, documents(project.store, segments=False)))
    rows = tuple((s.document, s.case, s.date, s.codes, len(s.new), s.seen, ", ".join(s.new)) for s in steps)
    heads = (
        Head("document", say(N_("Document")), 0.8),
        Head("case", say(N_("Case")), 1.5),
        Head("date", say(N_("Date")), 1),
        Head("codes", say(N_("Codes")), 0.6),
        Head("new", say(N_("New")), 0.6),
        Head("seen", say(N_("So far")), 0.6),
        Head("new_codes", say(N_("New codes")), 5),
    )
    note = say(N_("The documents stand by date; a code is new when no document before has it."))
    notes = (note,) if any(row[3] for row in rows) else (say(NOTHING_CODED), note)
    tag = table_tag("saturation", wave=part.wave, view=_OPEN if suggested else "")
    return Listing(say(N_("New codes by document")), say(N_("A row for each document.")), heads, rows, notes, tag)


def asked_together(told: TableTag) -> tuple[str, bool]:
    """Give where codes must meet in a table of pairs, and whether open suggestions count, by its tag."""
    return told.view.removesuffix(_OPEN), told.view.endswith(_OPEN)


def _of(pair: Pair, path: str) -> bool:
    return any(code == path or code.startswith(f"{path}/") for code in (pair.first, pair.second))
