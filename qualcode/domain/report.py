"""A report: everything that a Word report prints, put together before any format is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.domain.charts import BarChart
from qualcode.domain.codebook import Code, Kind
from qualcode.domain.listing import Listing
from qualcode.domain.table import Count, Matrix, Quote


@dataclass(frozen=True, slots=True)
class Report:
    """What a report prints, in its order.

    ``method`` are sentences on how the material came about and was coded; ``counts`` the declared counts; ``matrix`` of codes, printed
    as numbers by status, ``drawn`` the same as the figure shows it; ``quotes`` by theme and code; ``codes`` the codebook's tree for the
    appendix; ``listings`` further appendices (agreement, audit trail); ``left_out`` lines on what is not in the analysis; ``chart`` how
    often the codes come up.
    """

    title: str
    method: tuple[str, ...]
    counts: tuple[Count, ...]
    matrix: Matrix
    drawn: Matrix
    quotes: tuple[Quote, ...]
    codes: tuple[Code, ...]
    listings: tuple[Listing, ...] = ()
    left_out: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    chart: BarChart | None = None


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage on a case's page: document, place, status in words, who coded it ("" for a suggestion), stored text, its id."""

    document: str
    place: str
    status: str
    coder: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class CellPage:
    """A cell on a case's page: code, its name, status in words, who judged it ("" when nobody did), summary, passages."""

    code: str
    name: str
    status: str
    judged_by: str
    summary: str
    passages: tuple[PassageLine, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on one case, for internal use: its documents, and by theme the cells that say something."""

    case: str
    wave: str
    documents: tuple[str, ...]
    themes: tuple[tuple[str, tuple[CellPage, ...]], ...]
    silent: tuple[str, ...]
    memos: tuple[str, ...]
