"""What the matrix asks of codings and suggestions, added up beforehand: a million of them are never loaded one by one."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.coding import Status
from qualcode.storage.database import Store
from qualcode.storage.kept_tallies import tallies_now, theme_tallies_now

_CURRENT = "JOIN document AS d ON d.id = t.document WHERE d.state = 'current'"
_BY_DOCUMENT = f"SELECT t.document, t.code, t.status, t.corrects, t.number, t.score FROM {{tallies}} AS t {_CURRENT}"  # noqa: S608 - fixed words
_IN_ORDER = " ORDER BY 1, 2, 3, 4"
# One short key stands for case, wave and status: sorting by all three takes longer.
_BY_CASE = """
    SELECT home.first, t.code, t.status, t.corrects, SUM(t.number), MAX(t.score) FROM (
        SELECT id, MIN(id) OVER (PARTITION BY case_name, wave, status) AS first FROM document WHERE state = 'current'
    ) AS home JOIN {tallies} AS t ON t.document = home.id GROUP BY home.first, t.code, t.status, t.corrects
"""
_THEMES = f"SELECT t.document, t.theme, t.number FROM {{tallies}} AS t {_CURRENT}"  # noqa: S608 - fixed words


@dataclass(frozen=True, slots=True)
class PassageTally:
    """Passages of one code and status that correct, or that do not: how many, and the highest score.

    ``document`` is where they stand, or, when they were added up over a case, one of those documents of it that are alike to the analysis.
    """

    document: str
    code: str
    status: Status
    corrects: bool
    number: int
    score: float


def passage_tallies(store: Store, *, by_case: bool = False) -> tuple[PassageTally, ...]:
    """Give the codings of current documents and the suggestions that nobody has decided, added up by document, code and status.

    ``by_case`` adds them up over the documents of one case and wave whose minutes have the same status.
    """
    known = {status.value: status for status in Status}
    words = _BY_CASE if by_case else _BY_DOCUMENT
    with store.read() as connection:
        # All at once: fetched one by one, hundreds of thousands of rows take twice the time.
        rows = connection.exec_driver_sql(words.format(tallies=tallies_now(connection)) + _IN_ORDER).all()
        return tuple(PassageTally(d, c, known[s], bool(r), n, best) for d, c, s, r, n, best in rows)


def spans_of_themes(store: Store) -> dict[tuple[str, str], int]:
    """Give, by document and theme, the number of different passages: one that carries several codes of a theme counts once."""
    with store.read() as connection:
        rows = connection.exec_driver_sql(_THEMES.format(tallies=theme_tallies_now(connection)))
        return {(document, theme): number for document, theme, number in rows}
