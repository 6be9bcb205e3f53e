"""Listings: plain tables that an analysis gives and every writer of tables takes."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | None
"""A cell: words, a whole number, a number with decimals, or nothing."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: ``id`` for programs, ``name`` for people; ``width`` is its share of the page beside the others'."""

    id: str
    name: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a title, what it shows in a sentence, rows as long as the columns are many, and notes below."""

    title: str
    described: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()

    def objects(self) -> list[dict[str, Value]]:
        """Give the rows by the columns' ids, as JSON takes them."""
        return [dict(zip((c.id for c in self.columns), row, strict=True)) for row in self.rows]
