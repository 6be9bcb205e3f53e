"""Listings: plain tables that an analysis gives and every writer of tables takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

Value = str | int | float | None
"""A cell: words, a whole number, a number with decimals, or nothing."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: ``id`` for programs, ``name`` for people; ``width`` is its share of the page beside the others'.

    ``only`` keeps it from some readers: "pages" (Word, Markdown) show names, "programs" (JSON, CSV, Excel and the screen, whose words are
    typed again) ids, "json" what only JSON holds (a status by its id) and "words" what it does not (the same in a
    language); empty is for all.
    """

    id: str
    name: str
    width: float = 1.0
    only: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a title, what it shows in a sentence, rows as long as the columns are many, and notes below.

    By its ``tag``, when it has one, `verify` finds it in the project again.
    """

    title: str
    described: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    tag: str = ""

    def for_pages(self) -> Listing:
        """Give the listing as pages show it."""
        return self._without("programs", "json")

    def for_screens(self) -> Listing:
        """Give the listing as the screen shows it."""
        return self._without("pages", "json")

    def for_sheets(self) -> Listing:
        """Give the listing as sheets (Excel, CSV) hold it."""
        return self._without("json")

    def _without(self, *readers: str) -> Listing:
        kept = [n for n, head in enumerate(self.columns) if head.only not in readers]
        if len(kept) == len(self.columns):
            return self
        rows = tuple(tuple(row[n] for n in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[n] for n in kept), rows=rows)

    def objects(self) -> list[dict[str, Value]]:
        """Give the rows by the columns' ids, as JSON takes them: in no language, where a column has a form without."""
        found = self._without("words")
        return [dict(zip((c.id for c in found.columns), row, strict=True)) for row in found.rows]
