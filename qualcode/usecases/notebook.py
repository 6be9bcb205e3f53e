"""A project in a notebook or script: everything that the analysis gives, as tables of pandas.

`qualcode.open("study")` gives a `Study`. It only reads; to code, judge or publish, use the command line, the app or the use cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience
from qualcode.storage.coding_rows import codings, memos
from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases import agreeing, asking, combining, comparing, exploring, frequencies, quoting, tabulating
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.domain.listing import Listing


class UnknownChoiceError(QualcodeError):
    """A word that an argument does not take."""

    sentence = N_("{name} is “{given}”, but takes only: {known}.")


class Study:
    """An open project. Use it as a context manager, or call ``close``."""

    def __init__(self, project: Project) -> None:
        """Take an open project."""
        self._project = project

    def documents(self) -> pd.DataFrame:
        """Give the current documents by id: name, case, wave, date, status, language, participants, characters, attributes."""
        rows = [
            {
                "document": d.id,
                "name": d.name,
                "case": d.metadata.case,
                "wave": d.metadata.wave,
                "date": d.metadata.date,
                "status": d.metadata.status.value,
                "language": d.metadata.language,
                "participants": d.participants,
                "characters": len(d.text),
                **{k: v for k, v in d.metadata.attributes.items() if k not in _DOCUMENT},
            }
            for d in documents(self._project.store, segments=False)
        ]
        return _table(rows, ("document", *_DOCUMENT), index="document")

    def text(self, document: str) -> str:
        """Give the stored (pseudonymised) text of a document.

        Raises:
            UnknownDocumentError: when there is none, or several.
        """
        from qualcode.usecases.material import find_document

        return find_document(self._project, document).text

    def codings(self) -> pd.DataFrame:
        """Give the codings by id: document, case, wave, code, start, end (code points, half-open), status, coder, origin, text."""
        shelf = {d.id: d for d in documents(self._project.store, segments=False)}
        rows = [
            {
                "coding": c.id,
                "document": c.document,
                "case": shelf[c.document].metadata.case,
                "wave": shelf[c.document].metadata.wave,
                "code": c.code,
                "start": c.span.start,
                "end": c.span.end,
                "status": c.status.value,
                "coder": c.coder,
                "origin": c.origin.value,
                "text": c.span.of(shelf[c.document].text),
            }
            for c in codings(self._project.store)
        ]
        columns = ("coding", "document", "case", "wave", "code", "start", "end", "status", "coder", "origin", "text")
        return _table(rows, columns, index="coding")

    def suggestions(self, *, waiting: bool = True) -> pd.DataFrame:
        """Give the suggestions by id, by default those that nobody has decided: document, code, start, end, status, score, verdict."""
        rows = [
            {
                "suggestion": s.id,
                "document": s.document,
                "code": s.suggestion.code,
                "start": s.suggestion.span.start,
                "end": s.suggestion.span.end,
                "status": s.suggestion.status.value,
                "score": s.suggestion.score,
                "verdict": s.verdict.value if s.verdict else "",
            }
            for s in suggestions(self._project.store, waiting=waiting)
            if s.suggestion.status is not Status.NOT_ASSERTED
        ]
        columns = ("suggestion", "document", "code", "start", "end", "status", "score", "verdict")
        return _table(rows, columns, index="suggestion")

    def memos(self) -> pd.DataFrame:
        """Give the memos by id: target, text, coder."""
        rows = [
            {"memo": m.id, "target": m.target, "text": m.text, "coder": m.coder} for m in memos(self._project.store)
        ]
        return _table(rows, ("memo", "target", "text", "coder"), index="memo")

    def matrix(self, *, level: str = "code", by: str = "case", wave: str | None = None) -> pd.DataFrame:
        """Give the matrix, of shape (cases, codes): statuses as values, of the latest wave unless told.

        With ``level="theme"`` the columns are themes and the values tallies ({status: number of codes}). With ``by`` an attribute or
        "wave" the rows are its values, and the values tallies ({status: number of cases}). Every case has its row, with minutes or not.

        Raises:
            UnknownChoiceError: when ``level`` is neither; UnknownWaveError, UnknownAttributeError.
        """
        _chosen("level", level, ("code", "theme"))
        return tabulating.frame(tabulating.matrix(self._project, level=level, by=by, wave=wave, passages=False))

    def frequencies(self, *, level: str = "code", wave: str | None = None) -> pd.DataFrame:
        """Give a row for each code (or theme): in how many cases it comes up, with which status, and in how many passages.

        Raises:
            UnknownChoiceError: when ``level`` is neither; UnknownWaveError.
        """
        _chosen("level", level, ("code", "theme"))
        table = tabulating.matrix(self._project, wave=wave, passages=False)
        if level == "theme":
            return _listed(frequencies.theme_listing(self._project, table))
        return _listed(frequencies.frequency_listing(self._project, table))

    def combinations(self, *sets: str, statuses: Sequence[str] = (), wave: str | None = None) -> pd.DataFrame:
        """Give which cases have what together, a row for each combination that occurs: sets, number, just, at_least, cases.

        ``sets`` are codes, themes, expressions over codes or "count:ID", with "NAME=" before or not; ``statuses`` count as having it
        (default: present).

        Raises:
            SetNumberError, SameSetError, UnknownCountError, NoCasesCountError, BadExpressionError, UnknownCodeError, UnknownStatusError,
            UnknownWaveError.
        """
        found = combining.combined(self._project, sets, statuses=statuses, wave=wave)
        return _listed(combining.combined_listing(self._project, found, named=True))

    def counts(self, *, wave: str | None = None) -> pd.DataFrame:
        """Give the declared counts by id, as they stand now: label, count, denominator, bound, cases, sentence.

        Raises:
            UnknownWaveError, CountParentError, CountUnitError.
        """
        found = tabulating.counts(self._project, wave=wave, audience=Audience.INTERNAL)
        rows = tabulating.counts_json(found, Audience.INTERNAL)
        return _table(rows, ("id", "label", "count", "denominator", "bound", "cases", "sentence"), index="id")

    def quotes(self, *, code: str | None = None, per_code: int = 2, wave: str | None = None) -> pd.DataFrame:
        """Give quotes at the published level by their opaque id: code, text, status, elisions, replacements.

        Raises:
            UnknownCodeError, UnknownWaveError.
        """
        found = quoting.quotes_json(quoting.quotes(self._project, code=code, per_code=per_code, wave=wave))
        return _table(found, ("id", "code", "text", "status", "elisions", "replacements"), index="id")

    def query(self, expression: str, *, wave: str | None = None) -> pd.DataFrame:
        """Give the places for which a query holds: case, document, start, end, codes, text.

        Raises:
            BadExpressionError, UnknownCodeError, UnknownCaseError, UnknownWaveError.
        """
        return _listed(asking.ask(self._project, expression, wave=wave))

    def kwic(self, term: str, *, wave: str | None = None) -> pd.DataFrame:
        """Give every place of a word or phrase: case, document, start, end, left, term, right.

        Raises:
            EmptyTermError, UnknownWaveError.
        """
        return _listed(exploring.keyword(self._project, term, wave=wave))

    def cooccurrence(self, *, place: str = "overlap", wave: str | None = None) -> pd.DataFrame:
        """Give pairs of codes: first, second, together, firsts, seconds (numbers), coefficient (Jaccard, 0 to 1).

        ``place`` is overlap, sentence, section, document or case.

        Raises:
            UnknownChoiceError: when ``place`` is none of these; UnknownWaveError.
        """
        _chosen("place", place, ("overlap", "sentence", "section", "document", "case"))
        return _listed(exploring.together(self._project, place=place, wave=wave))

    def saturation(self, *, wave: str | None = None) -> pd.DataFrame:
        """Give how many new codes each further document brought.

        Raises:
            WholePopulationError, UnknownWaveError.
        """
        return _listed(exploring.growth(self._project, wave=wave))

    def compare(self, before: str, after: str) -> pd.DataFrame:
        """Give the cells that differ between two waves: case, code, before, after, turn, judged.

        Raises:
            UnknownWaveError.
        """
        return _listed(comparing.waves_by_cell(self._project, before, after))

    def agreement(self, coders: Sequence[str] = (), *, unit: str = "cell", wave: str | None = None) -> pd.DataFrame:
        """Give every coefficient of agreement by code ("" is over all): units, used, coefficient, value, low and high of its 95 % interval.

        ``coders`` are all unless told; ``unit`` is cell, span, segment or document. A value that is not defined is NaN.

        Raises:
            UnknownChoiceError: when ``unit`` is none of these; UnknownCoderError, TooFewCodersError, NothingSharedError,
            NothingSharedAtAllError, UnknownWaveError.
        """
        _chosen("unit", unit, ("cell", "span", "segment", "document"))
        found = agreeing.compare_coders(self._project, coders, unit=unit, wave=wave, every=True)
        rows = [
            {
                "code": a.code,
                "units": a.units,
                "used": a.used,
                "coefficient": name,
                "value": e.value,
                "low": e.low,
                "high": e.high,
            }
            for a in (found.overall, *found.codes)
            for name, e in a.estimates.items()
        ]
        return _table(rows, ("code", "units", "used", "coefficient", "value", "low", "high"))

    def close(self) -> None:
        """Let go of the database."""
        self._project.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_DOCUMENT = ("name", "case", "wave", "date", "status", "language", "participants", "characters")


def open_study(folder: str | Path | None = None, *, language: str | None = None) -> Study:
    """Open the project in ``folder``, by default the one in the current folder or its nearest parent, and give it as a ``Study``.

    Sentences and names of codes are in ``language`` ("sv" or "en"), by default the project's.

    Raises:
        NoProjectError, SettingsFaultError, NotAProjectDatabaseError, NewerDatabaseError.
    """
    return Study(Project.open(None if folder is None else Path(folder), language=language))


def _chosen(name: str, given: str, known: Sequence[str]) -> None:
    """See that a word is one of those that an argument takes.

    Raises:
        UnknownChoiceError: when it is not.
    """
    if given not in known:
        raise UnknownChoiceError(name=name, given=given, known=", ".join(known))


def _listed(listing: Listing) -> pd.DataFrame:
    return _table(listing.objects(), tuple(dict.fromkeys(c.id for c in listing.columns)))


def _table(rows: Sequence[object], columns: Sequence[str], *, index: str | None = None) -> pd.DataFrame:
    """Give rows as a table; the columns are there when there are no rows, and those beyond them come last."""
    import pandas as pd

    table = pd.DataFrame(rows) if rows else pd.DataFrame(columns=list(columns))
    table = table[[*columns, *(c for c in table.columns if c not in columns)]]
    return table.set_index(index) if index else table
