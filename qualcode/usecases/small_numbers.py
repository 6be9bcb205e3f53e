"""Small numbers: which of a publication's are withheld, by the threshold k of the settings or of a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.analysis.withholding import TOTAL, withheld_cells, withheld_counts
from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, RefusedError
from qualcode.domain.table import Count, Matrix


class SmallTallyError(RefusedError):
    """A matrix by an attribute is made of small numbers."""

    sentence = N_(
        "A published matrix by {by} is made of numbers below {below}, which are withheld; publish the matrix by case, or ask for an "
        "internal one; nothing was written."
    )


def with_small_marked(found: Sequence[Count], codebook: Codebook, below: int) -> tuple[Count, ...]:
    """Give counts with those marked that are too small to be published, and those that would tell them."""
    parents = {rule.id: rule.parent for rule in codebook.counts}
    hidden = withheld_counts(found, parents, below)
    return tuple(
        replace(one, withheld=True, parent_withheld=parents.get(one.id, "") in hidden or one.denominator < below)
        if one.id in hidden
        else one
        for one in found
    )


def with_small_withheld(table: Matrix, codes: Matrix, below: int) -> Matrix:
    """Mark the numbers of a matrix by status that are too small to be published, and those that would tell them.

    ``codes`` is the matrix of codes of the same cases, or ``table`` itself: codes and themes are looked at together, so that a
    file of codes and one of themes do not tell each other's numbers.

    Raises:
        SmallTallyError: for a matrix by an attribute, whose cells are all small numbers.
    """
    from qualcode.exchange.matrix_shape import groups, status_counts

    if below <= 0:
        return table
    if table.by != "case":
        raise SmallTallyError(by=table.by, below=below)
    hidden: set[tuple[str, str]] = set()
    for group in groups(codes):
        block = {c.id: list(status_counts(codes, c).values()) for c in group.columns}
        block[TOTAL] = [sum(numbers) for numbers in zip(*block.values(), strict=True)]
        for row, at in withheld_cells(block, below):
            hidden.add((group.id if row == TOTAL else row, list(CellStatus)[at].value))
    return replace(table, withheld=frozenset(hidden), below=below)
