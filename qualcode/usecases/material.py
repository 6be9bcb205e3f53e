"""What the analysis needs of a project, loaded once: documents, passages, judgements, cases."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from qualcode.analysis.matrix import Analysed, Material, analysed, chosen_wave
from qualcode.analysis.proposing import Passage
from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import CONSENSUS, Coding, Judgement, Status, StoredSuggestion
from qualcode.domain.errors import (
    N_,
    QualcodeError,
    UnknownCaseError,
    UnknownCodeError,
    UnknownDocumentError,
    UnlikeCaseError,
    UnlikeCodeError,
)
from qualcode.domain.minutes import Document
from qualcode.language.county_names import find_county
from qualcode.language.places import counties
from qualcode.storage.coding_rows import Passed, codings, judgements
from qualcode.storage.document_rows import document_cases, document_waves, documents, readings
from qualcode.storage.passage_tallies import passage_tallies, spans_of_themes
from qualcode.storage.suggestion_rows import suggestions
from qualcode.storage.told_values import is_told
from qualcode.usecases.project import Project

_NEAR = 60
"""How alike (0–100) a name must be to be offered as what was meant."""
InAnalysis = Analysed
"""The documents of one wave that enter the analysis, and those that do not."""
_NO_CODES = Codebook("", "", {}, ())
"""Which documents enter the analysis hangs on no code."""


class NotCodableError(QualcodeError):
    """A heading of codes where a code is wanted."""

    sentence = N_("{code} is a heading, not a code; its codes are {codes}.")
    exit_code = 2


def load_material(project: Project, *, codings_only: bool = False) -> Material:
    """Load what the matrix and the counts are made from.

    Passages are the codings, and, unless ``codings_only``, the suggestions that nobody has decided yet: they propose, nothing more.
    """
    found = [passage_of(c) for c in codings(project.store)]
    if not codings_only:
        found += [passage_of(s) for s in suggestions(project.store, waiting=True)]
    return _material(project, documents(project.store, segments=False), found)


def load_added_up(project: Project, *, by_case: bool = False, spans: bool = False) -> Material:
    """Load the same with the passages added up by the database, without their ids and places, and documents without their text.

    ``by_case``: over the documents of a case, which is enough for a matrix by case; ``spans``: with the numbers of different passages,
    which a matrix of themes tells.
    """
    found = [
        Passage("", t.document, t.code, t.status, t.score, t.corrects, number=t.number)
        for t in passage_tallies(project.store, by_case=by_case)
    ]
    made = _material(project, documents(project.store, segments=False, text=False), found)
    return replace(made, spans=spans_of_themes(project.store) if spans else None)


def in_analysis(project: Project, wave: str | None = None, *, text: bool = False) -> Analysed:
    """Give what enters the analysis of ``wave``, by default the latest, its documents without segments, and without ``text`` unless told.

    Raises:
        UnknownWaveError.
    """
    shelf = documents(project.store, segments=False, text=text)
    include = frozenset(project.settings.include)
    return analysed(Material(_NO_CODES, shelf, (), (), cases=declared_cases(project, shelf), include=include), wave)


def wave_in_view(project: Project, wave: str | None = None) -> str:
    """Give the wave that is analysed: the one asked for, else the latest, "" where there are no documents.

    Raises:
        UnknownWaveError.
    """
    if wave is not None and is_told(project.store, "wave", wave):
        return wave
    return chosen_wave(document_waves(project.store), wave)


def latest_above(given: Iterable[Passed]) -> tuple[Judgement, ...]:
    """Give judgements, oldest first, in the order in which they stand: the last above the others, a consensus above every own one."""
    return tuple(sorted((p.judgement for p in given), key=lambda j: j.coder == CONSENSUS))


def _material(project: Project, shelf: tuple[Document, ...], found: Iterable[Passage]) -> Material:
    return Material(
        codebook=project.codebook,
        documents=shelf,
        passages=tuple(found),
        judgements=latest_above(judgements(project.store)),
        read=frozenset(readings(project.store)),
        cases=declared_cases(project, shelf),
        include=frozenset(project.settings.include),
        language=project.language,
        guide=project.guide,
    )


def passage_of(found: Coding | StoredSuggestion) -> Passage:
    """Give a coding or suggestion as the analysis sees it."""
    if isinstance(found, Coding):
        span = found.span
        return Passage(
            found.id, found.document, found.code, found.status, found.score, found.corrects, span.start, span.end
        )
    s = found.suggestion
    return Passage(found.id, found.document, s.code, s.status, s.score, s.why.corrects, s.span.start, s.span.end)


def declared_cases(project: Project, shelf: tuple[Document, ...]) -> tuple[str, ...]:
    """Give the cases that are rows of the matrix whether or not they have minutes: the 21 counties, or none."""
    return _declared(project, {d.metadata.case for d in shelf})


def _declared(project: Project, found: AbstractSet[str]) -> tuple[str, ...]:
    names = tuple(c.name for c in counties())
    kind = project.settings.cases
    if kind == "auto":
        kind = "lan" if found and found <= set(names) else "free"
    return names if kind == "lan" else ()


def find_case(project: Project, words: str) -> str:
    """Give the case that ``words`` name; a county may be named in short.

    Raises:
        UnknownCaseError: with the nearest names.
    """
    if is_told(project.store, "case_name", words):
        return words
    there = set(document_cases(project.store).values())
    known = sorted({*_declared(project, there), *there})
    for name in (words, find_county(words)):
        if name in known:
            return str(name)
    nearest = _nearest(words, known)
    raise (UnknownCaseError if nearest else UnlikeCaseError)(case=words, nearest=nearest or "–")


def find_code(project: Project, path: str, *, heading: bool = False) -> str:
    """Give ``path`` when the codebook has it, or the only code whose last id it is.

    Raises:
        UnknownCodeError: with the nearest codes; NotCodableError: when it is a heading and ``heading`` is false.
    """
    book = project.codebook
    found = book.find(path)
    if found is None:
        alike = [c for c in book.codes() if c.id == path]
        if len(alike) != 1:
            nearest = _nearest(path, [c.path for c in book.codes()])
            kind = UnknownCodeError if nearest else UnlikeCodeError
            raise kind(code=path, codebook=book.id, nearest=nearest or "–")
        found = alike[0]
    if not found.codable and not heading:
        raise NotCodableError(code=path, codes=", ".join(c.path for c in found.children))
    return found.path


def find_document(project: Project, words: str) -> Document:
    """Give the document that ``words`` name: its id, its file's name, or a case with one document only.

    Raises:
        UnknownDocumentError: when there is none, or several.
    """
    # Most often the id is given: then only that document is loaded.
    known = documents(project.store, ids=[words], current=True)
    if known:
        return known[0]
    shelf = documents(project.store)
    county = find_county(words)
    for wanted in (
        [d for d in shelf if d.name == words],
        [d for d in shelf if d.metadata.case in (words, county)],
    ):
        if len(wanted) == 1:
            return wanted[0]
    raise UnknownDocumentError(document=words)


def codable_status(words: str) -> Status:
    """Give the status that a coding may carry.

    Raises:
        UnknownStatusError: with the statuses there are.
    """
    known = [s.value for s in Status if s is not Status.NOT_ASSERTED]
    if words not in known:
        raise UnknownStatusError(status=words, known=", ".join(known))
    return Status(words)


class UnknownStatusError(QualcodeError):
    """A status that does not exist."""

    sentence = N_("There is no status {status}; the statuses are {known}.")
    exit_code = 2


def _nearest(words: str, known: list[str]) -> str:
    from rapidfuzz import process

    found = process.extract(words, known, limit=3, score_cutoff=_NEAR)
    return ", ".join(name for name, *_ in found)
