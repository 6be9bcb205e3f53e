"""Combinations: which cases lie in just these sets and no other, and how many in at least these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.domain.coding import CellStatus
from qualcode.domain.expressions import Expression, Holds, holds, leaves
from qualcode.domain.table import Cell, Matrix

_SETTLED = frozenset({CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED, CellStatus.NO_MINUTES, CellStatus.UNKNOWN})
"""What needs no judgement: nothing was said."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Sets that meet: the cases in just these (in the order of the members), and how many lie in all of these and maybe others."""

    inside: tuple[str, ...]
    cases: tuple[str, ...]
    at_least: int


def combinations_of(sets: Mapping[str, frozenset[str]], members: Sequence[str]) -> tuple[Combination, ...]:
    """Give every combination that at least one member has, the most frequent first, then those of fewer sets, in the order of the sets.

    Each member is in exactly one combination (of no set, when it lies in none), so their cases add up to ``members``.
    """
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for member in members:
        found[tuple(name for name, cases in sets.items() if member in cases)].append(member)
    place = {name: n for n, name in enumerate(sets)}
    made = [
        Combination(inside, tuple(cases), sum(all(m in sets[name] for name in inside) for m in members))
        for inside, cases in found.items()
    ]
    return tuple(sorted(made, key=lambda c: (-len(c.cases), len(c.inside), [place[name] for name in c.inside])))


def cases_for(matrix: Matrix, expression: Expression, statuses: frozenset[CellStatus]) -> frozenset[str]:
    """Give the cases of a matrix of codes for which an expression holds; a theme holds where one of its codes does.

    ``statuses`` count where a code names none of its own.
    """

    def member(case: str) -> bool:
        row = matrix.cells.get(case, {})

        def test(leaf: Holds) -> bool:
            wanted = leaf.statuses or statuses
            return any(isinstance(c, Cell) and c.status in wanted for c in _cells(row, leaf.code))

        return holds(expression, test)

    return frozenset(case for case in matrix.rows if member(case))


def unjudged_for(matrix: Matrix, expressions: Iterable[Expression]) -> int:
    """Give how many cells that the expressions ask about are neither judged nor settled."""
    asked = {leaf.code for expression in expressions for leaf in leaves(expression)}
    cells = {
        (case, code): cell
        for case, row in matrix.cells.items()
        for code, cell in row.items()
        for path in asked
        if code == path or code.startswith(f"{path}/")
    }
    return sum(isinstance(c, Cell) and not c.judged and c.status not in _SETTLED for c in cells.values())


def _cells(row: Mapping[str, object], path: str) -> list[object]:
    return [cell for code, cell in row.items() if code == path or code.startswith(f"{path}/")]
