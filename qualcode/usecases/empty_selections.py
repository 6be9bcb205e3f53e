"""Selections that end empty: what was asked for, what there is, and the command that mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qualcode.analysis.matrix import NOT_APPROVED, OTHER_WAVE, UnknownWaveError
from qualcode.analysis.querying import query_all
from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.minutes import Document, Notice
from qualcode.domain.queries import HasAttribute, HasCode, HasWords, Query, Scoped, atoms
from qualcode.domain.query_words import in_language
from qualcode.domain.table import LeftOut
from qualcode.language.numbers import decimal
from qualcode.storage.document_rows import documents
from qualcode.usecases.deciding import waiting
from qualcode.usecases.project import Project

_MOST = 5
"""Documents and waves that a sentence names."""
_NONE_CHOSEN = N_(
    "None of the suggestions that wait is what was asked for. There are {number} that wait: the surest has the score {score}; "
    "most are of {codes}."
)
_NONE_WAITS = N_("No suggestion waits for a decision.")
_WAVE_SHOWN = Nn_(
    "Shown is wave {wave}, the latest, with {number} document; other waves hold more: {others}. `--wave {likely}` shows another; a wrong "
    "wave is corrected by `qualcode describe {document} --wave {likely}`.",
    "Shown is wave {wave}, the latest, with {number} documents; other waves hold more: {others}. `--wave {likely}` shows another; a wrong "
    "wave is corrected by `qualcode describe {document} --wave {likely}`.",
)
_CASE_OUTSIDE = N_(
    "{case} lies outside what was looked through: its documents are {documents}. `--wave` looks through another wave; which statuses "
    "enter the analysis is set by include in qualcode.toml."
)
_CASE_WITHOUT = N_("{case} has no document in the project.")


class NothingAnalysedError(QualcodeError):
    """A project without a document in the analysis."""

    sentence = N_(
        "No document is in the analysis yet, so there is nothing to count; import minutes (`qualcode import`), or see which are left out "
        "(`qualcode status`)."
    )


class NothingApprovedError(NothingAnalysedError):
    """Documents, none of which enters the analysis."""

    sentence = N_(
        "No document is in the analysis, so there is nothing to count: left out are {documents}, since {reason}. If a status is wrong, "
        "`qualcode describe {document} --status approved` corrects it; which statuses enter is set by include in qualcode.toml."
    )


class EmptyWaveError(NothingAnalysedError):
    """A wave none of whose documents enters the analysis, where other waves have some that do."""

    sentence = N_(
        "No document of wave {wave} is in the analysis, so there is nothing to count: left out are {documents}, since {reason}. "
        "Other waves have documents in it: {others}. `--wave {likely}` shows another; a wrong wave is corrected by "
        "`qualcode describe {document} --wave {likely}`."
    )


def nothing_analysed(project: Project, wave: str | None = None) -> NothingAnalysedError:
    """Give the error that says why nothing of a wave, by default the latest, is in the analysis."""
    shelf = documents(project.store, segments=False, text=False)
    if not shelf:
        return NothingAnalysedError()
    chosen = wave if wave is not None else max(d.metadata.wave for d in shelf)
    inside = _by_wave(project, shelf)
    outside = [d for d in shelf if d.metadata.wave == chosen]
    told = {
        "documents": _names(d.id for d in outside),
        "document": outside[0].id,
        "reason": NOT_APPROVED[outside[0].metadata.status.value],
    }
    if not inside:
        return NothingApprovedError(**told)
    return EmptyWaveError(wave=chosen or "–", others=_told(inside), likely=_likely(inside), **told)


def refuse_nothing(project: Project, wave: str | None = None) -> None:
    """Refuse to show a table of nothing where there are documents; of a project without any the table itself says it.

    Raises:
        NothingAnalysedError: when no document of the wave, by default the latest, is in the analysis; UnknownWaveError.
    """
    shelf = documents(project.store, segments=False, text=False)
    waves = sorted({d.metadata.wave for d in shelf})
    if wave is not None and wave not in waves:
        raise UnknownWaveError(wave=wave, known=", ".join(waves) or "–")
    chosen = wave if wave is not None else (waves[-1] if waves else "")
    if shelf and not _by_wave(project, shelf)[chosen]:
        raise nothing_analysed(project, wave)


def is_of_other_wave(left: LeftOut) -> bool:
    """Tell whether a document is left out of a matrix since it belongs to another wave."""
    return left.reason == OTHER_WAVE


def smaller_wave(project: Project) -> Notice | None:
    """Give what is worth telling when the latest wave holds less than half of what another one holds: it may be a slip of the pen."""
    shelf = documents(project.store, segments=False, text=False)
    inside = _by_wave(project, shelf)
    chosen = max((d.metadata.wave for d in shelf), default="")
    others = Counter({wave: number for wave, number in inside.items() if wave != chosen})
    if not inside[chosen] or not others or 2 * inside[chosen] >= max(others.values()):
        return None
    document = next(d.id for d in shelf if d.metadata.wave == chosen)
    return Notice(
        _WAVE_SHOWN,
        {
            "wave": chosen,
            "number": inside[chosen],
            "others": _told(others),
            "likely": _likely(others),
            "document": document,
        },
    )


def _by_wave(project: Project, shelf: Iterable[Document]) -> Counter[str]:
    """Count the documents of each wave that enter the analysis."""
    include = set(project.settings.include)
    return Counter(d.metadata.wave for d in shelf if d.metadata.status.value in include)


def _told(waves: Counter[str]) -> str:
    return _names(f"{wave or '–'} ({number})" for wave, number in sorted(waves.items(), reverse=True))


def _likely(waves: Counter[str]) -> str:
    """Give the wave that holds most; of those that hold as many, the latest."""
    return max(waves, key=lambda wave: (waves[wave], wave))


def _names(those: Iterable[str]) -> str:
    found = list(those)
    return ", ".join(found[:_MOST]) + (" …" if len(found) > _MOST else "")


def none_chosen(project: Project) -> Notice:
    """Say that nothing that waits fits what was asked for, and what does wait."""
    open_ones = waiting(project)
    if not open_ones:
        return Notice(_NONE_WAITS)
    codes = Counter(one.suggestion.code for one in open_ones)
    told = {
        "number": len(open_ones),
        "score": decimal(max(one.suggestion.score for one in open_ones), project.language),
        "codes": _names(f"{code} ({number})" for code, number in codes.most_common(_MOST)),
    }
    return Notice(_NONE_CHOSEN, told)


def parts_alone(query: Query, shelf: Sequence[Document], codings: Sequence[Coding]) -> list[tuple[str, int]]:
    """Give what a query asks for, part by part, and in how many documents each holds by itself."""
    parts = {_typed(atom): atom for atom in atoms(query)}
    if len(parts) < 2 and not any(isinstance(atom, HasAttribute) for atom in parts.values()):  # noqa: PLR2004 - one says nothing more
        return []
    return [
        (said, len({met.document for met in query_all(Scoped(atom), shelf, codings)})) for said, atom in parts.items()
    ]


def cases_outside(project: Project, query: Query, shelf: Iterable[Document]) -> list[Notice]:
    """Tell which cases a query asks for that no document of ``shelf``, those looked through, belongs to, and what there is of them."""
    asked = dict.fromkeys(a.value for a in atoms(query) if isinstance(a, HasAttribute) and a.name == "case")
    missed = [case for case in asked if case not in {d.metadata.case for d in shelf}]
    every = documents(project.store, segments=False, text=False) if missed else ()
    told = []
    for case in missed:
        there = [d for d in every if d.metadata.case == case]
        names = _names(_place(d, project.language) for d in there)
        told.append(Notice(_CASE_OUTSIDE if there else _CASE_WITHOUT, {"case": case, "documents": names}))
    return told


def _place(document: Document, language: str) -> str:
    meta = document.metadata
    status = in_language(f"status={meta.status.value}", language).partition("=")[2]
    return f"{document.id} ({meta.wave or '–'}, {status})"


def _typed(atom: HasCode | HasWords | HasAttribute) -> str:
    match atom:
        case HasCode(code, statuses):
            return " ".join([code, *sorted(statuses)])
        case HasWords(words):
            return f'"{words}"'
        case HasAttribute(name, value):
            return f"{name}={value}"
