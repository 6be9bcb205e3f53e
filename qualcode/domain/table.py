"""Tables: what the analysis gives and the exporters take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus


@dataclass(frozen=True, slots=True)
class Cell:
    """One case and one code. ``count`` is the number of passages behind it, codings and open suggestions together.

    ``amount`` and ``quote`` (stored text of one passage) are there when they were asked for.
    """

    status: CellStatus
    judged: bool = False
    count: int = 0
    summary: str = ""
    passages: tuple[str, ...] = ()
    amount: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """One case and one theme: no status of its own, the tally of its codes' statuses and a summary."""

    statuses: Mapping[str, int]
    judged: bool = False
    count: int = 0
    summary: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that is not in the analysis, and why (English, translated by the faces)."""

    document: str
    case: str
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a matrix: its id (a code's path), its name, the theme's id and name, and the kind that decides its words."""

    id: str
    name: str
    theme: str
    colour: str = ""
    theme_name: str = ""
    kind: Kind = Kind.FINDING


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns (codes or themes). ``denominator``: cases with a document in the analysis.

    Rows are cases unless ``by`` names an attribute; its values are then the rows, and each cell the tally of the cases' statuses.
    ``total`` is the sum of the amounts (of the attribute ``amount``) of all documents in the analysis, when they were asked for.
    ``withheld`` are the numbers by
    (column, status) that are not to be published, since numbers ``below`` a threshold are not. ``silent`` are cases without minutes that
    have no row on paper.
    """

    level: str
    wave: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: Mapping[str, Mapping[str, Cell | ThemeCell]]
    denominator: int
    left_out: tuple[LeftOut, ...] = ()
    by: str = "case"
    total: float | None = None
    withheld: frozenset[tuple[str, str]] = frozenset()
    below: int = 0
    amount: str = ""
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A declared count, counted. ``cases`` are its members; ``rest`` the parent's others; ``unjudged`` cells it rests on.

    ``withheld``: it is too small to be published, or would tell such a one; ``parent_withheld``: what it is counted of is.
    """

    id: str
    label: str
    count: int
    denominator: int
    bound: str
    cases: tuple[str, ...]
    sentence: str
    remainder: str = ""
    rest: tuple[str, ...] = ()
    unjudged: int = 0
    low: int = 0
    high: int = 0
    withheld: bool = False
    parent_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """An edit inside a quote: where the replacement stands, its type, never the original."""

    start: int
    end: int
    type: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation ready to print. ``id`` is keyed and opaque; ``status`` what it shows of the code."""

    id: str
    code: str
    text: str
    status: str
    elisions: tuple[int, ...] = ()
    replacements: tuple[Replaced, ...] = ()
    marked_unreviewed: bool = False
    disclosing: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
